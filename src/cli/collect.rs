//! `granska collect`: reads filled-in forms, says what they change, and keeps the answers as text.

use super::context::Context;
use super::form::{Held, ask, of};
use super::{Exit, Stop, say};
use crate::dataset;
use crate::desk::forms::model::{Facts, Kind};
use crate::desk::forms::{self, Change, Collected, Known, Returned, codes};
use crate::diag::{self, Place, Remark, Severity};
use crate::run::Purpose;
use crate::store;
use crate::words;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The answers are kept.
    Kept,
    /// Only shown.
    Shown,
}

impl Writing {
    pub fn of(dry_run: bool) -> Self {
        if dry_run { Self::Shown } else { Self::Kept }
    }
}

pub(super) fn collect(
    context: &Context,
    files: &[PathBuf],
    writing: Writing,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let (mut remarks, mut forms_in) = (Vec::new(), Vec::new());
    for file in files {
        let named = words::one_line(&file.display().to_string());
        if dataset::names_a_person(&named) {
            let what = "ett av formulären har ett namn som ser ut att innehålla ett personnummer, och det läses inte";
            remarks.push(Remark::new(&codes::PERSON_NUMBER, what).help("byt namn på filen; namnet visas inte"));
            continue;
        }
        let bytes = store::given(&context.folder.join(file), &named, forms::MAX_BYTES);
        match bytes.map_err(|r| vec![r]).and_then(|bytes| forms::returned(&named, &bytes)) {
            Ok(form) => forms_in.push(form),
            Err(found) => remarks.extend(found),
        }
    }
    let (forms_in, found) = once_each(forms_in);
    remarks.extend(found);
    for came in &forms_in {
        // What the form before this one wrote is read too.
        let loaded = context.load(&project, Purpose::Forms)?;
        let catalog = context.valid(&loaded)?;
        let facts = Facts {
            catalogue: loaded.catalogue_sha256.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made: context.as_of.0,
            ..came.hidden.facts.clone()
        };
        writeln!(out, "{}: {}, formulär {}", came.path, of(&facts, catalog), came.hidden.id)?;
        let held = Held::read(&project, &loaded, &catalog.controls.datasets, &facts.organisation)?;
        let ask = match ask(catalog, facts, &held.delivered) {
            Ok(ask) => ask,
            Err(remark) => {
                remarks.push(remark.at(Place::file(came.path.as_str()), ""));
                writeln!(out, "  Inget har sparats.")?;
                continue;
            }
        };
        let texts = loaded.sources.iter().filter(|(path, _)| path.ends_with(".yaml") || path.ends_with(".yml"));
        let texts: BTreeMap<String, String> = texts.map(|(path, text)| (path.clone(), text.clone())).collect();
        let in_project = forms::Project { texts: &texts, paths: &held.paths, own: &held.own };
        let done = forms::collect(&ask, came, &in_project);
        tell(&done, writing, out)?;
        if writing == Writing::Kept && !done.files.is_empty() {
            let written =
                store::write_all(project.root(), &done.files).map_err(|r| Stop::one(r, Exit::Surroundings))?;
            super::run::tell(&written, &context.folder, out)?;
        }
        remarks.extend(done.remarks);
    }
    diag::sort(&mut remarks);
    say(&remarks, &Default::default(), context.colour, err)?;
    let faulty = remarks.iter().any(|r| r.severity() == Severity::Error);
    Ok(if faulty { Exit::Remarks } else { Exit::Done })
}

/// Each form once: one that was given twice with the same answers is read once, with other answers not at all.
fn once_each(all: Vec<Returned>) -> (Vec<Returned>, Vec<Remark>) {
    let mut by_id: BTreeMap<String, Vec<Returned>> = BTreeMap::new();
    let mut order = Vec::new();
    for form in all {
        let id = form.hidden.id.clone();
        if !order.contains(&id) {
            order.push(id.clone());
        }
        by_id.entry(id).or_default().push(form);
    }
    let (mut kept, mut remarks) = (Vec::new(), Vec::new());
    for mut same in order.iter().filter_map(|id| by_id.remove(id)) {
        let names = words::list(same.iter().map(|f| format!("`{}`", f.path)));
        let alike = same.iter().all(|f| forms::alike(f, &same[0]));
        if same.len() > 1 {
            let (code, message, help) = if alike {
                (&codes::TWICE, format!("{names} är samma formulär med samma svar"), "det räcker att ange en av dem")
            } else {
                let message = format!("{names} är samma formulär med olika svar");
                (&codes::TWO_ANSWERS, message, "läs bara in den fil som gäller; ingen av dem har sparats")
            };
            let places = same.iter().fold(Remark::new(code, message), |r, f| r.at(Place::file(f.path.as_str()), ""));
            remarks.push(places.help(help));
        }
        if alike {
            same.truncate(1);
            kept.extend(same);
        }
    }
    (kept, remarks)
}

/// Says what a form changes: each cell that was there before, and what is new in short.
fn tell(done: &Collected, writing: Writing, out: &mut dyn Write) -> io::Result<()> {
    if done.remarks.iter().any(|r| r.severity() == Severity::Error) {
        return writeln!(out, "  Inget har sparats: formuläret har fel.");
    }
    if done.changes.is_empty() {
        return writeln!(out, "  Inget har ändrats sedan förra gången.");
    }
    for kind in Kind::ALL {
        let of_kind: Vec<&Change> = done.changes.iter().filter(|c| c.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        writeln!(out, "  {}", kind.sheet())?;
        let in_short = matches!(kind, Kind::Plan | Kind::Capacity);
        let (new, rest): (Vec<&Change>, Vec<&Change>) =
            of_kind.into_iter().partition(|c| in_short && c.known == Known::New);
        new_rows(&new, out)?;
        let mut row = 0;
        for change in rest {
            if change.row != row {
                writeln!(out, "    rad {}, {}", change.row, change.about)?;
                row = change.row;
            }
            writeln!(out, "      {}: {} → {}", change.column, change.from, change.to)?;
        }
    }
    for (file, copy) in &done.kept {
        writeln!(out, "  Den tidigare {file} finns kvar som {copy}.")?;
    }
    match writing {
        Writing::Kept => Ok(()),
        Writing::Shown => {
            let names = words::list(done.files.iter().map(|(path, _)| path.as_str()));
            writeln!(out, "  Inget har sparats. Utan --dry-run skrivs {names}.")
        }
    }
}

/// New weeks of plans and capacity, gathered by unit and group: `nytt för Kirurgi, höft: 53 veckor (2026-W01 till 2026-W53)`.
fn new_rows(new: &[&Change], out: &mut dyn Write) -> io::Result<()> {
    let mut gathered: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for change in new {
        if let Some((group, week)) = change.about.rsplit_once(", ") {
            let weeks = gathered.entry(group).or_default();
            if weeks.last().is_none_or(|(row, _)| *row != change.row) {
                weeks.push((change.row, week));
            }
        }
    }
    for (group, weeks) in gathered {
        let (Some((first_row, first)), Some((last_row, last))) = (weeks.first(), weeks.last()) else { continue };
        let count = words::counted(weeks.len() as u64, "vecka", "veckor");
        if weeks.len() == 1 {
            writeln!(out, "    rad {first_row}, nytt för {group}: {first}")?;
        } else {
            writeln!(out, "    rad {first_row}–{last_row}, nytt för {group}: {count}, {first} till {last}")?;
        }
    }
    Ok(())
}
