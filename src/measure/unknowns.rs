//! What printed numbers are the sums of: unknowns for each kind of row, column, unit and time, by number.

use super::classes::Classes;
use super::suppress::Bundle;
use crate::field::id::UnitId;
use crate::field::org::OrgTree;
use std::collections::{BTreeMap, BTreeSet};

/// A printed number, and what it is the sum of, by numbers.
pub(super) struct Equation {
    pub bundle: Bundle,
    pub value: i128,
    /// Whether it stands nowhere, but follows from others.
    pub is_unprinted: bool,
    pub filter: usize,
    pub columns: Vec<usize>,
    pub unit: usize,
    pub times: Vec<usize>,
    pub is_alone: bool,
}

/// What a number of a unit has beside those of the units below it: printed nowhere but known by subtraction.
pub(super) struct Others {
    /// The number.
    pub total: usize,
    pub value: i128,
    /// The units that it is of.
    pub units: Vec<usize>,
}

/// What unknowns there are: one for each column, kind of row, unit and time.
///
/// Where something accumulates from the turn of the year a number would be the sum of very many of them. There the unknowns are instead what
/// has come up to each day, and what comes between two days is the difference of two of them, however long it is between them.
pub(super) struct Shape {
    pub classes: Classes,
    pub units: Units,
    pub columns: usize,
    pub times: usize,
    /// The times before this lie between two days.
    pub days: usize,
    /// Where unknowns are what has come up to a day: those of each day, by where the times of a kind of row, column and unit begin. Up to the
    /// first day nothing has come, and up to a day as much as up to an earlier one after which nothing came.
    pub came: Option<BTreeMap<usize, Vec<Option<u32>>>>,
}

impl Shape {
    /// Where the times of a kind of row, column and unit begin, for each of those of a number.
    fn begins<'s>(&'s self, of: &'s Equation, units: &'s [usize]) -> impl Iterator<Item = usize> + 's {
        let count = self.units.within.len();
        self.classes.of_filter(of.filter).flat_map(move |class| {
            of.columns.iter().flat_map(move |column| {
                units.iter().map(move |unit| ((class * self.columns + column) * count + unit) * self.times)
            })
        })
    }

    /// The unknowns of a number for some units by time.
    fn by_time<'s>(&'s self, of: &'s Equation, units: &'s [usize]) -> impl Iterator<Item = u32> + 's {
        self.begins(of, units).flat_map(|begins| of.times.iter().map(move |time| number(begins + time)))
    }

    /// What is known to be nothing: the parts of every number that is 0, but not all parts of a number that is not.
    fn nothing(&self, equations: &[Equation], others: &[Others]) -> BTreeSet<u32> {
        let printed = equations.iter().map(|equation| (equation.value, equation, self.units.of(equation)));
        let others = others.iter().map(|others| (others.value, &equations[others.total], others.units.as_slice()));
        let (zero, some): (Vec<_>, Vec<_>) = printed.chain(others).partition(|(value, ..)| *value == 0);
        let mut nothing: BTreeSet<u32> = zero.iter().flat_map(|(_, of, units)| self.by_time(of, units)).collect();
        for (_, of, units) in some {
            if self.by_time(of, units).all(|unknown| nothing.contains(&unknown)) {
                self.by_time(of, units).for_each(|unknown| _ = nothing.remove(&unknown));
            }
        }
        nothing
    }

    /// What has come up to each day.
    pub(super) fn came(&self, equations: &[Equation], others: &[Others]) -> BTreeMap<usize, Vec<Option<u32>>> {
        let nothing = self.nothing(equations, others);
        let all = equations.iter().flat_map(|equation| self.begins(equation, self.units.of(equation)));
        let all: BTreeSet<usize> = all.collect();
        let by_day = |begins: usize| {
            let days = (0..self.days).scan(None, |came, day| {
                let before = *came;
                if !nothing.contains(&number(begins + day)) {
                    *came = Some(number(begins + day + 1));
                }
                Some(before)
            });
            days.collect()
        };
        all.into_iter().map(|begins| (begins, by_day(begins))).collect()
    }

    /// The unknowns of a number for some units, sorted.
    pub(super) fn unknowns(&self, of: &Equation, units: &[usize]) -> Vec<(u32, i64)> {
        let mut unknowns = Vec::new();
        for begins in self.begins(of, units) {
            let came = self.came.as_ref().and_then(|came| came.get(&begins));
            match (came, of.times.first(), of.times.last()) {
                (Some(came), Some(first), Some(last)) if *last < self.days => {
                    let up_to = |day: usize| came.get(day).copied().flatten();
                    let (before, after) = (up_to(*first), up_to(last + 1));
                    if before != after {
                        unknowns.extend(after.map(|unknown| (unknown, 1)));
                        unknowns.extend(before.map(|unknown| (unknown, -1)));
                    }
                }
                (_, _, _) => unknowns.extend(of.times.iter().map(|time| (number(begins + time), 1))),
            }
        }
        unknowns.sort_unstable();
        unknowns
    }
}

/// The number of an unknown.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The units by number, those that are not in the tree last.
pub(super) struct Units {
    numbers: BTreeMap<UnitId, usize>,
    /// Of each unit, itself and those below it.
    pub within: Vec<Vec<usize>>,
    /// Those just below it, and those below it that have none below them.
    pub below: Vec<[Vec<usize>; 2]>,
    /// Of each unit, itself.
    own: Vec<usize>,
}

impl Units {
    /// Those that a number is the sum of.
    pub(super) fn of(&self, number: &Equation) -> &[usize] {
        if number.is_alone { &self.own[number.unit..=number.unit] } else { &self.within[number.unit] }
    }

    pub(super) fn in_tree(tree: &OrgTree) -> Self {
        let ids: Vec<&UnitId> = tree.units.iter().map(|u| &u.id).collect();
        let within: Vec<Vec<usize>> =
            ids.iter().map(|of| (0..ids.len()).filter(|at| tree.is_within(ids[*at], of)).collect()).collect();
        let below = |of: usize| {
            let just = (0..ids.len()).filter(|at| tree.units[*at].part_of.as_ref() == Some(ids[of])).collect();
            let leaves = within[of].iter().copied().filter(|at| *at != of && within[*at].len() == 1).collect();
            [just, leaves]
        };
        let below = (0..ids.len()).map(below).collect();
        let own = (0..ids.len()).collect();
        let numbers = ids.into_iter().cloned().zip(0..).collect();
        Self { numbers, within, below, own }
    }

    pub(super) fn number(&mut self, id: &UnitId) -> usize {
        if let Some(at) = self.numbers.get(id) {
            return *at;
        }
        let next = self.within.len();
        self.within.push(vec![next]);
        self.below.push([Vec::new(), Vec::new()]);
        self.own.push(next);
        self.numbers.insert(id.clone(), next);
        next
    }
}
