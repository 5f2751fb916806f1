//! Which sheet of a workbook is the delivery, and where its table lies in it.
//!
//! Chooses only when there is one answer; what was left aside is said. Reads no rows below the header.

use super::book::{Book, Sheet};
use super::cell::Wording;
use super::shape::Refusal;
use crate::dataset::header::{matched, normalised};
use crate::field::contract::{ColumnType, Dataset};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// How far down a header is looked for.
const DEEPEST_HEADER: u32 = 20;
/// The last column that is read.
pub(super) const LAST_COLUMN: u32 = 2_000;
/// How many sheets are looked into for a header.
const MOST_SHEETS: usize = 100;

/// Where the table lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The sheet.
    pub sheet: Sheet,
    /// The row of the header.
    pub header_row: u32,
    /// The names of the columns from the first of the sheet to the last that has one; empty for those that have none.
    pub columns: Vec<String>,
    /// How many rows above the header have something in them.
    pub above: usize,
    /// Names of the sheets that are not read.
    pub others: Vec<String>,
}

impl Layout {
    /// The type of each column, where the contract has one for it.
    pub(super) fn kinds<'c>(&self, contract: &'c Dataset) -> Vec<Option<&'c ColumnType>> {
        let columns = matched(&self.columns, contract).into_iter();
        columns.map(|at| at.and_then(|at| contract.columns.get(at)).map(|c| &c.kind)).collect()
    }
}

/// Why no table was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoTable {
    /// The file cannot be read.
    Refused(Refusal),
    /// There are no sheets, or the only one is empty.
    Empty,
    /// Several sheets could be meant.
    Several(Vec<String>),
    /// No sheet has the columns; these there are.
    NoSheet(Vec<String>),
}

impl From<Refusal> for NoTable {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The first rows of a sheet, each with its number and its cells that are not empty.
type Top = Vec<(u32, Vec<(u32, String)>)>;

/// Finds the sheet and the table of a contract.
pub(super) fn find(book: &mut Book<'_>, contract: &Dataset, wording: Wording<'_>) -> Result<Layout, NoTable> {
    let sheets = book.sheets();
    let names = |of: &[&Sheet]| of.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let wanted = [normalised(contract.id.as_str()), normalised(&contract.label)];
    let named: Vec<&Sheet> = sheets.iter().filter(|s| wanted.contains(&normalised(&s.name))).collect();
    let (sheet, top) = match (named.as_slice(), sheets.as_slice()) {
        ([one], _) => (*one, top(book, &one.name, wording)?),
        ([], []) => return Err(NoTable::Empty),
        ([], all) => {
            let mut fitting = Vec::new();
            for sheet in all.iter().filter(|s| !s.hidden || all.len() == 1).take(MOST_SHEETS) {
                let top = top(book, &sheet.name, wording)?;
                if all.len() == 1 || header(contract, &top).is_some() {
                    fitting.push((sheet, top));
                }
            }
            match fitting.len() {
                0 => return Err(NoTable::NoSheet(names(&all.iter().collect::<Vec<_>>()))),
                1 => fitting.remove(0),
                _ => return Err(NoTable::Several(fitting.iter().map(|(s, _)| s.name.clone()).collect())),
            }
        }
        (several, _) => return Err(NoTable::Several(names(several))),
    };
    // Without a row that is half a header, the row that has most of one is taken, so that what it lacks can be said.
    let at = header(contract, &top).or_else(|| {
        let most = (0..top.len()).max_by_key(|at| (matches(contract, &top[*at].1), usize::MAX - at))?;
        Some(most)
    });
    let Some(at) = at else {
        let mut holds = false;
        book.visit(&sheet.name, &Default::default(), &mut |_, _, _| {
            holds = true;
            ControlFlow::Break(())
        })?;
        // What stands further down is no header, but it is something.
        return Err(if holds { NoTable::NoSheet(vec![sheet.name.clone()]) } else { NoTable::Empty });
    };
    let mut columns = Vec::new();
    for (number, name) in &top[at].1 {
        columns.resize(*number as usize, String::new());
        columns[*number as usize - 1].clone_from(name);
    }
    Ok(Layout {
        sheet: sheet.clone(),
        header_row: top[at].0,
        columns,
        above: at,
        others: sheets.iter().filter(|s| *s != sheet).map(|s| s.name.clone()).collect(),
    })
}

/// The first row that has at least half of the columns.
fn header(contract: &Dataset, top: &Top) -> Option<usize> {
    top.iter().position(|(_, cells)| matches(contract, cells) * 2 >= contract.columns.len().max(1))
}

fn matches(contract: &Dataset, cells: &[(u32, String)]) -> usize {
    let names: Vec<String> = cells.iter().map(|(_, name)| name.clone()).collect();
    matched(&names, contract).into_iter().flatten().collect::<BTreeSet<usize>>().len()
}

fn top(book: &mut Book<'_>, sheet: &str, wording: Wording<'_>) -> Result<Top, Refusal> {
    let mut top: Top = Vec::new();
    book.visit(sheet, &Default::default(), &mut |row, column, content| {
        if row > DEEPEST_HEADER {
            return ControlFlow::Break(());
        }
        let text = wording.text(content, None).trim().to_owned();
        if text.is_empty() {
            return ControlFlow::Continue(());
        }
        match top.last_mut().filter(|(last, _)| *last == row) {
            Some((_, cells)) => cells.push((column, text)),
            None => top.push((row, vec![(column, text)])),
        }
        ControlFlow::Continue(())
    })?;
    Ok(top)
}
