//! The front door: arguments, the clock, printing. One file per command.
//!
//! Decides nothing about audits; each command calls the rooms below and says what they found. The only room that reads the clock.

mod args;
mod arithmetic;
mod check;
mod collect;
mod completions;
mod context;
mod contract;
mod deliveries;
mod explain;
mod figures;
mod form;
mod gates;
mod list;
mod marked;
mod new;
mod progress;
mod report;
mod rows;
mod run;
mod schema;
mod score;
mod simulate;
mod status;
mod table;
mod test;
mod usage;

use crate::dataset;
use crate::diag::render::{Colour, Sources, text};
use crate::diag::{Remark, Severity};
use crate::store::{Journal, Project};
use clap::Parser;
use context::Context;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// What the program is told by its surroundings; tests make it up.
pub struct Surroundings {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The folder the program is started in.
    pub folder: PathBuf,
    /// Today's date.
    pub today: chrono::NaiveDate,
    /// Columns of the terminal.
    pub width: usize,
    /// What `--color auto` means here.
    pub colour: Colour,
    /// Whether people read standard error on a terminal.
    pub terminal: Terminal,
    /// Where it is noted which foreign file is being read.
    pub journal: Arc<Journal>,
    /// The program itself; without it nothing is kept from run to run.
    pub program: Option<PathBuf>,
}

/// Whether standard error is a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// People look at it as it is written.
    Watched,
    /// A file, a pipe or a log.
    Unwatched,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is done.
    Done,
    /// Remarks of error level in catalogue, record or templates; nothing was written.
    Remarks,
    /// The command line was wrong.
    Usage,
    /// A gate asked for with `--fail-on` was not met, an example came out otherwise than expected, or a score was not full; everything was
    /// written.
    Gate,
    /// A folder or file was missing or unreadable, no space, no right.
    Surroundings,
    /// A fault in granska itself.
    Bug,
}

impl Exit {
    /// The process's exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Remarks => 1,
            Self::Usage => 2,
            Self::Gate => 3,
            Self::Surroundings => 4,
            Self::Bug => 70,
        }
    }
}

/// Why a command stopped.
pub(crate) enum Stop {
    /// Remarks, and how to end.
    Remarks(Vec<Remark>, Sources, Exit),
    /// Writing to standard output failed.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Stop {
    fn one(remark: Remark, exit: Exit) -> Self {
        Self::Remarks(vec![remark], Sources::new(), exit)
    }
}

/// Whether the command line makes files be read that may stop the whole process, so that it is best run where that does no harm.
pub fn reads_foreign_files(surroundings: &Surroundings) -> bool {
    let Ok(cli) = args::Cli::try_parse_from(&surroundings.arguments) else { return false };
    let reads_deliveries = match cli.command {
        args::Command::Check { .. }
        | args::Command::Run { .. }
        | args::Command::Report { .. }
        | args::Command::Explain { .. }
        | args::Command::Figures(..)
        | args::Command::List { .. }
        | args::Command::Deliveries { .. }
        | args::Command::Form { .. }
        | args::Command::Collect { .. }
        | args::Command::Status { .. } => true,
        args::Command::Schema { .. }
        | args::Command::New { .. }
        | args::Command::Test
        | args::Command::Simulate(..)
        | args::Command::Completions { .. } => false,
    };
    let Some(project) = Context::new(&cli.common, surroundings).ok().and_then(|c| c.find_project().ok()) else {
        return false;
    };
    let holds = |project: Project| {
        project.list("data", &[]).is_ok_and(|l| l.sources.iter().any(|s| dataset::is_foreign(s.path())))
    };
    reads_deliveries && holds(project)
}

