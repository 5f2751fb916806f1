//! Indicated assessments (*indikerad bedömning*): what a declared rule makes of the evidence, with the whole reckoning.

use super::dataset::MomentRow;
use super::established::Judgement;
use super::id::{MomentId, PointId, QuestionId, UnitId};
use super::quantity::Fraction;
use super::rating::{MarkKind, Verdict};
use super::rule::Limit;
use super::text::{Grounds, Quote};
use crate::diag::Place;

/// What one cell of evidence came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellOutcome {
    /// An answer was given.
    Answered(Verdict),
    /// It was asked for and not answered.
    NotAnswered,
}

impl CellOutcome {
    /// As a mark.
    pub fn mark(self) -> MarkKind {
        match self {
            Self::Answered(v) => v.into(),
            Self::NotAnswered => MarkKind::NotAnswered,
        }
    }
}

/// What a cell is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A moment, as one unit does it.
    Moment(MomentId),
    /// A statement about the whole.
    Statement,
}

/// One piece of evidence under a question: a moment of a unit, or a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The point that asked.
    pub point: PointId,
    /// The moment or statement.
    pub subject: Subject,
    /// The unit it is about.
    pub unit: UnitId,
    /// Its weight.
    pub weight: u32,
    /// What it came to.
    pub outcome: CellOutcome,
    /// The word, as delivered, for a moment.
    pub word: Option<String>,
    /// The auditors' words, for a statement.
    pub words: Option<Quote>,
    /// Section or document it is taken from.
    pub source: Option<String>,
    /// The row or line it was read from.
    pub place: Option<Place>,
}

/// The arithmetic of a roll-up; weights are whole numbers, so everything is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// Weight of all cells that apply.
    pub expected: u32,
    /// Weight of the cells that were rated.
    pub rated: u32,
    /// Weight of the cells that do not apply; they are outside `expected`.
    pub not_applicable: u32,
    /// Weight rated met.
    pub met: u32,
    /// Weight rated partly met.
    pub partly: u32,
    /// Weight rated not met.
    pub not_met: u32,
    /// The mean of 0, ½ and 1 over the rated, when anything was rated.
    pub mean: Option<Fraction>,
    /// The limit that the mean lands exactly on, for a banded mean.
    pub on_limit: Option<Limit>,
}

impl Reckoning {
    /// Twice the sum of values: met counts 2, partly 1. Exact, and shown halved.
    pub fn twice_the_sum(&self) -> u64 {
        u64::from(self.met) * 2 + u64::from(self.partly)
    }
}

/// What the rule indicates for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The unit: the region, or one whose subtree the cells were pooled over.
    pub unit: UnitId,
    /// What the rule came to.
    pub verdict: Verdict,
    /// How.
    pub reckoning: Reckoning,
}

/// How established and indicated compare. A difference is a difference of ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Same rating.
    Same,
    /// Different, with the written reason when there is one.
    Differs(Option<Grounds>),
    /// No verdict is established.
    NotEstablished,
}

/// Everything about one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionResult {
    /// The question.
    pub question: QuestionId,
    /// All evidence, in the order of points, moments and units.
    pub cells: Vec<Cell>,
    /// What is indicated for the region as a whole.
    pub indicated: Assessment,
    /// What is indicated per unit below the top, where the evidence is about units; in the order of the tree.
    pub per_unit: Vec<Assessment>,
    /// What the auditors established.
    pub established: Option<Judgement>,
    /// How the two compare.
    pub comparison: Comparison,
}

/// One cell of the moment table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentResult {
    /// The moment.
    pub moment: MomentId,
    /// The unit.
    pub unit: UnitId,
    /// What it came to.
    pub outcome: CellOutcome,
    /// The delivered row, when there is one.
    pub row: Option<MomentRow>,
}
