//! The chain: read, check, measure, assess, follow up. Each step is a function with a plain result.
//!
//! Renders nothing and writes nothing: `report` and `stored` render the [`Outcome`] that comes out here.

mod behind;
pub mod codes;
mod delivered;
mod kept;
mod measured;
#[cfg(test)]
mod tests;
mod tried;
mod unread;

pub use behind::{Behind, behind};
pub use delivered::{due_periods, received};
pub use measured::{Counted, Organised, figures};
pub use tried::{Tried, examples};

use crate::catalog::{self, Catalog, SourceText};
use crate::dataset::{self, Deliveries, Fingerprints, Keep, Known};
use crate::diag::render::Sources;
use crate::diag::{self, Place, Remark, nearest};
use crate::field::assessment::{CellOutcome, MomentResult};
use crate::field::audit::Audit;
use crate::field::dataset::printed_tools;
use crate::field::established::Established;
use crate::field::id::{AuditId, OrganisationId};
use crate::field::measure::Measure;
use crate::field::observation::{Delivery, Figure, RecordFile};
use crate::field::org::OrgTree;
use crate::field::outcome::{Made, Outcome};
use crate::field::period::{AsOf, Period};
use crate::field::report_text::Block;
use crate::store::{self, Found, Project};
use crate::{assess, follow_up, placed, received};
use kept::KeptAnswers;
use measured::Questions;
use std::collections::{BTreeMap, BTreeSet};

/// Everything a project holds, read and checked, nothing judged.
pub struct Loaded {
    /// The catalogue; `None` when it has errors.
    pub catalog: Option<Catalog>,
    /// Deliveries by organisation; empty when the catalogue has errors.
    pub deliveries: BTreeMap<OrganisationId, Deliveries>,
    /// What measures counted in the files in use, by organisation; nothing unless the project is read to judge.
    pub counted: BTreeMap<OrganisationId, Vec<Counted>>,
    /// The texts that remarks point into.
    pub sources: Sources,
    /// Everything there is to remark on.
    pub remarks: Vec<Remark>,
    /// SHA-256 over all files of `controls/`.
    pub catalogue_sha256: String,
    /// The YAML files of `data/` with their fingerprints, in order of path.
    pub records: Vec<RecordFile>,
}

/// What a project is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// For the catalogue and the register alone: no delivery is read.
    Catalogue,
    /// To say what is wrong with it: deliveries are not fingerprinted, and every fault in them is told with its place.
    Check,
    /// To make and read forms: as to check, and what forms ask for is kept.
    Forms,
    /// To judge and print: every file that a figure may come from is fingerprinted.
    Judge,
}

/// The datasets that forms ask for.
pub const FORMS: [&str; 3] = ["moment", "produktionsplan", "kapacitet"];

