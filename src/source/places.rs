//! Where a row is counted: its unit and its day, as the number of a cell.

use super::masks::Masks;
use std::collections::BTreeMap;

/// A row that is counted nowhere, since it has no unit or no day.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The units and days that have been met, numbered in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    units: BTreeMap<String, u32>,
    numbers: BTreeMap<(u32, i32), u32>,
}

impl Places {
    /// The place of each row of a block.
    pub(super) fn of(&mut self, masks: &Masks<'_>, unit: &str, at: &str) -> Vec<u32> {
        let (Some(units), Some(days)) = (masks.texts(unit), masks.days(at)) else {
            return vec![NOWHERE; masks.height()];
        };
        // Rows that belong together mostly stand together.
        let (mut last_unit, mut number): (Option<&str>, u32) = (None, 0);
        let mut last = (None, NOWHERE);
        units
            .iter()
            .zip(days)
            .map(|(unit, day)| {
                let (Some(unit), Some(day)) = (unit, day.and_then(|day| i32::try_from(day).ok())) else {
                    return NOWHERE;
                };
                if last_unit != Some(unit) {
                    number = self.unit(unit);
                    last_unit = Some(unit);
                    last = (None, NOWHERE);
                }
                if last.0 != Some(day) {
                    let next = self.numbers.len() as u32;
                    last = (Some(day), *self.numbers.entry((number, day)).or_insert(next));
                }
                last.1
            })
            .collect()
    }

    fn unit(&mut self, name: &str) -> u32 {
        if let Some(number) = self.units.get(name) {
            return *number;
        }
        let number = self.units.len() as u32;
        self.units.insert(name.to_owned(), number);
        number
    }

    /// Every place with its unit and day, sorted by those.
    pub(super) fn sorted(&self) -> Vec<(&str, i32, u32)> {
        let names: BTreeMap<u32, &str> = self.units.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let mut all: Vec<(&str, i32, u32)> =
            self.numbers.iter().filter_map(|((unit, day), place)| Some((*names.get(unit)?, *day, *place))).collect();
        all.sort_unstable();
        all
    }
}
