//! Declared measures: what is counted, of what, over which time.

use super::atom::Filter;
use super::id::{DatasetId, MeasureId, UnitId};
use super::period::Period;
use crate::diag::Place;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Rows.
    Rows,
    /// The whole numbers of a column, over the rows.
    Sum(String),
}

/// Rows that are left out of a measure, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Its id within the measure.
    pub id: String,
    /// What it is called, lower case: `patientvald väntan`.
    pub label: String,
    /// Which rows.
    pub when: Filter,
}

/// Which of the parts of a share is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// What meets.
    Part(Filter),
    /// What does not meet; the share is 1 − complement / whole.
    Complement(Filter),
}

impl Known {
    /// Which rows.
    pub fn filter(&self) -> &Filter {
        match self {
            Self::Part(filter) | Self::Complement(filter) => filter,
        }
    }
}

/// How a measure is computed (*måttslag*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A share.
    Share {
        /// What is counted.
        of: Counted,
        /// What it is a share of.
        whole: Filter,
        /// Rows left out of both.
        excluding: Vec<Exclusion>,
        /// What is known of the part. Of rows it is a condition on those of the whole; of sums it points out rows of its own.
        known: Known,
    },
    /// A number of rows, or the sum of a column.
    Count {
        /// What is counted.
        of: Counted,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// Not computed: only quoted.
    Quoted,
}

impl Kind {
    /// Its word in the catalogue, `share`; its manual has the same.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Share { .. } => "share",
            Self::Count { .. } => "count",
            Self::Quoted => "quoted",
        }
    }
}

/// The grain of the column that says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A day, or a time on it.
    Day,
    /// An ISO week.
    Week,
    /// A month.
    Month,
}

/// Whether what is counted is there at a time, or happens over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// A stock: taken at the last measuring date of a period, never added over time.
    Stock,
    /// A flow: added over the period.
    Flow,
}

/// Whose the rows under a unit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsAre {
    /// The unit's own; a unit above adds those of the units below.
    Own,
    /// Already for everything below: such a row is not added to those of the units below.
    Whole,
}

/// Where the rows of a computed measure stand in the tree and in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The column with the unit.
    pub unit: String,
    /// The column that says when.
    pub at: String,
    /// Its grain.
    pub grain: Grain,
    /// Stock or flow.
    pub counts: Counts,
    /// Whose rows stand under a unit.
    pub rows_are: RowsAre,
    /// The column that says what about the time was inferred, when the dataset has one.
    pub inferred: Option<String>,
    /// The column with the source of a row, when the dataset has one.
    pub source: Option<String>,
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
    /// The perspective it belongs to, when stated: `tillgänglighet`.
    pub perspective: Option<String>,
    /// The function that owns its definition, when stated.
    pub owner: Option<String>,
    /// The dataset it is computed from.
    pub dataset: DatasetId,
    /// Where its rows stand; `None` when it is only quoted.
    pub stands: Option<Stands>,
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

/// The key a figure stands under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// Measure.
    pub measure: MeasureId,
    /// Unit.
    pub unit: UnitId,
    /// Period: of a stock that was asked for over a longer one, that of the measuring date.
    pub period: Period,
}
