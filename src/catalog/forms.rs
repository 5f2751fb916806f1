//! What the YAML forms of `controls/` and `data/` share: ids, texts, quotes, periods, ratings and who says so.
//!
//! Nothing here is checked beyond its form. The doc comments on forms, keys and choices are Swedish on purpose: schemars turns
//! them into the descriptions that editors show to auditors.

use crate::field::rating::Rating;
use crate::field::text::Certainty;
use crate::placed::{At, Scalar};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;

/// A text that should be an id. Whether it is one is a question of meaning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Id(pub String);

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": 64, "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$" })
    }
}

/// A text that a person reads.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Text(pub String);

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1 })
    }
}

/// Who made a link, a coding or a note. Only `granska` makes them, but that is a question of meaning with a text of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct By(pub String);

impl JsonSchema for By {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "By".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": "granska" })
    }
}

/// Revisorernas egna ord, ordagrant, och var i granskningen de står.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteForm {
    /// Revisorernas ord, ordagrant.
    pub text: At<Text>,
    /// Avsnittets nummer (”2.2.1”) eller rubrik (”Sammanfattning”) i granskningen.
    pub source: At<Scalar>,
}

/// Revisorernas egna ord med ett id, så att andra kan hänvisa till dem.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ItemForm {
    /// Id, till exempel `K1`. Två i samma lista kan inte ha samma.
    pub id: At<Id>,
    /// Revisorernas ord, ordagrant.
    pub text: At<Text>,
    /// Avsnittets nummer (”1.3”) eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// En period och hur säker den är.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeriodForm {
    /// År `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`.
    pub is: At<Scalar>,
    /// Om källan anger perioden eller om den är en slutsats.
    pub certainty: CertaintyForm,
    /// Hur vi vet det, med våra ord.
    pub note: Option<At<Text>>,
}

/// Hur säker en uppgift är.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CertaintyForm {
    /// Källan anger uppgiften.
    Stated,
    /// Uppgiften är en slutsats av oss.
    Inferred,
}

impl From<CertaintyForm> for Certainty {
    fn from(form: CertaintyForm) -> Self {
        match form {
            CertaintyForm::Stated => Self::Stated,
            CertaintyForm::Inferred => Self::Inferred,
        }
    }
}

/// En bedömning.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatingForm {
    /// Uppfyllt.
    Met,
    /// Delvis uppfyllt.
    PartlyMet,
    /// Ej uppfyllt.
    NotMet,
}

impl From<RatingForm> for Rating {
    fn from(form: RatingForm) -> Self {
        match form {
            RatingForm::Met => Self::Met,
            RatingForm::PartlyMet => Self::PartlyMet,
            RatingForm::NotMet => Self::NotMet,
        }
    }
}
