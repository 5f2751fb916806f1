//! The form of `scales.yaml`. Checks nothing.

use super::{Id, Text};
use crate::field::rating::{MarkKind, Rating};
use crate::field::recommendation::StatusCode;
use crate::field::scale::{Meaning, SetBy, Symbol};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Orden som granskningar bedömer med, hur varje utfall skrivs och ritas, och orden för hur långt uppföljningen av en rekommendation har kommit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Skalor, märken och statusord")]
pub struct ScalesForm {
    /// Skalorna. En granskning väljer en för sina frågor och en för sina moment.
    pub scales: Vec<ScaleForm>,
    /// Hur varje utfall skrivs och ritas i alla dokument. De sju utfallen står här en gång var.
    pub marks: At<Vec<MarkForm>>,
    /// Statusorden för rekommendationer. De tio koderna står här en gång var.
    pub statuses: At<Vec<StatusForm>>,
}

/// En skala: orden som en bedömning kan skrivas med.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleForm {
    /// Skalans id, som `question-scale` och `moment-scale` hänvisar till.
    pub id: At<Id>,
    /// Skalans namn.
    pub label: At<Text>,
    /// Orden, det bästa först. Flera ord får betyda samma sak.
    #[schemars(required, length(min = 1))]
    pub words: Option<Vec<WordForm>>,
}

/// Ett ord i en skala.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordForm {
    /// Ordet som det skrivs. Stora och små bokstäver gör ingen skillnad när ordet känns igen.
    pub word: At<Text>,
    /// Vad ordet betyder.
    pub rating: RatingForm,
}

/// Vad ett ord i en skala betyder.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatingForm {
    /// Uppfyllt.
    Met,
    /// Delvis uppfyllt.
    PartlyMet,
    /// Ej uppfyllt.
    NotMet,
    /// Ej tillämpligt. Räknas aldrig som uppfyllt.
    NotApplicable,
    /// Kan inte bedömas. Räknas aldrig som uppfyllt.
    NotAssessable,
}

impl From<RatingForm> for Meaning {
    fn from(form: RatingForm) -> Self {
        match form {
            RatingForm::Met => Self::Rated(Rating::Met),
            RatingForm::PartlyMet => Self::Rated(Rating::PartlyMet),
            RatingForm::NotMet => Self::Rated(Rating::NotMet),
            RatingForm::NotApplicable => Self::NotApplicable,
            RatingForm::NotAssessable => Self::NotAssessable,
        }
    }
}

/// Hur ett utfall skrivs och ritas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkForm {
    /// Utfallet.
    pub outcome: At<OutcomeForm>,
    /// Ordet, till exempel ”Delvis uppfyllt”.
    pub word: At<Text>,
    /// Ordet efter ett antal, till exempel ”delvis uppfyllda”.
    pub plural: At<Text>,
    /// Tecknet bredvid ordet, så att färgen aldrig är det enda som skiljer.
    pub symbol: SymbolForm,
    /// Färgen som `#rrggbb`, med kontrast minst 4,5:1 mot vitt.
    #[schemars(schema_with = "colour")]
    pub colour: At<Scalar>,
}

fn colour(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
}

/// Vad något kan sluta i.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeForm {
    /// Uppfyllt.
    Met,
    /// Delvis uppfyllt.
    PartlyMet,
    /// Ej uppfyllt.
    NotMet,
    /// Kan inte bedömas.
    NotAssessable,
    /// Ej tillämpligt.
    NotApplicable,
    /// Ej besvarat.
    NotAnswered,
    /// Undertryckt, därför att antalet är litet.
    Suppressed,
}

impl From<OutcomeForm> for MarkKind {
    fn from(form: OutcomeForm) -> Self {
        match form {
            OutcomeForm::Met => Self::Met,
            OutcomeForm::PartlyMet => Self::PartlyMet,
            OutcomeForm::NotMet => Self::NotMet,
            OutcomeForm::NotAssessable => Self::NotAssessable,
            OutcomeForm::NotApplicable => Self::NotApplicable,
            OutcomeForm::NotAnswered => Self::NotAnswered,
            OutcomeForm::Suppressed => Self::Suppressed,
        }
    }
}

