//! The forms of kinds of measures that are told in terms of others, or of two facts. Checks nothing.

use super::Id;
use super::measures::{ExclusionForm, FilterForm, SideForm, TakesForm, ValuedForm};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// En summa.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SumForm {
    /// Kolumnen som läggs ihop.
    pub column: At<Id>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Hur stor del av värdena som ryms inom en gräns. Minst en av `at-least` och `at-most` anges.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WithinForm {
    /// Vad varje rad har ett värde av.
    pub of: ValuedForm,
    /// Minst så mycket, gränsen inräknad.
    pub at_least: Option<At<Scalar>>,
    /// Högst så mycket, gränsen inräknad.
    pub at_most: Option<At<Scalar>>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Tiden mellan två tidpunkter: hela dagar med `unit: days`, annars minuter mellan klockslag.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ElapsedForm {
    /// Den första tidpunkten.
    pub from: At<Id>,
    /// Den andra.
    pub to: At<Id>,
    /// Vilken punkt.
    pub takes: TakesForm,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Utfall genom plan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FulfilmentForm {
    /// Kolumnen med utfallet.
    pub outcome: At<Id>,
    /// Kolumnen med planen.
    pub plan: At<Id>,
    /// Om det läggs ihop från årets början till periodens slut.
    #[serde(default)]
    pub accumulates: bool,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// En kö som ska gå ihop.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FlowForm {
    /// Kolumnen med kön när tiden börjar.
    pub start: At<Id>,
    /// Kolumner som flödar in.
    pub plus: At<Vec<At<Id>>>,
    /// Kolumner som flödar ut.
    pub minus: At<Vec<At<Id>>>,
    /// Kolumnen med kön när tiden slutar.
    pub end: At<Id>,
    /// Vad som redovisas.
    pub takes: FlowTakesForm,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Vad som redovisas av ett flöde.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FlowTakesForm {
    /// Hur mycket längre kön är än när perioden började.
    Change,
    /// Kön vid periodens slut.
    End,
    /// Kön vid periodens slut, i veckor av periodens produktion: kolumnen med produktionen.
    Weeks(At<Id>),
}

/// Använd tid av den tid som är öppen och bemannad.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UtilisationForm {
    /// Det som används.
    pub used: UsedForm,
    /// Det som finns, i en datamängd för sig.
    pub available: AvailableForm,
    /// Tiderna som räknas, per veckodag.
    pub windows: At<Vec<WindowForm>>,
    /// Dagar som är stängda.
    #[serde(default)]
    pub closed: Vec<ClosedForm>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Det som används: rader med två klockslag.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UsedForm {
    /// När det börjar.
    pub from: At<Id>,
    /// När det slutar.
    pub to: At<Id>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
}

/// Det som finns att använda.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AvailableForm {
    /// Datamängden.
    pub dataset: At<Id>,
    /// Kolumnen med minuter.
    pub minutes: At<Id>,
    /// Kolumnen med dagen.
    pub day: At<Id>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
}

/// Tiden som räknas vissa veckodagar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WindowForm {
    /// Veckodagarna.
    pub days: Vec<WeekdayForm>,
    /// När fönstret öppnar, `07:00`.
    pub from: At<Scalar>,
    /// När det stänger, `17:00`.
    pub to: At<Scalar>,
}

/// En veckodag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WeekdayForm {
    /// Måndag.
    Monday,
    /// Tisdag.
    Tuesday,
    /// Onsdag.
    Wednesday,
    /// Torsdag.
    Thursday,
    /// Fredag.
    Friday,
    /// Lördag.
    Saturday,
    /// Söndag.
    Sunday,
}

/// Dagar som är stängda.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedForm {
    /// Allmänna helgdagar.
    PublicHolidays,
    /// Midsommarafton, julafton och nyårsafton.
    Eves,
}

/// Hur stor del av det som ska finnas som finns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CoverageForm {
    /// Hur ofta det ska finnas.
    pub each: EachForm,
    /// Kolumnen och de koder av den som varje enhet ska ha.
    pub per: Option<PerForm>,
    /// Villkoret; utan nyckeln räcker en rad.
    pub has: Option<At<FilterForm>>,
}

/// Hur ofta något ska finnas.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EachForm {
    /// Varje vecka.
    Week,
    /// Varje månad.
    Month,
}

/// En kolumn och koder av den.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PerForm {
    /// Kolumnen.
    pub column: At<Id>,
    /// Koderna.
    pub values: At<Vec<At<Scalar>>>,
}

/// Rader där allt är ifyllt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CompletenessForm {
    /// Kolumnerna.
    pub columns: At<Vec<At<Id>>>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// En kvot jämförd med en referens, som är 100.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndexForm {
    /// Det som delas.
    pub part: SideForm,
    /// Med vad.
    pub whole: SideForm,
    /// Referensen.
    pub against: AgainstForm,
    /// Rader som lämnas utanför båda, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Vad ett index hålls mot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgainstForm {
    /// Hela organisationen i samma period.
    Organisation,
    /// Enheten själv i samma del av ett år.
    Year(At<u16>),
}

/// Moment som verksamheten intygar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AttestedForm {
    /// Momenten.
    pub moments: At<Vec<At<Id>>>,
    /// Orden som räknas som intygade.
    pub words: At<Vec<At<Scalar>>>,
}