/// Reads and checks a project.
///
/// # Errors
/// Remarks about the surroundings: a folder that is missing, a file that cannot be read.
pub fn load(project: &Project, purpose: Purpose) -> Result<Loaded, Vec<Remark>> {
    const YAML: &[&str] = &[".yaml", ".yml"];
    let (in_controls, in_data) = both(project.read("controls", YAML), project.read("data", YAML)).map_err(nameless)?;
    let listed = project.list("data", dataset::ENDINGS).map_err(nameless)?;
    let mut remarks: Vec<Remark> =
        nameless(in_controls.remarks.into_iter().chain(in_data.remarks).chain(listed.remarks).collect());
    let (sources, mut controls) = (listed.sources, in_controls.files);
    let (mut others, mut yaml) = ([in_controls.others, in_data.others].concat(), in_data.files);
    // A file under the name of a person is not read at all: its path would be printed in many places.
    let unread = others.iter().map(String::as_str).filter(|path| !spoken_for(path));
    let named = controls.iter().chain(&yaml).map(|f| f.path.as_str()).chain(unread);
    let named: BTreeSet<&str> = named.filter(|path| dataset::names_a_person(path)).collect();
    remarks.extend(dataset::personal_names(named.into_iter()));
    controls.retain(|f| !dataset::names_a_person(&f.path));
    yaml.retain(|f| !dataset::names_a_person(&f.path));
    others.retain(|path| !dataset::names_a_person(path));
    if controls.is_empty() {
        return Err(vec![
            Remark::new(&store::codes::FOLDER_MISSING, "mappen `controls` innehåller ingen katalog")
                .at(Place::file("controls"), "")
                .help("kontrollera `--project`, eller börja på en egen granskning med `granska new`"),
        ]);
    }
    let catalogue_sha256 = store::sha256_of_all(controls.iter().map(|f| (f.path.as_str(), f.bytes.as_slice())));
    let records: Vec<RecordFile> =
        yaml.iter().map(|f| RecordFile { file: f.path.clone(), sha256: store::sha256(&f.bytes) }).collect();
    let (mut texts, mut personal) = (Vec::new(), Vec::new());
    for file in controls.iter().chain(&yaml) {
        match placed::text(&file.path, &file.bytes) {
            Ok(text) => {
                let found = person_numbers(&file.path, text);
                if !found.is_empty() {
                    personal.push(file.path.clone());
                    remarks.extend(found);
                }
                texts.push(SourceText::new(&file.path, text));
            }
            Err(remark) => {
                remarks.push(remark);
                texts.push(SourceText::unreadable(&file.path));
            }
        }
    }
    let paths = sources.iter().map(store::Source::path);
    let tables: Vec<&str> = paths.filter(|p| dataset::may_be_delivery(p) && !dataset::names_a_person(p)).collect();
    let (mut catalog, found) = catalog::read(&texts, &tables);
    remarks.extend(found);
    let (mut deliveries, mut counted) = (BTreeMap::new(), BTreeMap::new());
    if let Some(catalog) = &catalog {
        let known = Known {
            moments: catalog.controls.audits.values().flat_map(|a| &a.moments).map(|m| m.id.clone()).collect(),
        };
        let questions = match purpose {
            Purpose::Judge => Questions::of(&catalog.controls.measures),
            Purpose::Catalogue | Purpose::Check | Purpose::Forms => Questions::default(),
        };
        let in_forms = catalog.controls.datasets.iter().map(|c| c.id.clone());
        let in_forms = in_forms.filter(|id| purpose == Purpose::Forms && FORMS.contains(&id.as_str()));
        let keep = Keep {
            // Only what is asked for is held; everything else is checked, counted and let go.
            tables: in_forms.collect(),
            columns: questions.columns(),
            fingerprints: match purpose {
                Purpose::Judge => Fingerprints::Taken,
                Purpose::Catalogue | Purpose::Check | Purpose::Forms => Fingerprints::Left,
            },
        };
        for (id, organisation) in catalog.organisations.iter().filter(|_| purpose != Purpose::Catalogue) {
            let asked = dataset::Asked {
                organisation: id,
                tree: &organisation.tree,
                contracts: &catalog.controls.datasets,
                known: &known,
                keep: &keep,
            };
            let answers = project.kept().filter(|_| purpose == Purpose::Judge).map(|kept| {
                let folder = format!("data/{id}/");
                let own: Vec<&store::Source> = sources.iter().filter(|s| s.path().starts_with(&folder)).collect();
                KeptAnswers::new(kept, &asked, &questions, &own)
            });
            let remembers = answers.as_ref().map(|answers| answers as &dyn dataset::Remember<_>);
            let fold = |id: &_| questions.fold(id);
            let (delivered, watched, found) = dataset::read_watched(&asked, &sources, &fold, remembers);
            answers.into_iter().for_each(KeptAnswers::end);
            remarks.extend(found);
            counted.insert(id.clone(), questions.answers(watched, &delivered.files));
            deliveries.insert(id.clone(), delivered);
        }
    }
    let others: Vec<String> = others.into_iter().filter(|path| !spoken_for(path)).collect();
    remarks.extend(unread::others(&others, catalog.as_ref().map_or(&[][..], |c| &c.controls.datasets)));
    diag::sort(&mut remarks);
    if diag::has_errors(&remarks) {
        catalog = None;
    }
    // A line that holds a personal number is never shown, not even under another remark.
    let shown = texts.into_iter().filter(|t| !personal.contains(&t.path));
    let sources = shown.filter_map(SourceText::into_text).collect();
    Ok(Loaded { catalog, deliveries, counted, sources, remarks, catalogue_sha256, records })
}

