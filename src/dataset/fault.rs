//! Every fault of a delivery with its place, for whoever marks the cells of a copy or counts what was found.
//!
//! Kept by kind and column, since a delivery may have millions; says what remarks say and nothing more.

use crate::field::contract::Effect;
use std::sync::Arc;

/// All faults of one kind in one column, or under one rule, of one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook; empty for a file of one table.
    pub sheet: Arc<str>,
    /// The number of the column in the file from 1; 0 when whole rows are meant.
    pub number: u32,
    /// The name of the column in the contract, or in the file when the contract lacks it; empty when whole rows are meant.
    pub column: Arc<str>,
    /// The code of the remark.
    pub code: &'static str,
    /// The rule that is broken, if any.
    pub rule: Option<Arc<str>>,
    /// What it led to.
    pub effect: Effect,
    /// The rows, counted as Excel counts them, in the order found; 0 is the whole file. At most a million.
    pub rows: Vec<u32>,
    /// What the remark says of the first of the rows, at most twenty.
    pub texts: Vec<String>,
    /// How many there are in all.
    pub count: u64,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<'f> {
    /// The file.
    pub file: &'f str,
    /// The sheet of a workbook; empty for a file of one table.
    pub sheet: &'f str,
    /// The row, counted as Excel counts it; 0 is the whole file.
    pub row: u32,
    /// The number of the column in the file from 1; 0 when the whole row is meant.
    pub number: u32,
    /// The name of the column; empty when the whole row is meant.
    pub column: &'f str,
    /// The code of the remark.
    pub code: &'static str,
    /// The rule that is broken, if any.
    pub rule: Option<&'f str>,
    /// What it led to.
    pub effect: Effect,
    /// What the remark says; empty beyond the first twenty of a kind.
    pub text: &'f str,
}

impl Faults {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Fault<'_>> {
        let texts = self.texts.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.rows.iter().zip(texts).map(|(row, text)| Fault {
            file: &self.file,
            sheet: &self.sheet,
            row: *row,
            number: self.number,
            column: &self.column,
            code: self.code,
            rule: self.rule.as_deref(),
            effect: self.effect,
            text,
        })
    }
}
