//! Remarks as JSON, for `--output json` and inside `outcome.json`.

use crate::diag::{Remark, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Påpekanden från en körning.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRemarks {
    /// Formatets version.
    pub version: u32,
    /// Påpekanden i ordning efter plats.
    pub remarks: Vec<StoredRemark>,
}

/// Ett påpekande.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRemark {
    /// Kod; `granska explain KOD` förklarar den.
    pub code: String,
    /// Hur allvarligt det är.
    pub severity: StoredSeverity,
    /// Vad som är fel.
    pub message: String,
    /// Var; den första platsen är den som ska rättas.
    pub places: Vec<StoredPlace>,
    /// Hur många platser det är sammanlagt, när de har räknats; `places` har i så fall bara de första.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<u64>,
    /// Vad som kan göras.
    pub help: Vec<String>,
}

/// Hur allvarligt ett påpekande är.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StoredSeverity {
    /// Upplysning.
    Note,
    /// Varning.
    Warning,
    /// Fel.
    Error,
}

/// En plats i en fil.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredPlace {
    /// Sökväg från projektets mapp.
    pub file: String,
    /// Bladet i en arbetsbok.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub sheet: String,
    /// Rad från 1, i en leverans så som Excel räknar; saknas när hela filen avses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Kolumnens bokstäver i Excel, i en leverans; saknas när hela raden avses.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub column_letters: String,
    /// Kolumnens namn, i en leverans; saknas när hela raden avses.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub column_name: String,
    /// Kolumn i tecken från 1; saknas när hela raden avses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Vad som är fel just där.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub label: String,
}

impl From<&Remark> for StoredRemark {
    fn from(remark: &Remark) -> Self {
        let known = |n: u32| (n > 0).then_some(n);
        Self {
            code: remark.code.id.to_owned(),
            severity: match remark.severity() {
                Severity::Note => StoredSeverity::Note,
                Severity::Warning => StoredSeverity::Warning,
                Severity::Error => StoredSeverity::Error,
            },
            message: remark.message.clone(),
            places: remark
                .labels
                .iter()
                .map(|l| {
                    let cell = l.place.cell.clone().unwrap_or_default();
                    StoredPlace {
                        file: l.place.file.clone(),
                        column_letters: cell.letters(),
                        sheet: cell.sheet,
                        line: known(l.place.line),
                        column_name: cell.name,
                        column: known(l.place.column),
                        label: l.text.clone(),
                    }
                })
                .collect(),
            count: remark.count(),
            help: remark.help.clone(),
        }
    }
}

impl StoredRemarks {
    /// Remarks in the order given.
    pub fn new(remarks: &[Remark]) -> Self {
        Self { version: 1, remarks: remarks.iter().map(StoredRemark::from).collect() }
    }
}
