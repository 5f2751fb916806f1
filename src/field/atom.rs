//! Atoms: what an engine is asked for and answers, integers that add up. No ratios, no rounding, no calendar.
//!
//! Plain data, so that the same question can be put to another engine. Nothing here knows what a measure is.

use super::id::DatasetId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A value that a column is compared with, in the units that a delivery is read into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A code, a unit or a text.
    Text(String),
    /// A number in the smallest part of its column; a day, month or week as days since 1970-01-01, a time as minutes since then.
    Number(i64),
}

/// A condition on the columns of one row. A condition on a value that is missing does not hold, so its `Not` does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// A column has one of these values.
    OneOf {
        /// Column.
        column: String,
        /// Values, never none.
        values: Vec<Value>,
    },
    /// A column has no value. A number that the deliverer has hidden is not missing.
    Missing(String),
    /// A column of numbers or days lies within bounds, both allowed themselves.
    Within {
        /// Column.
        column: String,
        /// The least, if bounded.
        least: Option<i64>,
        /// The most, if bounded.
        most: Option<i64>,
    },
    /// The days from one day or time to another lie within bounds, both allowed themselves. The same day is 0.
    DaysBetween {
        /// The first.
        from: String,
        /// The second.
        to: String,
        /// The least, if bounded.
        least: Option<i64>,
        /// The most, if bounded.
        most: Option<i64>,
    },
    /// This does not hold.
    Not(Box<Filter>),
    /// All of these hold; of none, always.
    All(Vec<Filter>),
    /// At least one of these holds; of none, never.
    Any(Vec<Filter>),
}

impl Filter {
    /// Whether a column has one value.
    pub fn equals(column: &str, value: &str) -> Self {
        Self::OneOf { column: column.to_owned(), values: vec![Value::Text(value.to_owned())] }
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut all), Self::All(more)) => {
                all.extend(more);
                Self::All(all)
            }
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (one, Self::All(more)) => Self::All(std::iter::once(one).chain(more).collect()),
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// Not this.
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Rows where it is true, and rows where it is false: a comparison with a number or day that is not there is neither, nor is what follows
    /// from it alone. A code or text that is not there is none of those asked for, so there it is false.
    pub fn truth(&self) -> (Self, Self) {
        let against = |has: Self| (self.clone(), has.and(self.clone().negated()));
        match self {
            Self::OneOf { column, values } if values.iter().any(|v| matches!(v, Value::Number(_))) => {
                against(Self::Within { column: column.clone(), least: None, most: None })
            }
            Self::OneOf { .. } | Self::Missing(_) => (self.clone(), self.clone().negated()),
            Self::Within { column, .. } => against(Self::Within { column: column.clone(), least: None, most: None }),
            Self::DaysBetween { from, to, .. } => {
                against(Self::DaysBetween { from: from.clone(), to: to.clone(), least: None, most: None })
            }
            Self::Not(inner) => {
                let (is, is_not) = inner.truth();
                (is_not, is)
            }
            Self::All(all) => {
                let (is, is_not) = all.iter().map(Self::truth).unzip();
                (Self::All(is), Self::Any(is_not))
            }
            Self::Any(any) => {
                let (is, is_not) = any.iter().map(Self::truth).unzip();
                (Self::Any(is), Self::All(is_not))
            }
        }
    }

    /// Rows where it can be told whether it holds; `None` when it always can.
    pub fn decided(&self) -> Option<Self> {
        match self {
            Self::OneOf { values, .. } if values.iter().all(|v| matches!(v, Value::Text(_))) => None,
            Self::Missing(_) => None,
            Self::OneOf { column, .. } | Self::Within { column, .. } => {
                Some(Self::Within { column: column.clone(), least: None, most: None })
            }
            Self::DaysBetween { from, to, .. } => {
                Some(Self::DaysBetween { from: from.clone(), to: to.clone(), least: None, most: None })
            }
            Self::Not(inner) => inner.decided(),
            Self::All(parts) | Self::Any(parts) => match parts.as_slice() {
                [one] => one.decided(),
                parts if parts.iter().all(|part| part.decided().is_none()) => None,
                _ => {
                    let (is, is_not) = self.truth();
                    Some(Self::Any(vec![is, is_not]))
                }
            },
        }
    }

    /// Adds the columns that it looks at.
    pub fn columns<'f>(&'f self, to: &mut BTreeSet<&'f str>) {
        match self {
            Self::OneOf { column, .. } | Self::Missing(column) | Self::Within { column, .. } => {
                to.insert(column);
            }
            Self::DaysBetween { from, to: until, .. } => {
                to.insert(from);
                to.insert(until);
            }
            Self::Not(inner) => inner.columns(to),
            Self::All(all) | Self::Any(all) => all.iter().for_each(|f| f.columns(to)),
        }
    }
}

