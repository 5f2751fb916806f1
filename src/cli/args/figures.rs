//! Arguments of `figures`.

use super::Form;
use clap::{Args, ValueEnum};

/// The parts that a period is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Per {
    /// ISO weeks.
    Week,
    /// Months.
    Month,
    /// The twelve months that end with each month.
    Rolling,
    /// Tertials.
    Tertial,
    /// Years.
    Year,
}

/// Arguments of `figures`.
#[derive(Clone, Debug, Args)]
pub struct Figured {
    /// Bara dessa mått, med komma emellan
    #[arg(help_heading = "Val", long, value_name = "MÅTT", value_delimiter = ',')]
    pub measure: Vec<String>,
    /// Bara denna enhet
    #[arg(help_heading = "Val", long, value_name = "ENHET")]
    pub unit: Option<String>,
    /// Bara enheter på denna nivå, till exempel `division`
    #[arg(help_heading = "Val", long, value_name = "NIVÅ")]
    pub level: Option<String>,
    /// Dela perioden: `week`, `month`, `rolling` (tolv månader till och med varje månad), `tertial` eller `year`
    #[arg(help_heading = "Val", long, value_name = "DEL", hide_possible_values = true)]
    pub per: Option<Per>,
    /// Visa organisationen som den är nu: en upphörd enhets rader räknas under den som tog över
    #[arg(help_heading = "Val", long)]
    pub as_now: bool,
    /// Tabellens form: `text`, `json`, `csv`, `xlsx` eller `parquet`
    #[arg(
        help_heading = "Val",
        long,
        value_name = "FORM",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub output: Form,
}
