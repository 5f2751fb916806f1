//! The form of `established.yaml`.
//!
//! Only shape; words, points and comments are looked up in `established`.

use super::{By, Id, PeriodForm, QuoteForm, RatingForm, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Vad revisorerna fastställde om organisationen.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Fastställda bedömningar")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct EstablishedForm {
    /// Granskningens id, samma som mappens namn.
    pub audit: At<Id>,
    /// Den period som granskningen avser.
    pub period: PeriodForm,
    /// Det organ som rekommendationerna riktas till, till exempel regionstyrelsen. De binder bara det.
    #[serde(default)]
    pub made_to: Option<At<Text>>,
    /// Uppgifter om dokumentet.
    pub document: DocumentForm,
    /// Den samlade bedömningen.
    #[serde(default)]
    pub overall: Option<OverallForm>,
    /// Den fastställda bedömningen av varje kontrollfråga.
    #[serde(default)]
    pub questions: Vec<JudgementForm>,
    /// Revisorernas uttalanden, kodade av oss för de punkter som bygger på dem.
    #[serde(default)]
    pub stated: Vec<StatementForm>,
    /// Tryckta varianter av katalogens texter, var och en med sitt ställe.
    #[serde(default)]
    pub as_printed: Vec<VariantForm>,
}

/// Uppgifter om dokumentet. Det som källan inte säger utelämnas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct DocumentForm {
    /// Version av granskas dokument, från 1.
    pub version: At<u32>,
    /// `draft` för utkast, `final` för slutlig.
    pub state: StateForm,
    /// Diarienummer.
    #[serde(default)]
    pub diarienummer: Option<At<Scalar>>,
    /// Den funktion som handlägger ärendet, aldrig en person.
    #[serde(default)]
    pub handlaggare: Option<At<Text>>,
}

/// Utkast eller slutlig.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum StateForm {
    /// Utkast.
    Draft,
    /// Slutlig.
    Final,
}

/// Den samlade bedömningen: revisorernas mening och vår kodning av den.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct OverallForm {
    /// Vår kodning av meningen.
    pub rating: RatingForm,
    /// Alltid `granska`: kodningen är vår.
    pub by: At<By>,
    /// Meningen, exakt som den står i granskningen.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}

/// Den fastställda bedömningen av en kontrollfråga.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct JudgementForm {
    /// Frågans id.
    pub id: At<Id>,
    /// Ett ord ur granskningens skala.
    pub word: At<Text>,
    /// Ordet så som det trycktes, bara när det skiljer sig från skalans.
    #[serde(default)]
    pub as_printed: Option<At<Text>>,
    /// Sammanfattningens kommentarer, i tryckt ordning.
    #[serde(default)]
    pub comments: Vec<QuoteForm>,
    /// Avsnittets egen bedömning, ett stycke i taget.
    #[serde(default)]
    pub assessment: Vec<QuoteForm>,
    /// Varför den fastställda bedömningen skiljer sig från den indikerade.
    #[serde(default)]
    pub differs: Option<At<DiffersForm>>,
}

/// Skälet till en skillnad: antingen revisorernas ord (`text` och `source`) eller vår notering (`note` och `by: granska`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct DiffersForm {
    /// Revisorernas ord, exakt som de står i granskningen.
    #[serde(default)]
    pub text: Option<At<Text>>,
    /// Avsnittets nummer eller rubrik i granskningen.
    #[serde(default)]
    pub source: Option<At<Scalar>>,
    /// Vår notering, när revisorerna inte har skrivit något skäl.
    #[serde(default)]
    pub note: Option<At<Text>>,
    /// Alltid `granska`: noteringen är vår.
    #[serde(default)]
    pub by: Option<At<By>>,
}

/// En punkt som vi har kodat efter vad revisorerna skriver. Ange `rating` eller `not-assessable`, inte båda.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct StatementForm {
    /// Bedömningspunktens id.
    pub point: At<Id>,
    /// Vår kodning av det revisorerna skriver.
    #[serde(default)]
    pub rating: Option<At<RatingForm>>,
    /// Varför punkten inte kan bedömas.
    #[serde(default)]
    pub not_assessable: Option<At<NotAssessableForm>>,
    /// Alltid `granska`: kodningen är vår.
    pub by: At<By>,
    /// Numret på den av frågans kommentarer som kodningen bygger på, från 1.
    #[serde(default)]
    pub comment: Option<At<u32>>,
}

/// Varför något inte kan bedömas.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum NotAssessableForm {
    /// Inget är sagt.
    NothingStated,
    /// Det sägs att underlag saknas.
    EvidenceMissing,
    /// Revisorerna skriver att det inte kan bedömas.
    SaidSo,
}

/// En tryckt variant av ett moments text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct VariantForm {
    /// Momentets id.
    pub moment: At<Id>,
    /// Den enhet vars tabell trycker varianten.
    pub unit: At<Id>,
    /// Texten så som den trycktes.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
}
