//! What an entry of the register needs of earlier ones: an owner, a due date, something to verify, reopen or correct.
//!
//! Withdrawn entries count for nothing. Says nothing about a thing of which some entry could not be read. Computes no status.

use super::codes::register as codes;
use crate::diag::{self, Code, Place, Remark};
use crate::field::audit::Audit;
use crate::field::recommendation::{About, Entry, Finds, StatusCode, What};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What entries are about, as a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// The audit as a whole.
    Audit,
    /// A recommendation.
    Recommendation(String),
    /// A part.
    Part(String),
    /// An improvement.
    Improvement(String),
}

impl Thing {
    /// The key of what an entry is about.
    pub fn of(about: &About) -> Self {
        match about {
            About::Audit => Self::Audit,
            About::Recommendation(id) => Self::Recommendation(id.to_string()),
            About::Part(id) => Self::Part(id.to_string()),
            About::Improvement(id) => Self::Improvement(id.to_string()),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Audit => "granskningen".to_owned(),
            Self::Recommendation(id) | Self::Part(id) | Self::Improvement(id) => format!("`{id}`"),
        }
    }
}

/// An entry with the places that remarks on it point at.
pub(super) struct Written {
    /// The entry.
    pub entry: Entry,
    /// Where its function stands.
    pub by: Place,
    /// Where the decisive part of what it says stands.
    pub at: Place,
}

/// Of what there are entries that could not be read.
pub(super) enum Gaps {
    /// Of these things.
    Of(BTreeSet<Thing>),
    /// Of anything.
    Anywhere,
}

impl Gaps {
    /// Adds an unreadable entry; `None` when not even what it is about is known.
    pub fn add(&mut self, thing: Option<Thing>) {
        match (self, thing) {
            (Self::Of(things), Some(thing)) => {
                things.insert(thing);
            }
            (gaps @ Self::Of(_), None) => *gaps = Self::Anywhere,
            (Self::Anywhere, _) => {}
        }
    }
}

/// All entries about one audit.
pub(super) struct Ledger {
    /// Those that could be read; oldest first when they are checked.
    pub written: Vec<Written>,
    /// Where some could not.
    pub gaps: Gaps,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { written: Vec::new(), gaps: Gaps::Of(BTreeSet::new()) }
    }
}

/// Remarks on entries that lack what they need of earlier ones. `homes` tells which audit each entry of the organisation is about.
pub(super) fn check(
    name: &str,
    ledger: &Ledger,
    audit: Option<&Audit>,
    improvements: Option<&BTreeMap<String, Option<NaiveDate>>>,
    homes: &BTreeMap<String, String>,
    remarks: &mut Vec<Remark>,
) {
    let withdrawn = corrections(name, ledger, homes, remarks);
    let entries = ledger.written.iter().filter(|w| !withdrawn.contains(w.entry.id.as_str())).collect();
    let history = History::new(entries, audit, improvements, &ledger.gaps);
    for (index, written) in history.entries.iter().enumerate() {
        let thing = Thing::of(&written.entry.about);
        if !history.is_unsure(&thing) {
            remarks.extend(history.fault(index, written, &thing));
        }
    }
}

