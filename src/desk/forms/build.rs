//! Makes the form of one division for one period out of catalogue, organisation and what is delivered already.
//!
//! Asks only what is declared: a unit that is not said to deliver a dataset is not asked for it.

use super::actions;
use super::model::{
    Answer, Column, Current, Delivered, FILL_IN, Facts, Fill, Form, GroupCell, Kind, Names, PlainRow, Row, Sheet,
};
use super::value::{profession, tidy};
use crate::assess;
use crate::field::audit::Audit;
use crate::field::contract::{self, ColumnType, Dataset, Range};
use crate::field::established::Improvement;
use crate::field::id::UnitId;
use crate::field::org::{OrgTree, OrgUnit};
use crate::field::period::{AsOf, Period};
use crate::field::recommendation::Entry;
use crate::field::scale::{Scale, Wording};
use chrono::{Datelike, Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a plan or capacity row that say what it is about.
const KEYS: [&str; 6] = ["enhet", "period", "grupp", "yrkesgrupp", "vecka", "kalla"];
/// The version a plan has until someone says otherwise.
const FIRST_VERSION: &str = "1";
/// Rows for groups when none is known, and when some are.
const NEW_GROUPS: (u32, u32) = (3, 1);

/// What a form is made of.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// Which form.
    pub facts: Facts,
    /// The organisation.
    pub tree: &'a OrgTree,
    /// The audit.
    pub audit: &'a Audit,
    /// The scale of its moments.
    pub scale: Option<&'a Scale>,
    /// Words of statuses.
    pub wording: &'a Wording,
    /// The contracts.
    pub contracts: &'a [Dataset],
    /// What is delivered already.
    pub delivered: &'a Delivered,
    /// Improvements that the audit found under way here.
    pub improvements: &'a [Improvement],
    /// Entries of the register about the audit.
    pub entries: &'a [Entry],
}

impl Ask<'_> {
    /// The contract of a sheet.
    pub fn contract(&self, kind: Kind) -> Option<&Dataset> {
        let id = kind.dataset()?;
        self.contracts.iter().find(|c| c.id.as_str() == id)
    }

    /// The day the form is made for.
    pub fn as_of(&self) -> AsOf {
        AsOf(self.facts.made)
    }

    fn due(&self, kind: Kind) -> Option<NaiveDate> {
        self.contract(kind)?.schedule.as_ref()?.due(self.facts.period)
    }
}

/// Makes the form.
pub fn form(ask: &Ask<'_>) -> Form {
    let delivered = tidied(ask);
    let ask = &Ask { delivered: &delivered, ..ask.clone() };
    let names = Names {
        organisation: ask.tree.label.clone(),
        division: ask.tree.name(&ask.facts.division).to_owned(),
        audit: ask.audit.title.clone(),
        nature: ask.tree.nature,
    };
    let sheets = vec![moments(ask), weekly(ask, Kind::Plan), weekly(ask, Kind::Capacity), actions::sheet(ask)];
    Form { facts: ask.facts.clone(), names, sheets }
}

/// What is delivered, with texts as they come back from a cell: on one line, words as the scale writes them.
fn tidied(ask: &Ask<'_>) -> Delivered {
    let cell = |column: &str, text: &str| {
        let text = tidy(text);
        let word = (column == "bedomning").then(|| ask.scale.and_then(|s| s.meaning(&text))).flatten();
        word.map_or(text.clone(), |(word, _)| word.to_owned())
    };
    let row = |r: &PlainRow| PlainRow {
        cells: r.cells.iter().map(|(column, text)| (column.clone(), cell(column, text))).collect(),
        ..r.clone()
    };
    let rows = ask.delivered.rows.iter().map(|(dataset, rows)| (dataset.clone(), rows.iter().map(row).collect()));
    Delivered { rows: rows.collect() }
}

/// The width of the column of units: their names on one line, as far as that leaves room for the rest.
fn wide(ask: &Ask<'_>) -> u16 {
    let inside = ask.tree.units.iter().filter(|u| ask.tree.is_within(&u.id, &ask.facts.division));
    let longest = inside.map(|u| u.label.chars().count()).max().unwrap_or(0);
    u16::try_from(longest + 2).unwrap_or(u16::MAX).clamp(14, 38)
}

