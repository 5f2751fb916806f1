//! Everything one run found: the narrow waist between `run` and every output.

use super::assessment::{MomentResult, QuestionResult};
use super::audit::Audit;
use super::dataset::{SteeringRow, ToolRow};
use super::delivery::{Lacking, Quarantine, Received};
use super::established::Established;
use super::id::UnitId;
use super::measure::Measure;
use super::model::Model;
use super::observation::{Delivery, Figure, RecordFile};
use super::org::OrgTree;
use super::period::{AsOf, Period};
use super::scale::Wording;
use super::standing::FollowUp;
use crate::diag::Remark;

/// Whether auditors made the audit of the organisation.
///
/// A verdict belongs to the period it was made for. What was recommended belongs to the audit, and is followed up whatever the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// For the very period of the run.
    Here(Box<Established>),
    /// For another period than that of the run.
    OtherPeriod(Box<Established>),
    /// Never: the organisation is held against questions that were not put to it.
    Never,
}

impl Made {
    /// Puts what was established, if anything, in its relation to a period.
    pub fn of(established: Option<Established>, period: Period) -> Self {
        match established.map(Box::new) {
            Some(e) if e.period.is == period => Self::Here(e),
            Some(e) => Self::OtherPeriod(e),
            None => Self::Never,
        }
    }

    /// What was established for the period of the run: the only source of verdicts, statements, observations and text.
    pub fn here(&self) -> Option<&Established> {
        match self {
            Self::Here(e) => Some(e),
            Self::OtherPeriod(_) | Self::Never => None,
        }
    }

    /// The audit as it was made, whatever the period: whom it was made to, its recommendations, the improvements under way.
    pub fn whenever(&self) -> Option<&Established> {
        match self {
            Self::Here(e) | Self::OtherPeriod(e) => Some(e),
            Self::Never => None,
        }
    }
}

/// The outcome (*resultat*) of one audit for one organisation and period, as of a date. Outputs render it and compute nothing.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Version of the program.
    pub program: String,
    /// SHA-256 over the catalogue's files, 64 hexadecimal digits.
    pub catalogue_sha256: String,
    /// The date of the run.
    pub as_of: AsOf,
    /// The period.
    pub period: Period,
    /// The organisation.
    pub organisation: OrgTree,
    /// The audit.
    pub audit: Audit,
    /// The model of its moments.
    pub model: Option<Model>,
    /// Scales, marks and status words.
    pub wording: Wording,
    /// Whether auditors made the audit here, and what they established.
    pub made: Made,
    /// The units the moments are asked of, in the order of the tree.
    pub asked: Vec<UnitId>,
    /// The moment table.
    pub moments: Vec<MomentResult>,
    /// The questions.
    pub questions: Vec<QuestionResult>,
    /// Measures that have a figure, in the order of the catalogue.
    pub measures: Vec<Measure>,
    /// The figures, sorted by measure, then the region, then its units, then the nation.
    pub figures: Vec<Figure>,
    /// Tools.
    pub tools: Vec<ToolRow>,
    /// Steering documents.
    pub steering: Vec<SteeringRow>,
    /// What became of the recommendations.
    pub follow_up: FollowUp,
    /// Files that were read.
    pub deliveries: Vec<Delivery>,
    /// What was received of what was expected; nothing when the organisation does not say who delivers what.
    pub received: Received,
    /// Rows that are in quarantine, by file and reason.
    pub quarantined: Vec<Quarantine>,
    /// What is missing because files were set aside.
    pub lacking: Vec<Lacking>,
    /// Files of the record that were read: the organisation, the audit's findings, the register.
    pub records: Vec<RecordFile>,
    /// Remarks that did not stop the run.
    pub remarks: Vec<Remark>,
}
