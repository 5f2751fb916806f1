//! `measures/*.yaml`: what is counted, of what, out of which dataset. Counts nothing.

use super::codes;
use super::datasets::{Columns, Contracts, unknown_column, unknown_dataset, unknown_value};
use super::forms::Id;
use super::forms::measures::{ComputesForm, FilterForm, MeasureForm, MeasureUnitForm, MeasuresForm, ShareForm};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::contract::ColumnType;
use crate::field::id::{DatasetId, MeasureId, UnitId};
use crate::field::measure::{Filter, Kind, Known, Measure};
use crate::placed::At;
use std::collections::BTreeMap;

/// The dataset that quoted shares stand in, and its column for the kind of contact.
const QUOTED: (&str, &str) = ("publicerade_andelar", "kontakttyp");

/// Reads all measures, given by the name of their file. Without contracts (their file could not be read) no reference to them is checked.
pub fn read(
    files: &BTreeMap<&str, &SourceText>,
    contracts: Option<&Contracts>,
    remarks: &mut Vec<Remark>,
) -> Vec<Measure> {
    let mut names = Names::default();
    let mut measures = Vec::new();
    for file in files.values() {
        let Some(form) = catalog::form::<MeasuresForm>(file, remarks) else { continue };
        let mut check = Check::new(&file.path, remarks);
        for form in &form.measures {
            names.declare(&mut check, &form.id, "två mått har samma id");
            measures.extend(check.sound(|check| measure(check, form, contracts)));
        }
    }
    measures
}

fn measure(check: &mut Check<'_>, form: &MeasureForm, contracts: Option<&Contracts>) -> Option<Measure> {
    // The only unit so far; a second one must be seen to here.
    let MeasureUnitForm::Share = form.unit;
    let id = check.id(&form.id, MeasureId::new);
    let name = check.text("name", &form.name);
    let gloss = check.text("gloss", &form.gloss);
    let source = check.scalar("source", &form.source);
    let mut listed = Names::default();
    for unit in &form.compare_with {
        listed.list(check, unit);
    }
    let compare_with = form.compare_with.iter().filter_map(|unit| check.id(unit, UnitId::new)).collect();
    if let Some(contracts) = contracts {
        contracts.names.require(check, &form.dataset, unknown_dataset(&form.dataset.value.0));
    }
    let columns = contracts.and_then(|c| c.columns.get(&form.dataset.value.0));
    let kind = match &form.computes {
        Some(ComputesForm::Share(share)) => share_of(check, form, share, columns)?,
        None => Kind::Quoted,
    };
    if form.computes.is_none() && form.quoted_as.is_none() {
        let remark = Remark::new(
            &codes::MEASURE_WITHOUT_FIGURES,
            format!("måttet `{}` varken räknas eller citeras", form.id.value.0),
        )
        .at(check.place(&form.id), "varken `computes` eller `quoted-as`")
        .help("lägg till `computes`, som räknar måttet, eller `quoted-as`, som hämtar det ur publicerade andelar");
        check.say(remark);
    }
    let quoted_as = form.quoted_as.as_ref().map(|quoted| {
        quoted_code(check, &quoted.kontakttyp, contracts);
        quoted.kontakttyp.value.0.clone()
    });
    let (dataset, place) = (DatasetId::new(&form.dataset.value.0).ok()?, check.place(&form.id));
    Some(Measure {
        id: id?,
        name,
        gloss,
        dataset,
        better: form.better.into(),
        source,
        compare_with,
        quoted_as,
        kind,
        place,
    })
}

fn share_of(check: &mut Check<'_>, measure: &MeasureForm, form: &ShareForm, columns: Option<&Columns>) -> Option<Kind> {
    let dataset = &measure.dataset.value.0;
    keys(check, measure, columns);
    sum(check, &form.sum, dataset, columns);
    let mut rows = Rows { check, dataset, columns };
    let whole = rows.filter(&form.whole);
    let part = form.part.as_ref().map(|form| rows.filter(&form.value));
    let complement = form.complement.as_ref().map(|form| rows.filter(&form.value));
    let known = match (part, complement) {
        (Some(part), None) => Known::Part(part),
        (None, Some(complement)) => Known::Complement(complement),
        (Some(_), Some(_)) => {
            let remark = Remark::new(&codes::SHARE_PARTS, "andelen anger både `part` och `complement`");
            let places = [&form.part, &form.complement].into_iter().flatten().map(|filter| check.place(filter));
            let remark =
                places.zip(["den ena", "den andra"]).fold(remark, |remark, (place, text)| remark.at(place, text));
            check.say(remark.help("behåll den som källan anger"));
            return None;
        }
        (None, None) => {
            let remark = Remark::new(&codes::SHARE_PARTS, "andelen anger varken `part` eller `complement`")
                .at(check.place(&form.sum), "i blocket `share`")
                .help("lägg till `part`, raderna som uppfyller, eller `complement`, raderna som inte gör det");
            check.say(remark);
            return None;
        }
    };
    Some(Kind::Share { sum: form.sum.value.0.clone(), whole, known })
}