/// What a row has a value of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Valued {
    /// A column of numbers, in its smallest part.
    Column(String),
    /// The days from one day or time to another.
    Days {
        /// The first.
        from: String,
        /// The second.
        to: String,
    },
    /// The minutes from one time to another.
    Minutes {
        /// The first.
        from: String,
        /// The second.
        to: String,
    },
}

/// The part of each day within which minutes count, as a literal per date: an engine needs no calendar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Windows {
    /// The first date, as days since 1970-01-01.
    pub first: i32,
    /// From that date on, the minute of the day when it opens and the one when it closes; the same when it is closed all day.
    pub open: Vec<(u16, u16)>,
}

impl Windows {
    /// When a day opens and closes, in minutes of the day; dates outside the table are closed.
    pub fn on(&self, day: i64) -> (i64, i64) {
        let at = usize::try_from(day - i64::from(self.first)).ok();
        let (from, to) = at.and_then(|at| self.open.get(at)).copied().unwrap_or_default();
        (i64::from(from), i64::from(to))
    }

    /// How many minutes between two times, minutes since 1970-01-01, lie inside; 0 when the second is not later.
    pub fn inside(&self, from: i64, to: i64) -> i64 {
        const DAY: i64 = 1440;
        let days = from.div_euclid(DAY)..=to.div_euclid(DAY);
        // Longer than any stay in a theatre: nothing is counted day by day for centuries.
        if to <= from || days.end() - days.start() > 366 {
            return 0;
        }
        let on = |day: i64| {
            let (open, close) = self.on(day);
            (to.min(day * DAY + close) - from.max(day * DAY + open)).max(0)
        };
        days.map(on).sum()
    }
}

/// What is added up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Takes {
    /// Rows.
    Rows,
    /// The numbers of a column, in its smallest part.
    Sum(String),
    /// Rows per code or text of a column; a row without one counts under the empty text.
    Codes(String),
    /// Rows per value: whole numbers and days, from which any mean, median and percentile follow exactly. A row without a value is not among
    /// them.
    Values(Valued),
    /// The least value.
    Least(Valued),
    /// The largest value.
    Most(Valued),
    /// The different texts of a column. Their number does not add up, so the texts themselves are kept apart, as fingerprints.
    Keys(String),
    /// The minutes from one time to another that lie inside windows.
    Inside {
        /// The first time.
        from: String,
        /// The second.
        to: String,
        /// The windows.
        windows: Arc<Windows>,
    },
    /// The minutes of a column, of each row at most those that its day is open.
    Open {
        /// The column with minutes.
        column: String,
        /// The column with the day.
        on: String,
        /// The windows.
        windows: Arc<Windows>,
    },
}

impl Valued {
    fn columns(&self) -> Vec<&str> {
        match self {
            Self::Column(column) => vec![column],
            Self::Days { from, to } | Self::Minutes { from, to } => vec![from, to],
        }
    }
}

/// One thing asked of an engine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// Its name in the question, unique there.
    pub name: String,
    /// What is added up.
    pub takes: Takes,
    /// Over which rows.
    pub when: Filter,
}

/// A question to an engine: atoms of one dataset per unit and day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AtomQuery {
    /// The dataset.
    pub dataset: DatasetId,
    /// The column with the unit.
    pub unit: String,
    /// The column with the day or time, month or week. A time counts under its day, a month under its first day, a week under its Monday.
    pub at: String,
    /// The rows that a value is made of; other atoms count rows that are left out.
    pub rows: Filter,
    /// What is asked for, in order.
    pub atoms: Vec<Atom>,
}

