//! What earlier runs found out about files, kept beside the results: safe to delete, never trusted without its fingerprint.
//!
//! An entry is named by all that it depends on, so that a changed byte, definition or program has another name. A damaged entry is none.

use super::Look;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The most entries, and the most bytes of them, that a run had no use of and that are left when it has ended.
const MOST: (usize, u64) = (4_000, 1 << 30);
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
        let mut file = fs::File::open(self.folder.join(name)).ok()?;
        let size = usize::try_from(file.metadata().ok()?.len()).ok()?.checked_sub(PRINT)?;
        let (mut print, mut rest) = ([0; PRINT], Vec::with_capacity(size));
        file.read_exact(&mut print).ok()?;
        file.read_to_end(&mut rest).ok()?;
        (blake3::hash(&rest).to_hex().as_bytes() == print).then_some(rest)
    }

    /// Whether something was kept under a name, perhaps damaged.
    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).is_file()
    }

    /// Keeps something, in pieces, under a name, readable by its owner alone. What cannot be kept is found out again next time.
    pub fn put(&self, name: &str, pieces: &[&[u8]]) {
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix(".ny-").tempfile_in(&self.folder)?;
            let mut hasher = blake3::Hasher::new();
            pieces.iter().for_each(|piece| _ = hasher.update(piece));
            file.write_all(hasher.finalize().to_hex().as_bytes())?;
            pieces.iter().try_for_each(|piece| file.write_all(piece))?;
            // Whoever is last has the name: both hold the same.
            file.persist(self.folder.join(name)).map_err(|e| e.error)?;
            Ok(())
        };
        let _ = write();
    }

    /// Takes away entries that this run had no use of, the oldest first, when there are very many or very large ones.
    pub fn tidy(&self, used: &[String]) {
        self.tidy_to(used, MOST);
    }

    fn tidy_to(&self, used: &[String], (most, most_bytes): (usize, u64)) {
        let Ok(found) = fs::read_dir(&self.folder) else { return };
        let used: BTreeSet<&OsStr> = used.iter().map(OsStr::new).collect();
        let unused = found.flatten().filter(|entry| !used.contains(entry.file_name().as_os_str()));
        let mut unused: Vec<(SystemTime, u64, PathBuf)> = unused
            .filter_map(|entry| {
                let about = entry.metadata().ok()?;
                Some((about.modified().ok()?, about.len(), entry.path()))
            })
            .collect();
        unused.sort_unstable();
        let mut bytes: u64 = unused.iter().map(|(_, bytes, _)| bytes).sum();
        let mut left = unused.len();
        for (_, size, path) in unused {
            if left <= most && bytes <= most_bytes {
                break;
            }
            let _ = fs::remove_file(path);
            (left, bytes) = (left - 1, bytes - size);
        }
    }
}

/// A fingerprint and what the file looked like when it was taken.
#[derive(Clone, Debug)]
pub struct Printed {
    /// BLAKE3, 64 hexadecimal digits.
    pub blake3: String,
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
        kept.put(&name, &[b"some", b"thing"]);
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

    #[test]
    fn entries_without_use_are_taken_away_when_they_are_many_or_large() {
        let dir = tempfile::tempdir().expect("a folder");
        let program = dir.path().join("program");
        fs::write(&program, b"1").expect("written");
        let kept = Kept::of(dir.path().join("kept"), &program).expect("a program");
        let names: Vec<String> = ["a", "b", "c", "d"].iter().map(|on| kept.name(&[on])).collect();
        let left = || names.iter().map(|name| kept.has(name)).collect::<Vec<_>>();
        for (name, since) in names.iter().zip(1..) {
            kept.put(name, &[&[0; 100]]);
            let file = fs::File::options().append(true).open(dir.path().join("kept").join(name)).expect("an entry");
            file.set_modified(UNIX_EPOCH + std::time::Duration::from_secs(since)).expect("a time");
        }
        let used = [names[0].clone()];
        kept.tidy_to(&used, (3, 600));
        assert_eq!(left(), [true; 4], "neither many nor large");
        kept.tidy_to(&used, (2, 600));
        assert_eq!(left(), [true, false, true, true], "the oldest of those without use");
        kept.tidy_to(&used, (2, 200));
        assert_eq!(left(), [true, false, false, true], "164 bytes each");
    }
}
