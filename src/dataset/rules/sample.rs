//! Contracts and blocks for tests, written as short texts; no reader is involved.

use crate::dataset::block::{BadCell, Block, Cells};
use crate::dataset::found::Kind;
use crate::dataset::value::{DAY, days};
use crate::diag::{Place, Severity};
use crate::field::contract::{Column, ColumnType, Condition, Dataset, Demand, Rule};
use crate::field::id::{DatasetId, ItemId, LevelId, OrganisationId, UnitId};
use crate::field::org::{Nature, OrgTree, OrgUnit};
use crate::field::period::Period;
use crate::field::quantity::Fraction;
use crate::field::text::Certainty;
use chrono::{NaiveDate, NaiveDateTime};
use polars::prelude::Column as Values;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A contract written as `name:type!`, where `!` means required and `?` that `<5` is suppressed; nothing is ever over the limit.
pub(in crate::dataset) fn contract(id: &str, columns: &str) -> Dataset {
    let column = |text: &str| {
        let (name, kind) = text.split_once(':').expect("name:type");
        let of = match kind.trim_end_matches(['!', '?']) {
            "text" => ColumnType::Text,
            "unit" => ColumnType::Unit,
            "moment" => ColumnType::Moment,
            "period" => ColumnType::Period,
            "month" => ColumnType::Month,
            "week" => ColumnType::Week,
            "date" => ColumnType::Date,
            "time" => ColumnType::Time,
            "integer" => ColumnType::Integer,
            "percent" => ColumnType::Percent,
            codes => ColumnType::OneOf(codes.split('|').map(str::to_owned).collect()),
        };
        let suppressed = if kind.contains('?') { vec!["<5".to_owned()] } else { Vec::new() };
        Column { required: kind.contains('!'), suppressed, ..Column::plain(name, of) }
    };
    let columns = columns.split(' ').map(column).collect();
    Dataset { quarantine_limit: Fraction::ONE, ..Dataset::plain(id, columns) }
}

/// A rule that is an error.
pub(in crate::dataset) fn rule(id: &str, demand: Demand) -> Rule {
    Rule {
        id: ItemId::new(id).expect("an id"),
        label: format!("{id} bryts"),
        help: "rätta".to_owned(),
        severity: Severity::Error,
        demand,
        place: Place::line("controls/datasets.yaml", 9),
    }
}

pub(in crate::dataset) fn order(first: &str, then: &str) -> Demand {
    Demand::Order { first: first.to_owned(), then: then.to_owned() }
}

pub(in crate::dataset) fn one_of(column: &str, values: &[&str]) -> Condition {
    Condition::OneOf { column: column.to_owned(), values: names(values) }
}

pub(in crate::dataset) fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

pub(in crate::dataset) fn exists_in(dataset: &str, columns: &[(&str, &str)]) -> Demand {
    let columns = columns.iter().map(|(here, there)| ((*here).to_owned(), (*there).to_owned())).collect();
    Demand::ExistsIn { columns, dataset: DatasetId::new(dataset).expect("an id") }
}

/// A tree of units, each `id`, `id from..to` or `id from..to>successor`; the first is the top.
pub(in crate::dataset) fn tree(units: &[&str]) -> OrgTree {
    let id = |text: &str| UnitId::new(text).expect("an id");
    let unit = |text: &str| {
        let (name, rest) = text.split_once(' ').unwrap_or((text, ".."));
        let (dates, successor) = rest.split_once('>').unwrap_or((rest, ""));
        let (from, to) = dates.split_once("..").expect("from..to");
        let day = |text: &str| (!text.is_empty()).then(|| text.parse::<NaiveDate>().expect("a date"));
        OrgUnit {
            id: id(name),
            label: name.to_owned(),
            short: None,
            level: LevelId::new("niva").expect("an id"),
            part_of: None,
            valid_from: day(from),
            valid_to: day(to),
            successor: (!successor.is_empty()).then(|| id(successor)),
            certainty: Certainty::Stated,
            note: None,
            source: None,
            delivers: Vec::new(),
        }
    };
    OrgTree {
        id: OrganisationId::new("prov").expect("an id"),
        label: "Prov".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: Vec::new(),
        units: units.iter().map(|u| unit(u)).collect(),
        held_against: Vec::new(),
    }
}

