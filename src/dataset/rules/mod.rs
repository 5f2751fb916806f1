//! The rules of a contract held against the rows of a delivery, a block at a time: what must hold in a row, in a group of rows, between
//! rows with the same key, and between datasets.
//!
//! Reads no file and judges no single cell but units, whose dates the organisation has. A row that is at fault in its own values is left
//! out of what the caller goes on with; faults between rows are told when all files of the dataset have passed.

mod chain;
mod elsewhere;
mod groups;
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
pub(super) use groups::Groups;
pub(super) use keys::Repeats;

use super::block::Block;
use super::codes;
use super::found::{Found, Kind};
use crate::diag::Remark;
use crate::field::contract::{ColumnType, Dataset, Demand, Effect, Rule};
use crate::field::org::OrgTree;
use elsewhere::Reference;
use polars::prelude::{BooleanChunked, NewChunkedArray, PlSmallStr};
use row::RowRules;
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
    /// Rules about another dataset that cannot be judged, since that one cannot be read whole.
    unsure: Vec<usize>,
    rows: Rows,
    begun: bool,
    refused: bool,
}

impl<'c> Checker<'c> {
    /// Prepares the rules of a contract. Datasets that they refer to must have been read before: see [`order`].
    pub(super) fn new(contract: &'c Dataset, tree: &'c OrgTree, elsewhere: &'c Elsewhere) -> Self {
        Self {
            contract,
            rules: RowRules::new(contract),
            units: Existence::new(contract, tree),
            references: elsewhere.references(contract),
            unsure: elsewhere.unsure(contract),
            rows: Rows::default(),
            begun: false,
            refused: false,
        }
    }

    /// A rule about a column that the file lacks says nothing: the column itself has been told.
    fn begin(&mut self, found: &Found) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        let contract = self.contract;
        self.rules.keep(|at| !lacks(found, &contract.rules[at]));
        self.references.retain(|r| !lacks(found, &contract.rules[r.rule]));
    }

    /// Judges the next rows of the file, and says which of them may be used: those without a fault in their own values.
    pub(super) fn block(&mut self, block: &Block, found: &mut Found) -> BooleanChunked {
        self.begin(found);
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
        self.rows.read += stay.len() as u64;
        self.rows.quarantined += stay.iter().filter(|s| !**s).count() as u64;
        BooleanChunked::from_slice(PlSmallStr::from_static("stay"), &stay)
    }

    /// Judges what only the whole file shows, and counts its rows.
    pub(super) fn finish(self, found: &mut Found) -> Rows {
        let Self { contract, unsure, rows, .. } = self;
        for at in unsure.into_iter().filter(|_| rows.read > 0) {
            found.mention(not_known(found, &contract.rules[at]));
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

/// Notes a row that breaks a rule between rows.
fn tell(found: &mut Found, contract: &Dataset, at: usize, column: usize, row: u32, text: String) {
    found.rule(at, &contract.rules[at], &contract.columns[column].name).push(row, || text);
}

/// Whether a file lacks a column that a rule is about.
fn lacks(found: &Found, rule: &Rule) -> bool {
    rule.demand.columns().iter().any(|column| found.lacks(column))
}

fn not_known(found: &Found, rule: &Rule) -> Remark {
    let other = if let Demand::ExistsIn { dataset, .. } = &rule.demand { dataset.as_str() } else { "" };
    Remark::new(
        &codes::NOT_JUDGED,
        format!("regeln `{}` prövas inte: någon leverans av `{other}` går inte att läsa i sin helhet", rule.id),
    )
    .at(found.place(0, ""), "")
    .at(rule.place.clone(), "regeln")
    .help(format!("rätta leveranserna av `{other}`; till dess går det inte att veta vad som saknas i dem"))
}
