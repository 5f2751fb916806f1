//! Notes which foreign file is being read, so that the process that watches this one knows which file made it stop.
//!
//! Judges nothing: who starts a process again, and how often, is decided at the front door. Where no journal is kept, notes go nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Before a path in the journal's file: this file is being read.
const READING: char = '>';
/// Before a path in the journal's file: this file has stopped a reader before.
const GAVE_UP: char = '-';

/// What is being read now, and what is not to be read again.
#[derive(Debug, Default)]
pub struct Journal {
    at: Option<PathBuf>,
    gave_up: BTreeSet<String>,
    reading: Mutex<BTreeSet<String>>,
}

impl Journal {
    /// The journal in a file that a watching process has made.
    pub fn kept_in(at: PathBuf) -> Self {
        let gave_up = entries(&at).into_iter().filter(|(mark, _)| *mark == GAVE_UP).map(|(_, path)| path).collect();
        Self { at: Some(at), gave_up, reading: Mutex::default() }
    }

    /// Notes that a file is being read, until the note is dropped. `None`: the file has stopped a reader before.
    pub(super) fn begin(self: &Arc<Self>, path: &str) -> Option<Reading> {
        if self.gave_up.contains(path) {
            return None;
        }
        self.change(|reading| {
            reading.insert(path.to_owned());
        });
        Some(Reading { journal: Arc::clone(self), path: path.to_owned() })
    }

    fn change(&self, change: impl FnOnce(&mut BTreeSet<String>)) {
        let Some(at) = &self.at else { return };
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut reading);
        // A note that cannot be written is missed only if the reader also stops; then the fault is told as one of the program.
        let _ = write(at, &self.gave_up, &reading);
    }
}

/// A file is being read for as long as this lives.
#[derive(Debug)]
pub struct Reading {
    journal: Arc<Journal>,
    path: String,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.journal.change(|reading| {
            reading.remove(&self.path);
        });
    }
}

/// The watching process's side of a journal: a file of its own that is gone when this is.
#[derive(Debug)]
pub struct Watch {
    file: tempfile::NamedTempFile,
}

impl Watch {
    /// Takes away a journal whose watching process is gone.
    pub fn take_away(journal: &Path) {
        // Nobody is left to tell.
        let _ = fs::remove_file(journal);
    }

    /// An empty journal in the folder of temporary files.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::Builder::new().prefix("granska-").tempfile()? })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// After the reading process has died: gives up the files it was reading and says whether there were any that were not
    /// given up before.
    pub fn give_up(&self) -> bool {
        let found = entries(self.path());
        let of = |wanted: char| found.iter().filter(move |(mark, _)| *mark == wanted).map(|(_, path)| path.clone());
        let mut gave_up: BTreeSet<String> = of(GAVE_UP).collect();
        let before = gave_up.len();
        gave_up.extend(of(READING));
        gave_up.len() > before && write(self.path(), &gave_up, &BTreeSet::new()).is_ok()
    }
}

/// Names may hold any character but NUL, so NUL ends them.
fn entries(at: &Path) -> Vec<(char, String)> {
    let text = fs::read_to_string(at).unwrap_or_default();
    let parts = text.split('\0').filter_map(|entry| {
        let mark = entry.chars().next()?;
        Some((mark, entry[mark.len_utf8()..].to_owned()))
    });
    parts.collect()
}

fn write(at: &Path, gave_up: &BTreeSet<String>, reading: &BTreeSet<String>) -> io::Result<()> {
    let mut text = String::new();
    for (mark, paths) in [(GAVE_UP, gave_up), (READING, reading)] {
        for path in paths {
            text.push(mark);
            text.push_str(path);
            text.push('\0');
        }
    }
    fs::write(at, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_being_read_when_the_reader_died_is_not_read_again() {
        let watch = Watch::new().expect("a journal");
        let first = Arc::new(Journal::kept_in(watch.path().to_owned()));
        drop(first.begin("data/x/good.xlsx").expect("may be read"));
        std::mem::forget(first.begin("data/x/bad\nname.xlsx").expect("may be read"));
        assert!(watch.give_up(), "one file more is given up");
        let second = Arc::new(Journal::kept_in(watch.path().to_owned()));
        assert!(second.begin("data/x/bad\nname.xlsx").is_none());
        drop(second.begin("data/x/good.xlsx").expect("may be read"));
        assert!(!watch.give_up(), "nothing was being read");
        assert!(Arc::new(Journal::kept_in(watch.path().to_owned())).begin("data/x/bad\nname.xlsx").is_none());
    }

    #[test]
    fn without_a_journal_everything_is_read() {
        assert!(Arc::new(Journal::default()).begin("data/x/a.xlsx").is_some());
    }
}
