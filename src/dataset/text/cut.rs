//! Text cut into pieces at the borders of rows, so that several threads can read one file.
//!
//! Knows quotes and line ends and nothing else. A row that does not end is not waited for: a cell may be a million bytes long.

use super::decode::{Encoding, Mark, Text};
use super::unpack::Trouble;
use memchr::{memchr, memchr_iter, memchr2, memrchr};

/// How much is cut at a time: some sixty thousand rows of a hundred bytes.
pub(super) const PIECE: usize = 6 << 20;
/// The longest cell.
pub(super) const MAX_CELL: usize = 1_000_000;
/// The longest row, whatever its cells.
const MAX_ROW: usize = 64 << 20;

/// Where a piece ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the border of a row.
    Row,
    /// Where the file ends.
    File,
    /// In a row that is too long to be read.
    TooLong,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its number from 0.
    pub number: u64,
    /// The row that it begins with.
    pub row: u32,
    /// Where it ends.
    pub end: End,
}

/// Cuts one file.
pub(super) struct Cutter<'s> {
    text: Text<'s>,
    /// How much to cut at a time.
    size: usize,
    separator: u8,
    /// Text that has been read and not given.
    waiting: Vec<u8>,
    row: u32,
    number: u64,
    done: bool,
    trouble: Option<Trouble>,
}

impl<'s> Cutter<'s> {
    /// Begins with a text, cut into pieces of about a size.
    pub(super) fn new(text: Text<'s>, size: usize) -> Self {
        Self { text, size, separator: b';', waiting: Vec::new(), row: 1, number: 0, done: false, trouble: None }
    }

    /// What comes first, at most a piece; all of it when the file is no longer than that.
    pub(super) fn beginning(&mut self) -> Result<&[u8], Trouble> {
        while self.waiting.len() < self.size && !self.text.ended() {
            self.text.read(self.size - self.waiting.len(), &mut self.waiting)?;
        }
        Ok(&self.waiting)
    }

    /// Whether what is waiting is all that is left.
    pub(super) fn is_last(&self) -> bool {
        self.text.ended()
    }

    /// Leaves out what stands first.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.waiting.drain(..bytes.min(self.waiting.len()));
    }

    /// Says what separates cells, and the number of the row that comes next.
    pub(super) fn rows(&mut self, separator: u8, row: u32) {
        self.separator = separator;
        self.row = row;
    }

    /// The number of the piece that comes next.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Why it ended too early, if it did.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// What the text turned out to be written in.
    pub(super) fn encoding(&self) -> (Encoding, Mark) {
        self.text.encoding()
    }

    /// Puts the next piece into a buffer; `None` when there is none.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        buffer.clear();
        if self.done {
            return None;
        }
        buffer.append(&mut self.waiting);
        let mut wanted = self.size;
        loop {
            while buffer.len() < wanted && !self.text.ended() {
                if let Err(trouble) = self.text.read(wanted - buffer.len(), buffer) {
                    self.trouble = Some(trouble);
                    self.done = true;
                    return None;
                }
            }
            if self.text.ended() {
                self.done = true;
                return (!buffer.is_empty()).then(|| self.piece(End::File, 0));
            }
            let (end, rows) = last_border(buffer, self.separator);
            if end > 0 {
                self.waiting.extend_from_slice(buffer.get(end..).unwrap_or_default());
                buffer.truncate(end);
                return Some(self.piece(End::Row, rows));
            }
            if buffer.len() >= MAX_ROW || has_long_cell(buffer, self.separator) {
                self.done = true;
                return Some(self.piece(End::TooLong, 0));
            }
            wanted = buffer.len() * 2;
        }
    }

    fn piece(&mut self, end: End, rows: u32) -> Piece {
        let piece = Piece { number: self.number, row: self.row, end };
        self.number += 1;
        self.row = self.row.saturating_add(rows);
        piece
    }
}

/// Where a quoted cell ends: the position after its closing quote. `None` when it does not.
pub(super) fn closing(bytes: &[u8], opening: usize) -> Option<usize> {
    let mut from = opening + 1;
    loop {
        let quote = from + memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote + 1);
        }
        from = quote + 2;
    }
}

/// Where the last whole row ends, and how many whole rows there are. The text begins with a row.
fn last_border(bytes: &[u8], separator: u8) -> (usize, u32) {
    let (mut at, mut end, mut rows) = (0, 0, 0);
    loop {
        let quote = memchr(b'"', &bytes[at..]).map(|q| at + q);
        let outside = &bytes[at..quote.unwrap_or(bytes.len())];
        rows += memchr_iter(b'\n', outside).count() as u32;
        end = memrchr(b'\n', outside).map_or(end, |last| at + last + 1);
        let Some(quote) = quote else { return (end, rows) };
        // A quote opens a cell only where a cell begins; anywhere else it is out of place, and the cell goes on.
        let opens = quote == 0 || bytes[quote - 1] == separator || bytes[quote - 1] == b'\n';
        at = if opens {
            match closing(bytes, quote) {
                Some(after) => after,
                None => return (end, rows),
            }
        } else {
            quote + 1
        };
    }
}

/// Whether a text without the border of a row has a cell that is too long.
fn has_long_cell(bytes: &[u8], separator: u8) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let quoted = if bytes[at] == b'"' { closing(bytes, at) } else { Some(at) };
        let rest = quoted.and_then(|q| memchr2(separator, b'\n', &bytes[q..]).map(|e| q + e));
        let Some(end) = rest else { return bytes.len() - start > MAX_CELL };
        if end - start > MAX_CELL {
            return true;
        }
        at = end + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_line_ends_outside_quotes() {
        for (text, end, rows) in [
            ("", 0, 0),
            ("a;b", 0, 0),
            ("a\nb", 2, 1),
            ("a\r\n\n\nb", 5, 3),
            ("\"a\nb\"\nc", 6, 1),
            ("a;\"b\n\"\"\n\";c\nd", 12, 1),
            ("a\"b\nc\"d\n", 8, 2),
            (" \"a\nb", 4, 1),
            ("a\n\"b\nc\n", 2, 1),
            ("\"a\"\"\n\"\n", 7, 1),
            ("\"a\"b\"\n\"c\n", 6, 1),
        ] {
            assert_eq!(last_border(text.as_bytes(), b';'), (end, rows), "{text:?}");
        }
    }

    #[test]
    fn a_cell_is_too_long_wherever_it_stands() {
        let long = "x".repeat(MAX_CELL + 1);
        for text in
            [long.clone(), format!("a;{long};b"), format!("a;\"{long}"), format!("\"{}\";b", "\n".repeat(MAX_CELL))]
        {
            assert!(has_long_cell(text.as_bytes(), b';'));
        }
        assert!(!has_long_cell(format!("{};\"b\n;\";{}", &long[1..], &long[1..]).as_bytes(), b';'));
    }
}
