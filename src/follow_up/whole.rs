//! How parts and whole hang together: which of their statuses counts, and what the parts make of the whole.
//!
//! Reads entries through `track`, one thing at a time; here is only what concerns several of them.

use super::replies::Replies;
use super::track::{self, Owners, Track};
use crate::field::id::PartId;
use crate::field::period::AsOf;
use crate::field::recommendation::{About, Entry, ParentIs, Recommendation, StatusCode, What};
use crate::field::standing::{Due, PartStanding, Status};
use chrono::NaiveDate;

/// A recommendation and its parts.
pub(super) struct Whole<'a> {
    parent_is: ParentIs,
    own: Track,
    parts: Vec<(&'a PartId, Track)>,
    /// Where the whole stood after the latest entry, and since when without a break.
    stood: Option<StatusCode>,
    /// The parts that the latest *delvis genomförd* about the whole says remain.
    remains: Vec<PartId>,
    since: Option<NaiveDate>,
}

/// The whole, read on a day.
pub(super) struct Read {
    /// Its status.
    pub(super) status: Option<Status>,
    /// Its owner.
    pub(super) owner: Option<String>,
    /// Its due date.
    pub(super) due: Option<Due>,
    /// Its forecast.
    pub(super) forecast: Option<NaiveDate>,
    /// Whether an accepted risk of it or of a part is no longer valid.
    pub(super) risk_expired: bool,
    /// Its parts.
    pub(super) parts: Vec<PartStanding>,
}

impl<'a> Whole<'a> {
    /// A recommendation that no entry is about yet.
    pub(super) fn of(recommendation: &'a Recommendation) -> Self {
        let parts = recommendation.parts.iter().map(|p| (&p.id, Track::default())).collect();
        Self {
            parent_is: recommendation.parent_is,
            own: Track::default(),
            parts,
            stood: None,
            remains: Vec::new(),
            since: None,
        }
    }

    /// Takes an entry about the recommendation or one of its parts in; entries come oldest first.
    pub(super) fn apply(&mut self, order: usize, entry: &Entry) {
        match &entry.about {
            About::Recommendation(_) => {
                let owners: Owners = self
                    .own
                    .owner
                    .iter()
                    .chain(self.parts.iter().filter_map(|(_, p)| p.owner.as_ref()))
                    .cloned()
                    .collect();
                self.own.apply(order, entry, self.stood, &owners);
                if let What::Status { code: StatusCode::Delvis, remains, .. } = &entry.what {
                    self.remains.clone_from(remains);
                }
            }
            About::Part(id) => {
                let own = &self.own;
                let Some((_, part)) = self.parts.iter_mut().find(|(p, _)| *p == id) else { return };
                let owners: Owners = part.owner.iter().chain(&own.owner).cloned().collect();
                let stands = in_force(part, own).and_then(Track::code);
                part.apply(order, entry, stands, &owners);
            }
            About::Audit | About::Improvement(_) => {}
        }
        let parts: Vec<_> = self.parts.iter().map(|(_, p)| in_force(p, &self.own).and_then(Track::code)).collect();
        let stands = if self.speaks_for_itself() { self.own.code() } else { made_of(self.parent_is, &parts) };
        if stands != self.stood {
            self.stood = stands;
            self.since = Some(entry.date);
        }
    }

    /// Whether the whole has its own status rather than one made of its parts: when no part has one, or all are older.
    fn speaks_for_itself(&self) -> bool {
        let latest_part = self.parts.iter().filter_map(|(_, p)| p.set.as_ref().map(|s| s.order)).max();
        match (self.own.set.as_ref().map(|s| s.order), latest_part) {
            (_, None) => true,
            (Some(own), Some(part)) => own > part,
            (None, Some(_)) => false,
        }
    }

    /// Reads the whole on the day of the run.
    pub(super) fn on(self, as_of: AsOf, replies: &Replies<'_>) -> Read {
        let no_part_speaks = self.parts.iter().all(|(_, p)| p.set.is_none());
        let statuses: Vec<Option<Status>> = self
            .parts
            .iter()
            .map(|(id, part)| {
                let status = in_force(part, &self.own).map_or_else(|| replies.unanswered_for(id, as_of), Track::status);
                // Who says which parts remain says of the others that they are done; nobody else has looked at them.
                let done = part.set.is_none() && !self.remains.is_empty() && !self.remains.contains(id);
                status.map(|s| {
                    if done && s.code == StatusCode::Delvis { Status { code: StatusCode::Rapporterad, ..s } } else { s }
                })
            })
            .collect();
        let own = self.own.status().or_else(|| if no_part_speaks { replies.unanswered(as_of) } else { None });
        let status = if own.is_some() && self.speaks_for_itself() {
            own
        } else {
            let codes: Vec<_> = statuses.iter().map(|s| s.as_ref().map(|s| s.code)).collect();
            made_of(self.parent_is, &codes).map(|code| Status { code, by_entry: None, since: latest(&statuses) })
        };
        let status = status.map(|s| if Some(s.code) == self.stood { Status { since: self.since, ..s } } else { s });
        let code = status.as_ref().map(|s| s.code);

        let passed = |t: &Track| t.risk_until.is_some_and(|day| day < as_of.0);
        let risk_expired = (self.speaks_for_itself() && passed(&self.own))
            || self.parts.iter().any(|(_, p)| in_force(p, &self.own).is_some_and(passed));
        let parts = self.parts.iter().zip(&statuses).map(|((id, part), status)| {
            let due = if part.has_due() { part } else { &self.own };
            PartStanding {
                part: (*id).clone(),
                status: status.clone(),
                owner: part.owner.clone().or_else(|| self.own.owner.clone()),
                due: due.due(status.as_ref().map(|s| s.code), as_of),
            }
        });
        let parts: Vec<PartStanding> = parts.collect();
        Read {
            owner: self.own.owner.clone().or_else(|| common_owner(&parts)),
            due: self.own.due(code, as_of).or_else(|| last_due(&parts, code, as_of)),
            forecast: self.forecast(&statuses).filter(|_| code.is_none_or(track::leaves_work)),
            risk_expired,
            parts,
            status,
        }
    }

