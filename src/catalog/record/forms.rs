//! The forms of the YAML files under `data/`, as written. What they share with `controls/` stands in `catalog::forms`.
//!
//! Only shape: what names refer to and whether dates exist is checked elsewhere. The comments on keys are in Swedish, because
//! they become the descriptions that editors show.

pub(super) mod established;
pub(super) mod follow_up;
pub(super) mod observations;
pub(super) mod organisation;
pub(super) mod text;

pub(super) use crate::catalog::forms::{By, CertaintyForm, Id, ItemForm, PeriodForm, QuoteForm, RatingForm, Text};

use crate::placed::schema;
use schemars::Schema;

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
