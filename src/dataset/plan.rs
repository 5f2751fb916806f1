//! How the columns of one table are read: which column of the contract each is, and what a cell of it must be.
//!
//! Made once for a table and shared by all threads that read it. Counts what concerns whole columns; judges no rows.

use super::cell::{Reader, day_number};
use super::codes;
use super::found::{Found, Kind, shown};
use super::header::{self, Header, normalised};
use super::lexicon::Lexicon;
use super::names::Names;
use super::person::{Tally, is_person_column};
use crate::diag::{Cell, Place, Remark};
use crate::field::contract::{ColumnType, Complete, Dataset, Range, Writing};
use std::sync::{Mutex, PoisonError};

/// What a table is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// To be judged: texts that no rule, key or count asks for are left out.
    Judged,
    /// To be kept: also every cell in canonical form.
    Kept,
    /// To be counted: the table is known to be right, and columns that nothing is counted from are left out.
    Counted,
}

/// How the cells of one column of the contract are read.
#[derive(Clone, Debug)]
pub(super) enum Parser {
    /// Free text, and whether anyone asks for it.
    Text(Asked),
    /// One of some words.
    Words(Lexicon, Kind),
    /// A period, as canonical text.
    Period,
    /// Days, times and numbers.
    Value(Reader),
}

/// Whether anyone asks for the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// They are needed.
    For,
    /// Nobody looks at them.
    ByNobody,
}

/// A column of the contract in one table.
#[derive(Clone, Debug)]
pub(super) struct Slot<'c> {
    /// The column.
    pub column: &'c crate::field::contract::Column,
    /// The position of its cells in a row of the file; `None` when the file lacks it.
    pub at: Option<usize>,
    /// How its cells are read.
    pub parser: Parser,
    /// The least and the most, in the units of the block.
    pub bounds: (i64, i64),
    /// Whether it is a part of the key.
    pub in_key: InKey,
}

/// Whether a column is a part of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InKey {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// How one table is read.
pub(super) struct Plan<'c> {
    contract: &'c Dataset,
    names: Vec<String>,
    header_row: u32,
    sheet: String,
    want: Want,
    slots: Vec<Slot<'c>>,
    /// Positions in a row of the file of columns that no contract names.
    others: Vec<usize>,
    /// What is counted over each column of the file.
    tallies: Mutex<Vec<Tally>>,
}

impl<'c> Plan<'c> {
    /// Holds a header against its contract. `None`: the rows cannot be read under it; the reason is in `found`.
    pub(super) fn new(
        header: &[String],
        header_row: u32,
        sheet: &str,
        contract: &'c Dataset,
        names: &'c Names,
        want: Want,
        found: &mut Found,
    ) -> Option<Self> {
        let matches = header::hold(&Header { names: header, row: header_row, sheet }, contract, found)?;
        let slot = |(number, column): (usize, &'c crate::field::contract::Column)| {
            let is_counted = names.counts(contract.id.as_str(), &column.name);
            let is_left_out = want == Want::Counted && !is_counted;
            let at = matches.iter().position(|m| *m == Some(number)).filter(|_| !is_left_out);
            let is_asked = want == Want::Kept || is_counted || wants(contract, names, &column.name);
            let asked = if is_asked { Asked::For } else { Asked::ByNobody };
            let parser =
                if is_left_out { Parser::Text(Asked::ByNobody) } else { parser(&column.kind, contract, names, asked) };
            let is_in_key = want != Want::Counted && contract.key.contains(&column.name);
            let in_key = if is_in_key { InKey::Yes } else { InKey::No };
            Slot { column, at, bounds: bounds(column.range, &parser), parser, in_key }
        };
        let plan = Self {
            contract,
            names: header.to_vec(),
            header_row,
            sheet: sheet.to_owned(),
            want,
            slots: contract.columns.iter().enumerate().map(slot).collect(),
            others: match want {
                Want::Judged | Want::Kept => {
                    (0..header.len()).filter(|at| matches.get(*at).copied().flatten().is_none()).collect()
                }
                Want::Counted => Vec::new(),
            },
            tallies: Mutex::new(vec![Tally::default(); header.len()]),
        };
        let numbered: Vec<(String, u32)> =
            (1..).zip(0..header.len()).map(|(number, at)| (plan.name(at), number)).collect();
        found.stands_in(sheet);
        // Where two columns have one name the first is meant: it is the one that is read.
        found.columns(numbered.iter().rev().map(|(name, number)| (name.as_str(), *number)));
        Some(plan)
    }

    /// Columns of the contract, in its order.
    pub(super) fn slots(&self) -> &[Slot<'c>] {
        &self.slots
    }

    /// Positions in a row of columns that are not read, only watched.
    pub(super) fn others(&self) -> &[usize] {
        &self.others
    }

    /// How many cells a row has.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// What the table is read for.
    pub(super) fn want(&self) -> Want {
        self.want
    }

