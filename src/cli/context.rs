//! What the common options mean, once the surroundings have been looked at.

use super::args::{Common, When};
use super::progress::Progress;
use super::{Exit, Stop, Surroundings, Terminal};
use crate::catalog::Catalog;
use crate::diag::render::Colour;
use crate::diag::{Remark, has_errors};
use crate::field::period::{AsOf, Period};
use crate::run::{self, Case, Loaded, Purpose, Selection, codes};
use crate::store::{Journal, Project};
use std::path::PathBuf;
use std::sync::Arc;

/// The common options, understood.
pub(super) struct Context {
    /// The folder the program is started in.
    pub folder: PathBuf,
    /// The project's folder, when given.
    pub project: Option<PathBuf>,
    /// Which cases.
    pub selection: Selection,
    /// The date of the run.
    pub as_of: AsOf,
    /// Colours of remarks.
    pub colour: Colour,
    /// Columns of the terminal.
    pub width: usize,
    out: Option<PathBuf>,
    terminal: Terminal,
    journal: Arc<Journal>,
    program: Option<PathBuf>,
}

impl Context {
    /// Understands the common options.
    pub fn new(common: &Common, surroundings: &Surroundings) -> Result<Self, Remark> {
        if common.lang != "sv" {
            return Err(Remark::new(&codes::NO_SUCH_LANGUAGE, format!("språket `{}` finns inte", common.lang))
                .help("det som finns är `sv`"));
        }
        let as_of = match &common.as_of {
            None => surroundings.today,
            Some(text) => {
                text.parse().ok().filter(|d: &chrono::NaiveDate| d.to_string() == *text).ok_or_else(|| {
                    Remark::new(&codes::NOT_A_DATE, format!("`{text}` är inget datum"))
                        .help("skriv till exempel `--as-of 2026-11-22`")
                })?
            }
        };
        let period = common
            .period
            .as_deref()
            .map(Period::parse)
            .transpose()
            .map_err(|e| Remark::new(&codes::NOT_A_PERIOD, e.to_string()))?;
        Ok(Self {
            folder: surroundings.folder.clone(),
            project: common.project.as_ref().map(|p| surroundings.folder.join(p)),
            selection: Selection { organisation: common.organisation.clone(), audit: common.audit.clone(), period },
            as_of: AsOf(as_of),
            colour: match common.color {
                When::Always => Colour::Styled,
                When::Never => Colour::Plain,
                When::Auto => surroundings.colour,
            },
            width: surroundings.width,
            out: common.out.as_ref().map(|o| surroundings.folder.join(o)),
            terminal: surroundings.terminal,
            journal: Arc::clone(&surroundings.journal),
            program: surroundings.program.clone(),
        })
    }

    /// The project.
    pub fn find_project(&self) -> Result<Project, Stop> {
        let found = Project::find(self.project.as_deref(), &self.folder);
        let found = found.map(|project| project.with_journal(Arc::clone(&self.journal)));
        let found = found.map(|project| match &self.program {
            Some(program) => project.with_kept(program),
            None => project,
        });
        found.map_err(|r| Stop::one(r, Exit::Surroundings))
    }

    /// The folder of results.
    pub fn out(&self, project: &Project) -> Result<PathBuf, Stop> {
        self.outside_inputs(project, self.out.clone().unwrap_or_else(|| project.root().join("out")))
    }

    /// A folder to write in, which must not be one that is read from.
    pub fn outside_inputs(&self, project: &Project, out: PathBuf) -> Result<PathBuf, Stop> {
        if let Some(folder) = project.holds_inputs(&out) {
            let remark = Remark::new(&codes::OUT_INSIDE, format!("`{}` ligger i `{folder}`", out.display()))
                .help("välj en mapp utanför `controls`, `data` och `report-templates`");
            return Err(Stop::one(remark, Exit::Usage));
        }
        Ok(out)
    }

    /// The folder given with `--out`, if any.
    pub fn given_out(&self) -> Option<&std::path::Path> {
        self.out.as_deref()
    }

    /// Shows what is going on, when someone watches.
    pub fn progress(&self) -> Progress {
        Progress::new(self.terminal)
    }

    /// Reads and checks the project, saying so to someone who waits.
    pub fn load(&self, project: &Project, purpose: Purpose) -> Result<Loaded, Stop> {
        let progress = self.progress();
        progress.stage("läser katalog och leveranser");
        run::load(project, purpose).map_err(|remarks| Stop::Remarks(remarks, Default::default(), Exit::Surroundings))
    }

    /// The catalogue, or a stop with everything that is wrong with it.
    pub fn valid<'a>(&self, loaded: &'a Loaded) -> Result<&'a Catalog, Stop> {
        loaded.catalog.as_ref().ok_or_else(|| {
            debug_assert!(has_errors(&loaded.remarks), "a catalogue is withheld only because of errors");
            Stop::Remarks(loaded.remarks.clone(), loaded.sources.clone(), Exit::Remarks)
        })
    }

    /// The cases that were asked for.
    pub fn cases(&self, catalog: &Catalog) -> Result<Vec<Case>, Stop> {
        run::cases(catalog, &self.selection).map_err(|r| Stop::one(r, Exit::Usage))
    }
}
