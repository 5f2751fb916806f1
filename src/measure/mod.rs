//! Measures: a declaration becomes a question of integers, and the answers become figures at every level of the tree, with their origin.
//!
//! Knows no engine and no file: `run` carries the question to a `source` and the answers back. Missing is a value here and never zero.

mod attested;
mod classes;
pub mod codes;
mod completeness;
mod count;
mod coverage;
mod elapsed;
mod flow;
mod fulfilment;
mod gap;
mod hide;
mod index;
pub mod manual;
mod movement;
mod own;
mod quoted;
mod ratio;
mod share;
mod span;
mod spread;
mod sum;
mod sums;
mod suppress;
#[cfg(test)]
mod tests;
mod tree;
mod unknowns;
mod utilisation;
mod within;

use crate::diag::{Place, Remark};
use crate::field::atom::{Atom, AtomQuery, AtomTable, Filter, Takes};
use crate::field::contract::Schedule;
use crate::field::dataset::{MomentRow, QuotedShareRow};
use crate::field::delivery::Coverage;
use crate::field::id::UnitId;
use crate::field::measure::{Counted, Counts, Exclusion, Kind, Measure};
use crate::field::observation::{Delivery, Figure};
use crate::field::org::OrgTree;
use crate::field::period::{AsOf, Period};
pub use movement::compare;
use span::Span;
use std::collections::BTreeSet;
pub use sums::Stood;
use sums::{INFERRED, PRESENT, SOURCE};
pub use suppress::{Printed, suppress};

/// What was answered from one file.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The answer to a question of [`queries`].
    pub table: &'a AtomTable,
    /// The file behind it, in use.
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

/// What one of the datasets of a measure answered.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    /// The answers, one per file in use.
    pub answers: &'a [Answer<'a>],
    /// When the dataset is due, if it ever is.
    pub schedule: Option<&'a Schedule>,
}

/// What the figures of a measure are made of, for one organisation.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What was answered, a fact per question of [`queries`], in their order.
    pub facts: &'a [Fact<'a>],
    /// What was answered about moments.
    pub moments: &'a [MomentRow],
    /// What was quoted.
    pub quotes: &'a [Quotes<'a>],
    /// What the files hold, of all datasets.
    pub coverage: &'a Coverage,
    /// All files, those set aside too.
    pub files: &'a [Delivery],
    /// The organisation.
    pub tree: &'a OrgTree,
    /// The date.
    pub as_of: AsOf,
}

/// A kind in terms of the few that are computed: a plan's fulfilment is a ratio, a value within a limit a share of rows.
pub fn lowered(kind: &Kind) -> Kind {
    match kind {
        Kind::Sum { column, scale, when, excluding } => sum::lowered(column, *scale, when, excluding),
        Kind::Within { of, least, most, when, excluding } => within::lowered(of, (*least, *most), when, excluding),
        Kind::Elapsed { of, scale, takes, when, excluding } => elapsed::lowered(of, *scale, *takes, when, excluding),
        Kind::Fulfilment { outcome, plan, when, excluding, .. } => fulfilment::lowered(outcome, plan, when, excluding),
        Kind::Completeness { columns, when, excluding } => completeness::lowered(columns, when, excluding),
        Kind::Share { .. }
        | Kind::Count { .. }
        | Kind::Ratio { .. }
        | Kind::Spread { .. }
        | Kind::Gap { .. }
        | Kind::Flow { .. }
        | Kind::Utilisation { .. }
        | Kind::Coverage { .. }
        | Kind::Index { .. }
        | Kind::Attested { .. }
        | Kind::Quoted => kind.clone(),
    }
}

/// The integers a measure needs, a question per dataset; none when it is only quoted or attested.
pub fn queries(measure: &Measure) -> Vec<AtomQuery> {
    let Some(stands) = measure.stands.as_ref() else { return Vec::new() };
    let kind = lowered(&measure.kind);
    let (mut atoms, rows) = match &kind {
        Kind::Share { of, whole, excluding, known } => share::atoms(of, whole, excluding, known),
        Kind::Count { of, when, excluding } => count::atoms(of, when, excluding),
        Kind::Ratio { part, whole, excluding } | Kind::Index { part, whole, excluding, .. } => {
            ratio::atoms(part, whole, excluding)
        }
        Kind::Spread { of, takes, when, excluding, .. } => spread::atoms(of, *takes, when, excluding),
        Kind::Gap { plus, minus, when, excluding, .. } => gap::atoms(plus, minus, when, excluding),
        Kind::Flow { start, plus, minus, end, takes, when, excluding } => {
            flow::atoms(flow::Columns { start, plus, minus, end }, takes, when, excluding)
        }
        Kind::Utilisation { from, to, when, windows, excluding, .. } => {
            utilisation::atoms((from, to), windows, when, excluding)
        }
        Kind::Coverage { per, has, .. } => coverage::atoms(per.as_ref(), has),
        Kind::Sum { .. }
        | Kind::Within { .. }
        | Kind::Elapsed { .. }
        | Kind::Fulfilment { .. }
        | Kind::Completeness { .. }
        | Kind::Attested { .. }
        | Kind::Quoted => return Vec::new(),
    };
    for (name, column) in [(INFERRED, &stands.inferred), (SOURCE, &stands.source)] {
        if let Some(column) = column {
            atoms.push(Atom { name: name.to_owned(), takes: Takes::Codes(column.clone()), when: rows.clone() });
        }
    }
    if stands.counts == Counts::Stock {
        // The measuring date is the delivery's, also where none of its rows is of the kind that is counted.
        atoms.push(Atom { name: PRESENT.to_owned(), takes: Takes::Rows, when: Filter::All(Vec::new()) });
    }
    let (unit, at) = (stands.unit.clone(), stands.at.clone());
    let mut queries = vec![AtomQuery { dataset: measure.dataset.clone(), unit, at, rows, atoms }];
    if let Kind::Utilisation { available, windows, .. } = &kind {
        queries.push(utilisation::available(available, windows));
    }
    queries
}

