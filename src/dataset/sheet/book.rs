//! An opened workbook: its sheets, and the cells of one sheet in order, whatever the format.
//!
//! The only place that names the workbook library. Understands no table; a text of the library never leaves, since it may quote cells.

use super::SheetFormat;
use super::cell::{Content, Look, UNCOMPUTED};
use super::extras::{self, Extras};
use super::shape::{self, Refusal};
use super::zip::Part;
use crate::store::{Bytes, Source};
use calamine::{
    CellErrorType, Data, DataRef, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use std::io::BufReader;
use std::ops::ControlFlow;

type File = BufReader<Box<dyn Bytes>>;

enum Inner {
    Xlsx(Box<Xlsx<File>>),
    Xls(Box<Xls<File>>),
    Ods(Box<Ods<File>>),
}

/// An opened workbook.
pub(super) struct Book<'s> {
    source: &'s Source,
    parts: Vec<Part>,
    inner: Inner,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether a person does not see it.
    pub hidden: bool,
}

/// An area of a sheet, rows and columns from 1, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

/// The last row and column that a spreadsheet has.
pub(super) const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

impl<'s> Book<'s> {
    /// Opens a file, when it is what its name says.
    pub(super) fn open(source: &'s Source, format: SheetFormat) -> Result<Self, Refusal> {
        let parts = shape::look(source, format)?;
        if format == SheetFormat::Ods {
            extras::bounded(source, &parts)?;
        }
        let file = BufReader::new(source.open()?);
        let inner = match format {
            SheetFormat::Xlsx => Inner::Xlsx(Box::new(Xlsx::new(file).map_err(xlsx)?)),
            SheetFormat::Xls => Inner::Xls(Box::new(Xls::new(file).map_err(xls)?)),
            SheetFormat::Ods => Inner::Ods(Box::new(Ods::new(file).map_err(ods)?)),
        };
        Ok(Self { source, parts, inner })
    }

    /// Its sheets of cells, in order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let all = match &self.inner {
            Inner::Xlsx(book) => book.sheets_metadata(),
            Inner::Xls(book) => book.sheets_metadata(),
            Inner::Ods(book) => book.sheets_metadata(),
        };
        all.iter()
            .filter(|s| s.typ == SheetType::WorkSheet)
            .map(|s| Sheet { name: s.name.clone(), hidden: s.visible != SheetVisible::Visible })
            .collect()
    }

    /// Whether its days are counted from 1904.
    pub(super) fn is_1904(&self) -> bool {
        match &self.inner {
            Inner::Xlsx(book) => book.has_1904_epoch(),
            Inner::Xls(book) => book.has_1904_epoch(),
            Inner::Ods(_) => false,
        }
    }

    /// What else there is to know of a sheet: merged areas, hidden rows, shares.
    pub(super) fn extras(&mut self, sheet: &str) -> Result<Extras, Refusal> {
        match &mut self.inner {
            Inner::Xlsx(_) => extras::of_xlsx(self.source, &self.parts, sheet),
            Inner::Ods(_) => extras::of_ods(self.source, &self.parts, sheet),
            Inner::Xls(book) => {
                let merged = book.merge_cells_by_sheet_name(sheet).map_err(xls)?;
                let area = |d: &calamine::Dimensions| Area {
                    rows: (d.start.0 + 1, d.end.0 + 1),
                    columns: (d.start.1 + 1, d.end.1 + 1),
                };
                Ok(Extras { merged: merged.iter().map(area).collect(), ..Extras::default() })
            }
        }
    }

    /// Meets the cells of a sheet that are not empty, row by row, with row and column from 1, until the end or until told to stop.
    pub(super) fn visit(
        &mut self,
        sheet: &str,
        extras: &Extras,
        meet: &mut dyn FnMut(u32, u32, Content<'_>) -> ControlFlow<()>,
    ) -> Result<(), Refusal> {
        match &mut self.inner {
            Inner::Xlsx(book) => visit_xlsx(book, sheet, extras, meet),
            Inner::Xls(book) => visit_range(&book.worksheet_range(sheet).map_err(xls)?, extras, meet),
            Inner::Ods(book) => visit_range(&book.worksheet_range(sheet).map_err(ods)?, extras, meet),
        }
    }
}

