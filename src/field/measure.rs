//! Declared measures: what is counted, of what, and the atoms that an engine is asked for.

use super::id::{DatasetId, MeasureId, UnitId};
use super::period::Period;
use crate::diag::Place;
use std::collections::BTreeMap;

/// A condition on the columns of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A column has this value.
    Equals {
        /// Column.
        column: String,
        /// Value.
        value: String,
    },
    /// All of these hold.
    All(Vec<Filter>),
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
}

/// Which of the parts of a share is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// What meets.
    Part(Filter),
    /// What does not meet; the share is 1 − complement / whole.
    Complement(Filter),
}

/// How a measure is computed (*måttslag*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A share of sums of a column.
    Share {
        /// The column summed.
        sum: String,
        /// What it is a share of.
        whole: Filter,
        /// What is known of the part.
        known: Known,
    },
    /// Not computed: only quoted.
    Quoted,
}

/// A measure (*mått*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id.
    pub id: MeasureId,
    /// Its name.
    pub name: String,
    /// What it measures and why, in our words.
    pub gloss: String,
    /// The dataset it is computed from.
    pub dataset: DatasetId,
    /// Which way is better.
    pub better: Better,
    /// Where its definition is taken from.
    pub source: String,
    /// Units it is compared with.
    pub compare_with: Vec<UnitId>,
    /// The kind of contact under which it is quoted.
    pub quoted_as: Option<String>,
    /// How it is computed.
    pub kind: Kind,
    /// Where it is declared.
    pub place: Place,
}

/// One integer asked of an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Its name in the answer.
    pub name: String,
    /// The column summed.
    pub sum: String,
    /// Which rows.
    pub when: Filter,
}

/// A question to an engine, plain data: sums of integers per key. No ratios, no rounding, no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtomQuery {
    /// The dataset.
    pub dataset: DatasetId,
    /// Key columns: unit first, then month, then others.
    pub keys: Vec<String>,
    /// The integers asked for.
    pub atoms: Vec<Atom>,
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AtomRow {
    /// The values of the keys, in the order of the query; empty when the cell is.
    pub keys: Vec<String>,
    /// The atoms by name; `None` when no row matched, which is not zero, or when a number among them is hidden.
    pub atoms: BTreeMap<String, Option<u64>>,
    /// Rows that matched whose number the deliverer has hidden because it is small.
    pub suppressed: u64,
    /// Lines of the file that any of the atoms used, sorted.
    pub lines: Vec<u32>,
}

/// The answer, sorted by keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtomTable {
    /// Rows.
    pub rows: Vec<AtomRow>,
}

/// The key a figure stands under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// Measure.
    pub measure: MeasureId,
    /// Unit.
    pub unit: UnitId,
    /// Period.
    pub period: Period,
}
