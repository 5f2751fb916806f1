//! The form of `datasets.yaml`, without its rules. Checks nothing.

use super::demands::RuleForm;
use super::{Id, Text};
use crate::placed::{At, Scalar};
use schemars::JsonSchema;
use serde::Deserialize;

/// Vad varje leverans ska innehålla: ett kontrakt per datamängd, med kolumner, regler och när den ska lämnas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Datamängder")]
pub struct DatasetsForm {
    /// Hur tal och datum skrivs i alla datamängder som inte säger något annat.
    #[serde(default)]
    pub writing: Option<WritingForm>,
    /// Hur stor del av en leverans rader som får stå i karantän innan hela leveransen läggs åt sidan, till exempel `5 %`.
    #[serde(default)]
    pub quarantine_limit: Option<At<Scalar>>,
    /// Datamängderna.
    pub datasets: Vec<DatasetForm>,
}

/// En datamängd.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DatasetForm {
    /// Datamängdens id, som mått och enheter hänvisar till.
    pub id: At<Id>,
    /// Datamängdens namn.
    pub label: At<Text>,
    /// Vad en rad är, till exempel ”enhet × månad”.
    pub grain: At<Text>,
    /// Systemet som uppgifterna hämtas ur.
    #[serde(default)]
    pub system: Option<At<Text>>,
    /// Filernas namn i organisationens mapp, utan filändelse. `*` står för vad som helst i ett namn: `vantande-*`.
    #[schemars(length(min = 1))]
    pub files: At<Vec<At<Text>>>,
    /// Hur tal och datum skrivs i just denna datamängd.
    #[serde(default)]
    pub writing: Option<WritingForm>,
    /// Kolumnerna som tillsammans bara får stå en gång. Utelämnas när rader får upprepas.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub key: Option<At<Vec<At<Id>>>>,
    /// Kolumnen med enheten som levererar.
    #[serde(default)]
    pub unit: Option<At<Id>>,
    /// Kolumnen som säger vilken period en rad hör till.
    #[serde(default)]
    pub period: Option<At<Id>>,
    /// Nivån vars enheter levererar. Utelämnas när vilken enhet som helst kan göra det.
    #[serde(default)]
    pub level: Option<At<Id>>,
    /// När datamängden ska lämnas. Utelämnas när den inte lämnas regelbundet.
    #[serde(default)]
    pub schedule: Option<At<ScheduleForm>>,
    /// Kolumnerna. Alla ska finnas i filens rubrikrad.
    #[schemars(required, length(min = 1))]
    pub columns: Option<Vec<ColumnForm>>,
    /// Vad som ska stämma mellan kolumner, mellan rader och mot andra datamängder.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub rules: Option<At<Vec<RuleForm>>>,
}

/// Hur tal och datum skrivs. Det som inte räknas upp gissas aldrig.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WritingForm {
    /// Tecknet före decimalerna. Utelämnat betyder `comma`.
    #[serde(default)]
    pub decimal: Option<At<DecimalMarkForm>>,
    /// Vad som får stå mellan tusental. Utelämnat betyder `[space]`; `[]` betyder att inget får stå där.
    #[serde(default)]
    pub thousands: Option<At<Vec<At<ThousandsForm>>>>,
    /// Hur datum skrivs. `iso` går alltid bra. Utelämnat betyder `[iso]`.
    #[serde(default)]
    pub dates: Option<At<Vec<At<DateFormForm>>>>,
}

/// Tecknet mellan heltal och decimaler.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMarkForm {
    /// `12,5`
    Comma,
    /// `12.5`
    Point,
}

/// Vad som får stå mellan tusental.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThousandsForm {
    /// Mellanslag, även hårt: `1 273`.
    Space,
    /// Punkt: `1.273`.
    Point,
}

/// Ett sätt att skriva datum.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateFormForm {
    /// `2020-02-29`
    Iso,
    /// `20200229`
    Compact,
    /// Dagnumret som ett kalkylprogram räknar med: `43890`.
    Serial,
}