/// Checks what is corrected; gives the entries that are withdrawn, a withdrawn correction not counted.
fn corrections<'a>(
    name: &str,
    ledger: &'a Ledger,
    homes: &BTreeMap<String, String>,
    remarks: &mut Vec<Remark>,
) -> BTreeSet<&'a str> {
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, written) in ledger.written.iter().enumerate() {
        index.entry(written.entry.id.as_str()).or_insert(at);
    }
    let mut withdrawn = BTreeSet::new();
    for (at, written) in ledger.written.iter().enumerate().rev() {
        let What::Corrects { entry, .. } = &written.entry.what else { continue };
        let remark = match (index.get(entry.as_str()), homes.get(entry.as_str())) {
            (Some(target), _) if *target < at => {
                if !withdrawn.contains(written.entry.id.as_str()) {
                    withdrawn.insert(entry.as_str());
                }
                continue;
            }
            (Some(target), _) => {
                let other = &ledger.written[*target].entry;
                let message = if *target == at {
                    format!("posten `{entry}` rättar sig själv")
                } else {
                    format!("posten `{}` rättar `{entry}`, som är senare", written.entry.id)
                };
                Remark::new(&codes::CORRECTS_LATER, message)
                    .at(written.at.clone(), "inte en tidigare post")
                    .at(other.place.clone(), format!("daterad {}", other.date))
                    .help("kontrollera postens datum och id:t som rättas")
            }
            (None, Some(home)) if home != name => unknown_entry(entry.as_str(), &written.at)
                .help(format!("posten hör till granskningen `{home}`; rätta den i dess fil")),
            // The entry exists but could not be read, or may stand in a file that could not.
            (None, Some(_)) => continue,
            (None, None) if matches!(ledger.gaps, Gaps::Anywhere) => continue,
            (None, None) => {
                let near =
                    diag::nearest(entry.as_str(), index.keys().copied().filter(|k| *k != written.entry.id.as_str()));
                unknown_entry(entry.as_str(), &written.at)
                    .help(near.map_or_else(|| "rätta id:t".to_owned(), |near| format!("menades `{near}`?")))
            }
        };
        remarks.push(remark);
    }
    withdrawn
}

fn unknown_entry(entry: &str, place: &Place) -> Remark {
    Remark::new(&codes::UNKNOWN_ENTRY, format!("posten `{entry}` finns inte bland granskningens poster"))
        .at(place.clone(), "det finns ingen sådan post att rätta")
}

struct History<'a> {
    /// Entries that stand, oldest first.
    entries: Vec<&'a Written>,
    /// Their positions by what they are about.
    by_thing: BTreeMap<Thing, Vec<usize>>,
    audit: Option<&'a Audit>,
    improvements: Option<&'a BTreeMap<String, Option<NaiveDate>>>,
    gaps: &'a Gaps,
}

/// A due date in force: the first one, the current one and where that was set.
#[derive(Clone)]
struct DueInForce {
    original: NaiveDate,
    current: NaiveDate,
    set_at: Option<Place>,
}

impl<'a> History<'a> {
    fn new(
        entries: Vec<&'a Written>,
        audit: Option<&'a Audit>,
        improvements: Option<&'a BTreeMap<String, Option<NaiveDate>>>,
        gaps: &'a Gaps,
    ) -> Self {
        let mut by_thing: BTreeMap<Thing, Vec<usize>> = BTreeMap::new();
        for (at, written) in entries.iter().enumerate() {
            by_thing.entry(Thing::of(&written.entry.about)).or_default().push(at);
        }
        Self { entries, by_thing, audit, improvements, gaps }
    }

    /// Entries about exactly this thing, oldest first, with their positions.
    fn about(&self, thing: &Thing) -> impl Iterator<Item = (usize, &'a Written)> {
        self.by_thing.get(thing).into_iter().flatten().map(|at| (*at, self.entries[*at]))
    }

    fn parent(&self, thing: &Thing) -> Option<Thing> {
        let Thing::Part(id) = thing else { return None };
        let items = &self.audit?.recommendations.items;
        let parent = items.iter().find(|r| r.parts.iter().any(|p| p.id.as_str() == id))?;
        Some(Thing::Recommendation(parent.id.to_string()))
    }

    fn parts(&self, thing: &Thing) -> Vec<Thing> {
        let Thing::Recommendation(id) = thing else { return Vec::new() };
        let items = self.audit.iter().flat_map(|a| &a.recommendations.items);
        let parts = items.filter(|r| r.id.as_str() == id).flat_map(|r| &r.parts);
        parts.map(|p| Thing::Part(p.id.to_string())).collect()
    }

    /// The thing, what it is part of, and its parts.
    fn family(&self, thing: &Thing) -> Vec<Thing> {
        std::iter::once(thing.clone()).chain(self.parent(thing)).chain(self.parts(thing)).collect()
    }

