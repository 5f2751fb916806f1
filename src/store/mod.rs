//! Files: reads a project's folders once, writes results whole or not at all.
//!
//! Follows no link inside those folders and interprets nothing; what a file means is said elsewhere.

pub mod codes;
mod folder;
mod given;
mod journal;
mod kept;
mod read;
mod scratch;
mod source;
mod write;

pub use folder::{Folder, Stream};
pub use given::given;
pub use journal::{Journal, Reading, Watch};
pub use kept::{Kept, Printed};
pub use read::{Found, Listed};
pub use scratch::Scratch;
pub use source::{Bytes, Look, Source};
pub use write::write_all;

use crate::diag::{Place, Remark};
use sha2::{Digest, Sha256};
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The largest file that is read into memory.
pub const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// A project: the folder that holds `controls/`, `data/` and `report-templates/`.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    journal: Arc<Journal>,
    kept: Option<Kept>,
}

impl Project {
    /// Finds the project: the folder given, or else the nearest folder upwards from `from` that holds `controls/`.
    ///
    /// # Errors
    /// A remark when there is none.
    pub fn find(given: Option<&Path>, from: &Path) -> Result<Self, Remark> {
        if let Some(dir) = given {
            return match fs::metadata(dir.join("controls")) {
                Ok(found) if found.is_dir() => Ok(Self::at(dir)),
                // What may not be looked at may be there all the same.
                Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Err(unreadable("controls", &e)),
                Ok(_) | Err(_) => Err(Remark::new(
                    &codes::NO_PROJECT,
                    format!("`{}` är inget granska-projekt: mappen `controls` saknas där", dir.display()),
                )
                .help("ange projektets mapp med `--project MAPP`: den som innehåller `controls` och `data`")),
            };
        }
        from.ancestors().find(|dir| dir.join("controls").is_dir()).map(Self::at).ok_or_else(|| {
            Remark::new(
                &codes::NO_PROJECT,
                format!("varken `{}` eller någon mapp ovanför innehåller `controls`", from.display()),
            )
            .help("gå till projektets mapp, eller ange den med `--project MAPP`")
        })
    }

    fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), journal: Arc::default(), kept: None }
    }

    /// The same project, with a journal of the foreign files that are read in it.
    #[must_use]
    pub fn with_journal(self, journal: Arc<Journal>) -> Self {
        Self { journal, ..self }
    }

    /// The same project, where what is found out about files is kept for the next run of the same program.
    #[must_use]
    pub fn with_kept(self, program: &Path) -> Self {
        let kept = Kept::of(self.root.join("out/.kept"), program);
        Self { kept, ..self }
    }

    /// What earlier runs have kept, if anything may be.
    pub fn kept(&self) -> Option<&Kept> {
        self.kept.as_ref()
    }

    /// The folder of inputs that a path lies in, if any; links are resolved as far as the path exists.
    pub fn holds_inputs(&self, path: &Path) -> Option<&'static str> {
        let known = path.ancestors().find_map(|p| fs::canonicalize(p).ok().map(|real| (p.components().count(), real)));
        let (depth, mut real) = known?;
        real.extend(path.components().skip(depth));
        ["controls", "data", "report-templates"]
            .into_iter()
            .find(|folder| fs::canonicalize(self.root.join(folder)).is_ok_and(|inputs| real.starts_with(inputs)))
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

fn unreadable(path: &str, error: &io::Error) -> Remark {
    let (why, help) = why(error);
    Remark::new(&codes::UNREADABLE, format!("`{path}` går inte att läsa: {why}")).at(Place::file(path), "").help(help)
}

/// The reason of a failure in Swedish, and what to do.
#[expect(clippy::wildcard_enum_match_arm, reason = "the system knows many faults; people can act on these")]
fn why(error: &io::Error) -> (&'static str, &'static str) {
    match error.kind() {
        io::ErrorKind::NotFound => ("finns inte", "kontrollera namnet och att filen inte har flyttats"),
        io::ErrorKind::PermissionDenied => {
            ("rättighet saknas", "be den som äger mappen om rätt att läsa och skriva där")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("disken är full", "frigör utrymme och kör igen; inget halvskrivet har lämnats kvar")
        }
        io::ErrorKind::ReadOnlyFilesystem => ("filsystemet är skrivskyddat", "välj en annan mapp med `--out MAPP`"),
        io::ErrorKind::IsADirectory => ("är en mapp, inte en fil", "ta bort eller byt namn på mappen"),
        io::ErrorKind::InvalidFilename => ("namnet är för långt eller otillåtet", "välj ett kortare namn"),
        io::ErrorKind::AlreadyExists => {
            ("det finns redan något annat där", "ta bort eller byt namn på det som ligger där")
        }
        io::ErrorKind::NotADirectory => {
            ("en del av sökvägen är en fil, inte en mapp", "ta bort eller byt namn på filen, eller välj en annan mapp")
        }
        _ => ("systemet svarade med ett fel", "kontrollera att disken fungerar och kör igen"),
    }
}

/// The SHA-256 of bytes, as 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of a value as this program holds it: another where any part of it is another. Other programs and machines may hold it otherwise.
pub fn sha256_of_value(value: &impl Hash) -> String {
    let mut parts = Parts(Sha256::new());
    value.hash(&mut parts);
    hex(&parts.0.finalize())
}

/// Takes the parts of a value.
struct Parts(Sha256);

impl Hasher for Parts {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        // Only the whole is asked for.
        0
    }
}

/// One SHA-256 over several files: names and contents, in order of path.
pub fn sha256_of_all<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    let mut hasher = Sha256::new();
    for (path, bytes) in files {
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut out, b| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
            fs::write(path, text).expect("file");
        }
        let project = Project::find(Some(dir.path()), Path::new("/")).expect("a project");
        (dir, project)
    }

    #[test]
    fn the_project_is_found_from_a_folder_inside_it() {
        let (dir, _) = project(&[("controls/a.yaml", ""), ("data/x/a.csv", "")]);
        let found = Project::find(None, &dir.path().join("data/x")).expect("found upwards");
        assert_eq!(found.root(), dir.path());
        assert_eq!(
            Project::find(Some(&dir.path().join("data")), dir.path()).expect_err("no controls there").code.id,
            "G600"
        );
    }

    #[test]
    fn the_fingerprint_of_several_files_sees_names_and_borders() {
        let of = |files: &[(&str, &[u8])]| sha256_of_all(files.iter().copied());
        assert_eq!(of(&[("a", b"1"), ("b", b"2")]), of(&[("b", b"2"), ("a", b"1")]));
        assert_ne!(of(&[("a", b"1"), ("b", b"2")]), of(&[("a", b"12"), ("b", b"")]));
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
