//! A copy of a delivery as an Excel workbook in which each fault is marked where it stands and said in a note.
//!
//! Copies cells as they were delivered and mends nothing. A delivery that holds a personal identity number gets no copy.

mod faults;
mod list;
mod looks;
#[cfg(test)]
mod tests;

use crate::dataset::{Faults, HIDDEN, Part, RawRow, holds_person_number, must_be_hidden};
use crate::diag::Remark;
use crate::field::contract::{ColumnType, Dataset, DecimalMark};
use faults::{Marked, Marks};
use looks::Looks;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Note, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// More rows than this, and only the faulty ones are copied.
const ALL_ROWS_UP_TO: u64 = 100_000;
/// Notes make a workbook slow to open; faults beyond these are coloured and listed.
const MOST_NOTES: usize = 20_000;
/// The last row and column of a sheet.
const LAST: (u32, u16) = (1_048_575, 16_383);
/// The most characters that a cell of Excel holds.
const LONGEST: usize = 32_767;
/// The widest a column of the copy gets, in characters.
const WIDEST: usize = 40;

/// What is to be copied.
#[derive(Clone, Copy, Debug)]
pub struct Delivered<'a> {
    /// The file.
    pub file: &'a str,
    /// Its contract.
    pub contract: &'a Dataset,
    /// Its faults.
    pub faults: &'a [Faults],
    /// Remarks on it: they say what to do.
    pub remarks: &'a [Remark],
    /// How many rows it has.
    pub rows: u64,
}

/// Why there is no copy.
#[derive(Debug)]
pub enum NoCopy {
    /// It holds something that looks like a personal identity number, which is not to be spread.
    PersonNumber,
    /// The workbook could not be made.
    Workbook(XlsxError),
}

impl From<XlsxError> for NoCopy {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(error)
    }
}

/// Gives each row of a delivery, in order, to whoever copies it.
pub type Feed<'f> = dyn FnMut(&mut dyn FnMut(RawRow<'_>)) + 'f;

/// The copy: first a sheet with all faults, then the delivery's own sheet with the faulty cells marked. The same delivery and faults
/// give the same bytes.
///
/// # Errors
/// When there is to be no copy, or the library refuses.
pub fn workbook(of: &Delivered<'_>, feed: &mut Feed<'_>) -> Result<Vec<u8>, NoCopy> {
    if of.faults.iter().any(|f| f.code == crate::dataset::codes::PERSON_NUMBER.id) {
        return Err(NoCopy::PersonNumber);
    }
    let marks = Marks::new(of.faults, of.remarks, of.contract);
    let mut copy = Copying::new(of, &marks);
    let mut ended = Ok(());
    feed(&mut |row| {
        if ended.is_ok() {
            ended = copy.row(row);
        }
    });
    ended?;
    copy.end()?;
    let Copying { sheet, sheet_name, values, looks, is_whole, header, .. } = copy;
    let mut first = Worksheet::new();
    let places = list::Places { sheet: &sheet_name, is_whole, header: &header, values: &values };
    list::fill(&mut first, of, &marks, &places, &looks)?;

    let mut workbook = Workbook::new();
    // Without a date of its own the library would write the clock's.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let name = of.file.rsplit('/').next().unwrap_or(of.file);
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("Påpekanden om {name}"))
            .set_subject(&of.contract.label)
            .set_author("granska")
            .set_creation_datetime(&epoch)
            .set_custom_property("Language", "sv-SE"),
    );
    workbook.push_worksheet(first);
    workbook.push_worksheet(sheet);
    Ok(workbook.save_to_buffer()?)
}

