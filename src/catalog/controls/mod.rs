//! What `controls/` declares.
//!
//! STUB for the contract with `record`: replaced by the real room.

use super::{Controls, SourceText};
use crate::diag::Remark;
use crate::field::audit::Audit;
use crate::field::dataset::Dataset;
use crate::field::id::{AuditId, ModelId};
use crate::field::measure::Measure;
use crate::field::model::Model;
use crate::field::scale::Wording;
use std::collections::{BTreeMap, BTreeSet};

/// What could be read of `controls/`, faulty things left out, so that `data/` can be checked against it in the same run.
pub(super) struct Found {
    /// `None` when `scales.yaml` is missing or faulty.
    pub wording: Option<Wording>,
    pub models: BTreeMap<ModelId, Model>,
    pub datasets: Vec<Dataset>,
    pub measures: Vec<Measure>,
    /// Audits that are wholly valid.
    pub audits: BTreeMap<AuditId, Audit>,
    /// Ids of all audits whose folder exists, faulty ones too: a reference to one of these is not dangling and must not be remarked on.
    pub named_audits: BTreeSet<String>,
}

impl Found {
    /// The whole, when nothing is missing.
    pub fn complete(self) -> Option<Controls> {
        Some(Controls { wording: self.wording?, models: self.models, datasets: self.datasets, measures: self.measures, audits: self.audits })
    }
}

pub(super) fn read(_files: &[SourceText], _remarks: &mut Vec<Remark>) -> Found {
    todo!()
}
