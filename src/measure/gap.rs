//! The gap: what is needed less what there is.

use super::sums::{Sums, minus, plus};
use super::{excluded, kept};
use crate::field::atom::{Atom, Filter, Takes};
use crate::field::manual::Manual;
use crate::field::measure::Exclusion;
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};
use crate::field::quantity::Ratio;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "gap",
    title: "gap: det som behövs minus det som finns",
    measures: "Hur mycket som fattas, eller finns över: behov minus kapacitet, per vecka och uppåt.",
    why: "Ett gap får vara negativt: då finns det mer än vad som behövs. Gap i olika enheter tar ut varandra när de läggs ihop, så siffran för en division säger inte att alla enheter går ihop.",
    parameters: "`plus` och `minus`: kolumner som läggs till och dras från. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "Saknar en rad något av talen saknas siffran. Ett tal som den som lämnade har dolt gör gapet dolt. Utan en enda rad är gapet ej tillämpligt, inte noll.",
    example: "Behov 37,5 timmar och kapacitet 40 timmar: 37,5 − 40 = −2,5 h.",
};

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(added: &[String], taken: &[String], when: &Filter, excluding: &[Exclusion]) -> (Vec<Atom>, Filter) {
    let (met, _) = when.truth();
    let rows = met.and(kept(excluding));
    let atom = |name: String, column: &String| Atom { name, takes: Takes::Sum(column.clone()), when: rows.clone() };
    let mut atoms: Vec<Atom> = added.iter().enumerate().map(|(at, column)| atom(plus(at), column)).collect();
    atoms.extend(taken.iter().enumerate().map(|(at, column)| atom(minus(at), column)));
    atoms.extend(excluded(when, excluding));
    (atoms, rows)
}

fn names(added: &[String], taken: &[String]) -> impl Iterator<Item = String> {
    (0..added.len()).map(plus).chain((0..taken.len()).map(minus))
}

/// Whether the gap of one unit can be added to those of others.
pub(super) fn sound(added: &[String], taken: &[String], sums: &Sums<'_>) -> Result<(), MissingWhy> {
    let is_empty = names(added, taken).any(|name| sums.sum(&name).empty > 0);
    if is_empty { Err(MissingWhy::NoNumber) } else { Ok(()) }
}

/// What it comes to, and its two sides.
pub(super) fn value(added: &[String], taken: &[String], scale: u32, sums: &Sums<'_>) -> (Observation, Vec<Term>) {
    if names(added, taken).any(|name| sums.sum(&name).hidden > 0) {
        return (Observation::Suppressed, Vec::new());
    }
    if names(added, taken).all(|name| sums.sum(&name).rows == 0) {
        return (Observation::NotApplicable, Vec::new());
    }
    let total = |of: &mut dyn Iterator<Item = String>| -> i128 { of.map(|name| sums.sum(&name).sum).sum() };
    let (needed, there) = (total(&mut (0..added.len()).map(plus)), total(&mut (0..taken.len()).map(minus)));
    let number = |n| Ratio::of(n, u128::from(scale));
    let term = |of, n| number(n).map(|value| Term { of, value });
    let taken_away = term(TermOf::Minus, there).filter(|_| !taken.is_empty());
    let terms = [term(TermOf::Plus, needed), taken_away].into_iter().flatten().collect();
    number(needed - there)
        .map_or((Observation::Missing(MissingWhy::NoNumber), Vec::new()), |value| (Observation::Amount(value), terms))
}
