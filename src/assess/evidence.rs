//! Gathers the cells of evidence under a question, and the units whose cells are pooled.
//!
//! Rates nothing and reads no words: the moment table has done that.

use super::Input;
use crate::field::assessment::{Cell, CellOutcome, MomentResult, Subject};
use crate::field::audit::{ControlQuestion, Evidence, Point};
use crate::field::established::Statement;
use crate::field::id::{MomentId, UnitId};
use crate::field::org::OrgTree;
use std::collections::{BTreeMap, BTreeSet};

/// Whether any of the question's evidence is about units.
pub(super) fn is_about_units(question: &ControlQuestion) -> bool {
    question.points.iter().any(|point| match point.evidence {
        Evidence::Moments(_) => true,
        Evidence::Stated => false,
    })
}

/// All cells of a question: points, then moments, then units, each in its own order; a statement is about the top unit.
pub(super) fn cells(input: &Input<'_>, moments: &[MomentResult], question: &ControlQuestion) -> Vec<Cell> {
    let table: BTreeMap<(&MomentId, &UnitId), &MomentResult> =
        moments.iter().map(|m| ((&m.moment, &m.unit), m)).collect();
    let mut cells = Vec::new();
    for point in &question.points {
        match &point.evidence {
            Evidence::Moments(ids) => {
                for moment in ids {
                    cells.extend(
                        input
                            .asked
                            .iter()
                            .map(|unit| of_moment(point, moment, unit, table.get(&(moment, unit)).copied())),
                    );
                }
            }
            Evidence::Stated => {
                let statement = input.established.and_then(|e| e.stated.iter().find(|s| s.point == point.id));
                cells.push(of_statement(point, &input.tree.top().id, statement));
            }
        }
    }
    cells
}

fn of_moment(point: &Point, moment: &MomentId, unit: &UnitId, result: Option<&MomentResult>) -> Cell {
    let row = result.and_then(|r| r.row.as_ref());
    Cell {
        point: point.id.clone(),
        subject: Subject::Moment(moment.clone()),
        unit: unit.clone(),
        weight: point.weight,
        outcome: result.map_or(CellOutcome::NotAnswered, |r| r.outcome),
        word: row.map(|r| r.word.clone()),
        words: None,
        source: row.map(|r| r.source.clone()),
        place: row.map(|r| r.place.clone()),
    }
}

fn of_statement(point: &Point, top: &UnitId, statement: Option<&Statement>) -> Cell {
    let words = statement.and_then(|s| s.words.clone());
    Cell {
        point: point.id.clone(),
        subject: Subject::Statement,
        unit: top.clone(),
        weight: point.weight,
        outcome: statement.map_or(CellOutcome::NotAnswered, |s| CellOutcome::Answered(s.verdict)),
        word: None,
        source: words.as_ref().map(|w| w.source.clone()),
        words,
        place: statement.map(|s| s.place.clone()),
    }
}

/// For each unit below the top the units asked in its subtree, itself included; units without any are left out.
pub(super) struct Pools<'a>(Vec<(&'a UnitId, BTreeSet<&'a UnitId>)>);

impl<'a> Pools<'a> {
    /// Walks from each unit asked up to the top, once.
    pub(super) fn of(tree: &'a OrgTree, asked: &'a [UnitId]) -> Self {
        let parents: BTreeMap<&UnitId, Option<&UnitId>> =
            tree.units.iter().map(|u| (&u.id, u.part_of.as_ref())).collect();
        let mut below: BTreeMap<&UnitId, BTreeSet<&UnitId>> = BTreeMap::new();
        for unit in asked {
            let mut at = Some(unit);
            while let Some(id) = at {
                below.entry(id).or_default().insert(unit);
                at = parents.get(id).copied().flatten();
            }
        }
        let top = &tree.top().id;
        Self(tree.units.iter().filter(|u| u.id != *top).filter_map(|u| Some((&u.id, below.remove(&u.id)?))).collect())
    }

    /// The units and what is pooled for each, in the order of the tree.
    pub(super) fn below_the_top(&self) -> impl Iterator<Item = (&'a UnitId, &BTreeSet<&'a UnitId>)> {
        self.0.iter().map(|(unit, pool)| (*unit, pool))
    }
}
