//! The form of what `outcome.json` says of deliveries: what was received, what is in quarantine, what is missing because of faulty files.
//!
//! A key with nothing to say is left out; a list is always there.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Leveransen av en datamängd från en enhet för en period.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredReceived {
    /// Enhet som lämnar.
    pub unit: String,
    /// Datamängd.
    pub dataset: String,
    /// Period.
    pub period: String,
    /// Sista dag.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "Option<String>")]
    pub due: Option<NaiveDate>,
    /// `set-aside`, `not-delivered`, `empty`, `quarantined`, `incomplete`, `not-yet-due`, `complete` eller `not-expected`.
    pub state: String,
    /// Hela dagar efter sista dag, när något ännu saknas. Om det som finns kom i tid framgår inte av en fil.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub late_by_days: Option<u32>,
    /// Filer med rader som hör hit.
    pub files: Vec<String>,
    /// Filer som lagts åt sidan och som har eller kan ha rader som hör hit.
    pub set_aside: Vec<String>,
    /// Rader som används.
    pub rows_used: u64,
    /// Rader i karantän.
    pub rows_quarantined: u64,
    /// Rader som används och där ett litet antal är dolt av den som lämnat.
    pub rows_suppressed: u64,
    /// Det som fattas: veckor, månader, koder eller moment.
    pub missing: Vec<String>,
}

/// Rader i karantän, av ett skäl.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredQuarantine {
    /// Datamängd.
    pub dataset: String,
    /// Filen.
    pub file: String,
    /// Skälet. En rad med flera fel räknas under vart och ett av dem.
    pub reason: String,
    /// Antal rader.
    pub rows: u64,
}

/// Något som saknas för att en fil har lagts åt sidan.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredLacking {
    /// Måttet vars siffror saknas; utan nyckeln saknas filens rader i dokumenten.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub measure: Option<String>,
    /// Filens datamängd.
    pub dataset: String,
    /// Filen.
    pub file: String,
}
