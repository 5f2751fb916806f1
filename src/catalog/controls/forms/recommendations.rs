//! The form of `audits/<id>/recommendations.yaml`. Checks nothing.

use super::{By, Id, QuoteForm, Text};
use crate::field::recommendation::{Called, ParentIs};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Granskningens rekommendationer eller förbättringsförslag, med sina delar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Rekommendationer")]
pub struct RecommendationsForm {
    /// Vad granskningen kallar dem.
    pub called: CalledForm,
    /// Orden som leder in till listan, ordagrant.
    pub lead_in: Option<QuoteForm>,
    /// Rekommendationerna i tryckt ordning.
    pub recommendations: Vec<RecommendationForm>,
}

/// Vad granskningen kallar dem.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalledForm {
    /// Rekommendationer.
    Recommendation,
    /// Förbättringsförslag.
    Proposal,
}

impl From<CalledForm> for Called {
    fn from(form: CalledForm) -> Self {
        match form {
            CalledForm::Recommendation => Self::Recommendation,
            CalledForm::Proposal => Self::Proposal,
        }
    }
}

/// En rekommendation eller ett förbättringsförslag.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecommendationForm {
    /// Id, till exempel `R2`.
    pub id: At<Id>,
    /// Rekommendationen med revisorernas ord, ordagrant.
    pub text: At<Text>,
    /// Avsnittets nummer eller rubrik i granskningen.
    pub source: At<Scalar>,
    /// Delarna som rekommendationen består av. En rekommendation som bara ber om en sak har en del.
    #[schemars(required, length(min = 1))]
    pub parts: Option<Vec<PartForm>>,
    /// Hur delarnas status blir hela rekommendationens.
    pub parent_is: ParentIsForm,
    /// Kontrollfrågorna som rekommendationen svarar mot. Behövs när granskningen har kontrollfrågor.
    pub answers: Option<AnswersForm>,
}

/// En del av en rekommendation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PartForm {
    /// Delens id, till exempel `R2a`.
    pub id: At<Id>,
    /// Vad som gäller när delen är genomförd, med våra ord.
    pub gloss: At<Text>,
}

/// Hur delarnas status blir helhetens.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParentIsForm {
    /// Helheten har kommit lika långt som den del som kommit kortast.
    WorstPart,
    /// Genomförd när alla delar är det, delvis genomförd så snart en är det, annars som den del som kommit kortast.
    PartlyWhenSome,
}

impl From<ParentIsForm> for ParentIs {
    fn from(form: ParentIsForm) -> Self {
        match form {
            ParentIsForm::WorstPart => Self::WorstPart,
            ParentIsForm::PartlyWhenSome => Self::PartlyWhenSome,
        }
    }
}

/// Kopplingen från en rekommendation till kontrollfrågor.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnswersForm {
    /// Kontrollfrågornas id.
    #[schemars(length(min = 1))]
    pub questions: Vec<At<Id>>,
    /// Vem som gjorde kopplingen.
    #[schemars(required)]
    pub by: Option<At<By>>,
}