impl AtomQuery {
    /// The columns that have to be read to answer it.
    pub fn columns(&self) -> BTreeSet<&str> {
        let mut columns = BTreeSet::from([self.unit.as_str(), self.at.as_str()]);
        self.rows.columns(&mut columns);
        for atom in &self.atoms {
            atom.when.columns(&mut columns);
            match &atom.takes {
                Takes::Rows => {}
                Takes::Sum(column) | Takes::Codes(column) | Takes::Keys(column) => {
                    columns.insert(column);
                }
                Takes::Values(of) | Takes::Least(of) | Takes::Most(of) => columns.extend(of.columns()),
                Takes::Inside { from, to, .. } => columns.extend([from.as_str(), to.as_str()]),
                Takes::Open { column, on, .. } => columns.extend([column.as_str(), on.as_str()]),
            }
        }
        columns
    }
}

/// What the rows of one atom came to. Two of the same kind add up, whatever they were split by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtomValue {
    /// How many rows.
    Rows(u64),
    /// A sum.
    Sum(Summed),
    /// Rows per code.
    Codes(BTreeMap<String, u64>),
    /// Rows per value.
    Values(BTreeMap<i64, u64>),
    /// The least value, if there is any.
    Least(Option<i64>),
    /// The largest value, if there is any.
    Most(Option<i64>),
    /// Fingerprints of different texts.
    Keys(BTreeSet<u128>),
}

/// A sum, and the rows that could not be added to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    /// The sum of the numbers that are there.
    pub sum: i128,
    /// Rows with a number.
    pub rows: u64,
    /// Rows whose number the deliverer has hidden because it is small.
    pub hidden: u64,
    /// Rows without a number.
    pub empty: u64,
}

impl AtomValue {
    /// Nothing, of the kind that is taken.
    pub fn nothing(takes: &Takes) -> Self {
        match takes {
            Takes::Rows => Self::Rows(0),
            Takes::Sum(_) | Takes::Inside { .. } | Takes::Open { .. } => Self::Sum(Summed::default()),
            Takes::Codes(_) => Self::Codes(BTreeMap::new()),
            Takes::Values(_) => Self::Values(BTreeMap::new()),
            Takes::Least(_) => Self::Least(None),
            Takes::Most(_) => Self::Most(None),
            Takes::Keys(_) => Self::Keys(BTreeSet::new()),
        }
    }

    /// Adds another of the same kind; one of another kind adds nothing.
    pub fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Rows(n), Self::Rows(more)) => *n += more,
            (Self::Sum(sum), Self::Sum(more)) => {
                sum.sum += more.sum;
                sum.rows += more.rows;
                sum.hidden += more.hidden;
                sum.empty += more.empty;
            }
            (Self::Codes(codes), Self::Codes(more)) => {
                for (code, n) in more {
                    *codes.entry(code.clone()).or_default() += n;
                }
            }
            (Self::Values(values), Self::Values(more)) => {
                for (value, n) in more {
                    *values.entry(*value).or_default() += n;
                }
            }
            (Self::Least(least), Self::Least(more)) => *least = least.iter().chain(more).min().copied(),
            (Self::Most(most), Self::Most(more)) => *most = most.iter().chain(more).max().copied(),
            (Self::Keys(keys), Self::Keys(more)) => keys.extend(more),
            (
                Self::Rows(_)
                | Self::Sum(_)
                | Self::Codes(_)
                | Self::Values(_)
                | Self::Least(_)
                | Self::Most(_)
                | Self::Keys(_),
                _,
            ) => {}
        }
    }
}

/// The atoms of one unit and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtomRow {
    /// The unit.
    pub unit: String,
    /// The day, as days since 1970-01-01.
    pub at: i32,
    /// The atoms, in the order of the question.
    pub atoms: Vec<AtomValue>,
    /// Rows that a value is made of.
    pub used: u64,
    /// The first of those rows, sorted, at most [`MOST_LINES`].
    pub lines: Vec<u32>,
}

