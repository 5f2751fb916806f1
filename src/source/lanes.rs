//! The columns of some rows as plain values, each made once for all questions.

use crate::dataset::Rows;
use polars::prelude::{Column, DataType, StringChunked};
use std::collections::{BTreeMap, BTreeSet};

/// One column.
pub(super) enum Lane<'b> {
    /// Texts, units and codes.
    Texts(&'b StringChunked),
    /// Numbers and days; times are minutes.
    Numbers {
        /// A value per row.
        values: Vec<Option<i64>>,
        /// Whether they are minutes since 1970, of which days are made by division.
        unit: Unit,
    },
}

/// What the numbers of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Days since 1970-01-01.
    Days,
    /// Anything else: minutes since then where a day is asked for.
    Plain,
}

/// Minutes of a day.
const DAY: i64 = 1440;

/// The columns that are asked for.
pub(super) struct Lanes<'b> {
    lanes: BTreeMap<&'b str, Lane<'b>>,
    hidden: BTreeMap<&'b str, &'b [u32]>,
}

impl<'b> Lanes<'b> {
    pub(super) fn new(rows: &Rows<'b>, columns: &BTreeSet<&'b str>) -> Self {
        let lanes = columns.iter().filter_map(|name| Some((*name, Lane::new(rows.column(name)?)?)));
        let hidden = columns.iter().map(|name| (*name, rows.hidden(name))).filter(|(_, rows)| !rows.is_empty());
        Self { lanes: lanes.collect(), hidden: hidden.collect() }
    }

    /// The text of a row; `None` when the cell has none, or the column none at all.
    pub(super) fn text(&self, column: &str, row: usize) -> Option<&'b str> {
        match self.lanes.get(column)? {
            Lane::Texts(texts) => texts.get(row),
            Lane::Numbers { .. } => None,
        }
    }

    /// The number of a row.
    pub(super) fn number(&self, column: &str, row: usize) -> Option<i64> {
        match self.lanes.get(column)? {
            Lane::Texts(_) => None,
            Lane::Numbers { values, .. } => values.get(row).copied().flatten(),
        }
    }

    /// The day of a row: a time counts under the day it falls on.
    pub(super) fn day(&self, column: &str, row: usize) -> Option<i64> {
        match self.lanes.get(column)? {
            Lane::Texts(_) => None,
            Lane::Numbers { values, unit } => {
                let value = values.get(row).copied().flatten()?;
                Some(if *unit == Unit::Days { value } else { value.div_euclid(DAY) })
            }
        }
    }

    /// Whether the deliverer has hidden the number of a row.
    pub(super) fn is_hidden(&self, column: &str, row: usize) -> bool {
        self.hidden.get(column).is_some_and(|rows| u32::try_from(row).is_ok_and(|row| rows.binary_search(&row).is_ok()))
    }

    /// Whether a row has neither value nor hidden number in a column.
    pub(super) fn is_missing(&self, column: &str, row: usize) -> bool {
        let has = match self.lanes.get(column) {
            Some(Lane::Texts(texts)) => texts.get(row).is_some(),
            Some(Lane::Numbers { values, .. }) => values.get(row).is_some_and(Option::is_some),
            None => false,
        };
        !has && !self.is_hidden(column, row)
    }
}

impl<'b> Lane<'b> {
    fn new(column: &'b Column) -> Option<Self> {
        if let Ok(texts) = column.str() {
            return Some(Self::Texts(texts));
        }
        let unit = if *column.dtype() == DataType::Int32 { Unit::Days } else { Unit::Plain };
        let values = match (column.i32(), column.i64()) {
            (Ok(days), _) => days.iter().map(|d| d.map(i64::from)).collect(),
            (Err(_), Ok(numbers)) => numbers.iter().collect(),
            (Err(_), Err(_)) => return None,
        };
        Some(Self::Numbers { values, unit })
    }
}