fn shown(id: &str, head: &str, width: u16) -> Column {
    Column { id: id.to_owned(), head: head.to_owned(), width, fill: Fill::Shown, required: false }
}

/// A column to fill in; its heading says so in words.
pub(super) fn asked(id: &str, head: &str, width: u16, answer: Answer) -> Column {
    Column { id: id.to_owned(), head: format!("{head}{FILL_IN}"), width, fill: Fill::Asked(answer), required: false }
}

fn moments(ask: &Ask<'_>) -> Sheet {
    let period = ask.facts.period;
    let words = ask.scale.map(|s| s.words.iter().map(|(w, _)| w.clone()).collect()).unwrap_or_default();
    let columns = vec![
        shown("enhet", "Enhet", wide(ask)),
        shown("fraga", "Moment", 40),
        shown("senaste", "Senaste svar", 11),
        shown("senaste_period", "Svaret gäller", 10),
        Column { required: true, ..asked("bedomning", "Svar", 12, Answer::Word(words)) },
        asked("kommentar", "Kommentar", 46, Answer::Text(4_000)),
        asked("besvarad_av", "Besvarat av, funktion", 21, Answer::Text(100)),
        asked("datum", "Datum, ÅÅÅÅ-MM-DD", 14, Answer::Day),
    ];
    let units: Vec<UnitId> = assess::asked(ask.audit, ask.tree, period)
        .into_iter()
        .filter(|u| ask.tree.is_within(u, &ask.facts.division))
        .collect();
    let delivered = ask.delivered.of("moment");
    let mut current = BTreeMap::new();
    let mut rows = Vec::new();
    if ask.contract(Kind::Moments).is_some() {
        for unit in &units {
            for moment in &ask.audit.moments {
                let key = format!("{unit}|{}", moment.id);
                let last = last_answer(delivered, unit.as_str(), moment.id.as_str(), period);
                let mut cells = vec![ask.tree.name(unit).to_owned(), moment.quote.text.clone()];
                match last {
                    None => cells.resize(columns.len(), String::new()),
                    Some((of, row)) => {
                        cells.extend([row.get("bedomning").to_owned(), of.to_string()]);
                        cells.extend([row.get("bedomning").to_owned(), row.get("kommentar").to_owned()]);
                        // Who answered, and when, is never carried over to another period: filling that in confirms the answer.
                        let own = |column| if of == period { row.get(column).to_owned() } else { String::new() };
                        cells.extend([own("besvarad_av"), own("datum")]);
                        if of == period {
                            current.insert(key.clone(), held(row));
                        }
                    }
                }
                let about = format!("{}: {}", ask.tree.name(unit), moment.quote.text);
                rows.push(Row { key, about, cells, group: GroupCell::Known });
            }
        }
    }
    let empty = if ask.contract(Kind::Moments).is_none() {
        "Katalogen har ingen datamängd för svar på moment. Här finns inget att fylla i.".to_owned()
    } else if ask.audit.moments.is_empty() {
        "Granskningen har inga moment. Här finns inget att fylla i.".to_owned()
    } else {
        format!("Granskningens moment ställs inte till {} eller dess enheter.", ask.tree.name(&ask.facts.division))
    };
    Sheet { kind: Kind::Moments, columns, rows, empty, due: ask.due(Kind::Moments), current }
}

fn held(row: &PlainRow) -> Current {
    Current { values: row.cells.clone(), file: row.file.clone(), row: row.row }
}

/// The last answer up to the end of a period, with the period it was given for.
fn last_answer<'a>(rows: &'a [PlainRow], unit: &str, moment: &str, period: Period) -> Option<(Period, &'a PlainRow)> {
    rows.iter()
        .filter(|r| r.get("enhet") == unit && r.get("moment") == moment)
        .filter_map(|r| Some((Period::parse(r.get("period")).ok()?, r)))
        .filter(|(of, _)| of.last_day() <= period.last_day())
        .max_by_key(|(of, _)| (*of == period, of.last_day(), of.first_day()))
}

