//! The form of `datasets.yaml`. Checks nothing.

use super::{Id, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Vad varje leverans ska innehålla: en datamängd per fil, med kolumner och typer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Datamängder")]
pub struct DatasetsForm {
    /// Datamängderna.
    pub datasets: Vec<DatasetForm>,
}

/// En datamängd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DatasetForm {
    /// Datamängdens id, som måtten hänvisar till.
    pub id: At<Id>,
    /// Datamängdens namn.
    pub label: At<Text>,
    /// Vad en rad är, till exempel ”enhet × månad”.
    pub grain: At<Text>,
    /// Filens namn i organisationens mapp under `data/`, utan mapp: `moment.csv`.
    pub file: At<Scalar>,
    /// Kolumnerna. Alla ska finnas i filens första rad.
    #[schemars(required, length(min = 1))]
    pub columns: Option<Vec<ColumnForm>>,
}

/// En kolumn.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnForm {
    /// Namnet i filens första rad.
    pub name: At<Id>,
    /// Vad värdena är.
    #[serde(rename = "type")]
    pub kind: ColumnTypeForm,
    /// `true` när varje rad ska ha ett värde. Annars får värdet saknas.
    #[serde(default)]
    pub required: bool,
    /// Vad kolumnen kallas i text.
    pub label: At<Text>,
}

/// Vad värdena i en kolumn är.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnTypeForm {
    /// Fri text.
    Text,
    /// Id för en enhet i organisationen, eller `riket`.
    Unit,
    /// Id för ett moment i en granskning.
    Moment,
    /// En period: `2020`, `2020T2`, `2020-02` eller `2020-W07`.
    Period,
    /// En månad: `2020-02`.
    Month,
    /// Ett datum: `2020-02-28`.
    Date,
    /// Ett heltal som inte är negativt.
    Integer,
    /// En andel: `62 %`.
    Percent,
    /// En av dessa koder.
    OneOf(#[schemars(length(min = 1))] At<Vec<At<Id>>>),
}
