//! Plan fulfilment: what came of what was planned, for the period or from the turn of the year.

use crate::field::atom::Filter;
use crate::field::manual::Manual;
use crate::field::measure::{Counted, Exclusion, Kind, Side};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "fulfilment",
    title: "planuppfyllelse: utfall genom plan",
    measures: "Hur stor del av planen som blev av, för perioden eller ackumulerat från årets början till periodens slut.",
    why: "Planen och utfallet läggs ihop var för sig innan de delas, så att en liten grupp inte väger lika tungt som en stor. En plan kan överträffas. Det ackumulerade värdet visar om det som föll bort en månad har tagits igen.",
    parameters: "`outcome` och `plan`: kolumnerna. `accumulates: true`: från årets början. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn, till exempel veckor som pågår.",
    missing: "Är inget planerat är måttet ej tillämpligt. Saknar en rad som ska räknas sitt utfall, saknas siffran. Ett tal som den som lämnade har dolt gör den dold.",
    example: "Plan 100 och 50, utfall 88 och 52: månadens uppfyllelse 52 / 50 = 104 %, ackumulerat 140 / 150 = 93,3 %.",
};

/// As a ratio.
pub(super) fn lowered(outcome: &str, plan: &str, when: &Filter, excluding: &[Exclusion]) -> Kind {
    let side = |column: &str| Side { of: Counted::Sum(column.to_owned()), scale: 1, when: when.clone() };
    Kind::Ratio { part: side(outcome), whole: side(plan), excluding: excluding.to_vec() }
}
