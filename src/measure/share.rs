//! The share: of a whole, the part that meets, or the whole less the part that does not.
//!
//! Rounds nothing and fills in nothing: a whole or a part that no row states makes the figure missing.

use super::{Answer, Unplaced, provenance};
use crate::field::dataset::InferredDate;
use crate::field::id::{DatasetId, UnitId};
use crate::field::measure::{Atom, AtomQuery, FigureKey, Filter, Known, Measure};
use crate::field::observation::{Figure, MissingWhy, Observation};
use crate::field::period::Period;
use crate::field::quantity::Share;
use std::collections::{BTreeMap, BTreeSet};

const WHOLE: &str = "whole";
const PART: &str = "part";
const COMPLEMENT: &str = "complement";
const KEYS: [&str; 4] = ["enhet", "manad", "slutlett", "kalla"];

pub(super) fn query(dataset: &DatasetId, sum: &str, whole: &Filter, known: &Known) -> AtomQuery {
    let (name, when) = match known {
        Known::Part(filter) => (PART, filter),
        Known::Complement(filter) => (COMPLEMENT, filter),
    };
    let atom = |name: &str, when: &Filter| Atom { name: name.to_owned(), sum: sum.to_owned(), when: when.clone() };
    AtomQuery {
        dataset: dataset.clone(),
        keys: KEYS.map(str::to_owned).to_vec(),
        atoms: vec![atom(WHOLE, whole), atom(name, when)],
    }
}

/// What the rows of one unit and month add up to; rows that differ in source or certainty belong together.
#[derive(Default)]
struct Sums {
    whole: Option<u64>,
    known: Option<u64>,
    suppressed: u64,
    inferred: Option<InferredDate>,
    sources: BTreeSet<String>,
    lines: BTreeSet<u32>,
}

/// The figures that the rows in use make. A sum with a number that the deliverer has hidden makes no figure but a hidden one.
pub(super) fn observe(measure: &Measure, known: &Known, answer: Answer<'_>) -> Result<Vec<Figure>, Unplaced> {
    let name = match known {
        Known::Part(_) => PART,
        Known::Complement(_) => COMPLEMENT,
    };
    let mut cells: BTreeMap<(UnitId, Period), Sums> = BTreeMap::new();
    let mut unplaced = BTreeSet::new();
    for row in &answer.table.rows {
        let key = |at: usize| row.keys.get(at).map_or("", String::as_str);
        let (inferred, source) = (key(2), key(3));
        let (Ok(unit), Ok(month)) = (UnitId::new(key(0)), Period::parse(key(1))) else {
            unplaced.extend(&row.lines);
            continue;
        };
        let atom = |name: &str| row.atoms.get(name).copied().flatten();
        let sums = cells.entry((unit, month)).or_default();
        sums.whole = plus(sums.whole, atom(WHOLE));
        sums.known = plus(sums.known, atom(name));
        sums.suppressed += row.suppressed;
        sums.inferred = sums.inferred.max(Some(InferredDate::of_code(inferred).unwrap_or(InferredDate::MonthAndYear)));
        sums.sources.extend(Some(source.to_owned()).filter(|s| !s.is_empty()));
        sums.lines.extend(&row.lines);
    }
    if !unplaced.is_empty() {
        return Err(Unplaced { file: answer.delivery.file.clone(), lines: unplaced.into_iter().collect() });
    }
    let stated = |sums: &Sums| sums.whole.is_some() || sums.known.is_some() || sums.suppressed > 0;
    let stated = cells.into_iter().filter(|(_, sums)| stated(sums));
    Ok(stated.map(|(at, sums)| figure(measure, known, answer, at, sums)).collect())
}

fn figure(
    measure: &Measure,
    known: &Known,
    answer: Answer<'_>,
    (unit, period): (UnitId, Period),
    sums: Sums,
) -> Figure {
    let complement = match known {
        Known::Part(_) => None,
        // What is left of a sum with a hidden number is not shown: the hidden one could be told from it.
        Known::Complement(_) => sums.known.filter(|_| sums.suppressed == 0),
    };
    Figure {
        key: FigureKey { measure: measure.id.clone(), unit, period },
        observation: if sums.suppressed > 0 { Observation::Suppressed } else { share(known, sums.whole, sums.known) },
        complement,
        inferred: sums.inferred.unwrap_or(InferredDate::Nothing),
        source: sums.sources.into_iter().collect::<Vec<_>>().join(", "),
        provenance: provenance(measure, answer.delivery, sums.lines.into_iter().collect()),
    }
}

fn share(known: &Known, whole: Option<u64>, stated: Option<u64>) -> Observation {
    let Some(whole) = whole.filter(|w| *w > 0) else { return Observation::Missing(MissingWhy::NoWhole) };
    let Some(stated) = stated else { return Observation::Missing(MissingWhy::NotDelivered) };
    let part = match known {
        Known::Part(_) => Some(stated),
        Known::Complement(_) => whole.checked_sub(stated),
    };
    part.and_then(|part| Share::of(part, whole))
        .map_or(Observation::Missing(MissingWhy::PartAboveWhole), Observation::Measured)
}

/// Nothing and something is something; nothing and nothing stays nothing.
fn plus(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (one, None) | (None, one) => one,
    }
}
