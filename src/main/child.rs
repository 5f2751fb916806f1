//! A second process of the same program, in which foreign files are read: what stops it does not stop the run.
//!
//! Knows nothing of files and audits. The child notes in a journal what it reads; when it dies over a file, it is started again
//! without that file.

use granska::store::Watch;
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// The environment variable that names the journal; where it is set, this process is the child.
pub const JOURNAL: &str = "GRANSKA_CHILD";

/// The most memory that the child asks the system for. Runs keep under 2 GB; a file made to fill the memory ends here.
#[cfg(unix)]
const MOST_MEMORY: u64 = 8 << 30;

/// How the child ended.
pub enum Ended {
    /// By itself, with this exit code.
    Code(u8),
    /// It was told to stop from outside.
    Stopped(u8),
    /// It died, and not over a file that can be left out.
    Died,
}

/// Runs the child to its end, again without the file for each file that it dies over.
///
/// # Errors
/// When no journal can be made or the program cannot be started again.
pub fn watch(program: &Path, arguments: &[impl AsRef<OsStr>]) -> io::Result<Ended> {
    let journal = Watch::new()?;
    loop {
        let status = Command::new(program).args(arguments).env(JOURNAL, journal.path()).status()?;
        match ended(status) {
            Ended::Died if journal.give_up() => {}
            ended @ (Ended::Code(_) | Ended::Stopped(_) | Ended::Died) => return Ok(ended),
        }
    }
}

#[cfg(unix)]
fn ended(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt;
    /// Signals by which people and systems ask a program to stop.
    const ASKED_TO_STOP: [i32; 4] = [1, 2, 3, 15];
    match (status.code().map(u8::try_from), status.signal()) {
        (Some(Ok(code)), _) => Ended::Code(code),
        (_, Some(signal)) if ASKED_TO_STOP.contains(&signal) => {
            Ended::Stopped(128 + u8::try_from(signal).unwrap_or_default())
        }
        (_, _) => Ended::Died,
    }
}

#[cfg(not(unix))]
fn ended(status: ExitStatus) -> Ended {
    // A process that is ended by the system has a code far outside those of ours.
    match status.code().map(u8::try_from) {
        Some(Ok(code)) => Ended::Code(code),
        Some(Err(_)) | None => Ended::Died,
    }
}

/// Bounds the memory of this process, where the system can.
#[cfg(unix)]
pub fn bound_memory() {
    use rlimit::{Resource, getrlimit, setrlimit};
    // Address space would count every file that is mapped and every thread's reserve; data counts what is asked for and writable.
    if let Ok((_, hard)) = getrlimit(Resource::DATA) {
        // Without a bound the system's own remains.
        let _ = setrlimit(Resource::DATA, MOST_MEMORY.min(hard), hard);
    }
}

/// Bounds the memory of this process, where the system can.
#[cfg(not(unix))]
pub fn bound_memory() {}
