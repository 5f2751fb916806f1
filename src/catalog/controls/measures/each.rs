//! A measure that is told also for each of some values of a column: as many measures of their own, made of fewer rows.

use super::super::codes;
use super::super::datasets::{Columns, unknown_column, unknown_value};
use super::super::forms::measures::{ForEachForm, MeasureForm};
use super::filter;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::Remark;
use crate::field::atom::Filter;
use crate::field::contract::ColumnType;
use crate::field::id::MeasureId;
use crate::field::measure::{Example, Kind, Measure};

/// Checks the column and its values, and gives each its id.
pub(super) fn declare(check: &mut Check<'_>, form: &MeasureForm, columns: Option<&Columns>, names: &mut Names) {
    let Some(ForEachForm { column, values }) = &form.for_each else { return };
    let name = &column.value.0;
    if values.value.0.is_empty() {
        let place = check.place(values);
        check.empty_list("values", place);
    }
    for (value, _) in &values.value.0 {
        let place = check.place(value);
        match id(form, &value.value) {
            Some(id) => names.declare_name(check, id.as_str(), place, "två mått har samma id"),
            None => {
                let what = format!("värdet `{}` ger inget id", value.value);
                let remark = Remark::new(&codes::UNKNOWN_VALUE, what)
                    .at(place, "saknar bokstäver och siffror, eller är för långt")
                    .help("skriv ett eget mått för värdet");
                check.say(remark);
            }
        }
    }
    let Some(columns) = columns else { return };
    columns.names.require(check, column, unknown_column(&form.dataset.value.0, name));
    let Some(typed) = columns.types.get(name) else { return };
    if let ColumnType::OneOf(_) = typed.kind {
        for (value, _) in &values.value.0 {
            let place = check.place(value);
            typed.codes.require_name(check, &value.value, place, unknown_value(name, &value.value));
        }
    } else if typed.kind != ColumnType::Text {
        let what = format!("kolumnen `{name}` med typen `{}` går inte att dela upp ett mått efter", typed.kind.key());
        let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
            .at(check.place(column), "varken koder eller text")
            .help("välj en kolumn med koder eller text");
        check.say(remark);
    }
}

/// The measures for each of the values, in declared order.
pub(super) fn each(check: &mut Check<'_>, form: &MeasureForm, whole: &Measure) -> Vec<Measure> {
    let Some(ForEachForm { column, values }) = &form.for_each else { return Vec::new() };
    let mut made = Vec::new();
    for (value, label) in &values.value.0 {
        let only = Filter::equals(&column.value.0, &value.value);
        let mut kind = whole.kind.clone();
        let mut rows = kind.rows_mut();
        if rows.is_empty() {
            let what = format!("måttslaget `{}` går inte att dela upp", whole.kind.key());
            let remark = Remark::new(&codes::UNKNOWN_VALUE, what)
                .at(check.place(column), "`for-each` går inte att ha här")
                .help("ta bort `for-each`, eller skriv ett mått för varje del");
            check.say(remark);
            return made;
        }
        rows.iter_mut().for_each(|rows| **rows = only.clone().and(rows.clone()));
        if rows.first().is_some_and(|rows| filter::never_holds(rows)) {
            let remark = Remark::new(&codes::NEVER_HOLDS, format!("ingen rad kan räknas för `{}`", value.value))
                .at(check.place(value), "måttets villkor utesluter värdet")
                .help("ta bort värdet, eller rätta måttets villkor");
            check.say(remark);
        }
        let Some(id) = id(form, &value.value) else { continue };
        let label = check.scalar(&value.value, label);
        made.push(Measure {
            id,
            name: format!("{}: {label}", whole.name),
            gloss: format!("{} Här bara: {label}.", whole.gloss),
            part_of: Some(whole.id.clone()),
            // A target for all is none for a part of it.
            target: whole.target.filter(|_| !adds_up(&whole.kind)),
            limits: whole.limits.filter(|_| !adds_up(&whole.kind)),
            references: Vec::new(),
            compare_with: Vec::new(),
            quoted_as: None,
            examples: examples(whole, &column.value.0, &value.value),
            place: check.place(value),
            kind,
            ..whole.clone()
        });
    }
    made
}

/// Whether the parts of a measure add up to it.
fn adds_up(kind: &Kind) -> bool {
    matches!(kind, Kind::Count { .. } | Kind::Sum { .. } | Kind::Gap { .. } | Kind::Flow { .. })
}

/// The id of the measure for a value: `gap-behov-kapacitet-lakare`.
fn id(form: &MeasureForm, value: &str) -> Option<MeasureId> {
    let plain = value.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o");
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = format!("{}-{}", form.id.value.0, words.join("-"));
    MeasureId::new(&id).ok().filter(|_| !words.is_empty())
}

/// The examples of the whole that say nothing of the column: of rows that all have the value the same must come.
fn examples(whole: &Measure, column: &str, value: &str) -> Vec<Example> {
    let says_nothing = |example: &&Example| !example.given.iter().flatten().any(|(name, _)| name == column);
    let filled = |example: &Example| {
        let mut example = example.clone();
        example.given.iter_mut().for_each(|row| row.push((column.to_owned(), value.to_owned())));
        example
    };
    whole.examples.iter().filter(says_nothing).map(filled).collect()
}
