//! A model of steps (*femstegsmodellen*) and its support group.

use super::id::{ModelId, StepId};

/// Whose model it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelProvenance {
    /// Stands in for a model whose steps the audit does not list.
    StandIn,
    /// The organisation's own.
    Own,
}

/// A step (*steg*), or the support group, which is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// Its name.
    pub label: String,
    /// What it means, in our words.
    pub gloss: String,
}

/// A model: steps in order, and the enablers beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its id.
    pub id: ModelId,
    /// Its name.
    pub label: String,
    /// Whose it is.
    pub provenance: ModelProvenance,
    /// Why it stands in, in our words.
    pub note: Option<String>,
    /// Where it is taken from.
    pub source: String,
    /// The steps in order, at least one.
    pub steps: Vec<Step>,
    /// Enablers that are not a step.
    pub support: Option<Step>,
}

impl Model {
    /// The step or support group with an id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().chain(&self.support).find(|s| s.id == *id)
    }

    /// The number of a step from 1; `None` for the support group.
    pub fn number(&self, id: &StepId) -> Option<usize> {
        self.steps.iter().position(|s| s.id == *id).map(|i| i + 1)
    }
}
