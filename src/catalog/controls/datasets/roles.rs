//! Columns that are named by keys, conditions and rules: whether they exist and are of a type that serves.

use super::super::codes;
use super::super::forms::Id;
use super::{Columns, Contracts, Typed};
use crate::catalog::check::Check;
use crate::catalog::names::{Unknown, listed};
use crate::diag::Remark;
use crate::field::contract::ColumnType;
use crate::placed::At;

/// What a column is named for.
pub struct Role {
    /// The key it is named under.
    pub key: &'static str,
    /// The types that serve, as they are written.
    pub wanted: &'static str,
    /// Whether a type serves.
    pub takes: fn(&ColumnType) -> bool,
}

/// The unit that delivers.
pub static UNIT: Role = Role { key: "unit", wanted: "`unit`", takes: |kind| matches!(kind, ColumnType::Unit) };
/// The period of a row.
pub static PERIOD: Role =
    Role { key: "period", wanted: "`date`, `time`, `week`, `month` eller `period`", takes: ColumnType::is_time };
/// The day on which a unit exists.
pub static EXISTS_ON: Role = Role { key: "exists-on", ..PERIOD };
/// Codes that must all be there.
pub static EVERY_CODE: Role =
    Role { key: "every-code", wanted: "`one-of`", takes: |kind| matches!(kind, ColumnType::OneOf(_)) };

/// A dataset whose columns are named, and what stands around it.
pub struct Scope<'c> {
    /// All datasets.
    pub contracts: &'c Contracts,
    /// The id of this one.
    pub dataset: &'c str,
    /// Its columns.
    pub columns: &'c Columns,
}

impl<'c> Scope<'c> {
    /// A named column; `None` when it does not exist, which is remarked on.
    pub fn column(&self, check: &mut Check<'_>, name: &At<Id>) -> Option<&'c Typed> {
        self.columns.names.require(check, name, unknown_column(self.dataset, &name.value.0));
        self.columns.types.get(&name.value.0)
    }

    /// A named column that must serve.
    pub fn serving(&self, check: &mut Check<'_>, name: &At<Id>, role: &Role) -> Option<&'c Typed> {
        let typed = self.column(check, name)?;
        if (role.takes)(&typed.kind) {
            return Some(typed);
        }
        self.wrong_type(check, name, &typed.kind, role);
        None
    }

    /// The name of a column that must serve.
    pub fn named(&self, check: &mut Check<'_>, name: &At<Id>, role: &Role) -> String {
        self.serving(check, name, role);
        name.value.0.clone()
    }

    /// Whether every row must fill a column.
    pub fn is_required(&self, name: &At<Id>) -> bool {
        self.columns.required.contains(&name.value.0)
    }

    fn wrong_type(&self, check: &mut Check<'_>, name: &At<Id>, kind: &ColumnType, role: &Role) {
        let serving: Vec<&str> =
            self.columns.types.iter().filter(|(_, t)| (role.takes)(&t.kind)).map(|(name, _)| name.as_str()).collect();
        let found = match serving.as_slice() {
            [] => "datamängden har ingen sådan".to_owned(),
            names => format!("datamängden har {}", listed(names.iter().copied())),
        };
        let mut remark = Remark::new(
            &codes::contracts::WRONG_TYPE,
            format!("kolumnen `{}` med typen `{}` kan inte stå i `{}`", name.value.0, kind.key(), role.key),
        )
        .at(check.place(name), format!("ska ha typen {}", role.wanted));
        if let Some(place) = self.columns.names.place(&name.value.0) {
            remark = remark.at(place.clone(), format!("har typen `{}`", kind.key()));
        }
        check.say(remark.help(format!("välj en kolumn med typen {}; {found}", role.wanted)));
    }
}

/// What is said of a dataset that is not declared.
pub fn unknown_dataset(name: &str) -> Unknown {
    Unknown { code: &codes::UNKNOWN_DATASET, message: format!("ingen datamängd heter `{name}`") }
}

/// What is said of a column that a dataset lacks.
pub fn unknown_column(dataset: &str, name: &str) -> Unknown {
    Unknown { code: &codes::UNKNOWN_COLUMN, message: format!("datamängden `{dataset}` har ingen kolumn `{name}`") }
}

/// What is said of a code that a column lacks.
pub fn unknown_value(column: &str, value: &str) -> Unknown {
    Unknown { code: &codes::UNKNOWN_VALUE, message: format!("kolumnen `{column}` har inget värde `{value}`") }
}