/// The delivery's own sheet while it is being copied.
struct Copying<'a> {
    of: &'a Delivered<'a>,
    marks: &'a Marks<'a>,
    looks: Looks,
    sheet: Worksheet,
    sheet_name: String,
    /// Whether all rows are copied, each to the place it has in the file.
    is_whole: bool,
    /// The row of the copy for the next faulty row, when not all are copied.
    next: u32,
    /// Names of the columns in the file.
    header: Vec<String>,
    header_row: u32,
    /// Whether a number, per column of the file.
    numbers: Vec<bool>,
    widths: Vec<usize>,
    notes: usize,
    /// The delivered text of each faulty cell that is listed, and where its row came in the copy.
    values: BTreeMap<(u32, u32), (u32, String)>,
}

impl<'a> Copying<'a> {
    fn new(of: &'a Delivered<'a>, marks: &'a Marks<'a>) -> Self {
        Self {
            of,
            marks,
            looks: Looks::default(),
            sheet: Worksheet::new(),
            sheet_name: String::new(),
            is_whole: of.rows <= ALL_ROWS_UP_TO,
            next: 1,
            header: Vec::new(),
            header_row: 0,
            numbers: Vec::new(),
            widths: Vec::new(),
            notes: 0,
            values: BTreeMap::new(),
        }
    }

    fn row(&mut self, row: RawRow<'_>) -> Result<(), NoCopy> {
        if row.cells.iter().any(|text| holds_person_number(text)) {
            return Err(NoCopy::PersonNumber);
        }
        // What a remark does not show is not copied either.
        let cells: Vec<&str> = row.cells.iter().map(|text| if must_be_hidden(text) { HIDDEN } else { text }).collect();
        let row = RawRow { cells: &cells, ..row };
        if self.sheet_name.is_empty() {
            self.sheet_name = sheet_name(row.sheet);
            self.sheet.set_name(&self.sheet_name)?;
        }
        if row.part == Part::Header {
            self.header_is(&row);
        }
        let marks = self.marks.on(row.row);
        let at = match (self.is_whole, row.part) {
            (true, _) => row.row.saturating_sub(1),
            (false, Part::Header) => 0,
            (false, Part::Row) if !marks.is_empty() => {
                self.next += 1;
                self.next - 1
            }
            (false, Part::Above | Part::Row) => return Ok(()),
        };
        if at > LAST.0 {
            return Ok(());
        }
        let shift = u16::from(!self.is_whole);
        if !self.is_whole {
            match row.part {
                Part::Header => self.sheet.write_string_with_format(at, 0, "Rad i filen", &self.looks.heading)?,
                Part::Above | Part::Row => self.sheet.write_number(at, 0, row.row)?,
            };
        }
        for (index, text) in row.cells.iter().enumerate() {
            let Some(column) = u16::try_from(index).ok().map(|i| i + shift).filter(|c| *c <= LAST.1) else { break };
            if row.part != Part::Above {
                let width = text.lines().map(|l| l.chars().count()).max().unwrap_or(0).min(WIDEST);
                self.widths.resize(self.widths.len().max(index + 1), 0);
                self.widths[index] = self.widths[index].max(width);
            }
            let number = index as u32 + 1;
            let here: Vec<&Marked<'_>> = marks.iter().filter(|m| m.number == number).collect();
            self.cell(row.part, (at, column), text, &here)?;
            if !here.is_empty() {
                self.values.insert((row.row, number), (at, (*text).to_owned()));
            }
        }
        // What concerns the whole row, or a column that the row does not reach, is marked at its beginning.
        let width = row.cells.len() as u32;
        let whole: Vec<&Marked<'_>> = marks.iter().filter(|m| m.number == 0 || m.number > width).collect();
        if !whole.is_empty() {
            for mark in &whole {
                self.values.insert((row.row, mark.number), (at, String::new()));
            }
            if self.is_whole {
                self.cell(row.part, (at, 0), row.cells.first().copied().unwrap_or_default(), &whole)?;
            } else {
                self.sheet.write_number_with_format(at, 0, row.row, self.looks.fill(&whole))?;
                self.note((at, 0), &whole)?;
            }
        }
        Ok(())
    }

