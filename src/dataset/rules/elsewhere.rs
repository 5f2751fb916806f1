//! References between datasets: which values stand in another dataset.
//!
//! A dataset is read after those it refers to, so that its rows can be judged as they come. Values of a row that is itself in quarantine
//! for something else still stand there: one fault makes one remark.

use super::tuple::{ByHash, Grain, tuples};
use crate::dataset::block::Block;
use crate::dataset::codes;
use crate::dataset::value::position;
use crate::diag::Remark;
use crate::field::contract::{ColumnType, Dataset, Demand, Rule};
use crate::field::id::DatasetId;
use std::collections::{BTreeMap, BTreeSet, HashSet};

type Hashes = HashSet<u128, ByHash>;

/// What a rule asks of another dataset, and what was found there.
struct Asked {
    columns: Vec<(usize, Grain)>,
    found: Hashes,
}

/// The values that rules of other datasets ask for.
#[derive(Default)]
pub(in crate::dataset) struct Elsewhere {
    /// What is asked of each dataset.
    asked: BTreeMap<DatasetId, Vec<Asked>>,
    /// Where the answer to each rule stands, by dataset and position of the rule.
    answers: BTreeMap<(DatasetId, usize), (DatasetId, usize)>,
    in_use: BTreeSet<DatasetId>,
    /// Datasets of which some delivery cannot be read whole: nobody knows what is missing there.
    torn: BTreeSet<DatasetId>,
}

/// Gathers the values that others ask of a dataset from one of its files.
pub(in crate::dataset) struct Gathered {
    dataset: DatasetId,
    asked: Vec<Asked>,
}

/// One rule of references over the rows of a file.
pub(super) struct Reference<'e> {
    /// Its position among the rules of the contract.
    pub rule: usize,
    /// The column that the fault stands in.
    pub column: usize,
    columns: Vec<(usize, Grain)>,
    found: &'e Hashes,
}

/// How two columns are compared: by the day as soon as one of them is a day.
fn grain(here: &ColumnType, there: &ColumnType) -> Grain {
    if *here == ColumnType::Date || *there == ColumnType::Date { Grain::Day } else { Grain::Exact }
}

impl Elsewhere {
    /// Notes what the contracts ask of each other.
    pub(in crate::dataset) fn new(contracts: &[Dataset]) -> Self {
        let mut elsewhere = Self::default();
        for contract in contracts {
            for (at, rule) in contract.rules.iter().enumerate() {
                let Demand::ExistsIn { columns, dataset } = &rule.demand else { continue };
                let Some(other) = contracts.iter().find(|c| c.id == *dataset) else { continue };
                let pair = |(here, there): &(String, String)| {
                    let (here, at) = (contract.column(here)?, position(other, there)?);
                    Some((at, grain(&here.kind, &other.columns[at].kind)))
                };
                let Some(columns) = columns.iter().map(pair).collect::<Option<Vec<_>>>() else { continue };
                let asked = elsewhere.asked.entry(dataset.clone()).or_default();
                let answer = asked.iter().position(|a| a.columns == columns).unwrap_or_else(|| {
                    asked.push(Asked { columns, found: Hashes::default() });
                    asked.len() - 1
                });
                elsewhere.answers.insert((contract.id.clone(), at), (dataset.clone(), answer));
            }
        }
        elsewhere
    }

    /// What is to be gathered from a file of a dataset.
    pub(in crate::dataset) fn gather(&self, dataset: &DatasetId) -> Gathered {
        let empty = |a: &Asked| Asked { columns: a.columns.clone(), found: Hashes::default() };
        let asked = self.asked.get(dataset).map_or_else(Vec::new, |all| all.iter().map(empty).collect());
        Gathered { dataset: dataset.clone(), asked }
    }

    /// Adds what was gathered from a file, whether or not it was set aside.
    pub(in crate::dataset) fn add(&mut self, gathered: Gathered) {
        let all = self.asked.get_mut(&gathered.dataset).into_iter().flatten();
        for (asked, more) in all.zip(gathered.asked) {
            if asked.found.is_empty() {
                asked.found = more.found;
            } else {
                asked.found.extend(more.found);
            }
        }
    }

    /// Notes that at least one delivery of a dataset is in use; until then no rule refers to it.
    pub(in crate::dataset) fn is_in_use(&mut self, dataset: &DatasetId) {
        self.in_use.insert(dataset.clone());
    }