/// All deliveries of a project, unread.
fn files_of(project: &Project) -> Result<Vec<store::Source>, Vec<Remark>> {
    Ok(project.list("data", dataset::ENDINGS).map_err(nameless)?.sources)
}

/// Whether a file has the ending of a delivery and lies in the folder of an organisation: it is read, told to belong to no dataset, or left
/// until the catalogue is mended.
fn spoken_for(path: &str) -> bool {
    dataset::may_be_delivery(path) && path.strip_prefix("data/").is_some_and(|below| below.contains('/'))
}

/// Remarks on files and folders, without the names that look like a person's.
fn nameless(remarks: Vec<Remark>) -> Vec<Remark> {
    let named = |r: &Remark| {
        dataset::names_a_person(&r.message) || r.labels.iter().any(|l| dataset::names_a_person(&l.place.file))
    };
    let hidden = |r: Remark| {
        let what = format!("{}; namnet ser ut att innehålla ett personnummer och visas inte", r.code.title);
        Remark::new(r.code, what).help("byt namn, och kontrollera om filen redan har spridits")
    };
    remarks.into_iter().map(|r| if named(&r) { hidden(r) } else { r }).collect()
}

/// Remarks on the lines of a text that seem to hold a personal identity number; the number itself is not repeated.
fn person_numbers(path: &str, text: &str) -> Vec<Remark> {
    let lines = text.lines().zip(1..).filter(|(line, _)| dataset::holds_person_number(line));
    lines
        .map(|(_, number)| {
            Remark::new(&codes::PERSON_NUMBER, "raden ser ut att innehålla ett personnummer")
                .at(Place::line(path, number), "")
                .help("ta bort numret; ansvariga anges som funktioner, aldrig som personer")
        })
        .collect()
}

/// Both, or everything that stands in the way of either.
fn both(a: Result<Found, Vec<Remark>>, b: Result<Found, Vec<Remark>>) -> Result<(Found, Found), Vec<Remark>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => Err([a.err(), b.err()].into_iter().flatten().flatten().collect()),
    }
}

/// What was asked for on the command line.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only this organisation.
    pub organisation: Option<String>,
    /// Only this audit.
    pub audit: Option<String>,
    /// This period instead of the audit's own.
    pub period: Option<Period>,
}

/// One audit held against one organisation for one period.
#[derive(Clone, Debug)]
pub struct Case {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The audit.
    pub audit: AuditId,
    /// The period.
    pub period: Period,
}

impl Case {
    /// The folder of its results below `out/`.
    pub fn folder(&self) -> String {
        format!("{}/{}/{}", self.organisation, self.audit, self.period)
    }
}

/// The cases that a selection means: each audit made of each organisation or that it holds itself against, or the one pair that is named.
///
/// # Errors
/// A remark when a name is unknown or nothing is left.
pub fn cases(catalog: &Catalog, selection: &Selection) -> Result<Vec<Case>, Remark> {
    let organisation = selection.organisation.as_deref().map(|name| organisation(catalog, name)).transpose()?;
    let audit = selection.audit.as_deref().map(|name| audit(catalog, name)).transpose()?;
    let case = |o: &OrganisationId, a: &Audit, own: Period| Case {
        organisation: o.clone(),
        audit: a.id.clone(),
        period: selection.period.unwrap_or(own),
    };
    if let (Some(o), Some(a)) = (&organisation, audit) {
        let held = &catalog.organisations[o];
        let against = held.tree.held_against.iter().find(|h| h.audit == a.id).map(|h| h.period);
        let own = held.audits.get(&a.id).map(|e| e.period.is).or(against).unwrap_or(a.year.is);
        return Ok(vec![case(o, a, own)]);
    }
    let mut cases = Vec::new();
    for (o, held) in &catalog.organisations {
        if organisation.as_ref().is_some_and(|wanted| wanted != o) {
            continue;
        }
        let made = held.audits.iter().map(|(id, established)| (id, established.period.is));
        let against = held.tree.held_against.iter().filter(|h| !held.audits.contains_key(&h.audit));
        for (id, own) in made.chain(against.map(|h| (&h.audit, h.period))) {
            if let Some(a) = catalog.controls.audits.get(id).filter(|a| audit.is_none_or(|wanted| wanted.id == a.id)) {
                cases.push(case(o, a, own));
            }
        }
    }
    if cases.is_empty() {
        return Err(Remark::new(&codes::NOTHING_SELECTED, "det finns ingen granskning att bedöma med de valen")
            .help("ange både `--organisation` och `--audit` för att pröva en organisation mot en granskning som aldrig gjorts där"));
    }
    Ok(cases)
}

