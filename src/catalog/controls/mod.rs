//! What `controls/` declares: scales, models, datasets, measures and audits, read and held against each other.
//!
//! One file per kind of YAML file. Opens no file, knows no organisation,
//! and cannot tell whether a report or a level that an audit names exists.

mod audits;
pub mod codes;
mod colour;
mod datasets;
mod english;
mod files;
mod forms;
mod measures;
mod models;
mod questions;
mod recommendations;
mod rules;
mod scales;
#[cfg(test)]
mod tests;

pub(super) use datasets::unknown_dataset;

use super::names::Names;
use super::{Controls, SourceText};
use crate::diag::Remark;
use crate::field::audit::Audit;
use crate::field::contract::Dataset;
use crate::field::id::{AuditId, ModelId};
use crate::field::measure::Measure;
use crate::field::model::Model;
use crate::field::scale::Wording;
use crate::placed::schema;
use schemars::Schema;
use std::collections::{BTreeMap, BTreeSet};

/// What could be read of `controls/`, faulty things left out, so that `data/` can be checked against it in the same run.
pub(super) struct Found {
    /// `None` when `scales.yaml` is missing or faulty.
    pub wording: Option<Wording>,
    /// Models without fault, by id.
    pub models: BTreeMap<ModelId, Model>,
    /// Datasets without fault, in declared order.
    pub datasets: Vec<Dataset>,
    /// All declared datasets, faulty ones too; `None` when their file could not be read.
    pub named_datasets: Option<Names>,
    /// Measures without fault, in declared order, files in order of name.
    pub measures: Vec<Measure>,
    /// Audits that are wholly valid.
    pub audits: BTreeMap<AuditId, Audit>,
    /// Ids of all audits whose folder exists, faulty ones too: a reference to one of these is not dangling and must not be remarked on.
    pub named_audits: BTreeSet<String>,
}

impl Found {
    /// The whole, when nothing is missing.
    pub fn complete(self) -> Option<Controls> {
        Some(Controls {
            wording: self.wording?,
            models: self.models,
            datasets: self.datasets,
            measures: self.measures,
            audits: self.audits,
        })
    }
}

/// Reads what lies under `controls/` among the files of a project.
pub(super) fn read(files: &[SourceText], remarks: &mut Vec<Remark>) -> Found {
    let files = files::Files::sort(files, remarks);
    let scales = scales::read(files.scales, remarks);
    let models = models::read(&files.models, remarks);
    let datasets = datasets::read(files.datasets, remarks);
    let around = audits::Surroundings { scales: scales.names.as_ref(), models: &models };
    let (mut audits, mut named_audits) = (BTreeMap::new(), BTreeSet::new());
    for (folder, files) in &files.audits {
        let read = audits::read(folder, files, &around, remarks);
        audits.extend(read.audit.map(|audit| (audit.id.clone(), audit)));
        named_audits.insert((*folder).to_owned());
        named_audits.extend(read.named);
    }
    // While an audit is faulty nobody knows which moments it has.
    let all = audits.len() == files.audits.len();
    let moments = all.then(|| audits.values().flat_map(|a: &Audit| a.moments.iter().map(|m| m.id.as_str())).collect());
    let known = measures::Around { contracts: datasets.contracts.as_ref(), moments };
    let (mut measures, named) = measures::read(&files.measures, &known, remarks);
    english::name(files.english, &mut measures, named.as_ref(), remarks);
    Found {
        wording: scales.wording,
        models: models.valid,
        datasets: datasets.valid,
        named_datasets: datasets.contracts.map(|contracts| contracts.names),
        measures,
        audits,
        named_audits,
    }
}

/// JSON Schemas of the forms, by the stem of their file in `controls/schema/`.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("scales", schema::of::<forms::scales::ScalesForm>()),
        ("model", schema::of::<forms::model::ModelForm>()),
        ("datasets", schema::of::<forms::datasets::DatasetsForm>()),
        ("en", schema::of::<forms::english::EnglishForm>()),
        ("measures", schema::of::<forms::measures::MeasuresForm>()),
        ("audit", schema::of::<forms::audit::AuditForm>()),
        ("questions", schema::of::<forms::questions::QuestionsForm>()),
        ("recommendations", schema::of::<forms::recommendations::RecommendationsForm>()),
    ]
}
