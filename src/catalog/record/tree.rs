//! What makes units a tree: one top, no loops, levels and dates that nest.
//!
//! Knows no other file; builds nothing but the order of the units.

use super::codes;
use super::forms::Id;
use super::forms::organisation::{OrganisationForm, UnitForm};
use crate::catalog::check::Check;
use crate::catalog::names::{Names, with_names};
use crate::diag::{Code, Remark};
use crate::field::org::OrgUnit;
use crate::placed::At;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Remarks on everything that keeps the units from being a tree. `read` holds the units in the same order, unreadable ones as `None`.
pub(super) fn check(form: &OrganisationForm, read: &[Option<OrgUnit>], check: &mut Check<'_>) {
    let mut index = BTreeMap::new();
    let mut names = Names::default();
    for (at, unit) in form.units.value.iter().enumerate() {
        names.declare(check, &unit.id, "två enheter har samma id");
        index.entry(unit.id.value.0.as_str()).or_insert(at);
    }
    let tree = Tree { units: &form.units.value, read, index };
    tree.top(form, check);
    tree.links(check);
    let ringed = tree.loops(|u| u.part_of.as_ref(), "ligger under varandra", check);
    tree.loops(|u| u.successor.as_ref(), "efterträder varandra", check);
    // Inside a loop nobody is above anybody, so levels and dates would only repeat the fault.
    for at in (0..tree.units.len()).filter(|at| !ringed.contains(at)) {
        tree.level(at, form, check);
        tree.dates(at, check);
    }
}

struct Tree<'a> {
    units: &'a [UnitForm],
    read: &'a [Option<OrgUnit>],
    index: BTreeMap<&'a str, usize>,
}

impl<'a> Tree<'a> {
    fn find(&self, id: &At<Id>) -> Option<usize> {
        self.index.get(id.value.0.as_str()).copied()
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.units[at].part_of.as_ref().and_then(|p| self.find(p))
    }

    fn top(&self, form: &OrganisationForm, check: &mut Check<'_>) {
        let mut tops = self.units.iter().filter(|u| u.part_of.is_none());
        if self.units.is_empty() {
            let place = check.place(&form.units);
            check.say(
                Remark::new(&codes::ONE_TOP, "organisationen har inga enheter")
                    .at(place, "här ska minst en enhet stå")
                    .help("lägg till den högsta enheten, utan `part-of`"),
            );
        }
        // No top among several units means a loop or a dangling parent, and those are remarked on by themselves.
        let Some(first) = tops.next() else { return };
        for other in tops.filter(|u| u.id.value != first.id.value) {
            let (place, first_place) = (check.place(&other.id), check.place(&first.id));
            let (a, b) = (&first.id.value.0, &other.id.value.0);
            check.say(
                Remark::new(&codes::ONE_TOP, format!("både `{a}` och `{b}` ligger högst upp"))
                    .at(place, "saknar `part-of`")
                    .at(first_place, "ligger redan högst upp")
                    .help(format!("skriv vilken enhet `{b}` är del av: `part-of: …`")),
            );
        }
    }

    fn links(&self, check: &mut Check<'_>) {
        for unit in self.units {
            let links = [
                (&unit.part_of, &codes::UNKNOWN_PARENT, "den överordnade enheten"),
                (&unit.successor, &codes::UNKNOWN_SUCCESSOR, "efterträdaren"),
            ];
            for (link, code, what) in links {
                if let Some(to) = link.as_ref().filter(|to| self.find(to).is_none()) {
                    self.dangling(code, what, unit, to, check);
                }
            }
            if let (Some(successor), None) = (&unit.successor, &unit.valid_to) {
                let (place, id) = (check.place(successor), &unit.id.value.0);
                check.say(
                    Remark::new(
                        &codes::SUCCESSOR_WITHOUT_END,
                        format!("`{id}` har en efterträdare men inget slutdatum"),
                    )
                    .at(place, "gäller från en okänd dag")
                    .help(format!("lägg till `valid-to: …` för `{id}`, eller ta bort `successor`")),
                );
            }
        }
    }

    fn dangling(&self, code: &'static Code, what: &str, unit: &UnitForm, to: &At<Id>, check: &mut Check<'_>) {
        let message = format!("{what} `{}` som `{}` anger finns inte", to.value.0, unit.id.value.0);
        let remark = Remark::new(code, message).at(check.place(to), "ingen enhet har det id:t");
        let others = self.units.iter().map(|u| u.id.value.0.as_str()).filter(|id| *id != unit.id.value.0);
        check.say(with_names(remark, &to.value.0, others, "enheter"));
    }

    /// Remarks once on each loop that following a link makes; gives the units that lie in one.
    fn loops(&self, link: fn(&UnitForm) -> Option<&At<Id>>, verb: &str, check: &mut Check<'_>) -> BTreeSet<usize> {
        let mut ringed = BTreeSet::new();
        let mut done = BTreeSet::new();
        for start in 0..self.units.len() {
            let mut path = Vec::new();
            let mut on_path = BTreeMap::new();
            let mut at = Some(start);
            while let Some(here) = at.filter(|here| !done.contains(here)) {
                if let Some(entry) = on_path.insert(here, path.len()) {
                    ringed.extend(&path[entry..]);
                    self.one_loop(&path[entry..], link, verb, check);
                    break;
                }
                path.push(here);
                at = link(&self.units[here]).and_then(|to| self.find(to));
            }
            done.extend(path);
        }
        ringed
    }

