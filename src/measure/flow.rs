//! The flow: a queue, what comes into it and what leaves it, and that they make what is left.

use super::sums::{END, PRODUCED, START, Sums, minus, plus};
use super::{excluded, kept};
use crate::field::atom::{Atom, Filter, Takes};
use crate::field::manual::Manual;
use crate::field::measure::{Exclusion, FlowTakes, Kind};
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};
use crate::field::quantity::Ratio;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "flow",
    title: "flöde: kö, inflöde och utflöde som ska gå ihop",
    measures: "Hur en kö förändras under en period, hur lång den är vid slutet, eller hur många veckors produktion den motsvarar.",
    why: "Kön vid slutet ska vara kön vid början plus inflöde minus genomförda och övriga avslut. Går det inte ihop är något av talen fel, och då går ingen av siffrorna att lita på. Därför prövas det för varje enhet, på varje period.",
    parameters: "`start` och `end`: kolumnerna med kön när veckan eller månaden börjar och slutar; för en längre period tas den första och den sista. `plus` och `minus`: kolumner som flödar in och ut. `takes`: `change` (förändringen), `end` (kön vid slutet) eller `{ weeks: KOLUMN }` (kön vid slutet genom medelproduktionen per vecka). `when`: vilka rader. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "Går kön inte ihop för en enhet saknas enhetens siffra, med det skälet, och enheten ovanför säger att den delen fattas. Saknas en vecka mitt i perioden går det inte ihop. Utan en enda rad, eller om ingenting är producerat är siffran ej tillämplig.",
    example: "Kö 40, inflöde 12, genomförda 10, övriga avslut 1: 40 + 12 − 11 = 41, förändringen är 1.",
};

/// The columns of a flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'a> {
    pub start: &'a str,
    pub plus: &'a [String],
    pub minus: &'a [String],
    pub end: &'a str,
}

/// Those of a kind, when it is a flow.
pub(super) fn columns(kind: &Kind) -> Option<Columns<'_>> {
    if let Kind::Flow { start, plus, minus, end, .. } = kind { Some(Columns { start, plus, minus, end }) } else { None }
}

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(of: Columns<'_>, takes: &FlowTakes, when: &Filter, excluding: &[Exclusion]) -> (Vec<Atom>, Filter) {
    let (met, _) = when.truth();
    let rows = met.and(kept(excluding));
    let atom = |name: String, column: &str| Atom { name, takes: Takes::Sum(column.to_owned()), when: rows.clone() };
    let mut atoms = vec![atom(START.to_owned(), of.start), atom(END.to_owned(), of.end)];
    atoms.extend(of.plus.iter().enumerate().map(|(at, column)| atom(plus(at), column)));
    atoms.extend(of.minus.iter().enumerate().map(|(at, column)| atom(minus(at), column)));
    if let FlowTakes::Weeks(column) = takes {
        atoms.push(atom(PRODUCED.to_owned(), column));
    }
    atoms.extend(excluded(when, excluding));
    (atoms, rows)
}

/// What flowed in and out.
fn flows(of: Columns<'_>, sums: &Sums<'_>) -> (i128, i128) {
    let into = (0..of.plus.len()).map(|at| sums.sum(&plus(at)).sum).sum();
    let out = (0..of.minus.len()).map(|at| sums.sum(&minus(at)).sum).sum();
    (into, out)
}

fn names(of: Columns<'_>) -> impl Iterator<Item = String> {
    let all = (0..of.plus.len()).map(plus).chain((0..of.minus.len()).map(minus));
    all.chain([START, END, PRODUCED].map(str::to_owned))
}

/// Whether the queue of one unit adds up, so that it can be added to those of others.
pub(super) fn sound(of: Columns<'_>, sums: &Sums<'_>) -> Result<(), MissingWhy> {
    if names(of).any(|name| sums.sum(&name).empty > 0) {
        return Err(MissingWhy::NoNumber);
    }
    let (into, out) = flows(of, sums);
    let adds_up = sums.sum(START).sum + into - out == sums.sum(END).sum;
    if adds_up || names(of).any(|name| sums.sum(&name).hidden > 0) { Ok(()) } else { Err(MissingWhy::DoesNotAddUp) }
}

/// What it comes to, with all four sides.
pub(super) fn value(of: Columns<'_>, takes: &FlowTakes, sums: &Sums<'_>) -> (Observation, Vec<Term>) {
    if names(of).any(|name| sums.sum(&name).hidden > 0) {
        return (Observation::Suppressed, Vec::new());
    }
    if sums.slots() == 0 {
        return (Observation::NotApplicable, Vec::new());
    }
    let (into, out) = flows(of, sums);
    let (start, end) = (sums.sum(START).sum, sums.sum(END).sum);
    let term = |of, n: i128| Ratio::of(n, 1).map(|value| Term { of, value });
    let all = [term(TermOf::Start, start), term(TermOf::Plus, into), term(TermOf::Minus, out), term(TermOf::End, end)];
    let mut terms: Vec<Term> = all.into_iter().flatten().collect();
    let weeks = i128::try_from(sums.slots()).unwrap_or(0);
    let produced = sums.sum(PRODUCED).sum;
    let found = match takes {
        FlowTakes::Change => Ratio::of(into - out, 1),
        FlowTakes::End => Ratio::of(end, 1),
        FlowTakes::Weeks(_) => {
            terms.extend(term(TermOf::Part, produced));
            terms.extend(term(TermOf::Weeks, weeks));
            // The queue by the mean of a week: end / (produced / weeks).
            u128::try_from(produced).ok().and_then(|produced| Ratio::of(end.checked_mul(weeks)?, produced))
        }
    };
    match found {
        Some(value) => (Observation::Amount(value), terms),
        None => (Observation::NotApplicable, Vec::new()),
    }
}
