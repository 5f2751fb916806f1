//! Completeness: how large a part of the rows has all of some columns filled in.

use crate::field::atom::Filter;
use crate::field::manual::Manual;
use crate::field::measure::{Counted, Exclusion, Kind, Known};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "completeness",
    title: "fullständighet: rader där allt är ifyllt",
    measures: "Hur stor del av raderna som har alla de angivna kolumnerna ifyllda.",
    why: "Det som inte är ifyllt kan ingen följa upp. En siffra som vilar på ofullständiga rader behöver läsas tillsammans med hur fullständiga de är.",
    parameters: "`columns`: kolumnerna. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "En tom cell är ett svar: raden är inte fullständig. Ett tal som den som lämnade har dolt är ifyllt. Utan en enda rad är andelen ej tillämplig.",
    example: "Av 40 återbesök har 36 ett medicinskt måldatum: 90 %.",
};

/// As a share of rows.
pub(super) fn lowered(columns: &[String], when: &Filter, excluding: &[Exclusion]) -> Kind {
    let filled = columns.iter().map(|column| Filter::Missing(column.clone()).negated()).collect();
    Kind::Share {
        of: Counted::Rows,
        whole: when.clone(),
        excluding: excluding.to_vec(),
        known: Known::Part(Filter::All(filled)),
    }
}
