//! What an audit asks: purpose, criteria, guidelines, moments, control questions. Valid for any organisation.

use super::id::{AuditId, ItemId, LevelId, ModelId, MomentId, PointId, QuestionId, ReportId, ScaleId, StepId};
use super::period::DatedPeriod;
use super::recommendation::Recommendations;
use super::rule::Rule;
use super::text::{Item, Quote};
use crate::diag::Place;

/// An audit (*granskning*) as it can be asked of any organisation. Built only by `catalog`: every id in it resolves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Its id, the name of its folder.
    pub id: AuditId,
    /// Its title.
    pub title: String,
    /// The year or years it was made for.
    pub year: DatedPeriod,
    /// The body it was made of (*regionstyrelsen*).
    pub audited_body: Option<String>,
    /// The documents that are made of it.
    pub documents: Vec<ReportId>,
    /// The model its moments belong to.
    pub model: Option<ModelId>,
    /// The scale of established verdicts; present when there are questions.
    pub question_scale: Option<ScaleId>,
    /// The scale of moment assessments; present when there are moments.
    pub moment_scale: Option<ScaleId>,
    /// The level whose units the moments are asked of; present when there are moments.
    pub moments_asked_of: Option<LevelId>,
    /// The purpose (*syfte*).
    pub purpose: Option<Quote>,
    /// The overall question that the control questions answer (*revisionsfråga*).
    pub overall_question: Option<Quote>,
    /// Criteria (*revisionskriterier*).
    pub criteria: Vec<Item<ItemId>>,
    /// Guidelines that the audit leans on.
    pub guidelines: Option<Guidelines>,
    /// Moments in printed order.
    pub moments: Vec<Moment>,
    /// Control questions in printed order; empty for a leaflet.
    pub questions: Vec<ControlQuestion>,
    /// Recommendations or improvement proposals.
    pub recommendations: Recommendations,
}

/// Guidelines with the words that lead in to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guidelines {
    /// The lead-in.
    pub lead_in: Quote,
    /// The guidelines.
    pub items: Vec<Item<ItemId>>,
}

/// A moment (*moment*): one thing that a unit does or does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its id.
    pub id: MomentId,
    /// The auditors' words.
    pub quote: Quote,
    /// The step or support group it belongs to; the link is granska's.
    pub step: StepId,
}

/// What a point asks for as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The assessments of these moments, each by each unit asked.
    Moments(Vec<MomentId>),
    /// What the auditors state of the region as a whole, coded by granska.
    Stated,
}

/// A point of a question (*bedömningspunkt*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its id.
    pub id: PointId,
    /// What it is about, in our words.
    pub label: String,
    /// The evidence it asks for.
    pub evidence: Evidence,
    /// The weight of each of its answers, at least 1.
    pub weight: u32,
    /// Where it is declared.
    pub place: Place,
}

/// A control question (*kontrollfråga*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlQuestion {
    /// Its id.
    pub id: QuestionId,
    /// The auditors' words.
    pub quote: Quote,
    /// Other printed forms, each with its place.
    pub as_printed: Vec<Quote>,
    /// The section that assesses it.
    pub assessed_in: Option<String>,
    /// The points, at least one.
    pub points: Vec<Point>,
    /// The rule that rolls them up.
    pub rule: Rule,
}

impl Audit {
    /// The question with an id.
    pub fn question(&self, id: &QuestionId) -> Option<&ControlQuestion> {
        self.questions.iter().find(|q| q.id == *id)
    }

    /// The moment with an id.
    pub fn moment(&self, id: &MomentId) -> Option<&Moment> {
        self.moments.iter().find(|m| m.id == *id)
    }

    /// The questions a moment is evidence of.
    pub fn questions_of<'a>(&'a self, moment: &'a MomentId) -> impl Iterator<Item = &'a ControlQuestion> {
        self.questions.iter().filter(move |q| {
            q.points.iter().any(|p| match &p.evidence {
                Evidence::Moments(ids) => ids.contains(moment),
                Evidence::Stated => false,
            })
        })
    }
}
