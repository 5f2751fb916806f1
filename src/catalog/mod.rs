//! Reads the YAML, checks it and resolves names: texts in, a valid [`Catalog`] or remarks out.
//!
//! Receives `(path, text)` pairs and never opens a file. Says everything that is wrong in one run: the first fault of form of
//! each file, and all faults of meaning in the files that read.

pub mod codes;
mod controls;
mod record;

use crate::diag::{self, Remark};
use crate::field::audit::Audit;
use crate::field::dataset::Dataset;
use crate::field::established::Established;
use crate::field::id::{AuditId, ModelId, OrganisationId};
use crate::field::measure::Measure;
use crate::field::model::Model;
use crate::field::org::OrgTree;
use crate::field::recommendation::Entry;
use crate::field::scale::Wording;
use std::collections::BTreeMap;

/// One YAML file: its path from the project's root with `/`, and its text.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// `controls/scales.yaml`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// The catalogue and what is known of each organisation. Built only by [`read`], so every reference in it resolves.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// What is asked.
    pub controls: Controls,
    /// What is known of each organisation.
    pub organisations: BTreeMap<OrganisationId, Organisation>,
}

/// What `controls/` holds: valid for any organisation.
#[derive(Clone, Debug)]
pub struct Controls {
    /// Scales, marks, status words.
    pub wording: Wording,
    /// Models by id.
    pub models: BTreeMap<ModelId, Model>,
    /// Datasets in declared order.
    pub datasets: Vec<Dataset>,
    /// Measures in declared order, files in order of name.
    pub measures: Vec<Measure>,
    /// Audits by id.
    pub audits: BTreeMap<AuditId, Audit>,
}

/// What `data/<organisation>/` holds as YAML.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its units.
    pub tree: OrgTree,
    /// What was established, by audit.
    pub audits: BTreeMap<AuditId, Established>,
    /// Entries of the follow-up register by audit, oldest first (same day: as written).
    pub register: BTreeMap<AuditId, Vec<Entry>>,
}

/// Reads all YAML files of a project.
///
/// The catalogue is `None` when any remark is an error. Remarks come sorted by place.
pub fn read(files: &[SourceText]) -> (Option<Catalog>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let found = controls::read(files, &mut remarks);
    let organisations = record::read(files, &found, &mut remarks);
    diag::sort(&mut remarks);
    let catalog = if diag::has_errors(&remarks) {
        None
    } else {
        found.complete().map(|controls| Catalog { controls, organisations })
    };
    (catalog, remarks)
}

/// The JSON Schemas of all YAML files under `controls/` and `data/`, by the name of their file in `controls/schema/`.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    controls::schemas().into_iter().chain(record::schemas()).collect()
}
