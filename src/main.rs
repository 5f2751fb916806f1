//! The binary: hands the surroundings to `granska::cli` and turns its answer into an exit code.
//!
//! Where foreign files are to be read it does so in a child of its own, see `child`.

#[path = "main/child.rs"]
mod child;

use child::Ended;
use granska::cli::{self, Exit, Surroundings, Terminal};
use granska::dataset;
use granska::diag::render::Colour;
use granska::store::Journal;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::process::ExitCode;
use std::sync::Arc;

#[expect(clippy::disallowed_methods, reason = "the front door: today and the environment are handed in as values")]
fn main() -> ExitCode {
    let journal = std::env::var_os(child::JOURNAL);
    let mut surroundings = Surroundings {
        arguments: std::env::args_os().collect(),
        folder: std::env::current_dir().unwrap_or_default(),
        today: chrono::Local::now().date_naive(),
        width: terminal_width(),
        colour: match anstream::AutoStream::choice(&io::stderr()) {
            anstream::ColorChoice::Auto | anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => {
                Colour::Styled
            }
            anstream::ColorChoice::Never => Colour::Plain,
        },
        terminal: if io::stderr().is_terminal() { Terminal::Watched } else { Terminal::Unwatched },
        journal: Arc::default(),
        program: std::env::current_exe().ok(),
    };
    if let Some(at) = journal {
        child::bound_memory();
        child::end_with_the_watcher(at.clone().into());
        surroundings.journal = Arc::new(Journal::kept_in(at.into()));
    } else if cli::reads_foreign_files(&surroundings)
        && let Ok(program) = std::env::current_exe()
    {
        let settings: Vec<_> = child::FRUGAL.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
        match child::watch(&program, surroundings.arguments.get(1..).unwrap_or_default(), &settings) {
            Ok(Ended::Code(code) | Ended::Stopped(code)) => return ExitCode::from(code),
            Ok(Ended::Died) => return bug(),
            // Without a child the files are read here: most are what they should be.
            Err(_) => {}
        }
    }
    run(&surroundings)
}

fn run(surroundings: &Surroundings) -> ExitCode {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        // What a reader of foreign bytes says when it panics may quote cells.
        if !dataset::reads_foreign_bytes() {
            told(panicked);
        }
    }));
    let exit = panic::catch_unwind(|| {
        // Not locked: the spinner writes to the same stream from a thread of its own, and would be waited for in vain.
        let (out, mut err) = (io::stdout(), io::stderr());
        // In a terminal line by line, so that it stands where it belongs among remarks; elsewhere in large pieces.
        let mut out: Box<dyn Write> =
            if out.is_terminal() { Box::new(out.lock()) } else { Box::new(io::BufWriter::new(out.lock())) };
        let exit = cli::main(surroundings, &mut out, &mut err);
        match out.flush() {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Exit::Surroundings,
            _ => exit,
        }
    });
    exit.map_or_else(|_| bug(), |exit| ExitCode::from(exit.code()))
}

fn bug() -> ExitCode {
    // A closed stream must not turn the report of a bug into another one.
    let _ = writeln!(
        io::stderr(),
        "fel i granska: programmet stannade oväntat. Inget har skrivits halvt. Anmäl gärna felet, med texten ovan."
    );
    ExitCode::from(Exit::Bug.code())
}

/// Columns of the terminal, 100 when there is none.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(100, |(columns, _)| usize::from(columns.0).clamp(40, 200))
}
