//! The form of `organisation.yaml`.
//!
//! Only shape; the tree is built and checked in `organisation`.

use super::{CertaintyForm, Id, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// En organisation: vad den heter och vilka enheter den har.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Organisation")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct OrganisationForm {
    /// Id, samma som mappens namn.
    pub id: At<Id>,
    /// Namnet, till exempel Region Norrbotten.
    pub label: At<Text>,
    /// `real` för en verklig organisation, `invented` för en påhittad. En påhittad märks på varje sida.
    pub nature: NatureForm,
    /// Hur säkert det är att granskningarna gäller den här organisationen.
    pub certainty: CertaintyForm,
    /// Vår förklaring när organisationen är en slutsats.
    #[serde(default)]
    pub note: Option<At<Text>>,
    /// Nivåerna, den högsta först.
    pub levels: Vec<LevelForm>,
    /// Granskningar som gjorts någon annanstans men som organisationen prövar sig mot, och för vilka perioder.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub held_against: Option<At<Vec<HeldAgainstForm>>>,
    /// Enheterna. Exakt en saknar `part-of` och ligger högst upp.
    pub units: At<Vec<UnitForm>>,
}

/// Om organisationen finns i verkligheten.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum NatureForm {
    /// En verklig myndighet. Inget om den får hittas på.
    Real,
    /// Påhittad. Varje sida säger det.
    Invented,
}

/// En granskning som organisationen prövar sig mot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct HeldAgainstForm {
    /// Granskningens id.
    pub audit: At<Id>,
    /// Perioden som redovisas när ingen annan efterfrågas: `2025`, `2025T2`, `2025-02` eller `2025-W07`.
    pub period: At<Scalar>,
}

/// En nivå i organisationen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct LevelForm {
    /// Id, till exempel `division`.
    pub id: At<Id>,
    /// Namnet, till exempel Division.
    pub label: At<Text>,
}

/// En enhet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct UnitForm {
    /// Id, unikt i organisationen. `riket` är reserverat.
    pub id: At<Id>,
    /// Hela namnet.
    pub label: At<Text>,
    /// Ett kort namn för tabellhuvuden.
    #[serde(default)]
    pub short: Option<At<Text>>,
    /// Nivåns id.
    pub level: At<Id>,
    /// Id för den enhet som den är del av. Utelämnas för den högsta.
    #[serde(default)]
    pub part_of: Option<At<Id>>,
    /// Första dagen enheten finns, när det är känt.
    #[serde(default)]
    pub valid_from: Option<At<Scalar>>,
    /// Sista dagen enheten finns, när den har upphört.
    #[serde(default)]
    pub valid_to: Option<At<Scalar>>,
    /// Id för den enhet som tog över.
    #[serde(default)]
    pub successor: Option<At<Id>>,
    /// Hur säker enhetens plats i organisationen är. Utelämnad betyder `stated`.
    #[serde(default)]
    pub certainty: Option<CertaintyForm>,
    /// Vår förklaring till en slutsats.
    #[serde(default)]
    pub note: Option<At<Text>>,
    /// Var i granskningen enheten nämns.
    #[serde(default)]
    pub source: Option<At<Scalar>>,
    /// Datamängderna som enheten levererar. Utelämnas när det inte är bestämt.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub delivers: Option<At<Vec<At<Id>>>>,
}
