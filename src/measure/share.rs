//! The share: of a whole, the part that meets, or the whole less the part that does not.
//!
//! Rounds nothing and fills in nothing: a whole or a part that no row states makes the figure missing.

use super::sums::{PART, Sums, UNDECIDED, WHOLE};
use super::{excluded, kept, takes};
use crate::field::atom::{Atom, Filter, Takes};
use crate::field::manual::Manual;
use crate::field::measure::{Counted, Exclusion, Known};
use crate::field::observation::{MissingWhy, Observation};
use crate::field::quantity::Share;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "share",
    title: "andel: en del av en helhet",
    measures: "Hur stor del av en helhet som uppfyller ett villkor. Helheten är rader, eller summan av en kolumn med heltal över rader.",
    why: "En andel räknas alltid om från sina delar, på varje nivå. Den lagras aldrig färdig, eftersom ett medelvärde av andelar blir fel så snart enheterna är olika stora.",
    parameters: "`whole`: villkoret för helheten. En av `part` (det som uppfyller) och `complement` (det som inte gör det; andelen är då 1 − complement / whole). `excluding`: rader som lämnas utanför båda, var och en med namn. `sum`: kolumnen som summeras; `different`: kolumnen vars olika värden räknas; \
utan dem räknas rader. Av rader och olika värden är `part` ett villkor på helhetens egna rader. Med `sum` pekar `part` ut egna rader, som i statistik där totalen står på en rad och delarna på andra.",
    missing: "En rad där villkoret inte går att pröva, eftersom ett tal eller en dag saknas eller är dold, räknas varken i del eller helhet utan redovisas som *går inte att avgöra*. Är helheten noll finns ingen att räkna: andelen är ej tillämplig. Anges ingen helhet eller del, saknas siffran med det skälet. En del som är större \
än helheten är ett fel i leveransen. Ingenting räknas som noll.",
    example: "3 797 av 9 879 väntade längre än 90 dagar: 1 − 3 797 / 9 879 = 61,6 %, avrundat 62 %.",
};

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(of: &Counted, whole: &Filter, excluding: &[Exclusion], known: &Known) -> (Vec<Atom>, Filter) {
    let atom = |name: &str, takes: Takes, when: Filter| Atom { name: name.to_owned(), takes, when };
    match of {
        Counted::Rows | Counted::Different(_) => {
            let rows = whole.clone().and(kept(excluding));
            let (met, _) = known.filter().truth();
            let decided = known.filter().decided();
            let sound = decided.iter().cloned().fold(rows.clone(), Filter::and);
            let mut atoms = vec![atom(WHOLE, takes(of), sound.clone()), atom(PART, takes(of), sound.clone().and(met))];
            if let Some(decided) = decided {
                atoms.push(atom(UNDECIDED, Takes::Rows, rows.and(decided.negated())));
            }
            atoms.extend(excluded(whole, excluding));
            (atoms, sound)
        }
        Counted::Sum(_) => {
            let (whole_rows, part_rows) =
                (whole.clone().and(kept(excluding)), known.filter().clone().and(kept(excluding)));
            let any = Filter::Any(vec![whole_rows.clone(), part_rows.clone()]);
            let mut atoms = vec![atom(WHOLE, takes(of), whole_rows), atom(PART, takes(of), part_rows)];
            atoms.extend(excluded(&Filter::Any(vec![whole.clone(), known.filter().clone()]), excluding));
            (atoms, any)
        }
    }
}

/// Whether the parts of one unit can be added to those of others.
pub(super) fn sound(of: &Counted, sums: &Sums<'_>) -> Result<(), MissingWhy> {
    match of {
        Counted::Rows | Counted::Different(_) => Ok(()),
        Counted::Sum(_) => {
            let (whole, part) = (sums.sum(WHOLE), sums.sum(PART));
            match (whole.rows + whole.hidden, part.rows + part.hidden) {
                _ if whole.empty + part.empty > 0 => Err(MissingWhy::NoNumber),
                (0, _) => Err(MissingWhy::NoWhole),
                (_, 0) => Err(MissingWhy::NoPart),
                (_, _) if part.hidden + whole.hidden == 0 && part.sum > whole.sum => Err(MissingWhy::PartAboveWhole),
                (_, _) => Ok(()),
            }
        }
    }
}

/// What the parts come to; for a share known by its complement also what did not meet. A sum with a number that the deliverer has hidden
/// makes no figure but a hidden one, and what is left of such a sum is not given either: the hidden number could be told from it.
pub(super) fn value(of: &Counted, known: &Known, sums: &Sums<'_>) -> (Observation, Option<u64>) {
    if sums.sum(WHOLE).hidden + sums.sum(PART).hidden > 0 {
        return (Observation::Suppressed, None);
    }
    let number = |name| u64::try_from(sums.number(name, of));
    let (Ok(whole), Ok(stated)) = (number(WHOLE), number(PART)) else {
        return (Observation::Missing(MissingWhy::NoNumber), None);
    };
    let complement = match known {
        Known::Part(_) => None,
        Known::Complement(_) => Some(stated),
    };
    let part = match known {
        Known::Part(_) => Some(stated),
        Known::Complement(_) => whole.checked_sub(stated),
    };
    let observation = match part {
        _ if whole == 0 && stated == 0 => Observation::NotApplicable,
        None => Observation::Missing(MissingWhy::PartAboveWhole),
        Some(part) => {
            Share::of(part, whole).map_or(Observation::Missing(MissingWhy::PartAboveWhole), Observation::Measured)
        }
    };
    (observation, complement)
}
