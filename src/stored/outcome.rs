//! The form of `outcome.json`, version 1.
//!
//! Exact values are texts (`"7/20"`), never floats. A key with nothing to say is left out; a list is always there.

use super::deliveries::{StoredLacking, StoredQuarantine, StoredReceived};
use super::follow_up::{StoredEntry, StoredImprovement, StoredRecommendation};
use super::remarks::StoredRemark;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the form. Raised whenever a key changes meaning or goes away.
pub const VERSION: u32 = 1;

/// Resultatet av en körning: en granskning av en organisation för en period.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredOutcome {
    /// Formatets version.
    pub version: u32,
    /// Programmets version.
    pub program: String,
    /// Katalogens fingeravtryck: SHA-256 över alla filer i `controls`, 64 hexadecimala siffror.
    pub catalogue_sha256: String,
    /// Datumet som körningen gäller.
    #[schemars(with = "String")]
    pub as_of: NaiveDate,
    /// Perioden: `2020`, `2015-2016`, `2020T2`, `2020-02` eller `2020-W07`.
    pub period: String,
    /// Organisationen.
    pub organisation: StoredOrganisation,
    /// Granskningen.
    pub audit: StoredAudit,
    /// Revisorernas sammanfattande bedömning.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub overall: Option<StoredOverall>,
    /// Kontrollfrågorna i tryckt ordning.
    pub questions: Vec<StoredQuestion>,
    /// Momentbedömningarna, moment för moment.
    pub moments: Vec<StoredMoment>,
    /// Siffrorna.
    pub figures: Vec<StoredFigure>,
    /// Siffror som revisorerna anger med täljare och nämnare i löpande text, utanför datamängderna.
    pub stated_figures: Vec<StoredStatedFigure>,
    /// Rekommendationerna eller förslagen i tryckt ordning.
    pub recommendations: Vec<StoredRecommendation>,
    /// Förbättringar som granskningen såg.
    pub improvements: Vec<StoredImprovement>,
    /// Noteringar om granskningen som helhet, äldst först, även återkallade.
    pub entries: Vec<StoredEntry>,
    /// Filer som lästes.
    pub deliveries: Vec<StoredDelivery>,
    /// Leveranser som väntades eller gjordes för perioden; tom när organisationen inte säger vilka enheter som lämnar vad.
    #[serde(default)]
    pub received: Vec<StoredReceived>,
    /// Rader i karantän, per fil och skäl.
    #[serde(default)]
    pub quarantined: Vec<StoredQuarantine>,
    /// Vad som saknas för att filer har lagts åt sidan.
    #[serde(default)]
    pub lacking: Vec<StoredLacking>,
    /// Filer ur registret: organisationen, granskningens iakttagelser, noteringar.
    pub records: Vec<StoredRecord>,
    /// Påpekanden som inte stoppade körningen.
    pub remarks: Vec<StoredRemark>,
}

/// Organisationen.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredOrganisation {
    /// Id, mappens namn.
    pub id: String,
    /// Namn.
    pub label: String,
    /// `real` eller `invented`.
    pub nature: String,
    /// `stated` eller `inferred`.
    pub certainty: String,
    /// Enheter, överordnade före underordnade.
    pub units: Vec<StoredUnit>,
}

/// En enhet.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredUnit {
    /// Id.
    pub id: String,
    /// Namn.
    pub label: String,
    /// Nivå.
    pub level: String,
    /// Överordnad enhet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part_of: Option<String>,
}

/// Granskningen.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredAudit {
    /// Id.
    pub id: String,
    /// Titel.
    pub title: String,
    /// År.
    pub year: String,
    /// `stated` eller `inferred`.
    pub year_certainty: String,
}

/// Ord ur en källa.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredQuote {
    /// Orden, ordagrant.
    pub text: String,
    /// Avsnitt eller rubrik.
    pub source: String,
}

/// Den sammanfattande bedömningen.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredOverall {
    /// Revisorernas mening.
    pub words: StoredQuote,
    /// Vad den kodats som: `met`, `partly-met` eller `not-met`.
    pub rating: String,
    /// Vem som kodat; alltid `granska`.
    pub coded_by: String,
}

