//! Workbooks: .xlsx, .xls and .ods as rows of texts, judged cell by cell like the rows of a text file.
//!
//! Reads one sheet of a workbook and guesses nothing: two sheets that could be meant, merged cells, or a file that is something else than
//! its name says set the delivery aside. Computes no formula; a formula's last value is what was delivered.

mod book;
mod cell;
mod extras;
mod fits;
mod layout;
mod remarks;
mod rows;
mod shape;
mod tags;
#[cfg(test)]
mod tests;
mod zip;

use super::block::Block;
use super::builder::{Builder, Spoilt};
use super::found::{Found, Kind, shown};
use super::guard;
use super::names::Names;
use super::person::holds_person_number;
use super::plan::{Plan, Want};
use super::recognised::Recognised;
use crate::field::contract::{ColumnType, Dataset};
use crate::store::Source;
use book::{Area, Book};
use cell::{Content, UNCOMPUTED, Wording};
use layout::Layout;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

pub(super) use cell::{dated, plain_number, span};
pub use fits::fits;
pub(super) use rows::rows;

/// A format of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetFormat {
    /// Excel since 2007.
    Xlsx,
    /// Excel until 2003.
    Xls,
    /// LibreOffice.
    Ods,
}

impl SheetFormat {
    /// The format that a path's ending says.
    pub(super) fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "xls" => Some(Self::Xls),
            "ods" => Some(Self::Ods),
            _ => None,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Xlsx => "arbetsbok för Excel (.xlsx)",
            Self::Xls => "äldre arbetsbok för Excel (.xls)",
            Self::Ods => "arbetsbok för LibreOffice (.ods)",
        }
    }
}

/// How many rows make a block.
const BLOCK: usize = 1 << 16;

/// Reads one delivery. `None`: it cannot be read as a table, and what was found says why.
pub(super) fn read(
    source: &Source,
    format: SheetFormat,
    contract: &Dataset,
    names: &Names,
    want: Want,
    found: &mut Found,
    each: &mut dyn FnMut(Block, &mut Found),
) -> Option<Recognised> {
    let damaged = || remarks::refused(source.path(), format, &shape::Refusal::Damaged);
    guard::foreign(source, found, damaged, |found| read_contained(source, format, contract, names, want, found, each))
}

fn read_contained(
    source: &Source,
    format: SheetFormat,
    contract: &Dataset,
    names: &Names,
    want: Want,
    found: &mut Found,
    each: &mut dyn FnMut(Block, &mut Found),
) -> Option<Recognised> {
    let path = source.path();
    let mut book = match Book::open(source, format) {
        Ok(book) => book,
        Err(refusal) => {
            found.refuse(remarks::refused(path, format, &refusal));
            return None;
        }
    };
    let wording = Wording { writing: &contract.writing, from_1904: book.is_1904() };
    let layout = match layout::find(&mut book, contract, wording) {
        Ok(layout) => layout,
        Err(none) => {
            found.refuse(remarks::no_table(path, format, contract, &none));
            return None;
        }
    };
    if layout.others.iter().chain([&layout.sheet.name]).any(|name| holds_person_number(name)) {
        found.refuse(remarks::personal_name(path));
        return None;
    }
    let sheet = shown(&layout.sheet.name);
    let extras = match book.extras(&layout.sheet.name) {
        Ok(extras) => extras,
        Err(refusal) => {
            found.refuse(remarks::refused(path, format, &refusal));
            return None;
        }
    };
    let table = Table::new(&layout, contract);
    let merged: Vec<Area> = extras.merged.iter().copied().filter(|a| table.touches(*a)).collect();
    if !merged.is_empty() {
        found.refuse(remarks::merged(path, &sheet, &merged));
        return None;
    }
    let plan = Plan::new(&layout.columns, layout.header_row, &sheet, contract, names, want, found)?;
    let mut reading =
        Rows { table: &table, builder: Builder::new(&plan), plan: &plan, wording, seen: Seen::default(), found, each };
    let mut row = Row::new(table.kinds.len());
    let visited = book.visit(&layout.sheet.name, &extras, &mut |at, column, content| {
        if at != row.at {
            reading.take(&mut row);
            row.at = at;
        }
        reading.meet(&mut row, column, content);
        ControlFlow::Continue(())
    });
    reading.take(&mut row);
    let Rows { builder, seen, .. } = reading;
    if builder.rows() > 0 {
        each(builder.finish(), found);
    }
    if let Err(refusal) = visited {
        found.refuse(remarks::refused(path, format, &refusal));
        return None;
    }
    seen.mention(&layout, &extras, path, found);
    let mut says = remarks::recognised(format, &layout, &seen, wording.from_1904);
    let renamed = plan.renamed();
    if !renamed.is_empty() {
        says = format!("{says}; {renamed}");
    }
    plan.close(found);
    Some(Recognised { rows: seen.rows, says })
}

/// The columns of the table, from the first of the sheet on.
struct Table<'c> {
    header_row: u32,
    named: Vec<bool>,
    kinds: Vec<Option<&'c ColumnType>>,
}

impl<'c> Table<'c> {
    fn new(layout: &Layout, contract: &'c Dataset) -> Self {
        let named = layout.columns.iter().map(|name| !name.is_empty()).collect();
        Self { header_row: layout.header_row, named, kinds: layout.kinds(contract) }
    }

