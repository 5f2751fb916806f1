//! Opens a workbook that came back, whoever saved it: sheets as plain cells, or why it cannot be opened.
//!
//! Interprets nothing. The bytes come from outside, so nothing in them may end the program.

pub mod hidden;

use super::value::Value;
use crate::dataset;
use calamine::{Data, ExcelDateTime, Ods, OdsError, Reader, Sheets, Xls, XlsError, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;

/// The largest file that is opened. A form of a year with twenty units is under 1 MB.
pub const MAX_BYTES: u64 = 30 * 1024 * 1024;
/// The most cells that are read.
const MAX_CELLS: usize = 3_000_000;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Its sheets in order.
    pub sheets: Vec<Grid>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Cells by row and column from 0, those with something in them.
    pub cells: BTreeMap<(u32, u32), Value>,
}

/// Why a file is no open workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// It needs a password.
    Password,
    /// It ends too early or is damaged.
    Broken,
    /// It is something else.
    Other,
    /// It is too large.
    Large,
}

impl Grid {
    /// A cell.
    pub fn get(&self, row: u32, column: u32) -> &Value {
        self.cells.get(&(row, column)).unwrap_or(&Value::Empty)
    }

    /// Its text.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.get(row, column).text()
    }

    /// The last row with anything in it.
    pub fn last_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| *row)
    }
}

/// Opens a workbook.
///
/// # Errors
/// Why it cannot be opened.
pub fn open(bytes: &[u8]) -> Result<Book, Unopened> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unopened::Large);
    }
    if !dataset::workbook_fits(bytes) {
        return Err(Unopened::Large);
    }
    dataset::contained(|| match bytes {
        [b'P', b'K', 3, 4, ..] => {
            if !is_whole(bytes) {
                return Err(Unopened::Broken);
            }
            zipped(bytes)
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(bytes),
        _ => Err(Unopened::Other),
    })
    .unwrap_or(Err(Unopened::Broken))
}

/// Whether the end record of a zip file is there: the last thing in it, but for a comment of at most 65 535 bytes.
fn is_whole(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(22 + 65_535);
    bytes[from..].windows(4).any(|w| w == b"PK\x05\x06")
}

fn zipped(bytes: &[u8]) -> Result<Book, Unopened> {
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => xlsx(book),
        Err(XlsxError::Password) => Err(Unopened::Password),
        Err(_) => match Ods::new(Cursor::new(bytes)) {
            Ok(book) => plain(Sheets::Ods(book)),
            Err(OdsError::Password) => Err(Unopened::Password),
            Err(OdsError::InvalidMime(_)) => Err(Unopened::Other),
            Err(_) => Err(Unopened::Broken),
        },
    }
}

/// Old workbooks, and new ones behind a password.
fn compound(bytes: &[u8]) -> Result<Book, Unopened> {
    if matches!(Xlsx::new(Cursor::new(bytes)), Err(XlsxError::Password)) {
        return Err(Unopened::Password);
    }
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => plain(Sheets::Xls(book)),
        Err(XlsError::Password) => Err(Unopened::Password),
        Err(_) => Err(Unopened::Broken),
    }
}

/// Cell by cell, so that one cell far down does not make room for all above it; with formulas that were never computed.
fn xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Book, Unopened> {
    let mut sheets = Vec::new();
    let mut count = 0;
    for name in book.sheet_names() {
        let mut cells = BTreeMap::new();
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(Unopened::Broken),
        };
        while let Some(cell) = reader.next_cell_with_formula().map_err(|_| Unopened::Broken)? {
            let value = match (value(&Data::from(cell.value)), cell.formula) {
                (Value::Empty, Some(formula)) if !formula.is_empty() => Value::Uncomputed,
                (value, _) => value,
            };
            if value != Value::Empty {
                count += 1;
                cells.insert(cell.pos, value);
            }
            if count > MAX_CELLS {
                return Err(Unopened::Large);
            }
        }
        sheets.push(Grid { name, cells });
    }
    Ok(Book { sheets })
}