/// En kontrollfråga med fastställd och indikerad bedömning.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredQuestion {
    /// Id.
    pub id: String,
    /// Frågan.
    pub words: StoredQuote,
    /// Bedömningspunkterna, i ordning.
    pub points: Vec<StoredPoint>,
    /// Regeln.
    pub rule: StoredRule,
    /// Revisorernas bedömning.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub established: Option<StoredJudgement>,
    /// Vad regeln indikerar för hela organisationen.
    pub indicated: StoredAssessment,
    /// Vad regeln indikerar per enhet.
    pub indicated_per_unit: Vec<StoredAssessment>,
    /// `same`, `differs` eller `not-established`.
    pub comparison: String,
    /// Det skrivna skälet till skillnaden.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<StoredReason>,
    /// Allt underlag, i ordning.
    pub evidence: Vec<StoredCell>,
}

/// En bedömningspunkt.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredPoint {
    /// Id.
    pub id: String,
    /// Vad den handlar om, med granskas ord.
    pub label: String,
    /// Underlag: `moments` eller `stated`.
    pub evidence: String,
    /// Momenten, när de är underlaget.
    pub moments: Vec<String>,
    /// Vikt för vart och ett av svaren.
    pub weight: u32,
    /// Fil, rad och kolumn.
    pub declared_at: String,
}

/// En regel och var den står.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRule {
    /// Metod.
    pub method: String,
    /// Gräns för delvis uppfyllt, `>= 1/4` eller `> 1/4`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partly: Option<String>,
    /// Gräns för uppfyllt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub met: Option<String>,
    /// Vem som satt regeln: `granska` eller `auditors`.
    pub set_by: String,
    /// Minsta andel av underlaget som måste vara bedömt.
    pub minimum_coverage: String,
    /// Fil, rad och kolumn.
    pub declared_at: String,
}

/// Revisorernas bedömning av en fråga.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredJudgement {
    /// Skalans ord.
    pub word: String,
    /// Som tryckt, när det skiljer sig.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_printed: Option<String>,
    /// Utfall: `met`, `partly-met`, `not-met`, `not-applicable` eller `not-assessable`.
    pub outcome: String,
    /// Fil, rad och kolumn.
    pub declared_at: String,
}

/// Vad en regel indikerar för en enhet, med hela räkningen.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredAssessment {
    /// Enhet.
    pub unit: String,
    /// Utfall: `met`, `partly-met`, `not-met`, `not-applicable` eller `not-assessable`.
    pub outcome: String,
    /// Varför det inte kunde bedömas: `nothing-stated`, `evidence-missing`, `said-so` eller `too-few-answers`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// Vikt av det underlag som väntades.
    pub expected: u32,
    /// Vikt av det som bedömts.
    pub rated: u32,
    /// Vikt av det som inte är tillämpligt; ingår inte i `expected`.
    pub not_applicable: u32,
    /// Vikt av uppfyllt.
    pub met: u32,
    /// Vikt av delvis uppfyllt.
    pub partly: u32,
    /// Vikt av ej uppfyllt.
    pub not_met: u32,
    /// Medelvärdet som bråk.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mean: Option<String>,
    /// Gränsen som medelvärdet hamnar exakt på.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on_limit: Option<String>,
}

/// Ett skäl och vems det är.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredReason {
    /// `auditors` eller `granska`.
    pub by: String,
    /// Skälet.
    pub text: String,
    /// Avsnitt eller rubrik.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
}

/// Ett underlag under en fråga.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredCell {
    /// Bedömningspunkt.
    pub point: String,
    /// Moment; saknas för ett uttalande om helheten.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub moment: Option<String>,
    /// Enhet.
    pub unit: String,
    /// Vikt.
    pub weight: u32,
    /// Utfall.
    pub outcome: String,
    /// Ordet som lämnades.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub word: Option<String>,
    /// Revisorernas ord.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub words: Option<StoredQuote>,
    /// Fil och rad.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub read_from: Option<String>,
}

/// En momentbedömning.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredMoment {
    /// Moment.
    pub moment: String,
    /// Enhet.
    pub unit: String,
    /// Utfall.
    pub outcome: String,
    /// Ordet som lämnades.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub word: Option<String>,
    /// Kommentar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
    /// Avsnitt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// Fil och rad.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub read_from: Option<String>,
}

fn is_first(version: &u16) -> bool {
    *version == 1
}

fn first() -> u16 {
    1
}

/// Samma enhet i en tidigare period.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredEarlier {
    /// Perioden.
    pub period: String,
    /// Värdet då, exakt och i måttets enhet; saknas när det inget fanns.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// `improved`, `unchanged`, `worsened`, `new` eller `not-comparable-…` med skälet.
    pub movement: String,
}

