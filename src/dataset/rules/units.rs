//! Whether the units of a delivery existed when its rows say.
//!
//! Knows the organisation's dates only; a unit without dates has always existed, and so has the nation.

use super::spans::Calendar;
use crate::dataset::block::Block;
use crate::dataset::runs;
use crate::dataset::value::{Values, Weeks, cell, days, position};
use crate::field::contract::{ColumnType, Dataset};
use crate::field::org::{OrgTree, OrgUnit};
use polars::prelude::ChunkAgg;
use std::collections::BTreeMap;

/// Columns of units with the columns that say when.
pub(super) struct Existence<'c> {
    contract: &'c Dataset,
    columns: Vec<(usize, usize)>,
    /// Units that begin or end.
    bounded: BTreeMap<&'c str, &'c OrgUnit>,
    calendar: Calendar,
}

impl<'c> Existence<'c> {
    pub(super) fn new(contract: &'c Dataset, tree: &'c OrgTree) -> Self {
        let when = |c: &crate::field::contract::Column| position(contract, c.exists_on.as_deref()?);
        let columns = contract.columns.iter().enumerate().filter_map(|(at, c)| Some((at, when(c)?))).collect();
        let bounded = tree.units.iter().filter(|u| u.valid_from.is_some() || u.valid_to.is_some());
        Self {
            contract,
            columns,
            bounded: bounded.map(|u| (u.id.as_str(), u)).collect(),
            calendar: Calendar::default(),
        }
    }

    /// The cells whose unit did not exist then: column, rows by position in the block, and the unit of each.
    pub(super) fn absent(&mut self, block: &Block) -> Vec<(usize, Vec<(u32, &'c OrgUnit)>)> {
        if self.bounded.is_empty() {
            return Vec::new();
        }
        let mut absent = Vec::new();
        for (unit, when) in &self.columns {
            let Some(Values::Text(units)) = Values::of(&block.cells[*unit]) else { continue };
            let Some(times) = Values::of(&block.cells[*when]) else { continue };
            let kind = &self.contract.columns[*when].kind;
            // Where a unit existed on the first and the last of all days it did on every other.
            let whole = match times {
                Values::Day(days) if *kind == ColumnType::Date => days.min().zip(days.max()),
                Values::Day(_) | Values::Text(_) | Values::Number(_) => None,
            };
            let mut rows = Vec::new();
            let (bounded, calendar) = (&self.bounded, &mut self.calendar);
            runs::of_texts(units, |run| {
                let Some(of) = run.text.and_then(|id| bounded.get(id).copied()) else { return };
                if whole.is_some_and(|(first, last)| exists(of, (first, first)) && exists(of, (last, last))) {
                    return;
                }
                let is_absent = |at: &usize| {
                    let span = times.get(*at).and_then(|time| calendar.span(kind, time, Weeks::Whole));
                    span.is_some_and(|span| !exists(of, span))
                };
                rows.extend(run.rows.filter(is_absent).map(|at| (at as u32, of)));
            });
            if !rows.is_empty() {
                absent.push((*unit, rows));
            }
        }
        absent
    }

    /// What a remark says of such a cell.
    pub(super) fn text(&self, block: &Block, column: usize, at: usize, unit: &OrgUnit) -> String {
        let lived = match (unit.valid_from, unit.valid_to) {
            (Some(from), Some(to)) => format!("fanns från {from} till {to}"),
            (Some(from), None) => format!("finns från {from}"),
            (None, Some(to)) => format!("fanns till {to}"),
            (None, None) => "har alltid funnits".to_owned(),
        };
        let when = self.columns.iter().find(|(unit, _)| *unit == column).map_or(column, |(_, when)| *when);
        let name = &self.contract.columns[when].name;
        format!("`{}` {lived}; `{name}` är {}", unit.id, cell(self.contract, block, when, at))
    }

    /// What to do about a unit that has ended.
    pub(super) fn advice(unit: &OrgUnit) -> Option<String> {
        unit.successor.as_ref().map(|successor| format!("`{successor}` har tagit över efter `{}`", unit.id))
    }
}

/// Whether a unit existed on some day from the first to the last.
fn exists(unit: &OrgUnit, (first, last): (i32, i32)) -> bool {
    unit.valid_from.is_none_or(|d| days(d) <= last) && unit.valid_to.is_none_or(|d| days(d) >= first)
}
