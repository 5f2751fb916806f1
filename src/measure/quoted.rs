//! The quoted share: as its source states it, without parts.

use super::Quotes;
use crate::field::dataset::QuotedShareRow;
use crate::field::held::Held;
use crate::field::id::UnitId;
use crate::field::manual::Manual;
use crate::field::measure::{FigureKey, Measure};
use crate::field::observation::{Delivery, Figure, FileUse, Observation, Provenance};
use crate::field::period::Period;
use std::collections::BTreeMap;

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "quoted",
    title: "citerad: en siffra som källan anger utan täljare och nämnare",
    measures: "Det som källan säger att den mäter. granska räknar ingenting.",
    why: "En siffra utan delar kan inte räknas om, läggas samman eller kontrolleras. Den visas därför som citerad och blandas aldrig med beräknade.",
    parameters: "`quoted-as`: vilka rader i datamängden `publicerade_andelar` som anger måttet.",
    missing: "Finns ingen rad finns ingen siffra. Täljare och nämnare hittas aldrig på.",
    example: "Lungmottagningen, 26 procent inom 90 dagar (2.3.1): visas som 26 %, citerad.",
};

/// What is quoted of a measure within a period: of each unit its last month, since such shares are taken at a date and never added up.
pub(super) fn figures(measure: &Measure, quotes: &[Quotes<'_>], period: Period) -> Vec<Figure> {
    let all = quotes.iter().flat_map(|q| q.rows.iter().map(move |row| (q.delivery, row)));
    let of_measure = all.filter(|(delivery, row)| {
        row.place.file == delivery.file
            && measure.quoted_as.as_ref() == Some(&row.contact)
            && period.contains(row.month)
    });
    let mut last: BTreeMap<&UnitId, Vec<(&Delivery, &QuotedShareRow)>> = BTreeMap::new();
    for (delivery, row) in of_measure {
        let of_unit = last.entry(&row.unit).or_default();
        let until = of_unit.first().map(|(_, row)| row.month.last_day());
        match until.map(|until| row.month.last_day().cmp(&until)) {
            Some(std::cmp::Ordering::Less) => {}
            Some(std::cmp::Ordering::Greater) => *of_unit = vec![(delivery, row)],
            Some(std::cmp::Ordering::Equal) | None => of_unit.push((delivery, row)),
        }
    }
    last.into_values().flatten().map(|(delivery, row)| figure(measure, delivery, row)).collect()
}

fn figure(measure: &Measure, delivery: &Delivery, row: &QuotedShareRow) -> Figure {
    Figure {
        key: FigureKey { measure: measure.id.clone(), unit: row.unit.clone(), period: row.month },
        observation: Observation::Quoted(row.share),
        complement: None,
        terms: Vec::new(),
        lacks: Vec::new(),
        inferred: row.inferred,
        source: row.source.clone(),
        held: Held::default(),
        provenance: Provenance {
            files: vec![FileUse {
                file: delivery.file.clone(),
                sha256: delivery.sha256.clone(),
                rows_read: delivery.rows_read,
                rows_used: 1,
                lines: vec![row.place.line],
            }],
            excluded: Vec::new(),
            asked_by: Some(measure.place.clone()),
            version: measure.version.number,
        },
    }
}
