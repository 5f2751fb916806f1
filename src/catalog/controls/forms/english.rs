//! The form of `en.yaml`. Checks nothing.

use super::measures::Pairs;
use crate::placed::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// Engelska namn, efter id. Katalogens egna texter är svenska.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Engelska namn")]
pub struct EnglishForm {
    /// Måttens namn, efter måttets id.
    pub measures: At<Pairs>,
}
