//! The kinds of measure: a closed set, each with all that it takes.

use super::atom::{Filter, Valued, Windows};
use super::id::{DatasetId, MomentId};
use super::measure::{Counted, Exclusion, Grain, Known, Middle, Side, Stands};
use std::sync::Arc;

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
    /// A quotient of two sums or numbers.
    Ratio {
        /// What is divided.
        part: Side,
        /// By what.
        whole: Side,
        /// Rows left out of both.
        excluding: Vec<Exclusion>,
    },
    /// The middle of many values.
    Spread {
        /// What each row has a value of.
        of: Valued,
        /// How many of it make one of the measure's own unit.
        scale: u32,
        /// What is taken.
        takes: Middle,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// What is needed less what there is.
    Gap {
        /// Columns that are added.
        plus: Vec<String>,
        /// Columns that are taken away.
        minus: Vec<String>,
        /// How many of their smallest part make one of the measure's own unit.
        scale: u32,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// The sum of a column, in the unit of the measure.
    Sum {
        /// The column.
        column: String,
        /// How many of its smallest part make one of the measure's own unit.
        scale: u32,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// How large a part of the values lies within a limit.
    Within {
        /// What each row has a value of.
        of: Valued,
        /// The least that is within, if bounded.
        least: Option<i64>,
        /// The most that is within, if bounded.
        most: Option<i64>,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// The time between two dates or times.
    Elapsed {
        /// From when to when, in days or minutes.
        of: Valued,
        /// How many of it make one of the measure's own unit.
        scale: u32,
        /// What is taken.
        takes: Middle,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// What came of a plan.
    Fulfilment {
        /// The column with the outcome.
        outcome: String,
        /// The column with the plan.
        plan: String,
        /// Whether it is added up from the turn of the year to the end of the period.
        accumulates: bool,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// A queue that something flows into and out of.
    Flow {
        /// The column with what there was when the day, week or month began.
        start: String,
        /// Columns that flow in.
        plus: Vec<String>,
        /// Columns that flow out.
        minus: Vec<String>,
        /// The column with what there was when it ended.
        end: String,
        /// What is told of it.
        takes: FlowTakes,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// How much of the time that is open and staffed is used.
    Utilisation {
        /// The time when use begins.
        from: String,
        /// The time when it ends.
        to: String,
        /// Which rows use it.
        when: Filter,
        /// What there is to use, in a dataset of its own.
        available: Available,
        /// The windows that both sides are counted within.
        windows: Arc<Windows>,
        /// The windows in words: `måndag–torsdag 07:00–17:00`.
        said: String,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// Of all that should be there, how large a part is.
    Coverage {
        /// How often it should be there: each week or month; never each day.
        each: Grain,
        /// The column and the codes of it that each unit should have, if it is more than one thing.
        per: Option<(String, Vec<String>)>,
        /// Which rows count as having it.
        has: Filter,
    },
    /// How large a part of the rows has all of some columns filled in.
    Completeness {
        /// The columns.
        columns: Vec<String>,
        /// Which rows.
        when: Filter,
        /// Rows left out.
        excluding: Vec<Exclusion>,
    },
    /// A ratio beside that of a reference, in per cent.
    Index {
        /// What is divided.
        part: Side,
        /// By what.
        whole: Side,
        /// The reference.
        against: Against,
        /// Rows left out of both.
        excluding: Vec<Exclusion>,
    },
    /// How large a part of some moments a function attests.
    Attested {
        /// The moments.
        moments: Vec<MomentId>,
        /// The words that count as attesting.
        words: Vec<String>,
    },
    /// Not computed: only quoted.
    Quoted,
}

/// What is told of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlowTakes {
    /// How much more there is than when the period began.
    Change,
    /// What there is at the end.
    End,
    /// What there is at the end, in weeks of the production of the period: a column of the dataset.
    Weeks(String),
}

/// What there is to use, in a dataset of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Available {
    /// The dataset.
    pub dataset: DatasetId,
    /// Where its rows stand.
    pub stands: Stands,
    /// The column with minutes.
    pub minutes: String,
    /// Which rows.
    pub when: Filter,
}

/// What an index is held against; the reference is 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The whole organisation in the same period.
    Organisation,
    /// The unit itself in the same part of a year.
    Year(i32),
}

impl Kind {
    /// Rows that are left out, in declared order.
    pub fn excluding(&self) -> &[Exclusion] {
        match self {
            Self::Share { excluding, .. }
            | Self::Count { excluding, .. }
            | Self::Ratio { excluding, .. }
            | Self::Spread { excluding, .. }
            | Self::Gap { excluding, .. }
            | Self::Sum { excluding, .. }
            | Self::Within { excluding, .. }
            | Self::Elapsed { excluding, .. }
            | Self::Fulfilment { excluding, .. }
            | Self::Flow { excluding, .. }
            | Self::Utilisation { excluding, .. }
            | Self::Completeness { excluding, .. }
            | Self::Index { excluding, .. } => excluding,
            Self::Coverage { .. } | Self::Attested { .. } | Self::Quoted => &[],
        }
    }

    /// Its word in the catalogue, `share`; its manual has the same.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Share { .. } => "share",
            Self::Count { .. } => "count",
            Self::Ratio { .. } => "ratio",
            Self::Spread { .. } => "spread",
            Self::Gap { .. } => "gap",
            Self::Sum { .. } => "sum",
            Self::Within { .. } => "within",
            Self::Elapsed { .. } => "elapsed",
            Self::Fulfilment { .. } => "fulfilment",
            Self::Flow { .. } => "flow",
            Self::Utilisation { .. } => "utilisation",
            Self::Coverage { .. } => "coverage",
            Self::Completeness { .. } => "completeness",
            Self::Index { .. } => "index",
            Self::Attested { .. } => "attested",
            Self::Quoted => "quoted",
        }
    }

    /// The conditions on the rows that it is made of, those of the whole first; none for a kind that is not made of rows of one dataset, and for
    /// one that asks whether rows are there at all.
    pub fn rows_mut(&mut self) -> Vec<&mut Filter> {
        match self {
            Self::Share { whole, known: Known::Part(part) | Known::Complement(part), .. } => vec![whole, part],
            Self::Ratio { part, whole, .. } | Self::Index { part, whole, .. } => vec![&mut whole.when, &mut part.when],
            Self::Count { when, .. }
            | Self::Spread { when, .. }
            | Self::Gap { when, .. }
            | Self::Sum { when, .. }
            | Self::Within { when, .. }
            | Self::Elapsed { when, .. }
            | Self::Fulfilment { when, .. }
            | Self::Flow { when, .. }
            | Self::Completeness { when, .. } => vec![when],
            Self::Utilisation { .. } | Self::Coverage { .. } | Self::Attested { .. } | Self::Quoted => Vec::new(),
        }
    }
}