/// Runs one command line.
pub fn main(surroundings: &Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let cli = match args::Cli::try_parse_from(&surroundings.arguments) {
        Ok(cli) => cli,
        Err(error) => return before(&error, out, err),
    };
    let context = match Context::new(&cli.common, surroundings) {
        Ok(context) => context,
        Err(remark) => {
            // The streams may be gone already; there is nobody left to tell.
            let _ = err.write_all(text(&remark, &Sources::new(), Colour::Plain).as_bytes());
            return Exit::Usage;
        }
    };
    let result = match &cli.command {
        args::Command::Check { output, marked } => check::check(&context, *output, marked.as_deref(), out, err),
        args::Command::Run { fail_on } => run::run(&context, fail_on, out, err),
        args::Command::Report { format, fail_on } => report::report(&context, format, fail_on, out, err),
        args::Command::Explain { id, unit, rows } => {
            explain::explain(&context, id, (unit.as_deref(), rows.as_deref()), out)
        }
        args::Command::Test => test::test(&context, out),
        args::Command::Figures(asked) => figures::figures(&context, asked, out),
        args::Command::List { what, output } => list::list(&context, *what, *output, out),
        args::Command::Status { id, output } => status::status(&context, id.as_deref(), *output, out, err),
        args::Command::Deliveries { output, fail_on } => deliveries::deliveries(&context, *output, fail_on, out, err),
        args::Command::Schema { name, write } => {
            schema::schema(&context, name.as_deref(), schema::Destination::of(*write), out)
        }
        args::Command::Form { division } => form::form(&context, division, out, err),
        args::Command::Collect { files, dry_run } => {
            collect::collect(&context, files, collect::Writing::of(*dry_run), out, err)
        }
        args::Command::New { audit_id } => new::new(&context, audit_id, out),
        args::Command::Simulate(asked) => simulate::simulate(&context, asked, out),
        args::Command::Completions { shell } => completions::completions(*shell, out),
    };
    match result {
        Ok(exit) => exit,
        Err(Stop::Remarks(remarks, sources, exit)) => {
            let _ = say(&remarks, &sources, context.colour, err);
            exit
        }
        // A reader that closes the pipe early (`granska list | head`) has got what it wanted.
        Err(Stop::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(Stop::Output(_)) => {
            let _ = writeln!(err, "fel: det går inte att skriva till standard ut");
            Exit::Surroundings
        }
    }
}

/// Help, version, or a command line that cannot be understood.
#[expect(clippy::wildcard_enum_match_arm, reason = "clap may add kinds; any other is a fault of usage")]
fn before(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    use clap::error::ErrorKind;
    let (stream, exit): (&mut dyn Write, Exit) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (out, Exit::Done),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (err, Exit::Usage),
        _ => {
            let _ = err.write_all(usage::text(error).as_bytes());
            return Exit::Usage;
        }
    };
    let _ = write!(stream, "{}", error.render());
    exit
}

/// Writes remarks, and a last line that counts them.
fn say(remarks: &[Remark], sources: &Sources, colour: Colour, err: &mut dyn Write) -> io::Result<()> {
    for remark in remarks {
        writeln!(err, "{}", text(remark, sources, colour))?;
    }
    if remarks.len() > 1 {
        writeln!(err, "{}", count(remarks))?;
    }
    Ok(())
}

/// "2 fel och 1 varning"; `granska explain KOD` is named when there is something to explain.
fn count(remarks: &[Remark]) -> String {
    let of = |s: Severity| remarks.iter().filter(|r| r.severity() == s).count();
    let mut parts = Vec::new();
    for (n, one, many) in [
        (of(Severity::Error), "fel", "fel"),
        (of(Severity::Warning), "varning", "varningar"),
        (of(Severity::Note), "upplysning", "upplysningar"),
    ] {
        if n > 0 {
            parts.push(crate::words::counted(n as u64, one, many));
        }
    }
    match remarks.first() {
        Some(first) => format!("{}; `granska explain {}` förklarar en kod", crate::words::list(&parts), first.code.id),
        None => "inga påpekanden".to_owned(),
    }
}

/// All codes of remarks, from every room that has any.
pub fn codes() -> Vec<&'static crate::diag::Code> {
    let mut all: Vec<&'static crate::diag::Code> = Vec::new();
    all.extend(crate::placed::codes::CODES);
    all.extend(crate::catalog::codes::codes());
    all.extend(dataset::codes::CODES);
    all.extend(crate::measure::codes::CODES);
    all.extend(crate::assess::codes::CODES);
    all.extend(crate::report::codes::CODES);
    all.extend(crate::store::codes::CODES);
    all.extend(crate::run::codes::CODES);
    all.extend(crate::desk::new::codes::CODES);
    all.extend(crate::desk::forms::codes::CODES);
    all.extend(crate::desk::simulate::codes::CODES);
    all.extend(crate::desk::score::codes::CODES);
    all
}

/// All manuals: measure kinds, then roll-ups.
pub fn manuals() -> Vec<&'static crate::field::manual::Manual> {
    crate::measure::manual::MANUALS.iter().chain(crate::assess::manual::MANUALS).collect()
}

/// All schemas, by file name without ending.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    let mut all = crate::catalog::schemas();
    all.extend(crate::report::templates::schemas());
    all.extend(crate::stored::schemas());
    all.sort_by_key(|(name, _)| *name);
    all
}
