//! `granska report`: the documents of each case, and the outcome they were made from.

use super::args::{Format, Gate};
use super::context::Context;
use super::{Exit, Stop, gates, say};
use crate::diag::Remark;
use crate::diag::render::Sources;
use crate::report::{self, templates::Templates};
use crate::run::Purpose;
use crate::store::{self, File, Project};
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

/// How long the documents of one audit may take; a debug build needs ten seconds.
const LIMIT: Duration = Duration::from_secs(120);

pub(super) fn report(
    context: &Context,
    formats: &[Format],
    wanted: &[Gate],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let out_folder = context.out(&project)?;
    let loaded = context.load(&project, Purpose::Judge)?;
    let catalog = context.valid(&loaded)?;
    let (templates, mut remarks, template_sources) = templates(&project)?;
    let templates = Arc::new(templates);
    let progress = context.progress();
    let mut files = Vec::new();
    let outcomes = super::run::outcomes(context, &loaded, catalog)?;
    // A case per core at a time: fast for two, bounded for many.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for some in outcomes.chunks(cores) {
        let makings: Vec<_> = some.iter().map(|(_, outcome)| report::start(outcome, &templates)).collect();
        for ((case, outcome), making) in some.iter().zip(makings) {
            progress.stage(format!("sätter dokumenten för {}", case.folder()));
            let (documents, found) = making.within(LIMIT).map_err(|r| Stop::one(r, Exit::Remarks))?;
            remarks.extend(found);
            for format in formats {
                match format {
                    Format::Pdf => files.extend(
                        documents.iter().map(|d| (format!("{}/{}", case.folder(), d.file_name), d.bytes.clone())),
                    ),
                }
            }
            files.push((format!("{}/outcome.json", case.folder()), super::run::json(outcome)?));
        }
    }
    let mut sources = loaded.sources.clone();
    sources.extend(template_sources);
    let remarks = super::run::passed(&outcomes, remarks, &sources)?;
    progress.stage("skriver");
    let written = store::write_all(&out_folder, &files).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    drop(progress);
    say(&remarks, &sources, context.colour, err)?;
    super::run::tell(&written, &context.folder, out)?;
    Ok(gates::pass(wanted, &outcomes.iter().map(|(_, o)| o).collect::<Vec<_>>(), err)?)
}

/// The templates of a project, everything there is to remark on, and the texts that the remarks point into.
pub(super) fn templates(project: &Project) -> Result<(Templates, Vec<Remark>, Sources), Stop> {
    let found = project
        .read("report-templates", &[".typ", ".yaml", ".ttf", ".otf", ".svg", ".json"])
        .map_err(|remarks| Stop::Remarks(remarks, Default::default(), Exit::Surroundings))?;
    let files = found.files;
    if files.is_empty() {
        let remark = Remark::new(&store::codes::FOLDER_MISSING, "mappen `report-templates` är tom")
            .help("kopiera mappen från en annan kopia av granska");
        return Err(Stop::one(remark, Exit::Surroundings));
    }
    let text = |f: &File| String::from_utf8(f.bytes.clone()).ok().map(|text| (f.path.clone(), text));
    let sources =
        files.iter().filter(|f| f.path.ends_with(".typ") || f.path.ends_with(".yaml")).filter_map(text).collect();
    let (templates, mut remarks) = Templates::read(files.into_iter().map(|f| (f.path, f.bytes)).collect());
    remarks.extend(found.remarks);
    Ok((templates, remarks, sources))
}