/// The most rows that are named one by one.
pub const MOST_LINES: usize = 20;

/// An answer, sorted by unit and day: only where any atom took a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtomTable {
    /// The atoms.
    pub rows: Vec<AtomRow>,
    /// Rows that an atom would have taken, had they had a unit and a day.
    pub unplaced: u64,
    /// The first of them, sorted, at most [`MOST_LINES`].
    pub unplaced_lines: Vec<u32>,
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => write!(f, "'{text}'"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bounds = |f: &mut std::fmt::Formatter<'_>, least: &Option<i64>, most: &Option<i64>| match (least, most) {
            (Some(least), Some(most)) => write!(f, "{least}..={most}"),
            (Some(least), None) => write!(f, "{least}.."),
            (None, Some(most)) => write!(f, "..={most}"),
            (None, None) => write!(f, ".."),
        };
        let list = |f: &mut std::fmt::Formatter<'_>, all: &[Self], between: &str, none: &str| match all {
            [] => write!(f, "{none}"),
            [one] => write!(f, "{one}"),
            [first, rest @ ..] => {
                write!(f, "({first}")?;
                rest.iter().try_for_each(|filter| write!(f, " {between} {filter}"))?;
                write!(f, ")")
            }
        };
        match self {
            Self::OneOf { column, values } => {
                let values: Vec<String> = values.iter().map(Value::to_string).collect();
                write!(f, "{column} in [{}]", values.join(", "))
            }
            Self::Missing(column) => write!(f, "{column} missing"),
            Self::Within { column, least, most } => {
                write!(f, "{column} in ")?;
                bounds(f, least, most)
            }
            Self::DaysBetween { from, to, least, most } => {
                write!(f, "days({from}, {to}) in ")?;
                bounds(f, least, most)
            }
            Self::Not(inner) => write!(f, "not {inner}"),
            Self::All(all) => list(f, all, "and", "always"),
            Self::Any(any) => list(f, any, "or", "never"),
        }
    }
}

impl std::fmt::Display for Valued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Column(column) => write!(f, "{column}"),
            Self::Days { from, to } => write!(f, "days({from}, {to})"),
            Self::Minutes { from, to } => write!(f, "minutes({from}, {to})"),
        }
    }
}

/// How much is open: `100 of 365 days, 60000 minutes`.
impl std::fmt::Display for Windows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let open = self.open.iter().filter(|(from, to)| from < to);
        let minutes: u64 = open.clone().map(|(from, to)| u64::from(to - from)).sum();
        write!(f, "windows of {} of {} days from {}, {minutes} minutes", open.count(), self.open.len(), self.first)
    }
}

