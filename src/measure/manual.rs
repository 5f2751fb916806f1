//! Manuals of the measure kinds.

use crate::field::manual::Manual;

/// One per kind, in the order of [`crate::field::measure::Kind`].
pub static MANUALS: &[Manual] = &[
    Manual {
        id: "share",
        title: "andel: en del av en helhet, av summor i en kolumn",
        measures: "Hur stor del av en helhet som uppfyller ett villkor. Både delen och helheten är summor av en kolumn med heltal, över de rader som villkoren pekar ut.",
        why: "En andel räknas alltid om från sina delar. Den lagras aldrig färdig, eftersom ett medelvärde av andelar blir fel så snart enheterna är olika stora.",
        parameters: "`sum`: kolumnen som summeras. `whole`: villkoret för helheten. Sedan en av `part` (det som uppfyller) och `complement` (det som inte uppfyller; andelen är då 1 − complement / whole).",
        missing: "Saknas helheten, eller är den noll, finns ingen andel: siffran saknas, med skäl. En del som är större än helheten är ett fel i leveransen. Ingenting räknas som noll.",
        example: "3 797 av 9 879 väntade längre än 90 dagar: 1 − 3 797 / 9 879 = 61,6 %, avrundat 62 %.",
    },
    Manual {
        id: "quoted",
        title: "citerad: en siffra som källan anger utan täljare och nämnare",
        measures: "Det som källan säger att den mäter. granska räknar ingenting.",
        why: "En siffra utan delar kan inte räknas om, läggas samman eller kontrolleras. Den visas därför som citerad och blandas aldrig med beräknade.",
        parameters: "`quoted-as`: vilka rader i datamängden `publicerade_andelar` som anger måttet.",
        missing: "Finns ingen rad finns ingen siffra. Täljare och nämnare hittas aldrig på.",
        example: "Lungmottagningen, 26 procent inom 90 dagar (2.3.1): visas som 26 %, citerad.",
    },
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_manual_says_something_under_each_heading() {
        for m in super::MANUALS {
            assert!(
                [m.title, m.measures, m.why, m.parameters, m.missing, m.example].iter().all(|t| t.len() > 20),
                "{}",
                m.id
            );
        }
    }
}