    /// Whether some entry that matters could not be read.
    fn is_unsure(&self, thing: &Thing) -> bool {
        let kin_unknown = match thing {
            Thing::Recommendation(_) | Thing::Part(_) => self.audit.is_none(),
            Thing::Improvement(_) => self.improvements.is_none(),
            Thing::Audit => false,
        };
        kin_unknown
            || match self.gaps {
                Gaps::Anywhere => true,
                Gaps::Of(things) => self.family(thing).iter().any(|t| things.contains(t)),
            }
    }

    fn fault(&self, index: usize, written: &Written, thing: &Thing) -> Option<Remark> {
        let entry = &written.entry;
        match &entry.what {
            What::Status { code: StatusCode::EjPaborjad, .. } => self.not_owned(written, thing),
            What::Verification { .. } => self.self_verified(written, thing),
            What::Extension { due, .. } => self.extension(index, *due, written, thing),
            What::Action { due: Some(due), .. } => self.second_due(index, *due, written, thing),
            What::Reopened { .. } => self.never_closed(index, written, thing),
            What::Request { .. }
            | What::Reply { .. }
            | What::Action { due: None, .. }
            | What::Status { .. }
            | What::Decision { .. }
            | What::AcceptRisk { .. }
            | What::Closed { .. }
            | What::Replaced { .. }
            | What::Corrects { .. } => None,
        }
    }

    /// Actions on exactly this thing, up to and including a day.
    fn actions(
        &self,
        thing: &Thing,
        until: NaiveDate,
    ) -> impl Iterator<Item = (&'a Written, &'a str, Option<NaiveDate>)> {
        self.about(thing).filter(move |(_, w)| w.entry.date <= until).filter_map(|(_, w)| {
            if let What::Action { owner, due, .. } = &w.entry.what { Some((w, owner.as_str(), *due)) } else { None }
        })
    }

    /// `ej_paborjad` says that someone has taken it on, to a date.
    fn not_owned(&self, written: &Written, thing: &Thing) -> Option<Remark> {
        let until = written.entry.date;
        let promised = |t: &Thing| {
            self.actions(t, until).any(|(_, _, due)| due.is_some())
                || (self.stated_due(t).is_some() && self.actions(t, until).next().is_some())
        };
        let parts = self.parts(thing);
        if promised(thing)
            || self.parent(thing).is_some_and(|p| promised(&p))
            || (!parts.is_empty() && parts.iter().all(promised))
        {
            return None;
        }
        let owned = self.family(thing).iter().any(|t| self.actions(t, until).next().is_some());
        let label = if owned { "slutdatum saknas" } else { "ansvarig och slutdatum saknas" };
        Some(
            Remark::new(
                &codes::NO_OWNER,
                format!("`ej_paborjad` utan att någon har åtagit sig {} till ett datum", thing.name()),
            )
            .at(written.at.clone(), label)
            .help("lägg till en post samma dag eller tidigare: `action: { text: …, owner: …, due: … }`"),
        )
    }

    /// Whoever owns the thing, what it is part of (when nobody owns the part), or a part of it, cannot verify it.
    fn self_verified(&self, written: &Written, thing: &Thing) -> Option<Remark> {
        let until = written.entry.date;
        let latest = |t: &Thing| self.actions(t, until).last();
        let own = latest(thing).or_else(|| self.parent(thing).and_then(|p| latest(&p)));
        let parts = self.parts(thing);
        let owners = own.into_iter().chain(parts.iter().filter_map(latest));
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        let (action, owner, _) = owners.into_iter().find(|(_, owner, _)| same(owner, &written.entry.by))?;
        Some(
            Remark::new(
                &codes::SELF_VERIFIED,
                format!("`{owner}` verifierar en åtgärd som `{owner}` själv ansvarar för"),
            )
            .at(written.by.clone(), "ansvarar för åtgärden")
            .at(action.entry.place.clone(), "här blev funktionen ansvarig")
            .help("låt en annan funktion verifiera, eller skriv `status: { code: rapporterad, … }`"),
        )
    }

