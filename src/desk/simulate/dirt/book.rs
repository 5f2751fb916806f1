//! A small file as a workbook: days as days, numbers as numbers, and what only workbooks can have wrong.
//!
//! Held whole while it is made, so only tables whose rows do not grow with the region are written so.

use super::form::Flaw;
use super::row::{Cell, Row, State};
use super::sheets::{Sort, fields};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

/// A workbook that is being filled.
pub(super) struct Book {
    /// The sheet with the table.
    sheet: String,
    /// Rows above the header.
    above: u32,
    /// Whether a second sheet says what the first is.
    second: bool,
    /// Whether everything is text, as some systems export.
    text: bool,
    order: Vec<usize>,
    header: Vec<String>,
    rows: Vec<(u32, Row, Vec<String>)>,
    flaw: Option<(Flaw, u32)>,
}

impl Book {
    /// An empty one.
    pub(super) fn new(sheet: &str, above: u32, second: bool, text: bool, order: Vec<usize>) -> Self {
        Self { sheet: sheet.to_owned(), above, second, text, order, header: Vec::new(), rows: Vec::new(), flaw: None }
    }

    /// The row that the header stands on, as people count.
    pub(super) fn header_row(&self) -> u32 {
        self.above + 1
    }

    /// Names of the columns, in the order of the file.
    pub(super) fn header(&mut self, names: Vec<String>) {
        self.header = names;
    }

    /// Adds a row on a row of the sheet.
    pub(super) fn row(&mut self, number: u32, row: &Row, more: Vec<String>) {
        self.rows.push((number, row.clone(), more));
    }

    /// Notes what is wrong with the workbook itself, at a row.
    pub(super) fn spoil(&mut self, flaw: Flaw, row: u32) {
        self.flaw = Some((flaw, row));
    }

    /// The bytes of the finished workbook.
    pub(super) fn bytes(self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // The library would otherwise ask the clock.
        book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
        let sheet = book.add_worksheet();
        sheet.set_name(&self.sheet)?;
        if self.above > 0 {
            sheet.write_string(0, 0, "Leverans till Region Exempel (påhittade uppgifter)")?;
        }
        for (column, name) in (0..).zip(&self.header) {
            sheet.write_string(self.above, column, name)?;
        }
        for (number, row, more) in &self.rows {
            let mut column = 0;
            for at in self.order.iter().filter(|at| row.cells[**at].state != State::Absent) {
                self.cell(sheet, number - 1, column, row, *at)?;
                column += 1;
            }
            for (column, text) in (column..).zip(more).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(number - 1, column, text)?;
            }
        }
        if let Some((flaw, row)) = self.flaw {
            let beside = self.header.len() as u16 + 1;
            match flaw {
                Flaw::Merged => {
                    sheet.merge_range(row - 1, 0, row, 0, "slagna ihop", &Format::new())?;
                }
                Flaw::Outside => {
                    sheet.write_string(row - 1, beside, "se mejl")?;
                }
                Flaw::Hidden => {
                    sheet.set_row_hidden(row - 1)?;
                }
                Flaw::Formula | Flaw::Cut | Flaw::Text | Flaw::TwoSheets => {}
            }
        }
        if let Some((Flaw::TwoSheets, _)) = self.flaw {
            sheet.set_name("Blad1")?;
            let other = book.add_worksheet();
            other.set_name("Blad2")?;
            for (column, name) in (0..).zip(&self.header) {
                other.write_string(0, column, name)?;
            }
        }
        if self.second {
            let other = book.add_worksheet();
            other.set_name("Läs mig")?;
            other.write_string(0, 0, "Uttaget ur systemet en gång i månaden.")?;
        }
        book.save_to_buffer()
    }

    fn cell(&self, sheet: &mut Worksheet, row: u32, column: u16, of: &Row, at: usize) -> Result<(), XlsxError> {
        let Cell { text, state, .. } = &of.cells[at];
        if text.is_empty() {
            return Ok(());
        }
        if text == FORMULA {
            sheet.write_formula(row, column, Formula::new("=NA()").set_result(FORMULA))?;
            return Ok(());
        }
        let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
        let typed = match fields(of.table)[at].sort {
            Sort::Day(_) => text.parse::<NaiveDate>().ok().map(|day| (serial(day), "yyyy-mm-dd")),
            Sort::Whole(_) => number(text).map(|n| (n, "General")),
            Sort::Hours => number(text).map(|n| (n, "0.00")),
            Sort::Points => number(text).map(|n| (n, "0.0000")),
            Sort::Share => text.strip_suffix(" %").and_then(number).map(|n| (n / 100.0, "0%")),
            Sort::Words
            | Sort::Unit
            | Sort::Moment
            | Sort::Code(_)
            | Sort::Time(_)
            | Sort::Month
            | Sort::Week
            | Sort::Year => None,
        };
        match typed.filter(|_| *state == State::Sound && !self.text) {
            Some((number, form)) => {
                sheet.write_number_with_format(row, column, number, &Format::new().set_num_format(form))?
            }
            None => sheet.write_string(row, column, text)?,
        };
        Ok(())
    }
}

/// The text of a formula that cannot be computed.
pub(super) const FORMULA: &str = "#N/A";

/// The number of a day in a spreadsheet.
fn serial(day: NaiveDate) -> f64 {
    // Day 719 163 of the calendar is 1970-01-01, which spreadsheets number 25 569.
    f64::from(day.num_days_from_ce() - 719_163 + 25_569)
}
