//! Files: reads a project's folders once, writes results whole or not at all.
//!
//! Never follows links out of the project and interprets nothing; what a file means is said elsewhere.

pub mod codes;

use crate::diag::{Place, Remark};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// One file as it was read.
#[derive(Clone, Debug)]
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
}

impl Project {
    /// Finds the project: the folder given, or else the nearest folder upwards from `from` that holds `controls/`.
    ///
    /// # Errors
    /// A remark when there is none.
    pub fn find(given: Option<&Path>, from: &Path) -> Result<Self, Remark> {
        if let Some(dir) = given {
            return if dir.join("controls").is_dir() {
                Ok(Self { root: dir.to_owned() })
            } else {
                Err(Remark::new(
                    &codes::NO_PROJECT,
                    format!("`{}` är inget granska-projekt: mappen `controls` saknas där", dir.display()),
                )
                .help("ange projektets mapp med `--project MAPP`: den som innehåller `controls` och `data`"))
            };
        }
        from.ancestors().find(|dir| dir.join("controls").is_dir()).map(|dir| Self { root: dir.to_owned() }).ok_or_else(
            || {
                Remark::new(
                    &codes::NO_PROJECT,
                    format!("varken `{}` eller någon mapp ovanför innehåller `controls`", from.display()),
                )
                .help("gå till projektets mapp, eller ange den med `--project MAPP`")
            },
        )
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

    /// Reads all files under a folder of the project whose names end in one of `endings`, in order of path.
    ///
    /// Hidden files and folders are left out, links are not followed. A folder that does not exist holds no files.
    ///
    /// # Errors
    /// One remark for each folder or file that cannot be read.
    pub fn read(&self, folder: &str, endings: &[&str]) -> Result<Vec<File>, Vec<Remark>> {
        let top = self.root.join(folder);
        if !top.exists() {
            return Ok(Vec::new());
        }
        let (mut files, mut remarks) = (Vec::new(), Vec::new());
        let walk = walkdir::WalkDir::new(&top)
            .follow_links(false)
            .max_depth(12)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
        for entry in walk {
            match entry {
                Err(e) => {
                    let path = e.path().map_or_else(|| folder.to_owned(), |p| self.relative(p));
                    let error = e.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
                    remarks.push(unreadable(&path, &error));
                }
                Ok(entry) if entry.file_type().is_file() => {
                    let path = self.relative(entry.path());
                    if !endings.iter().any(|e| path.ends_with(e)) {
                        continue;
                    }
                    match self.read_one(entry.path(), &path) {
                        Ok(bytes) => files.push(File { path, bytes }),
                        Err(remark) => remarks.push(remark),
                    }
                }
                Ok(_) => {}
            }
        }
        if remarks.is_empty() { Ok(files) } else { Err(remarks) }
    }

    fn read_one(&self, at: &Path, path: &str) -> Result<Vec<u8>, Remark> {
        let size = fs::metadata(at).map_err(|e| unreadable(path, &e))?.len();
        if size > MAX_BYTES {
            return Err(
                Remark::new(&codes::FILE_TOO_LARGE, format!("`{path}` är större än 1 GB")).at(Place::file(path), "")
            );
        }
        fs::read(at).map_err(|e| unreadable(path, &e))
    }

    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
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

/// Writes files into a folder, each whole or not at all: a temporary file beside its place, then a rename.
///
/// All temporary files are written before the first rename, so that a full disk leaves the earlier documents untouched. Two runs at
/// once leave whole files of one run or the other.
///
/// # Errors
/// A remark; then no new file has its name, unless the failure came between two renames.
pub fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Remark> {
    let fail = |path: &Path, e: &io::Error| {
        let (why, help) = why(e);
        Remark::new(&codes::UNWRITABLE, format!("`{}` går inte att skriva: {why}", path.display())).help(help)
    };
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|e| fail(parent, &e))?;
        if path.is_dir() {
            return Err(fail(&path, &io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".granska-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A document is for reading by others; the umask still decides.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut temporary = builder.tempfile_in(parent).map_err(|e| fail(parent, &e))?;
        temporary.write_all(bytes).and_then(|()| temporary.as_file().sync_all()).map_err(|e| fail(&path, &e))?;
        waiting.push((temporary, path));
    }
    let mut written = Vec::new();
    for (temporary, path) in waiting {
        temporary.persist(&path).map_err(|e| fail(&path, &e.error))?;
        written.push(path);
    }
    Ok(written)
}

/// The SHA-256 of bytes, as 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
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

    fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
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
    fn files_come_in_order_and_hidden_ones_and_other_endings_stay_out() {
        let (_dir, project) = project(&[
            ("controls/b.yaml", ""),
            ("controls/a/c.yaml", ""),
            ("controls/.x.yaml", ""),
            ("controls/a.txt", ""),
        ]);
        let paths: Vec<String> =
            project.read("controls", &[".yaml"]).expect("readable").into_iter().map(|f| f.path).collect();
        assert_eq!(paths, ["controls/a/c.yaml", "controls/b.yaml"]);
        assert!(project.read("data", &[".yaml"]).expect("no folder, no files").is_empty());
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
    fn a_failed_write_leaves_the_earlier_file_and_no_leftovers() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        write_all(dir.path(), &[("a.pdf".into(), b"old".to_vec())]).expect("written");
        fs::create_dir(dir.path().join("b.pdf")).expect("a folder in the way");
        let remark = write_all(dir.path(), &[("a.pdf".into(), b"new".to_vec()), ("b.pdf".into(), vec![])])
            .expect_err("in the way");
        assert_eq!(remark.code.id, "G603");
        assert_eq!(fs::read(dir.path().join("a.pdf")).expect("still there"), b"old");
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 2, "no temporary file is left");
    }

    #[test]
    fn the_fingerprint_of_several_files_sees_names_and_borders() {
        let of = |files: &[(&str, &[u8])]| sha256_of_all(files.iter().copied());
        assert_eq!(of(&[("a", b"1"), ("b", b"2")]), of(&[("b", b"2"), ("a", b"1")]));
        assert_ne!(of(&[("a", b"1"), ("b", b"2")]), of(&[("a", b"12"), ("b", b"")]));
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
