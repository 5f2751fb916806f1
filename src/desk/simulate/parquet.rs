//! The large tables as Parquet: the rows of the finished text with types, some ten thousand at a time.
//!
//! Holds no more than one row group.

use super::codes;
use super::table::{Kind, Table};
use crate::diag::Remark;
use crate::store::{Folder, Stream};
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NewChunkedArray, ParquetWriter, TimeUnit};
use polars::prelude::{Int32Chunked, Int64Chunked, IntoSeries, StringChunked};
use std::io::{BufRead, Read};

/// Which types columns have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Types {
    /// Those of their values.
    Own,
    /// Text, whatever they hold.
    Text,
}

/// Rows of a group.
const GROUP: usize = 50_000;

/// Writes what a stream holds as Parquet under the same name; the text goes away with its stream. The columns are those of the first line;
/// a text without even that becomes a file without bytes.
pub(super) fn from_csv(folder: &Folder, table: Table, types: Types, text: &mut Stream) -> Result<Stream, Remark> {
    let fail = || {
        Remark::new(&codes::PARQUET, format!("`{}` går inte att skriva som Parquet", table.id()))
            .help("kontrollera att disken har plats och försök igen")
    };
    let mut rows = text.read_back()?.lines();
    let mut stream = folder.stream(&as_parquet(text))?;
    let Some(header) = rows.next() else { return Ok(stream) };
    let header = header.map_err(|_| fail())?;
    let columns: Vec<(&str, Kind)> = header.split(';').map(|name| (name, kind(table, types, name))).collect();
    let schema = frame(&columns, &[]).map_err(|_| fail())?;
    {
        let mut writer =
            ParquetWriter::new(&mut stream).set_parallel(false).batched(schema.schema()).map_err(|_| fail())?;
        loop {
            let group: Vec<String> = rows.by_ref().take(GROUP).collect::<Result<_, _>>().map_err(|_| fail())?;
            if group.is_empty() {
                break;
            }
            let frame = frame(&columns, &group).map_err(|_| fail())?;
            writer.write_batch(&frame).map_err(|_| fail())?;
        }
        writer.finish().map_err(|_| fail())?;
    }
    Ok(stream)
}

/// The text under the name of a Parquet file.
pub(super) fn in_name_only(folder: &Folder, text: &mut Stream) -> Result<Stream, Remark> {
    copied(folder, &as_parquet(text), text, u64::MAX)
}

/// A Parquet file that has lost its end.
pub(super) fn cut(folder: &Folder, whole: &mut Stream) -> Result<Stream, Remark> {
    let all = std::io::copy(&mut whole.read_back()?, &mut std::io::sink()).map_err(|e| whole.failed(&e))?;
    let name = whole.name().to_owned();
    copied(folder, &name, whole, all * 2 / 3)
}

fn copied(folder: &Folder, name: &str, from: &mut Stream, most: u64) -> Result<Stream, Remark> {
    let mut to = folder.stream(name)?;
    std::io::copy(&mut from.read_back()?.take(most), &mut to).map_err(|e| to.failed(&e))?;
    Ok(to)
}

fn as_parquet(text: &Stream) -> String {
    text.name().trim_end_matches(".csv").to_owned() + ".parquet"
}

/// The kind of a column; one that the table does not have is text.
fn kind(table: Table, types: Types, name: &str) -> Kind {
    let own = table.columns().iter().find(|(column, _)| *column == name).map(|(_, kind)| *kind);
    own.filter(|_| types == Types::Own).unwrap_or(Kind::Text)
}

/// Rows as typed columns; an empty cell is null. None of the large tables has quotes.
fn frame(columns: &[(&str, Kind)], rows: &[String]) -> polars::prelude::PolarsResult<DataFrame> {
    let mut cells: Vec<Vec<Option<&str>>> = vec![Vec::with_capacity(rows.len()); columns.len()];
    for row in rows {
        for (column, cell) in cells.iter_mut().zip(row.split(';')) {
            column.push(Some(cell).filter(|c| !c.is_empty()));
        }
    }
    let columns: Vec<Column> = columns
        .iter()
        .zip(cells)
        .map(|((name, kind), cells)| {
            let name = (*name).into();
            match kind {
                Kind::Text => Ok(StringChunked::from_iter_options(name, cells.into_iter()).into_series().into_column()),
                Kind::Whole => {
                    let values = cells.into_iter().map(|c| c.and_then(|c| c.parse::<i64>().ok()));
                    Ok(Int64Chunked::from_iter_options(name, values).into_series().into_column())
                }
                Kind::Day => {
                    let values = cells.into_iter().map(|c| c.and_then(day));
                    Int32Chunked::from_iter_options(name, values).into_series().into_column().cast(&DataType::Date)
                }
                Kind::Time => {
                    let kind = DataType::Datetime(TimeUnit::Milliseconds, None);
                    let values = cells.into_iter().map(|c| c.and_then(instant));
                    Int64Chunked::from_iter_options(name, values).into_series().into_column().cast(&kind)
                }
            }
        })
        .collect::<Result<_, _>>()?;
    DataFrame::new(rows.len(), columns)
}

/// Days since 1970.
fn day(text: &str) -> Option<i32> {
    let date: chrono::NaiveDate = text.parse().ok()?;
    Some((date - chrono::NaiveDate::default()).num_days() as i32)
}

/// Milliseconds since 1970.
fn instant(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(' ')?;
    let (hour, minute) = time.split_once(':')?;
    let minutes = hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?;
    Some(i64::from(day(date)?) * 86_400_000 + minutes * 60_000)
}
