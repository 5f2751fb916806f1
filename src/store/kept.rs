//! What earlier runs found out about files, kept beside the results: safe to delete, never trusted without its fingerprint.
//!
//! An entry is named by all that it depends on, so that a changed byte, definition or program has another name. A damaged entry is none.

use super::Look;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// The most entries that are left when a run has ended.
const MOST: usize = 4_000;
/// How many bytes of an entry are its fingerprint.
const PRINT: usize = 64;

/// A folder of entries, for one program.
#[derive(Clone, Debug)]
pub struct Kept {
    folder: Arc<Path>,
    program: Arc<str>,
}

impl Kept {
    /// Entries in a folder, made by the program in a file; `None` when nothing can be told of it.
    pub fn of(folder: PathBuf, program: &Path) -> Option<Self> {
        let found = fs::metadata(program).ok()?;
        let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let program = format!("{} {} {}", env!("CARGO_PKG_VERSION"), found.len(), changed.as_nanos());
        Some(Self { folder: folder.into(), program: program.into() })
    }

    /// The name of an entry that depends on some things, and always on the program.
    pub fn name(&self, on: &[&str]) -> String {
        let mut all = self.program.to_string();
        for thing in on {
            all.push('\0');
            all.push_str(thing);
        }
        super::sha256(all.as_bytes())
    }

    /// What was kept under a name, whole and undamaged.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.join(name)).ok()?;
        let print = bytes.get(..PRINT)?.to_vec();
        let rest = bytes.split_off(PRINT);
        (super::sha256(&rest).as_bytes() == print).then_some(rest)
    }

    /// Keeps something under a name, readable by its owner alone. What cannot be kept is found out again next time.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix(".ny-").tempfile_in(&self.folder)?;
            file.write_all(super::sha256(bytes).as_bytes())?;
            file.write_all(bytes)?;
            // Whoever is last has the name: both hold the same.
            file.persist(self.folder.join(name)).map_err(|e| e.error)?;
            Ok(())
        };
        let _ = write();
    }

    /// Takes away entries that this run had no use of, when there are very many.
    pub fn tidy(&self, used: &[String]) {
        let Ok(found) = fs::read_dir(&self.folder) else { return };
        let names: Vec<_> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
        if names.len() <= MOST {
            return;
        }
        let is_used = |path: &PathBuf| used.iter().any(|name| path.ends_with(name));
        for path in names.iter().filter(|path| !is_used(path)) {
            let _ = fs::remove_file(path);
        }
    }
}

/// A fingerprint and what the file looked like when it was taken.
#[derive(Clone, Debug)]
pub struct Printed {
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// What the file looked like before and after.
    pub look: Look,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_whole_or_not_at_all() {
        let dir = tempfile::tempdir().expect("a folder");
        let program = dir.path().join("program");
        fs::write(&program, b"1").expect("written");
        let kept = Kept::of(dir.path().join("kept"), &program).expect("a program");
        let name = kept.name(&["a", "b"]);
        assert_eq!((kept.get(&name), kept.name(&["ab"]) == name), (None, false));
        kept.put(&name, b"something");
        assert_eq!(kept.get(&name).as_deref(), Some(&b"something"[..]));
        let at = dir.path().join("kept").join(&name);
        let mut bytes = fs::read(&at).expect("an entry");
        *bytes.last_mut().expect("a byte") ^= 1;
        fs::write(&at, &bytes).expect("written");
        assert_eq!(kept.get(&name), None, "a flipped bit");
        fs::write(&at, &bytes[..20]).expect("written");
        assert_eq!(kept.get(&name), None, "cut short");
        // Another program has other names.
        fs::write(&program, b"12").expect("written");
        let other = Kept::of(dir.path().join("kept"), &program).expect("a program");
        assert_ne!(other.name(&["a", "b"]), name);
    }
}