/// En siffra med härkomst.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredFigure {
    /// Mått.
    pub measure: String,
    /// Enhet; `riket` är nationen.
    pub unit: String,
    /// Period.
    pub period: String,
    /// Vad om perioden som är en slutsats: `nothing`, `year` eller `month-and-year`.
    pub inferred: String,
    /// `measured` (en andel), `counted` (ett antal), `amount` (ett belopp, en tid eller en kvot), `stated`, `quoted`, `missing`, `suppressed` eller `not-applicable`.
    pub kind: String,
    /// Täljare; saknas för en citerad siffra, och när källan i stället anger `complement`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<u64>,
    /// Nämnare; saknas för en citerad siffra.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub whole: Option<u64>,
    /// Det som inte uppfyllde, när det är vad källan anger.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub complement: Option<u64>,
    /// Ett antal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<u64>,
    /// Ett belopp, en tid eller en kvot, exakt och i måttets enhet: `1234/100`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<String>,
    /// Vad siffran blev mot måttets gränser: `met`, `partly-met` eller `not-met`; saknas när måttet inga har.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rating: Option<String>,
    /// Samma enhet i en tidigare period.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier: Option<StoredEarlier>,
    /// Lydelsen av måttets definition.
    #[serde(skip_serializing_if = "is_first", default = "first")]
    pub version: u16,
    /// Det som beloppet är räknat av.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub terms: Vec<StoredTerm>,
    /// En citerad andel som exakt bråk, `62/100`; för andra tal är `part` och `whole` de exakta.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub share: Option<String>,
    /// Hela procent, halva uppåt; för ett citerat tal bara när källan anger hela procent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub percent: Option<u64>,
    /// Varför siffran saknas.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// Avsnitt eller dokument.
    pub source: String,
    /// Delar som borde ingå men saknas; siffran är då det övrigas.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub lacks: Vec<StoredLack>,
    /// Filerna som siffran räknades ur; för en siffra som saknas, de som den skulle ha räknats ur.
    pub files: Vec<StoredFileUse>,
    /// Rader som lämnades utanför, per skäl.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub excluded: Vec<StoredExcluded>,
    /// Katalogens rad som frågade.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked_by: Option<String>,
}

/// En del av ett belopp.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredTerm {
    /// `part`, `whole`, `plus`, `minus` eller `values` (hur många värden).
    pub of: String,
    /// Talet, exakt.
    pub value: String,
}

/// En del som en siffra saknar.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredLack {
    /// Enheten.
    pub unit: String,
    /// Månaden, eller perioden.
    pub period: String,
    /// Varför den saknas.
    pub why: String,
}

/// Vad en siffra använde av en fil.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredFileUse {
    /// Filen.
    pub file: String,
    /// Filens SHA-256.
    pub sha256: String,
    /// Antal rader som gav siffran.
    pub rows_used: u64,
    /// De första av dem, högst tjugo.
    pub lines: Vec<u32>,
}

/// Rader som lämnades utanför en siffra.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredExcluded {
    /// Skälet.
    pub reason: String,
    /// Antal rader; saknas när det är dolt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rows: Option<u64>,
}

/// En siffra som revisorerna anger med täljare och nämnare i löpande text.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredStatedFigure {
    /// Id.
    pub id: String,
    /// Vad den gäller, med granskas ord.
    pub label: String,
    /// Enhet.
    pub unit: String,
    /// Täljare.
    pub part: u64,
    /// Nämnare.
    pub whole: u64,
    /// Revisorernas ord.
    pub words: StoredQuote,
    /// Fil, rad och kolumn.
    pub read_from: String,
}

/// En fil ur registret.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRecord {
    /// Filen.
    pub file: String,
    /// Filens SHA-256.
    pub sha256: String,
}

/// En läst fil.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredDelivery {
    /// Datamängd.
    pub dataset: String,
    /// Filen.
    pub file: String,
    /// Filens SHA-256.
    pub sha256: String,
    /// Rader i filen.
    pub rows_read: u64,
    /// Rader som användes.
    pub rows_used: u64,
    /// Rader i karantän på grund av fel i deras egna värden.
    #[serde(default)]
    pub rows_quarantined: u64,
    /// Om leveransen lades åt sidan på grund av fel.
    pub set_aside: bool,
    /// Hur filen lästes: format, teckenkod, skiljetecken, kolumner.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recognised: Option<String>,
}
