//! The form of `audits/<id>/audit.yaml`. Checks nothing.

use super::{Id, ItemForm, PeriodForm, QuoteForm, Text};
use crate::placed::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// En granskning: vad den heter, när den gjordes, vad den ville veta och mot vad den bedömde.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Granskning")]
pub struct AuditForm {
    /// Granskningens id, samma som mappens namn.
    pub id: At<Id>,
    /// Granskningens titel.
    pub title: At<Text>,
    /// Året eller åren granskningen gäller.
    pub year: PeriodForm,
    /// Det organ som granskades, till exempel `regionstyrelsen`.
    pub audited_body: Option<At<Text>>,
    /// Dokumenten som görs av granskningen: namn på mappar i `report-templates/`.
    pub documents: Vec<At<Id>>,
    /// Modellen som momentens steg hör till: namnet på en fil i `controls/models/`. Behövs när det finns moment.
    pub model: Option<At<Id>>,
    /// Skalan som frågorna bedöms med. Behövs när det finns kontrollfrågor.
    pub question_scale: Option<At<Id>>,
    /// Skalan som momenten bedöms med. Behövs när det finns moment.
    pub moment_scale: Option<At<Id>>,
    /// Nivån i organisationen vars enheter momenten frågas av, till exempel `division`. Behövs när det finns moment.
    pub moments_asked_of: Option<At<Id>>,
    /// Granskningens syfte, ordagrant.
    pub purpose: Option<QuoteForm>,
    /// Revisionsfrågan som kontrollfrågorna tillsammans besvarar, ordagrant.
    pub overall_question: Option<QuoteForm>,
    /// Revisionskriterierna, ordagrant.
    #[serde(default)]
    pub criteria: Vec<ItemForm>,
    /// Riktlinjer som granskningen stöder sig på, ordagrant.
    pub guidelines: Option<GuidelinesForm>,
}

/// Riktlinjer och orden som leder in till dem.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GuidelinesForm {
    /// Orden som leder in till listan, ordagrant.
    pub lead_in: QuoteForm,
    /// Riktlinjerna i tryckt ordning.
    #[schemars(length(min = 1))]
    pub items: At<Vec<ItemForm>>,
}
