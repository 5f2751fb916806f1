//! `granska new`: the skeleton of an audit, written where nothing stands yet.

use super::context::Context;
use super::{Exit, Stop};
use crate::catalog::{self, Controls, SourceText};
use crate::desk::new::{Ground, Holder, Tree, audit_id, codes, skeleton};
use crate::diag::{Place, Remark};
use crate::field::id::{OrganisationId, UnitId};
use crate::run::Loaded;
use crate::run::Purpose;
use crate::store;
use chrono::Datelike;
use std::io::Write;

pub(super) fn new(context: &Context, id: &str, out: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let audit = audit_id(id).map_err(|r| Stop::one(r, Exit::Usage))?;
    let loaded = context.load(&project, Purpose::Catalogue)?;
    let catalog = context.valid(&loaded)?;
    let holder = match &context.selection.organisation {
        None => None,
        Some(name) => {
            let id = OrganisationId::new(name)
                .map_err(|e| Stop::one(Remark::new(&codes::NOT_AN_ID, e.to_string()), Exit::Usage))?;
            if id.as_str() == UnitId::NATION {
                let remark = Remark::new(&codes::RESERVED, "`riket` är reserverat för nationen")
                    .help("välj ett annat id för organisationen");
                return Err(Stop::one(remark, Exit::Usage));
            }
            let tree = if catalog.organisations.contains_key(&id) { Tree::Known } else { Tree::New };
            Some(Holder { id, tree })
        }
    };
    let level = holder.as_ref().and_then(|h| catalog.organisations.get(&h.id)).and_then(|o| o.tree.levels.last());
    let (templates, _, _) = super::report::templates(&project)?;
    let ground =
        ground(&catalog.controls, level.map_or("division", |l| l.id.as_str()), &templates, context.as_of.0.year())
            .ok_or_else(|| {
                let remark = Remark::new(&codes::NOT_AN_ID, "katalogen har ingen skala eller modell att bygga på")
                    .at(Place::file("controls"), "")
                    .help("lägg till minst en skala i `controls/scales.yaml` och en modell i `controls/models`");
                Stop::one(remark, Exit::Remarks)
            })?;
    let files = skeleton(&audit, &ground, holder.as_ref()).map_err(|r| Stop::one(r, Exit::Bug))?;
    if let Some((path, _)) = files.iter().find(|(path, _)| project.root().join(path).exists()) {
        let remark = Remark::new(&codes::EXISTS, format!("`{path}` finns redan"))
            .at(Place::file(path.clone()), "")
            .help("välj ett annat id");
        return Err(Stop::one(remark, Exit::Usage));
    }
    checked(&loaded, &files)?;
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let written = store::write_all(project.root(), &files).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    super::run::tell(&written, &context.folder, out)?;
    writeln!(out, "Skriv om texterna, kör sedan `granska check` och `granska report --audit {audit}`.")?;
    Ok(Exit::Done)
}

/// Reads the project as it would be with the skeleton in it, and refuses when that is not free from remarks.
fn checked(loaded: &Loaded, files: &[(String, String)]) -> Result<(), Stop> {
    let known = loaded.sources.iter().filter(|(path, _)| path.ends_with(".yaml"));
    let texts: Vec<SourceText> = known
        .chain(files.iter().map(|(path, text)| (path, text)))
        .map(|(path, text)| SourceText::new(path, text))
        .collect();
    let (_, found) = catalog::read(&texts, &[]);
    let new: Vec<Remark> = found
        .into_iter()
        .filter(|r| r.labels.first().is_some_and(|l| files.iter().any(|(path, _)| *path == l.place.file)))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut remarks = vec![Remark::new(&codes::NOT_CLEAN, "skelettet skulle inte bli felfritt och har inte skrivits")];
    remarks.extend(new);
    Err(Stop::Remarks(remarks, texts.into_iter().filter_map(SourceText::into_text).collect(), Exit::Usage))
}

/// The first scales, model and reports of the project.
fn ground(
    controls: &Controls,
    level: &str,
    templates: &crate::report::templates::Templates,
    year: i32,
) -> Option<Ground> {
    let audit = controls.audits.values().find(|a| !a.questions.is_empty());
    let first = || controls.wording.scales.keys().next();
    let question_scale = audit.and_then(|a| a.question_scale.as_ref()).or_else(first)?;
    let moment_scale = audit.and_then(|a| a.moment_scale.as_ref()).or_else(first)?;
    let model = controls.models.values().next()?;
    let documents: Vec<String> = match audit {
        Some(audit) => audit.documents.iter().map(ToString::to_string).collect(),
        None => templates.reports().map(|r| r.id.to_string()).collect(),
    };
    Some(Ground {
        question_scale: question_scale.to_string(),
        moment_scale: moment_scale.to_string(),
        model: model.id.to_string(),
        step: model.steps.first()?.id.to_string(),
        word: controls.wording.scales.get(question_scale)?.words.last()?.0.clone(),
        documents,
        level: level.to_owned(),
        year,
    })
}
