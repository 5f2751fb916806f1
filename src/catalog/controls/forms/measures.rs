//! The form of `measures/*.yaml`. Checks nothing.

use super::{Id, Text};
use crate::field::measure::Better;
use crate::placed::{At, Scalar};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::borrow::Cow;

/// Mått: vad som räknas, av vad, och ur vilken datamängd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Mått")]
pub struct MeasuresForm {
    /// Måtten.
    pub measures: Vec<MeasureForm>,
}

/// Ett mått.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeasureForm {
    /// Måttets id.
    pub id: At<Id>,
    /// Måttets namn.
    pub name: At<Text>,
    /// Vad måttet visar och varför det är viktigt, med våra ord.
    pub gloss: At<Text>,
    /// Datamängden som måttet tas ur.
    pub dataset: At<Id>,
    /// Vad måttet räknas i.
    pub unit: MeasureUnitForm,
    /// Vilket håll som är bättre.
    pub better: BetterForm,
    /// Var måttets definition är hämtad.
    pub source: At<Scalar>,
    /// Enheter som måttet jämförs med, till exempel `riket`.
    #[serde(default)]
    pub compare_with: Vec<At<Id>>,
    /// Under vilken kod samma mått står i `publicerade_andelar`.
    pub quoted_as: Option<QuotedAsForm>,
    /// Hur måttet räknas. Utan denna nyckel citeras det bara.
    pub computes: Option<ComputesForm>,
}

/// Vad ett mått räknas i.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureUnitForm {
    /// Andel, skriven i procent.
    Share,
}

/// Vilket håll som är bättre.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BetterForm {
    /// Högre är bättre.
    Higher,
    /// Lägre är bättre.
    Lower,
}

impl From<BetterForm> for Better {
    fn from(form: BetterForm) -> Self {
        match form {
            BetterForm::Higher => Self::Higher,
            BetterForm::Lower => Self::Lower,
        }
    }
}

/// Raderna i `publicerade_andelar` som anger samma mått.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuotedAsForm {
    /// Koden i kolumnen `kontakttyp`.
    pub kontakttyp: At<Id>,
}

/// Hur ett mått räknas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComputesForm {
    /// En andel av summor i en kolumn.
    Share(ShareForm),
}

/// En andel. Antingen `part` eller `complement` anges, aldrig båda.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShareForm {
    /// Kolumnen som summeras. Den ska innehålla heltal.
    pub sum: At<Id>,
    /// Raderna som är det hela.
    pub whole: FilterForm,
    /// Raderna som är den del som uppfyller.
    pub part: Option<At<FilterForm>>,
    /// Raderna som är den del som INTE uppfyller. Andelen är då det hela minus denna del.
    pub complement: Option<At<FilterForm>>,
}

/// Vilka rader som räknas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FilterForm {
    /// Rader där kolumnen har detta värde: `equals: { kontakttyp: nybesok }`.
    Equals(At<Pairs>),
    /// Rader där alla villkoren gäller.
    All(Vec<FilterForm>),
}

/// Columns and the values they must have, in written order, both with their places.
#[derive(Debug)]
pub struct Pairs(pub Vec<(At<String>, At<Scalar>)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl JsonSchema for Pairs {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Pairs".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "minProperties": 1, "additionalProperties": { "type": ["string", "number"] } })
    }
}
