//! The views: what a template reads from `/view.json`, one JSON object per document.
//!
//! Arranges and words what the outcome holds. Every string is ready for print, a key with nothing to say is left out, and the only numbers are
//! lengths of bars and levels of headings. No figure is computed here and no text of the auditors is changed.

mod blocks;
mod completion;
mod decisions;
mod deliveries;
mod events;
mod explained;
mod figures;
mod item;
mod received;
mod revisionsrapport;
mod rules;
mod sammanfattning;
mod say;
mod scope;
mod shared;
mod uppfoljning;

use super::templates::{Report, View};
use crate::field::outcome::Outcome;
pub(crate) use events::accepted;
pub(crate) use explained::{Explained, explained};
pub(crate) use received::{cell, counted, periods, sign, suppressed, todo, word};
use serde_json::Value;
pub(crate) use shared::Verdict;
pub(super) use shared::document_id;

/// The view of one document, not yet cleaned.
///
/// The report's own report.yaml decides which, so that a restyled copy of any document needs nothing here.
pub fn view(outcome: &Outcome, report: &Report) -> Value {
    let view = match report.view {
        View::Revisionsrapport => serde_json::to_value(revisionsrapport::view(outcome, report)),
        View::Sammanfattning => serde_json::to_value(sammanfattning::view(outcome, report)),
        View::Uppfoljning => serde_json::to_value(uppfoljning::view(outcome, report)),
    };
    // Only maps with keys that are not texts can fail, and the views have none.
    let mut view = view.unwrap_or_default();
    without_gaps(&mut view);
    view
}

/// Keeps the promise that no text is empty, also where a delivered cell is: a source is unstated, another key is left out, and a cell of a
/// table, whose place counts, becomes a dash.
fn without_gaps(value: &mut Value) {
    let is_empty = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    match value {
        Value::Object(entries) => {
            if let Some(source) = entries.get_mut("source").filter(|source| is_empty(source)) {
                *source = shared::UNSTATED.into();
            }
            entries.retain(|_, value| !is_empty(value));
            entries.values_mut().for_each(without_gaps);
        }
        Value::Array(items) => {
            items.iter_mut().filter(|item| is_empty(item)).for_each(|item| *item = "–".into());
            items.iter_mut().for_each(without_gaps);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
