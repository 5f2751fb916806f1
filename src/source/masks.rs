//! The rows of a block on which conditions hold, each condition tried once. A condition on a value that is missing does not hold, so its
//! `not` does.

use super::numbers::Numbers;
use crate::dataset::Rows;
use crate::field::atom::{Filter, Value, Valued};
use polars::prelude::{DataType, NewChunkedArray, StringChunked};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Rows on which something holds.
pub(super) type Mask = Rc<Vec<bool>>;
/// The longest text that a column holds beside its length.
const SHORT: u32 = 12;

/// The rows of one block, and what has been found out about them.
pub(super) struct Masks<'b> {
    rows: &'b Rows<'b>,
    in_use: Vec<bool>,
    is_all_in_use: bool,
    known: Vec<(Filter, Mask)>,
    numbers: BTreeMap<String, Option<Numbers>>,
    days: BTreeMap<String, Option<Numbers>>,
}

impl<'b> Masks<'b> {
    pub(super) fn new(rows: &'b Rows<'b>) -> Self {
        let in_use: Vec<bool> = rows.in_use().iter().map(|in_use| in_use == Some(true)).collect();
        let is_all_in_use = in_use.iter().all(|in_use| *in_use);
        Self { rows, in_use, is_all_in_use, known: Vec::new(), numbers: BTreeMap::new(), days: BTreeMap::new() }
    }

    pub(super) fn height(&self) -> usize {
        self.in_use.len()
    }

    /// Rows in use on which a condition holds.
    pub(super) fn in_use(&mut self, filter: &Filter) -> Mask {
        let holds = self.of(filter);
        if self.is_all_in_use {
            return holds;
        }
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
        let made = self.rows.column(column).and_then(Numbers::of);
        self.numbers.insert(column.to_owned(), made.clone());
        made
    }

    /// The days of a column: a time counts under the day it falls on.
    pub(super) fn days(&mut self, column: &str) -> Option<Numbers> {
        if let Some(known) = self.days.get(column) {
            return known.clone();
        }
        let is_day = self.rows.column(column).is_some_and(|column| *column.dtype() == DataType::Int32);
        let numbers = self.numbers(column);
        let made = if is_day { numbers } else { numbers.map(|minutes| minutes.days_of_minutes()) };
        self.days.insert(column.to_owned(), made.clone());
        made
    }

    /// What each row has a value of.
    pub(super) fn valued(&mut self, valued: &Valued) -> Option<Numbers> {
        match valued {
            Valued::Column(column) => self.numbers(column),
            Valued::Days { from, to } => {
                let (from, to) = (self.days(from)?, self.days(to)?);
                Some(from.until(&to))
            }
            Valued::Minutes { from, to } => {
                let (from, to) = (self.numbers(from)?, self.numbers(to)?);
                Some(from.until(&to))
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
                    one_of(texts, &wanted)
                }
                None => self.numbers(column).map_or_else(none, |numbers| {
                    let wanted: Vec<i64> = values
                        .iter()
                        .filter_map(|value| match value {
                            Value::Number(number) => Some(*number),
                            Value::Text(_) => None,
                        })
                        .collect();
                    numbers.one_of(&wanted)
                }),
            },
            Filter::Missing(column) => {
                let mut missing = match (self.texts(column), self.numbers(column)) {
                    (Some(texts), _) => texts.iter().map(|text| text.is_none()).collect(),
                    (None, Some(numbers)) => numbers.missing(),
                    (None, None) => vec![true; height],
                };
                // A hidden number is there.
                for at in self.hidden(column) {
                    missing.iter_mut().skip(*at as usize).take(1).for_each(|m| *m = false);
                }
                missing
            }
            Filter::Within { column, least, most } => {
                self.numbers(column).map_or_else(none, |numbers| numbers.within(*least, *most))
            }
            Filter::DaysBetween { from, to, least, most } => {
                let days = self.valued(&Valued::Days { from: from.clone(), to: to.clone() });
                days.map_or_else(none, |days| days.within(*least, *most))
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

/// Whether each row has one of some texts. Short ones are compared in the form in which a column holds them.
fn one_of(texts: &StringChunked, wanted: &[&str]) -> Vec<bool> {
    if wanted.iter().any(|text| text.len() > SHORT as usize) {
        return texts.iter().map(|text| text.is_some_and(|text| wanted.contains(&text))).collect();
    }
    let wanted = StringChunked::from_slice("".into(), wanted);
    let wanted: Vec<u128> =
        wanted.downcast_iter().flat_map(|array| array.views().iter().map(|view| view.as_u128())).collect();
    let mut made: Vec<bool> = Vec::with_capacity(texts.len());
    for array in texts.downcast_iter() {
        let from = made.len();
        made.extend(array.views().iter().map(|view| wanted.contains(&view.as_u128())));
        if texts.null_count() > 0 {
            made[from..].iter_mut().zip(array.iter()).for_each(|(holds, text)| *holds &= text.is_some());
        }
    }
    made
}
