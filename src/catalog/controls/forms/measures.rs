//! The form of `measures/*.yaml`. Checks nothing.

use super::kinds::{
    AttestedForm, CompletenessForm, CoverageForm, ElapsedForm, FlowForm, FulfilmentForm, IndexForm, SumForm,
    UtilisationForm, WithinForm,
};
use super::{Id, Text};
use crate::field::contract::Cadence;
use crate::field::measure::Better;
use crate::placed::{At, Scalar};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::borrow::Cow;

/// Mått: vad som räknas, av vad, och ur vilken datamängd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Mått")]
pub struct MeasuresForm {
    /// Måtten.
    pub measures: Vec<MeasureForm>,
}

/// Ett mått.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeasureForm {
    /// Måttets id.
    pub id: At<Id>,
    /// Måttets namn.
    pub name: At<Text>,
    /// Vad måttet visar och varför det är viktigt, med våra ord.
    pub gloss: At<Text>,
    /// Datamängden som måttet tas ur.
    pub dataset: At<Id>,
    /// Vad måttet räknas i.
    pub unit: At<MeasureUnitForm>,
    /// Antal decimaler som visas, 0 till 4; utan nyckeln inga. Andelar visas alltid i hela procent.
    pub decimals: Option<At<u8>>,
    /// Perspektivet som måttet hör till, till exempel `tillgänglighet`; rapporten ställer måttets siffror under den rubriken.
    pub perspective: Option<At<Text>>,
    /// Funktionen som äger måttets definition.
    pub owner: Option<At<Text>>,
    /// Vilket håll som är bättre.
    pub better: BetterForm,
    /// Var måttets definition är hämtad.
    pub source: At<Scalar>,
    /// Enheter som måttet jämförs med, till exempel `riket`.
    #[serde(default)]
    pub compare_with: Vec<At<Id>>,
    /// Under vilken kod samma mått står i `publicerade_andelar`.
    pub quoted_as: Option<QuotedAsForm>,
    /// Om det som räknas är ett bestånd, taget vid periodens sista mätdatum, eller ett flöde, som läggs ihop över perioden. Krävs när måttet räknas.
    pub counts: Option<CountsForm>,
    /// Vems raderna under en enhet är; utan nyckeln enhetens egna.
    pub rows_are: Option<At<RowsAreForm>>,
    /// Hur måttet räknas. Utan denna nyckel citeras det bara.
    pub computes: Option<ComputesForm>,
    /// Värden i en kolumn som måttet också redovisas för, vart och ett som ett eget mått.
    pub for_each: Option<ForEachForm>,
    /// Målet, i måttets enhet: `100 %` eller `7,5`.
    pub target: Option<At<Scalar>>,
    /// Gränserna som siffran bedöms mot.
    pub limits: Option<LimitsForm>,
    /// Värden från annat håll att läsa siffran bredvid.
    #[serde(default)]
    pub references: Vec<ReferenceForm>,
    /// Hur ofta måttet följs upp.
    pub cadence: Option<CadenceForm>,
    /// Dagar då serien bryts: före och efter går inte att jämföra.
    #[serde(default)]
    pub breaks: Vec<BreakForm>,
    /// Minsta antal i helheten som siffran får vila på; utan nyckeln räcker ett.
    pub minimum_denominator: Option<At<u32>>,
    /// Färre än så visas inte, och inte heller det som röjer dem; 0 när det som räknas inte är personer. Utan nyckeln 5 för mått på rader, annars 0.
    pub suppress_below: Option<At<u16>>,
    /// Definitionens olika lydelser över tid, i stället för `counts`, `computes` och det som hör till dem.
    #[serde(default)]
    pub versions: Vec<VersionForm>,
    /// Små tabeller och vad måttet ska bli av dem; prövas med `granska test`.
    #[serde(default)]
    pub tests: Vec<ExampleForm>,
}

/// Värden i en kolumn som ett mått också redovisas för.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForEachForm {
    /// Kolumnen: koder eller text.
    pub column: At<Id>,
    /// Värdena, vart och ett med vad det heter i måttets namn.
    pub values: At<Pairs>,
}

