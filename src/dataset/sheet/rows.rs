//! The rows of a workbook once more, as they were delivered, for a copy in which the faults are marked.
//!
//! Judges nothing: a file that was not readable before has no rows.

use super::SheetFormat;
use super::book::Book;
use super::cell::Wording;
use super::layout::{self, LAST_COLUMN};
use crate::dataset::guard;
use crate::dataset::raw::{Part, RawRow};
use crate::field::contract::Dataset;
use crate::store::Source;
use std::ops::ControlFlow;

/// Meets each row of the delivery's sheet that has a cell, those above the header too. `None` when it cannot be read.
pub(in crate::dataset) fn rows(
    source: &Source,
    format: SheetFormat,
    contract: &Dataset,
    meet: &mut dyn FnMut(RawRow<'_>) -> ControlFlow<()>,
) -> Option<()> {
    let _reading = source.begin()?;
    guard::contained(|| {
        let mut book = Book::open(source, format).ok()?;
        let wording = Wording { writing: &contract.writing, from_1904: book.is_1904() };
        let layout = layout::find(&mut book, contract, wording).ok()?;
        let extras = book.extras(&layout.sheet.name).ok()?;
        let kinds = layout.kinds(contract);
        let (mut row, mut texts, mut stopped): (u32, Vec<String>, bool) = (0, Vec::new(), false);
        let mut give = |row: u32, texts: &mut Vec<String>| {
            let part = match row.cmp(&layout.header_row) {
                std::cmp::Ordering::Less => Part::Above,
                std::cmp::Ordering::Equal => Part::Header,
                std::cmp::Ordering::Greater => Part::Row,
            };
            let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
            let flow = if cells.is_empty() {
                ControlFlow::Continue(())
            } else {
                meet(RawRow { sheet: &layout.sheet.name, part, row, cells: &cells })
            };
            texts.clear();
            flow
        };
        book.visit(&layout.sheet.name, &extras, &mut |at, column, content| {
            if at != row {
                if give(row, &mut texts).is_break() {
                    stopped = true;
                    return ControlFlow::Break(());
                }
                row = at;
            }
            if column <= LAST_COLUMN {
                let kind = kinds.get(column as usize - 1).copied().flatten();
                texts.resize(column as usize, String::new());
                texts[column as usize - 1] = wording.text(content, kind.filter(|_| at > layout.header_row));
            }
            ControlFlow::Continue(())
        })
        .ok()?;
        if !stopped {
            let _ = give(row, &mut texts);
        }
        Some(())
    })
    .ok()?
}
