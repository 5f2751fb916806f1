//! The count: a number of rows, or the sum of a column of whole numbers.

use super::sums::{Sums, UNDECIDED, WHOLE};
use super::{excluded, kept, takes};
use crate::field::atom::{Atom, Filter, Takes};
use crate::field::manual::Manual;
use crate::field::measure::{Counted, Exclusion};
use crate::field::observation::{MissingWhy, Observation};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "count",
    title: "antal: rader, eller summan av en kolumn med heltal",
    measures: "Hur många rader som uppfyller ett villkor, eller summan av en kolumn över dem.",
    why: "Ett antal säger hur stort något är, och hur stor en andel är att lita på. Det läggs ihop över enheter, och över tid när det är ett flöde.",
    parameters: "`when`: villkoret för raderna; utan det räknas alla. `excluding`: rader som lämnas utanför, var och en med namn. `sum`: kolumnen som summeras. `different`: kolumnen vars olika värden räknas, till exempel patienter. Utan båda räknas rader.",
    missing: "Noll är ett antal: uppgifter är lämnade, och ingen rad uppfyller villkoret. Är inga uppgifter lämnade saknas siffran, med skäl. Ett tal som den som lämnade har dolt gör summan dold.",
    example: "31 rader i köns fil den sista december: antalet väntande är 31.",
};

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(of: &Counted, when: &Filter, excluding: &[Exclusion]) -> (Vec<Atom>, Filter) {
    let (met, _) = when.truth();
    let rows = met.and(kept(excluding));
    let mut atoms = vec![Atom { name: WHOLE.to_owned(), takes: takes(of), when: rows.clone() }];
    if let Some(decided) = when.decided() {
        atoms.push(Atom {
            name: UNDECIDED.to_owned(),
            takes: Takes::Rows,
            when: kept(excluding).and(decided.negated()),
        });
    }
    atoms.extend(excluded(when, excluding));
    (atoms, rows)
}

/// Whether the number of one unit can be added to those of others.
pub(super) fn sound(of: &Counted, sums: &Sums<'_>) -> Result<(), MissingWhy> {
    match of {
        Counted::Sum(_) if sums.sum(WHOLE).empty > 0 => Err(MissingWhy::NoNumber),
        Counted::Rows | Counted::Sum(_) | Counted::Different(_) => Ok(()),
    }
}

/// What it comes to.
pub(super) fn value(of: &Counted, sums: &Sums<'_>) -> Observation {
    if sums.sum(WHOLE).hidden > 0 {
        return Observation::Suppressed;
    }
    u64::try_from(sums.number(WHOLE, of)).map_or(Observation::Missing(MissingWhy::NoNumber), Observation::Counted)
}
