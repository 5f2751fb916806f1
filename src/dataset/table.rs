//! A delivery as a table: every column as text, and the line in the file where each row began.
//!
//! The only place where polars reads bytes. Types nothing; a polars text never leaves, since it may quote cells.

use super::scan::Scan;
use polars::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The column of line numbers. Names in a header are trimmed, so none can begin with a space.
pub(crate) const LINE: &str = " rad";

/// The rows of one delivery in the order delivered. Cells are trimmed, and an empty cell is no value.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    file: String,
}

/// The table reader refused what our own reading let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

impl Table {
    /// Takes the scanned rows of a file through polars.
    pub(super) fn read(file: &str, scan: Scan) -> Result<Self, Unreadable> {
        let frame = if scan.lines.is_empty() {
            DataFrame::empty_with_schema(
                &scan.header.iter().map(|name| Field::new(name.as_str().into(), DataType::String)).collect(),
            )
        } else {
            // The bytes come from outside; a panic in a reader of such bytes must not end the program.
            let Scan { header, body, .. } = scan;
            catch_unwind(AssertUnwindSafe(|| frame(&header, body))).map_err(|_| Unreadable)?.map_err(|_| Unreadable)?
        };
        // polars skips or pads in silence: another number of rows than we counted would put lines beside the wrong rows.
        if frame.height() == scan.lines.len() { Self::with_lines(file, frame, scan.lines) } else { Err(Unreadable) }
    }

    fn with_lines(file: &str, mut frame: DataFrame, lines: Vec<u32>) -> Result<Self, Unreadable> {
        frame.with_column(Column::new(LINE.into(), lines)).map_err(|_| Unreadable)?;
        Ok(Self { frame, file: file.to_owned() })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.frame.height()
    }

    /// The file it was read from.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The frame, for the engine alone.
    pub(crate) fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// The cells of a column; `None` when the file has no such column.
    pub(super) fn column(&self, name: &str) -> Option<&StringChunked> {
        self.frame.column(name).ok()?.str().ok()
    }

    /// Names of the columns delivered.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.frame.columns().iter().map(|c| c.name().as_str()).filter(|name| *name != LINE)
    }

    /// The line of each row.
    pub(super) fn lines(&self) -> Vec<u32> {
        self.frame
            .column(LINE)
            .ok()
            .and_then(|c| c.u32().ok())
            .map(|c| c.into_no_null_iter().collect())
            .unwrap_or_default()
    }

    /// A table of given cells, its rows on the lines from 2 on.
    #[cfg(test)]
    pub(crate) fn of(file: &str, names: &[&str], rows: &[Vec<&str>]) -> Self {
        let cell = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        let columns = names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                Column::new((*name).into(), rows.iter().map(|r| cell(r[i])).collect::<Vec<Option<String>>>())
            })
            .collect();
        let frame = DataFrame::new(rows.len(), columns).expect("columns of one length");
        Self::with_lines(file, frame, (2..).take(rows.len()).collect()).expect("as many lines as rows")
    }
}

/// Our own names for the columns while polars works: to `col`, a header `*` or `^a.*$` would mean several columns.
fn inner(at: usize) -> PlSmallStr {
    format!("c{at}").into()
}

fn frame(header: &[String], body: Vec<u8>) -> PolarsResult<DataFrame> {
    const ROW: &str = "row";
    let schema: Schema = (0..header.len()).map(|at| Field::new(inner(at), DataType::String)).collect();
    let trimmed = (0..header.len()).map(|at| {
        let cell = col(inner(at)).str().strip_chars(lit(NULL));
        when(cell.clone().neq(lit(""))).then(cell).otherwise(lit(NULL)).cast(DataType::String).alias(inner(at))
    });
    // The streaming engine keeps the order of a file; sorting a sorted column costs little and leaves no doubt.
    let mut frame = LazyCsvReader::new_with_sources(ScanSources::Buffers(Arc::new([body.into()])))
        .with_has_header(false)
        .with_schema(Some(Arc::new(schema)))
        .with_separator(b';')
        .with_quote_char(Some(b'"'))
        .with_row_index(Some(RowIndex { name: ROW.into(), offset: 0 }))
        .finish()?
        .select(std::iter::once(col(ROW)).chain(trimmed).collect::<Vec<_>>())
        .collect_with_engine(Engine::Streaming)?
        .unwrap_single()
        .sort([ROW], SortMultipleOptions::default())?
        .drop(ROW)?;
    frame.set_column_names(header)?;
    Ok(frame)
}
