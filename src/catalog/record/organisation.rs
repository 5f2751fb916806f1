//! `organisation.yaml`: an organisation as a tree of units.
//!
//! Checks the tree and builds it. Of audits and datasets it knows only which there are.

use super::codes;
use super::forms::organisation::{HeldAgainstForm, NatureForm, OrganisationForm, UnitForm};
use super::lookup::Unknown;
use super::{Organisation, audits, tree};
use crate::catalog;
use crate::catalog::check::Check;
use crate::catalog::controls::{Found, unknown_dataset};
use crate::catalog::names::{Names, with_names};
use crate::diag::{Place, Remark};
use crate::field::id::{AuditId, DatasetId, LevelId, OrganisationId, UnitId};
use crate::field::org::{HeldAgainst, Level, Nature, OrgTree, OrgUnit};
use crate::field::text::Certainty;
use std::collections::{BTreeMap, BTreeSet};

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

/// What an organisation is checked against.
pub(super) struct Around<'a> {
    /// The name of its folder.
    pub folder: &'a str,
    /// The audits made of it.
    pub made: BTreeSet<&'a str>,
    /// What `controls/` declares.
    pub found: &'a Found,
}

/// Checks an organisation. The tree is `None` when something in it is wrong.
pub(super) fn read(around: &Around<'_>, form: &OrganisationForm, check: &mut Check<'_>) -> (Units, Option<OrgTree>) {
    let mut known = Units::default();
    let tree = check.sound(|check| tree(around, form, &mut known, check));
    (known, tree)
}

fn tree(around: &Around<'_>, form: &OrganisationForm, known: &mut Units, check: &mut Check<'_>) -> Option<OrgTree> {
    let folder = around.folder;
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
    let units: Vec<_> = form.units.value.iter().map(|u| unit(u, form, around, check)).collect();
    tree::check(form, &units, check);
    let held_against = held_against(form, &levels, around, check);
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
        held_against,
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

/// Audits made elsewhere. One that was made here is followed up anyway, so it is told and left out.
fn held_against(
    form: &OrganisationForm,
    levels: &[Level],
    around: &Around<'_>,
    check: &mut Check<'_>,
) -> Vec<HeldAgainst> {
    let Some(list) = &form.held_against else { return Vec::new() };
    if list.value.is_empty() {
        check.empty_list("held-against", check.place(list));
    }
    let mut names = Names::default();
    let mut held = Vec::new();
    for form in &list.value {
        let (name, place) = (form.audit.value.0.as_str(), check.place(&form.audit));
        let audit = check.id(&form.audit, AuditId::new);
        let known = audits::known_audit(name, place.clone(), around.found, check.remarks());
        let period = check.bare_period(&form.period);
        let pair = format!("{name} {}", form.period.value.0);
        names.declare_name(check, &pair, place.clone(), "organisationen prövas två gånger mot samma");
        if known && around.made.contains(name) {
            let remark =
                Remark::new(&codes::MADE_HERE, format!("granskningen `{name}` är gjord i organisationen själv"))
                    .at(place, "används inte")
                    .help("ta bort raden; granskningen redovisas och följs upp ändå");
            check.say(remark);
            continue;
        }
        level_of_moments(form, levels, around.found, check);
        held.extend(audit.zip(period).map(|(audit, period)| HeldAgainst { audit, period }));
    }
    held
}

/// Moments are asked of the units on a level; without that level nobody would be asked.
fn level_of_moments(form: &HeldAgainstForm, levels: &[Level], found: &Found, check: &mut Check<'_>) {
    let audit = found.audits.values().find(|a| a.id.as_str() == form.audit.value.0 && !a.moments.is_empty());
    let Some((audit, level)) = audit.and_then(|a| Some((a, a.moments_asked_of.as_ref()?))) else { return };
    if !levels.iter().any(|l| l.id == *level) {
        let message = format!("`{}` ställer sina moment till nivån `{level}`, som organisationen inte har", audit.id);
        let remark = Remark::new(&codes::LEVEL_MISSING, message)
            .at(check.place(&form.audit), "ingen enhet skulle bli tillfrågad");
        let remark = with_names(remark, level.as_str(), levels.iter().map(|l| l.id.as_str()), "nivåer");
        check.say(remark.help("ge en nivå det id:t, eller ta bort raden"));
    }
}

/// The datasets that a unit delivers.
fn delivers(unit: &UnitForm, found: &Found, check: &mut Check<'_>) -> Vec<DatasetId> {
    let Some(list) = &unit.delivers else { return Vec::new() };
    if list.value.is_empty() {
        check.empty_list("delivers", check.place(list));
    }
    let mut names = Names::default();
    let mut delivers = Vec::new();
    for dataset in &list.value {
        names.list(check, dataset);
        if let Some(known) = &found.named_datasets {
            known.require(check, dataset, unknown_dataset(&dataset.value.0));
        }
        delivers.extend(DatasetId::new(&dataset.value.0).ok());
    }
    delivers
}

/// One unit; `None` when something it consists of could not be read.
fn unit(unit: &UnitForm, form: &OrganisationForm, around: &Around<'_>, check: &mut Check<'_>) -> Option<OrgUnit> {
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
    let delivers = delivers(unit, around.found, check);
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
        delivers,
    })
}

/// The outer `None` is a text that is no id: `tree` says that no unit has it.
#[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
fn optional_id(text: Option<&str>) -> Option<Option<UnitId>> {
    text.map(|t| UnitId::new(t).ok()).map_or(Some(None), |id| id.map(Some))
}

/// The nation as an organisation: one unit, above every region.
pub(super) fn whole_nation() -> Option<Organisation> {
    let tree = OrgTree::of_one(UnitId::NATION, "Riket", Nature::Real)?;
    Some(Organisation { tree, audits: BTreeMap::new(), register: BTreeMap::new() })
}

/// The remark on `riket` declared by someone.
pub(super) fn nation(place: Place) -> Remark {
    Remark::new(&codes::NATION_DECLARED, "`riket` är reserverat för hela landet och kan inte deklareras")
        .at(place, "reserverat namn")
        .help("rikets siffror står i `data/riket` eller i organisationens egna leveranser, med enheten `riket`")
}
