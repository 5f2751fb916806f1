//! What must hold between the rows of a dataset, in whatever file they stand: sums and rows that follow on each other.
//!
//! Takes the rows of one file after another and tells what is wrong when all have passed.

use super::chain::Chain;
use super::sums::{Broken, Files, Sums};
use super::{codes, tell};
use crate::dataset::block::Block;
use crate::dataset::found::Found;
use crate::diag::Remark;
use crate::field::contract::{Dataset, Rule};
use std::collections::BTreeSet;

/// The rules of a contract that concern several rows.
pub(in crate::dataset) struct Groups<'c> {
    contract: &'c Dataset,
    sums: Vec<Sums<'c>>,
    chains: Vec<Chain<'c>>,
    /// The number of the file that is read.
    file: u32,
    /// Rules that it cannot be held against, since it lacks a column.
    lacking: Option<Vec<usize>>,
    /// Rules that some file could not be held against.
    lacked: BTreeSet<usize>,
}

impl<'c> Groups<'c> {
    /// Prepares the rules of a contract.
    pub(in crate::dataset) fn new(contract: &'c Dataset) -> Self {
        let rules = || contract.rules.iter().enumerate();
        Self {
            contract,
            sums: rules().filter_map(|(at, rule)| Sums::new(contract, at, rule)).collect(),
            chains: rules().filter_map(|(at, rule)| Chain::new(contract, at, rule)).collect(),
            file: 0,
            lacking: None,
            lacked: BTreeSet::new(),
        }
    }

    /// Takes the next rows of the file that is read.
    pub(in crate::dataset) fn block(&mut self, block: &Block, found: &Found) {
        let rules = self.contract.rules.iter().enumerate();
        let lacking = self
            .lacking
            .get_or_insert_with(|| rules.filter(|(_, rule)| super::lacks(found, rule)).map(|(at, _)| at).collect());
        for sums in self.sums.iter_mut().filter(|s| !lacking.contains(&s.rule)) {
            sums.block(block, self.file);
        }
        for chain in self.chains.iter_mut().filter(|c| !lacking.contains(&c.rule)) {
            chain.block(block, self.file);
        }
    }

    /// The file has been read; the rows that come now are of the next.
    pub(in crate::dataset) fn next_file(&mut self) {
        self.file += 1;
        self.lacked.extend(self.lacking.take().unwrap_or_default());
    }

    /// Tells what is wrong, each in the file where it stands.
    pub(in crate::dataset) fn finish(self, files: &mut [&mut Found]) {
        let Self { contract, sums, chains, lacked, .. } = self;
        let torn = files.iter().any(|found| found.is_torn());
        let mut all: Vec<(usize, usize, bool, Vec<Broken>)> = Vec::new();
        for sums in sums {
            let read = if torn || lacked.contains(&sums.rule) { Files::SomeTorn } else { Files::AllRead };
            all.push((sums.rule, sums.column, sums.gave_up(), sums.broken(read)));
        }
        for chain in chains {
            all.push((chain.rule, chain.column, chain.gave_up(), chain.broken()));
        }
        for (rule, column, gave_up, broken) in all {
            if let Some(found) = files.first_mut().filter(|_| gave_up) {
                let remark = too_many(found, &contract.rules[rule]);
                found.mention(remark);
            }
            for (file, row, text) in broken {
                if let Some(found) = files.get_mut(file as usize) {
                    tell(found, contract, rule, column, row, text);
                }
            }
        }
    }

    /// Lowers the bound of groups.
    #[cfg(test)]
    pub(super) fn at_most(mut self, most: usize) -> Self {
        self.sums.iter_mut().for_each(|s| s.most = most);
        self.chains.iter_mut().for_each(|c| c.most = most);
        self
    }
}

fn too_many(found: &Found, rule: &Rule) -> Remark {
    Remark::new(
        &codes::NOT_JUDGED,
        format!("regeln `{}` prövas inte: leveranserna har tillsammans för många rader eller grupper", rule.id),
    )
    .at(found.place(0, ""), "")
    .at(rule.place.clone(), "regeln")
    .help("flytta äldre perioder till mappen `tidigare`, som inte läses")
}
