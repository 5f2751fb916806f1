//! `granska report`: the documents of each case, and the outcome they were made from.

use super::args::{Format, Gate};
use super::context::Context;
use super::{Exit, Stop, gates, say};
use crate::diag::render::Sources;
use crate::diag::{self, Remark};
use crate::report::{self, templates::Templates};
use crate::store::{self, File, Project};
use std::io::Write;

pub(super) fn report(
    context: &Context,
    formats: &[Format],
    wanted: &[Gate],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let out_folder = context.out(&project)?;
    let progress = context.progress();
    progress.stage("läser katalog, leveranser och mallar");
    let loaded = context.load(&project)?;
    let catalog = context.valid(&loaded)?;
    let (templates, mut remarks, template_sources) = templates(&project)?;
    let mut files = Vec::new();
    let outcomes = super::run::outcomes(context, &loaded, catalog)?;
    for (case, outcome) in &outcomes {
        remarks.extend(outcome.remarks.iter().cloned());
        for format in formats {
            match format {
                Format::Pdf => {
                    progress.stage(format!("sätter dokumenten för {}", case.folder()));
                    let (documents, found) = report::documents(outcome, &templates);
                    remarks.extend(found);
                    files
                        .extend(documents.into_iter().map(|d| (format!("{}/{}", case.folder(), d.file_name), d.bytes)));
                }
            }
        }
        files.push((format!("{}/outcome.json", case.folder()), super::run::json(outcome)?));
    }
    diag::sort(&mut remarks);
    let mut sources = loaded.sources.clone();
    sources.extend(template_sources);
    if diag::has_errors(&remarks) {
        return Err(Stop::Remarks(remarks, sources, Exit::Remarks));
    }
    progress.stage("skriver");
    let written = store::write_all(&out_folder, &files).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    drop(progress);
    say(&remarks, &sources, context.colour, err)?;
    super::run::tell(&written, &context.folder, out)?;
    Ok(gates::pass(wanted, &outcomes.iter().map(|(_, o)| o).collect::<Vec<_>>(), err)?)
}

/// The templates of a project, everything there is to remark on, and the texts that the remarks point into.
pub(super) fn templates(project: &Project) -> Result<(Templates, Vec<Remark>, Sources), Stop> {
    let files = project
        .read("report-templates", &[".typ", ".yaml", ".ttf", ".otf", ".svg", ".json"])
        .map_err(|remarks| Stop::Remarks(remarks, Default::default(), Exit::Surroundings))?;
    if files.is_empty() {
        let remark = Remark::new(&store::codes::FOLDER_MISSING, "mappen `report-templates` saknas eller är tom")
            .help("kopiera mappen från en annan kopia av granska");
        return Err(Stop::one(remark, Exit::Surroundings));
    }
    let text = |f: &File| String::from_utf8(f.bytes.clone()).ok().map(|text| (f.path.clone(), text));
    let sources =
        files.iter().filter(|f| f.path.ends_with(".typ") || f.path.ends_with(".yaml")).filter_map(text).collect();
    let (templates, remarks) = Templates::read(files.into_iter().map(|f| (f.path, f.bytes)).collect());
    Ok((templates, remarks, sources))
}
