//! `datasets.yaml`: the contract of each delivery. Reads no delivery.

use super::codes;
use super::forms::datasets::{ColumnForm, ColumnTypeForm, DatasetForm, DatasetsForm};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::dataset::{Column, ColumnType, Dataset};
use crate::field::id::{DatasetId, ItemId};
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
    pub kinds: BTreeMap<String, Kind>,
    /// Those that every row must fill.
    pub required: BTreeSet<String>,
}

/// The type of a column as far as references to it need it.
pub enum Kind {
    /// A unit.
    Unit,
    /// A month.
    Month,
    /// A whole number.
    Integer,
    /// One of these codes.
    OneOf(Names),
    /// Anything else.
    Other,
}

/// Reads `datasets.yaml`. Without the file no dataset is declared.
pub fn read(file: Option<&SourceText>, remarks: &mut Vec<Remark>) -> Datasets {
    let Some(file) = file else { return Datasets { valid: Vec::new(), contracts: Some(Contracts::default()) } };
    let Some(form) = catalog::form::<DatasetsForm>(file, remarks) else { return Datasets::default() };
    let mut check = Check::new(&file.path, remarks);
    let mut contracts = Contracts::default();
    let mut files = BTreeMap::new();
    let mut valid = Vec::new();
    for form in &form.datasets {
        let mut columns = Columns::default();
        valid.extend(check.sound(|check| {
            contracts.names.declare(check, &form.id, "två datamängder har samma id");
            file_name(check, form, &mut files);
            dataset(check, form, &mut columns)
        }));
        contracts.columns.entry(form.id.value.0.clone()).or_insert(columns);
    }
    Datasets { valid, contracts: Some(contracts) }
}

fn dataset(check: &mut Check<'_>, form: &DatasetForm, columns: &mut Columns) -> Option<Dataset> {
    let id = check.id(&form.id, DatasetId::new);
    let label = check.text("label", &form.label);
    let grain = check.text("grain", &form.grain);
    let forms = form.columns.as_deref().unwrap_or_default();
    if forms.is_empty() {
        check.empty_list("columns", check.place(&form.id));
    }
    let place = check.place(&form.id);
    let columns = forms.iter().map(|form| column(check, form, columns)).collect();
    Some(Dataset { id: id?, label, grain, file: form.file.value.0.clone(), columns, place })
}

fn column(check: &mut Check<'_>, form: &ColumnForm, columns: &mut Columns) -> Column {
    columns.names.declare(check, &form.name, "två kolumner i datamängden har samma namn");
    // A header has no id type of its own but is held to the same characters.
    check.id(&form.name, ItemId::new);
    let name = form.name.value.0.clone();
    let (kind, known) = column_type(check, form);
    columns.kinds.entry(name.clone()).or_insert(known);
    if form.required {
        columns.required.insert(name.clone());
    }
    Column { name, label: check.text("label", &form.label), kind, required: form.required }
}

fn column_type(check: &mut Check<'_>, form: &ColumnForm) -> (ColumnType, Kind) {
    match &form.kind {
        ColumnTypeForm::Text => (ColumnType::Text, Kind::Other),
        ColumnTypeForm::Unit => (ColumnType::Unit, Kind::Unit),
        ColumnTypeForm::Moment => (ColumnType::Moment, Kind::Other),
        ColumnTypeForm::Period => (ColumnType::Period, Kind::Other),
        ColumnTypeForm::Month => (ColumnType::Month, Kind::Month),
        ColumnTypeForm::Date => (ColumnType::Date, Kind::Other),
        ColumnTypeForm::Integer => (ColumnType::Integer, Kind::Integer),
        ColumnTypeForm::Percent => (ColumnType::Percent, Kind::Other),
        ColumnTypeForm::OneOf(codes) => {
            if codes.value.is_empty() {
                check.empty_list("one-of", check.place(codes));
            }
            let mut names = Names::default();
            for code in &codes.value {
                names.list(check, code);
                check.id(code, ItemId::new);
            }
            (ColumnType::OneOf(codes.value.iter().map(|code| code.value.0.clone()).collect()), Kind::OneOf(names))
        }
    }
}

/// A bare file name that no other dataset has.
fn file_name(check: &mut Check<'_>, form: &DatasetForm, files: &mut BTreeMap<String, Place>) {
    let (name, place) = (&form.file.value.0, check.place(&form.file));
    let bare = ItemId::new(name).is_ok() && name.contains('.');
    if !bare {
        check.say(
            Remark::new(&codes::BAD_FILE_NAME, format!("`{name}` är inget filnamn"))
                .at(place, "bara namnet, utan mapp")
                .help("skriv filens namn med ändelse, till exempel `moment.csv`; den ligger alltid i organisationens mapp"),
        );
    } else if let Some(first) = files.insert(name.clone(), place.clone()) {
        check.say(
            Remark::new(&codes::BAD_FILE_NAME, format!("två datamängder har samma fil, `{name}`"))
                .at(place, "andra gången")
                .at(first, "första gången")
                .help("ge varje datamängd sin egen fil"),
        );
    }
}
