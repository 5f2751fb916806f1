//! What was received of what was expected: who has delivered what for a period, what is late, complete or faulty, and what is missing
//! because of a faulty file.
//!
//! Pure functions of plain values: reads no file and no clock, and words nothing. What the files hold was counted where they were read.
//!
//! A file does not say when it was handed in, so nothing that is there is ever called late: only what lacks can be.

mod judged;
mod lacking;
mod named;
mod periods;
#[cfg(test)]
mod tests;

pub use lacking::lacking;
pub use periods::{latest_due, of_cadence};

use crate::field::contract::Dataset;
use crate::field::delivery::{Coverage, OfDataset, OfDivision, OfUnit, Received, Tally};
use crate::field::id::{DatasetId, LevelId, UnitId};
use crate::field::observation::Delivery;
use crate::field::org::{OrgTree, OrgUnit};
use crate::field::period::{AsOf, Period};
use std::collections::{BTreeMap, BTreeSet};

/// What the status of deliveries is judged from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The organisation, which says who delivers what.
    pub tree: &'a OrgTree,
    /// The contracts, which say when and what is enough.
    pub contracts: &'a [Dataset],
    /// What the files hold.
    pub coverage: &'a Coverage,
    /// The files, those set aside too.
    pub files: &'a [Delivery],
    /// The moments that audits ask for, by the level they are asked of.
    pub moments: &'a BTreeMap<LevelId, BTreeSet<String>>,
    /// The period: all deliveries whose own period ends in it.
    pub period: Period,
    /// The date.
    pub as_of: AsOf,
}

/// The status of every delivery that is expected of someone or was made, and the counts per unit and division.
///
/// Nothing when the organisation does not say who delivers what.
pub fn received(input: &Input<'_>) -> Received {
    if input.tree.units.iter().all(|u| u.delivers.is_empty()) {
        return Received::default();
    }
    let statuses = judged::statuses(input);
    let mut received = Received { divisions: divisions(input.tree), ..Received::default() };
    for status in &statuses {
        received.tally.add(status);
        for division in &mut received.divisions {
            let Some(unit) = division.units.iter_mut().find(|u| u.unit == status.unit) else { continue };
            unit.tally.add(status);
            match unit.datasets.iter_mut().find(|d| d.dataset == status.dataset) {
                Some(of) => of.tally.add(status),
                None => {
                    let mut tally = Tally::default();
                    tally.add(status);
                    unit.datasets.push(OfDataset { dataset: status.dataset.clone(), tally });
                }
            }
            division.tally.add(status);
        }
    }
    for division in &mut received.divisions {
        division.units.retain(|u| !u.datasets.is_empty());
    }
    received.divisions.retain(|d| !d.units.is_empty());
    let any = |id: &DatasetId| statuses.iter().any(|s| s.dataset == *id);
    received.datasets =
        input.contracts.iter().filter(|c| any(&c.id)).map(|c| (c.id.clone(), c.label.clone())).collect();
    received.statuses = statuses;
    received
}

/// The divisions with all their units, nothing counted; the top stands by itself, first.
fn divisions(tree: &OrgTree) -> Vec<OfDivision> {
    let mut divisions: Vec<OfDivision> = Vec::new();
    for unit in &tree.units {
        let division = division(tree, unit);
        let of = OfUnit { unit: unit.id.clone(), datasets: Vec::new(), tally: Tally::default() };
        match divisions.iter_mut().find(|d| d.division == *division) {
            Some(found) => found.units.push(of),
            None => {
                divisions.push(OfDivision { division: division.clone(), units: vec![of], tally: Tally::default() });
            }
        }
    }
    divisions
}

/// The unit just below the top that a unit belongs to; the top belongs to itself.
fn division<'a>(tree: &'a OrgTree, unit: &'a OrgUnit) -> &'a UnitId {
    let mut at = unit;
    while let Some(above) = at.part_of.as_ref().and_then(|id| tree.unit(id)) {
        if above.part_of.is_none() {
            break;
        }
        at = above;
    }
    &at.id
}
