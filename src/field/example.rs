//! Tiny tables beside a measure, and what must come of them.

use super::period::Period;
use super::quantity::Ratio;
use crate::diag::Place;

/// A tiny table and what a measure must come to of it (*givet–väntat*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Rows: columns with their values, as they are written in a delivery.
    pub given: Vec<Vec<(String, String)>>,
    /// Rows of the other dataset, when the measure has two.
    pub beside: Vec<Vec<(String, String)>>,
    /// The period, when it matters.
    pub period: Option<Period>,
    /// What must come out.
    pub expected: Expected,
    /// Where it stands.
    pub place: Place,
}

/// What must come out of an example; what is not said is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The part of a share.
    pub part: Option<u64>,
    /// The whole of a share.
    pub whole: Option<u64>,
    /// What did not meet.
    pub complement: Option<u64>,
    /// A number.
    pub number: Option<u64>,
    /// An amount, exact.
    pub amount: Option<Ratio>,
    /// Rows left out, by reason together.
    pub excluded: Option<u64>,
    /// The kind of figure, as it is stored: `not-applicable`, `suppressed`, `missing`, or `none` when there is no figure.
    pub kind: Option<String>,
}
