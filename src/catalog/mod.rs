//! Reads the YAML, checks it and resolves names: texts in, a valid [`Catalog`] or remarks out.
//!
//! Receives `(path, text)` pairs and never opens a file. Says everything that is wrong in one run: the first fault of form of
//! each file, and all faults of meaning in the files that read.

mod check;
pub mod codes;
mod controls;
mod forms;
mod names;
mod record;

use crate::diag::{self, Remark};
use crate::field::audit::Audit;
use crate::field::contract::Dataset;
use crate::field::established::Established;
use crate::field::id::{AuditId, ModelId, OrganisationId};
use crate::field::measure::Measure;
use crate::field::model::Model;
use crate::field::org::OrgTree;
use crate::field::recommendation::Entry;
use crate::field::scale::Wording;
use crate::placed;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// One YAML file: its path from the project's root with `/`, and its text.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// `controls/scales.yaml`.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// This text.
    Text(String),
    /// Something that is no text. Whoever opened the file has said so; nothing is said to be missing on account of it.
    Unreadable,
}

impl SourceText {
    /// A file with a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into()) }
    }

    /// The path and the text, when there is one.
    pub fn into_text(self) -> Option<(String, String)> {
        match self.content {
            Content::Text(text) => Some((self.path, text)),
            Content::Unreadable => None,
        }
    }

    /// A file that exists and could not be read.
    pub fn unreadable(path: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Unreadable }
    }
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

/// Reads all YAML files of a project. `others` are the paths of the other files, which tell what folders there are.
///
/// The catalogue is `None` when any remark is an error or any file could not be read. Remarks come sorted by place.
pub fn read(files: &[SourceText], others: &[&str]) -> (Option<Catalog>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let found = controls::read(files, &mut remarks);
    let organisations = record::read(files, others, &found, &mut remarks);
    diag::sort(&mut remarks);
    let unread = files.iter().any(|file| matches!(file.content, Content::Unreadable));
    let catalog = if unread || diag::has_errors(&remarks) {
        None
    } else {
        found.complete().map(|controls| Catalog { controls, organisations })
    };
    (catalog, remarks)
}

/// A file in its form; `None` when it could not be read, which has been remarked on.
fn form<T: DeserializeOwned>(file: &SourceText, remarks: &mut Vec<Remark>) -> Option<T> {
    match &file.content {
        Content::Text(text) => placed::read(&file.path, text).map_err(|remark| remarks.push(remark)).ok(),
        Content::Unreadable => None,
    }
}

/// The JSON Schemas of all YAML files under `controls/` and `data/`, by the name of their file in `controls/schema/`.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    controls::schemas().into_iter().chain(record::schemas()).collect()
}