fn visit_xlsx(
    book: &mut Xlsx<File>,
    sheet: &str,
    extras: &Extras,
    meet: &mut dyn FnMut(u32, u32, Content<'_>) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(xlsx)?;
    let looks: Vec<Look> = cells
        .styles()
        .iter()
        .map(|s| s.number_format.as_ref().map_or(Look::Plain, |f| Look::of(&f.format_code)))
        .collect();
    let mut formulas = extras.formulas.iter().peekable();
    let mut last = (0, 0);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx)? {
        let (row, column) = cell.get_position();
        let at = (row.saturating_add(1), column.saturating_add(1));
        if at <= last || at.0 > LAST_ROW || at.1 > LAST_COLUMN {
            // Two cells in one place, or rows out of order: no program writes that, and no reading of it is right.
            return Err(Refusal::Damaged);
        }
        last = at;
        let content = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(number) => Content::Number(*number as f64, Look::Plain),
            DataRef::Float(number) => Content::Number(*number, looks.get(style).copied().unwrap_or_default()),
            DataRef::String(text) => Content::Text(text),
            DataRef::SharedString(text) => Content::Text(text),
            DataRef::Bool(yes) => Content::Bool(*yes),
            DataRef::DateTime(moment) if moment.is_duration() => Content::Span(moment.as_f64()),
            DataRef::DateTime(moment) => Content::Moment(moment.as_f64()),
            DataRef::DateTimeIso(text) => Content::IsoMoment(text),
            DataRef::DurationIso(text) => Content::IsoSpan(text),
            DataRef::Error(error) => Content::Error(name_of(error)),
        };
        while let Some((row, column)) = formulas.next_if(|formula| **formula < at) {
            if meet(*row, *column, Content::Error(UNCOMPUTED)).is_break() {
                return Ok(());
            }
        }
        formulas.next_if_eq(&&at);
        if meet(at.0, at.1, content).is_break() {
            return Ok(());
        }
    }
    // No cell of the table need have a value at all.
    for (row, column) in formulas {
        if meet(*row, *column, Content::Error(UNCOMPUTED)).is_break() {
            break;
        }
    }
    Ok(())
}

fn visit_range(
    range: &Range<Data>,
    extras: &Extras,
    meet: &mut dyn FnMut(u32, u32, Content<'_>) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let Some((top, left)) = range.start() else { return Ok(()) };
    for (row, cells) in (top + 1..).zip(range.rows()) {
        for (column, cell) in (left + 1..).zip(cells) {
            let content = match cell {
                Data::Empty if extras.formulas.binary_search(&(row, column)).is_ok() => Content::Error(UNCOMPUTED),
                Data::Empty => continue,
                Data::Int(number) => Content::Number(*number as f64, Look::Plain),
                Data::Float(number) => Content::Number(*number, extras.look(row, column)),
                Data::String(text) => Content::Text(text),
                Data::Bool(yes) => Content::Bool(*yes),
                Data::DateTime(moment) if moment.is_duration() => Content::Span(moment.as_f64()),
                Data::DateTime(moment) => Content::Moment(moment.as_f64()),
                Data::DateTimeIso(text) => Content::IsoMoment(text),
                Data::DurationIso(text) => Content::IsoSpan(text),
                Data::Error(error) => Content::Error(name_of(error)),
            };
            if meet(row, column, content).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn name_of(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library knows many faults; these lead to different advice")]
fn xlsx(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Locked,
        XlsxError::Io(e) => Refusal::from(e),
        _ => Refusal::Damaged,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library knows many faults; these lead to different advice")]
fn xls(error: XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Locked,
        XlsError::Io(e) => Refusal::from(e),
        _ => Refusal::Damaged,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library knows many faults; these lead to different advice")]
fn ods(error: OdsError) -> Refusal {
    match error {
        OdsError::Password => Refusal::Locked,
        OdsError::Io(e) => Refusal::from(e),
        _ => Refusal::Damaged,
    }
}
