//! What of the follow-up needs a decision, what is known of the replies, and how far it all has come.
//!
//! Pure: reads standings and words nothing. Each need rests on a status, a date or a reply, or on the lack of all of them.

use crate::field::id::{ItemId, PartId, RecommendationId};
use crate::field::period::AsOf;
use crate::field::recommendation::{About, Acceptance, Entry, StatusCode, What};
use crate::field::standing::{Due, FollowUp, ImprovementStanding, Lateness, Standing};
use crate::field::text::Quote;
use chrono::NaiveDate;

/// Something that needs a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it is about.
    pub about: Subject,
    /// What is needed.
    pub need: Need,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All recommendations.
    All,
    /// One of them.
    Recommendation(RecommendationId),
    /// An improvement that the audit found under way.
    Improvement(ItemId),
}

/// What is needed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// To learn whether the reply that was asked for was given: no source says.
    LearnOfReply,
    /// To ask for replies: no source says anything of what became of the recommendations.
    AskForReplies,
    /// To name who verifies: no source says anything.
    NameVerifiers,
    /// To ask how it goes: no status is stated.
    AskHowItGoes,
    /// To ask for the reply that is missing; with the day it was asked for by.
    AskForReply(Option<NaiveDate>),
    /// To reconsider an accepted risk whose time is over; with the day it was valid until.
    ReconsiderRisk(Option<NaiveDate>),
    /// To ask for a new action after a reopening; with the written reason.
    AskForNewAction(Option<String>),
    /// To name who verifies what the operation says is done.
    NameVerifier,
    /// To take a stand on a delay: of the whole, or of a part.
    StandOnDelay(Option<PartId>, Due),
    /// To take a stand on a rejection that no accepted risk follows.
    StandOnRejection,
    /// To ask whether an improvement was done by its day, and what is known of it.
    AskOfImprovement(Due, Done),
}

/// What is known of an improvement whose day has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing is stated.
    Unstated,
    /// The operation says so.
    SaidSo,
    /// It is not.
    No,
}

/// What is known of the board's reply on a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A reply covers the whole of it.
    Given(Acceptance),
    /// Only these parts were answered.
    OnlyParts(Vec<PartId>),
    /// It was asked for, its day has passed, and none is known.
    Missing,
    /// Nothing is known, and no day has passed.
    Unknown,
}

/// Whether any entry or status says something of what became of the recommendations.
pub fn anything_is_known(follow_up: &FollowUp) -> bool {
    !follow_up.about_audit.is_empty() || follow_up.standings.iter().any(|s| s.status.is_some() || !s.entries.is_empty())
}

/// The recommendations that stand at a code; with `None` those whose status no source states.
pub fn standing_at(follow_up: &FollowUp, code: Option<StatusCode>) -> Vec<&RecommendationId> {
    let at = |s: &&Standing| s.status.as_ref().map(|s| s.code) == code;
    follow_up.standings.iter().filter(at).map(|s| &s.recommendation).collect()
}

/// How many parts of all recommendations are verified.
pub fn verified_parts(follow_up: &FollowUp) -> usize {
    let parts = follow_up.standings.iter().flat_map(|s| &s.parts);
    parts.filter(|p| p.status.as_ref().is_some_and(|s| s.code == StatusCode::Verifierad)).count()
}

/// The last day that a reply was asked for by: of this recommendation, else of the audit as a whole.
pub fn reply_by(follow_up: &FollowUp, standing: &Standing) -> Option<NaiveDate> {
    let asked = |entry: &Entry| if let What::Request { reply_by } = entry.what { reply_by } else { None };
    let in_force = |entry: &&Entry| !standing.withdrawn.contains(&entry.id) && !follow_up.withdrawn.contains(&entry.id);
    let own = standing.entries.iter().filter(in_force).filter_map(asked).max();
    own.or_else(|| follow_up.about_audit.iter().filter(in_force).filter_map(asked).max())
}

