//! What became of recommendations and improvements, as stored in `outcome.json`.
//!
//! An entry is given with what finds it again in the register; its whole text stands there and is not repeated.

use super::outcome::StoredQuote;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// En status och vad den vilar på.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredStatus {
    /// Statuskod.
    pub code: String,
    /// Noteringen som satte den; saknas när granska satt den av datum eller delar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entry: Option<String>,
    /// Sedan när.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "Option<String>")]
    pub since: Option<NaiveDate>,
}

/// Ett slutdatum.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredDue {
    /// Det första; ändras aldrig.
    #[schemars(with = "String")]
    pub original: NaiveDate,
    /// Det som gäller.
    #[schemars(with = "String")]
    pub current: NaiveDate,
    /// Hur många gånger det flyttats.
    pub extensions: u32,
    /// `in-time`; `day-passed` när dagen har passerat men ingen status säger att det inte är gjort; `late` när en status säger det.
    pub lateness: String,
}

/// En rekommendation eller ett förslag.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRecommendation {
    /// Id.
    pub id: String,
    /// Revisorernas ord.
    pub words: StoredQuote,
    /// Frågor som den svarar på; en länk som granska gjort.
    pub answers: Vec<String>,
    /// Status; saknas när inget framgår av källan.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<StoredStatus>,
    /// `accepted`, `partly` eller `rejected`; saknas när inget svar är känt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub acceptance: Option<String>,
    /// Funktionen som ansvarar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// Slutdatum.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<StoredDue>,
    /// När den ansvariga väntar att det är klart.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "Option<String>")]
    pub forecast: Option<NaiveDate>,
    /// Hur länge den varit öppen sedan första daterade noteringen: `under-6-months`, `6-to-12-months`, `1-to-2-years`, `2-to-4-years` eller
    /// `over-4-years`; saknas när inget är daterat eller den är avslutad.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub age: Option<String>,
    /// Om en accepterad risk inte längre gäller.
    pub risk_expired: bool,
    /// Delar.
    pub parts: Vec<StoredPart>,
    /// Noteringar om den och dess delar, äldst först, även återkallade.
    pub entries: Vec<StoredEntry>,
}

/// En del av en rekommendation.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredPart {
    /// Id.
    pub id: String,
    /// Vad delen begär, med granskas ord.
    pub gloss: String,
    /// Status.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<StoredStatus>,
    /// Funktionen som ansvarar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// Slutdatum.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<StoredDue>,
}

/// En daterad notering ur registret.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredEntry {
    /// Id.
    pub id: String,
    /// Datum.
    #[schemars(with = "String")]
    pub date: NaiveDate,
    /// Funktionen som gjorde den.
    pub by: String,
    /// Vad den säger: `request`, `reply`, `action`, `status`, `extension`, `decision`, `accept-risk`, `verification`, `closed`, `replaced`,
    /// `reopened` eller `corrects`.
    pub kind: String,
    /// Vad den handlar om: `audit`, `recommendation`, `part` eller `improvement`.
    pub about: String,
    /// Id på det den handlar om; saknas när det är granskningen som helhet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about_id: Option<String>,
    /// Var det går att läsa.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// Om en senare notering återkallat den.
    pub withdrawn: bool,
    /// Fil, rad och kolumn.
    pub read_from: String,
}

/// En förbättring som granskningen såg.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredImprovement {
    /// Id.
    pub id: String,
    /// Revisorernas ord.
    pub words: StoredQuote,
    /// Status.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<StoredStatus>,
    /// Slutdatum.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<StoredDue>,
    /// Noteringar om den, äldst först, även återkallade.
    pub entries: Vec<StoredEntry>,
}
