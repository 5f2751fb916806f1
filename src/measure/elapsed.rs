//! Time between two dates or times: its mean, median, percentile or extreme.

use crate::field::atom::{Filter, Valued};
use crate::field::manual::Manual;
use crate::field::measure::{Exclusion, Kind, Middle};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "elapsed",
    title: "tid mellan två tidpunkter: median, medelvärde eller percentil",
    measures: "Hur lång tid det går från det ena till det andra: från remiss till besök i dagar, från knivstart till knivslut i minuter.",
    why: "En median går inte att lägga ihop: medianen av medianer är inte allas median. Därför behålls hur många rader som har varje värde, och punkten räknas om ur dem på varje nivå och för varje period, exakt.",
    parameters: "`from` och `to`: kolumnerna. `takes`: `mean`, `median`, `percentile` (1 till 99), `least` eller `most`. Med `unit: days` räknas hela dagar, samma dag är 0; med `unit: minutes` eller `hours` räknas minuter mellan två kolumner med klockslag. `when`: vilka rader; utan den alla. `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "En rad som saknar någon av tidpunkterna räknas inte men redovisas som *går inte att avgöra*. Utan ett enda värde är måttet ej tillämpligt.",
    example: "Väntan 3, 8, 8 och 40 dagar: medianen är 8, medelvärdet 14,75, 90:e percentilen 40.",
};

/// As a spread of the time between.
pub(super) fn lowered(of: &Valued, scale: u32, takes: Middle, when: &Filter, excluding: &[Exclusion]) -> Kind {
    Kind::Spread { of: of.clone(), scale, takes, when: when.clone(), excluding: excluding.to_vec() }
}
