//! The rows of a text file once more, as they were delivered, for a copy in which the faults are marked.
//!
//! Judges nothing. What cannot be made out of a cell is empty in the copy; where rows can no longer be told apart it ends.

use super::cut::{Cutter, End, PIECE};
use super::decode::Text;
use super::records::{Ending, Records};
use super::{TextFormat, head};
use crate::dataset::found::Found;
use crate::dataset::header::MAX_COLUMNS;
use crate::dataset::raw::{Part, RawRow};
use crate::field::contract::Dataset;
use crate::store::Source;
use std::ops::ControlFlow;

/// Meets the header and each row after it. `None` when there is nothing that can be read.
pub(in crate::dataset) fn rows(
    source: &Source,
    format: TextFormat,
    contract: &Dataset,
    meet: &mut dyn FnMut(RawRow<'_>) -> ControlFlow<()>,
) -> Option<()> {
    let mut cutter = Cutter::new(Text::open(source, format.packing).ok()?, PIECE);
    // What there is to say was said when it was judged.
    let mut said_before = Found::new(source.path());
    let head = head::head(&mut cutter, format.table, contract, &mut said_before).ok()??;
    let mut give = |part: Part, row: u32, cells: &[&str]| meet(RawRow { sheet: "", part, row, cells });
    let names: Vec<&str> = head.names.iter().map(String::as_str).collect();
    if give(Part::Header, head.row, &names).is_break() {
        return Some(());
    }
    let mut buffer = Vec::new();
    while let Some(piece) = cutter.next(&mut buffer) {
        let mut records = Records::new(&buffer, head.separator, MAX_COLUMNS);
        let mut row = piece.row;
        while let Some(record) = records.next() {
            let too_long = piece.end == End::TooLong && records.at() >= buffer.len();
            if record.ending != Ending::Whole || too_long {
                return Some(());
            }
            let cells: Vec<&str> = record.cells.iter().map(AsRef::as_ref).collect();
            let is_filled = cells.iter().any(|cell| !cell.trim().is_empty());
            if is_filled && give(Part::Row, row, &cells).is_break() {
                return Some(());
            }
            row = row.saturating_add(1);
        }
    }
    Some(())
}