    /// How numbers and dates are written.
    pub(super) fn writing(&self) -> &'c Writing {
        &self.contract.writing
    }

    /// Whether the keys of rows are asked for.
    pub(super) fn has_key(&self) -> bool {
        self.want != Want::Counted && !self.contract.key.is_empty()
    }

    /// What the column at a position is called: by the contract, else by the file, else by its number.
    pub(super) fn name(&self, at: usize) -> String {
        match self.slots.iter().find(|s| s.at == Some(at)) {
            Some(slot) => slot.column.name.clone(),
            None => match self.names.get(at) {
                Some(name) if !name.is_empty() => shown(name),
                Some(_) | None => format!("nummer {}", at + 1),
            },
        }
    }

    /// Columns that were matched under another name than the contract's, as Swedish text; empty when there are none.
    pub(super) fn renamed(&self) -> String {
        let given = |slot: &Slot<'_>| {
            let given = slot.at.and_then(|at| self.names.get(at))?;
            (*given != slot.column.name).then(|| format!("`{}` lästes som `{}`", shown(given), slot.column.name))
        };
        let renamed: Vec<String> = self.slots.iter().filter_map(given).collect();
        match renamed.as_slice() {
            [] => String::new(),
            [one] => format!("kolumnen {one}"),
            [..] => format!("kolumnerna {}", renamed.join(", ")),
        }
    }

    /// Adds what was counted over some rows, per column of the file.
    pub(super) fn count(&self, tallies: Vec<Tally>) {
        let mut all = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter_mut().zip(tallies).for_each(|(sum, more)| sum.add(more));
    }

    /// Says what only whole columns can say, once every row has been read: that a column holds personal identity numbers.
    pub(super) fn close(self, found: &mut Found) {
        let tallies = std::mem::take(&mut *self.tallies.lock().unwrap_or_else(PoisonError::into_inner));
        for (at, mut tally) in tallies.into_iter().enumerate() {
            let name = self.name(at);
            tally.rows.sort_unstable();
            for row in std::mem::take(&mut tally.rows) {
                found.add(Kind::PersonNumber, Some(&name), row, || "värdet visas inte".to_owned());
            }
            let named = self.names.get(at).is_some_and(|n| is_person_column(&normalised(n)));
            if !(tally.is_persons() || (named && tally.filled > 0)) {
                continue;
            }
            let why = if tally.is_persons() {
                format!("kolumnen `{name}` ser ut att hålla personnummer: {} av {} värden", tally.bare, tally.filled)
            } else {
                format!("kolumnen `{name}` är till för personnummer och har {} värden", tally.filled)
            };
            found.hide(&name);
            let cell = Cell { sheet: self.sheet.clone(), number: at as u32 + 1, name: name.clone() };
            found.refuse(
                Remark::new(&codes::PERSON_NUMBER, why)
                    .at(Place::cell(found.file(), self.header_row, cell), "värdena visas inte")
                    .help("ta bort kolumnen hos den som lämnade filen, och kontrollera om filen redan har spridits"),
            );
        }
    }
}

fn parser(kind: &ColumnType, contract: &Dataset, names: &Names, asked: Asked) -> Parser {
    match (kind, Reader::of(kind, &contract.writing)) {
        (_, Some(reader)) => Parser::Value(reader),
        (ColumnType::Unit, None) => Parser::Words(names.units.clone(), Kind::UnknownUnit),
        (ColumnType::Moment, None) => Parser::Words(names.moments.clone(), Kind::UnknownMoment),
        (ColumnType::OneOf(codes), None) => {
            Parser::Words(Lexicon::new(codes.iter().map(String::as_str)), Kind::NotAChoice)
        }
        (ColumnType::Period, None) => Parser::Period,
        (
            ColumnType::Text
            | ColumnType::Month
            | ColumnType::Week
            | ColumnType::Date
            | ColumnType::Time
            | ColumnType::Integer
            | ColumnType::Decimal(_)
            | ColumnType::Hours
            | ColumnType::Percent,
            None,
        ) => Parser::Text(asked),
    }
}

/// The bounds of a column in the units of its block. Without a declared range numbers are never negative and shares never above the
/// whole.
fn bounds(range: Option<Range>, parser: &Parser) -> (i64, i64) {
    const ALL: (i64, i64) = (i64::MIN, i64::MAX);
    let (numbers, times) = match parser {
        Parser::Value(reader) => (reader.is_number(), matches!(reader, Reader::Time)),
        Parser::Text(_) | Parser::Words(..) | Parser::Period => (false, false),
    };
    match range {
        Some(Range::Numbers { least, most }) if numbers => (least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX)),
        Some(Range::Days { first, last }) if !numbers => {
            let (unit, end) = if times { (1440, 1439) } else { (1, 0) };
            let days = |d| i64::from(day_number(d)) * unit;
            (first.map_or(i64::MIN, days), last.map_or(i64::MAX, |d| days(d) + end))
        }
        None if matches!(parser, Parser::Value(Reader::Percent(_))) => (0, 1000),
        None if numbers => (0, i64::MAX),
        Some(_) | None => ALL,
    }
}

/// Whether someone looks at the values of a text column.
fn wants(contract: &Dataset, names: &Names, column: &str) -> bool {
    let is = |other: &String| other == column;
    let by_count = match contract.schedule.as_ref().map(|s| &s.complete) {
        Some(Complete::EveryCode(code)) => is(code),
        Some(Complete::AnyRow | Complete::EveryWeek | Complete::EveryMonth | Complete::EveryMoment) | None => false,
    };
    contract.key.iter().any(is)
        || contract.unit_column.as_ref().is_some_and(is)
        || contract.period_column.as_ref().is_some_and(is)
        || by_count
        || contract.rules.iter().any(|r| r.demand.columns().contains(&column))
        || names.asks_for(contract.id.as_str(), column)
}