    /// The whole's own forecast, or the last one of its parts when every part with work left has one.
    fn forecast(&self, statuses: &[Option<Status>]) -> Option<NaiveDate> {
        let left =
            self.parts.iter().zip(statuses).filter(|(_, s)| s.as_ref().is_none_or(|s| track::leaves_work(s.code)));
        self.own.forecast.or_else(|| left.map(|((_, p), _)| p.forecast).collect::<Option<Vec<_>>>()?.into_iter().max())
    }
}

/// The track whose status is a part's: its own, or the recommendation's when the part has none or the recommendation was ended later.
///
/// A later *pågår* about the whole leaves a part that is verified as it is: it says that something remains, not what.
fn in_force<'t>(part: &'t Track, own: &'t Track) -> Option<&'t Track> {
    match (&part.set, &own.set) {
        (Some(p), Some(w)) if w.order > p.order && track::is_ended(Some(w.code)) => Some(own),
        (Some(_), _) => Some(part),
        (None, Some(_)) => Some(own),
        (None, None) => None,
    }
}

/// How far from done, the worst first. The order follows how the statuses are drawn: not met, then partly met, then met.
fn rank(code: StatusCode) -> u8 {
    match code {
        StatusCode::EjBesvarad => 0,
        StatusCode::EjPaborjad => 1,
        StatusCode::Ateroppnad => 2,
        // Non-compliant for good, but decided.
        StatusCode::Risk => 3,
        StatusCode::Pagar => 4,
        StatusCode::Delvis => 5,
        StatusCode::Rapporterad => 6,
        StatusCode::Verifierad => 7,
        StatusCode::Ersatt => 8,
        StatusCode::EjAktuell => 9,
    }
}

/// What the parts make of the whole; `None` when a part is unknown and could be the worst.
///
/// Parts that are closed or replaced are left out while there are others.
fn made_of(parent_is: ParentIs, parts: &[Option<StatusCode>]) -> Option<StatusCode> {
    let closed = |code: &Option<StatusCode>| matches!(code, Some(StatusCode::EjAktuell | StatusCode::Ersatt));
    let open: Vec<Option<StatusCode>> = parts.iter().copied().filter(|code| !closed(code)).collect();
    if open.is_empty() {
        // All replaced: replaced. Otherwise no longer of interest.
        return parts.iter().copied().flatten().max_by_key(|code| rank(*code));
    }
    let worst = open
        .iter()
        .copied()
        .collect::<Option<Vec<_>>>()
        .and_then(|codes| codes.into_iter().min_by_key(|code| rank(*code)));
    match parent_is {
        ParentIs::WorstPart => worst,
        ParentIs::PartlyWhenSome => {
            let all_done = matches!(worst, Some(StatusCode::Rapporterad | StatusCode::Verifierad));
            let one_verified = open.contains(&Some(StatusCode::Verifierad));
            if one_verified && !all_done { Some(StatusCode::Delvis) } else { worst }
        }
    }
}

fn latest(statuses: &[Option<Status>]) -> Option<NaiveDate> {
    statuses.iter().flatten().filter_map(|s| s.since).max()
}

/// The owner of every part, when it is the same.
fn common_owner(parts: &[PartStanding]) -> Option<String> {
    let first = parts.first()?.owner.as_ref()?;
    parts.iter().all(|p| p.owner.as_ref() == Some(first)).then(|| first.clone())
}

/// The whole is due when its last part is; `None` as long as a part has no day. Extensions of all parts are counted.
fn last_due(parts: &[PartStanding], stands: Option<StatusCode>, as_of: AsOf) -> Option<Due> {
    let dues = parts.iter().map(|p| p.due.as_ref()).collect::<Option<Vec<_>>>()?;
    let current = dues.iter().map(|d| d.current).max()?;
    Some(Due {
        original: dues.iter().map(|d| d.original).max()?,
        current,
        extensions: dues.iter().map(|d| d.extensions).fold(0, u32::saturating_add),
        lateness: track::lateness(current, stands, as_of),
    })
}
