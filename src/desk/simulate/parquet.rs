//! The large tables as Parquet: the rows of the finished text with types, some ten thousand at a time.
//!
//! Holds no more than one row group.

use super::codes;
use super::table::{Kind, Table};
use crate::diag::Remark;
use crate::store::{Folder, Stream};
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NewChunkedArray, ParquetWriter, TimeUnit};
use polars::prelude::{Int32Chunked, Int64Chunked, IntoSeries, StringChunked};
use std::io::BufRead;

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

/// Writes what a stream holds as Parquet under the same name; the text goes away with its stream.
pub(super) fn from_csv(folder: &Folder, table: Table, types: Types, text: &mut Stream) -> Result<Stream, Remark> {
    let fail = |e: &dyn std::fmt::Display| {
        Remark::new(&codes::PARQUET, format!("`{}` går inte att skriva som Parquet: {e}", table.id()))
    };
    let name = text.name().trim_end_matches(".csv").to_owned() + ".parquet";
    let mut rows = text.read_back()?.lines();
    rows.next();
    let mut stream = folder.stream(&name)?;
    let schema = frame(table, types, &[]).map_err(|e| fail(&e))?;
    {
        let mut writer =
            ParquetWriter::new(&mut stream).set_parallel(false).batched(schema.schema()).map_err(|e| fail(&e))?;
        loop {
            let group: Vec<String> = rows.by_ref().take(GROUP).collect::<Result<_, _>>().map_err(|e| fail(&e))?;
            if group.is_empty() {
                break;
            }
            let frame = frame(table, types, &group).map_err(|e| fail(&e))?;
            writer.write_batch(&frame).map_err(|e| fail(&e))?;
        }
        writer.finish().map_err(|e| fail(&e))?;
    }
    Ok(stream)
}

/// Rows as typed columns; an empty cell is null. None of the large tables has quotes.
fn frame(table: Table, types: Types, rows: &[String]) -> polars::prelude::PolarsResult<DataFrame> {
    let columns = table.columns();
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
            let kind = if types == Types::Text { Kind::Text } else { *kind };
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
