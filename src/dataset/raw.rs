//! The rows of a delivery as they were delivered, for whoever copies them out again.
//!
//! Judges nothing and mends nothing.

use super::files::{Format, format};
use super::{parquet_in, sheet, text};
use crate::field::contract::Dataset;
use crate::store::Source;
use std::ops::ControlFlow;

/// Meets each row of a delivery in the order of the file, the header among them, until the end or until told to stop. Gives `false` when
/// it cannot be read, which was said when it was judged.
pub fn rows(source: &Source, contract: &Dataset, meet: &mut dyn FnMut(RawRow<'_>) -> ControlFlow<()>) -> bool {
    let read = match format(source.path()) {
        Some((_, Format::Text(format))) => text::rows(source, format, contract, meet),
        Some((_, Format::Workbook(format))) => sheet::rows(source, format, contract, meet),
        Some((_, Format::Parquet)) => parquet_in::rows(source, contract, meet),
        None => None,
    };
    read.is_some()
}

/// What a row of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It stands above the header.
    Above,
    /// The header.
    Header,
    /// A row of the table.
    Row,
}

/// A row of a delivery.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// The sheet; empty for a file of one table.
    pub sheet: &'a str,
    /// What it is.
    pub part: Part,
    /// Its number as Excel counts.
    pub row: u32,
    /// The texts of its cells from the first column on; empty where there is nothing.
    pub cells: &'a [&'a str],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::contract::{Column, ColumnType};

    #[test]
    fn the_rows_of_a_text_come_as_they_were_delivered() {
        let contract = Dataset::plain(
            "salar",
            vec![Column::plain("enhet", ColumnType::Text), Column::plain("not", ColumnType::Text)],
        );
        let text = "sep=;\r\n\r\nEnhet;not\r\nnorr; \"a\"\r\n\r\n;\r\nsoder;\"b\nc\";x\r\n";
        let mut given = Vec::new();
        let source = Source::in_memory("data/x/salar.csv", text.as_bytes().to_vec());
        assert!(rows(&source, &contract, &mut |row| {
            given.push(format!("{} {:?} {}", row.row, row.part, row.cells.join("|")));
            ControlFlow::Continue(())
        }));
        assert_eq!(given, ["2 Header Enhet|not", "3 Row norr| \"a\"", "6 Row soder|b\nc|x"]);
    }
}
