//! Reads where recommendations and improvements stand on a date out of the dated entries of the register.
//!
//! Pure: reads no file, asks no clock and judges no plan as evidence. Without an entry that states it there is no status.
//!
//! How a status comes about, in order:
//! 1. Entries dated after the day of the run do not exist. Withdrawn entries stay in the lists and count for nothing.
//! 2. Recommendation, part and improvement each have a status of their own, set by the latest entry that sets one (`track`).
//!    It may go backwards. A request, a reply, a decision, an action or a new due date sets none.
//! 3. A part has its own status; else that of the recommendation. A later finding that the whole is verified, closed or replaced
//!    covers every part (`whole`).
//! 4. The recommendation has its own status when that was set later than any status of its parts; else it is made of the parts,
//!    as its `parent_is` says. When no part has a status of its own it has its own.
//! 5. Where no entry gives a status and a request has passed its day without a reply, granska sets *svar ej lämnat* (`replies`).
//!    A request or reply about the audit as a whole is one about each recommendation; other entries about the audit as a whole
//!    are listed and change nothing.

mod age;
mod needs;
mod register;
mod replies;
#[cfg(test)]
mod tests;
mod track;
mod whole;

use crate::field::established::Improvement;
use crate::field::period::AsOf;
use crate::field::recommendation::{About, Entry, Recommendation, Recommendations, What};
use crate::field::standing::{FollowUp, ImprovementStanding, Standing};
pub use needs::{
    Answer, Decision, Done, Need, Subject, answer, anything_is_known, decisions, reply_by, standing_at, verified_parts,
};
use register::Register;
use replies::Replies;
use track::{Owners, Track};
use whole::Whole;

/// Where every recommendation and improvement stands on the date of the run.
pub fn follow_up(
    recommendations: &Recommendations,
    improvements: &[Improvement],
    entries: &[Entry],
    as_of: AsOf,
) -> FollowUp {
    let register = Register::read(entries, as_of);
    let about_audit: Vec<&Entry> = register.about(|about| *about == About::Audit);
    FollowUp {
        standings: recommendations.items.iter().map(|r| standing(r, &register, as_of)).collect(),
        improvements: improvements.iter().map(|i| improvement(i, &register, as_of)).collect(),
        withdrawn: register.withdrawn_among(&about_audit),
        about_audit: about_audit.into_iter().cloned().collect(),
    }
}

fn standing(recommendation: &Recommendation, register: &Register<'_>, as_of: AsOf) -> Standing {
    let listed = register.about(|about| concerns(recommendation, about));
    let mut whole = Whole::of(recommendation);
    let mut replies = Replies::of(recommendation);
    let mut first = None;
    for (order, entry) in register.in_force() {
        let concerned = concerns(recommendation, &entry.about);
        let asked_of_each = entry.about == About::Audit && replies::is_request_or_reply(entry);
        if concerned {
            whole.apply(order, entry);
        }
        if concerned || asked_of_each {
            replies.apply(entry);
            // Taking another entry back says nothing of the recommendation itself.
            if !matches!(entry.what, What::Corrects { .. }) {
                first = first.or(Some(entry.date));
            }
        }
    }
    let read = whole.on(as_of, &replies);
    Standing {
        recommendation: recommendation.id.clone(),
        acceptance: replies.acceptance(),
        owner: read.owner,
        due: read.due,
        parts: read.parts,
        age: age::open_for(first, read.status.as_ref(), as_of),
        forecast: read.forecast,
        risk_expired: read.risk_expired,
        status: read.status,
        withdrawn: register.withdrawn_among(&listed),
        entries: listed.into_iter().cloned().collect(),
    }
}

fn improvement(improvement: &Improvement, register: &Register<'_>, as_of: AsOf) -> ImprovementStanding {
    let concerns = |about: &About| *about == About::Improvement(improvement.id.clone());
    let listed = register.about(concerns);
    let mut track = Track::due_on(improvement.due);
    for (order, entry) in register.in_force().filter(|(_, e)| concerns(&e.about)) {
        let owners: Owners = track.owner.iter().cloned().collect();
        let stands = track.code();
        track.apply(order, entry, stands, &owners);
    }
    // Requests about the audit as a whole ask for a stand on its recommendations, so only requests about the improvement count.
    let asked: Vec<&Entry> = listed.iter().copied().filter(|e| !register.is_withdrawn(&e.id)).collect();
    let status = track.status().or_else(|| replies::unanswered(&asked, as_of));
    ImprovementStanding {
        improvement: improvement.id.clone(),
        due: track.due(status.as_ref().map(|s| s.code), as_of),
        status,
        withdrawn: register.withdrawn_among(&listed),
        entries: listed.into_iter().cloned().collect(),
    }
}

/// Whether an entry is about the recommendation or one of its parts.
fn concerns(recommendation: &Recommendation, about: &About) -> bool {
    match about {
        About::Recommendation(id) => *id == recommendation.id,
        About::Part(id) => recommendation.parts.iter().any(|p| p.id == *id),
        About::Audit | About::Improvement(_) => false,
    }
}