/// The ISO weeks of a period: those whose Thursday lies in it.
pub fn weeks(period: Period) -> Vec<Period> {
    let (first, last) = (period.first_day(), period.last_day());
    let mut day = first;
    let mut weeks = Vec::new();
    while day <= last {
        let iso = day.iso_week();
        let week = Period::Week { year: iso.year(), week: iso.week() };
        if weeks.last() != Some(&week) && (period == week || period.contains(week)) {
            weeks.push(week);
        }
        day += Duration::days(1);
    }
    weeks
}

/// The units within the division that are said to deliver a dataset, in the order of the tree.
fn deliverers<'a>(ask: &Ask<'a>, dataset: &str) -> Vec<&'a OrgUnit> {
    let (first, last) = (ask.facts.period.first_day(), ask.facts.period.last_day());
    let inside = |u: &&OrgUnit| ask.tree.is_within(&u.id, &ask.facts.division) && u.exists_between(first, last);
    ask.tree.units.iter().filter(inside).filter(|u| u.delivers.iter().any(|d| d.as_str() == dataset)).collect()
}

/// What can be answered in a column of a contract.
fn answer(column: &contract::Column) -> Answer {
    match &column.kind {
        ColumnType::Integer => {
            let (least, most) = match column.range {
                Some(Range::Numbers { least, most }) => (least.unwrap_or(0), most.unwrap_or(999_999_999)),
                Some(Range::Days { .. }) | None => (0, 999_999_999),
            };
            Answer::Whole(least, most)
        }
        ColumnType::Hours => Answer::Hours,
        ColumnType::Date => Answer::Day,
        ColumnType::OneOf(codes) => Answer::Word(codes.clone()),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Time
        | ColumnType::Decimal(_)
        | ColumnType::Percent => Answer::Text(100),
    }
}

fn contract_column(column: &contract::Column) -> Column {
    let answer = answer(column);
    let unit = if column.unit.is_empty() { String::new() } else { format!(", {}", column.unit) };
    let width = match &answer {
        Answer::Day => 13,
        Answer::Whole(..) | Answer::Hours => 13,
        Answer::Word(_) | Answer::Text(_) => 14,
    };
    Column { required: column.required, ..asked(&column.name, &format!("{}{unit}", column.label), width, answer) }
}