/// What is known of the board's reply.
pub fn answer(follow_up: &FollowUp, standing: &Standing, as_of: AsOf) -> Answer {
    if let Some(acceptance) = standing.acceptance {
        return Answer::Given(acceptance);
    }
    let replied = |entry: &Entry| match (&entry.what, &entry.about) {
        (What::Reply { .. }, About::Part(part)) if !standing.withdrawn.contains(&entry.id) => Some(part.clone()),
        (_, About::Audit | About::Recommendation(_) | About::Part(_) | About::Improvement(_)) => None,
    };
    let replied: Vec<PartId> = standing.entries.iter().filter_map(replied).collect();
    // In the order of the parts, each once.
    let parts: Vec<PartId> = standing.parts.iter().map(|p| p.part.clone()).filter(|p| replied.contains(p)).collect();
    if !parts.is_empty() {
        return Answer::OnlyParts(parts);
    }
    let unanswered = standing.status.as_ref().is_some_and(|s| s.code == StatusCode::EjBesvarad);
    let missed = reply_by(follow_up, standing).is_some_and(|day| day < as_of.0);
    if unanswered || missed { Answer::Missing } else { Answer::Unknown }
}

/// All decisions needed: recommendations first, at most one each, then improvements.
///
/// `requested` are the auditors' words that a reply was asked for, when they wrote so.
pub fn decisions(follow_up: &FollowUp, requested: Option<&Quote>) -> Vec<Decision> {
    let of_all = |need| Decision { about: Subject::All, need };
    let mut decisions: Vec<Decision> = if anything_is_known(follow_up) {
        let of = |s: &Standing| {
            Some(Decision { about: Subject::Recommendation(s.recommendation.clone()), need: need(follow_up, s)? })
        };
        follow_up.standings.iter().filter_map(of).collect()
    } else if follow_up.standings.is_empty() {
        Vec::new()
    } else if requested.is_some() {
        vec![of_all(Need::LearnOfReply)]
    } else {
        vec![of_all(Need::AskForReplies), of_all(Need::NameVerifiers)]
    };
    decisions.extend(follow_up.improvements.iter().filter_map(improvement));
    decisions
}

/// The most pressing thing that a recommendation needs.
fn need(follow_up: &FollowUp, standing: &Standing) -> Option<Need> {
    let rejected = standing.acceptance == Some(Acceptance::Rejected);
    let Some(status) = &standing.status else {
        // Who has said no has nothing to report.
        return Some(if rejected { Need::StandOnRejection } else { Need::AskHowItGoes });
    };
    match status.code {
        StatusCode::EjBesvarad => Some(Need::AskForReply(reply_by(follow_up, standing))),
        StatusCode::Risk => {
            let until = standing.entries.iter().rev().find_map(accepted_until);
            standing.risk_expired.then_some(Need::ReconsiderRisk(until))
        }
        StatusCode::Ateroppnad => Some(Need::AskForNewAction(standing.entries.iter().rev().find_map(reopened))),
        StatusCode::Rapporterad => Some(Need::NameVerifier),
        StatusCode::Verifierad | StatusCode::EjAktuell | StatusCode::Ersatt => None,
        StatusCode::EjPaborjad | StatusCode::Pagar | StatusCode::Delvis => {
            let late = standing.late().map(|(part, due)| Need::StandOnDelay(part.cloned(), due.clone()));
            late.or(rejected.then_some(Need::StandOnRejection))
        }
    }
}

fn accepted_until(entry: &Entry) -> Option<NaiveDate> {
    if let What::AcceptRisk { valid_until, .. } = entry.what { Some(valid_until) } else { None }
}

fn reopened(entry: &Entry) -> Option<String> {
    if let What::Reopened { reason } = &entry.what { Some(reason.clone()) } else { None }
}

fn improvement(standing: &ImprovementStanding) -> Option<Decision> {
    let due = standing.due.as_ref().filter(|due| due.lateness != Lateness::InTime)?;
    let done = match standing.status.as_ref().map(|s| s.code) {
        None => Done::Unstated,
        Some(StatusCode::Rapporterad) => Done::SaidSo,
        Some(_) => Done::No,
    };
    Some(Decision {
        about: Subject::Improvement(standing.improvement.clone()),
        need: Need::AskOfImprovement(due.clone(), done),
    })
}
