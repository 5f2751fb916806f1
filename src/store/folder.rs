//! A folder that a command fills anew each time with files too large to hold: streams that get their names together, at the end.
//!
//! Writes only where nothing of anybody else's stands, and remembers what it made in a hidden file, so that a second run can replace it.

use super::{codes, why};
use crate::diag::Remark;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder of streamed results.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    mark: &'static str,
    made_before: Vec<String>,
}

/// A file that is being written, under another name until the folder is finished. Gone when dropped before that.
#[derive(Debug)]
pub struct Stream {
    name: String,
    file: BufWriter<tempfile::NamedTempFile>,
}

/// Bytes that a stream gathers before they go to the disk; some hundred streams may be open at once.
const BUFFER: usize = 64 * 1024;

impl Folder {
    /// Opens a folder that is empty, does not exist yet, or was filled under the same `mark`, the name of the hidden file.
    ///
    /// # Errors
    /// A remark when something else stands there, or the folder cannot be looked into.
    pub fn open(root: &Path, mark: &'static str) -> Result<Self, Remark> {
        let made_before = match fs::read_to_string(root.join(mark)) {
            Ok(text) => text.lines().filter(|l| is_below(l)).map(str::to_owned).collect(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let strangers = match fs::read_dir(root) {
                    Ok(mut entries) => entries.next().is_some(),
                    Err(e) if e.kind() == io::ErrorKind::NotFound => false,
                    Err(e) => return Err(unwritable(root, &e)),
                };
                if strangers {
                    return Err(Remark::new(
                        &codes::NOT_EMPTY,
                        format!(
                            "mappen `{}` är inte tom, och det som ligger där är gjort av någon annan",
                            root.display()
                        ),
                    )
                    .help("välj en tom mapp, eller en som inte finns, med `--out MAPP`"));
                }
                Vec::new()
            }
            Err(e) => return Err(unwritable(&root.join(mark), &e)),
        };
        Ok(Self { root: root.to_owned(), mark, made_before })
    }

    /// Starts a file; `name` is its path below the folder, with `/`.
    ///
    /// # Errors
    /// A remark when there is no right or no space.
    pub fn stream(&self, name: &str) -> Result<Stream, Remark> {
        let path = self.root.join(name);
        let parent = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(parent).map_err(|e| unwritable(parent, &e))?;
        // The mark comes before anything else, so that what an interrupted run leaves behind is known as ours.
        if self.made_before.is_empty() && !self.root.join(self.mark).exists() {
            fs::write(self.root.join(self.mark), "").map_err(|e| unwritable(&self.root, &e))?;
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".granska-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What is made is for reading by others; the umask still decides.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(parent).map_err(|e| unwritable(&path, &e))?;
        Ok(Stream { name: name.to_owned(), file: BufWriter::with_capacity(BUFFER, file) })
    }

    /// Gives all files their names, and takes away those that an earlier run made and this one did not.
    ///
    /// # Errors
    /// A remark; before the first rename nothing of the earlier run is touched.
    pub fn finish(self, streams: Vec<Stream>) -> Result<Vec<PathBuf>, Remark> {
        let mut whole = Vec::new();
        for stream in streams {
            let path = self.root.join(&stream.name);
            let file = stream.file.into_inner().map_err(|e| unwritable(&path, e.error()))?;
            whole.push((stream.name, path, file));
        }
        let names: BTreeSet<&str> = whole.iter().map(|(name, ..)| name.as_str()).collect();
        let old: Vec<&str> = self.made_before.iter().map(String::as_str).filter(|n| !names.contains(n)).collect();
        let all = names.iter().copied().chain(old.iter().copied()).fold(String::new(), |all, n| all + n + "\n");
        let mark = self.root.join(self.mark);
        fs::write(&mark, all).map_err(|e| unwritable(&mark, &e))?;
        for name in old {
            let path = self.root.join(name);
            match fs::remove_file(&path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(unwritable(&path, &e)),
                _ => {}
            }
        }
        let mut written = Vec::new();
        let mut made = String::new();
        for (name, path, file) in whole {
            file.persist(&path).map_err(|e| unwritable(&path, &e.error))?;
            made = made + &name + "\n";
            written.push(path);
        }
        fs::write(&mark, made).map_err(|e| unwritable(&mark, &e))?;
        Ok(written)
    }
}

impl Stream {
    /// What has been written so far, to be read from its beginning.
    ///
    /// # Errors
    /// A remark when the last bytes cannot be written or the file cannot be opened again.
    pub fn read_back(&mut self) -> Result<io::BufReader<fs::File>, Remark> {
        let fail = |e: &io::Error, name: &str| unwritable(Path::new(name), e);
        self.file.flush().map_err(|e| fail(&e, &self.name))?;
        let file = self.file.get_ref().reopen().map_err(|e| fail(&e, &self.name))?;
        Ok(io::BufReader::with_capacity(BUFFER, file))
    }

