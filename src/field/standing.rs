//! Where a recommendation stands on a date: a pure reading of its entries.

use super::id::{EntryId, ItemId, PartId, RecommendationId};
use super::recommendation::{Acceptance, Entry, StatusCode};
use chrono::NaiveDate;

/// How long something has been open, in the steps elected auditors use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Under 6 months.
    UnderSixMonths,
    /// 6 to 12 months.
    SixToTwelveMonths,
    /// 1 to 2 years.
    OneToTwoYears,
    /// 2 to 4 years.
    TwoToFourYears,
    /// Over 4 years.
    OverFourYears,
}

/// The status of something, and the entry it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The code.
    pub code: StatusCode,
    /// The entry that set it; `None` when granska set it from dates or from parts.
    pub by_entry: Option<EntryId>,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// How a due date stands on the date of the run. The one meaning of *försenad*, for every output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// The day is not over, or the thing is verified, closed or replaced.
    InTime,
    /// The day has passed, and no status says that the thing is not done: all that is known is that the day has passed.
    DayPassed,
    /// *Försenad*: the day has passed, and a status says that the thing is not done.
    Late,
}

impl Lateness {
    /// The key in `outcome.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::DayPassed => "day-passed",
            Self::Late => "late",
        }
    }
}

/// An action with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The first due date; frozen.
    pub original: NaiveDate,
    /// The due date in force.
    pub current: NaiveDate,
    /// How many times it was moved.
    pub extensions: u32,
    /// How it stands on the date of the run.
    pub lateness: Lateness,
}

/// A part of a recommendation and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartStanding {
    /// The part.
    pub part: PartId,
    /// Its status; `None` when nothing is stated.
    pub status: Option<Status>,
    /// The function that owns it.
    pub owner: Option<String>,
    /// Its due date.
    pub due: Option<Due>,
}

/// A recommendation and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// Its status; `None` when nothing is stated: *framgår inte av källan*.
    pub status: Option<Status>,
    /// The board's stand; `None` when no reply is known.
    pub acceptance: Option<Acceptance>,
    /// The function that owns it.
    pub owner: Option<String>,
    /// Its due date.
    pub due: Option<Due>,
    /// Its parts.
    pub parts: Vec<PartStanding>,
    /// How long it has been open, from the first dated entry about it; `None` when nothing is dated or it is closed.
    pub age: Option<Age>,
    /// A forecast of the owner's.
    pub forecast: Option<NaiveDate>,
    /// An accepted risk whose validity has passed.
    pub risk_expired: bool,
    /// All entries about it or its parts up to the date of the run, oldest first, withdrawn ones included.
    pub entries: Vec<Entry>,
    /// Entries among them that were withdrawn later.
    pub withdrawn: Vec<EntryId>,
}

impl Standing {
    /// What is *försenad*: the due date of the whole, else that of its part that has been late the longest, with the part.
    pub fn late(&self) -> Option<(Option<&PartId>, &Due)> {
        let is_late = |due: &&Due| due.lateness == Lateness::Late;
        let whole = self.due.as_ref().filter(is_late).map(|due| (None, due));
        let of_parts = self.parts.iter().filter_map(|p| Some((Some(&p.part), p.due.as_ref().filter(is_late)?)));
        whole.or_else(|| of_parts.min_by_key(|(_, due)| due.current))
    }
}

/// An improvement and what entries say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprovementStanding {
    /// The improvement.
    pub improvement: ItemId,
    /// Its status; `None` when nothing is stated.
    pub status: Option<Status>,
    /// Its due date, from the audit or from entries.
    pub due: Option<Due>,
    /// Entries about it up to the date of the run, oldest first, withdrawn ones included.
    pub entries: Vec<Entry>,
    /// Entries among them that were withdrawn later.
    pub withdrawn: Vec<EntryId>,
}

/// The whole follow-up of one audit in one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Recommendations in printed order.
    pub standings: Vec<Standing>,
    /// Improvements in printed order.
    pub improvements: Vec<ImprovementStanding>,
    /// Entries about the audit as a whole up to the date of the run, oldest first, withdrawn ones included.
    pub about_audit: Vec<Entry>,
    /// Entries among them that were withdrawn later.
    pub withdrawn: Vec<EntryId>,
}