/// Rows from a number on, one a line, cells between semicolons in canonical form; `!x` is a cell that cannot be used.
pub(in crate::dataset) fn block(contract: &Dataset, first_row: u32, text: &str) -> Block {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').map(str::trim).collect()).collect();
    let cells: Vec<Cells> = contract
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let texts: Vec<&str> = rows.iter().map(|row| row[at]).collect();
            cells_of(column, &texts)
        })
        .collect();
    let key: Vec<usize> = contract
        .key
        .iter()
        .map(|name| contract.columns.iter().position(|c| c.name == *name).expect("a column"))
        .collect();
    let hash = |row: &Vec<&str>| {
        let lost =
            key.iter().any(|at| row[*at].starts_with('!') || (row[*at].is_empty() && contract.columns[*at].required));
        let mut hasher = DefaultHasher::new();
        key.iter().for_each(|at| row[*at].hash(&mut hasher));
        if lost { 0 } else { hasher.finish() }
    };
    let keys = if key.is_empty() { Vec::new() } else { rows.iter().map(hash).collect() };
    let kept = |text: &str| (!text.is_empty() && !text.starts_with('!')).then(|| text.to_owned());
    let texts = (0..contract.columns.len())
        .map(|at| Values::new("t".into(), rows.iter().map(|row| kept(row[at])).collect::<Vec<_>>()))
        .collect();
    Block { rows: (first_row..).take(rows.len()).collect(), cells, keys, texts: Some(texts) }
}

fn cells_of(column: &Column, texts: &[&str]) -> Cells {
    let (mut bad, mut suppressed) = (Vec::new(), Vec::new());
    let mut good: Vec<Option<&str>> = Vec::new();
    for (at, text) in (0..).zip(texts) {
        let faulty = |kind, text: String| BadCell { at, kind, text };
        good.push(None);
        if let Some(text) = text.strip_prefix('!') {
            bad.push(faulty(Kind::NotAChoice, format!("`{text}`")));
        } else if text.is_empty() && column.required {
            bad.push(faulty(Kind::EmptyValue, "cellen är tom".to_owned()));
        } else if column.suppressed.iter().any(|s| s == text) {
            suppressed.push(at);
        } else if !text.is_empty() {
            good[at as usize] = Some(text);
        }
    }
    let name = || "x".into();
    let day = |text: &str| text.parse::<NaiveDate>().map(days).expect("a date");
    let first = |text: &str| days(Period::parse(text).expect("a period").first_day());
    let minutes = |text: &str| {
        let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        time.and_utc().timestamp() / 60
    };
    assert_eq!(DAY, 1440);
    let typed = |f: &dyn Fn(&str) -> i32| Values::new(name(), good.iter().map(|t| t.map(f)).collect::<Vec<_>>());
    let wide = |f: &dyn Fn(&str) -> i64| Values::new(name(), good.iter().map(|t| t.map(f)).collect::<Vec<_>>());
    let values = match &column.kind {
        ColumnType::Text | ColumnType::Unit | ColumnType::Moment | ColumnType::Period | ColumnType::OneOf(_) => {
            Values::new(name(), good)
        }
        ColumnType::Month | ColumnType::Week => typed(&first),
        ColumnType::Date => typed(&day),
        ColumnType::Time => wide(&minutes),
        ColumnType::Integer | ColumnType::Decimal(_) | ColumnType::Hours | ColumnType::Percent => {
            wide(&|text| text.parse().expect("a number"))
        }
    };
    Cells { values, bad, suppressed }
}
