//! Recommendations with their parts, and the dated entries that say what became of them.

use super::id::{AuditId, EntryId, ItemId, PartId, QuestionId, RecommendationId};
use super::text::Quote;
use crate::diag::Place;
use chrono::NaiveDate;

/// What the audit calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// *Rekommendation.*
    Recommendation,
    /// *Förbättringsförslag.*
    Proposal,
}

/// How the parts make the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentIs {
    /// The whole stands where its least advanced part stands.
    WorstPart,
    /// Carried out when all parts are; *delvis genomförd* as soon as one is; else where the least advanced stands.
    PartlyWhenSome,
}

/// A part (*del*) of a compound recommendation, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id.
    pub id: PartId,
    /// What the part asks for.
    pub gloss: String,
}

/// A recommendation or improvement proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Its id.
    pub id: RecommendationId,
    /// The auditors' words.
    pub quote: Quote,
    /// Its parts, at least one.
    pub parts: Vec<Part>,
    /// How the parts make the whole.
    pub parent_is: ParentIs,
    /// The questions it answers; a link of granska's.
    pub answers: Vec<QuestionId>,
}

/// All recommendations of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendations {
    /// What they are called.
    pub called: Called,
    /// The words that lead in to them.
    pub lead_in: Option<Quote>,
    /// The recommendations in printed order.
    pub items: Vec<Recommendation>,
}

impl Recommendations {
    /// The recommendation with an id.
    pub fn get(&self, id: &RecommendationId) -> Option<&Recommendation> {
        self.items.iter().find(|r| r.id == *id)
    }

    /// The recommendation a part belongs to.
    pub fn of_part(&self, id: &PartId) -> Option<&Recommendation> {
        self.items.iter().find(|r| r.parts.iter().any(|p| p.id == *id))
    }
}

/// The status of a recommendation or a part; ten codes, of which the first is set by granska.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusCode {
    /// *Svar ej lämnat.*
    EjBesvarad,
    /// *Ej påbörjad.*
    EjPaborjad,
    /// *Pågår.*
    Pagar,
    /// *Delvis genomförd.*
    Delvis,
    /// *Genomförd enligt verksamheten, ej verifierad.*
    Rapporterad,
    /// *Genomförd och verifierad.*
    Verifierad,
    /// *Accepterad risk*: stays non-compliant.
    Risk,
    /// *Ej längre aktuell.*
    EjAktuell,
    /// *Ersatt av ny rekommendation.*
    Ersatt,
    /// *Återöppnad.*
    Ateroppnad,
}

impl StatusCode {
    /// All ten, in the order of the catalogue.
    pub const ALL: [Self; 10] = [
        Self::EjBesvarad,
        Self::EjPaborjad,
        Self::Pagar,
        Self::Delvis,
        Self::Rapporterad,
        Self::Verifierad,
        Self::Risk,
        Self::EjAktuell,
        Self::Ersatt,
        Self::Ateroppnad,
    ];

    /// The code in the catalogue, the register and `outcome.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::EjBesvarad => "ej_besvarad",
            Self::EjPaborjad => "ej_paborjad",
            Self::Pagar => "pagar",
            Self::Delvis => "delvis",
            Self::Rapporterad => "rapporterad",
            Self::Verifierad => "verifierad",
            Self::Risk => "risk",
            Self::EjAktuell => "ej_aktuell",
            Self::Ersatt => "ersatt",
            Self::Ateroppnad => "ateroppnad",
        }
    }
}

/// The board's stand on a recommendation, apart from its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Accepted.
    Accepted,
    /// Accepted in part.
    Partly,
    /// Rejected.
    Rejected,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The audit as a whole.
    Audit,
    /// A recommendation.
    Recommendation(RecommendationId),
    /// A part of one.
    Part(PartId),
    /// An improvement that the audit found under way.
    Improvement(ItemId),
}

/// What a verifier found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finds {
    /// Carried out.
    Implemented,
    /// Carried out in part.
    Partly,
    /// Not carried out.
    NotImplemented,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A reply was asked for.
    Request {
        /// The day it was asked for by, when stated.
        reply_by: Option<NaiveDate>,
    },
    /// The board replied.
    Reply {
        /// Its stand.
        acceptance: Acceptance,
        /// What it wrote.
        text: Option<String>,
    },
    /// An action was taken on, with owner and due date. A plan is not evidence.
    Action {
        /// What is to be done.
        text: String,
        /// The function that owns it.
        owner: String,
        /// The due date; the first one is frozen.
        due: Option<NaiveDate>,
    },
    /// The owner, or the auditor, reports a status.
    Status {
        /// The code.
        code: StatusCode,
        /// What was reported.
        text: Option<String>,
        /// When it is expected to be done.
        forecast: Option<NaiveDate>,
        /// Parts that remain.
        remains: Vec<PartId>,
        /// Evidence that can be looked up.
        evidence: Vec<String>,
    },
    /// The due date was moved; counted, and always with a reason.
    Extension {
        /// The new due date.
        due: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The board decided.
    Decision {
        /// Diarienummer.
        dnr: String,
        /// Paragraph of the minutes.
        paragraph: String,
        /// What was decided.
        text: String,
    },
    /// The board accepts the risk; it stays non-compliant.
    AcceptRisk {
        /// Diarienummer.
        dnr: String,
        /// Paragraph of the minutes.
        paragraph: String,
        /// Why.
        reason: String,
        /// Until when.
        valid_until: NaiveDate,
    },
    /// Someone other than the owner looked.
    Verification {
        /// What was found.
        finds: Finds,
        /// The evidence looked at.
        evidence: Vec<String>,
        /// What was written.
        text: Option<String>,
    },
    /// No longer of interest.
    Closed {
        /// Why.
        reason: String,
    },
    /// Replaced by a newer recommendation.
    Replaced {
        /// The newer one.
        by: RecommendationId,
        /// The audit it stands in, when another.
        audit: Option<AuditId>,
        /// Why.
        reason: String,
    },
    /// Opened again.
    Reopened {
        /// Why.
        reason: String,
    },
    /// Withdraws an earlier entry; nothing is ever edited.
    Corrects {
        /// The entry withdrawn.
        entry: EntryId,
        /// Why.
        reason: String,
    },
}

/// A dated entry of the follow-up register. By a function, never a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Its date.
    pub date: NaiveDate,
    /// The function that made it.
    pub by: String,
    /// What it is about.
    pub about: About,
    /// Where it can be read.
    pub source: Option<String>,
    /// What it says.
    pub what: What,
    /// Where it stands in the register.
    pub place: Place,
}
