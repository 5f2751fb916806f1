//! Coverage: of all that should be there, unit by unit and week by week, how large a part is.

use super::sums::{PART, Sums};
use crate::field::atom::{Atom, Filter, Takes};
use crate::field::manual::Manual;
use crate::field::observation::Observation;
use crate::field::quantity::Share;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "coverage",
    title: "täckning: hur stor del av det som ska finnas som finns",
    measures: "Av alla veckor (eller månader) gånger enheter gånger yrkesgrupper: för hur många det finns en rad som uppfyller villkoret.",
    why: "En enhet som inte lämnat en enda rad syns inte i raderna. Därför räknas nämnaren ur det som ska finnas (`delivers:` i organisation.yaml), inte ur det som lämnats.",
    parameters: "`each`: `week` eller `month`. `per`: en kolumn och de koder av den som varje enhet ska ha, till exempel yrkesgrupper. `has`: villkoret; utan det räcker en rad.",
    missing: "Det som ska finnas och inte finns är inte täckt: det räknas i nämnaren. Veckor vars sista dag att lämna inte har passerat räknas bara om de är lämnade. En enhet som inte ska lämna datamängden räknas inte.",
    example: "Två enheter, två yrkesgrupper och fyra veckor är sexton platser; finns raden på tolv av dem är täckningen 75 %.",
};

/// Its atoms, and the rows that any of them takes.
pub(super) fn atoms(per: Option<&(String, Vec<String>)>, has: &Filter) -> (Vec<Atom>, Filter) {
    let (met, _) = has.truth();
    let takes = per.map_or(Takes::Rows, |(column, _)| Takes::Codes(column.clone()));
    (vec![Atom { name: PART.to_owned(), takes, when: met.clone() }], met)
}

/// What it comes to.
pub(super) fn value(sums: &Sums<'_>) -> Observation {
    let (there, all) = sums.covered;
    Share::of(there, all).filter(|_| all > 0).map_or(Observation::NotApplicable, Observation::Measured)
}
