//! The form of `text.yaml`.
//!
//! Only shape; what a block shows stands in other files and is looked up in `text`.

use super::{Id, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Rapportens löpande text i tryckt ordning.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Rapportens text")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct TextForm {
    /// Avsnitten i tryckt ordning.
    pub sections: Vec<SectionForm>,
}

/// Ett avsnitt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct SectionForm {
    /// Numret eller rubriken, så som `source` anger det. Skriv numret inom citattecken.
    pub id: At<Scalar>,
    /// Rubriken utan nummer. Tom när ingen trycktes.
    pub heading: At<String>,
    /// Rubriknivå: 1, 2 eller 3.
    #[schemars(range(min = 1, max = 3))]
    pub level: At<u32>,
    /// Vad som står i avsnittet, i tryckt ordning.
    pub blocks: Vec<At<BlockForm>>,
}

/// Ett block: text som bara står här, eller ett ord som visar något som står i en annan fil.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum BlockForm {
    /// Ett stycke, ordagrant.
    Text(At<Text>),
    /// En punktlista som inte står i någon annan fil, ordagrant.
    Bullets(Vec<At<Text>>),
    /// En onumrerad rubrik inne i avsnittet.
    Subheading(At<Text>),
    /// Vår notering om att något stod här och är förlorat.
    Lost(At<Text>),
    /// De tryckta kolumnrubrikerna i tabellen som följer.
    Columns(Vec<At<String>>),
    /// Momenttabellen för en enhet.
    Moments(At<Id>),
    /// Avsnittets bedömning av en kontrollfråga.
    Assessment(At<Id>),
    /// Den samlade bedömningen.
    Overall,
    /// Tabellen med kontrollfrågor, bedömningar och kommentarer.
    QuestionTable,
    /// Rekommendationerna med sin inledning.
    Recommendations,
    /// Syftet.
    Purpose,
    /// Revisionskriterierna.
    Criteria,
    /// Riktlinjerna med sin inledning.
    Guidelines,
    /// Kontrollfrågorna som lista.
    Questions,
    /// Avgränsningen och de intervjuade.
    Scope,
    /// Metoden.
    Method,
    /// Verktygen ur verktyg.csv.
    Tools,
    /// Det som saknas.
    Absent,
    /// Exemplen på förbättringsarbete.
    Examples,
    /// Siffrorna.
    Figures,
    /// Iakttagelserna.
    Findings,
    /// Det ökade fokuset.
    Focus,
    /// Förbättringarna.
    Improvements,
    /// Att ett svar begärdes.
    Reply,
}