/// När en datamängd ska lämnas och vad som räcker.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScheduleForm {
    /// Hur ofta.
    pub cadence: CadenceForm,
    /// Dagen i månaden efter perioden då den senast ska ha lämnats, 1–28. Utelämnas vid `on-change`.
    #[serde(default)]
    #[schemars(range(min = 1, max = 28))]
    pub due_day: Option<At<u32>>,
    /// Vad som räknas som komplett för en enhet och en period.
    pub complete: At<CompleteForm>,
}

/// Hur ofta en datamängd lämnas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CadenceForm {
    /// För varje månad.
    Month,
    /// För varje tertial.
    Tertial,
    /// För varje år.
    Year,
    /// När något ändras.
    OnChange,
}

/// Vad som räknas som komplett.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CompleteForm {
    /// Minst en rad.
    AnyRow,
    /// Minst en rad för varje vecka vars torsdag ligger i perioden.
    EveryWeek,
    /// Minst en rad för varje månad i perioden.
    EveryMonth,
    /// En rad för varje moment som någon granskning frågar enheter på dess nivå om.
    EveryMoment,
    /// En rad för varje kod i den här kolumnen.
    EveryCode(At<Id>),
}

/// En kolumn.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnForm {
    /// Namnet i filens rubrikrad.
    pub name: At<Id>,
    /// Andra namn som kolumnen kan ha. De känns igen som namnet: oavsett stora och små bokstäver, med eller utan å, ä och ö.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub aliases: Option<At<Vec<At<Text>>>>,
    /// Vad värdena är.
    #[serde(rename = "type")]
    pub kind: ColumnTypeForm,
    /// Vad ett tal räknar, till exempel `minuter`.
    #[serde(default)]
    pub unit: Option<At<Text>>,
    /// Minsta och största värde. Tal utan gräns är aldrig negativa.
    #[serde(default)]
    pub range: Option<At<RangeForm>>,
    /// Texter som betyder att ett tal är dolt för att det är litet, till exempel `"<5"`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub suppressed: Option<At<Vec<At<Text>>>>,
    /// För en enhet: kolumnen med den dag, vecka, månad eller period då enheten ska finnas.
    #[serde(default)]
    pub exists_on: Option<At<Id>>,
    /// `true` när varje rad ska ha ett värde. Annars får värdet saknas.
    #[serde(default)]
    pub required: bool,
    /// Vad kolumnen kallas i text.
    pub label: At<Text>,
}

/// Minsta och största värde, båda tillåtna. De skrivs som värdena i kolumnen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RangeForm {
    /// Det minsta värdet.
    #[serde(default)]
    pub least: Option<At<Scalar>>,
    /// Det största värdet.
    #[serde(default)]
    pub most: Option<At<Scalar>>,
}

/// Vad värdena i en kolumn är.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnTypeForm {
    /// Fri text, eller en nyckel utan egen betydelse.
    Text,
    /// Id för en enhet i organisationen, eller `riket`.
    Unit,
    /// Id för ett moment i en granskning.
    Moment,
    /// En period: `2020`, `2020T2`, `2020-02` eller `2020-W07`.
    Period,
    /// En månad: `2020-02`.
    Month,
    /// En vecka: `2020-W07`.
    Week,
    /// Ett datum: `2020-02-28`.
    Date,
    /// Datum och klockslag: `2020-02-28 07:45`.
    Time,
    /// Ett heltal.
    Integer,
    /// Ett tal med högst så här många decimaler, 1–4.
    Decimal(#[schemars(range(min = 1, max = 4))] At<u32>),
    /// Timmar, lästa som hela minuter: `37,5` eller `37:30`.
    Hours,
    /// En andel med högst en decimal: `62 %`.
    Percent,
    /// En av dessa koder.
    OneOf(#[schemars(length(min = 1))] At<Vec<At<Id>>>),
}
