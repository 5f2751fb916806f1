//! The sum: a column added up, in kronor, hours or whatever it is told in.

use crate::field::atom::Filter;
use crate::field::manual::Manual;
use crate::field::measure::{Exclusion, Kind};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "sum",
    title: "summa: en kolumn lagd ihop",
    measures: "Hur mycket det är sammanlagt: kronor, timmar, minuter.",
    why: "En summa säger hur stort något är. Den läggs ihop exakt, i heltal av kolumnens minsta del (öre, minuter), över enheter och tid.",
    parameters: "`column`: kolumnen med tal. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn. Ett antal utan enhet räknas med `count`.",
    missing: "Saknar en rad som ska räknas sitt tal, saknas siffran. Ett tal som den som lämnade har dolt gör summan dold.",
    example: "Kostnader på 1 000,50 och 2 000 kronor: 3 000,50 kr.",
};

/// As a gap with nothing to take away.
pub(super) fn lowered(column: &str, scale: u32, when: &Filter, excluding: &[Exclusion]) -> Kind {
    let (plus, when, excluding) = (vec![column.to_owned()], when.clone(), excluding.to_vec());
    Kind::Gap { plus, minus: Vec::new(), scale, when, excluding }
}
