//! From standings to their stored form.
//!
//! Judges nothing: how entries become a status is known elsewhere.

use super::quote;
use crate::field::id::EntryId;
use crate::field::outcome::Outcome;
use crate::field::recommendation::{About, Acceptance, Entry, What};
use crate::field::standing::{Age, Due, ImprovementStanding, PartStanding, Standing, Status};
use crate::stored::follow_up::*;

fn status(s: &Status) -> StoredStatus {
    StoredStatus { code: s.code.key().to_owned(), entry: s.by_entry.as_ref().map(ToString::to_string), since: s.since }
}

fn due(d: &Due) -> StoredDue {
    StoredDue {
        original: d.original,
        current: d.current,
        extensions: d.extensions,
        lateness: d.lateness.key().to_owned(),
    }
}

pub(super) fn recommendation(o: &Outcome, s: &Standing) -> Option<StoredRecommendation> {
    let r = o.audit.recommendations.get(&s.recommendation)?;
    let part = |p: &PartStanding| {
        let gloss = r.parts.iter().find(|x| x.id == p.part).map(|x| x.gloss.clone()).unwrap_or_default();
        StoredPart {
            id: p.part.to_string(),
            gloss,
            status: p.status.as_ref().map(status),
            owner: p.owner.clone(),
            due: p.due.as_ref().map(due),
        }
    };
    Some(StoredRecommendation {
        id: r.id.to_string(),
        words: quote(&r.quote),
        answers: r.answers.iter().map(ToString::to_string).collect(),
        status: s.status.as_ref().map(status),
        acceptance: s.acceptance.map(|a| {
            match a {
                Acceptance::Accepted => "accepted",
                Acceptance::Partly => "partly",
                Acceptance::Rejected => "rejected",
            }
            .to_owned()
        }),
        owner: s.owner.clone(),
        due: s.due.as_ref().map(due),
        forecast: s.forecast,
        age: s.age.map(age),
        risk_expired: s.risk_expired,
        parts: s.parts.iter().map(part).collect(),
        entries: entries(&s.entries, &s.withdrawn),
    })
}

pub(super) fn improvement(o: &Outcome, i: &ImprovementStanding) -> Option<StoredImprovement> {
    let words = o.made.whenever()?.observations.improvements.iter().find(|x| x.id == i.improvement)?;
    Some(StoredImprovement {
        id: i.improvement.to_string(),
        words: quote(&words.quote),
        status: i.status.as_ref().map(status),
        due: i.due.as_ref().map(due),
        entries: entries(&i.entries, &i.withdrawn),
    })
}

fn age(age: Age) -> String {
    match age {
        Age::UnderSixMonths => "under-6-months",
        Age::SixToTwelveMonths => "6-to-12-months",
        Age::OneToTwoYears => "1-to-2-years",
        Age::TwoToFourYears => "2-to-4-years",
        Age::OverFourYears => "over-4-years",
    }
    .to_owned()
}

/// Entries in their order, those among `withdrawn` marked.
pub(super) fn entries(entries: &[Entry], withdrawn: &[EntryId]) -> Vec<StoredEntry> {
    let stored = |e: &Entry| {
        let (about, about_id) = match &e.about {
            About::Audit => ("audit", None),
            About::Recommendation(id) => ("recommendation", Some(id.to_string())),
            About::Part(id) => ("part", Some(id.to_string())),
            About::Improvement(id) => ("improvement", Some(id.to_string())),
        };
        StoredEntry {
            id: e.id.to_string(),
            date: e.date,
            by: e.by.clone(),
            kind: kind(&e.what).to_owned(),
            about: about.to_owned(),
            about_id,
            source: e.source.clone(),
            withdrawn: withdrawn.contains(&e.id),
            read_from: e.place.to_string(),
        }
    };
    entries.iter().map(stored).collect()
}

/// The key of the register.
fn kind(what: &What) -> &'static str {
    match what {
        What::Request { .. } => "request",
        What::Reply { .. } => "reply",
        What::Action { .. } => "action",
        What::Status { .. } => "status",
        What::Extension { .. } => "extension",
        What::Decision { .. } => "decision",
        What::AcceptRisk { .. } => "accept-risk",
        What::Verification { .. } => "verification",
        What::Closed { .. } => "closed",
        What::Replaced { .. } => "replaced",
        What::Reopened { .. } => "reopened",
        What::Corrects { .. } => "corrects",
    }
}