    /// The due date that the audit itself states, for an improvement.
    fn stated_due(&self, thing: &Thing) -> Option<NaiveDate> {
        let Thing::Improvement(id) = thing else { return None };
        self.improvements?.get(id).copied().flatten()
    }

    /// The due date in force just before an entry, set on exactly this thing.
    fn due_before(&self, index: usize, thing: &Thing) -> Option<DueInForce> {
        let mut in_force = self.stated_due(thing).map(|d| DueInForce { original: d, current: d, set_at: None });
        for (_, written) in self.about(thing).take_while(|(at, _)| *at < index) {
            let set_at = Some(written.at.clone());
            if let What::Action { due: Some(due), .. } = &written.entry.what {
                in_force = in_force.or(Some(DueInForce { original: *due, current: *due, set_at }));
            } else if let What::Extension { due, .. } = &written.entry.what {
                in_force = in_force.map(|known| DueInForce { current: *due, set_at, ..known });
            }
        }
        in_force
    }

    fn extension(&self, index: usize, due: NaiveDate, written: &Written, thing: &Thing) -> Option<Remark> {
        let in_force =
            self.due_before(index, thing).or_else(|| self.parent(thing).and_then(|p| self.due_before(index, &p)));
        let Some(in_force) = in_force else {
            return Some(
                Remark::new(&codes::NO_EARLIER_DUE, format!("{} har inget slutdatum att förlänga", thing.name()))
                    .at(written.at.clone(), "flyttar ett datum som inte finns")
                    .help("sätt det första slutdatumet med en tidigare post: `action: { text: …, owner: …, due: … }`"),
            );
        };
        if due > in_force.current {
            return None;
        }
        let message = format!("förlängningen till {due} är inte senare än slutdatumet {}", in_force.current);
        let remark =
            with_set_at(&codes::DUE_NOT_LATER, message, written, "inte senare än det som gäller", in_force.set_at);
        Some(remark.help("skriv ett senare datum, eller ta bort posten om den är ny"))
    }

    fn second_due(&self, index: usize, due: NaiveDate, written: &Written, thing: &Thing) -> Option<Remark> {
        let in_force = self.due_before(index, thing).filter(|d| due != d.original && due != d.current)?;
        let message =
            format!("slutdatumet för {} är {} och kan inte bytas i en ny åtgärd", thing.name(), in_force.original);
        let remark = with_set_at(&codes::DUE_FROZEN, message, written, "ett annat slutdatum", in_force.set_at);
        Some(remark.help(format!("ta bort `due` här och lägg till en post `extension: {{ due: {due}, reason: … }}`")))
    }

    fn never_closed(&self, index: usize, written: &Written, thing: &Thing) -> Option<Remark> {
        let family = self.family(thing);
        let closes = |what: &What| match what {
            What::Closed { .. } | What::Replaced { .. } | What::AcceptRisk { .. } => true,
            What::Verification { finds, .. } => *finds == Finds::Implemented,
            What::Request { .. }
            | What::Reply { .. }
            | What::Action { .. }
            | What::Status { .. }
            | What::Extension { .. }
            | What::Decision { .. }
            | What::Reopened { .. }
            | What::Corrects { .. } => false,
        };
        let closed =
            family.iter().any(|t| self.about(t).take_while(|(at, _)| *at < index).any(|(_, w)| closes(&w.entry.what)));
        (!closed).then(|| {
            Remark::new(&codes::NEVER_CLOSED, format!("{} öppnas igen men var aldrig avslutad", thing.name()))
                .at(written.at.clone(), "ingen tidigare post avslutar, ersätter eller verifierar")
                .help("kontrollera att posten gäller rätt rekommendation och att ingen post saknas")
        })
    }
}

fn with_set_at(code: &'static Code, message: String, written: &Written, label: &str, set_at: Option<Place>) -> Remark {
    let remark = Remark::new(code, message).at(written.at.clone(), label);
    match set_at {
        Some(place) => remark.at(place, "här sattes det slutdatum som gäller"),
        None => remark,
    }
}