    /// Its path below the folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The remark on a write that failed.
    pub fn failed(&self, error: &io::Error) -> Remark {
        unwritable(Path::new(&self.name), error)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether a remembered path stays inside the folder.
fn is_below(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|c| matches!(c, std::path::Component::Normal(_)))
}

fn unwritable(path: &Path, error: &io::Error) -> Remark {
    let (why, help) = why(error);
    Remark::new(&codes::UNWRITABLE, format!("`{}` går inte att skriva: {why}", path.display())).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(root: &Path, files: &[(&str, &str)]) -> Result<Vec<PathBuf>, Remark> {
        let folder = Folder::open(root, ".made")?;
        let mut streams = Vec::new();
        for (name, text) in files {
            let mut stream = folder.stream(name)?;
            stream.write_all(text.as_bytes()).expect("written");
            streams.push(stream);
        }
        folder.finish(streams)
    }

    fn visible(root: &Path) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(root)
            .into_iter()
            .map(|e| e.expect("entry"))
            .filter(|e| e.file_type().is_file())
            .map(|e| e.path().strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_second_run_replaces_what_the_first_made_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("new");
        fill(&root, &[("data/a.csv", "1"), ("data/b.csv", "2")]).expect("written");
        fs::write(root.join("mine.txt"), "kept").expect("written");
        fill(&root, &[("data/a.csv", "3")]).expect("written again");
        assert_eq!(visible(&root), [".made", "data/a.csv", "mine.txt"]);
        assert_eq!(fs::read_to_string(root.join("data/a.csv")).expect("read"), "3");
    }

    #[test]
    fn a_folder_with_something_of_another_is_refused() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("x"), "").expect("written");
        assert_eq!(fill(dir.path(), &[("a", "1")]).expect_err("not ours").code.id, "G610");
        assert_eq!(visible(dir.path()), ["x"]);
    }

    #[test]
    fn a_run_that_stops_leaves_the_earlier_files_and_no_leftovers() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("new");
        fill(&root, &[("a", "1")]).expect("written");
        let folder = Folder::open(&root, ".made").expect("ours");
        let mut stream = folder.stream("a").expect("a stream");
        stream.write_all(b"half").expect("written");
        drop((stream, folder));
        assert_eq!(
            (visible(&root), fs::read_to_string(root.join("a")).expect("read")),
            (vec![".made".into(), "a".into()], "1".into())
        );
    }

    #[test]
    fn a_remembered_path_outside_the_folder_is_never_removed() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("in");
        fs::create_dir(&root).expect("folder");
        fs::write(dir.path().join("precious"), "").expect("written");
        fs::write(root.join(".made"), "../precious\n/etc/hosts\n").expect("written");
        fill(&root, &[("a", "1")]).expect("written");
        assert!(dir.path().join("precious").exists());
    }

    #[test]
    fn a_stream_can_be_read_back_while_it_is_open() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = Folder::open(&dir.path().join("new"), ".made").expect("free");
        let mut stream = folder.stream("a").expect("a stream");
        stream.write_all(b"so far").expect("written");
        let mut text = String::new();
        io::Read::read_to_string(&mut stream.read_back().expect("open"), &mut text).expect("read");
        assert_eq!(text, "so far");
    }
}
