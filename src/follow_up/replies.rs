//! Requests for a reply and the replies: what the board's stand is, and whether a request has gone unanswered.
//!
//! Sets no status over one that an entry set: what has been reported tells more than a letter that is missing.

use crate::field::id::PartId;
use crate::field::period::AsOf;
use crate::field::recommendation::{About, Acceptance, Entry, Recommendation, StatusCode, What};
use crate::field::standing::Status;
use chrono::NaiveDate;

/// Requests and replies that concern one recommendation, oldest first: about the audit as a whole, about it, or about its parts.
pub(super) struct Replies<'a> {
    recommendation: &'a Recommendation,
    entries: Vec<&'a Entry>,
}

impl<'a> Replies<'a> {
    /// Nothing asked and nothing replied so far.
    pub(super) fn of(recommendation: &'a Recommendation) -> Self {
        Self { recommendation, entries: Vec::new() }
    }

    /// Takes in an entry about the audit as a whole, the recommendation or one of its parts.
    pub(super) fn apply(&mut self, entry: &'a Entry) {
        if is_request_or_reply(entry) {
            self.entries.push(entry);
        }
    }

    /// The board's stand on the recommendation; `None` until there is a reply that covers the whole of it.
    ///
    /// The more specific reply counts: one about a part before one about the recommendation, unless that is later, and both
    /// before one about the audit. Parts that were answered differently make *godtagen i delar*.
    pub(super) fn acceptance(&self) -> Option<Acceptance> {
        let own = self.latest(|about| *about == About::Recommendation(self.recommendation.id.clone()));
        let general = own.or_else(|| self.latest(|about| *about == About::Audit)).map(|(_, acceptance)| acceptance);
        let mut of_parts = self.recommendation.parts.iter().map(|part| {
            let of_part = self.latest(|about| *about == About::Part(part.id.clone()));
            of_part
                .filter(|(order, _)| own.is_none_or(|(later, _)| *order > later))
                .map(|(_, acceptance)| acceptance)
                .or(general)
        });
        let Some(first) = of_parts.next() else { return general };
        of_parts.try_fold(first?, |so_far, next| Some(if so_far == next? { so_far } else { Acceptance::Partly }))
    }

    /// *Svar ej lämnat* for the recommendation, when a request about it or the audit has passed its day. Replies about all its
    /// parts are a reply too.
    pub(super) fn unanswered(&self, as_of: AsOf) -> Option<Status> {
        let about_whole = |about: &About| match about {
            About::Audit | About::Recommendation(_) => true,
            About::Part(_) | About::Improvement(_) => false,
        };
        first_missed(self.entries.iter().copied().filter(|e| about_whole(&e.about)), as_of, |asked| {
            let replied_about = |concerns: &dyn Fn(&About) -> bool| {
                self.entries.iter().any(|e| answers(e, asked) && concerns(&e.about))
            };
            let parts = &self.recommendation.parts;
            replied_about(&about_whole)
                || (!parts.is_empty()
                    && parts.iter().all(|part| replied_about(&|about| *about == About::Part(part.id.clone()))))
        })
    }

    /// *Svar ej lämnat* for a part, when a request about it, the recommendation or the audit has passed its day.
    pub(super) fn unanswered_for(&self, part: &PartId, as_of: AsOf) -> Option<Status> {
        let concerns = |about: &About| match about {
            About::Audit | About::Recommendation(_) => true,
            About::Part(id) => id == part,
            About::Improvement(_) => false,
        };
        let entries: Vec<&Entry> = self.entries.iter().copied().filter(|e| concerns(&e.about)).collect();
        unanswered(&entries, as_of)
    }

    fn latest(&self, concerns: impl Fn(&About) -> bool) -> Option<(usize, Acceptance)> {
        self.entries.iter().enumerate().rev().find_map(|(order, entry)| match &entry.what {
            What::Reply { acceptance, .. } if concerns(&entry.about) => Some((order, *acceptance)),
            What::Reply { .. }
            | What::Request { .. }
            | What::Action { .. }
            | What::Status { .. }
            | What::Extension { .. }
            | What::Decision { .. }
            | What::AcceptRisk { .. }
            | What::Verification { .. }
            | What::Closed { .. }
            | What::Replaced { .. }
            | What::Reopened { .. }
            | What::Corrects { .. } => None,
        })
    }
}

/// Whether an entry asks for a reply or is one.
pub(super) fn is_request_or_reply(entry: &Entry) -> bool {
    matches!(entry.what, What::Request { .. } | What::Reply { .. })
}

/// *Svar ej lämnat* when one of the requests among entries has passed its day and none of the entries replies to it.
pub(super) fn unanswered(entries: &[&Entry], as_of: AsOf) -> Option<Status> {
    first_missed(entries.iter().copied(), as_of, |asked| entries.iter().any(|e| answers(e, asked)))
}

/// A reply answers what was asked the same day or earlier; a late one too.
fn answers(entry: &Entry, asked: NaiveDate) -> bool {
    matches!(entry.what, What::Reply { .. }) && entry.date >= asked
}

/// The unanswered request whose day passed first. The day itself is still in time.
fn first_missed<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    as_of: AsOf,
    is_answered: impl Fn(NaiveDate) -> bool,
) -> Option<Status> {
    let missed = entries.filter_map(|entry| match entry.what {
        What::Request { reply_by: Some(day) } if day < as_of.0 && !is_answered(entry.date) => Some(day),
        What::Request { .. }
        | What::Reply { .. }
        | What::Action { .. }
        | What::Status { .. }
        | What::Extension { .. }
        | What::Decision { .. }
        | What::AcceptRisk { .. }
        | What::Verification { .. }
        | What::Closed { .. }
        | What::Replaced { .. }
        | What::Reopened { .. }
        | What::Corrects { .. } => None,
    });
    let day = missed.min()?;
    Some(Status { code: StatusCode::EjBesvarad, by_entry: None, since: day.succ_opt() })
}
