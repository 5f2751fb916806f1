//! The spread: the mean, median or percentile of many values, from how many rows have each value.

use super::sums::{PART, Sums, UNDECIDED, WHOLE};
use super::{excluded, kept};
use crate::field::atom::{Atom, Filter, Takes, Valued};
use crate::field::manual::Manual;
use crate::field::measure::{Exclusion, Middle};
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};
use crate::field::quantity::Ratio;
use std::collections::BTreeMap;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "spread",
    title: "spridning: medelvärde, median, percentil eller ytterlighet",
    measures: "Mitten, eller en annan punkt, av många värden i en kolumn: deltagare per kurs, DRG-poäng per kontakt.",
    why: "En median går inte att lägga ihop: medianen av medianer är inte allas median. Därför behålls hur många rader som har varje värde, och punkten räknas om ur dem på varje nivå och för varje period, exakt.",
    parameters: "`of`: kolumnen med tal. `takes`: `mean`, `median`, `percentile` (1 till 99), `least` eller `most`. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "En rad utan värde räknas inte men redovisas som *går inte att avgöra*. Utan ett enda värde är måttet ej tillämpligt.",
    example: "Värdena 3, 8, 8 och 40: medianen är 8, medelvärdet 14,75, 90:e percentilen 40, det minsta 3.",
};

/// Its atoms, and the rows that a value is made of.
pub(super) fn atoms(of: &Valued, point: Middle, when: &Filter, excluding: &[Exclusion]) -> (Vec<Atom>, Filter) {
    let has = |column: &str| Filter::Missing(column.to_owned()).negated();
    let valued = match of {
        Valued::Column(column) => has(column),
        Valued::Days { from, to } | Valued::Minutes { from, to } => has(from).and(has(to)),
    };
    let (met, _) = when.truth();
    let rows = met.and(kept(excluding));
    let sound = rows.clone().and(valued.clone());
    let asked = match point {
        Middle::Mean | Middle::Median | Middle::Percentile(_) => Takes::Values,
        Middle::Least => Takes::Least,
        Middle::Most => Takes::Most,
    };
    let mut atoms = vec![
        Atom { name: PART.to_owned(), takes: asked(of.clone()), when: sound.clone() },
        Atom { name: UNDECIDED.to_owned(), takes: Takes::Rows, when: rows.and(Filter::All(vec![valued]).negated()) },
    ];
    if matches!(point, Middle::Least | Middle::Most) {
        // Of all others the values say how many they are.
        atoms.push(Atom { name: WHOLE.to_owned(), takes: Takes::Rows, when: sound.clone() });
    }
    atoms.extend(excluded(when, excluding));
    (atoms, sound)
}

/// What they come to, and how many values there are.
pub(super) fn value(takes: Middle, scale: u32, sums: &Sums<'_>) -> (Observation, Vec<Term>) {
    let values = sums.values(PART);
    let count = match takes {
        Middle::Least | Middle::Most => u64::try_from(sums.rows(WHOLE)).unwrap_or(0),
        Middle::Mean | Middle::Median | Middle::Percentile(_) => values.values().sum(),
    };
    if count == 0 {
        return (Observation::NotApplicable, Vec::new());
    }
    let terms = Ratio::of(i128::from(count), 1).map(|value| Term { of: TermOf::Values, value }).into_iter().collect();
    let scale = u128::from(scale);
    let found = match takes {
        Middle::Mean => {
            let sum: i128 = values.iter().map(|(value, n)| i128::from(*value) * i128::from(*n)).sum();
            Ratio::of(sum, u128::from(count) * scale)
        }
        Middle::Median => {
            let middle = |at| i128::from(at_rank(values, at));
            Ratio::of(middle(count.div_ceil(2)) + middle(count / 2 + 1), 2 * scale)
        }
        Middle::Percentile(percent) => {
            // The nearest rank: the least value that so many per cent of the values do not exceed.
            let rank = (u128::from(count) * u128::from(percent)).div_ceil(100);
            Ratio::of(i128::from(at_rank(values, u64::try_from(rank).unwrap_or(count))), scale)
        }
        Middle::Least | Middle::Most => sums.extreme(PART).and_then(|value| Ratio::of(i128::from(value), scale)),
    };
    match found {
        Some(value) => (Observation::Amount(value), terms),
        None => (Observation::Missing(MissingWhy::NoNumber), Vec::new()),
    }
}

/// The value on a rank, from 1, when all stand in order.
fn at_rank(values: &BTreeMap<i64, u64>, rank: u64) -> i64 {
    let mut passed = 0;
    for (value, n) in values {
        passed += n;
        if passed >= rank {
            return *value;
        }
    }
    values.last_key_value().map_or(0, |(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_rank_is_that_of_the_sorted_values(mut all in prop::collection::vec(-50_i64..50, 1..60)) {
            let mut values = BTreeMap::new();
            for value in &all {
                *values.entry(*value).or_default() += 1;
            }
            all.sort_unstable();
            for (rank, value) in (1..).zip(&all) {
                prop_assert_eq!(at_rank(&values, rank), *value);
            }
        }
    }
}
