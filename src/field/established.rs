//! What auditors found and established about one organisation.

use super::id::{AuditId, ItemId, MomentId, PointId, QuestionId, UnitId};
use super::period::DatedPeriod;
use super::quantity::Share;
use super::rating::{Rating, Verdict};
use super::report_text::Section;
use super::text::{Grounds, Item, Quote};
use crate::diag::Place;
use chrono::NaiveDate;

/// An audit as it was made of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Established {
    /// The audit.
    pub audit: AuditId,
    /// The period it covers.
    pub period: DatedPeriod,
    /// The body the recommendations were made to; they bind it.
    pub made_to: Option<String>,
    /// Particulars of the document.
    pub document: DocumentFacts,
    /// The overall verdict.
    pub overall: Option<Overall>,
    /// The verdict on each question.
    pub judgements: Vec<Judgement>,
    /// Statements coded by granska.
    pub stated: Vec<Statement>,
    /// Printed variants of the catalogue's texts.
    pub as_printed: Vec<PrintedVariant>,
    /// Everything else the auditors wrote down.
    pub observations: Observations,
    /// The report's running text in its printed order.
    pub sections: Vec<Section>,
}

/// Draft or final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentState {
    /// *Utkast.*
    Draft,
    /// *Slutlig.*
    Final,
}

/// Particulars of the document; what the source does not state stays empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFacts {
    /// Diarienummer.
    pub diarienummer: Option<String>,
    /// The function that handles the matter.
    pub handlaggare: Option<String>,
    /// Version of granska's document, from 1.
    pub version: u32,
    /// State of granska's document.
    pub state: DocumentState,
}

/// The overall verdict: the auditors' sentence, its rating coded by granska.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overall {
    /// The sentence.
    pub quote: Quote,
    /// Our coding of it.
    pub rating: Rating,
}

/// An auditor's verdict on a question (*fastställd bedömning*). Never overwritten by a computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The question.
    pub question: QuestionId,
    /// The scale's word.
    pub word: String,
    /// The printed form, where it differs.
    pub as_printed: Option<String>,
    /// What the word stands for.
    pub verdict: Verdict,
    /// The comments of the summary.
    pub comments: Vec<Quote>,
    /// The section's own assessment, a paragraph each.
    pub assessment: Vec<Quote>,
    /// Why it differs from what the rule indicates, when written.
    pub differs: Option<Grounds>,
    /// Where the verdict stands.
    pub place: Place,
}

/// A statement of the auditors, coded by granska for a point that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The point.
    pub point: PointId,
    /// Our coding.
    pub verdict: Verdict,
    /// The auditors' words it rests on: a comment of the summary.
    pub words: Option<Quote>,
    /// Where the coding stands.
    pub place: Place,
}

/// What a printed variant is a variant of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedVariant {
    /// The moment.
    pub moment: MomentId,
    /// The unit whose table prints it.
    pub unit: UnitId,
    /// As printed.
    pub quote: Quote,
}

/// Which operations were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The auditors' words.
    pub quote: Quote,
    /// The words that lead in to the list.
    pub lead_in: Option<Quote>,
    /// Who was interviewed.
    pub interviewed: Vec<Interviewed>,
}

/// An operation that was interviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interviewed {
    /// The unit.
    pub unit: UnitId,
    /// As printed, with functions.
    pub quote: Quote,
}

/// An improvement under way, decided or carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// Its id.
    pub id: ItemId,
    /// The auditors' words.
    pub quote: Quote,
    /// The day it should be done, when stated.
    pub due: Option<NaiveDate>,
    /// What the day concerns.
    pub concerns: Option<String>,
    /// How many people, as written.
    pub people: Option<String>,
    /// When it took place, as written.
    pub during: Option<String>,
}

/// Something the auditors say does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Its id.
    pub id: ItemId,
    /// What it is, in our words.
    pub label: String,
    /// The auditors' words.
    pub quote: Quote,
}

/// A figure with both parts stated, that no dataset carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedFigure {
    /// Its id.
    pub id: ItemId,
    /// What it is, in our words.
    pub label: String,
    /// Its parts.
    pub share: Share,
    /// The unit it is about.
    pub unit: UnitId,
    /// The auditors' words.
    pub quote: Quote,
}

/// How a finding is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedAs {
    /// As a bullet of the list.
    Bullet,
    /// As running text.
    Running,
}

/// A finding (*iakttagelse*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id and the auditors' words.
    pub item: Item<ItemId>,
    /// How it is printed.
    pub printed: PrintedAs,
}

/// Everything auditors wrote down that is no verdict (*iakttagelser*).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observations {
    /// Scope.
    pub scope: Option<Scope>,
    /// Method.
    pub method: Vec<Quote>,
    /// Findings in printed order.
    pub findings: Vec<Finding>,
    /// The increased focus.
    pub focus: Option<Quote>,
    /// Improvements.
    pub improvements: Vec<Improvement>,
    /// Examples of improvement work.
    pub examples: Vec<Item<ItemId>>,
    /// What does not exist.
    pub absent: Vec<Absent>,
    /// Figures stated with both parts.
    pub stated_figures: Vec<StatedFigure>,
    /// That a reply was requested.
    pub reply_requested: Option<Quote>,
    /// Tables and markings that were lost, in our words, with their section.
    pub lost: Vec<(String, String)>,
}
