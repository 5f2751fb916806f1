//! Manuals of the measure kinds: each stands beside its kind.

use super::{
    attested, completeness, count, coverage, elapsed, flow, fulfilment, gap, index, quoted, ratio, share, spread, sum,
    utilisation, within,
};
use crate::field::manual::Manual;

/// One per kind, in the order of [`crate::field::measure::Kind`].
pub static MANUALS: &[Manual] = &[
    share::MANUAL,
    count::MANUAL,
    sum::MANUAL,
    ratio::MANUAL,
    spread::MANUAL,
    within::MANUAL,
    elapsed::MANUAL,
    flow::MANUAL,
    fulfilment::MANUAL,
    utilisation::MANUAL,
    gap::MANUAL,
    coverage::MANUAL,
    completeness::MANUAL,
    index::MANUAL,
    attested::MANUAL,
    quoted::MANUAL,
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
