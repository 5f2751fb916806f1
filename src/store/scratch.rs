//! A folder for what is made only to be looked at; gone when nobody needs it any more.

use super::{codes, why};
use crate::diag::Remark;
use std::fs;
use std::path::Path;

/// A temporary folder.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// Makes one where the system keeps such things.
    ///
    /// # Errors
    /// A remark when there is no right or no space.
    pub fn new() -> Result<Self, Remark> {
        tempfile::tempdir().map(Self).map_err(|e| {
            let (why, help) = why(&e);
            Remark::new(&codes::UNWRITABLE, format!("en tillfällig mapp går inte att skapa: {why}")).help(help)
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes away a folder within it early, when it is large; one that lies elsewhere is left alone.
    pub fn clear(&self, folder: &Path) {
        if folder.starts_with(self.path()) && folder != self.path() {
            // What is left goes with the whole.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_within_is_taken_away() {
        let (scratch, other) = (Scratch::new().expect("made"), Scratch::new().expect("made"));
        let (inside, outside) = (scratch.path().join("a"), other.path().join("b"));
        fs::create_dir(&inside).expect("folder");
        fs::create_dir(&outside).expect("folder");
        scratch.clear(&inside);
        scratch.clear(&outside);
        scratch.clear(scratch.path());
        assert!(!inside.exists() && outside.exists() && scratch.path().exists());
        let at = scratch.path().to_owned();
        drop(scratch);
        assert!(!at.exists());
    }
}
