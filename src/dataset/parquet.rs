//! Tables as Parquet, for programs that go on working with them.

use polars::prelude::{Column, DataFrame, ParquetWriter};
use std::io;

/// One row group of text columns, zstd-free and in the order given, so that the same table gives the same bytes. The columns of `numbers` are
/// numbers, written with a comma or point before decimals. An empty text, or one that is no number there, is null.
///
/// # Errors
/// When two columns have the same name or a row has another length than the head.
pub fn parquet(head: &[&str], rows: &[Vec<String>], numbers: &[usize]) -> io::Result<Vec<u8>> {
    let columns: Vec<Column> = head
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let cells: Vec<Option<&str>> =
                rows.iter().map(|r| r.get(i).map(String::as_str).filter(|t| !t.is_empty())).collect();
            if numbers.contains(&i) {
                let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
                let cells: Vec<Option<f64>> = cells.into_iter().map(|text| text.and_then(number)).collect();
                return Column::new((*name).into(), cells);
            }
            Column::new((*name).into(), cells)
        })
        .collect();
    let mut frame = DataFrame::new(rows.len(), columns).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).map_err(io::Error::other)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::{ParquetReader, SerReader};

    #[test]
    fn a_table_is_read_back_as_it_was_and_nothing_said_is_null() {
        let rows = [vec!["R1".to_owned(), "å;\n".to_owned()], vec!["R2".to_owned(), String::new()]];
        let bytes = parquet(&["id", "text"], &rows, &[]).expect("Parquet");
        let frame = ParquetReader::new(io::Cursor::new(bytes)).finish().expect("read back");
        assert_eq!(
            frame.column("text").expect("a column").str().expect("texts").iter().collect::<Vec<_>>(),
            [Some("å;\n"), None]
        );
    }
}
