//! The form of `audits/<id>/questions.yaml`. Checks nothing.

use super::{By, Id, QuoteForm, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Vad granskningen frågar: momenten som bedöms för varje enhet, och kontrollfrågorna med sina bedömningspunkter och regler.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Moment och kontrollfrågor")]
pub struct QuestionsForm {
    /// Momenten i tryckt ordning.
    #[serde(default)]
    pub moments: Vec<MomentForm>,
    /// Kontrollfrågorna i tryckt ordning.
    #[serde(default)]
    pub questions: Vec<QuestionForm>,
}

/// Ett moment: en sak som en enhet gör eller inte gör.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MomentForm {
    /// Momentets id, som bedömningspunkterna och momentbedömningarna hänvisar till.
    pub id: At<Id>,
    /// Momentet med revisorernas ord, ordagrant.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// Steget som momentet hör till, eller stödet.
    pub step: StepLinkForm,
}

/// Kopplingen från ett moment till ett steg.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepLinkForm {
    /// Id för ett steg i modellen, eller för dess stöd.
    pub id: At<Id>,
    /// Vem som gjorde kopplingen.
    #[schemars(required)]
    pub by: Option<At<By>>,
}

/// En kontrollfråga.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuestionForm {
    /// Frågans id, till exempel `KF3`.
    pub id: At<Id>,
    /// Frågan med revisorernas ord, ordagrant.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// Andra former som frågan är tryckt i, bara där de skiljer sig.
    #[serde(default)]
    pub as_printed: Vec<QuoteForm>,
    /// Avsnittet där frågan bedöms.
    pub assessed_in: Option<At<Scalar>>,
    /// Bedömningspunkterna: vilka underlag frågan bedöms efter.
    #[schemars(required, length(min = 1))]
    pub points: Option<Vec<PointForm>>,
    /// Regeln som väger samman underlagen till en indikerad bedömning.
    pub roll_up: At<RollUpForm>,
}

/// En bedömningspunkt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PointForm {
    /// Punktens id, till exempel `KF3.1`.
    pub id: At<Id>,
    /// Vad punkten gäller, med våra ord.
    pub label: At<Text>,
    /// Underlaget som punkten bedöms efter.
    #[schemars(required)]
    pub evidence: Option<At<EvidenceForm>>,
    /// Hur tungt varje svar väger, från 1 till 1000. Utan denna nyckel är vikten 1.
    #[schemars(range(min = 1, max = 1000))]
    pub weight: Option<At<u32>>,
}

/// Underlaget för en bedömningspunkt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceForm {
    /// Bedömningarna av dessa moment, för varje enhet som frågas.
    Moments(#[schemars(length(min = 1))] Vec<At<Id>>),
    /// Det som revisorerna skriver om organisationen som helhet, kodat av granska.
    Stated,
}

/// Regeln som väger samman underlagen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RollUpForm {
    /// Lika bra som den sämsta bedömningen.
    WorstOf(CoverageForm),
    /// Lika bra som den bästa bedömningen.
    BestOf(CoverageForm),
    /// Uppfyllt om alla är uppfyllda, ej uppfyllt om ingen är det ens delvis, annars delvis uppfyllt.
    AllAnyNone(CoverageForm),
    /// Den mittersta bedömningen; av två mittersta den sämre.
    LowerMedian(CoverageForm),
    /// Medelvärdet av 0, ½ och 1, med gränser för delvis uppfyllt och uppfyllt.
    BandedMean(BandedMeanForm),
}

/// Hur stor del av underlaget som måste vara bedömd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CoverageForm {
    /// Den minsta del av de väntade svaren som måste vara bedömd, över 0 och högst 1: `1/2` eller `50 %`.
    pub minimum_coverage: At<Scalar>,
    /// Skrivs när regeln är granskas egen. Utan både `by` och `source` är den det.
    pub by: Option<At<By>>,
    /// Avsnittet där revisorerna anger regeln. Anges i stället för `by`, när regeln är revisorernas.
    pub source: Option<At<Scalar>>,
}

/// Gränserna för ett medelvärde, som bråk (`1/4`) eller procent (`25 %`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BandedMeanForm {
    /// Delvis uppfyllt från och med detta medelvärde. Anges i stället för `partly-above`.
    pub partly_from: Option<At<Scalar>>,
    /// Delvis uppfyllt över detta medelvärde, som inte självt räcker. Anges i stället för `partly-from`.
    pub partly_above: Option<At<Scalar>>,
    /// Uppfyllt från och med detta medelvärde. Anges i stället för `met-above`.
    pub met_from: Option<At<Scalar>>,
    /// Uppfyllt över detta medelvärde, som inte självt räcker. Anges i stället för `met-from`.
    pub met_above: Option<At<Scalar>>,
    /// Den minsta del av de väntade svaren som måste vara bedömd, över 0 och högst 1: `1/2` eller `50 %`.
    pub minimum_coverage: At<Scalar>,
    /// Skrivs när regeln är granskas egen. Utan både `by` och `source` är den det.
    pub by: Option<At<By>>,
    /// Avsnittet där revisorerna anger regeln. Anges i stället för `by`, när regeln är revisorernas.
    pub source: Option<At<Scalar>>,
}
