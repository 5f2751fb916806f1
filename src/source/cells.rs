//! Atoms per unit and day, as rows are met.

use super::masks::{Masks, Numbers};
use super::places::{NOWHERE, Places};
use crate::dataset::{HIDDEN, must_be_hidden};
use crate::field::atom::{AtomQuery, AtomRow, AtomTable, AtomValue, MOST_LINES, Takes};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The cells of one question, by the number of their place.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    unplaced: u64,
    unplaced_lines: Vec<u32>,
}

/// Values below this are counted in a row of numbers, as many as the largest that was met; the others in a map.
const DENSE: usize = 1 << 11;

#[derive(Clone, Debug)]
struct Cell {
    atoms: Vec<AtomValue>,
    /// Of an atom of values, how many rows have each small value.
    small: Vec<Vec<u64>>,
    /// Whether any atom took a row.
    is_met: bool,
    used: u64,
    lines: Vec<u32>,
}

impl Cells {
    /// Adds the rows of a block.
    pub(super) fn add(&mut self, query: &AtomQuery, masks: &mut Masks<'_>, places: &[u32], lines: &[u32]) {
        let most = places.iter().filter(|place| **place != NOWHERE).max().map_or(0, |place| *place as usize + 1);
        let empty = || Cell {
            atoms: query.atoms.iter().map(|atom| AtomValue::nothing(&atom.takes)).collect(),
            small: vec![Vec::new(); query.atoms.len()],
            is_met: false,
            used: 0,
            lines: Vec::new(),
        };
        self.cells.resize_with(self.cells.len().max(most), empty);
        let mut any = vec![false; places.len()];
        for (at, atom) in query.atoms.iter().enumerate() {
            let mask = masks.in_use(&atom.when);
            any.iter_mut().zip(mask.iter()).for_each(|(any, holds)| *any |= holds);
            let matched = || (0..places.len()).filter(|row| mask[*row] && places[*row] != NOWHERE);
            match &atom.takes {
                Takes::Rows => {
                    for row in matched() {
                        if let AtomValue::Rows(n) = &mut self.cells[places[row] as usize].atoms[at] {
                            *n += 1;
                        }
                    }
                }
                Takes::Sum(column) => {
                    let (numbers, hidden) = (masks.numbers(column), masks.hidden(column));
                    for row in matched() {
                        let AtomValue::Sum(sum) = &mut self.cells[places[row] as usize].atoms[at] else { continue };
                        match numbers.as_ref().and_then(|numbers| numbers.get(row).copied().flatten()) {
                            Some(number) => {
                                sum.sum += i128::from(number);
                                sum.rows += 1;
                            }
                            None if hidden.binary_search(&(row as u32)).is_ok() => sum.hidden += 1,
                            None => sum.empty += 1,
                        }
                    }
                }
                Takes::Inside { from, to, windows } => {
                    let (from, to) = (masks.numbers(from), masks.numbers(to));
                    let minutes = |row: usize| {
                        let at = |times: &Option<Numbers>| times.as_ref().and_then(|t| t.get(row).copied().flatten());
                        Some(windows.inside(at(&from)?, at(&to)?))
                    };
                    for row in matched() {
                        self.cells[places[row] as usize].sum(at, minutes(row));
                    }
                }
                Takes::Open { column, on, windows } => {
                    let (numbers, days) = (masks.numbers(column), masks.days(on));
                    let minutes = |row: usize| {
                        let number = numbers.as_ref()?.get(row).copied().flatten()?;
                        let (opens, closes) = windows.on(days.as_ref()?.get(row).copied().flatten()?);
                        Some(number.min(closes - opens))
                    };
                    for row in matched() {
                        self.cells[places[row] as usize].sum(at, minutes(row));
                    }
                }
                Takes::Least(valued) | Takes::Most(valued) => {
                    let Some(numbers) = masks.valued(valued) else { continue };
                    for row in matched() {
                        match (&mut self.cells[places[row] as usize].atoms[at], numbers[row]) {
                            (AtomValue::Least(least), Some(n)) => *least = Some(least.map_or(n, |l| l.min(n))),
                            (AtomValue::Most(most), Some(n)) => *most = Some(most.map_or(n, |m| m.max(n))),
                            (_, _) => {}
                        }
                    }
                }
                Takes::Keys(column) => {
                    let texts = masks.texts(column);
                    for row in matched() {
                        let Some(text) = texts.and_then(|texts| texts.get(row)) else { continue };
                        if let AtomValue::Keys(keys) = &mut self.cells[places[row] as usize].atoms[at] {
                            keys.insert(fingerprint(text));
                        }
                    }
                }
                Takes::Codes(column) => {
                    let texts = masks.texts(column);
                    for row in matched() {
                        let AtomValue::Codes(codes) = &mut self.cells[places[row] as usize].atoms[at] else { continue };
                        let code = texts.and_then(|texts| texts.get(row)).unwrap_or_default();
                        add(codes, if must_be_hidden(code) { HIDDEN } else { code });
                    }
                }
                Takes::Values(valued) => {
                    let Some(numbers) = masks.valued(valued) else { continue };
                    for row in matched() {
                        let Some(value) = numbers[row] else { continue };
                        let cell = &mut self.cells[places[row] as usize];
                        match usize::try_from(value).ok().filter(|small| *small < DENSE) {
                            Some(value) => {
                                let small = &mut cell.small[at];
                                if small.len() <= value {
                                    small.resize(value + 1, 0);
                                }
                                small[value] += 1;
                            }
                            None => {
                                if let AtomValue::Values(values) = &mut cell.atoms[at] {
                                    *values.entry(value).or_default() += 1;
                                }
                            }
                        }
                    }
                }
            }
        }
        let made_of = masks.in_use(&query.rows);
        for (row, place) in places.iter().enumerate().filter(|(row, _)| any[*row]) {
            let line = lines.get(row).copied().unwrap_or_default();
            if *place == NOWHERE {
                self.unplaced += 1;
                first(&mut self.unplaced_lines, line);
                continue;
            }
            let cell = &mut self.cells[*place as usize];
            cell.is_met = true;
            if made_of[row] {
                cell.used += 1;
                first(&mut cell.lines, line);
            }
        }
    }

