//! A piece of text becomes blocks of typed columns, and the faults of form in it.
//!
//! The quick way through text without quotes and faults, which is nearly all of it: eight bytes at a time, cells as slices.

use super::cut::{End, MAX_CELL, Piece};
use super::records::{Ending, More, Record, Records};
use crate::dataset::block::Block;
use crate::dataset::builder::{Builder, Spoilt, trimmed};
use crate::dataset::found::Kind;
use crate::dataset::person::Tally;
use crate::dataset::plan::Plan;
use memchr::{memchr, memchr_iter};

/// The most rows of a block.
const BLOCK: usize = 1 << 16;

/// A fault of form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its kind.
    pub kind: Kind,
    /// The position of its cell in the row; `None` for the whole row.
    pub at: Option<usize>,
    /// Its row.
    pub row: u32,
    /// What is said of it.
    pub says: String,
}

/// What a piece came to.
#[derive(Default)]
pub(super) struct Rows {
    /// Its rows, in order, and what they add to whole columns.
    pub blocks: Vec<(Block, Vec<Tally>)>,
    /// Faults of form that are not in the blocks, in order.
    pub faults: Vec<Fault>,
    /// Rows with something in them.
    pub filled: u64,
    /// Rows with nothing but separators, and the first of them.
    pub empty: u64,
    /// The first of these.
    pub first_empty: Option<u32>,
    /// Whether nothing after it can be understood.
    pub stops: bool,
}

/// Reads the rows of a piece.
pub(super) fn rows(bytes: &[u8], piece: Piece, separator: u8, plan: &Plan<'_>) -> Rows {
    let mut reading = Reading { plan, builder: Builder::new(plan), rows: Rows::default(), row: piece.row };
    match plain(bytes) {
        Some(text) if piece.end != End::TooLong => reading.quick(text, separator),
        Some(_) | None => reading.exact(bytes, separator, piece.end),
    }
    reading.finish()
}

/// The text when it has neither quotes nor faults.
fn plain(bytes: &[u8]) -> Option<&str> {
    if memchr(b'"', bytes).is_some() || memchr(0, bytes).is_some() {
        return None;
    }
    if memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    std::str::from_utf8(bytes).ok()
}

struct Reading<'p> {
    plan: &'p Plan<'p>,
    builder: Builder<'p>,
    rows: Rows,
    /// The row that comes next.
    row: u32,
}

impl<'p> Reading<'p> {
    fn quick(&mut self, text: &str, separator: u8) {
        const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
        let bytes = text.as_bytes();
        let mut line = Line {
            text,
            start: 0,
            row_start: 0,
            count: 0,
            more: More::Nothing,
            cells: Vec::with_capacity(self.plan.width()),
        };
        let spread = |b: u8| u64::from(b) * 0x0101_0101_0101_0101;
        let (separators, ends) = (spread(separator), spread(b'\n'));
        // The high bit of each byte that is zero, and of no other.
        let zeros = |word: u64| !(((word & LOW) + LOW) | word | LOW);
        let (words, rest) = bytes.as_chunks::<8>();
        for (number, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let mut hits = zeros(word ^ separators) | zeros(word ^ ends);
            while hits != 0 {
                let at = number * 8 + (hits.trailing_zeros() / 8) as usize;
                hits &= hits - 1;
                if !self.border(&mut line, at, bytes[at]) {
                    return;
                }
            }
        }
        for (at, byte) in (words.len() * 8..).zip(rest) {
            if (*byte == separator || *byte == b'\n') && !self.border(&mut line, at, *byte) {
                return;
            }
        }
        if line.row_start < bytes.len() {
            self.border(&mut line, bytes.len(), b'\n');
        }
    }

    /// A cell ends here, and the row too when it is a line end. Whether to go on.
    fn border(&mut self, line: &mut Line<'_>, at: usize, byte: u8) -> bool {
        let row_ends = byte == b'\n';
        let carriage = row_ends && at > line.start && line.text.as_bytes()[at - 1] == b'\r';
        let end = if carriage { at - 1 } else { at };
        if end - line.start > MAX_CELL {
            self.stop(Kind::LongCell, Some(line.count));
            return false;
        }
        if line.cells.len() < self.plan.width() {
            line.cells.push(&line.text[line.start..end]);
        } else if !trimmed(&line.text[line.start..end]).is_empty() {
            line.more = More::Something;
        }
        line.count += 1;
        line.start = at + 1;
        if row_ends {
            self.take(&line.cells, line.count, line.more, &[]);
            line.cells.clear();
            line.more = More::Nothing;
            line.count = 0;
            line.row_start = at + 1;
        }
        true
    }

