//! Measured values (*mätvärden*) with their origin. Missing is never zero; quoted has no numerator.

use super::dataset::InferredDate;
use super::measure::FigureKey;
use super::quantity::{Fraction, Share};
use crate::diag::Place;

/// Why a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingWhy {
    /// No rows were delivered.
    NotDelivered,
    /// Rows were delivered, but the delivery was set aside.
    SetAside,
    /// Rows were delivered, but all of them are in quarantine.
    Quarantined,
    /// The whole is not stated, or is zero.
    NoWhole,
    /// The part is larger than the whole.
    PartAboveWhole,
}

/// What a measure came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observation {
    /// Computed from delivered parts.
    Measured(Share),
    /// Stated with both parts by the auditors.
    Stated(Share),
    /// Quoted as printed, without parts.
    Quoted(Fraction),
    /// Missing, with the reason.
    Missing(MissingWhy),
    /// Hidden because the number is small.
    Suppressed,
    /// Does not apply.
    NotApplicable,
}

impl Observation {
    /// The share as an exact fraction, when there is one.
    pub fn fraction(self) -> Option<Fraction> {
        match self {
            Self::Measured(s) | Self::Stated(s) => Some(s.fraction()),
            Self::Quoted(f) => Some(f),
            Self::Missing(_) | Self::Suppressed | Self::NotApplicable => None,
        }
    }
}

/// Where a value comes from (*härkomst*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The file delivered.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Rows the file holds.
    pub rows_read: u64,
    /// Lines of the file that made the value, sorted.
    pub lines: Vec<u32>,
    /// The catalogue line that asked.
    pub asked_by: Option<Place>,
}

/// A value of a measure for a unit and a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Measure, unit and period.
    pub key: FigureKey,
    /// The value.
    pub observation: Observation,
    /// For a share known by its complement: what did not meet.
    pub complement: Option<u64>,
    /// What about the period was inferred.
    pub inferred: InferredDate,
    /// Section or document it is taken from.
    pub source: String,
    /// Its origin.
    pub provenance: Provenance,
}

/// A file of the record as it was read: the organisation, what auditors established, entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFile {
    /// The file.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A file that was delivered, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The dataset.
    pub dataset: super::id::DatasetId,
    /// Its name.
    pub label: String,
    /// The file.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Rows read.
    pub rows_read: u64,
    /// Rows used in this run.
    pub rows_used: u64,
    /// Rows left out because of faults in their own values.
    pub rows_quarantined: u64,
    /// Whether it was set aside because of faults.
    pub set_aside: bool,
    /// How the file was read: format, character encoding, separator, sheet; in Swedish.
    pub recognised: String,
}