/// The question as people review it: `vantande per enhet, matdatum`, then a line per atom.
impl std::fmt::Display for AtomQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} per {}, {}", self.dataset, self.unit, self.at)?;
        writeln!(f, "  of rows where {}", self.rows)?;
        for atom in &self.atoms {
            let takes = match &atom.takes {
                Takes::Rows => "rows".to_owned(),
                Takes::Sum(column) => format!("sum({column})"),
                Takes::Codes(column) => format!("codes({column})"),
                Takes::Values(of) => format!("values({of})"),
                Takes::Least(of) => format!("least({of})"),
                Takes::Most(of) => format!("most({of})"),
                Takes::Keys(column) => format!("different({column})"),
                Takes::Inside { from, to, windows } => format!("sum(minutes({from}, {to}) inside {windows})"),
                Takes::Open { column, on, windows } => format!("sum({column} at most {windows} on {on})"),
            };
            writeln!(f, "  {}: {takes} where {}", atom.name, atom.when)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole_in_any_order() {
        let parts = [
            AtomValue::Sum(Summed { sum: 5, rows: 1, hidden: 0, empty: 2 }),
            AtomValue::Sum(Summed { sum: -2, rows: 3, hidden: 1, empty: 0 }),
        ];
        let mut forwards = AtomValue::nothing(&Takes::Sum("x".into()));
        let mut backwards = forwards.clone();
        parts.iter().for_each(|p| forwards.add(p));
        parts.iter().rev().for_each(|p| backwards.add(p));
        assert_eq!(forwards, AtomValue::Sum(Summed { sum: 3, rows: 4, hidden: 1, empty: 2 }));
        assert_eq!(forwards, backwards);
    }

    #[test]
    fn one_side_may_decide_what_the_other_cannot() {
        let days = || Filter::DaysBetween { from: "a".into(), to: "b".into(), least: None, most: Some(90) };
        let has = "days(a, b) in ..";
        assert_eq!(Filter::equals("c", "x").decided(), None);
        assert_eq!(Filter::All(vec![Filter::equals("c", "x"), Filter::Missing("d".into())]).decided(), None);
        assert_eq!(days().negated().decided().map(|f| f.to_string()), Some(has.to_owned()));
        let either = Filter::Any(vec![Filter::Missing("a".into()), days()]);
        let (is, is_not) = either.truth();
        assert_eq!(is.to_string(), "(a missing or days(a, b) in ..=90)");
        assert_eq!(is_not.to_string(), format!("(not a missing and ({has} and not days(a, b) in ..=90))"));
        let number = Filter::OneOf { column: "n".into(), values: vec![Value::Number(1)] };
        assert_eq!(number.decided().map(|f| f.to_string()), Some("n in ..".to_owned()));
    }

    #[test]
    fn minutes_count_inside_the_windows_of_their_days_alone() {
        // 1 January 1970 is open 07–17, the second 07–14, the third is closed.
        let windows = Windows { first: 0, open: vec![(420, 1020), (420, 840), (0, 0)] };
        let at = |day: i64, hour: i64, minute: i64| day * 1440 + hour * 60 + minute;
        for (from, to, minutes) in [
            (at(0, 8, 0), at(0, 9, 30), 90),
            (at(0, 6, 0), at(0, 7, 30), 30),
            (at(0, 16, 0), at(0, 18, 0), 60),
            (at(1, 13, 0), at(1, 15, 0), 60),
            (at(2, 8, 0), at(2, 9, 0), 0),
            // Over night: one hour of the first day, two of the second.
            (at(0, 16, 0), at(1, 9, 0), 180),
            (at(0, 9, 0), at(0, 8, 0), 0),
            (at(-1, 8, 0), at(-1, 9, 0), 0),
        ] {
            assert_eq!(windows.inside(from, to), minutes, "{from}–{to}");
        }
    }

    #[test]
    fn different_texts_and_extremes_add_up_as_sets_do() {
        let mut keys = AtomValue::Keys(BTreeSet::from([1, 2]));
        keys.add(&AtomValue::Keys(BTreeSet::from([2, 3])));
        assert_eq!(keys, AtomValue::Keys(BTreeSet::from([1, 2, 3])));
        let (mut least, mut most) = (AtomValue::Least(None), AtomValue::Most(Some(4)));
        least.add(&AtomValue::Least(Some(7)));
        least.add(&AtomValue::Least(Some(-7)));
        most.add(&AtomValue::Most(None));
        assert_eq!((least, most), (AtomValue::Least(Some(-7)), AtomValue::Most(Some(4))));
    }

    #[test]
    fn a_question_names_every_column_it_needs() {
        let days = Filter::DaysBetween { from: "a".into(), to: "b".into(), least: None, most: Some(90) };
        let when = Filter::Any(vec![days.negated(), Filter::Missing("c".into())]).and(Filter::equals("d", "x"));
        let query = AtomQuery {
            dataset: DatasetId::new("v").expect("an id"),
            unit: "enhet".into(),
            at: "dag".into(),
            rows: Filter::Missing("f".into()),
            atoms: vec![
                Atom { name: "n".into(), takes: Takes::Rows, when },
                Atom { name: "s".into(), takes: Takes::Sum("e".into()), when: Filter::All(Vec::new()) },
            ],
        };
        assert_eq!(query.columns().into_iter().collect::<Vec<_>>(), ["a", "b", "c", "d", "dag", "e", "enhet", "f"]);
    }
}