/// En lydelse av definitionen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VersionForm {
    /// Lydelsens nummer, från 1.
    pub version: At<u16>,
    /// Första dagen, månaden eller året den gäller.
    pub valid_from: Option<At<Scalar>>,
    /// Sista dagen, månaden eller året den gäller.
    pub valid_to: Option<At<Scalar>>,
    /// Bestånd eller flöde.
    pub counts: Option<CountsForm>,
    /// Vems raderna under en enhet är.
    pub rows_are: Option<At<RowsAreForm>>,
    /// Hur måttet räknas.
    pub computes: Option<ComputesForm>,
    /// Målet, i måttets enhet.
    pub target: Option<At<Scalar>>,
    /// Gränserna som siffran bedöms mot.
    pub limits: Option<LimitsForm>,
    /// Små tabeller och vad måttet ska bli av dem.
    #[serde(default)]
    pub tests: Vec<ExampleForm>,
}

/// Gränserna, i måttets enhet. En gräns är själv nådd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitsForm {
    /// Där det är uppfyllt.
    pub met: At<Scalar>,
    /// Där det är delvis uppfyllt.
    pub partly: Option<At<Scalar>>,
}

/// Ett värde från annat håll.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReferenceForm {
    /// Vems och när: `58 sjukhus 2015–2016`.
    pub label: At<Text>,
    /// Värdet, i måttets enhet.
    pub value: At<Scalar>,
    /// Var det är hämtat.
    pub source: At<Scalar>,
}

/// En dag då serien bryts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BreakForm {
    /// Den nya seriens första dag, månad eller år.
    pub from: At<Scalar>,
    /// Vad som ändrades.
    pub why: At<Text>,
}

/// Hur ofta ett mått följs upp.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CadenceForm {
    /// Varje månad.
    Month,
    /// Varje tertial.
    Tertial,
    /// Varje år.
    Year,
}

impl From<CadenceForm> for Cadence {
    fn from(form: CadenceForm) -> Self {
        match form {
            CadenceForm::Month => Self::Month,
            CadenceForm::Tertial => Self::Tertial,
            CadenceForm::Year => Self::Year,
        }
    }
}

/// En liten tabell och vad måttet ska bli av den.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleForm {
    /// Vad exemplet visar.
    pub name: At<Text>,
    /// Raderna: kolumner med värden, så som de skrivs i en leverans. Kolumner som inte nämns är tomma; enheten behöver inte anges.
    pub given: Vec<At<Pairs>>,
    /// Raderna i den andra datamängden, för ett mått som har två.
    #[serde(default)]
    pub beside: Vec<At<Pairs>>,
    /// Perioden, när den spelar roll: `2024-02`.
    pub period: Option<At<Scalar>>,
    /// Vad som ska komma ut; det som inte anges prövas inte.
    pub expect: At<ExpectForm>,
}

/// Vad som ska komma ut.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectForm {
    /// Delen.
    pub part: Option<u64>,
    /// Helheten.
    pub whole: Option<u64>,
    /// Det som inte uppfyllde.
    pub complement: Option<u64>,
    /// Antalet.
    pub number: Option<u64>,
    /// Beloppet, i måttets enhet: `7,5`; procent som `87,5`.
    pub amount: Option<At<Scalar>>,
    /// Hur många rader som lämnas utanför, sammanlagt.
    pub excluded: Option<u64>,
    /// Slaget av siffra: `not-applicable`, `suppressed`, `missing`, eller `none` när det inte blir någon siffra.
    pub kind: Option<At<Id>>,
}

/// Bestånd eller flöde, och kolumnen som säger när.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CountsForm {
    /// Ett bestånd: kolumnen med mätdatumet.
    StockAt(At<Id>),
    /// Ett flöde: kolumnen med dagen, veckan eller månaden då det hände.
    FlowBy(At<Id>),
}

impl CountsForm {
    /// The key it is written under, and the column.
    pub fn column(&self) -> (&'static str, &At<Id>) {
        match self {
            Self::StockAt(column) => ("stock-at", column),
            Self::FlowBy(column) => ("flow-by", column),
        }
    }
}

/// Vems raderna under en enhet är.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowsAreForm {
    /// Enhetens egna: en enhet ovanför lägger till dem som ligger under.
    Own,
    /// Redan för allt under enheten: en sådan rad läggs inte ihop med underliggande enheters.
    Whole,
}