/// A computed figure stands under a unit and a month; a row without one would vanish.
fn keys(check: &mut Check<'_>, measure: &MeasureForm, columns: Option<&Columns>) {
    let Some(columns) = columns else { return };
    let dataset = &measure.dataset.value.0;
    for (name, kind) in [("enhet", ColumnType::Unit), ("manad", ColumnType::Month)] {
        let is_kind = columns.types.get(name).is_some_and(|typed| typed.kind == kind);
        let kind = kind.key();
        let (message, label) = if !columns.names.has(name) {
            (format!("datamängden `{dataset}` saknar kolumnen `{name}`, som måttet redovisas per"), "saknar kolumnen")
        } else if !is_kind {
            (format!("kolumnen `{name}` i `{dataset}` har inte typen `{kind}`"), "kolumnen har en annan typ")
        } else if !columns.required.contains(name) {
            let message = format!("kolumnen `{name}` i `{dataset}` får vara tom, och då faller raden bort ur måttet");
            (message, "kolumnen får vara tom")
        } else {
            continue;
        };
        let remark = Remark::new(&codes::NO_KEY_COLUMN, message)
            .at(check.place(&measure.dataset), label)
            .help(format!("skriv kolumnen i controls/datasets.yaml som `{{ name: {name}, type: {kind}, required: true, label: … }}`"));
        check.say(remark);
    }
}

fn sum(check: &mut Check<'_>, column: &At<Id>, dataset: &str, columns: Option<&Columns>) {
    let Some(columns) = columns else { return };
    columns.names.require(check, column, unknown_column(dataset, &column.value.0));
    if columns.types.get(&column.value.0).is_some_and(|typed| typed.kind != ColumnType::Integer) {
        let remark =
            Remark::new(&codes::SUM_NOT_INTEGER, format!("kolumnen `{}` går inte att summera", column.value.0))
                .at(check.place(column), "innehåller inte heltal")
                .help("välj en kolumn med typen `integer`");
        check.say(remark);
    }
}

/// Which rows of a dataset a filter keeps.
struct Rows<'c, 'a, 'd> {
    check: &'c mut Check<'a>,
    dataset: &'d str,
    columns: Option<&'d Columns>,
}

impl Rows<'_, '_, '_> {
    fn filter(&mut self, form: &FilterForm) -> Filter {
        match form {
            FilterForm::All(forms) => Filter::All(forms.iter().map(|form| self.filter(form)).collect()),
            FilterForm::Equals(pairs) => {
                if pairs.value.0.is_empty() {
                    self.check.empty_list("equals", self.check.place(pairs));
                }
                let mut all = Vec::new();
                for (column, value) in &pairs.value.0 {
                    let (column_place, value_place) = (self.check.place(column), self.check.place(value));
                    self.column(&column.value, column_place, &value.value.0, value_place);
                    all.push(Filter::Equals { column: column.value.clone(), value: value.value.0.clone() });
                }
                match all.pop() {
                    Some(only) if all.is_empty() => only,
                    last => Filter::All(all.into_iter().chain(last).collect()),
                }
            }
        }
    }

    fn column(&mut self, column: &str, column_place: Place, value: &str, value_place: Place) {
        let Some(columns) = self.columns else { return };
        columns.names.require_name(self.check, column, column_place, unknown_column(self.dataset, column));
        if let Some(typed) = columns.types.get(column).filter(|typed| matches!(typed.kind, ColumnType::OneOf(_))) {
            typed.codes.require_name(self.check, value, value_place, unknown_value(column, value));
        }
    }
}

fn quoted_code(check: &mut Check<'_>, code: &At<Id>, contracts: Option<&Contracts>) {
    let Some(contracts) = contracts else { return };
    let (dataset, column) = QUOTED;
    let place = check.place(code);
    contracts.names.require_name(check, dataset, place, unknown_dataset(dataset));
    let typed = contracts.columns.get(dataset).and_then(|c| c.types.get(column));
    if let Some(typed) = typed.filter(|typed| matches!(typed.kind, ColumnType::OneOf(_))) {
        typed.codes.require(check, code, unknown_value(column, &code.value.0));
    }
}
