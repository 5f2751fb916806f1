//! A delivery that is kept: every column of its contract as canonical text, and the row in the file of each row.
//!
//! Types nothing and reads no bytes; a polars text never leaves, since it may quote cells.

use super::block::Block;
use super::person::{HIDDEN, must_be_hidden};
use crate::field::contract::{ColumnType, Dataset};
use polars::prelude::*;

/// The column of row numbers. Names in a contract are ids, so none can begin with a space.
pub(crate) const LINE: &str = " rad";

/// The rows of one delivery that are in use, in the order delivered. An empty cell is no value.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    file: String,
}

/// Gathers the rows in use, block by block.
pub(super) struct Gathered {
    names: Vec<String>,
    /// Columns of free text.
    texts: Vec<String>,
    blocks: Vec<DataFrame>,
}

impl Gathered {
    pub(super) fn new(contract: &Dataset) -> Self {
        let free = contract.columns.iter().filter(|c| c.kind == ColumnType::Text);
        Self {
            names: contract.columns.iter().map(|c| c.name.clone()).collect(),
            texts: free.map(|c| c.name.clone()).collect(),
            blocks: Vec::new(),
        }
    }

    /// Takes the rows of a block that the mask keeps. A block whose texts were not asked for is no part of a table.
    pub(super) fn take(&mut self, block: &Block, stays: &BooleanChunked) -> PolarsResult<()> {
        let Some(texts) = &block.texts else { return Ok(()) };
        let mut columns = vec![Column::new(LINE.into(), &block.rows)];
        for (name, cells) in self.names.iter().zip(texts) {
            columns.push(cells.clone().with_name(name.as_str().into()));
        }
        self.blocks.push(DataFrame::new(block.rows.len(), columns)?.filter(stays)?);
        Ok(())
    }

    /// The table; one without rows when nothing was taken.
    pub(super) fn into_table(self, file: &str) -> PolarsResult<Table> {
        let mut blocks = self.blocks.into_iter();
        let mut frame = match blocks.next() {
            Some(first) => first,
            None => {
                let mut columns = vec![Column::new(LINE.into(), Vec::<u32>::new())];
                columns.extend(self.names.iter().map(|n| Column::new(n.as_str().into(), Vec::<String>::new())));
                DataFrame::new(0, columns)?
            }
        };
        for block in blocks {
            frame.vstack_mut(&block)?;
        }
        for name in &self.texts {
            conceal(&mut frame, name)?;
        }
        frame.align_chunks_par();
        Ok(Table { frame, file: file.to_owned() })
    }
}

/// Hides the cells of a column of free text that may be about a person: kept rows are printed and given on.
fn conceal(frame: &mut DataFrame, name: &str) -> PolarsResult<()> {
    let texts = frame.column(name)?.str()?;
    if !texts.iter().flatten().any(must_be_hidden) {
        return Ok(());
    }
    let shown = |text: Option<&str>| text.map(|text| if must_be_hidden(text) { HIDDEN } else { text }.to_owned());
    let concealed: StringChunked = texts.iter().map(shown).collect();
    frame.with_column(concealed.with_name(name.into()).into_column())?;
    Ok(())
}

impl Table {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.frame.height()
    }

    /// The file it was read from.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The cells of a column; `None` when the contract has no such column.
    pub(super) fn column(&self, name: &str) -> Option<&StringChunked> {
        self.frame.column(name).ok()?.str().ok()
    }

    /// Names of the columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.frame.columns().iter().map(|c| c.name().as_str()).filter(|name| *name != LINE)
    }

    /// The row in the file of each row.
    pub(super) fn lines(&self) -> Vec<u32> {
        self.frame
            .column(LINE)
            .ok()
            .and_then(|c| c.u32().ok())
            .map(|c| c.into_no_null_iter().collect())
            .unwrap_or_default()
    }

    /// Its rows as texts, each with its row in the file, columns in the order of the contract; an empty text where a cell is.
    pub fn texts(&self) -> Vec<(u32, Vec<String>)> {
        let columns: Vec<&StringChunked> = self.names().filter_map(|n| self.column(n)).collect();
        let cell = |c: &&StringChunked, at: usize| c.get(at).unwrap_or_default().to_owned();
        let rows = self.lines().into_iter().enumerate();
        rows.map(|(at, line)| (line, columns.iter().map(|c| cell(c, at)).collect())).collect()
    }

    /// A table of given cells, its rows on the lines from 2 on.
    #[cfg(test)]
    pub(super) fn of(file: &str, names: &[&str], rows: &[Vec<&str>]) -> Self {
        let cell = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        let lines = Column::new(LINE.into(), (2..).take(rows.len()).collect::<Vec<u32>>());
        let texts = names.iter().enumerate().map(|(i, name)| {
            Column::new((*name).into(), rows.iter().map(|r| cell(r[i])).collect::<Vec<Option<String>>>())
        });
        let frame =
            DataFrame::new(rows.len(), std::iter::once(lines).chain(texts).collect()).expect("columns of one length");
        Self { frame, file: file.to_owned() }
    }
}
