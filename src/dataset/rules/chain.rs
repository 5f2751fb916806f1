//! Rows that follow on each other: what a week, month or day starts with is what the one just before it ended with.
//!
//! Gaps are left alone, as are rows where either number is missing, hidden or faulty. The rows may stand in any order.

use super::sums::{Broken, MOST};
use super::tuple::{Grain, tuples};
use crate::dataset::block::{Block, Cells};
use crate::dataset::value::{Value, Values, days, is_bad, month, number, position, written};
use crate::field::contract::{ColumnType, Dataset, Demand, Rule};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Nothing,
    Faulty,
    Number(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    group: u128,
    along: i32,
    file: u32,
    row: u32,
    start: Told,
    end: Told,
}

/// One rule of rows that follow on each other, over the rows of a dataset.
pub(super) struct Chain<'c> {
    /// Its position among the rules of the contract.
    pub rule: usize,
    /// The column that the fault stands in.
    pub column: usize,
    kind: &'c ColumnType,
    along_kind: &'c ColumnType,
    per: Vec<usize>,
    along: usize,
    end: usize,
    links: Vec<Link>,
    pub(super) most: usize,
}

impl<'c> Chain<'c> {
    /// Prepares a rule; `None` when it is of another kind.
    pub(super) fn new(contract: &'c Dataset, at: usize, rule: &'c Rule) -> Option<Self> {
        let Demand::Follows { per, along, end, start } = &rule.demand else { return None };
        let (along, column) = (position(contract, along)?, position(contract, start)?);
        Some(Self {
            rule: at,
            column,
            kind: &contract.columns[column].kind,
            along_kind: &contract.columns[along].kind,
            per: per.iter().map(|name| position(contract, name)).collect::<Option<_>>()?,
            along,
            end: position(contract, end)?,
            links: Vec::new(),
            most: MOST,
        })
    }

    /// Takes the rows of a block of a file, by its number.
    pub(super) fn block(&mut self, block: &Block, file: u32) {
        let of = |at: usize| Values::of(&block.cells[at]);
        let (Some(Values::Day(along)), Some(starts), Some(ends)) = (of(self.along), of(self.column), of(self.end))
        else {
            return;
        };
        if self.gave_up() {
            return;
        }
        let told = |cells: &Cells, value: Option<Value<'_>>, at: u32| match value {
            Some(Value::Number(n)) => Told::Number(n),
            Some(Value::Text(_) | Value::Day(_)) | None if is_bad(cells, at as usize) => Told::Faulty,
            Some(Value::Text(_) | Value::Day(_)) | None => Told::Nothing,
        };
        let keys = tuples(block, self.per.iter().map(|at| (*at, Grain::Exact)));
        let mut faulty = keys.faulty.iter().copied().peekable();
        let values = along.iter().zip(starts.iter()).zip(ends.iter());
        for ((at, group), ((along, start), end)) in (0_u32..).zip(&keys.hashes).zip(values) {
            let lost = faulty.next_if_eq(&at).is_some();
            let Some(along) = along.filter(|_| !lost) else { continue };
            self.links.push(Link {
                group: *group,
                along,
                file,
                row: block.rows[at as usize],
                start: told(&block.cells[self.column], start, at),
                end: told(&block.cells[self.end], end, at),
            });
        }
    }

    /// Whether there were more rows than can be judged.
    pub(super) fn gave_up(&self) -> bool {
        self.links.len() > self.most
    }

    /// The rows that do not start where the ones before ended, each with its file, in order, and what a remark says of each.
    pub(super) fn broken(mut self) -> Vec<Broken> {
        let mut broken = Vec::new();
        if self.gave_up() {
            return broken;
        }
        self.links.sort_unstable();
        let mut before: &[Link] = &[];
        for now in self.links.chunk_by(|a, b| (a.group, a.along) == (b.group, b.along)) {
            let follows = before.first().is_some_and(|b| b.group == now[0].group && self.next(b.along) == now[0].along);
            if follows && before.iter().all(|b| b.end != Told::Faulty) {
                let ends: Vec<i64> = before.iter().filter_map(|b| n(b.end)).collect();
                for (link, start) in now.iter().filter_map(|link| Some((link, n(link.start)?))) {
                    // A row that stands twice is told of as such; either of its numbers will do here.
                    if let Some(end) = ends.first().filter(|_| !ends.contains(&start)) {
                        let write = |n: i64| number(self.kind, i128::from(n));
                        let when = written(self.along_kind, Value::Day(before[0].along));
                        let text = format!("`{}`, men {when} slutade med `{}`", write(start), write(*end));
                        broken.push((link.file, link.row, text));
                    }
                }
            }
            before = now;
        }
        broken.sort_unstable();
        broken
    }

    /// The first day of the week, month or day after one that begins on a day.
    fn next(&self, along: i32) -> i32 {
        match self.along_kind {
            ColumnType::Week => along + 7,
            ColumnType::Month => days(month(along).last_day()) + 1,
            ColumnType::Date
            | ColumnType::Text
            | ColumnType::Unit
            | ColumnType::Moment
            | ColumnType::Period
            | ColumnType::Time
            | ColumnType::Integer
            | ColumnType::Decimal(_)
            | ColumnType::Hours
            | ColumnType::Percent
            | ColumnType::OneOf(_) => along + 1,
        }
    }
}

fn n(told: Told) -> Option<i64> {
    match told {
        Told::Number(n) => Some(n),
        Told::Nothing | Told::Faulty => None,
    }
}
