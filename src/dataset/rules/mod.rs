//! The rules of a contract held against the rows of a delivery, a block at a time: what must hold in a row, in a group of rows, between
//! rows with the same key, and between datasets.
//!
//! Reads no file and judges no single cell but units, whose dates the organisation has. A row that is at fault in its own values is left
//! out of what the caller goes on with; faults between rows are told when the whole file has passed.

mod chain;
mod elsewhere;
mod keys;
mod row;
#[cfg(test)]
pub(super) mod sample;
mod spans;
mod sums;
#[cfg(test)]
mod tests;
mod tuple;
mod units;

pub(super) use elsewhere::{Elsewhere, Gathered, order};
pub(super) use keys::{Keys, Repeats};

use super::block::Block;
use super::codes;
use super::found::{Found, Kind};
use crate::diag::Remark;
use crate::field::contract::{ColumnType, Dataset, Effect, Rule};
use crate::field::org::OrgTree;
use chain::Chain;
use elsewhere::Reference;
use polars::prelude::{BooleanChunked, NewChunkedArray, PlSmallStr};
use row::RowRules;
use sums::Sums;
use units::Existence;

/// Rows of a delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Read.
    pub read: u64,
    /// Left out because of faults in their own values.
    pub quarantined: u64,
}

/// Holds one delivery against its contract.
pub(super) struct Checker<'c> {
    contract: &'c Dataset,
    rules: RowRules<'c>,
    units: Existence<'c>,
    references: Vec<Reference<'c>>,
    sums: Vec<Sums<'c>>,
    chains: Vec<Chain<'c>>,
    rows: Rows,
    refused: bool,
}

impl<'c> Checker<'c> {
    /// Prepares the rules of a contract. Datasets that they refer to must have been read before: see [`order`].
    pub(super) fn new(contract: &'c Dataset, tree: &'c OrgTree, elsewhere: &'c Elsewhere) -> Self {
        let rules = || contract.rules.iter().enumerate();
        Self {
            contract,
            rules: RowRules::new(contract),
            units: Existence::new(contract, tree),
            references: elsewhere.references(contract),
            sums: rules().filter_map(|(at, rule)| Sums::new(contract, at, rule)).collect(),
            chains: rules().filter_map(|(at, rule)| Chain::new(contract, at, rule)).collect(),
            rows: Rows::default(),
            refused: false,
        }
    }

    /// Judges the next rows of the file, and says which of them may be used: those without a fault in their own values.
    pub(super) fn block(&mut self, block: &Block, found: &mut Found) -> BooleanChunked {
        let mut stay = vec![true; block.rows.len()];
        self.cells(block, found, &mut stay);
        self.existence(block, found, &mut stay);
        self.row_rules(block, found, &mut stay);
        for reference in &self.references {
            let rule = &self.contract.rules[reference.rule];
            let broken = reference.broken(block);
            note(found, self.contract, reference.rule, reference.column, block, &broken);
            leave_out(rule, &broken, &mut stay);
        }
        self.sums.iter_mut().for_each(|s| s.block(block));
        self.chains.iter_mut().for_each(|c| c.block(block));
        self.rows.read += stay.len() as u64;
        self.rows.quarantined += stay.iter().filter(|s| !**s).count() as u64;
        BooleanChunked::from_slice(PlSmallStr::from_static("stay"), &stay)
    }

    /// Judges what only the whole file shows, and counts its rows.
    pub(super) fn finish(self, found: &mut Found) -> Rows {
        let Self { contract, sums, chains, rows, .. } = self;
        for sums in sums {
            let (at, column) = (sums.rule, sums.column);
            if sums.gave_up() {
                let remark = too_many(found, &contract.rules[at]);
                found.mention(remark);
            }
            tell(found, contract, at, column, sums.broken());
        }
        for chain in chains {
            let (at, column) = (chain.rule, chain.column);
            if chain.gave_up() {
                let remark = too_many(found, &contract.rules[at]);
                found.mention(remark);
            }
            tell(found, contract, at, column, chain.broken());
        }
        for column in &contract.columns {
            if let ColumnType::OneOf(codes) = &column.kind {
                let all: Vec<String> = codes.iter().map(|c| format!("`{c}`")).collect();
                found.help(Kind::NotAChoice, &column.name, || format!("skriv ett av {}", all.join(", ")));
            }
        }
        found.quarantine(contract, rows.read, rows.quarantined);
        rows
    }

    /// Cells that were judged faulty when the block was made.
    fn cells(&self, block: &Block, found: &mut Found, stay: &mut [bool]) {
        for (cells, column) in block.cells.iter().zip(&self.contract.columns) {
            for same in cells.bad.chunk_by(|a, b| a.kind == b.kind) {
                let group = found.group(same[0].kind, Some(&column.name));
                for bad in same {
                    group.push(block.rows[bad.at as usize], || bad.text.clone());
                    stay[bad.at as usize] = false;
                }
            }
        }
    }

    fn existence(&mut self, block: &Block, found: &mut Found, stay: &mut [bool]) {
        for (column, rows) in self.units.absent(block) {
            let group = found.group(Kind::UnitNotThen, Some(&self.contract.columns[column].name));
            for (at, unit) in rows {
                let at = at as usize;
                group.push(block.rows[at], || self.units.text(block, column, at, unit));
                group.advise(|| Existence::advice(unit));
                stay[at] = false;
            }
        }
    }

    fn row_rules(&mut self, block: &Block, found: &mut Found, stay: &mut [bool]) {
        match self.rules.broken(block) {
            Ok(broken) => {
                for (rule, rows) in broken {
                    note(found, self.contract, rule.rule, rule.column, block, &rows);
                    leave_out(&self.contract.rules[rule.rule], &rows, stay);
                }
            }
            // A reader that hands over other types than it should must not look like a delivery without faults.
            Err(_) if self.refused => {}
            Err(_) => {
                self.refused = true;
                let message = format!("reglerna för `{}` gick inte att pröva", self.contract.id);
                let remark = Remark::new(&codes::UNREADABLE, message).at(found.place(0, ""), "");
                found.refuse(remark.help("rapportera det gärna med en fil som visar felet, utan verkliga uppgifter"));
            }
        }
    }
}

/// Notes the rows of a block that break a rule.
fn note(found: &mut Found, contract: &Dataset, at: usize, column: usize, block: &Block, rows: &[u32]) {
    if rows.is_empty() {
        return;
    }
    let rule = &contract.rules[at];
    let group = found.rule(at, rule, &contract.columns[column].name);
    for row in rows {
        let at = *row as usize;
        group.push(block.rows[at], || row::text(contract, rule, block, at));
    }
}

fn leave_out(rule: &Rule, rows: &[u32], stay: &mut [bool]) {
    if rule.effect() == Effect::Quarantine {
        rows.iter().for_each(|row| stay[*row as usize] = false);
    }
}

/// Notes rows of the whole file that break a rule.
fn tell(found: &mut Found, contract: &Dataset, at: usize, column: usize, broken: Vec<(u32, String)>) {
    for (row, text) in broken {
        found.rule(at, &contract.rules[at], &contract.columns[column].name).push(row, || text);
    }
}

fn too_many(found: &Found, rule: &Rule) -> Remark {
    Remark::new(
        &codes::NOT_JUDGED,
        format!("regeln `{}` prövas inte: leveransen har för många grupper av rader", rule.id),
    )
    .at(found.place(0, ""), "")
    .at(rule.place.clone(), "regeln")
    .help("dela leveransen i flera filer, till exempel en för varje år")
}
