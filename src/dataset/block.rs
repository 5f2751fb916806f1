//! Rows of a delivery as typed columns: what every reader makes and every rule looks at, a block at a time.
//!
//! Single cells are already judged here (type, range, required); what holds between cells is for `rules`.

use polars::prelude::Column as Values;

/// Some rows of one delivery, in the order of the file.
pub(super) struct Block {
    /// The row of each as Excel counts them: the header is row 1 unless lines stand above it, blank lines count, and a cell over
    /// several lines is one row.
    pub rows: Vec<u32>,
    /// One per column of the contract, in its order, each as long as `rows`.
    pub cells: Vec<Cells>,
    /// A hash of the key of each row; empty when the contract has no key. Rows whose key has an empty or faulty cell have 0.
    pub keys: Vec<u64>,
    /// For tables that are kept: one text column per contract column, in canonical form (ISO dates, months and weeks, `true` ids and
    /// codes, digits alone, decimals with a point, minutes for hours, `62 %` for shares); null where empty, suppressed or faulty.
    pub texts: Option<Vec<Values>>,
}

/// The cells of one column.
pub(super) struct Cells {
    /// The values, null where empty, suppressed or faulty:
    /// `String` for text, unit, moment, period and codes; `Int32` for dates (days since 1970-01-01), months (their first day) and
    /// weeks (their Monday); `Int64` for times (minutes since 1970-01-01 00:00), integers, decimals (in their smallest part), hours (in
    /// minutes) and shares (in tenths of a percent).
    pub values: Values,
    /// Cells that cannot be used, by position in the block, sorted.
    pub bad: Vec<BadCell>,
    /// Positions of cells whose number the deliverer has hidden because it is small, sorted.
    pub suppressed: Vec<u32>,
}

/// A cell that cannot be used.
pub(super) struct BadCell {
    /// Position in the block.
    pub at: u32,
    /// What is wrong.
    pub kind: super::found::Kind,
    /// What a remark says of it, made by `found::shown`; never a personal identity number.
    pub text: String,
}
