//! The YAML forms of `controls/` as serde reads them: one file per kind of YAML file, this one holds what they share.
//!
//! Nothing here is checked beyond its form, and no value leaves `controls` in a form. The doc comments on types, fields
//! and choices are Swedish on purpose: schemars turns them into the descriptions that editors show to auditors.

pub mod audit;
pub mod datasets;
pub mod measures;
pub mod model;
pub mod questions;
pub mod recommendations;
pub mod scales;

use crate::placed::{At, Scalar};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;

/// A text that should be an id. Whether it is one is a question of meaning.
#[derive(Clone, Debug, Deserialize)]
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

/// Who made a link. Only `granska` makes links so far, but that is a question of meaning with a text of its own.
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
