//! A file that a person names on the command line: read whole, anywhere on disk, never larger than asked for.
//!
//! Interprets nothing.

use super::{codes, unreadable};
use crate::diag::{Place, Remark};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file of at most so many bytes; `named` is how the person wrote it.
///
/// # Errors
/// A remark when it does not exist, is no ordinary file, is larger, or may not be read.
pub fn given(at: &Path, named: &str, most: u64) -> Result<Vec<u8>, Remark> {
    let found = fs::metadata(at).map_err(|e| unreadable(named, &e))?;
    if found.is_dir() {
        return Err(unreadable(named, &io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if !found.is_file() {
        let message = format!("`{named}` är ingen vanlig fil");
        return Err(Remark::new(&codes::UNREADABLE, message).at(Place::file(named), "").help("ange en fil"));
    }
    let mut bytes = Vec::new();
    // One byte more than allowed tells the caller that it was too much, also of a file that grows while it is read.
    let file = fs::File::open(at).map_err(|e| unreadable(named, &e))?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| unreadable(named, &e))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::given;

    #[test]
    fn a_folder_or_a_missing_file_is_a_remark_and_a_large_one_is_cut_just_above_the_limit() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join("a.xlsx");
        std::fs::write(&path, [0; 10]).expect("written");
        assert_eq!(given(&path, "a.xlsx", 10).expect("read").len(), 10);
        assert_eq!(given(&path, "a.xlsx", 4).expect("read").len(), 5);
        for bad in [dir.path(), &dir.path().join("b.xlsx")] {
            assert_eq!(given(bad, "b.xlsx", 4).expect_err("no file").code.id, "G601");
        }
    }
}
