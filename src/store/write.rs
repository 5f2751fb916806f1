//! Writing: a set of files, each whole or not at all, the set of one run.
//!
//! Deletes nothing: a document of an earlier run that this one does not make stays where it is.

use super::{codes, why};
use crate::diag::Remark;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes files into a folder, each whole or not at all: a temporary file beside its place, then a rename.
///
/// All temporary files are written before the first rename, so that a full disk leaves the earlier documents untouched. Of two runs at
/// once one renames all its files before the other renames any, so that two sets of the same names never mix.
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
        let linked = path.ancestors().skip(1).take_while(|above| *above != folder).find(|above| above.is_symlink());
        if let Some(linked) = linked.filter(|_| path.starts_with(folder)) {
            let what = format!("`{}` går inte att skriva: mappen `{}` är en länk", path.display(), linked.display());
            return Err(
                Remark::new(&codes::UNWRITABLE, what).help("länkar följs inte vid läsning; lägg en riktig mapp där")
            );
        }
        if path.is_symlink() {
            // What the link points at would stay, but nobody would find it by this name again.
            let what = format!("`{}` går inte att skriva: där ligger en länk", path.display());
            return Err(Remark::new(&codes::UNWRITABLE, what).help("ta bort länken, eller lägg filen själv där"));
        }
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
    let _turn = turn(folder);
    let mut written = Vec::new();
    for (temporary, path) in waiting {
        temporary.persist(&path).map_err(|e| fail(&path, &e.error))?;
        written.push(path);
    }
    Ok(written)
}

/// Waits for the turn to rename: a lock on the folder itself, so that nothing is left behind. The system lets go of it when the run ends.
///
/// `None` where folders cannot be locked, as on Windows and some file servers: each file is whole there too.
fn turn(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_replaced() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("elsewhere"), "kept").expect("written");
        std::os::unix::fs::symlink("elsewhere", dir.path().join("a.csv")).expect("a link");
        let remark = write_all(dir.path(), &[("a.csv".into(), b"new".to_vec())]).expect_err("a link");
        assert_eq!(remark.code.id, "G603");
        assert_eq!(fs::read_to_string(dir.path().join("a.csv")).expect("still a link"), "kept");
        fs::create_dir(dir.path().join("there")).expect("a folder");
        std::os::unix::fs::symlink("there", dir.path().join("here")).expect("a link");
        let remark = write_all(dir.path(), &[("here/b.csv".into(), b"new".to_vec())]).expect_err("behind a link");
        assert_eq!((remark.code.id, fs::read_dir(dir.path().join("there")).expect("listed").count()), ("G603", 0));
    }

    #[cfg(unix)]
    #[test]
    fn of_two_runs_at_once_all_files_are_one_runs() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let names: Vec<String> = (0..8).map(|i| format!("{}/{i}.json", i % 2)).collect();
        let set = |run: &str| names.iter().map(|n| (n.clone(), run.as_bytes().to_vec())).collect::<Vec<_>>();
        for round in 0..50 {
            std::thread::scope(|threads| {
                for run in ["a", "b"] {
                    let files = set(run);
                    threads.spawn(|| write_all(dir.path(), &{ files }).expect("written"));
                }
            });
            let read = |n: &String| fs::read(dir.path().join(n)).expect("there");
            let first = read(&names[0]);
            assert!(names.iter().all(|n| read(n) == first), "round {round}: two runs are mixed");
        }
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 2, "nothing is left behind");
    }
}
