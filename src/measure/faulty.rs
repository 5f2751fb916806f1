//! Figures that faulty rows and faulty files leave missing, where it is known which unit and month they would stand under.
//!
//! Which measure a row in quarantine would have counted in nobody knows: every measure of its dataset lacks it.

use super::{Held, provenance};
use crate::field::dataset::InferredDate;
use crate::field::delivery::Covered;
use crate::field::measure::{FigureKey, Kind, Measure};
use crate::field::observation::{Figure, MissingWhy, Observation};
use crate::field::period::Period;

/// Says of figures that lack a part of themselves when rows of theirs are in quarantine, and adds those that lack all of it.
pub(super) fn add(measure: &Measure, held: Held<'_>, figures: &mut Vec<Figure>) {
    match measure.kind {
        Kind::Share { .. } => {}
        Kind::Quoted => return,
    }
    for ((dataset, unit, period), covered) in held.coverage {
        // A measure is told per month.
        if *dataset != measure.dataset || !matches!(period, Period::Month { .. }) {
            continue;
        }
        let Some((why, file)) = why(covered) else { continue };
        match figures.iter_mut().find(|f| f.key.unit == *unit && f.key.period == *period) {
            Some(figure) => match figure.observation {
                Observation::Missing(MissingWhy::NotDelivered | MissingWhy::NoWhole) => {
                    figure.observation = Observation::Missing(why);
                }
                Observation::Missing(MissingWhy::SetAside | MissingWhy::Quarantined | MissingWhy::PartAboveWhole)
                | Observation::Measured(_)
                | Observation::Stated(_)
                | Observation::Quoted(_)
                | Observation::Suppressed
                | Observation::NotApplicable => {}
            },
            None if covered.rows == 0 => {
                let Some(delivery) = held.files.iter().find(|f| f.file == *file) else { continue };
                figures.push(Figure {
                    key: FigureKey { measure: measure.id.clone(), unit: unit.clone(), period: *period },
                    observation: Observation::Missing(why),
                    complement: None,
                    inferred: InferredDate::Nothing,
                    source: String::new(),
                    provenance: provenance(measure, delivery, Vec::new()),
                });
            }
            None => {}
        }
    }
}

/// Why something of a cell is not in use, and a file that shows it; `None` when all of it is.
fn why(covered: &Covered) -> Option<(MissingWhy, &String)> {
    match covered.set_aside.first() {
        Some(file) => Some((MissingWhy::SetAside, file)),
        None if covered.quarantined > 0 => covered.files.first().map(|file| (MissingWhy::Quarantined, file)),
        None => None,
    }
}
