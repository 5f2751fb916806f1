//! Atoms per unit and day, as rows are met.

use super::masks::Masks;
use super::numbers::Numbers;
use super::places::{Placed, Places};
use crate::dataset::{HIDDEN, must_be_hidden};
use crate::field::atom::{AtomQuery, AtomRow, AtomTable, AtomValue, MOST_LINES, Summed, Takes};
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
    pub(super) fn add(&mut self, query: &AtomQuery, masks: &mut Masks<'_>, placed: &Placed, lines: &[u32]) {
        let most = placed.runs.iter().map(|run| run.place + 1).max().unwrap_or(0);
        let empty = || Cell {
            atoms: query.atoms.iter().map(|atom| AtomValue::nothing(&atom.takes)).collect(),
            small: vec![Vec::new(); query.atoms.len()],
            is_met: false,
            used: 0,
            lines: Vec::new(),
        };
        self.cells.resize_with(self.cells.len().max(most), empty);
        let mut any = vec![false; masks.height()];
        for (at, atom) in query.atoms.iter().enumerate() {
            let mask = masks.in_use(&atom.when);
            any.iter_mut().zip(mask.iter()).for_each(|(any, holds)| *any |= holds);
            let mut take = Taking { cells: &mut self.cells, at, mask: &mask, placed };
            match &atom.takes {
                Takes::Rows => take.rows(),
                Takes::Sum(column) => {
                    let (numbers, hidden) = (masks.numbers(column), masks.hidden(column));
                    take.each(|value, row| {
                        let AtomValue::Sum(sum) = value else { return };
                        match numbers.as_ref().and_then(|numbers| numbers.get(row)) {
                            Some(number) => add_number(sum, Some(number)),
                            None if hidden.binary_search(&(row as u32)).is_ok() => sum.hidden += 1,
                            None => add_number(sum, None),
                        }
                    });
                }
                Takes::Inside { from, to, windows } => {
                    let (from, to) = (masks.numbers(from), masks.numbers(to));
                    let at = |times: &Option<Numbers>, row| times.as_ref().and_then(|times| times.get(row));
                    let minutes = |row| Some(windows.inside(at(&from, row)?, at(&to, row)?));
                    take.each(|value, row| {
                        if let AtomValue::Sum(sum) = value {
                            add_number(sum, minutes(row));
                        }
                    });
                }
                Takes::Open { column, on, windows } => {
                    let (numbers, days) = (masks.numbers(column), masks.days(on));
                    let minutes = |row| {
                        let number = numbers.as_ref()?.get(row)?;
                        let (opens, closes) = windows.on(days.as_ref()?.get(row)?);
                        Some(number.min(closes - opens))
                    };
                    take.each(|value, row| {
                        if let AtomValue::Sum(sum) = value {
                            add_number(sum, minutes(row));
                        }
                    });
                }
                Takes::Least(valued) | Takes::Most(valued) => {
                    let Some(numbers) = masks.valued(valued) else { continue };
                    take.each(|value, row| match (value, numbers.get(row)) {
                        (AtomValue::Least(least), Some(n)) => *least = Some(least.map_or(n, |l| l.min(n))),
                        (AtomValue::Most(most), Some(n)) => *most = Some(most.map_or(n, |m| m.max(n))),
                        (_, _) => {}
                    });
                }
                Takes::Keys(column) => {
                    let Some(texts) = masks.texts(column) else { continue };
                    take.each(|value, row| {
                        if let (AtomValue::Keys(keys), Some(text)) = (value, texts.get(row)) {
                            keys.insert(fingerprint(text));
                        }
                    });
                }
                Takes::Codes(column) => {
                    let texts = masks.texts(column);
                    take.each(|value, row| {
                        let AtomValue::Codes(codes) = value else { return };
                        let code = texts.and_then(|texts| texts.get(row)).unwrap_or_default();
                        add(codes, if must_be_hidden(code) { HIDDEN } else { code });
                    });
                }
                Takes::Values(valued) => {
                    let Some(numbers) = masks.valued(valued) else { continue };
                    take.values(&numbers);
                }
            }
        }
        let made_of = masks.in_use(&query.rows);
        let used: Vec<bool> = any.iter().zip(made_of.iter()).map(|(any, made_of)| *any && *made_of).collect();
        for run in &placed.runs {
            let cell = &mut self.cells[run.place];
            cell.is_met |= placed.count(run, &any) > 0;
            cell.used += placed.count(run, &used);
            if cell.lines.len() < MOST_LINES {
                placed.each(run, |row| {
                    if used[row] && cell.lines.len() < MOST_LINES {
                        cell.lines.push(lines.get(row).copied().unwrap_or_default());
                    }
                });
            }
        }
        for row in placed.nowhere.iter().filter(|row| any[**row]) {
            self.unplaced += 1;
            if self.unplaced_lines.len() < MOST_LINES {
                self.unplaced_lines.push(lines.get(*row).copied().unwrap_or_default());
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

/// One atom of a question while it takes the rows of a block.
struct Taking<'c> {
    cells: &'c mut [Cell],
    /// Which of the atoms.
    at: usize,
    mask: &'c [bool],
    placed: &'c Placed,
}

impl Taking<'_> {
    /// Counts rows, those of the same place at once.
    fn rows(&mut self) {
        for run in &self.placed.runs {
            if let AtomValue::Rows(n) = &mut self.cells[run.place].atoms[self.at] {
                *n += self.placed.count(run, self.mask);
            }
        }
    }

    /// Takes rows one by one.
    fn each(&mut self, take: impl Fn(&mut AtomValue, usize)) {
        for run in &self.placed.runs {
            let value = &mut self.cells[run.place].atoms[self.at];
            self.placed.each(run, |row| {
                if self.mask[row] {
                    take(value, row);
                }
            });
        }
    }

    /// Counts the rows of each value.
    fn values(&mut self, numbers: &Numbers) {
        for run in &self.placed.runs {
            let cell = &mut self.cells[run.place];
            let (small, value) = (&mut cell.small[self.at], &mut cell.atoms[self.at]);
            self.placed.each(run, |row| {
                let Some(number) = numbers.get(row).filter(|_| self.mask[row]) else { return };
                match usize::try_from(number).ok().filter(|small| *small < DENSE) {
                    Some(number) => {
                        if small.len() <= number {
                            small.resize(number + 1, 0);
                        }
                        small[number] += 1;
                    }
                    None => {
                        if let AtomValue::Values(values) = value {
                            *values.entry(number).or_default() += 1;
                        }
                    }
                }
            });
        }
    }
}

/// Adds a number to a sum, or a row that has none.
fn add_number(sum: &mut Summed, number: Option<i64>) {
    match number {
        Some(number) => {
            sum.sum += i128::from(number);
            sum.rows += 1;
        }
        None => sum.empty += 1,
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

fn add(codes: &mut BTreeMap<String, u64>, code: &str) {
    match codes.get_mut(code) {
        Some(n) => *n += 1,
        None => {
            codes.insert(code.to_owned(), 1);
        }
    }
}
