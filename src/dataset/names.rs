//! What cells may refer to: the units of the organisation, the moments of the audits, and columns that other contracts ask for.
//!
//! Names only; whether a unit exists on a certain day is for `rules`.

use super::Asked;
use super::lexicon::Lexicon;
use crate::field::contract::Demand;
use crate::field::id::UnitId;
use std::collections::BTreeSet;

/// What the words in a delivery may refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Ids of units, and `riket`.
    pub units: Lexicon,
    /// Ids of moments.
    pub moments: Lexicon,
    /// Columns that a rule of another dataset compares with, by dataset and name.
    asked_for: BTreeSet<(String, String)>,
    /// Columns that something is counted from.
    counted: BTreeSet<(String, String)>,
}

impl Names {
    /// The names of one organisation under all contracts, and the columns that are asked for.
    pub(super) fn new(asked: &Asked<'_>) -> Self {
        let Asked { tree, known, contracts, keep, .. } = *asked;
        let units: BTreeSet<&str> = tree.units.iter().map(|u| u.id.as_str()).chain([UnitId::NATION]).collect();
        let asked_for = contracts.iter().flat_map(|c| &c.rules).flat_map(|rule| match &rule.demand {
            Demand::ExistsIn { columns, dataset } => {
                columns.iter().map(|(_, there)| (dataset.as_str().to_owned(), there.clone())).collect()
            }
            Demand::Order { .. }
            | Demand::Needs { .. }
            | Demand::Forbids { .. }
            | Demand::Within { .. }
            | Demand::Balance { .. }
            | Demand::AddsUp { .. }
            | Demand::Follows { .. } => Vec::new(),
        });
        let counted = keep
            .columns
            .iter()
            .flat_map(|(dataset, columns)| columns.iter().map(|column| (dataset.as_str().to_owned(), column.clone())));
        Self {
            units: Lexicon::new(units),
            moments: Lexicon::new(known.moments.iter().map(|m| m.as_str())),
            asked_for: asked_for.collect(),
            counted: counted.collect(),
        }
    }

    /// Whether a rule of another dataset compares with this column.
    pub(super) fn asks_for(&self, dataset: &str, column: &str) -> bool {
        self.asked_for.contains(&(dataset.to_owned(), column.to_owned()))
    }

    /// Whether something is counted from this column.
    pub(super) fn counts(&self, dataset: &str, column: &str) -> bool {
        self.counted.contains(&(dataset.to_owned(), column.to_owned()))
    }
}

#[cfg(test)]
impl Names {
    /// The names of some units and moments.
    pub(super) fn of(units: &[&str], moments: &[&str]) -> Self {
        Self {
            units: Lexicon::new(units.iter().copied()),
            moments: Lexicon::new(moments.iter().copied()),
            asked_for: BTreeSet::new(),
            counted: BTreeSet::new(),
        }
    }
}
