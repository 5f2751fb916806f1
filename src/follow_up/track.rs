//! What entries make of one thing: its status, owner, due date, forecast and accepted risk.
//!
//! Knows nothing of how parts and whole hang together; it is told where the thing stands and who owns it.

use crate::field::id::EntryId;
use crate::field::period::AsOf;
use crate::field::recommendation::{Entry, Finds, StatusCode, What};
use crate::field::standing::{Due, Lateness, Status};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The functions that own a thing.
pub(super) type Owners = BTreeSet<String>;

/// A status that an entry set.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// The code.
    pub(super) code: StatusCode,
    /// The entry that set it last.
    pub(super) by: EntryId,
    /// The day from which the code has stood without a break.
    pub(super) since: NaiveDate,
    /// The place of the entry in the register, to tell which of two was later.
    pub(super) order: usize,
}

/// One thing that entries are about.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    /// The status in force.
    pub(super) set: Option<Set>,
    /// The owner of the latest action.
    pub(super) owner: Option<String>,
    /// The day until which an accepted risk is valid.
    pub(super) risk_until: Option<NaiveDate>,
    /// The owner's latest forecast, while there is something left to do.
    pub(super) forecast: Option<NaiveDate>,
    original: Option<NaiveDate>,
    current: Option<NaiveDate>,
    extensions: u32,
}

impl Track {
    /// A thing that may have a due date of its own from the audit.
    pub(super) fn due_on(day: Option<NaiveDate>) -> Self {
        Self { original: day, current: day, ..Self::default() }
    }

    /// The code that entries set.
    pub(super) fn code(&self) -> Option<StatusCode> {
        self.set.as_ref().map(|s| s.code)
    }

    /// The status that entries set.
    pub(super) fn status(&self) -> Option<Status> {
        self.set.as_ref().map(|s| Status { code: s.code, by_entry: Some(s.by.clone()), since: Some(s.since) })
    }

    /// Whether any entry gave it a due date.
    pub(super) fn has_due(&self) -> bool {
        self.current.is_some()
    }

    /// The due date on the day of the run, for a thing that stands at a code.
    pub(super) fn due(&self, stands: Option<StatusCode>, as_of: AsOf) -> Option<Due> {
        let (original, current) = (self.original?, self.current?);
        Some(Due { original, current, extensions: self.extensions, lateness: lateness(current, stands, as_of) })
    }

    /// Takes an entry in. `stands` is where the thing is seen to stand, which for a whole may come from its parts.
    pub(super) fn apply(&mut self, order: usize, entry: &Entry, stands: Option<StatusCode>, owners: &Owners) {
        match &entry.what {
            // None of these says how far the thing has come.
            What::Request { .. } | What::Reply { .. } | What::Decision { .. } | What::Corrects { .. } => {}
            What::Action { owner, due, .. } => {
                self.owner = Some(owner.clone());
                // The first day is frozen. A later action does not move it: only an extension does, with a reason.
                if self.original.is_none() {
                    self.original = *due;
                    self.current = *due;
                }
            }
            What::Extension { due, .. } => {
                // Without an earlier day this is the first one known; that it is an extension still counts.
                self.original.get_or_insert(*due);
                self.current = Some(*due);
                self.extensions = self.extensions.saturating_add(1);
            }
            What::Status { code, forecast, evidence, .. } => {
                let code = match code {
                    // Set by granska from dates, never by an entry.
                    StatusCode::EjBesvarad => return,
                    StatusCode::Verifierad => verified(entry, evidence, owners),
                    StatusCode::EjPaborjad
                    | StatusCode::Pagar
                    | StatusCode::Delvis
                    | StatusCode::Rapporterad
                    | StatusCode::Risk
                    | StatusCode::EjAktuell
                    | StatusCode::Ersatt
                    | StatusCode::Ateroppnad => *code,
                };
                let forecast = forecast.or(self.forecast);
                self.set(order, entry, code);
                self.forecast = if leaves_work(code) { forecast } else { None };
            }
            What::AcceptRisk { valid_until, .. } => {
                self.set(order, entry, StatusCode::Risk);
                self.risk_until = Some(*valid_until);
            }
            What::Verification { finds, evidence, .. } => match finds {
                Finds::Implemented => self.set(order, entry, verified(entry, evidence, owners)),
                Finds::Partly => {
                    let forecast = self.forecast;
                    self.set(order, entry, StatusCode::Delvis);
                    self.forecast = forecast;
                }
                // What was said to be done is not; anything else was not said to be done, and stays as it was.
                Finds::NotImplemented if stands.is_some_and(is_said_to_be_done) => {
                    self.set(order, entry, StatusCode::Ateroppnad)
                }
                Finds::NotImplemented => {}
            },
            What::Closed { .. } => self.set(order, entry, StatusCode::EjAktuell),
            What::Replaced { .. } => self.set(order, entry, StatusCode::Ersatt),
            What::Reopened { .. } => self.set(order, entry, StatusCode::Ateroppnad),
        }
    }

    fn set(&mut self, order: usize, entry: &Entry, code: StatusCode) {
        let unbroken = self.set.as_ref().filter(|s| s.code == code).map(|s| s.since);
        self.set = Some(Set { code, by: entry.id.clone(), since: unbroken.unwrap_or(entry.date), order });
        self.forecast = None;
        if code != StatusCode::Risk {
            self.risk_until = None;
        }
    }
}

/// Only someone other than the owner verifies, and only with evidence; otherwise it is the operation's own word.
fn verified(entry: &Entry, evidence: &[String], owners: &Owners) -> StatusCode {
    let by = entry.by.trim().to_lowercase();
    let owns = owners.iter().any(|owner| owner.trim().to_lowercase() == by);
    if owns || evidence.is_empty() { StatusCode::Rapporterad } else { StatusCode::Verifierad }
}

fn is_said_to_be_done(code: StatusCode) -> bool {
    matches!(code, StatusCode::Rapporterad | StatusCode::Verifierad)
}

/// Whether there is nothing left to follow up: verified, closed or replaced. An accepted risk has not ended; it stays non-compliant.
pub(super) fn is_ended(code: Option<StatusCode>) -> bool {
    matches!(code, Some(StatusCode::Verifierad | StatusCode::EjAktuell | StatusCode::Ersatt))
}

/// How a due date stands on the day of the run; the day itself is in time.
pub(super) fn lateness(due: NaiveDate, stands: Option<StatusCode>, as_of: AsOf) -> Lateness {
    if due >= as_of.0 || is_ended(stands) {
        Lateness::InTime
    } else if stands.is_some_and(leaves_work) {
        Lateness::Late
    } else {
        Lateness::DayPassed
    }
}

/// Whether a status says that there is something left to do, so that a forecast still says something.
pub(super) fn leaves_work(code: StatusCode) -> bool {
    matches!(
        code,
        StatusCode::EjBesvarad
            | StatusCode::EjPaborjad
            | StatusCode::Pagar
            | StatusCode::Delvis
            | StatusCode::Ateroppnad
    )
}