/// The organisations that a selection means.
///
/// # Errors
/// A remark when the name is unknown.
pub fn organisations(catalog: &Catalog, selection: &Selection) -> Result<Vec<OrganisationId>, Remark> {
    match &selection.organisation {
        Some(name) => Ok(vec![organisation(catalog, name)?]),
        None => Ok(catalog.organisations.keys().cloned().collect()),
    }
}

fn organisation(catalog: &Catalog, name: &str) -> Result<OrganisationId, Remark> {
    let found = catalog.organisations.keys().find(|o| o.as_str() == name).cloned();
    found.ok_or_else(|| {
        let remark = Remark::new(&codes::NO_SUCH_ORGANISATION, format!("organisationen `{name}` finns inte"));
        suggest(remark, name, catalog.organisations.keys().map(OrganisationId::as_str))
    })
}

fn audit<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Audit, Remark> {
    let found = catalog.controls.audits.values().find(|a| a.id.as_str() == name);
    found.ok_or_else(|| {
        let remark = Remark::new(&codes::NO_SUCH_AUDIT, format!("granskningen `{name}` finns inte"));
        suggest(remark, name, catalog.controls.audits.keys().map(AuditId::as_str))
    })
}

/// Adds the nearest known name, or all of them, as help.
pub fn suggest<'a>(remark: Remark, name: &str, known: impl Iterator<Item = &'a str>) -> Remark {
    let known: Vec<&str> = known.collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => remark.help(format!("menades `{near}`?")),
        None => remark
            .help(format!("det som finns: {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", "))),
    }
}

/// Measures, assesses and follows up one case.
///
/// # Errors
/// A remark when the organisation lacks the level that the audit's moments are asked of.
pub fn outcome(loaded: &Loaded, catalog: &Catalog, case: &Case, as_of: AsOf) -> Result<Outcome, Remark> {
    let organisation = &catalog.organisations[&case.organisation];
    let audit = &catalog.controls.audits[&case.audit];
    let tree = &organisation.tree;
    let wording = &catalog.controls.wording;
    if let Some(level) = audit
        .moments_asked_of
        .as_ref()
        .filter(|l| !audit.moments.is_empty() && !tree.levels.iter().any(|x| x.id == **l))
    {
        return Err(suggest(
            Remark::new(
                &codes::LEVEL_MISSING,
                format!("{} har ingen nivå `{level}`, som {} frågar momenten av", tree.label, audit.id),
            ),
            level.as_str(),
            tree.levels.iter().map(|l| l.id.as_str()),
        ));
    }
    let made = Made::of(organisation.audits.get(&case.audit).cloned(), case.period);
    let empty = Deliveries::default();
    let delivered = loaded.deliveries.get(&case.organisation).unwrap_or(&empty);

    let asked = assess::asked(audit, tree, case.period);
    let rows = assess::in_period(&delivered.registers.moments, case.period);
    let assessed = assess::assess(&assess::Input {
        audit,
        tree,
        asked: asked.clone(),
        rows: &rows,
        scale: audit.moment_scale.as_ref().and_then(|id| wording.scales.get(id)),
        established: made.here(),
    });
    let improvements = made.whenever().map_or(&[][..], |e| &e.observations.improvements);
    let entries = organisation.register.get(&case.audit).map_or(&[][..], Vec::as_slice);
    let mut remarks: Vec<Remark> =
        loaded.remarks.iter().filter(|r| concerns(r, catalog, &case.organisation)).cloned().collect();
    remarks.extend(assessed.remarks);
    let received = received(loaded, catalog, &case.organisation, case.period, as_of);
    let lacking = received::lacking(&catalog.controls.measures, &delivered.files);
    let (found, uncounted) = figures(loaded, catalog, &case.organisation, &[case.period], (as_of, Organised::AsItWas));
    remarks.extend(uncounted);
    let measures: Vec<Measure> = found.iter().map(|(measure, ..)| measure.clone()).collect();
    let figures: Vec<Figure> = found.into_iter().flat_map(|(.., figures)| figures).collect();
    diag::sort(&mut remarks);

    let deliveries = deliveries(delivered, tree, made.here(), &assessed.moments, &figures);
    let follow_up = follow_up::follow_up(&audit.recommendations, improvements, entries, as_of);
    Ok(Outcome {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        catalogue_sha256: loaded.catalogue_sha256.clone(),
        as_of,
        period: case.period,
        organisation: tree.clone(),
        audit: audit.clone(),
        model: audit.model.as_ref().and_then(|id| catalog.controls.models.get(id)).cloned(),
        wording: wording.clone(),
        made,
        asked,
        moments: assessed.moments,
        questions: assessed.questions,
        measures,
        figures,
        tools: delivered.registers.tools.clone(),
        steering: delivered.registers.steering.clone(),
        follow_up,
        deliveries,
        received,
        quarantined: delivered.quarantined.clone(),
        lacking,
        records: records(loaded, case),
        remarks,
    })
}

/// Whether a remark concerns an organisation: all do but those on the folders of others.
fn concerns(remark: &Remark, catalog: &Catalog, organisation: &OrganisationId) -> bool {
    let file = remark.labels.first().map_or("", |l| l.place.file.as_str());
    let folder = file.strip_prefix("data/").and_then(|path| path.split('/').next());
    !catalog.organisations.keys().any(|other| other != organisation && folder == Some(other.as_str()))
}

/// The files of the record that concern a case.
fn records(loaded: &Loaded, case: &Case) -> Vec<RecordFile> {
    let organisation = format!("data/{}/", case.organisation);
    let audit = format!("audits/{}/", case.audit);
    let concerns = |path: &str| {
        path.strip_prefix(&organisation).is_some_and(|p| p.starts_with(&audit) || !p.starts_with("audits/"))
    };
    loaded.records.iter().filter(|f| concerns(&f.file)).cloned().collect()
}

/// The deliveries of an organisation with the rows that this run used: those that an answer or a figure rests on, and those printed.
fn deliveries(
    delivered: &Deliveries,
    tree: &OrgTree,
    established: Option<&Established>,
    moments: &[MomentResult],
    figures: &[Figure],
) -> Vec<Delivery> {
    let registers = &delivered.registers;
    let mut used = measured::rows_used(figures, tree);
    let answered = |m: &&MomentResult| matches!(m.outcome, CellOutcome::Answered(_));
    let rows = moments.iter().filter(answered).filter_map(|m| m.row.as_ref()).map(|r| &r.place);
    // The register of tools is printed where the auditors' text has it; steering documents are printed in every report.
    let prints_tools = established.is_some_and(|e| e.sections.iter().any(|s| s.blocks.contains(&Block::Tools)));
    let tools = if prints_tools { printed_tools(&registers.tools, &tree.top().id) } else { Vec::new() };
    for place in rows.chain(tools.iter().map(|r| &r.place)).chain(registers.steering.iter().map(|r| &r.place)) {
        used.entry(place.file.clone()).or_default().0.insert(place.line);
    }
    let count = |d: &Delivery| used.get(&d.file).map_or(0, |(lines, rows)| (lines.len() as u64).max(*rows));
    delivered.files.iter().map(|d| Delivery { rows_used: count(d), ..d.clone() }).collect()
}
