//! Within limit: how large a part of the values lies within a limit.

use crate::field::atom::{Filter, Valued};
use crate::field::manual::Manual;
use crate::field::measure::{Counted, Exclusion, Kind, Known};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "within",
    title: "inom gräns: hur stor del av värdena som ryms inom en gräns",
    measures: "Hur stor del av dem som har ett värde som ligger inom gränsen: väntat högst 60 dagar, kontakt samma dag.",
    why: "En gräns är ett löfte till den enskilde. Andelen säger hur många det hålls för, och räknas om ur antalen på varje nivå.",
    parameters: "`of`: `days: { from, to }`, dagar mellan två kolumner, eller `column`, en kolumn med tal. `at-most` och `at-least`: gränsen, inräknad själv; minst en av dem. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "En rad utan värde räknas varken i del eller helhet men redovisas som *går inte att avgöra*. Utan ett enda värde är andelen ej tillämplig.",
    example: "Väntan 59, 60 och 61 dagar, gränsen 60: 2 av 3 = 66,7 %.",
};

/// As a share of the rows that have a value.
pub(super) fn lowered(
    of: &Valued,
    (least, most): (Option<i64>, Option<i64>),
    when: &Filter,
    excluding: &[Exclusion],
) -> Kind {
    let within = match of {
        Valued::Column(column) => Filter::Within { column: column.clone(), least, most },
        // Minutes have no filter of their own: the catalogue offers days and columns.
        Valued::Days { from, to } | Valued::Minutes { from, to } => {
            Filter::DaysBetween { from: from.clone(), to: to.clone(), least, most }
        }
    };
    Kind::Share { of: Counted::Rows, whole: when.clone(), excluding: excluding.to_vec(), known: Known::Part(within) }
}
