//! Everything one run found: the narrow waist between `run` and every output.

use super::assessment::{MomentResult, QuestionResult};
use super::audit::Audit;
use super::dataset::{SteeringRow, ToolRow};
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
    /// What auditors established here; `None` when the organisation is held against questions that were never put to it.
    pub established: Option<Established>,
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
    /// Files of the record that were read: the organisation, the audit's findings, the register.
    pub records: Vec<RecordFile>,
    /// Remarks that did not stop the run.
    pub remarks: Vec<Remark>,
}