    /// The answer.
    pub(super) fn finish(self, query: &AtomQuery, places: &Places) -> AtomTable {
        debug_assert!(self.cells.iter().all(|cell| cell.atoms.len() == query.atoms.len()));
        let mut cells: Vec<Option<Cell>> = self.cells.into_iter().map(Some).collect();
        let met = places.sorted().into_iter().filter_map(|(unit, at, place)| {
            let cell = cells.get_mut(place as usize)?.take().filter(|cell| cell.is_met)?;
            let Cell { mut atoms, small, used, lines, .. } = cell;
            for (atom, small) in atoms.iter_mut().zip(small) {
                if let AtomValue::Values(values) = atom {
                    let met = (0..).zip(small).filter(|(_, rows)| *rows > 0);
                    values.extend(met);
                }
            }
            Some(AtomRow { unit: unit.to_owned(), at, atoms, used, lines })
        });
        AtomTable { rows: met.collect(), unplaced: self.unplaced, unplaced_lines: self.unplaced_lines }
    }
}

impl Cell {
    /// Adds a number to a sum, or a row that has none.
    fn sum(&mut self, at: usize, number: Option<i64>) {
        let Some(AtomValue::Sum(sum)) = self.atoms.get_mut(at) else { return };
        match number {
            Some(number) => {
                sum.sum += i128::from(number);
                sum.rows += 1;
            }
            None => sum.empty += 1,
        }
    }
}

/// A text as 128 bits, the same in every run: two texts in a billion billion share them.
fn fingerprint(text: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

fn first(lines: &mut Vec<u32>, line: u32) {
    if lines.len() < MOST_LINES {
        lines.push(line);
    }
}

fn add(codes: &mut BTreeMap<String, u64>, code: &str) {
    match codes.get_mut(code) {
        Some(n) => *n += 1,
        None => {
            codes.insert(code.to_owned(), 1);
        }
    }
}
