//! The rows of a block on which conditions hold, each condition tried once. A condition on a value that is missing does not hold, so its
//! `not` does.

use crate::dataset::Rows;
use crate::field::atom::{Filter, Value, Valued};
use polars::prelude::{Column, DataType, StringChunked};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Minutes of a day.
const DAY: i64 = 1440;

/// Rows on which something holds.
pub(super) type Mask = Rc<Vec<bool>>;
/// A number per row.
pub(super) type Numbers = Rc<Vec<Option<i64>>>;

/// The rows of one block, and what has been found out about them.
pub(super) struct Masks<'b> {
    rows: &'b Rows<'b>,
    in_use: Vec<bool>,
    known: Vec<(Filter, Mask)>,
    numbers: BTreeMap<String, Option<Numbers>>,
    days: BTreeMap<String, Option<Numbers>>,
}

impl<'b> Masks<'b> {
    pub(super) fn new(rows: &'b Rows<'b>) -> Self {
        let in_use = rows.in_use().iter().map(|in_use| in_use == Some(true)).collect();
        Self { rows, in_use, known: Vec::new(), numbers: BTreeMap::new(), days: BTreeMap::new() }
    }

    pub(super) fn height(&self) -> usize {
        self.in_use.len()
    }

    /// Rows in use on which a condition holds.
    pub(super) fn in_use(&mut self, filter: &Filter) -> Mask {
        let holds = self.of(filter);
        Rc::new(holds.iter().zip(&self.in_use).map(|(holds, in_use)| *holds && *in_use).collect())
    }

    /// The texts of a column.
    pub(super) fn texts(&self, column: &str) -> Option<&'b StringChunked> {
        self.rows.column(column)?.str().ok()
    }

    /// The numbers of a column; a day is one too.
    pub(super) fn numbers(&mut self, column: &str) -> Option<Numbers> {
        if let Some(known) = self.numbers.get(column) {
            return known.clone();
        }
        let made = self.rows.column(column).and_then(values).map(Rc::new);
        self.numbers.insert(column.to_owned(), made.clone());
        made
    }

    /// The days of a column: a time counts under the day it falls on.
    pub(super) fn days(&self, column: &str) -> Option<Vec<Option<i64>>> {
        let column = self.rows.column(column)?;
        let values = values(column)?;
        let is_day = *column.dtype() == DataType::Int32;
        Some(if is_day { values } else { values.into_iter().map(|v| v.map(|v| v.div_euclid(DAY))).collect() })
    }

    fn kept_days(&mut self, column: &str) -> Option<Numbers> {
        if let Some(known) = self.days.get(column) {
            return known.clone();
        }
        let made = self.days(column).map(Rc::new);
        self.days.insert(column.to_owned(), made.clone());
        made
    }

    /// What each row has a value of.
    pub(super) fn valued(&mut self, valued: &Valued) -> Option<Numbers> {
        match valued {
            Valued::Column(column) => self.numbers(column),
            Valued::Days { from, to } => {
                let (from, to) = (self.kept_days(from)?, self.kept_days(to)?);
                Some(difference(&from, &to))
            }
            Valued::Minutes { from, to } => {
                let (from, to) = (self.numbers(from)?, self.numbers(to)?);
                Some(difference(&from, &to))
            }
        }
    }

    /// Positions of rows whose number in a column the deliverer has hidden, sorted.
    pub(super) fn hidden(&self, column: &str) -> &'b [u32] {
        self.rows.hidden(column)
    }

    fn of(&mut self, filter: &Filter) -> Mask {
        if let Some((_, known)) = self.known.iter().find(|(known, _)| known == filter) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.make(filter));
        self.known.push((filter.clone(), Rc::clone(&made)));
        made
    }

    fn make(&mut self, filter: &Filter) -> Vec<bool> {
        let height = self.height();
        let none = || vec![false; height];
        match filter {
            Filter::OneOf { column, values } => match self.texts(column) {
                Some(texts) => {
                    let wanted: Vec<&str> = values
                        .iter()
                        .filter_map(|value| match value {
                            Value::Text(text) => Some(text.as_str()),
                            Value::Number(_) => None,
                        })
                        .collect();
                    texts.iter().map(|text| text.is_some_and(|text| wanted.contains(&text))).collect()
                }
                None => self.numbers(column).map_or_else(none, |numbers| {
                    let wanted: Vec<i64> = values
                        .iter()
                        .filter_map(|value| match value {
                            Value::Number(number) => Some(*number),
                            Value::Text(_) => None,
                        })
                        .collect();
                    numbers.iter().map(|n| n.is_some_and(|n| wanted.contains(&n))).collect()
                }),
            },
            Filter::Missing(column) => {
                let mut missing = match (self.texts(column), self.numbers(column)) {
                    (Some(texts), _) => texts.iter().map(|text| text.is_none()).collect(),
                    (None, Some(numbers)) => numbers.iter().map(Option::is_none).collect(),
                    (None, None) => vec![true; height],
                };
                // A hidden number is there.
                for at in self.hidden(column) {
                    missing.iter_mut().skip(*at as usize).take(1).for_each(|m| *m = false);
                }
                missing
            }
            Filter::Within { column, least, most } => {
                let (least, most) = bounds(*least, *most);
                let within = |n: &Option<i64>| n.is_some_and(|n| (least..=most).contains(&n));
                self.numbers(column).map_or_else(none, |numbers| numbers.iter().map(within).collect())
            }
            Filter::DaysBetween { from, to, least, most } => {
                let (least, most) = bounds(*least, *most);
                let within = |n: &Option<i64>| n.is_some_and(|n| (least..=most).contains(&n));
                let days = self.valued(&Valued::Days { from: from.clone(), to: to.clone() });
                days.map_or_else(none, |days| days.iter().map(within).collect())
            }
            Filter::Not(inner) => self.of(inner).iter().map(|holds| !holds).collect(),
            Filter::All(all) => {
                let mut holds = vec![true; height];
                for part in all {
                    let part = self.of(part);
                    holds.iter_mut().zip(part.iter()).for_each(|(all, part)| *all &= part);
                }
                holds
            }
            Filter::Any(any) => {
                let mut holds = none();
                for part in any {
                    let part = self.of(part);
                    holds.iter_mut().zip(part.iter()).for_each(|(any, part)| *any |= part);
                }
                holds
            }
        }
    }
}

fn difference(from: &Numbers, to: &Numbers) -> Numbers {
    Rc::new(from.iter().zip(to.iter()).map(|(from, to)| (*to)?.checked_sub((*from)?)).collect())
}

fn bounds(least: Option<i64>, most: Option<i64>) -> (i64, i64) {
    (least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX))
}

fn values(column: &Column) -> Option<Vec<Option<i64>>> {
    match (column.i32(), column.i64()) {
        (Ok(days), _) => Some(days.iter().map(|d| d.map(i64::from)).collect()),
        (Err(_), Ok(numbers)) => Some(numbers.iter().collect()),
        (Err(_), Err(_)) => None,
    }
}
