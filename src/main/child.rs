//! A second process of the same program, in which foreign files are read: what stops it does not stop the run.
//!
//! Knows nothing of files and audits. The child notes in a journal what it reads; when it dies over a file, it is started again
//! without that file.

use granska::store::Watch;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// The environment variable that names the journal; where it is set, this process is the child.
pub const JOURNAL: &str = "GRANSKA_CHILD";

/// The most memory that the child asks the system for. Runs keep under 2 GB; a file made to fill the memory ends here.
#[cfg(unix)]
const MOST_MEMORY: u64 = 8 << 30;

/// How the child reads Parquet, unless the one who started the program has chosen otherwise: piece by piece rather than mapped into memory whole, and no
/// more pieces ahead than it takes to keep it busy. A file of half a gigabyte would otherwise be counted as memory in use.
pub const FRUGAL: [(&str, &str); 2] = [("POLARS_FORCE_ASYNC", "1"), ("POLARS_ROW_GROUP_PREFETCH_SIZE", "2")];

/// How the child ended.
pub enum Ended {
    /// By itself, with this exit code.
    Code(u8),
    /// It was told to stop from outside.
    Stopped(u8),
    /// It died, and not over a file that can be left out.
    Died,
}

/// Runs the child to its end, again without the file for each file that it dies over. `settings` are added to its environment.
///
/// # Errors
/// When no journal can be made or the program cannot be started again.
pub fn watch(program: &Path, arguments: &[impl AsRef<OsStr>], settings: &[(&str, &str)]) -> io::Result<Ended> {
    let journal = Watch::new()?;
    let line = Line::default();
    let held = line.clone();
    // When this process is told to stop it lets go of the child and waits for its end, so that nothing is left behind. Without a handler
    // the child still ends by itself.
    let _ = ctrlc::set_handler(move || held.let_go());
    loop {
        let mut command = Command::new(program);
        command.args(arguments).env(JOURNAL, journal.path()).stdin(Stdio::piped());
        command.envs(settings.iter().copied());
        let mut child = command.spawn()?;
        line.hold(child.stdin.take());
        let ended = ended(child.wait()?);
        if line.is_let_go() {
            return Ok(Ended::Stopped(STOPPED));
        }
        match ended {
            Ended::Died if journal.give_up() => {}
            ended @ (Ended::Code(_) | Ended::Stopped(_) | Ended::Died) => return Ok(ended),
        }
    }
}

/// The exit code of a process that was told to stop.
const STOPPED: u8 = 130;

/// The line between the two processes: the child's standard input. Nothing is ever written to it; its end is the end of the watching one.
#[derive(Clone, Default)]
struct Line(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    /// The child's end of the line, while there is a child.
    child: Option<ChildStdin>,
    /// Whether this process was told to stop.
    is_let_go: bool,
}

impl Line {
    fn change<T>(&self, change: impl FnOnce(&mut Held) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn hold(&self, child: Option<ChildStdin>) {
        // One that was started after this process was told to stop is let go at once.
        self.change(|held| held.child = child.filter(|_| !held.is_let_go));
    }

    fn let_go(&self) {
        self.change(|held| {
            held.is_let_go = true;
            drop(held.child.take());
        });
    }

    fn is_let_go(&self) -> bool {
        self.change(|held| held.is_let_go)
    }
}

/// In the child: ends this process when the watching one is gone, also when that one was killed, and takes the journal away.
#[expect(clippy::disallowed_methods, reason = "this thread knows that nobody waits for what `main` would give back")]
pub fn end_with_the_watcher(journal: PathBuf) {
    thread::spawn(move || {
        let mut byte = [0];
        // Nothing is ever written: this waits until the other end is gone.
        while io::stdin().read(&mut byte).is_ok_and(|read| read > 0) {}
        Watch::take_away(&journal);
        std::process::exit(i32::from(STOPPED));
    });
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
