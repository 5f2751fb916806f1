//! Utilisation: of the time that is open and staffed, how much is used. Two facts of different grain, each added up on its own.

use super::sums::{PART, Sums, UNDECIDED, WHOLE};
use super::{excluded, kept};
use crate::field::atom::{Atom, AtomQuery, Filter, Takes, Windows};
use crate::field::manual::Manual;
use crate::field::measure::{Available, Exclusion};
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};
use crate::field::quantity::Ratio;
use std::sync::Arc;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "utilisation",
    title: "utnyttjande: använd tid av den tid som är öppen och bemannad",
    measures: "Hur stor del av de bemannade minuterna som används: knivtid eller patienttid av bemannad salstid, inom det elektiva fönstret.",
    why: "En sal som står bemannad utan operation är kapacitet som inte används. Bara tiden inom fönstret räknas, så att jourtid varken höjer eller sänker siffran, och helgdagar är stängda (lagen om allmänna helgdagar).",
    parameters: "`used`: `from` och `to`, klockslagen, och `when`, vilka rader. `available`: `dataset`, `minutes` (kolumnen med bemannade minuter), `day` (kolumnen med dagen) och `when`. `windows`: veckodagar med `from` och `to`. `closed`: `public-holidays`, `eves`. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "En rad som saknar något klockslag räknas inte men redovisas som *går inte att avgöra*. Av en sals minuter räknas högst så många som fönstret har den dagen. Saknas den ena av de två datamängderna för en enhet saknas siffran. Utan bemannad tid är den ej tillämplig.",
    example: "Måndag 07–17: en operation 16.30–17.30 ger 30 minuter. 300 bemannade minuter och 150 använda: 50 %.",
};

/// The atoms of what is used, and the rows that any of them takes.
pub(super) fn atoms(
    (from, to): (&str, &str),
    windows: &Arc<Windows>,
    when: &Filter,
    excluding: &[Exclusion],
) -> (Vec<Atom>, Filter) {
    let has = |column: &str| Filter::Missing(column.to_owned()).negated();
    let (met, _) = when.truth();
    let rows = met.and(kept(excluding));
    let both = has(from).and(has(to));
    let sound = rows.clone().and(both.clone());
    let takes = Takes::Inside { from: from.to_owned(), to: to.to_owned(), windows: Arc::clone(windows) };
    let undecided = rows.and(Filter::All(vec![both]).negated());
    let mut atoms = vec![
        Atom { name: PART.to_owned(), takes, when: sound.clone() },
        Atom { name: UNDECIDED.to_owned(), takes: Takes::Rows, when: undecided },
    ];
    atoms.extend(excluded(when, excluding));
    (atoms, sound)
}

/// The question about what there is to use.
pub(super) fn available(of: &Available, windows: &Arc<Windows>) -> AtomQuery {
    let (met, _) = of.when.truth();
    let takes = Takes::Open { column: of.minutes.clone(), on: of.stands.at.clone(), windows: Arc::clone(windows) };
    AtomQuery {
        dataset: of.dataset.clone(),
        unit: of.stands.unit.clone(),
        at: of.stands.at.clone(),
        rows: met.clone(),
        atoms: vec![Atom { name: WHOLE.to_owned(), takes, when: met }],
    }
}

/// What they come to, in parts of one.
pub(super) fn value(used: &Sums<'_>, there: &Sums<'_>) -> (Observation, Vec<Term>) {
    let whole = there.sum(WHOLE);
    if whole.empty > 0 {
        return (Observation::Missing(MissingWhy::NoNumber), Vec::new());
    }
    let (above, below) = (used.sum(PART).sum, whole.sum);
    let term = |of, n: i128| Ratio::of(n, 1).map(|value| Term { of, value });
    let values = i128::from(used.sum(PART).rows);
    let all = [term(TermOf::Part, above), term(TermOf::Whole, below), term(TermOf::Values, values)];
    let terms = all.into_iter().flatten().collect();
    match u128::try_from(below).ok().and_then(|below| Ratio::of(above, below)) {
        Some(value) => (Observation::Amount(value), terms),
        None => (Observation::NotApplicable, Vec::new()),
    }
}