    /// Whether an area lies in the table, be it in part.
    fn touches(&self, area: Area) -> bool {
        let first = self.named.iter().position(|named| *named).unwrap_or(0) as u32 + 1;
        area.rows.1 >= self.header_row && area.columns.0 <= self.named.len() as u32 && area.columns.1 >= first
    }
}

/// A row as it is gathered.
struct Row {
    at: u32,
    texts: Vec<String>,
    spoilt: Vec<Spoilt>,
    /// Whether anything stands in a column of the table.
    is_filled: bool,
}

impl Row {
    fn new(columns: usize) -> Self {
        Self { at: 0, texts: vec![String::new(); columns], spoilt: Vec::new(), is_filled: false }
    }

    fn clear(&mut self) {
        self.texts.iter_mut().for_each(String::clear);
        self.spoilt.clear();
        self.is_filled = false;
    }
}

/// What was met on the way and is to be said.
#[derive(Default)]
struct Seen {
    rows: u64,
    last_row: u32,
    /// Rows without a cell between rows that have some.
    blank: u64,
    /// Cells beside the table: how many, and the first.
    outside: u64,
    first_outside: Option<(u32, u32)>,
    /// Columns in which a day was read as its month.
    months: BTreeSet<u32>,
}

struct Rows<'r, 'p, 'c> {
    table: &'r Table<'c>,
    builder: Builder<'p>,
    plan: &'p Plan<'c>,
    wording: Wording<'r>,
    seen: Seen,
    found: &'r mut Found,
    each: &'r mut dyn FnMut(Block, &mut Found),
}

impl Rows<'_, '_, '_> {
    /// A cell of the sheet, above, in or beside the table.
    fn meet(&mut self, row: &mut Row, column: u32, content: Content<'_>) {
        let at = column as usize - 1;
        let kind = self.table.kinds.get(at).copied().flatten();
        let text = self.wording.text(content, kind);
        let outside = row.at <= self.table.header_row || at >= row.texts.len();
        if outside && holds_person_number(text.trim()) {
            self.found.add(Kind::PersonNumber, None, row.at, || "värdet visas inte".to_owned());
        }
        if row.at <= self.table.header_row || text.trim().is_empty() {
            return;
        }
        if !self.table.named.get(at).copied().unwrap_or(false) {
            self.seen.outside += 1;
            self.seen.first_outside.get_or_insert((row.at, column));
        } else {
            row.is_filled = true;
        }
        let Some(place) = row.texts.get_mut(at) else { return };
        if let Some(says) = error(&text) {
            row.spoilt.push(Spoilt { at, kind: Kind::FormulaError, says });
        }
        let is_moment = matches!(content, Content::Moment(_) | Content::IsoMoment(_));
        if is_moment && matches!(kind, Some(ColumnType::Month | ColumnType::Period)) && text.len() == 7 {
            self.seen.months.insert(column);
        }
        *place = text;
    }

    /// A row has been gathered.
    fn take(&mut self, row: &mut Row) {
        if row.is_filled {
            let before = if self.seen.last_row == 0 { self.table.header_row } else { self.seen.last_row };
            self.seen.blank += u64::from(row.at - before - 1);
            (self.seen.last_row, self.seen.rows) = (row.at, self.seen.rows + 1);
            let cells: Vec<&str> = row.texts.iter().map(String::as_str).collect();
            self.builder.push_spoilt(row.at, &cells, &row.spoilt);
            if self.builder.rows() >= BLOCK {
                let block = std::mem::replace(&mut self.builder, Builder::new(self.plan)).finish();
                (self.each)(block, self.found);
            }
        }
        row.clear();
    }
}

/// The error of a formula that a text is, as a remark shows it.
fn error(text: &str) -> Option<&'static str> {
    const ERRORS: [&str; 12] = [
        "`#N/A`",
        "`#DIV/0!`",
        "`#VALUE!`",
        "`#REF!`",
        "`#NAME?`",
        "`#NUM!`",
        "`#NULL!`",
        "`#GETTING_DATA`",
        "`#SPILL!`",
        "`#CALC!`",
        "`#VÄRDEFEL!`",
        "`#SAKNAS!`",
    ];
    if text == UNCOMPUTED {
        return Some("formeln är inte uträknad: öppna och spara filen i ett kalkylprogram");
    }
    if let Some(code) = text.strip_prefix("Err:") {
        return code.parse::<u16>().ok().map(|_| "felet visas som `Err:` och ett nummer");
    }
    if text.starts_with('#') { ERRORS.into_iter().find(|e| e.trim_matches('`') == text) } else { None }
}

impl Seen {
    fn mention(&self, layout: &Layout, extras: &extras::Extras, path: &str, found: &mut Found) {
        if let Some((row, column)) = self.first_outside {
            found.mention(remarks::outside(path, &shown(&layout.sheet.name), self.outside, row, column));
        }
        if self.blank > 0 {
            found.mention(remarks::blank(path, self.blank));
        }
        if layout.sheet.hidden || extras.hidden_rows > 0 || extras.hidden_columns > 0 {
            found.mention(remarks::hidden(path, layout, extras));
        }
        if self.rows == 0 {
            found.without_rows();
        }
    }
}
