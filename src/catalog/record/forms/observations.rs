//! The form of `observations.yaml`.
//!
//! Only shape; units, ids and figures are checked in `observations`.

use super::{Id, ItemForm, QuoteForm, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Det revisorerna skrev ner som inte är en bedömning.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Iakttagelser")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ObservationsForm {
    /// Avgränsningen och vilka som intervjuades.
    #[serde(default)]
    pub scope: Option<ScopeForm>,
    /// Metoden, en punkt i taget.
    #[serde(default)]
    pub method: Vec<QuoteForm>,
    /// Iakttagelserna i tryckt ordning.
    #[serde(default)]
    pub findings: Vec<FindingForm>,
    /// Det ökade fokus som granskningen beskriver.
    #[serde(default)]
    pub focus: Option<QuoteForm>,
    /// Förbättringar som är beslutade eller genomförda.
    #[serde(default)]
    pub improvements: Vec<ImprovementForm>,
    /// Exempel på förbättringsarbete.
    #[serde(default)]
    pub examples: Vec<ItemForm>,
    /// Det som revisorerna säger saknas.
    #[serde(default)]
    pub absent: Vec<AbsentForm>,
    /// Siffror där både del och helhet anges och som ingen datamängd bär.
    #[serde(default)]
    pub stated_figures: Vec<FigureForm>,
    /// Vad som begärdes av styrelsen.
    #[serde(default)]
    pub reply: Option<ReplyForm>,
    /// Tabeller och markeringar som gått förlorade i den text vi har. De återskapas aldrig.
    #[serde(default)]
    pub lost: Vec<LostForm>,
}

/// Avgränsningen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ScopeForm {
    /// Orden, exakt som de står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// Orden som leder in till listan över intervjuade.
    #[serde(default)]
    pub lead_in: Option<QuoteForm>,
    /// De intervjuade verksamheterna.
    #[serde(default)]
    pub interviewed: Vec<InterviewedForm>,
}

/// En verksamhet som intervjuades.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct InterviewedForm {
    /// Enhetens id i organisation.yaml.
    pub unit: At<Id>,
    /// Så som den trycktes, med funktioner.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// En iakttagelse.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct FindingForm {
    /// Id, unikt i filen.
    pub id: At<Id>,
    /// Orden, exakt som de står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// `true` när iakttagelsen är tryckt som löpande text och inte som en punkt i listan.
    #[serde(default)]
    pub running: bool,
}

/// En förbättring.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ImprovementForm {
    /// Id, unikt i filen.
    pub id: At<Id>,
    /// Orden, exakt som de står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// Dagen då den ska vara klar, när den anges.
    #[serde(default)]
    pub due: Option<At<Scalar>>,
    /// Vad dagen gäller.
    #[serde(default)]
    pub concerns: Option<At<Text>>,
    /// Hur många personer det gällde, så som det skrevs.
    #[serde(default)]
    pub people: Option<At<Scalar>>,
    /// När det skedde, så som det skrevs.
    #[serde(default)]
    pub during: Option<At<Scalar>>,
}

/// Något som revisorerna säger saknas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct AbsentForm {
    /// Id, unikt i filen.
    pub id: At<Id>,
    /// Vad det är, med våra ord.
    pub label: At<Text>,
    /// Orden, exakt som de står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// En siffra med del och helhet, till exempel 6 av 10.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct FigureForm {
    /// Id, unikt i filen.
    pub id: At<Id>,
    /// Vad siffran gäller, med våra ord.
    pub label: At<Text>,
    /// Delen.
    pub part: At<u64>,
    /// Helheten.
    pub whole: At<u64>,
    /// Enhetens id i organisation.yaml, eller `riket`.
    pub unit: At<Id>,
    /// Orden, exakt som de står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// Vad som begärdes av styrelsen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ReplyForm {
    /// Orden där ett svar begärs.
    pub requested: QuoteForm,
}

/// Något som gått förlorat i den text vi har.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct LostForm {
    /// Avsnittet det stod i.
    pub source: At<Scalar>,
    /// Vad som saknas, med våra ord.
    pub note: At<Text>,
}
