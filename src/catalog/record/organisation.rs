//! `organisation.yaml`: an organisation as a tree of units.
//!
//! Checks the tree and builds it. Knows no audit.

use super::codes;
use super::forms::organisation::{NatureForm, OrganisationForm, UnitForm};
use super::lookup::Unknown;
use super::tree;
use crate::catalog;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::id::{LevelId, OrganisationId, UnitId};
use crate::field::org::{Level, Nature, OrgTree, OrgUnit};
use crate::field::text::Certainty;
use std::collections::BTreeMap;

/// The units and levels that a file names, faulty ones too, so that other files can be checked against them.
#[derive(Default)]
pub(super) struct Units {
    names: Vec<String>,
    levels: BTreeMap<String, String>,
    level_names: Vec<String>,
}

impl Units {
    /// Whether a unit is declared.
    pub fn knows(&self, unit: &str) -> bool {
        self.levels.contains_key(unit)
    }

    /// The units as declared.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The level of a unit, as written.
    pub fn level_of(&self, unit: &str) -> Option<&str> {
        self.levels.get(unit).map(String::as_str)
    }

    /// The levels as declared, top first.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.level_names.iter().map(String::as_str)
    }
}

/// Checks an organisation. The tree is `None` when something in it is wrong.
pub(super) fn read(folder: &str, form: &OrganisationForm, check: &mut Check<'_>) -> (Units, Option<OrgTree>) {
    let mut known = Units::default();
    let tree = check.sound(|check| tree(folder, form, &mut known, check));
    (known, tree)
}

fn tree(folder: &str, form: &OrganisationForm, known: &mut Units, check: &mut Check<'_>) -> Option<OrgTree> {
    let id = check.id(&form.id, OrganisationId::new);
    if form.id.value.0 != folder {
        let place = check.place(&form.id);
        check.say(
            Remark::new(
                &catalog::codes::NAME_DIFFERS,
                format!("organisationen har id `{}` men mappen heter `{folder}`", form.id.value.0),
            )
            .at(place, "ett annat namn än mappens")
            .help(format!("skriv `id: {folder}`, eller byt namn på mappen")),
        );
    }
    let label = check.text("label", &form.label);
    let note = check.optional("note", &form.note);
    let levels = levels(form, check);
    let units: Vec<_> = form.units.value.iter().map(|u| unit(u, form, check)).collect();
    tree::check(form, &units, check);
    *known = Units {
        names: form.units.value.iter().map(|u| u.id.value.0.clone()).collect(),
        levels: form.units.value.iter().map(|u| (u.id.value.0.clone(), u.level.value.0.clone())).collect(),
        level_names: form.levels.iter().map(|l| l.id.value.0.clone()).collect(),
    };
    Some(OrgTree {
        id: id?,
        label,
        nature: match form.nature {
            NatureForm::Real => Nature::Real,
            NatureForm::Invented => Nature::Invented,
        },
        certainty: form.certainty.into(),
        note,
        levels,
        units: tree::parents_first(units.into_iter().flatten().collect()),
    })
}

/// The remark on a folder that holds data but no `organisation.yaml`.
pub(super) fn missing(folder: &str, first_file: &str) -> Remark {
    Remark::new(&codes::NO_ORGANISATION, format!("mappen `data/{folder}` saknar `organisation.yaml`"))
        .at(Place::file(first_file), "filen hör till en organisation som inte är beskriven")
        .help(format!("lägg till `data/{folder}/organisation.yaml` med id, namn, nivåer och enheter"))
}

fn levels(form: &OrganisationForm, check: &mut Check<'_>) -> Vec<Level> {
    let mut names = Names::default();
    let mut levels = Vec::new();
    for level in &form.levels {
        names.declare(check, &level.id, "två nivåer har samma id");
        let label = check.text("label", &level.label);
        levels.extend(check.id(&level.id, LevelId::new).map(|id| Level { id, label }));
    }
    levels
}

/// One unit; `None` when something it consists of could not be read.
fn unit(unit: &UnitForm, form: &OrganisationForm, check: &mut Check<'_>) -> Option<OrgUnit> {
    let id = check.id(&unit.id, UnitId::new);
    if unit.id.value.0 == UnitId::NATION {
        check.say(nation(check.place(&unit.id)));
    }
    if !form.levels.iter().any(|l| l.id.value == unit.level.value) {
        let known = form.levels.iter().map(|l| l.id.value.0.as_str());
        let unknown =
            Unknown {
                code: &codes::UNKNOWN_LEVEL, what: "nivån", label: "ingen nivå har det id:t", heading: "nivåer"
            };
        check.unknown(unknown, &unit.level, known);
    }
    let label = check.text("label", &unit.label);
    let short = check.optional("short", &unit.short);
    let note = check.optional("note", &unit.note);
    let source = unit.source.as_ref().map(|s| check.scalar("source", s));
    let valid_from = check.optional_date(&unit.valid_from);
    let valid_to = check.optional_date(&unit.valid_to);
    Some(OrgUnit {
        id: id?,
        label,
        short,
        level: LevelId::new(&unit.level.value.0).ok()?,
        part_of: optional_id(unit.part_of.as_ref().map(|p| p.value.0.as_str()))?,
        valid_from: valid_from?,
        valid_to: valid_to?,
        successor: optional_id(unit.successor.as_ref().map(|s| s.value.0.as_str()))?,
        certainty: unit.certainty.map_or(Certainty::Stated, Into::into),
        note,
        source,
    })
}

/// The outer `None` is a text that is no id: `tree` says that no unit has it.
#[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
fn optional_id(text: Option<&str>) -> Option<Option<UnitId>> {
    text.map(|t| UnitId::new(t).ok()).map_or(Some(None), |id| id.map(Some))
}

/// The remark on `riket` declared by someone.
pub(super) fn nation(place: Place) -> Remark {
    Remark::new(&codes::NATION_DECLARED, "`riket` är reserverat för hela landet och kan inte deklareras")
        .at(place, "reserverat namn")
        .help("rikets siffror står i organisationens egna leveranser, med enheten `riket`")
}