/// Vad ett mått räknas i.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureUnitForm {
    /// Andel, skriven i procent.
    Share,
    /// Antal.
    Count,
    /// Procent, även över hundra.
    Percent,
    /// Kronor.
    Kronor,
    /// Timmar.
    Hours,
    /// Minuter.
    Minutes,
    /// Dagar.
    Days,
    /// Veckor.
    Weeks,
    /// Ett tal jämfört med en referens, som är 100.
    Index,
}

/// Vilket håll som är bättre.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BetterForm {
    /// Högre är bättre.
    Higher,
    /// Lägre är bättre.
    Lower,
    /// Ingetdera: måttet säger hur mycket det är.
    Neither,
}

impl From<BetterForm> for Better {
    fn from(form: BetterForm) -> Self {
        match form {
            BetterForm::Higher => Self::Higher,
            BetterForm::Lower => Self::Lower,
            BetterForm::Neither => Self::Neither,
        }
    }
}

/// Raderna i `publicerade_andelar` som anger samma mått.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuotedAsForm {
    /// Koden i kolumnen `kontakttyp`.
    pub kontakttyp: At<Id>,
}

/// Hur ett mått räknas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComputesForm {
    /// En andel av rader, eller av summor i en kolumn.
    Share(ShareForm),
    /// Ett antal rader, eller en summa.
    Count(At<CountForm>),
    /// En kvot av två summor eller antal.
    Ratio(At<RatioForm>),
    /// Medelvärde, median eller percentil av många värden.
    Spread(At<SpreadForm>),
    /// Det som behövs minus det som finns.
    Gap(At<GapForm>),
    /// En kolumn lagd ihop.
    Sum(At<SumForm>),
    /// Hur stor del av värdena som ryms inom en gräns.
    Within(At<WithinForm>),
    /// Tiden mellan två tidpunkter.
    Elapsed(At<ElapsedForm>),
    /// Utfall genom plan.
    Fulfilment(At<FulfilmentForm>),
    /// En kö som ska gå ihop.
    Flow(At<FlowForm>),
    /// Använd tid av den tid som är öppen och bemannad.
    Utilisation(At<UtilisationForm>),
    /// Hur stor del av det som ska finnas som finns.
    Coverage(At<CoverageForm>),
    /// Rader där allt är ifyllt.
    Completeness(At<CompletenessForm>),
    /// En kvot jämförd med en referens.
    Index(At<IndexForm>),
    /// Moment som verksamheten intygar.
    Attested(At<AttestedForm>),
}

/// En andel. Antingen `part` eller `complement` anges, aldrig båda.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShareForm {
    /// Kolumnen som summeras; den ska innehålla heltal. Utan den räknas rader.
    pub sum: Option<At<Id>>,
    /// Kolumnen vars olika värden räknas, till exempel patienter. Anges inte tillsammans med `sum`.
    pub different: Option<At<Id>>,
    /// Raderna som är det hela.
    pub whole: At<FilterForm>,
    /// Rader som lämnas utanför både del och helhet, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
    /// Raderna som är den del som uppfyller: av helhetens rader, eller egna rader när `sum` anges.
    pub part: Option<At<FilterForm>>,
    /// Raderna som är den del som INTE uppfyller. Andelen är då det hela minus denna del.
    pub complement: Option<At<FilterForm>>,
}

/// Ett antal.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CountForm {
    /// Kolumnen som summeras; den ska innehålla heltal. Utan den räknas rader.
    pub sum: Option<At<Id>>,
    /// Kolumnen vars olika värden räknas, till exempel patienter. Anges inte tillsammans med `sum`.
    pub different: Option<At<Id>>,
    /// Raderna som räknas; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// En kvot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RatioForm {
    /// Det som delas.
    pub part: SideForm,
    /// Med vad.
    pub whole: SideForm,
    /// Rader som lämnas utanför båda, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// En sida av en kvot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SideForm {
    /// Kolumnen som summeras. Utan den räknas rader.
    pub sum: Option<At<Id>>,
    /// Kolumnen vars olika värden räknas, till exempel patienter. Anges inte tillsammans med `sum`.
    pub different: Option<At<Id>>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
}

