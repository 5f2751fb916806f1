//! The binary: hands the surroundings to `granska::cli` and turns its answer into an exit code.

use granska::cli::{self, Exit, Surroundings, Terminal};
use granska::diag::render::Colour;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the front door: today is handed in as a value")]
fn main() -> ExitCode {
    let surroundings = Surroundings {
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
    };
    let exit = std::panic::catch_unwind(|| {
        let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
        let exit = cli::main(&surroundings, &mut out, &mut err);
        match out.flush() {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Exit::Surroundings,
            _ => exit,
        }
    })
    .unwrap_or_else(|_| {
        // A closed stream must not turn the report of a bug into another one.
        let _ = writeln!(
            io::stderr(),
            "fel i granska: programmet stannade oväntat. Inget har skrivits halvt. Anmäl gärna felet, med texten ovan."
        );
        Exit::Bug
    });
    ExitCode::from(exit.code())
}

/// Columns of the terminal, 100 when there is none.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(100, |(columns, _)| usize::from(columns.0).clamp(40, 200))
}
