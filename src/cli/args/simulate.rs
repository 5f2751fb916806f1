//! Arguments of `simulate`.

use clap::{Args, ValueEnum};

/// How the files of the invented region are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Divided {
    /// One a year.
    Year,
    /// One a month.
    Month,
    /// One for all.
    One,
}

/// The form of the large files of the invented region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Written {
    /// CSV.
    Csv,
    /// Parquet.
    Parquet,
}

/// Arguments of `simulate`.
#[derive(Clone, Debug, Args)]
pub struct Simulated {
    /// Talet som allt dras ur; samma tal ger samma filer, byte för byte
    #[arg(
        help_heading = "Val",
        long,
        value_name = "TAL",
        default_value_t = crate::desk::simulate::SEED,
        hide_default_value = true
    )]
    pub seed: u64,
    /// Ungefär hur många rader alla datamängder ska ha tillsammans, 100000 till 200000000; annars den minsta regionen
    #[arg(help_heading = "Val", long, value_name = "TAL")]
    pub rows: Option<u64>,
    /// Antal år från 2021, högst fem
    #[arg(help_heading = "Val", long, value_name = "TAL", default_value_t = 5, hide_default_value = true)]
    pub years: u32,
    /// Skriv bara dessa datamängder, med komma emellan; raderna blir desamma som annars
    #[arg(help_heading = "Val", long, value_name = "DATAMÄNGD", value_delimiter = ',')]
    pub only: Vec<String>,
    /// En fil per år, per månad eller en enda: `year`, `month` eller `one`
    #[arg(
        help_heading = "Val",
        long,
        value_name = "DELNING",
        default_value = "year",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub files: Divided,
    /// Formen för de stora filerna: `csv` eller `parquet`
    #[arg(
        help_heading = "Val",
        long,
        value_name = "FORM",
        default_value = "csv",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Written,
    /// Antal trådar; annars datorns alla. Resultatet blir detsamma
    #[arg(help_heading = "Val", long, value_name = "TAL")]
    pub threads: Option<usize>,
    /// Lägg in fel: ungefär så många rader av tusen, 0 till 40, och fel i hur filer är skrivna; alla listas i facit/fel.csv
    #[arg(help_heading = "Val", long, value_name = "TAL")]
    pub dirt: Option<u32>,
    /// Pröva granska: gör regioner med fel, kontrollera dem och säg hur många fel som hittades och hur många som var falska
    #[arg(help_heading = "Val", long)]
    pub score: bool,
    /// Antal regioner att pröva med `--score`, från fröet och uppåt
    #[arg(
        help_heading = "Val",
        long,
        value_name = "TAL",
        default_value_t = 20,
        hide_default_value = true,
        requires = "score"
    )]
    pub seeds: u64,
}
