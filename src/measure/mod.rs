//! Measures: a declaration becomes a question of integers, and the answer becomes figures with their origin.
//!
//! Knows no engine and no file: `run` carries the question to a `source` and the answer back. Missing is a value here and never zero.

pub mod codes;
mod faulty;
pub mod manual;
mod share;
#[cfg(test)]
mod tests;

use crate::diag::{Place, Remark};
use crate::field::dataset::QuotedShareRow;
use crate::field::delivery::Coverage;
use crate::field::id::UnitId;
use crate::field::measure::{AtomQuery, AtomTable, FigureKey, Kind, Measure};
use crate::field::observation::{Delivery, Figure, Observation, Provenance};
use crate::field::org::OrgTree;

/// What an engine answered, and the delivery it was asked of.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The answer to [`query`].
    pub table: &'a AtomTable,
    /// The file behind it.
    pub delivery: &'a Delivery,
}

/// The shares that were quoted, and the delivery they stand in.
#[derive(Clone, Copy, Debug)]
pub struct Quotes<'a> {
    /// All rows of the register; those of the delivery are picked out.
    pub rows: &'a [QuotedShareRow],
    /// The file behind them.
    pub delivery: &'a Delivery,
}

/// The integers a measure needs; `None` when it is only quoted.
///
/// Keys are unit, month, what about the month was inferred, and the source, in that order.
pub fn query(measure: &Measure) -> Option<AtomQuery> {
    match &measure.kind {
        Kind::Share { sum, whole, known } => Some(share::query(&measure.dataset, sum, whole, known)),
        Kind::Quoted => None,
    }
}

/// What the files hold of the dataset that a measure is computed from, and the files.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// All datasets, units and periods.
    pub coverage: &'a Coverage,
    /// All files, those set aside too.
    pub files: &'a [Delivery],
}

/// Rows that count in a measure but name no unit or no month to count them under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The file.
    pub file: String,
    /// The lines, sorted; never empty.
    pub lines: Vec<u32>,
}

impl Unplaced {
    /// The remark about them.
    pub fn remark(&self, asked_by: &Place) -> Remark {
        Remark::new(&codes::UNPLACED, "rader som ska räknas saknar enhet eller månad")
            .at(Place::line(&self.file, self.lines.first().copied().unwrap_or(0)), "den första av dem")
            .at(asked_by.clone(), "måttet räknar raderna och redovisas därför bara som citerat")
            .help("fyll i enhet och månad, och låt kontraktet kräva dem i `controls/datasets.yaml`")
    }
}

/// The figures of a measure, in the order of the tree with the nation last, then by period.
///
/// There is one of `answers` and `quotes` for each delivery in use, none when nothing was delivered or all of it was set aside: then
/// there is no figure, unless `held` knows which unit and period it would stand under; then the figure is missing, and says whether its rows are in quarantine or in a file
/// set aside. A figure that is both computed and quoted stands twice, computed first.
///
/// When a row has no unit or month it could belong to any figure of its delivery, so none is computed from it: the rows are given back.
pub fn observe(
    measure: &Measure,
    answers: &[Answer<'_>],
    quotes: &[Quotes<'_>],
    held: Held<'_>,
    tree: &OrgTree,
) -> (Vec<Figure>, Vec<Unplaced>) {
    let (mut figures, mut unplaced) = (Vec::new(), Vec::new());
    match &measure.kind {
        Kind::Share { known, .. } => {
            for answer in answers {
                match share::observe(measure, known, *answer) {
                    Ok(more) => figures.extend(more),
                    Err(rows) => unplaced.push(rows),
                }
            }
        }
        Kind::Quoted => {}
    }
    faulty::add(measure, held, &mut figures);
    for quotes in quotes {
        let rows = quotes.rows.iter().filter(|row| row.place.file == quotes.delivery.file);
        let quoted_here = rows.filter(|row| measure.quoted_as.as_ref() == Some(&row.contact));
        figures.extend(quoted_here.map(|row| quoted(measure, row, quotes.delivery)));
    }
    // The sort is stable, so of two figures under one key the computed one stays first.
    figures.sort_by(|a, b| {
        (rank(tree, &a.key.unit), &a.key.unit, a.key.period).cmp(&(rank(tree, &b.key.unit), &b.key.unit, b.key.period))
    });
    (figures, unplaced)
}

fn quoted(measure: &Measure, row: &QuotedShareRow, delivery: &Delivery) -> Figure {
    Figure {
        key: FigureKey { measure: measure.id.clone(), unit: row.unit.clone(), period: row.month },
        observation: Observation::Quoted(row.share),
        complement: None,
        inferred: row.inferred,
        source: row.source.clone(),
        provenance: provenance(measure, delivery, vec![row.place.line]),
    }
}

fn provenance(measure: &Measure, delivery: &Delivery, lines: Vec<u32>) -> Provenance {
    Provenance {
        file: delivery.file.clone(),
        sha256: delivery.sha256.clone(),
        rows_read: delivery.rows_read,
        lines,
        asked_by: Some(measure.place.clone()),
    }
}

/// Where a unit stands in the tree; the nation comes after all units.
fn rank(tree: &OrgTree, unit: &UnitId) -> usize {
    if unit.is_nation() { usize::MAX } else { tree.units.iter().position(|u| u.id == *unit).unwrap_or(usize::MAX - 1) }
}
