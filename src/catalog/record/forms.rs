//! The forms of the YAML files under `data/`, as written.
//!
//! Only shape: what names refer to and whether dates exist is checked elsewhere. The comments on keys are in Swedish, because
//! they become the descriptions that editors show.

pub(super) mod established;
pub(super) mod follow_up;
pub(super) mod observations;
pub(super) mod organisation;
pub(super) mod text;

use crate::field::rating::Rating;
use crate::field::text::Certainty;
use crate::placed::schema;
use crate::placed::{At, Scalar};
use schemars::{JsonSchema, Schema};
use serde::Deserialize;

/// Revisorernas egna ord, ordagrant, med stället där de står.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct QuoteForm {
    /// Orden, exakt som de står i granskningen.
    pub text: At<String>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// Revisorernas egna ord med ett id som går att hänvisa till.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ItemForm {
    /// Id, unikt i filen.
    pub id: At<String>,
    /// Orden, exakt som de står i granskningen.
    pub text: At<String>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// En period och hur säker den är.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PeriodForm {
    /// År `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`.
    pub is: At<Scalar>,
    /// `stated` om källan säger det, `inferred` om vi har dragit slutsatsen.
    pub certainty: CertaintyForm,
    /// Vår förklaring till en slutsats.
    #[serde(default)]
    pub note: Option<At<String>>,
}

/// Hur säker en uppgift är.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CertaintyForm {
    /// Källan säger det.
    Stated,
    /// Vi har dragit slutsatsen.
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
pub(super) enum RatingForm {
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

/// The JSON Schemas of these forms, by the name of their file in `controls/schema/`.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("organisation", schema::of::<organisation::OrganisationForm>()),
        ("established", schema::of::<established::EstablishedForm>()),
        ("observations", schema::of::<observations::ObservationsForm>()),
        ("text", schema::of::<text::TextForm>()),
        ("follow-up", schema::of::<follow_up::FollowUpForm>()),
    ]
}