fn plain(mut book: Sheets<Cursor<&[u8]>>) -> Result<Book, Unopened> {
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|_| Unopened::Broken)?;
        let (top, left) = range.start().unwrap_or_default();
        let used = range.used_cells().map(|(r, c, v)| ((top + r as u32, left + c as u32), value(v)));
        let cells: BTreeMap<(u32, u32), Value> = used.filter(|(_, v)| *v != Value::Empty).take(MAX_CELLS).collect();
        sheets.push(Grid { name, cells });
    }
    Ok(Book { sheets })
}

fn value(data: &Data) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::Int(n) => Value::Number(*n as f64),
        Data::Float(n) => Value::Number(*n),
        Data::String(text) if text.is_empty() => Value::Empty,
        Data::String(text) => Value::Text(text.clone()),
        Data::Bool(b) => Value::Truth(*b),
        Data::DateTime(at) if at.is_duration() => Value::Span(at.as_f64()),
        // A time of day: in a column of hours, `7:30` means seven and a half.
        Data::DateTime(at) if (0.0..1.0).contains(&at.as_f64()) => Value::Span(at.as_f64()),
        Data::DateTime(at) => Value::Date(days(*at)),
        // `2020-02-29` or `2020-02-29T00:00:00`, from .ods.
        Data::DateTimeIso(text) => {
            Value::Text(text.split_once("T00:00").map_or(text.as_str(), |(day, _)| day).to_owned())
        }
        Data::DurationIso(text) => span(text).map_or_else(|| Value::Text(text.clone()), Value::Span),
        Data::Error(error) => Value::Fault(error.to_string()),
    }
}

/// The day number in the 1900 system: some programs count from 1904.
fn days(at: ExcelDateTime) -> f64 {
    if at.as_f64() < 61.0 {
        // Programs do not agree on the first days of 1900, and nobody means them: the number is told as it stands.
        return at.as_f64();
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30);
    let (Some(date), Some(epoch)) = (date, epoch) else { return at.as_f64() };
    let seconds = f64::from(hour) * 3_600.0 + f64::from(minute) * 60.0 + f64::from(second);
    (date - epoch).num_days() as f64 + seconds / 86_400.0
}

/// `PT37H30M00S` in days.
fn span(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | ',' => digits.push('.'),
            'H' | 'M' | 'S' => {
                let n: f64 = digits.parse().ok()?;
                digits.clear();
                seconds += n * match c {
                    'H' => 3_600.0,
                    'M' => 60.0,
                    _ => 1.0,
                };
            }
            _ => return None,
        }
    }
    Some(seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_says_why() {
        for (bytes, why) in [
            (&b""[..], Unopened::Other),
            (b"enhet;moment\n", Unopened::Other),
            (b"PK\x03\x04 and then nothing", Unopened::Broken),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Unopened::Broken),
        ] {
            assert_eq!(open(bytes).expect_err("not a workbook"), why, "{bytes:?}");
        }
    }

    #[test]
    fn a_time_of_day_is_a_span_and_a_day_is_a_day() {
        let at = |serial| Data::DateTime(ExcelDateTime::new(serial, calamine::ExcelDateTimeType::DateTime, false));
        assert_eq!(value(&at(0.3125)), Value::Span(0.3125), "7:30, formatted h:mm");
        assert_eq!(value(&at(43_890.0)), Value::Date(43_890.0));
    }

    #[test]
    fn spans_of_time_are_read_from_open_document() {
        assert_eq!(span("PT37H30M00S"), Some(1.5625));
        assert_eq!(span("37:30"), None);
    }

    #[test]
    fn a_day_is_the_same_in_both_systems_of_days() {
        use calamine::ExcelDateTimeType::DateTime;
        assert_eq!(days(ExcelDateTime::new(43_890.0, DateTime, false)), 43_890.0);
        assert_eq!(days(ExcelDateTime::new(42_428.0, DateTime, true)), 43_890.0);
    }
}
