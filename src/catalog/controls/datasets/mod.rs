//! `datasets.yaml`: the contract of each dataset, checked and built. Reads no delivery.
//!
//! Columns are gathered first, so that a rule may name a dataset that is declared after its own.

pub(super) mod bounds;
mod columns;
mod files;
mod roles;
mod rules;
mod schedule;
mod writing;

use super::forms::datasets::{DatasetForm, DatasetsForm};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::field::contract::{ColumnType, Dataset, Writing};
use crate::field::id::DatasetId;
use crate::field::quantity::Fraction;
use roles::Scope;
pub use roles::{unknown_column, unknown_dataset, unknown_value};
use std::collections::{BTreeMap, BTreeSet};

/// What `datasets.yaml` gave.
#[derive(Default)]
pub struct Datasets {
    /// Datasets without fault, in declared order.
    pub valid: Vec<Dataset>,
    /// All datasets, for those who refer to them; `None` when the file could not be read.
    pub contracts: Option<Contracts>,
}

/// Declared datasets and their columns, faulty ones too.
#[derive(Default)]
pub struct Contracts {
    /// The datasets.
    pub names: Names,
    /// Columns of each.
    pub columns: BTreeMap<String, Columns>,
}

/// The columns of one dataset.
#[derive(Default)]
pub struct Columns {
    /// Their names.
    pub names: Names,
    /// Their types.
    pub types: BTreeMap<String, Typed>,
    /// Those that every row must fill.
    pub required: BTreeSet<String>,
}

/// The type of a column as those who refer to it need it.
pub struct Typed {
    /// The type.
    pub kind: ColumnType,
    /// Where its codes stand, when it has a closed list of them.
    pub codes: Names,
    /// What a number counts, `öre`; empty when it is not said.
    pub unit: String,
}

/// What the numbers of a column are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Money, in öre.
    Money,
    /// Time, in whole minutes.
    Time,
    /// Anything else that is counted.
    Number,
}

impl Typed {
    /// What its numbers are of; `None` when it has none that can be added.
    pub fn amount(&self) -> Option<Amount> {
        match (&self.kind, self.unit.as_str()) {
            (ColumnType::Integer, "öre") => Some(Amount::Money),
            (ColumnType::Integer, "minuter") | (ColumnType::Hours, _) => Some(Amount::Time),
            (ColumnType::Integer | ColumnType::Decimal(_), _) => Some(Amount::Number),
            (
                ColumnType::Text
                | ColumnType::Unit
                | ColumnType::Moment
                | ColumnType::Period
                | ColumnType::Month
                | ColumnType::Week
                | ColumnType::Date
                | ColumnType::Time
                | ColumnType::Percent
                | ColumnType::OneOf(_),
                _,
            ) => None,
        }
    }
}

/// What holds for each dataset that says nothing else.
struct Defaults {
    writing: Writing,
    limit: Fraction,
}

/// Reads `datasets.yaml`. Without the file no dataset is declared.
pub fn read(file: Option<&SourceText>, remarks: &mut Vec<crate::diag::Remark>) -> Datasets {
    let Some(file) = file else { return Datasets { valid: Vec::new(), contracts: Some(Contracts::default()) } };
    let Some(form) = catalog::form::<DatasetsForm>(file, remarks) else { return Datasets::default() };
    let mut check = Check::new(&file.path, remarks);
    let mut contracts = Contracts::default();
    for form in &form.datasets {
        let id = form.id.value.0.as_str();
        contracts.names.add(id, check.place(&form.id));
        contracts.columns.entry(id.to_owned()).or_insert_with(|| columns::gather(&check, form));
    }
    let defaults = Defaults {
        writing: writing::read(&mut check, form.writing.as_ref(), &Writing::default()),
        // What could not be read has been remarked on, and then no dataset is used.
        limit: form.quarantine_limit.as_ref().and_then(|l| check.fraction(l)).unwrap_or(Dataset::QUARANTINE_LIMIT),
    };
    let mut ids = Names::default();
    let mut valid = Vec::new();
    for form in &form.datasets {
        valid.extend(check.sound(|check| {
            ids.declare(check, &form.id, "två datamängder har samma id");
            dataset(check, form, &contracts, &defaults)
        }));
    }
    files::apart(&mut check, &form.datasets);
    Datasets { valid, contracts: Some(contracts) }
}

fn dataset(check: &mut Check<'_>, form: &DatasetForm, contracts: &Contracts, defaults: &Defaults) -> Option<Dataset> {
    let id = check.id(&form.id, DatasetId::new);
    let label = check.text("label", &form.label);
    let grain = check.text("grain", &form.grain);
    let system = check.optional("system", &form.system).unwrap_or_default();
    let files = files::patterns(check, form);
    let writing = writing::read(check, form.writing.as_ref(), &defaults.writing);
    let gathered;
    let declared = match contracts.columns.get(&form.id.value.0) {
        // The second of two datasets with one id has its own columns.
        Some(columns) if contracts.names.place(&form.id.value.0) == Some(&check.place(&form.id)) => columns,
        Some(_) | None => {
            gathered = columns::gather(check, form);
            &gathered
        }
    };
    let scope = Scope { contracts, dataset: &form.id.value.0, columns: declared };
    let columns = columns::read(check, form, &scope);
    let key = schedule::key(check, form, &scope);
    let unit_column = form.unit.as_ref().map(|unit| scope.named(check, unit, &roles::UNIT));
    let period_column = form.period.as_ref().map(|period| scope.named(check, period, &roles::PERIOD));
    let level = schedule::level(check, form)?;
    let schedule = schedule::read(check, form, &scope)?;
    let rules = rules::read(check, form, &scope);
    let place = check.place(&form.id);
    Some(Dataset {
        id: id?,
        label,
        grain,
        files,
        system,
        writing,
        columns,
        key,
        unit_column,
        period_column,
        level,
        schedule,
        quarantine_limit: defaults.limit,
        rules,
        place,
    })
}