    fn one_loop(&self, ring: &[usize], link: fn(&UnitForm) -> Option<&At<Id>>, verb: &str, check: &mut Check<'_>) {
        // The loop is told from its first declared unit, wherever it was entered.
        let from = (0..ring.len()).min_by_key(|i| ring[*i]).unwrap_or(0);
        let mut names: Vec<&str> =
            ring[from..].iter().chain(&ring[..from]).map(|i| self.units[*i].id.value.0.as_str()).collect();
        names.extend(names.first().copied());
        let Some(to) = link(&self.units[ring[from]]) else { return };
        let place = check.place(to);
        check.say(
            Remark::new(&codes::LOOP, format!("enheterna {verb} i en slinga: `{}`", names.join(" → ")))
                .at(place, "leder tillbaka till samma enhet")
                .help("ändra en av enheterna i slingan så att den pekar utanför den"),
        );
    }

    fn level(&self, at: usize, form: &OrganisationForm, check: &mut Check<'_>) {
        let depth = |level: &At<Id>| form.levels.iter().position(|l| l.id.value == level.value);
        let unit = &self.units[at];
        let Some(parent) = self.parent(at).map(|p| &self.units[p]) else { return };
        let (Some(own), Some(above)) = (depth(&unit.level), depth(&parent.level)) else { return };
        if own <= above {
            let (place, parent_place) = (check.place(&unit.level), check.place(&parent.level));
            let (id, level) = (&unit.id.value.0, &unit.level.value.0);
            check.say(
                Remark::new(
                    &codes::LEVEL_NOT_BELOW,
                    format!("`{id}` ligger på nivån `{level}`, som inte är under nivån för `{}`", parent.id.value.0),
                )
                .at(place, "inte under den överordnades nivå")
                .at(parent_place, "den överordnades nivå")
                .help("nivåerna räknas upp med den högsta först; välj en lägre nivå eller en annan `part-of`"),
            );
        }
    }

    fn dates(&self, at: usize, check: &mut Check<'_>) {
        let (form, Some(unit)) = (&self.units[at], &self.read[at]) else { return };
        if let (Some(from), Some(to), Some(written)) = (unit.valid_from, unit.valid_to, &form.valid_to)
            && to < from
        {
            let place = check.place(written);
            check.say(
                Remark::new(
                    &codes::ENDS_BEFORE_START,
                    format!("`{}` upphör {to}, före sin första dag {from}", unit.id),
                )
                .at(place, "ligger före `valid-from`")
                .help("kontrollera båda datumen; de har kanske bytt plats"),
            );
            return;
        }
        if let Some(parent) = self.parent(at).and_then(|p| self.read[p].as_ref()).filter(|p| p.id != unit.id) {
            Self::within(form, unit, parent, check);
        }
    }

    /// A unit without a first day says nothing of its beginning; a unit without a last day still exists.
    fn within(form: &UnitForm, unit: &OrgUnit, parent: &OrgUnit, check: &mut Check<'_>) {
        let outside = |message: String, place, check: &mut Check<'_>| {
            check.say(
                Remark::new(&codes::OUTSIDE_PARENT, message)
                    .at(place, format!("utanför den tid då `{}` finns", parent.id))
                    .help("rätta datumen, eller låt enheten bli del av en enhet som finns under hela tiden"),
            );
        };
        if let (Some(from), Some(start), Some(written)) = (unit.valid_from, parent.valid_from, &form.valid_from)
            && from < start
        {
            let message = format!("`{}` börjar {from}, före `{}` som börjar {start}", unit.id, parent.id);
            outside(message, check.place(written), check);
        }
        let Some(end) = parent.valid_to else { return };
        if unit.valid_to.is_none_or(|to: NaiveDate| to > end) {
            let place = form.valid_to.as_ref().map_or_else(|| check.place(&form.id), |to| check.place(to));
            outside(format!("`{}` finns kvar efter `{}`, som upphör {end}", unit.id, parent.id), place, check);
        }
    }
}

/// Parents before children, otherwise as declared. Takes units that form a tree; should they not, none is lost.
pub(super) fn parents_first(units: Vec<OrgUnit>) -> Vec<OrgUnit> {
    let index: BTreeMap<String, usize> = units.iter().enumerate().map(|(i, u)| (u.id.to_string(), i)).collect();
    let parents: Vec<Option<usize>> =
        units.iter().map(|u| u.part_of.as_ref().and_then(|p| index.get(p.as_str()).copied())).collect();
    let mut units: Vec<Option<OrgUnit>> = units.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(units.len());
    for start in 0..units.len() {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| units[*here].is_some() && chain.len() <= units.len()) {
            chain.push(here);
            at = parents[here];
        }
        sorted.extend(chain.into_iter().rev().filter_map(|i| units[i].take()));
    }
    sorted
}