/// Tecknet som ritas bredvid ordet.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SymbolForm {
    /// ● Fylld cirkel.
    FilledCircle,
    /// ◐ Halvfylld cirkel.
    HalfCircle,
    /// ☒ Kryssad ruta.
    CrossedSquare,
    /// – Streck.
    Dash,
    /// ○ Ring.
    Ring,
    /// ◌ Prickad cirkel.
    DottedCircle,
    /// ▒ Grå, kryssad ruta.
    CrossedGreySquare,
}

impl From<SymbolForm> for Symbol {
    fn from(form: SymbolForm) -> Self {
        match form {
            SymbolForm::FilledCircle => Self::FilledCircle,
            SymbolForm::HalfCircle => Self::HalfCircle,
            SymbolForm::CrossedSquare => Self::CrossedSquare,
            SymbolForm::Dash => Self::Dash,
            SymbolForm::Ring => Self::Ring,
            SymbolForm::DottedCircle => Self::DottedCircle,
            SymbolForm::CrossedGreySquare => Self::CrossedGreySquare,
        }
    }
}

/// Ett statusord för rekommendationer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StatusForm {
    /// Koden, som uppföljningens poster använder.
    pub code: At<StatusCodeForm>,
    /// Ordet som skrivs i dokumenten.
    pub label: At<Text>,
    /// Vem som får sätta statusen.
    pub set_by: SetByForm,
    /// Vad statusen betyder och vad den kräver, med våra ord.
    pub gloss: At<Text>,
    /// Utfallet vars tecken och färg statusen lånar.
    pub colour_as: OutcomeForm,
}

/// Koden för en status.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusCodeForm {
    /// Svar ej lämnat.
    EjBesvarad,
    /// Ej påbörjad.
    EjPaborjad,
    /// Pågår.
    Pagar,
    /// Delvis genomförd.
    Delvis,
    /// Genomförd enligt verksamheten, ej verifierad.
    Rapporterad,
    /// Genomförd och verifierad.
    Verifierad,
    /// Accepterad risk.
    Risk,
    /// Ej längre aktuell.
    EjAktuell,
    /// Ersatt av ny rekommendation.
    Ersatt,
    /// Återöppnad.
    Ateroppnad,
}

impl From<StatusCodeForm> for StatusCode {
    fn from(form: StatusCodeForm) -> Self {
        match form {
            StatusCodeForm::EjBesvarad => Self::EjBesvarad,
            StatusCodeForm::EjPaborjad => Self::EjPaborjad,
            StatusCodeForm::Pagar => Self::Pagar,
            StatusCodeForm::Delvis => Self::Delvis,
            StatusCodeForm::Rapporterad => Self::Rapporterad,
            StatusCodeForm::Verifierad => Self::Verifierad,
            StatusCodeForm::Risk => Self::Risk,
            StatusCodeForm::EjAktuell => Self::EjAktuell,
            StatusCodeForm::Ersatt => Self::Ersatt,
            StatusCodeForm::Ateroppnad => Self::Ateroppnad,
        }
    }
}

/// Vem som får sätta en status.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SetByForm {
    /// granska självt, ur datumen.
    System,
    /// Den som ansvarar för åtgärden.
    Owner,
    /// Någon annan än den som ansvarar för åtgärden.
    Verifier,
    /// Styrelsen, med diarienummer och paragraf.
    Board,
    /// Revisorerna.
    Auditor,
}

impl From<SetByForm> for SetBy {
    fn from(form: SetByForm) -> Self {
        match form {
            SetByForm::System => Self::System,
            SetByForm::Owner => Self::Owner,
            SetByForm::Verifier => Self::Verifier,
            SetByForm::Board => Self::Board,
            SetByForm::Auditor => Self::Auditor,
        }
    }
}
