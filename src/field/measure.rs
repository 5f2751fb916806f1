//! Declared measures: what is counted, of what, over which time.

use super::atom::Filter;
pub use super::example::{Example, Expected};
pub use super::kind::{Against, Available, FlowTakes, Kind};

use super::contract::Cadence;
use super::held::{Limits, Reference, SeriesBreak, Version};
use super::id::{DatasetId, MeasureId, UnitId};
use super::period::Period;
use super::quantity::Ratio;
use crate::diag::Place;
use crate::words;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
    /// Neither: it says how much there is.
    Neither,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Rows.
    Rows,
    /// The whole numbers of a column, over the rows.
    Sum(String),
    /// The different texts of a column among the rows: unique patients.
    Different(String),
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

/// One side of a quotient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What is counted.
    pub of: Counted,
    /// How many of the smallest part of the column make one of the measure's own unit: 100 öre a krona.
    pub scale: u32,
    /// Which rows.
    pub when: Filter,
}

/// What is taken of many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Middle {
    /// The mean.
    Mean,
    /// The median; of two in the middle their mean.
    Median,
    /// The least value that so many per cent of the values do not exceed, 1 to 99 (nearest rank).
    Percentile(u8),
    /// The least value.
    Least,
    /// The largest value.
    Most,
}

/// What a measure is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The unit.
    pub of: UnitOf,
    /// How many decimals are shown.
    pub decimals: u8,
}

/// The units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitOf {
    /// A part of a whole, in whole per cent.
    Share,
    /// A number of something.
    Count,
    /// Per cent, also above a hundred and below zero.
    Percent,
    /// Kronor.
    Kronor,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// A number beside a reference that is 100.
    Index,
}

impl Unit {
    /// The value that stands there when a value is printed.
    fn as_shown(self, value: Ratio) -> Option<Ratio> {
        let scale = 10_u128.checked_pow(u32::from(self.decimals))?;
        match self.of {
            UnitOf::Share | UnitOf::Percent | UnitOf::Index => {
                let percent = Ratio::of(value.part().checked_mul(100)?, value.whole())?;
                Ratio::of(percent.rounded(self.decimals)?, scale.checked_mul(100)?)
            }
            UnitOf::Count | UnitOf::Kronor | UnitOf::Hours | UnitOf::Minutes | UnitOf::Days | UnitOf::Weeks => {
                Ratio::of(value.rounded(self.decimals)?, scale)
            }
        }
    }

    /// A number in it, rounded once: `12 345 kr`, `37,5 h`, `88 %`.
    pub fn said(self, value: Ratio) -> String {
        let in_percent = || Ratio::of(value.part().checked_mul(100)?, value.whole());
        let (value, after) = match self.of {
            UnitOf::Share | UnitOf::Percent => (in_percent(), "%"),
            UnitOf::Count => (Some(value), ""),
            UnitOf::Index => (in_percent(), ""),
            UnitOf::Weeks => (Some(value), "veckor"),
            UnitOf::Kronor => (Some(value), "kr"),
            UnitOf::Hours => (Some(value), "h"),
            UnitOf::Minutes => (Some(value), "min"),
            UnitOf::Days => (Some(value), "dagar"),
        };
        match (value.and_then(|v| v.rounded(self.decimals)), after) {
            (None, _) => "för stort för att visas".to_owned(),
            (Some(parts), "") => words::decimal(parts, self.decimals),
            (Some(parts), after) => format!("{}{}{after}", words::decimal(parts, self.decimals), words::NO_BREAK),
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
    /// Its English name, when it has one.
    pub name_en: Option<String>,
    /// The measure that it is a part of: the same of fewer rows.
    pub part_of: Option<MeasureId>,
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
    /// What it is told in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// The target in its unit, when it has one.
    pub target: Option<Ratio>,
    /// What its figures are rated by, when they are.
    pub limits: Option<Limits>,
    /// Values from elsewhere to read them beside.
    pub references: Vec<Reference>,
    /// Days that its series breaks on.
    pub breaks: Vec<SeriesBreak>,
    /// The version of the definition.
    pub version: Version,
    /// How often it is followed up, when it is said.
    pub cadence: Option<Cadence>,
    /// The least whole that a figure may rest on.
    pub minimum_denominator: Option<u64>,
    /// Fewer people than this are not told, nor what gives them away; 0 when its rows are not people's.
    pub suppress_below: u64,
    /// Where its definition is taken from.
    pub source: String,
    /// Units it is compared with.
    pub compare_with: Vec<UnitId>,
    /// The kind of contact under which it is quoted.
    pub quoted_as: Option<String>,
    /// How it is computed.
    pub kind: Kind,
    /// Tiny tables and what it must come to of them.
    pub examples: Vec<Example>,
    /// Where it is declared.
    pub place: Place,
}

impl Measure {
    /// A target, limit or reference as it is printed: with as many decimals as it has, at most four.
    pub fn exactly(&self, value: Ratio) -> String {
        let is_exact = |decimals: &u8| {
            let shown = Unit { decimals: *decimals, ..self.unit }.as_shown(value);
            shown.is_some_and(|shown| shown.compare(value).is_eq())
        };
        let decimals = (0..=4).find(is_exact).unwrap_or(4);
        Unit { decimals, ..self.unit }.said(value)
    }

    /// A value as it is printed, with a decimal more than usual where rounding would carry it across a limit or the target. A share is
    /// never 100 % of what is not all, nor 0 % of what is not nothing.
    pub fn shows(&self, value: Ratio) -> String {
        let marks: Vec<Ratio> = self
            .target
            .into_iter()
            .chain(self.limits.iter().flat_map(|l| std::iter::once(l.met()).chain(l.partly())))
            .collect();
        let keeps_side = |decimals: &u8| {
            let unit = Unit { decimals: *decimals, ..self.unit };
            let rounded = unit.as_shown(value);
            rounded.is_none_or(|shown| marks.iter().all(|mark| value.compare(*mark) == shown.compare(*mark)))
        };
        if let (UnitOf::Share, Some(share)) = (self.unit.of, value.fraction()) {
            let percent = share.percent_rounded();
            let shown = Ratio::of(percent.into(), 100);
            if shown.is_none_or(|shown| marks.iter().all(|mark| value.compare(*mark) == shown.compare(*mark))) {
                return words::percent(percent);
            }
        }
        let most = self.unit.decimals.max(4);
        match (self.unit.decimals..=most).find(keeps_side) {
            Some(decimals) => Unit { decimals, ..self.unit }.said(value),
            // Closer to a limit than four decimals tell.
            None => format!("nära {}", self.unit.said(value)),
        }
    }
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
