//! The organisation: units on levels, with validity dates and successors.

use super::id::{AuditId, DatasetId, LevelId, OrganisationId, UnitId};
use super::period::Period;
use super::text::Certainty;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Whether the organisation exists outside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A real authority: nothing about it may be invented.
    Real,
    /// Invented: every page says so.
    Invented,
}

/// A level of the organisation, the top first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its id, `division`.
    pub id: LevelId,
    /// Its name, `Division`.
    pub label: String,
}

/// A unit (*region, division, verksamhet*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgUnit {
    /// Its id.
    pub id: UnitId,
    /// Its full name.
    pub label: String,
    /// A short name for table headers.
    pub short: Option<String>,
    /// Its level.
    pub level: LevelId,
    /// The unit it belongs to; `None` for the top.
    pub part_of: Option<UnitId>,
    /// First day it exists, when stated.
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, when it has ended.
    pub valid_to: Option<NaiveDate>,
    /// The unit that took over.
    pub successor: Option<UnitId>,
    /// How sure its place in the tree is.
    pub certainty: Certainty,
    /// Why it was inferred, in our words.
    pub note: Option<String>,
    /// Where the unit is named.
    pub source: Option<String>,
    /// The datasets that the unit delivers, in declared order; empty when it is not said.
    pub delivers: Vec<DatasetId>,
}

impl OrgUnit {
    /// The short name, or the full one.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }

    /// Whether the unit exists at some time between two days.
    pub fn exists_between(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.valid_from.is_none_or(|d| d <= last) && self.valid_to.is_none_or(|d| d >= first)
    }
}

/// An organisation as a tree without loops, with exactly one top; built only by `catalog`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgTree {
    /// Its id, the name of its folder.
    pub id: OrganisationId,
    /// Its name.
    pub label: String,
    /// Real or invented.
    pub nature: Nature,
    /// How sure it is that the audits concern this organisation.
    pub certainty: Certainty,
    /// Why that was inferred, in our words.
    pub note: Option<String>,
    /// Levels, top first.
    pub levels: Vec<Level>,
    /// Units: parents before children, otherwise as declared.
    pub units: Vec<OrgUnit>,
    /// Audits whose questions the organisation holds itself against though they were made elsewhere, each with the period that
    /// is reported without being asked for.
    pub held_against: Vec<HeldAgainst>,
}

/// An audit made elsewhere that an organisation holds itself against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAgainst {
    /// The audit.
    pub audit: AuditId,
    /// The period.
    pub period: Period,
}

impl OrgTree {
    /// An organisation of a single unit, both under the same id and name; `None` when it is no id.
    pub fn of_one(id: &str, label: &str, nature: Nature) -> Option<Self> {
        let level = LevelId::new(id).ok()?;
        let unit = OrgUnit {
            id: UnitId::new(id).ok()?,
            label: label.to_owned(),
            short: None,
            level: level.clone(),
            part_of: None,
            valid_from: None,
            valid_to: None,
            successor: None,
            certainty: Certainty::Stated,
            note: None,
            source: None,
            delivers: Vec::new(),
        };
        Some(Self {
            id: OrganisationId::new(id).ok()?,
            label: label.to_owned(),
            nature,
            certainty: Certainty::Stated,
            note: None,
            levels: vec![Level { id: level, label: label.to_owned() }],
            units: vec![unit],
            held_against: Vec::new(),
        })
    }

    /// The unit with an id.
    pub fn unit(&self, id: &UnitId) -> Option<&OrgUnit> {
        self.units.iter().find(|u| u.id == *id)
    }

    /// The top of the tree.
    pub fn top(&self) -> &OrgUnit {
        // `units` is never empty and starts with the top: `catalog` builds it so.
        &self.units[0]
    }

    /// Whether `unit` is `ancestor` or lies below it.
    pub fn is_within(&self, unit: &UnitId, ancestor: &UnitId) -> bool {
        let mut at = Some(unit);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self.unit(id).and_then(|u| u.part_of.as_ref());
        }
        false
    }

    /// The organisation as it is on a day, and which unit took over from each that has ended: rows of those count under it.
    pub fn as_on(&self, day: NaiveDate) -> (Self, BTreeMap<UnitId, UnitId>) {
        let ended = |u: &OrgUnit| u.valid_to.is_some_and(|last| last < day);
        let heir = |unit: &OrgUnit| -> Option<UnitId> {
            let mut at = unit;
            // No longer than there are units, should two have taken over from each other.
            for _ in 0..self.units.len() {
                if !ended(at) {
                    return Some(at.id.clone());
                }
                at = self.unit(at.successor.as_ref()?)?;
            }
            None
        };
        let heirs: BTreeMap<UnitId, UnitId> =
            self.units.iter().filter(|u| ended(u)).filter_map(|u| Some((u.id.clone(), heir(u)?))).collect();
        let mut now = self.clone();
        now.units.retain(|u| !heirs.contains_key(&u.id));
        for unit in &mut now.units {
            let before = self.units.iter().filter(|u| heirs.get(&u.id) == Some(&unit.id));
            unit.valid_from = before
                .map(|u| u.valid_from)
                .fold(unit.valid_from, |first, from| first.zip(from).map(|(a, b)| a.min(b)));
        }
        (now, heirs)
    }

    /// Units on a level, in the order of the tree.
    pub fn on_level<'a>(&'a self, level: &'a LevelId) -> impl Iterator<Item = &'a OrgUnit> {
        self.units.iter().filter(move |u| u.level == *level)
    }

    /// The short name of a unit, where it has one.
    pub fn short_name<'a>(&'a self, id: &'a UnitId) -> &'a str {
        self.unit(id).map_or_else(|| self.name(id), OrgUnit::short)
    }

    /// The name of a unit; the nation is *Riket*.
    pub fn name<'a>(&'a self, id: &'a UnitId) -> &'a str {
        if id.is_nation() { "Riket" } else { self.unit(id).map_or(id.as_str(), |u| u.label.as_str()) }
    }
}
