//! The form of `models/<id>.yaml`. Checks nothing.

use super::{Id, Text};
use crate::field::model::ModelProvenance;
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// En modell: stegen som planeringen går igenom, i ordning, och det stöd som gör stegen möjliga.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Modell")]
pub struct ModelForm {
    /// Modellens id, samma som filens namn utan ändelse.
    pub id: At<Id>,
    /// Modellens namn.
    pub label: At<Text>,
    /// Vems modellen är.
    pub provenance: ProvenanceForm,
    /// Varför just denna modell används, med våra ord.
    pub note: Option<At<Text>>,
    /// Var modellen är hämtad.
    pub source: At<Scalar>,
    /// Stegen i ordning.
    #[schemars(required, length(min = 1))]
    pub steps: Option<Vec<StepForm>>,
    /// Stödet: det som gör stegen möjliga men inte är ett eget steg.
    pub support: Option<StepForm>,
}

/// Vems en modell är.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProvenanceForm {
    /// Ersätter en modell vars steg granskningen inte räknar upp.
    StandIn,
    /// Organisationens egen.
    Own,
}

impl From<ProvenanceForm> for ModelProvenance {
    fn from(form: ProvenanceForm) -> Self {
        match form {
            ProvenanceForm::StandIn => Self::StandIn,
            ProvenanceForm::Own => Self::Own,
        }
    }
}

/// Ett steg, eller stödet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepForm {
    /// Id, som momentens `step` hänvisar till.
    pub id: At<Id>,
    /// Stegets namn.
    pub label: At<Text>,
    /// Vad steget innebär, med våra ord.
    pub gloss: At<Text>,
}
