//! How a file is written: the many ways that are right, and bytes in the end.
//!
//! Nothing here is a fault: whoever reads the file must find the same rows whatever it wears.

use super::super::dice::Dice;
use super::row::{Cell, Row, State};
use super::sheets::{Must, Sort, fields};
use chrono::NaiveDate;
use std::io::{self, Write};

/// What the text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// How the file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// How days are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dates {
    Iso,
    Compact,
    Serial,
}

/// Everything about the looks of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dress {
    pub separator: char,
    pub encoding: Encoding,
    pub packing: Packing,
    line_end: &'static str,
    /// Whether the first line says what separates cells.
    says_separator: bool,
    /// Blank lines before the header.
    pub blank_first: u32,
    /// Of a thousand rows, so many have a blank line before them.
    blank_lines: u32,
    /// Of a thousand cells, so many stand in quotes without need.
    quotes: u32,
    /// Whether whole numbers have spaces between thousands.
    thousands: bool,
    dates: Dates,
    /// Whether the names of columns are written as people do.
    free_names: bool,
    /// The order of columns.
    pub order: Vec<usize>,
}

impl Dress {
    /// As the simulation writes.
    pub(super) fn plain(columns: usize) -> Self {
        Self {
            separator: ';',
            encoding: Encoding::Utf8,
            packing: Packing::Plain,
            line_end: "\n",
            says_separator: false,
            blank_first: 0,
            blank_lines: 0,
            quotes: 0,
            thousands: false,
            dates: Dates::Iso,
            free_names: false,
            order: (0..columns).collect(),
        }
    }

    /// One of many.
    pub(super) fn drawn(columns: usize, dice: &mut Dice) -> Self {
        let mut dress = Self::plain(columns);
        if dice.chance(300) {
            return dress;
        }
        dress.separator = [';', ';', ',', '\t', '|'][dice.below(5) as usize];
        dress.encoding = [
            Encoding::Utf8,
            Encoding::Utf8,
            Encoding::Utf8Marked,
            Encoding::Windows1252,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
        ][dice.below(6) as usize];
        dress.packing =
            [Packing::Plain, Packing::Plain, Packing::Plain, Packing::Gzip, Packing::Zstd][dice.below(5) as usize];
        dress.line_end = if dice.chance(500) { "\r\n" } else { "\n" };
        dress.says_separator = dice.chance(200);
        dress.blank_first = if dice.chance(200) { 1 + dice.below(2) } else { 0 };
        dress.blank_lines = if dice.chance(300) { 8 } else { 0 };
        dress.quotes = if dice.chance(400) { dice.below(300) } else { 0 };
        dress.thousands = dice.chance(400);
        dress.dates = [Dates::Iso, Dates::Iso, Dates::Compact, Dates::Serial][dice.below(4) as usize];
        dress.free_names = dice.chance(500);
        if dice.chance(400) {
            for at in (1..columns).rev() {
                dress.order.swap(at, dice.below(at as u32 + 1) as usize);
            }
        }
        dress
    }

    /// Takes off what would stand in the way of a quote that is never closed.
    pub(super) fn without_quotes(&mut self) {
        self.quotes = 0;
        self.separator = ';';
    }

