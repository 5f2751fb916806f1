//! Kinds of rows that conditions tell apart, so that printed numbers of different measures are known to count the same rows.

use crate::field::atom::{Filter, Value};
use std::collections::BTreeMap;

/// Kinds of rows that the conditions of a dataset tell apart: each condition holds for whole classes, and rows in no condition are in none.
pub(super) struct Classes {
    /// Of each condition, its classes.
    of: Vec<Vec<usize>>,
}

/// The most combinations that are told apart; beyond it every condition stands for itself.
const MOST: usize = 1 << 16;

/// What a row can be like in one respect.
#[derive(Clone, PartialEq, Eq)]
enum Respect {
    /// A column of codes or texts, and those that are mentioned.
    Codes(String, Vec<Value>),
    /// A number, or days between two columns, with the values where something changes.
    Number(Filter, Vec<i64>),
    /// Whether a column is empty.
    Empty(String),
}

impl Respect {
    /// How many different ways to be there are.
    fn ways(&self) -> usize {
        match self {
            // Each of the codes, another, none.
            Self::Codes(_, codes) => codes.len() + 2,
            // Below, between and above the values, or none.
            Self::Number(_, at) => at.len() + 2,
            Self::Empty(_) => 2,
        }
    }
}

impl Classes {
    pub(super) fn of(filters: &[&Filter]) -> Self {
        let mut respects: Vec<Respect> = Vec::new();
        filters.iter().for_each(|filter| gather(filter, &mut respects));
        let ways: Option<usize> =
            respects.iter().try_fold(1_usize, |n, r| n.checked_mul(r.ways()).filter(|n| *n <= MOST));
        let Some(ways) = ways else {
            // Too many to tell apart: no condition is known to have anything to do with another.
            return Self { of: (0..filters.len()).map(|at| vec![at]).collect() };
        };
        let mut signatures: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for row in 0..ways {
            let mut left = row;
            let way: Vec<usize> = respects
                .iter()
                .map(|respect| {
                    let at = left % respect.ways();
                    left /= respect.ways();
                    at
                })
                .collect();
            let signature: Vec<bool> = filters.iter().map(|filter| holds(filter, &respects, &way)).collect();
            let next = signatures.len();
            if signature.contains(&true) {
                signatures.entry(signature).or_insert(next);
            }
        }
        let classes = |at: usize| signatures.iter().filter(|(s, _)| s[at]).map(|(_, class)| *class).collect();
        Self { of: (0..filters.len()).map(classes).collect() }
    }

    pub(super) fn of_filter(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.of.get(at).into_iter().flatten().copied()
    }
}

/// Adds what a condition looks at.
fn gather(filter: &Filter, to: &mut Vec<Respect>) {
    let mut number = |of: Filter, least: &Option<i64>, most: &Option<i64>| {
        let at = to.iter().position(|r| matches!(r, Respect::Number(known, _) if *known == of));
        let at = at.unwrap_or_else(|| {
            to.push(Respect::Number(of, Vec::new()));
            to.len() - 1
        });
        if let Respect::Number(_, values) = &mut to[at] {
            values.extend(least.iter().chain(most.map(|m| m.saturating_add(1)).iter()));
            values.sort_unstable();
            values.dedup();
        }
    };
    match filter {
        Filter::OneOf { column, values } if values.iter().all(|v| matches!(v, Value::Text(_))) => {
            let at = to.iter().position(|r| matches!(r, Respect::Codes(known, _) if known == column));
            let at = at.unwrap_or_else(|| {
                to.push(Respect::Codes(column.clone(), Vec::new()));
                to.len() - 1
            });
            if let Respect::Codes(_, known) = &mut to[at] {
                known.extend(values.iter().filter(|v| !known.contains(v)).cloned().collect::<Vec<_>>());
            }
        }
        Filter::OneOf { column, values } => {
            for value in values {
                if let Value::Number(n) = value {
                    number(bounded(column), &Some(*n), &Some(*n));
                }
            }
        }
        Filter::Within { column, least, most } => number(bounded(column), least, most),
        Filter::DaysBetween { from, to: until, least, most } => number(between(from, until), least, most),
        Filter::Missing(column) => {
            let respect = Respect::Empty(column.clone());
            let is_code = to.iter().any(|r| matches!(r, Respect::Codes(known, _) if known == column));
            if !is_code && !to.contains(&respect) {
                to.push(respect);
            }
        }
        Filter::Not(inner) => gather(inner, to),
        Filter::All(all) | Filter::Any(all) => all.iter().for_each(|f| gather(f, to)),
    }
}

fn bounded(column: &str) -> Filter {
    Filter::Within { column: column.to_owned(), least: None, most: None }
}

fn between(from: &str, to: &str) -> Filter {
    Filter::DaysBetween { from: from.to_owned(), to: to.to_owned(), least: None, most: None }
}

/// Whether a condition holds for rows that are in a given way in every respect.
fn holds(filter: &Filter, respects: &[Respect], way: &[usize]) -> bool {
    let number = |of: &Filter, least: Option<i64>, most: Option<i64>| {
        let found = respects.iter().zip(way).find_map(|(r, way)| match r {
            Respect::Number(known, values) if known == of => Some((values, *way)),
            Respect::Number(..) | Respect::Codes(..) | Respect::Empty(_) => None,
        });
        let Some((values, way)) = found else { return false };
        // The last way is to have no value; way `n` lies between value `n − 1` and value `n`.
        if way > values.len() {
            return false;
        }
        let from = way.checked_sub(1).and_then(|at| values.get(at)).copied().unwrap_or(i64::MIN);
        least.is_none_or(|least| from >= least)
            && most
                .is_none_or(|most| from <= most && values.get(way).is_some_and(|next| *next <= most.saturating_add(1)))
    };
    match filter {
        Filter::OneOf { column, values } if values.iter().all(|v| matches!(v, Value::Text(_))) => {
            respects.iter().zip(way).any(|(r, way)| match r {
                Respect::Codes(known, codes) if known == column => {
                    codes.get(*way).is_some_and(|code| values.contains(code))
                }
                Respect::Codes(..) | Respect::Number(..) | Respect::Empty(_) => false,
            })
        }
        Filter::OneOf { column, values } => values.iter().any(|value| match value {
            Value::Number(n) => number(&bounded(column), Some(*n), Some(*n)),
            Value::Text(_) => false,
        }),
        Filter::Within { column, least, most } => number(&bounded(column), *least, *most),
        Filter::DaysBetween { from, to, least, most } => number(&between(from, to), *least, *most),
        Filter::Missing(column) => respects.iter().zip(way).any(|(r, way)| match r {
            Respect::Codes(known, codes) if known == column => *way == codes.len() + 1,
            Respect::Empty(known) if known == column => *way == 1,
            Respect::Codes(..) | Respect::Number(..) | Respect::Empty(_) => false,
        }),
        Filter::Not(inner) => !holds(inner, respects, way),
        Filter::All(all) => all.iter().all(|f| holds(f, respects, way)),
        Filter::Any(any) => any.iter().any(|f| holds(f, respects, way)),
    }
}
