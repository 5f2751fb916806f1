//! Whether a condition holds for a row. A condition on a value that is missing does not hold, so its `not` does.

use super::lanes::Lanes;
use crate::field::atom::{Filter, Value};

/// A condition, ready to be tried on many rows.
#[derive(Clone, Debug)]
pub(super) enum Holds<'q> {
    Text(&'q str, &'q str),
    OneOf(&'q str, &'q [Value]),
    Missing(&'q str),
    Within(&'q str, i64, i64),
    Days(&'q str, &'q str, i64, i64),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl<'q> Holds<'q> {
    pub(super) fn new(filter: &'q Filter) -> Self {
        let all = |filters: &'q [Filter]| filters.iter().map(Self::new).collect();
        let bounds = |least: Option<i64>, most: Option<i64>| (least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX));
        match filter {
            Filter::OneOf { column, values } => match values.as_slice() {
                [Value::Text(text)] => Self::Text(column, text),
                values => Self::OneOf(column, values),
            },
            Filter::Missing(column) => Self::Missing(column),
            Filter::Within { column, least, most } => {
                let (least, most) = bounds(*least, *most);
                Self::Within(column, least, most)
            }
            Filter::DaysBetween { from, to, least, most } => {
                let (least, most) = bounds(*least, *most);
                Self::Days(from, to, least, most)
            }
            Filter::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            Filter::All(filters) => Self::All(all(filters)),
            Filter::Any(filters) => Self::Any(all(filters)),
        }
    }

    pub(super) fn on(&self, lanes: &Lanes<'_>, row: usize) -> bool {
        match self {
            Self::Text(column, text) => lanes.text(column, row) == Some(*text),
            Self::OneOf(column, values) => values.iter().any(|value| match value {
                Value::Text(text) => lanes.text(column, row) == Some(text.as_str()),
                Value::Number(number) => lanes.number(column, row) == Some(*number),
            }),
            Self::Missing(column) => lanes.is_missing(column, row),
            Self::Within(column, least, most) => {
                lanes.number(column, row).is_some_and(|n| (*least..=*most).contains(&n))
            }
            Self::Days(from, to, least, most) => match (lanes.day(from, row), lanes.day(to, row)) {
                (Some(from), Some(to)) => (*least..=*most).contains(&(to - from)),
                (Some(_) | None, _) => false,
            },
            Self::Not(inner) => !inner.on(lanes, row),
            Self::All(all) => all.iter().all(|holds| holds.on(lanes, row)),
            Self::Any(any) => any.iter().any(|holds| holds.on(lanes, row)),
        }
    }
}
