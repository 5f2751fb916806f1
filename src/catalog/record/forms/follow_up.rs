//! The form of the follow-up register, `uppfoljning/*.yaml`.
//!
//! Only shape; references are looked up in `register`, what an entry needs of earlier ones in `history`.

use super::{Id, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Registret över vad som hänt efter granskningen. Nya poster läggs till sist; en post ändras aldrig.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Uppföljning")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct FollowUpForm {
    /// Granskningens id.
    pub audit: At<Id>,
    /// Posterna.
    pub entries: Vec<EntryForm>,
}

/// En daterad post.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct EntryForm {
    /// Id, unikt i organisationens hela register.
    pub id: At<Id>,
    /// Dagen posten gäller.
    pub date: At<Scalar>,
    /// Den funktion som gjorde posten, aldrig en person.
    pub by: At<Text>,
    /// Vad posten handlar om.
    pub about: AboutForm,
    /// Var det går att läsa, till exempel ett diarienummer.
    #[serde(default)]
    pub source: Option<At<Scalar>>,
    /// Vad posten säger: exakt ett slag.
    pub what: WhatForm,
}

/// Vad en post handlar om.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum AboutForm {
    /// Granskningen som helhet.
    Audit,
    /// En rekommendation, med dess id.
    Recommendation(At<Id>),
    /// En del av en rekommendation, med dess id.
    Part(At<Id>),
    /// En förbättring i observations.yaml, med dess id.
    Improvement(At<Id>),
}

/// Vad en post säger.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum WhatForm {
    /// Ett svar begärdes.
    Request(RequestForm),
    /// Styrelsen svarade.
    Reply(ReplyForm),
    /// En åtgärd med ansvarig och slutdatum. Det första slutdatumet ligger fast.
    Action(ActionForm),
    /// Den ansvariga rapporterar hur långt åtgärden har kommit.
    Status(StatusForm),
    /// Slutdatumet flyttades. Varje förlängning räknas.
    Extension(ExtensionForm),
    /// Styrelsen fattade ett beslut.
    Decision(DecisionForm),
    /// Styrelsen accepterade risken. Bristen finns kvar.
    AcceptRisk(RiskForm),
    /// Någon annan än den ansvariga kontrollerade.
    Verification(VerificationForm),
    /// Revisorerna avslutade något som inte längre är aktuellt.
    Closed(ReasonForm),
    /// Revisorerna ersatte rekommendationen med en ny.
    Replaced(ReplacedForm),
    /// Revisorerna öppnade något igen.
    Reopened(ReasonForm),
    /// Återkallar en tidigare post. Inget ändras i efterhand.
    Corrects(CorrectsForm),
}

/// En begäran om svar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct RequestForm {
    /// Dagen då svaret ska ha kommit, när den anges.
    #[serde(default)]
    pub reply_by: Option<At<Scalar>>,
}

/// Ett svar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ReplyForm {
    /// Om rekommendationen godtas, godtas delvis eller avvisas.
    pub acceptance: AcceptanceForm,
    /// Vad som skrevs.
    #[serde(default)]
    pub text: Option<At<Text>>,
}

/// Styrelsens ställningstagande.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum AcceptanceForm {
    /// Godtas.
    Accepted,
    /// Godtas delvis.
    Partly,
    /// Avvisas.
    Rejected,
}

/// En åtgärd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ActionForm {
    /// Vad som ska göras.
    pub text: At<Text>,
    /// Den funktion som ansvarar, aldrig en person.
    pub owner: At<Text>,
    /// Slutdatum.
    #[serde(default)]
    pub due: Option<At<Scalar>>,
}

/// En rapport om hur långt åtgärden har kommit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct StatusForm {
    /// Statusens kod.
    #[schemars(extend("enum" = ["ej_paborjad", "pagar", "delvis", "rapporterad"]))]
    pub code: At<Id>,
    /// Vad som görs eller har gjorts.
    #[serde(default)]
    pub text: Option<At<Text>>,
    /// När det väntas vara klart.
    #[serde(default)]
    pub forecast: Option<At<Scalar>>,
    /// De delar som återstår.
    #[serde(default)]
    pub remains: Vec<At<Id>>,
    /// Underlag som går att slå upp.
    #[serde(default)]
    pub evidence: Vec<At<Text>>,
}

/// En förlängning.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ExtensionForm {
    /// Det nya slutdatumet.
    pub due: At<Scalar>,
    /// Varför.
    pub reason: At<Text>,
}

/// Ett beslut.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct DecisionForm {
    /// Diarienummer.
    pub dnr: At<Scalar>,
    /// Paragraf i protokollet.
    pub paragraph: At<Scalar>,
    /// Vad som beslutades.
    pub text: At<Text>,
}

/// En accepterad risk.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct RiskForm {
    /// Diarienummer.
    pub dnr: At<Scalar>,
    /// Paragraf i protokollet.
    pub paragraph: At<Scalar>,
    /// Varför.
    pub reason: At<Text>,
    /// Sista dagen beslutet gäller.
    pub valid_until: At<Scalar>,
}

/// En verifiering, av någon annan än den ansvariga.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct VerificationForm {
    /// Vad kontrollen visade.
    pub finds: At<FindsForm>,
    /// Underlag som granskades.
    #[serde(default)]
    pub evidence: Vec<At<Text>>,
    /// Vad som skrevs.
    #[serde(default)]
    pub text: Option<At<Text>>,
}

/// Vad en kontroll visade.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in super::super) enum FindsForm {
    /// Genomförd.
    Implemented,
    /// Delvis genomförd.
    Partly,
    /// Inte genomförd.
    NotImplemented,
}

/// Ett skäl.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ReasonForm {
    /// Varför.
    pub reason: At<Text>,
}

/// En hänvisning till den rekommendation som gäller i stället.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct ReplacedForm {
    /// Den nya rekommendationens id.
    pub by: At<Id>,
    /// Granskningens id, när den nya står i en annan granskning.
    #[serde(default)]
    pub audit: Option<At<Id>>,
    /// Varför.
    pub reason: At<Text>,
}

/// En rättelse av en tidigare post.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in super::super) struct CorrectsForm {
    /// Den återkallade postens id.
    pub entry: At<Id>,
    /// Varför.
    pub reason: At<Text>,
}