/// En punkt bland många värden.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpreadForm {
    /// Kolumnen med tal.
    pub column: At<Id>,
    /// Vilken punkt.
    pub takes: TakesForm,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Vad en rad har ett värde av.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValuedForm {
    /// En kolumn med tal.
    Column(At<Id>),
    /// Dagarna mellan två kolumner.
    Days(SpanForm),
}

/// Två kolumner med dagar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpanForm {
    /// Den första dagen.
    pub from: At<Id>,
    /// Den andra.
    pub to: At<Id>,
}

/// En punkt bland många värden.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TakesForm {
    /// Medelvärdet.
    Mean,
    /// Medianen; av två i mitten deras medelvärde.
    Median,
    /// Det minsta värde som så många procent av värdena inte överstiger, 1 till 99.
    Percentile(At<u8>),
    /// Det minsta värdet.
    Least,
    /// Det största värdet.
    Most,
}

/// Ett gap.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GapForm {
    /// Kolumner som läggs till.
    pub plus: At<Vec<At<Id>>>,
    /// Kolumner som dras från.
    pub minus: At<Vec<At<Id>>>,
    /// Vilka rader; utan nyckeln alla.
    pub when: Option<At<FilterForm>>,
    /// Rader som lämnas utanför, var och en med namn.
    #[serde(default)]
    pub excluding: Vec<ExclusionForm>,
}

/// Rader som lämnas utanför ett mått.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExclusionForm {
    /// Dess id inom måttet.
    pub id: At<Id>,
    /// Vad det kallas, med liten bokstav: `patientvald väntan`.
    pub label: At<Text>,
    /// Vilka rader.
    pub when: At<FilterForm>,
}

/// Vilka rader som räknas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FilterForm {
    /// Rader där kolumnen har detta värde: `equals: { kontakttyp: nybesok }`.
    Equals(At<Pairs>),
    /// Rader där kolumnen har något av värdena.
    OneOf(OneOfForm),
    /// Rader där kolumnen är tom. Ett tal som lämnaren har dolt är inte tomt.
    Missing(At<Id>),
    /// Rader där kolumnen inte är tom.
    Filled(At<Id>),
    /// Rader där kolumnen har minst detta värde.
    AtLeast(BoundForm),
    /// Rader där kolumnen har högst detta värde.
    AtMost(BoundForm),
    /// Rader där kolumnen ligger mellan två värden, båda inräknade.
    Between(BetweenForm),
    /// Rader där så många dagar ligger mellan två dagar, gränserna inräknade; samma dag är 0.
    DaysBetween(At<DaysForm>),
    /// Rader där villkoret inte gäller.
    Not(Box<FilterForm>),
    /// Rader där alla villkoren gäller.
    All(Vec<FilterForm>),
    /// Rader där minst ett av villkoren gäller.
    Any(Vec<FilterForm>),
}

/// En kolumn och värden.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OneOfForm {
    /// Kolumnen.
    pub column: At<Id>,
    /// Värdena.
    pub values: At<Vec<At<Scalar>>>,
}

/// En kolumn och en gräns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoundForm {
    /// Kolumnen.
    pub column: At<Id>,
    /// Gränsen, skriven så som kolumnens värden skrivs.
    pub value: At<Scalar>,
}

/// En kolumn och två gränser.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BetweenForm {
    /// Kolumnen.
    pub column: At<Id>,
    /// Det minsta.
    pub least: At<Scalar>,
    /// Det mesta.
    pub most: At<Scalar>,
}

/// Dagar mellan två kolumner.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DaysForm {
    /// Kolumnen med den första dagen.
    pub from: At<Id>,
    /// Kolumnen med den andra.
    pub to: At<Id>,
    /// Minst så många dagar.
    pub at_least: Option<i64>,
    /// Högst så många dagar.
    pub at_most: Option<i64>,
}

/// Columns and the values they must have, in written order, both with their places.
#[derive(Debug)]
pub struct Pairs(pub Vec<(At<String>, At<Scalar>)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl JsonSchema for Pairs {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Pairs".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "minProperties": 1, "additionalProperties": { "type": ["string", "number"] } })
    }
}
