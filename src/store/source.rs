//! A file that is opened when it is needed, as often as needed, so that large deliveries are never held whole.

use super::journal::{Journal, Reading};
use std::fs;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Bytes that can be read from their beginning and moved about in.
pub trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// A file of the project that has been found but not read.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    size: u64,
    origin: Origin,
    journal: Arc<Journal>,
}

#[derive(Clone, Debug)]
enum Origin {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

/// What a file looked like from outside at some moment; another look tells whether it has changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    size: u64,
    modified: Option<SystemTime>,
}

impl Source {
    /// A file on disk, named by its path from the project's root.
    pub(super) fn on_disk(path: String, size: u64, at: PathBuf, journal: Arc<Journal>) -> Self {
        Self { path, size, origin: Origin::Disk(at), journal }
    }

    /// A file that exists only in memory.
    pub fn in_memory(path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { path: path.into(), size: bytes.len() as u64, origin: Origin::Memory(bytes), journal: Arc::default() }
    }

    /// Path from the project's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its size in bytes when it was found.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where it lies on disk, for readers that open files themselves; `None` in memory.
    pub fn on(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Disk(at) => Some(at),
            Origin::Memory(_) => None,
        }
    }

    /// Notes that a reader that may stop the whole process has begun with it, until the note is dropped. `None`: such a reader has
    /// stopped at it before, and it must be left alone.
    pub fn begin(&self) -> Option<Reading> {
        self.journal.begin(&self.path)
    }

    /// Opens it from the beginning.
    ///
    /// # Errors
    /// When the system cannot open it.
    pub fn open(&self) -> io::Result<Box<dyn Bytes>> {
        match &self.origin {
            Origin::Disk(at) => Ok(Box::new(fs::File::open(at)?)),
            Origin::Memory(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }

    /// What it looks like now.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn look(&self) -> io::Result<Look> {
        match &self.origin {
            Origin::Disk(at) => {
                let found = fs::metadata(at)?;
                Ok(Look { size: found.len(), modified: found.modified().ok() })
            }
            Origin::Memory(bytes) => Ok(Look { size: bytes.len() as u64, modified: None }),
        }
    }

    /// The SHA-256 of its bytes, read once more from the beginning, as 64 hexadecimal digits.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn sha256(&self) -> io::Result<String> {
        use sha2::{Digest, Sha256};
        let mut hasher = Sha256::new();
        self.pieces(|piece| hasher.update(piece))?;
        Ok(super::hex(&hasher.finalize()))
    }

    /// The BLAKE3 of its bytes, read once more from the beginning, as 64 hexadecimal digits: tells its content from any other as surely as the
    /// SHA-256 does and much sooner, but is not printed, since those who check a fingerprint have programs for SHA-256.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn blake3(&self) -> io::Result<String> {
        let mut hasher = blake3::Hasher::new();
        self.pieces(|piece| _ = hasher.update(piece))?;
        Ok(super::hex(hasher.finalize().as_bytes()))
    }

    fn pieces(&self, mut each: impl FnMut(&[u8])) -> io::Result<()> {
        let mut reader = self.open()?;
        let mut buffer = vec![0; 1 << 17];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(()),
                n => each(&buffer[..n]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_from_its_beginning_each_time_and_has_the_fingerprint_of_its_bytes() {
        let source = Source::in_memory("data/x/a.csv", *b"enhet\n");
        for _ in 0..2 {
            let mut text = String::new();
            source.open().expect("opens").read_to_string(&mut text).expect("text");
            assert_eq!(text, "enhet\n");
        }
        assert_eq!(source.sha256().expect("read"), super::super::sha256(b"enhet\n"));
        assert_eq!(source.blake3().expect("read"), blake3::hash(b"enhet\n").to_hex().as_str());
        assert_eq!(source.look().expect("a look"), source.look().expect("the same"));
    }
}
