//! The form of the rules in `datasets.yaml`. Checks nothing.

use super::{Id, Text};
use crate::placed::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// En regel som leveransen prövas mot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleForm {
    /// Regelns id i datamängden.
    pub id: At<Id>,
    /// Hur allvarligt ett brott mot regeln är.
    pub severity: SeverityForm,
    /// Vad ett brott mot regeln kallas, med liten bokstav och utan punkt.
    pub label: At<Text>,
    /// Vad den som levererar ska göra åt det.
    pub help: At<Text>,
    /// Vad regeln kräver.
    pub demand: At<DemandForm>,
}

/// Hur allvarligt ett brott mot en regel är.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityForm {
    /// Raden sätts i karantän. Gäller regeln summor eller grupper läggs hela leveransen åt sidan.
    Error,
    /// Sägs till om. Inget tas bort.
    Warning,
    /// Upplyses om. Inget tas bort.
    Note,
}

/// Vad en regel kräver.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DemandForm {
    /// I en rad är `then` inte mindre eller tidigare än `first`.
    Order(OrderForm),
    /// I en rad där villkoret gäller har kolumnen ett värde.
    Needs(WhenForm),
    /// I en rad där villkoret gäller är kolumnen tom.
    Forbids(WhenForm),
    /// I en rad ligger dagen, veckan eller månaden i perioden.
    Within(WithinForm),
    /// I en rad är `start` plus allt i `plus` minus allt i `minus` lika med `end`.
    Balance(BalanceForm),
    /// I en grupp där alla delar och totalen finns blir delarna tillsammans totalen.
    AddsUp(AddsUpForm),
    /// I en grupp börjar varje rad med det som raden för veckan, månaden eller dagen före slutade med.
    Follows(FollowsForm),
    /// Värdena står tillsammans i en rad i en annan datamängd.
    ExistsIn(ExistsInForm),
}

/// Två kolumner i ordning.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OrderForm {
    /// Kolumnen med det tidigare eller mindre.
    pub first: At<Id>,
    /// Kolumnen med det senare eller större.
    pub then: At<Id>,
}

/// Ett villkor, och kolumnen som det säger något om.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WhenForm {
    /// Villkoret.
    pub when: ConditionForm,
    /// Kolumnen.
    pub column: At<Id>,
}

/// Ett villkor på kolumnerna i en rad.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionForm {
    /// Kolumnen har en av dessa koder eller texter.
    OneOf(OneOfForm),
    /// Kolumnen har ett värde.
    Filled(At<Id>),
    /// Kolumnen är tom.
    Empty(At<Id>),
    /// Alla villkoren gäller.
    All(#[schemars(length(min = 1))] At<Vec<ConditionForm>>),
}

/// En kolumn och de värden som den kan ha.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OneOfForm {
    /// Kolumnen.
    pub column: At<Id>,
    /// Koderna eller texterna.
    #[schemars(length(min = 1))]
    pub values: At<Vec<At<Text>>>,
}

/// En dag, vecka eller månad och perioden omkring den.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WithinForm {
    /// Kolumnen med dagen, veckan eller månaden.
    pub column: At<Id>,
    /// Kolumnen med perioden eller månaden omkring.
    pub of: At<Id>,
}

/// En balans: vad som fanns, vad som kom, vad som gick och vad som blev kvar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BalanceForm {
    /// Kolumnen med det som fanns.
    pub start: At<Id>,
    /// Kolumnerna med det som kom.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub plus: Option<At<Vec<At<Id>>>>,
    /// Kolumnerna med det som gick.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub minus: Option<At<Vec<At<Id>>>>,
    /// Kolumnen med det som blev kvar.
    pub end: At<Id>,
}

/// Delar som tillsammans blir en total, på var sin rad.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AddsUpForm {
    /// Kolumnerna som rader i samma grupp har lika.
    #[schemars(length(min = 1))]
    pub per: At<Vec<At<Id>>>,
    /// Kolumnen som säger vilken del raden är.
    pub by: At<Id>,
    /// Koderna för delarna.
    #[schemars(length(min = 1))]
    pub parts: At<Vec<At<Id>>>,
    /// Koden för totalen.
    pub total: At<Id>,
    /// Kolumnen med talet.
    pub value: At<Id>,
}

/// Rader som följer på varandra i en grupp.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FollowsForm {
    /// Kolumnerna som rader i samma grupp har lika.
    #[schemars(length(min = 1))]
    pub per: At<Vec<At<Id>>>,
    /// Kolumnen med veckan, månaden eller dagen.
    pub along: At<Id>,
    /// Kolumnen med det som en rad slutar med.
    pub end: At<Id>,
    /// Kolumnen med det som nästa rad börjar med.
    pub start: At<Id>,
}

/// En rad i en annan datamängd som ska finnas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExistsInForm {
    /// Den andra datamängden.
    pub dataset: At<Id>,
    /// Kolumnerna här och där, par för par. Ett klockslag motsvarar dagen.
    #[schemars(length(min = 1))]
    pub columns: At<Vec<PairForm>>,
}

/// En kolumn här och den som den ska motsvara där.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PairForm {
    /// Kolumnen i denna datamängd.
    pub here: At<Id>,
    /// Kolumnen i den andra datamängden.
    pub there: At<Id>,
}
