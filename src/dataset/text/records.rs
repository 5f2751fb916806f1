//! Rows and cells of a piece of text, read exactly: quotes, doubled quotes, line ends inside cells, and every fault of form.
//!
//! The slow way, for text that has quotes or faults; `rows` has the quick one. Knows no contract.

use super::cut::{MAX_CELL, closing};
use crate::dataset::builder::{Spoilt, UNREADABLE};
use crate::dataset::found::Kind;
use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// How a row came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// At a line end or the end of the text.
    Whole,
    /// A quote in the cell at this position is never closed.
    OpenQuote(usize),
    /// The cell at this position is too long.
    LongCell(usize),
}

/// One row as it stands.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// Its cells, as many as were asked for; quotes taken off, spaces left.
    pub cells: Vec<Cow<'a, str>>,
    /// How many cells it has.
    pub count: usize,
    /// What is wrong with its cells, in their order.
    pub faults: Vec<Spoilt>,
    /// What stands in the cells that were not kept.
    pub more: More,
    /// How it ended.
    pub ending: Ending,
}

/// Whether something stands in cells that are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    /// Nothing.
    Nothing,
    /// Something.
    Something,
}

impl Record<'_> {
    /// Whether some line end in it is a carriage return alone.
    pub(super) fn has_lone_cr(&self) -> bool {
        self.faults.iter().any(|f| f.kind == Kind::LoneCr)
    }
}

/// The rows of a text.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    /// The same as text, when all of it is.
    text: Option<&'a str>,
    separator: u8,
    at: usize,
    /// Cells kept of each row.
    kept: usize,
}

impl<'a> Records<'a> {
    /// From the beginning of a text.
    pub(super) fn new(bytes: &'a [u8], separator: u8, kept: usize) -> Self {
        Self { bytes, text: std::str::from_utf8(bytes).ok(), separator, at: 0, kept }
    }

    /// How far it has come.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Record<'a>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let mut record =
            Record { cells: Vec::new(), count: 0, faults: Vec::new(), more: More::Nothing, ending: Ending::Whole };
        loop {
            let number = record.count;
            record.count += 1;
            let start = self.at;
            let quoted = self.bytes.get(start) == Some(&b'"');
            let after = if quoted { closing(self.bytes, start) } else { Some(start) };
            let Some(after) = after else {
                let long = self.bytes.len() - start > MAX_CELL;
                record.ending = if long { Ending::LongCell(number) } else { Ending::OpenQuote(number) };
                self.at = self.bytes.len();
                return Some(record);
            };
            let end = memchr2(self.separator, b'\n', &self.bytes[after..]).map_or(self.bytes.len(), |e| after + e);
            if end - start > MAX_CELL {
                record.ending = Ending::LongCell(number);
                self.at = self.bytes.len();
                return Some(record);
            }
            let line_ends = self.bytes.get(end) == Some(&b'\n');
            // The carriage return of a line end in Windows is no part of the cell.
            let inner_end = if line_ends && end > after && self.bytes[end - 1] == b'\r' { end - 1 } else { end };
            self.judge(&mut record, number, (start, after, inner_end), quoted);
            self.at = end + 1;
            if line_ends || end == self.bytes.len() {
                return Some(record);
            }
        }
    }

    /// Takes the cell from `start` to `end`; when it is quoted its closing quote stands before `after`.
    fn judge(&self, record: &mut Record<'a>, number: usize, (start, after, end): (usize, usize, usize), quoted: bool) {
        let mut fault = |kind, says| record.faults.push(Spoilt { at: number, kind, says });
        let tail = &self.bytes[after..end];
        let (from, to) = if quoted { (start + 1, after - 1) } else { (start, end) };
        let cell = match self.text {
            Some(text) => text.get(from..to),
            None => std::str::from_utf8(&self.bytes[from..to]).ok(),
        };
        if memchr(b'\r', tail).is_some() {
            fault(Kind::LoneCr, "här står en vagnretur utan radmatning");
        } else if (quoted && !tail.is_empty()) || memchr(b'"', tail).is_some() {
            fault(Kind::StrayQuote, "här står ett citattecken mitt i eller efter en cell");
        }
        if cell.is_none() || (quoted && std::str::from_utf8(tail).is_err()) {
            fault(Kind::Encoding, UNREADABLE);
        }
        if memchr(0, &self.bytes[start..end]).is_some() {
            fault(Kind::Nul, "här står ett nolltecken");
        }
        if number < self.kept {
            let cell = cell.unwrap_or_default();
            record.cells.push(if quoted { unescaped(cell) } else { Cow::Borrowed(cell) });
        } else if cell.is_none_or(|c| !c.trim().is_empty()) {
            record.more = More::Something;
        }
    }
}

/// The text of a quoted cell: doubled quotes are one, and line ends are LF.
fn unescaped(cell: &str) -> Cow<'_, str> {
    if memchr2(b'"', b'\r', cell.as_bytes()).is_none() {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(cell.replace("\"\"", "\"").replace("\r\n", "\n"))
    }
}
