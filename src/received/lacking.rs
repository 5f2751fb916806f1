//! What is missing because of files that were set aside: figures of measures, and rows that documents show.
//!
//! For which units and periods nobody can say: that stands in the file that is not in use.

use crate::dataset;
use crate::field::delivery::{Lacking, Lost};
use crate::field::measure::Measure;
use crate::field::observation::Delivery;

/// One entry per file set aside and measure that asks for its dataset, or one for its rows when no measure does.
pub fn lacking(measures: &[Measure], files: &[Delivery]) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    for file in files.iter().filter(|f| f.set_aside) {
        let entry = |lost| Lacking { lost, dataset: file.dataset.clone(), file: file.file.clone() };
        let asking: Vec<&Measure> = measures.iter().filter(|m| asks(m, file.dataset.as_str())).collect();
        if asking.is_empty() {
            lacking.push(entry(Lost::Rows));
        }
        lacking
            .extend(asking.into_iter().map(|m| entry(Lost::Figures { measure: m.id.clone(), name: m.name.clone() })));
    }
    lacking
}

/// Whether a measure is computed from a dataset or quoted in it.
fn asks(measure: &Measure, dataset: &str) -> bool {
    let computed = measure.stands.is_some() && measure.dataset.as_str() == dataset;
    computed || (measure.quoted_as.is_some() && dataset == dataset::QUOTED_SHARES)
}
