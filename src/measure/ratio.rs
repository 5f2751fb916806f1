//! The ratio: one sum or number by another.

use super::sums::{PART, Sums, WHOLE};
use super::{excluded, kept, takes};
use crate::field::atom::{Atom, Filter};
use crate::field::manual::Manual;
use crate::field::measure::{Exclusion, Side};
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};
use crate::field::quantity::Ratio;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "ratio",
    title: "kvot: en summa eller ett antal genom ett annat",
    measures: "Hur mycket av det ena som går på det andra: kostnad per kontakt, utfall av plan, kostnad per DRG-poäng.",
    why: "En kvot räknas alltid om från sina båda summor, på varje nivå och för varje period. Den får vara större än ett, till skillnad från en andel: en plan kan överträffas.",
    parameters: "`part` och `whole`: var och en med `sum` (kolumnen som summeras), `different` (kolumnen vars olika värden räknas) eller ingetdera (rader) och `when` (vilka rader; utan den alla). `excluding`: rader som lämnas utanför båda, var och en med namn.",
    missing: "Är nämnaren noll är kvoten ej tillämplig. Saknar en rad som ska räknas sitt tal, saknas siffran. Ett tal som den som lämnade har dolt gör kvoten dold.",
    example: "Utfall 341 av planerade 388 kontakter: 341 / 388 = 87,9 %.",
};

fn atom(name: &str, side: &Side, excluding: &[Exclusion]) -> Atom {
    let (met, _) = side.when.truth();
    Atom { name: name.to_owned(), takes: takes(&side.of), when: met.and(kept(excluding)) }
}

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(part: &Side, whole: &Side, excluding: &[Exclusion]) -> (Vec<Atom>, Filter) {
    let both = [atom(PART, part, excluding), atom(WHOLE, whole, excluding)];
    let rows = if both[0].when == both[1].when {
        both[0].when.clone()
    } else {
        Filter::Any(both.iter().map(|a| a.when.clone()).collect())
    };
    let any = if part.when == whole.when {
        part.when.clone()
    } else {
        Filter::Any(vec![part.when.clone(), whole.when.clone()])
    };
    (both.into_iter().chain(excluded(&any, excluding)).collect(), rows)
}

/// Whether the sides of one unit can be added to those of others.
pub(super) fn sound(sums: &Sums<'_>) -> Result<(), MissingWhy> {
    if sums.sum(PART).empty + sums.sum(WHOLE).empty > 0 { Err(MissingWhy::NoNumber) } else { Ok(()) }
}

/// What they come to, and the sides in the unit of the measure.
pub(super) fn value(part: &Side, whole: &Side, sums: &Sums<'_>) -> (Observation, Vec<Term>) {
    if sums.sum(PART).hidden + sums.sum(WHOLE).hidden > 0 {
        return (Observation::Suppressed, Vec::new());
    }
    let (above, below) = (sums.number(PART, &part.of), sums.number(WHOLE, &whole.of));
    let term = |of, number, side: &Side| Ratio::of(number, u128::from(side.scale)).map(|value| Term { of, value });
    let terms = [term(TermOf::Part, above, part), term(TermOf::Whole, below, whole)].into_iter().flatten().collect();
    let quotient = || {
        let above = above.checked_mul(i128::from(whole.scale))?;
        let below = u128::try_from(below.checked_mul(i128::from(part.scale))?).ok()?;
        Ratio::of(above, below)
    };
    match quotient() {
        Some(value) => (Observation::Amount(value), terms),
        None if below == 0 => (Observation::NotApplicable, Vec::new()),
        None => (Observation::Missing(MissingWhy::NoNumber), Vec::new()),
    }
}