    fn exact(&mut self, bytes: &[u8], separator: u8, end: End) {
        let mut records = Records::new(bytes, separator, self.plan.width());
        while let Some(record) = records.next() {
            let last = records.at() >= bytes.len();
            match record.ending {
                Ending::Whole if last && end == End::TooLong => return self.stop(Kind::LongCell, None),
                Ending::Whole => self.record(&record),
                Ending::OpenQuote(at) => {
                    self.tell(&record);
                    return self.stop(Kind::OpenQuote, Some(at));
                }
                Ending::LongCell(at) => {
                    self.tell(&record);
                    return self.stop(Kind::LongCell, Some(at));
                }
            }
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        let cells: Vec<&str> = record.cells.iter().map(AsRef::as_ref).collect();
        if record.count == self.plan.width() && !record.has_lone_cr() {
            // Faults in cells that the contract names stay with them in the block; the others are told here.
            let others = self.plan.others();
            for fault in record.faults.iter().filter(|f| others.contains(&f.at)) {
                self.rows.faults.push(Fault {
                    kind: fault.kind,
                    at: Some(fault.at),
                    row: self.row,
                    says: fault.says.to_owned(),
                });
            }
            self.take(&cells, record.count, record.more, &record.faults);
        } else if record.faults.is_empty() {
            self.take(&cells, record.count, record.more, &[]);
        } else {
            self.tell(record);
            if !record.has_lone_cr() {
                self.miscounted(self.row, record.count);
            }
            self.rows.filled += 1;
            self.row = self.row.saturating_add(1);
        }
    }

    /// Tells the faults of a row that is not in a block.
    fn tell(&mut self, record: &Record<'_>) {
        let mut lone = false;
        for Spoilt { at, kind, says } in &record.faults {
            // Without line ends that we know, the columns mean nothing, and once is enough.
            if *kind == Kind::LoneCr {
                if !std::mem::replace(&mut lone, true) {
                    self.rows.faults.push(Fault { kind: *kind, at: None, row: self.row, says: (*says).to_owned() });
                }
            } else {
                self.rows.faults.push(Fault { kind: *kind, at: Some(*at), row: self.row, says: (*says).to_owned() });
            }
        }
    }

    fn take(&mut self, cells: &[&str], count: usize, more: More, faults: &[Spoilt]) {
        let row = self.row;
        self.row = self.row.saturating_add(1);
        if faults.is_empty() && more == More::Nothing && cells.iter().all(|c| trimmed(c).is_empty()) {
            if count > 1 {
                self.rows.empty += 1;
                self.rows.first_empty.get_or_insert(row);
            }
            return;
        }
        self.rows.filled += 1;
        if count != self.plan.width() {
            return self.miscounted(row, count);
        }
        self.builder.push_spoilt(row, cells, faults);
        if self.builder.rows() == BLOCK {
            let full = std::mem::replace(&mut self.builder, Builder::new(self.plan));
            self.rows.blocks.push(full.finish_uncounted());
        }
    }

    fn miscounted(&mut self, row: u32, count: usize) {
        let says = format!("celler på raden: {count}, i rubrikraden: {}", self.plan.width());
        self.rows.faults.push(Fault { kind: Kind::CellCount, at: None, row, says });
    }

    fn stop(&mut self, kind: Kind, at: Option<usize>) {
        let says = if kind == Kind::OpenQuote {
            "citattecknet som börjar här stängs aldrig"
        } else if at.is_some() {
            "cellen är över 1 MB"
        } else {
            "raden är över 64 MB"
        };
        self.rows.faults.push(Fault { kind, at, row: self.row, says: says.to_owned() });
        self.rows.filled += 1;
        self.rows.stops = true;
    }

    fn finish(mut self) -> Rows {
        if self.builder.rows() > 0 {
            self.rows.blocks.push(self.builder.finish_uncounted());
        }
        self.rows
    }
}

/// The row being read.
struct Line<'t> {
    text: &'t str,
    /// Where the cell begins, and where the row does.
    start: usize,
    row_start: usize,
    /// Cells so far, and those of them that a row may have.
    count: usize,
    cells: Vec<&'t str>,
    /// What stands in cells beyond those.
    more: More,
}