/// What is added up of a column.
fn takes(of: &Counted) -> Takes {
    match of {
        Counted::Rows => Takes::Rows,
        Counted::Sum(column) => Takes::Sum(column.clone()),
        Counted::Different(column) => Takes::Keys(column.clone()),
    }
}

/// The days that count for a period: of what accumulates, from the turn of the year.
fn fulfilment_span(kind: &Kind, period: Period) -> Span {
    let accumulates = matches!(kind, Kind::Fulfilment { accumulates: true, .. });
    if accumulates { Span::year_to(period) } else { Span::of(period) }
}

/// Rows that are none of the excluded.
fn kept(excluding: &[Exclusion]) -> Filter {
    Filter::All(excluding.iter().map(|e| e.when.clone().negated()).collect())
}

/// One atom per exclusion: how many rows it takes away. A row that several would take away is counted under the first.
fn excluded(rows: &Filter, excluding: &[Exclusion]) -> Vec<Atom> {
    let before = |at: usize| kept(&excluding[..at]);
    let atom = |(at, exclusion): (usize, &Exclusion)| Atom {
        name: format!("{}{}", sums::EXCLUDED, exclusion.id),
        takes: Takes::Rows,
        when: rows.clone().and(before(at)).and(exclusion.when.clone()),
    };
    excluding.iter().enumerate().map(atom).collect()
}

/// Rows that count in a measure but name no unit or no time to count them under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The file.
    pub file: String,
    /// The first of the rows, sorted; never empty.
    pub lines: Vec<u32>,
}

impl Unplaced {
    /// The remark about them.
    pub fn remark(&self, asked_by: &Place) -> Remark {
        Remark::new(&codes::UNPLACED, "rader som ska räknas saknar enhet eller tid")
            .at(Place::line(&self.file, self.lines.first().copied().unwrap_or(0)), "den första av dem")
            .at(asked_by.clone(), "måttet räknar raderna, och därför räknas inget ur filen")
            .help("fyll i enhet och tid, och låt kontraktet kräva dem i `controls/datasets.yaml`")
    }
}

/// Answers from files where each row that counts has its place, and the files where some have none: such a row could belong to any figure.
pub fn placed<'a>(answers: &[Answer<'a>]) -> (Vec<Answer<'a>>, Vec<Unplaced>) {
    let (placed, lost): (Vec<Answer<'a>>, Vec<Answer<'a>>) = answers.iter().partition(|a| a.table.unplaced == 0);
    let unplaced = lost
        .iter()
        .map(|a| Unplaced { file: a.delivery.file.clone(), lines: a.table.unplaced_lines.clone() })
        .collect();
    (placed, unplaced)
}

/// The figures of a measure for a period, in the order of the tree with the nation last.
///
/// There is one for each unit that rows were delivered for or are expected from, and for each unit above one: added up from counts and
/// sums, never from shares. A part that should be there and is not is named in the figure; where all of it lacks, the figure is missing and
/// says why. Rows dated after the date of the run count nowhere. Quoted figures of the period stand beside the computed ones, after them: of each unit those of its last month.
pub fn observe(measure: &Measure, given: &Given<'_>, period: Period) -> Vec<Figure> {
    let mut figures = if let Some(stands) = &measure.stands {
        tree::figures(measure, stands, given, period)
    } else if let Kind::Attested { moments, words } = &measure.kind {
        attested::figures(measure, (moments, words), given, period)
    } else {
        Vec::new()
    };
    figures.extend(quoted::figures(measure, given.quotes, period));
    movement::valid(&measure.version, &mut figures);
    movement::judged(measure, &mut figures);
    // The sort is stable, so of two figures under one key the computed one stays first.
    figures.sort_by_cached_key(|f| (rank(given.tree, &f.key.unit), f.key.unit.clone(), f.key.period));
    figures
}

/// Where the rows behind the figure of a unit stand, a set per question of [`queries`]: file, unit and day.
pub fn places(measure: &Measure, given: &Given<'_>, period: Period, unit: &UnitId) -> Vec<BTreeSet<Stood>> {
    tree::places(measure, given, period, unit)
}

/// Where a unit stands in the tree; the nation comes after all units.
fn rank(tree: &OrgTree, unit: &UnitId) -> usize {
    if unit.is_nation() { usize::MAX } else { tree.units.iter().position(|u| u.id == *unit).unwrap_or(usize::MAX - 1) }
}
