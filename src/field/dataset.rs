//! The small registers as typed rows.

use super::id::{MomentId, UnitId};
use super::period::Period;
use super::quantity::Fraction;
use crate::diag::Place;
use chrono::NaiveDate;

/// What about a month was inferred rather than stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InferredDate {
    /// Nothing.
    Nothing,
    /// The year.
    Year,
    /// Month and year.
    MonthAndYear,
}

impl InferredDate {
    /// Reads the codes of the column `slutlett`: empty, `ar` or `manad_och_ar`.
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Nothing),
            "ar" => Some(Self::Year),
            "manad_och_ar" => Some(Self::MonthAndYear),
            _ => None,
        }
    }
}

/// A moment assessment (*momentbedömning*), as delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentRow {
    /// The unit.
    pub unit: UnitId,
    /// The moment.
    pub moment: MomentId,
    /// The period.
    pub period: Period,
    /// The word, as delivered.
    pub word: String,
    /// The comment.
    pub comment: Option<String>,
    /// The function that answered, when stated.
    pub answered_by: Option<String>,
    /// The day of the answer, when stated.
    pub date: Option<NaiveDate>,
    /// Section or document it is taken from.
    pub source: String,
    /// The row.
    pub place: Place,
}

/// A share that is quoted without its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedShareRow {
    /// The unit, or the nation.
    pub unit: UnitId,
    /// The kind of contact, a code.
    pub contact: String,
    /// The month.
    pub month: Period,
    /// The share as printed.
    pub share: Fraction,
    /// What about the month was inferred.
    pub inferred: InferredDate,
    /// Section or document it is taken from.
    pub source: String,
    /// The row.
    pub place: Place,
}

/// A tool in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolRow {
    /// The unit that uses it.
    pub unit: UnitId,
    /// The tool.
    pub tool: String,
    /// What it is used for, as printed.
    pub purpose: String,
    /// Whether it is common to the organisation, when stated.
    pub shared: Option<String>,
    /// Section or document it is taken from.
    pub source: String,
    /// The row.
    pub place: Place,
}

/// The tools that a report prints: the ones of the organisation as a whole, or all when it has none of its own.
pub fn printed_tools<'a>(tools: &'a [ToolRow], top: &UnitId) -> Vec<&'a ToolRow> {
    let common: Vec<&ToolRow> = tools.iter().filter(|t| t.unit == *top).collect();
    if common.is_empty() { tools.iter().collect() } else { common }
}

/// A steering document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SteeringRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What kind it is.
    pub kind: Option<String>,
    /// Who decided on it, when stated.
    pub decided_by: Option<String>,
    /// Section or document that names it.
    pub source: String,
    /// The row.
    pub place: Place,
}

/// The small registers of one organisation, as typed rows in the order delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    /// Moment assessments.
    pub moments: Vec<MomentRow>,
    /// Quoted shares.
    pub quoted: Vec<QuotedShareRow>,
    /// Tools.
    pub tools: Vec<ToolRow>,
    /// Steering documents.
    pub steering: Vec<SteeringRow>,
}
