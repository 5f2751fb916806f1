//! Rows in use, met while a file is read: whoever counts something counts it then, so that no file is read twice or held whole.
//!
//! Hands out typed columns and judges nothing. What was counted in a file that is set aside afterwards is thrown away by `read`.

use super::block::Block;
use crate::field::contract::Dataset;
use polars::prelude::{BooleanChunked, Column};

/// Someone who counts the rows of one file.
pub trait Watch {
    /// Meets some rows, in the order of the file.
    fn rows(&mut self, rows: &Rows<'_>);
}

impl Watch for () {
    fn rows(&mut self, _: &Rows<'_>) {}
}

/// What was counted in a file that is in use.
#[derive(Debug)]
pub struct Watched<W> {
    /// The file.
    pub file: String,
    /// Who counted.
    pub watch: W,
}

/// Some rows of one file.
pub struct Rows<'b> {
    contract: &'b Dataset,
    block: &'b Block,
    stays: &'b BooleanChunked,
}

impl<'b> Rows<'b> {
    pub(super) fn new(contract: &'b Dataset, block: &'b Block, stays: &'b BooleanChunked) -> Self {
        Self { contract, block, stays }
    }

    /// The number of each row in the file, as Excel counts them.
    pub(crate) fn lines(&self) -> &'b [u32] {
        &self.block.rows
    }

    /// Which rows are in use; the others are in quarantine.
    pub(crate) fn in_use(&self) -> &'b BooleanChunked {
        self.stays
    }

    /// The values of a column: `String` for texts, units and codes, `Int32` for days, months and weeks, `Int64` for times and numbers;
    /// no value where a cell is empty, hidden or faulty.
    pub(crate) fn column(&self, name: &str) -> Option<&'b Column> {
        self.at(name).map(|at| &self.block.cells[at].values)
    }

    /// Positions of rows whose number in a column the deliverer has hidden, sorted.
    pub(crate) fn hidden(&self, name: &str) -> &'b [u32] {
        self.at(name).map_or(&[], |at| &self.block.cells[at].suppressed)
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.contract.columns.iter().position(|c| c.name == name)
    }
}
