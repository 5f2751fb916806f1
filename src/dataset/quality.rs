//! The cells of a delivery held against the types of its contract, and the rows against each other.
//!
//! Only finds faults; what the rows mean is for `registers` and the engine. Words of a scale are not checked here: which scale
//! holds depends on the audit.

use super::cell;
use super::found::{Found, Kind, shown};
use super::person::holds_person_number;
use super::table::Table;
use super::{Known, registers};
use crate::diag::nearest;
use crate::field::dataset::{Column, ColumnType, Dataset};
use crate::field::id::UnitId;
use crate::field::org::OrgTree;
use crate::field::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// What the words in a delivery may refer to.
pub(super) struct Names<'a> {
    units: BTreeSet<&'a str>,
    moments: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(tree: &'a OrgTree, known: &'a Known) -> Self {
        let mut units: BTreeSet<&str> = tree.units.iter().map(|u| u.id.as_str()).collect();
        units.insert(UnitId::NATION);
        Self { units, moments: known.moments.iter().map(|m| m.as_str()).collect() }
    }
}

/// Finds every fault in the cells and rows of a table.
pub(super) fn check(table: &Table, contract: &Dataset, names: &Names<'_>, found: &mut Found) {
    let lines = table.lines();
    for name in table.names() {
        let cells = table.column(name).into_iter().flat_map(|c| c.iter());
        for (text, line) in cells.zip(&lines) {
            if text.is_some_and(holds_person_number) {
                found.add(Kind::PersonNumber, Some(name), *line, || "värdet visas inte".to_owned());
            }
        }
    }
    for column in &contract.columns {
        let Some(cells) = table.column(&column.name) else { continue };
        for (text, line) in cells.iter().zip(&lines) {
            match text {
                None if column.required => {
                    found.add(Kind::EmptyValue, Some(&column.name), *line, || "cellen är tom".to_owned())
                }
                None => {}
                Some(text) => typed(text, *line, column, names, found),
            }
        }
        if let ColumnType::OneOf(codes) = &column.kind {
            let all: Vec<String> = codes.iter().map(|c| format!("`{c}`")).collect();
            found.help(Kind::NotAChoice, &column.name, || format!("skriv ett av {}", all.join(", ")));
        }
    }
    duplicates(table, contract, &lines, found);
}

fn typed(text: &str, line: u32, column: &Column, names: &Names<'_>, found: &mut Found) {
    let kind = match &column.kind {
        ColumnType::Text => None,
        ColumnType::Unit => (!names.units.contains(text)).then_some(Kind::UnknownUnit),
        ColumnType::Moment => (!names.moments.contains(text)).then_some(Kind::UnknownMoment),
        ColumnType::Period => Period::parse(text).is_err().then_some(Kind::NotAPeriod),
        ColumnType::Month => cell::month(text).is_none().then_some(Kind::NotAMonth),
        ColumnType::Date => cell::date(text).is_none().then_some(Kind::NotADate),
        ColumnType::Integer => cell::integer(text).is_none().then_some(Kind::NotAnInteger),
        ColumnType::Percent => cell::percent(text).is_none().then_some(Kind::NotAPercentage),
        ColumnType::OneOf(codes) => (!codes.iter().any(|c| c == text)).then_some(Kind::NotAChoice),
    };
    let Some(kind) = kind else { return };
    let near = || match &column.kind {
        ColumnType::Unit => nearest(text, names.units.iter().copied()),
        ColumnType::Moment => nearest(text, names.moments.iter().copied()),
        ColumnType::OneOf(codes) => nearest(text, codes.iter().map(String::as_str)),
        ColumnType::Text
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Date
        | ColumnType::Integer
        | ColumnType::Percent => None,
    };
    found.add(kind, Some(&column.name), line, || match near() {
        Some(near) => format!("`{}`, menades `{near}`?", shown(text)),
        None => format!("`{}`", shown(text)),
    });
}

/// Rows that state the same thing. A register says what makes its rows the same; otherwise a contract with a number has one
/// number per combination of its other required columns, the source apart, since a sum would count a second one again.
fn duplicates(table: &Table, contract: &Dataset, lines: &[u32], found: &mut Found) {
    let key: Vec<&str> =
        registers::key(contract.id.as_str()).map_or_else(|| key_of_numbers(contract), <[&str]>::to_vec);
    let columns: Vec<_> = key.iter().filter_map(|name| table.column(name)).collect();
    if key.is_empty() || columns.len() != key.len() {
        return;
    }
    let mut first: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    for (row, line) in lines.iter().enumerate() {
        let Some(values) = columns.iter().map(|c| c.get(row)).collect::<Option<Vec<_>>>() else { continue };
        match first.entry(values) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(*line);
            }
            std::collections::btree_map::Entry::Occupied(entry) => {
                let values: Vec<String> = entry.key().iter().map(|v| shown(v)).collect();
                found.add(Kind::DuplicateRow, None, *line, || {
                    format!("{} står redan på rad {}", values.join(" · "), entry.get())
                });
            }
        }
    }
}

fn key_of_numbers(contract: &Dataset) -> Vec<&str> {
    let is_number = |c: &Column| matches!(c.kind, ColumnType::Integer | ColumnType::Percent);
    if !contract.columns.iter().any(|c| c.required && is_number(c)) {
        return Vec::new();
    }
    contract
        .columns
        .iter()
        .filter(|c| c.required && !is_number(c) && c.name != registers::SOURCE)
        .map(|c| c.name.as_str())
        .collect()
}