    fn header_is(&mut self, row: &RawRow<'_>) {
        self.header_row = row.row.saturating_sub(1);
        self.header = row.cells.iter().map(|text| (*text).to_owned()).collect();
        // The faults know which column of the contract stands in which of the file; a column without any is copied as text.
        let kinds = self.marks.columns(&self.header, self.of.contract);
        self.numbers = kinds.iter().map(|kind| kind.is_some_and(ColumnType::is_number)).collect();
    }

    fn cell(&mut self, part: Part, at: (u32, u16), text: &str, marks: &[&Marked<'_>]) -> Result<(), XlsxError> {
        let format = match (marks.is_empty(), part) {
            (false, _) => self.looks.fill(marks),
            (true, Part::Header) => &self.looks.heading,
            (true, Part::Above | Part::Row) => &self.looks.plain,
        };
        let column = usize::from(at.1) - usize::from(!self.is_whole && at.1 > 0);
        let is_number = part == Part::Row && self.numbers.get(column).copied().unwrap_or(false);
        match number(text, self.of.contract.writing.decimal).filter(|_| is_number) {
            Some(number) => self.sheet.write_number_with_format(at.0, at.1, number, format)?,
            None if text.is_empty() && marks.is_empty() => &mut self.sheet,
            None if text.is_empty() => self.sheet.write_blank(at.0, at.1, format)?,
            None => self.sheet.write_string_with_format(at.0, at.1, fitted(text), format)?,
        };
        if marks.is_empty() { Ok(()) } else { self.note(at, marks) }
    }

    fn note(&mut self, at: (u32, u16), marks: &[&Marked<'_>]) -> Result<(), XlsxError> {
        self.notes += 1;
        if self.notes > MOST_NOTES {
            return Ok(());
        }
        let texts: Vec<String> = marks.iter().map(|m| m.note()).collect();
        let text = texts.join("\n\n");
        // About 46 characters fit on a line of the box.
        let lines: usize = text.lines().map(|l| l.chars().count() / 46 + 1).sum();
        let note = Note::new(text)
            .set_author("granska")
            .add_author_prefix(false)
            .set_width(320)
            .set_height((lines.min(30) as u32) * 18 + 12);
        self.sheet.insert_note(at.0, at.1, &note)?;
        Ok(())
    }

    fn end(&mut self) -> Result<(), XlsxError> {
        if self.sheet_name.is_empty() {
            self.sheet_name = sheet_name("");
            self.sheet.set_name(&self.sheet_name)?;
        }
        let shift = u16::from(!self.is_whole);
        for (index, width) in (shift..=LAST.1).zip(&self.widths) {
            self.sheet.set_column_width(index, (width + 3).max(8) as f64)?;
        }
        if !self.is_whole {
            self.sheet.set_column_width(0, 12)?;
        }
        let header = if self.is_whole { self.header_row } else { 0 };
        self.sheet.set_freeze_panes(header + 1, shift)?;
        self.sheet.set_repeat_rows(header, header)?;
        self.sheet.set_landscape().set_print_fit_to_pages(1, 0);
        self.sheet.ignore_error_range(0, 0, LAST.0, LAST.1, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }
}

/// A name that a sheet may have and that the list of faults does not.
fn sheet_name(delivered: &str) -> String {
    let mut name: String =
        delivered.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(31).collect();
    if must_be_hidden(delivered) || name.trim().is_empty() || name.to_lowercase() == list::NAME.to_lowercase() {
        name = "Leverans".to_owned();
    }
    name
}

/// A plain number, as it would be typed: no leading zeros, no spaces, few enough digits to be kept exactly.
fn number(text: &str, mark: DecimalMark) -> Option<f64> {
    let mark = match mark {
        DecimalMark::Comma => ',',
        DecimalMark::Point => '.',
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once(mark).unwrap_or((digits, "0"));
    let plain = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let is_plain = plain(whole) && plain(part) && (whole.len() == 1 || !whole.starts_with('0'));
    if is_plain && digits.len() <= 15 { text.replace(mark, ".").parse().ok() } else { None }
}

fn fitted(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}