    /// Notes that a delivery of a dataset cannot be read whole; from then on no rule refers to it.
    pub(in crate::dataset) fn is_torn(&mut self, dataset: &DatasetId) {
        self.torn.insert(dataset.clone());
    }

    /// The rules of a contract that could be judged if the dataset they refer to could be read whole.
    pub(super) fn unsure(&self, contract: &Dataset) -> Vec<usize> {
        let refers = |rule: &Rule| {
            let Demand::ExistsIn { dataset, .. } = &rule.demand else { return false };
            self.torn.contains(dataset)
        };
        contract.rules.iter().enumerate().filter(|(_, rule)| refers(rule)).map(|(at, _)| at).collect()
    }

    /// The rules of a contract that can be judged.
    pub(super) fn references(&self, contract: &Dataset) -> Vec<Reference<'_>> {
        let mut references = Vec::new();
        for (at, rule) in contract.rules.iter().enumerate() {
            let Demand::ExistsIn { columns, .. } = &rule.demand else { continue };
            let Some((other, answer)) = self.answers.get(&(contract.id.clone(), at)) else { continue };
            let Some(asked) = self.asked.get(other).and_then(|all| all.get(*answer)) else { continue };
            let here: Option<Vec<usize>> = columns.iter().map(|(here, _)| position(contract, here)).collect();
            let known = self.in_use.contains(other) && !self.torn.contains(other);
            let Some(here) = here.filter(|_| known) else { continue };
            references.push(Reference {
                rule: at,
                column: here.first().copied().unwrap_or_default(),
                columns: here.into_iter().zip(asked.columns.iter().map(|(_, grain)| *grain)).collect(),
                found: &asked.found,
            });
        }
        references
    }
}

impl Gathered {
    /// How many sets of columns are gathered.
    #[cfg(test)]
    pub(super) fn kinds(&self) -> usize {
        self.asked.len()
    }

    /// Takes the rows of a block.
    pub(in crate::dataset) fn block(&mut self, block: &Block) {
        for asked in &mut self.asked {
            let there = tuples(block, asked.columns.iter().copied());
            let mut lacking = there.lacking.iter().copied().peekable();
            for (at, hash) in (0_u32..).zip(&there.hashes) {
                if lacking.next_if_eq(&at).is_none() {
                    asked.found.insert(*hash);
                }
            }
        }
    }
}

impl Reference<'_> {
    /// The rows whose values stand nowhere in the other dataset, by position in the block.
    pub(super) fn broken(&self, block: &Block) -> Vec<u32> {
        let here = tuples(block, self.columns.iter().copied());
        let mut lacking = here.lacking.iter().copied().peekable();
        let mut broken = Vec::new();
        for (at, hash) in (0_u32..).zip(&here.hashes) {
            if lacking.next_if_eq(&at).is_none() && !self.found.contains(hash) {
                broken.push(at);
            }
        }
        broken
    }
}

/// The order to read datasets in, by position, so that each comes after those it refers to; with a remark on each rule that can never be
/// judged because the datasets refer to each other in a ring.
pub(in crate::dataset) fn order(contracts: &[Dataset]) -> (Vec<usize>, Vec<Remark>) {
    let mut walk = Walk { contracts, order: Vec::new(), open: Vec::new(), remarks: Vec::new() };
    for at in 0..contracts.len() {
        walk.visit(at);
    }
    (walk.order, walk.remarks)
}

struct Walk<'c> {
    contracts: &'c [Dataset],
    order: Vec<usize>,
    open: Vec<usize>,
    remarks: Vec<Remark>,
}

impl Walk<'_> {
    fn visit(&mut self, at: usize) {
        if self.order.contains(&at) {
            return;
        }
        self.open.push(at);
        for rule in &self.contracts[at].rules {
            let Demand::ExistsIn { dataset, .. } = &rule.demand else { continue };
            let Some(other) = self.contracts.iter().position(|c| c.id == *dataset) else { continue };
            if self.open.contains(&other) {
                self.remarks.push(
                    Remark::new(
                        &codes::NOT_JUDGED,
                        format!("regeln `{}` prövas inte: datamängderna hänvisar till varandra i ring", rule.id),
                    )
                    .at(rule.place.clone(), "regeln")
                    .help(format!("låt antingen `{}` eller `{dataset}` hänvisa till den andra", self.contracts[at].id)),
                );
            } else {
                self.visit(other);
            }
        }
        self.open.pop();
        self.order.push(at);
    }
}
