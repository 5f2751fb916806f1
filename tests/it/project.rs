//! A project in a temporary folder, and granska run on it without a process.

use granska::cli::{self, Exit, Surroundings, Terminal};
use granska::diag::render::Colour;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a project that a test may spoil.
pub struct Copy {
    dir: tempfile::TempDir,
}

/// What one command answered.
pub struct Answer {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

impl Copy {
    /// The third audit, which no shipped file knows of, with the shipped templates.
    pub fn of_third() -> Self {
        let copy = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        copy_folder(&root().join("tests/third"), copy.path());
        copy_folder(&root().join("report-templates"), &copy.path().join("report-templates"));
        copy
    }

    /// The shipped project without Region Exempel: the two audits and what they state.
    pub fn of_real() -> Self {
        let copy = Self::of_shipped();
        for folder in ["data/exempel", "data/riket"] {
            fs::remove_dir_all(copy.path().join(folder)).expect("a shipped folder");
        }
        copy
    }

    /// The shipped project.
    pub fn of_shipped() -> Self {
        let copy = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        for folder in ["controls", "data", "report-templates"] {
            copy_folder(&root().join(folder), &copy.path().join(folder));
        }
        copy
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, bytes).expect("written");
    }

    /// Replaces a text that stands exactly once in a file.
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.write(path, text.replace(old, new));
    }

    /// Runs a command line in the folder, as of 30 June 2026.
    pub fn granska(&self, arguments: &[&str]) -> Answer {
        granska_in(self.path(), arguments)
    }
}

/// Runs a command line in a folder, as of 30 June 2026.
pub fn granska_in(folder: &Path, arguments: &[&str]) -> Answer {
    granska_by(None, folder, arguments)
}

/// The same as a program in a file, which keeps what it finds out for the next run.
pub fn granska_by(program: Option<&Path>, folder: &Path, arguments: &[&str]) -> Answer {
    let surroundings = Surroundings {
        arguments: std::iter::once("granska").chain(arguments.iter().copied()).map(Into::into).collect(),
        folder: folder.to_owned(),
        today: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a date"),
        width: 100,
        colour: Colour::Plain,
        terminal: Terminal::Unwatched,
        journal: std::sync::Arc::default(),
        program: program.map(Path::to_owned),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = cli::main(&surroundings, &mut out, &mut err);
    Answer { exit, out: String::from_utf8(out).expect("UTF-8"), err: String::from_utf8(err).expect("UTF-8") }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folder");
    for entry in fs::read_dir(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())) {
        let entry = entry.expect("entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("type").is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