/// Production plan or capacity: unit × group or profession × week.
fn weekly(ask: &Ask<'_>, kind: Kind) -> Sheet {
    let by = if kind == Kind::Plan { "grupp" } else { "yrkesgrupp" };
    let contract = ask.contract(kind);
    let mut columns = vec![shown("enhet", "Enhet", wide(ask))];
    columns.push(match kind {
        Kind::Plan => Column { fill: Fill::Group, ..shown(by, "Grupp, namn på nya grupper (fyll\u{a0}i)", 24) },
        Kind::Moments | Kind::Capacity | Kind::Actions => shown(by, "Yrkesgrupp", 24),
    });
    columns.push(shown("vecka", "Vecka", 11));
    columns.extend(
        contract.iter().flat_map(|c| &c.columns).filter(|c| !KEYS.contains(&c.name.as_str())).map(contract_column),
    );
    let mut sheet =
        Sheet { kind, columns, rows: Vec::new(), empty: String::new(), due: ask.due(kind), current: BTreeMap::new() };
    let dataset = kind.key();
    let Some(contract) = contract else {
        sheet.empty = format!("Katalogen har ingen datamängd `{dataset}`. Här finns inget att fylla i.");
        return sheet;
    };
    let delivered = ask.delivered.of(dataset);
    let units = deliverers(ask, dataset);
    if units.is_empty() {
        sheet.empty = format!(
            "Ingen enhet i {} är angiven att lämna {}. Här finns inget att fylla i.",
            ask.tree.name(&ask.facts.division),
            contract.label.to_lowercase()
        );
    }
    let (period, all) = (ask.facts.period.to_string(), weeks(ask.facts.period));
    for unit in units {
        // A unit that begins or ends in the period has its own weeks.
        let exists = |w: &&Period| unit.exists_between(w.first_day(), w.last_day());
        let weeks: Vec<String> = all.iter().filter(exists).map(Period::to_string).collect();
        let id = unit.id.as_str();
        let of_unit = || delivered.iter().filter(move |r| r.get("enhet") == id);
        let known: BTreeSet<&str> = of_unit().map(|r| r.get(by)).filter(|g| !g.is_empty()).collect();
        let groups: Vec<String> = match (kind, contract.column(by).map(|c| &c.kind)) {
            (Kind::Capacity, Some(ColumnType::OneOf(codes))) => {
                codes.iter().filter(|c| known.is_empty() || known.contains(c.as_str())).cloned().collect()
            }
            (_, _) => known.iter().map(|g| (*g).to_owned()).collect(),
        };
        // A new plan has its own versions.
        let of_period = of_unit().filter(|r| r.get("period") == period);
        let version = of_period.map(|r| r.get("plan_version")).filter(|v| !v.is_empty()).max_by_key(|v| ordered(v));
        let version = version.unwrap_or(FIRST_VERSION);
        let held_rows = latest(of_unit(), by);
        for group in &groups {
            for week in &weeks {
                let key = format!("{id}|{group}|{week}");
                let found = held_rows.get(&(group.as_str(), week.as_str())).copied();
                if let Some(found) = found {
                    sheet.current.insert(key.clone(), held(found));
                }
                let cells = row_cells(&sheet.columns, unit, group, week, found, version);
                let named = if kind == Kind::Capacity { profession(group) } else { group.clone() };
                let about = format!("{}, {named}, {week}", unit.label);
                sheet.rows.push(Row { key, about, cells, group: GroupCell::Known });
            }
        }
        let new = match kind {
            Kind::Plan => {
                if groups.is_empty() {
                    NEW_GROUPS.0
                } else {
                    NEW_GROUPS.1
                }
            }
            Kind::Moments | Kind::Capacity | Kind::Actions => 0,
        };
        for slot in 1..=new {
            for (week, at) in weeks.iter().zip(0..) {
                let cells = row_cells(&sheet.columns, unit, "", week, None, version);
                let about = format!("{}, ny grupp {slot}, {week}", unit.label);
                let group = if at == 0 { GroupCell::Asked } else { GroupCell::Above(at) };
                sheet.rows.push(Row { key: format!("{id}|+{slot}|{week}"), about, cells, group });
            }
        }
    }
    sheet
}

/// Plan versions in order: numbers as numbers, other texts after them.
fn ordered(version: &str) -> (bool, u64, String) {
    match version.parse() {
        Ok(n) => (false, n, String::new()),
        Err(_) => (true, 0, version.to_owned()),
    }
}

/// Of several versions of the same week the last one counts.
fn latest<'a>(rows: impl Iterator<Item = &'a PlainRow>, by: &str) -> BTreeMap<(&'a str, &'a str), &'a PlainRow> {
    let mut latest: BTreeMap<(&str, &str), &PlainRow> = BTreeMap::new();
    for row in rows {
        let known = latest.entry((row.get(by), row.get("vecka"))).or_insert(row);
        if ordered(known.get("plan_version")) <= ordered(row.get("plan_version")) {
            *known = row;
        }
    }
    latest
}

fn row_cells(
    columns: &[Column],
    unit: &OrgUnit,
    group: &str,
    week: &str,
    found: Option<&PlainRow>,
    version: &str,
) -> Vec<String> {
    let cell = |column: &Column| match column.id.as_str() {
        "enhet" => unit.label.clone(),
        "grupp" => group.to_owned(),
        "yrkesgrupp" => profession(group),
        "vecka" => week.to_owned(),
        "plan_version" if found.is_none() => version.to_owned(),
        id => found.map_or("", |row| row.get(id)).to_owned(),
    };
    columns.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_the_weeks_whose_thursday_lies_in_it() {
        let of = |text: &str| {
            let weeks = weeks(Period::parse(text).expect(text));
            (weeks.len(), weeks[0].to_string(), weeks[weeks.len() - 1].to_string())
        };
        assert_eq!(of("2020"), (53, "2020-W01".into(), "2020-W53".into()));
        assert_eq!(of("2021"), (52, "2021-W01".into(), "2021-W52".into()));
        assert_eq!(of("2020-02"), (4, "2020-W06".into(), "2020-W09".into()));
        assert_eq!(of("2020-W07"), (1, "2020-W07".into(), "2020-W07".into()));
    }
}