    /// Takes off what a single byte cannot be put into.
    pub(super) fn bytewise(&mut self) {
        if matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            self.encoding = Encoding::Utf8;
        }
    }

    /// The ending of the file's name.
    pub(super) fn ending(&self) -> &'static str {
        match (self.separator, self.packing) {
            ('\t', Packing::Plain) => ".tsv",
            ('\t', Packing::Gzip) => ".tsv.gz",
            ('\t', Packing::Zstd) => ".tsv.zst",
            (_, Packing::Plain) => ".csv",
            (_, Packing::Gzip) => ".csv.gz",
            (_, Packing::Zstd) => ".csv.zst",
        }
    }

    /// The row that the header stands on.
    pub(super) fn header_row(&self) -> u32 {
        1 + self.blank_first
    }

    /// What comes before the header.
    pub(super) fn beginning(&self) -> String {
        let said = if self.says_separator { format!("sep={}{}", self.separator, self.line_end) } else { String::new() };
        said + &self.line_end.repeat(self.blank_first as usize)
    }

    /// A name in the header.
    pub(super) fn name(&self, name: &str, dice: &mut Dice) -> String {
        /// Names as people spell them.
        const SPELT: [(&str, &str); 8] = [
            ("matdatum", "Mätdatum"),
            ("medicinskt_maldatum", "Medicinskt måldatum"),
            ("manad", "Månad"),
            ("anmald", "Anmäld"),
            ("kalla", "Källa"),
            ("inflode", "Inflöde"),
            ("ko_start", "Kö vid veckans början"),
            ("titel", "TITEL"),
        ];
        if !self.free_names {
            return name.to_owned();
        }
        match (SPELT.iter().find(|(n, _)| *n == name), dice.below(4)) {
            (Some((_, spelt)), 0 | 1) => (*spelt).to_owned(),
            (_, 0) => name.to_uppercase(),
            (_, 1) => name.replace('_', " "),
            (_, 2) => name.replace('_', "-"),
            (_, _) => name.to_owned(),
        }
    }

    /// Whether the next row has a blank line before it.
    pub(super) fn has_blank_line(&self, dice: &mut Dice) -> bool {
        self.blank_lines > 0 && dice.chance(self.blank_lines)
    }

    /// The bytes of a row, with more cells at its end.
    pub(super) fn row(&self, row: &Row, more: &[String], dice: &mut Dice) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut first = true;
        let mut between = |bytes: &mut Vec<u8>| {
            if !std::mem::take(&mut first) {
                self.encode(&self.separator.to_string(), bytes);
            }
        };
        for at in self.order.iter().filter(|at| row.cells[**at].state != State::Absent) {
            between(&mut bytes);
            let cell = &row.cells[*at];
            match &cell.raw {
                Some(raw) => bytes.extend_from_slice(raw),
                None => self.encode(&self.cell(row, *at, cell, dice), &mut bytes),
            }
        }
        for text in more {
            between(&mut bytes);
            self.encode(text, &mut bytes);
        }
        bytes
    }

    fn cell(&self, row: &Row, at: usize, cell: &Cell, dice: &mut Dice) -> String {
        let field = fields(row.table)[at];
        let mut text =
            if cell.state == State::Sound { self.written(&cell.text, field.sort) } else { cell.text.clone() };
        let quoted = self.quotes > 0 && dice.chance(self.quotes);
        // Text of people, over several lines.
        if quoted
            && field.sort == Sort::Words
            && field.must == Must::No
            && cell.state == State::Sound
            && text.contains(' ')
        {
            text = text.replacen(' ', self.line_end, 1);
        }
        let needs = text.contains(['"', '\n', '\r']) || text.contains(self.separator);
        if quoted || needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    }

    /// A value as this file writes it.
    fn written(&self, text: &str, sort: Sort) -> String {
        match (sort, self.dates) {
            (Sort::Whole(_), _) if self.thousands && text.len() > 3 && text.bytes().all(|b| b.is_ascii_digit()) => {
                let mut grouped = String::new();
                for (at, digit) in text.chars().enumerate() {
                    if at > 0 && (text.len() - at).is_multiple_of(3) {
                        grouped.push(if at % 2 == 0 { ' ' } else { '\u{a0}' });
                    }
                    grouped.push(digit);
                }
                grouped
            }
            (Sort::Day(_) | Sort::Month, Dates::Compact) => text.replace('-', ""),
            (Sort::Day(_), Dates::Serial) => match (text.parse::<NaiveDate>(), NaiveDate::from_ymd_opt(1899, 12, 30)) {
                (Ok(day), Some(origin)) => (day - origin).num_days().to_string(),
                (_, _) => text.to_owned(),
            },
            (_, _) => text.to_owned(),
        }
    }

    /// A line end.
    pub(super) fn end(&self, bytes: &mut Vec<u8>) {
        self.encode(self.line_end, bytes);
    }

    /// The mark at the very beginning.
    pub(super) fn mark(&self) -> &'static [u8] {
        match self.encoding {
            Encoding::Utf8 | Encoding::Windows1252 => b"",
            Encoding::Utf8Marked => b"\xef\xbb\xbf",
            Encoding::Utf16Le => b"\xff\xfe",
            Encoding::Utf16Be => b"\xfe\xff",
        }
    }

    /// Text as bytes.
    pub(super) fn encode(&self, text: &str, to: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Marked => to.extend_from_slice(text.as_bytes()),
            Encoding::Utf16Le => to.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            Encoding::Utf16Be => to.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            // All that is written here lies in Latin-1 but for the dash and the quotes.
            Encoding::Windows1252 => to.extend(text.chars().map(|c| match c {
                '–' => 0x96,
                '”' => 0x94,
                c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
            })),
        }
    }
}

/// Where the bytes of a file go, packed or not, whole or cut off.
pub(super) enum Packed<W: Write> {
    Plain(W),
    Gzip(flate2::write::GzEncoder<Cut<W>>),
    Zstd(zstd::stream::write::Encoder<'static, Cut<W>>),
}

/// Lets so many bytes through and swallows the rest.
pub(super) struct Cut<W: Write> {
    to: W,
    left: usize,
}

impl<W: Write> Write for Cut<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let through = bytes.len().min(self.left);
        self.to.write_all(&bytes[..through])?;
        self.left -= through;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write> Packed<W> {
    /// Begins; a packed file may be cut off after so many bytes.
    pub(super) fn new(to: W, packing: Packing, most: usize) -> io::Result<Self> {
        let cut = |to| Cut { to, left: most };
        Ok(match packing {
            Packing::Plain => Self::Plain(to),
            Packing::Gzip => Self::Gzip(flate2::write::GzEncoder::new(cut(to), flate2::Compression::new(6))),
            Packing::Zstd => Self::Zstd(zstd::stream::write::Encoder::new(cut(to), 3)?),
        })
    }

    /// Ends, and gives back what was written to.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(to) => Ok(to),
            Self::Gzip(packed) => Ok(packed.finish()?.to),
            Self::Zstd(packed) => Ok(packed.finish()?.to),
        }
    }
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(to) => to.write(bytes),
            Self::Gzip(to) => to.write(bytes),
            Self::Zstd(to) => to.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(to) => to.flush(),
            Self::Gzip(to) => to.flush(),
            Self::Zstd(to) => to.flush(),
        }
    }
}
