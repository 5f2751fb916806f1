//! Reading: a folder of the project, once, with a remark on everything in it that is left out without being hidden.
//!
//! Follows no link, opens nothing but ordinary files, and goes no deeper than people look.

use super::{File, MAX_BYTES, Project, Source, codes, unreadable};
use crate::diag::{Code, Place, Remark};
use std::fs::{self, FileType};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// How many folders below the top a file may lie.
const DEEPEST: usize = 12;

/// What lies in a folder of the project.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The files that were asked for, in order of path.
    pub files: Vec<File>,
    /// Paths of the other ordinary files, in order: nobody reads them.
    pub others: Vec<String>,
    /// What was left out though it may be meant: links, files too deep, what is no ordinary file, names that are no text.
    pub remarks: Vec<Remark>,
}

/// What lies in a folder of the project, unread.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// All ordinary files, in order of path.
    pub sources: Vec<Source>,
    /// What was left out though it may be meant.
    pub remarks: Vec<Remark>,
}

impl Project {
    /// Finds all ordinary files under a folder of the project, in order of path, and reads none.
    ///
    /// Hidden files and folders are left out, links are not followed; a link is remarked on, and so is a folder whose name ends in one
    /// of `endings`.
    ///
    /// # Errors
    /// One remark for each folder that cannot be looked into, or one when the folder does not exist.
    pub fn list(&self, folder: &str, endings: &[&str]) -> Result<Listed, Vec<Remark>> {
        let mut listed = Listed::default();
        listed.remarks = self.walk(folder, endings, &mut |path, at, size| {
            listed.sources.push(Source::on_disk(path, size, at.to_owned(), Arc::clone(&self.journal)));
            Ok(())
        })?;
        Ok(listed)
    }

    /// Reads all files under a folder of the project whose names end in one of `endings`, in order of path.
    ///
    /// Hidden files and folders are left out, links are not followed.
    ///
    /// # Errors
    /// One remark for each folder or file that cannot be read, or one when the folder does not exist.
    pub fn read(&self, folder: &str, endings: &[&str]) -> Result<Found, Vec<Remark>> {
        let asked_for = |path: &str| endings.iter().any(|e| path.ends_with(e));
        let mut found = Found::default();
        let remarks = self.walk(folder, endings, &mut |path, at, _| {
            if asked_for(&path) {
                let bytes = read_one(at, &path)?;
                found.files.push(File { path, bytes });
            } else {
                found.others.push(path);
            }
            Ok(())
        })?;
        Ok(Found { remarks, ..found })
    }

    /// Meets each ordinary file under a folder: its path, where it lies, its size. Gives back remarks on what was left out.
    fn walk(
        &self,
        folder: &str,
        endings: &[&str],
        meet: &mut dyn FnMut(String, &Path, u64) -> Result<(), Remark>,
    ) -> Result<Vec<Remark>, Vec<Remark>> {
        let named_as_file = |path: &str| endings.iter().any(|e| path.to_ascii_lowercase().ends_with(e));
        let top = self.root().join(folder);
        match fs::metadata(&top) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(vec![no_folder(folder, format!("`{folder}` är ingen mapp"))]),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(vec![no_folder(folder, format!("mappen `{folder}` saknas i projektet"))]);
            }
            Err(e) => return Err(vec![unreadable(folder, &e)]),
        }
        let (mut remarks, mut faults) = (Vec::new(), Vec::new());
        let mut walk = walkdir::WalkDir::new(&top)
            .min_depth(1)
            .max_depth(DEEPEST + 1)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| !e.file_name().to_string_lossy().starts_with('.'));
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    let path = e.path().map_or_else(|| folder.to_owned(), |p| self.relative(p));
                    faults.push(unreadable(&path, &e.into_io_error().unwrap_or_else(|| io::Error::other("loop"))));
                    continue;
                }
            };
            let (path, kind) = (self.relative(entry.path()), entry.file_type());
            if let Some(remark) = left_out(&path, kind, entry.file_name().to_str(), entry.depth(), named_as_file(&path))
            {
                remarks.push(remark);
                if kind.is_dir() && entry.file_name().to_str().is_none_or(|name| name.chars().any(is_unseen)) {
                    walk.skip_current_dir();
                }
            } else if kind.is_file() {
                let size = entry.metadata().map_or(0, |m| m.len());
                if let Err(remark) = meet(path, entry.path(), size) {
                    faults.push(remark);
                }
            }
        }
        if faults.is_empty() { Ok(remarks) } else { Err(faults) }
    }

    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.root()).unwrap_or(path);
        path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// Why something is left out though it may be meant; `None` when it is read, or is a folder like any other.
fn left_out(path: &str, kind: FileType, name: Option<&str>, depth: usize, named_as_file: bool) -> Option<Remark> {
    let remark = |code: &'static Code, message: String, help: &str| {
        Some(Remark::new(code, message).at(Place::file(path), "").help(help))
    };
    if name.is_none() {
        let message = format!("namnet på `{path}` innehåller tecken som inte är UTF-8, och den läses inte");
        return remark(&codes::NAME_NOT_TEXT, message, "byt namn på den, helst med bara a–z, siffror och bindestreck");
    }
    if name.is_some_and(|name| name.chars().any(is_unseen)) {
        let message = format!("namnet på `{path}` innehåller tecken som inte syns, och den läses inte");
        return remark(&codes::NAME_NOT_TEXT, message, "byt namn på den, helst med bara a–z, siffror och bindestreck");
    }
    if kind.is_symlink() {
        let message = format!("`{path}` är en länk, och länkar följs inte");
        return remark(&codes::LINK, message, "lägg en kopia av filen eller mappen där i stället");
    }
    if depth > DEEPEST {
        let message = format!("`{path}` ligger mer än {DEEPEST} mappar ner och läses inte");
        return remark(&codes::TOO_DEEP, message, "flytta den närmare projektets mapp");
    }
    if kind.is_dir() && named_as_file {
        let message = format!("`{path}` heter som en fil men är en mapp");
        return remark(&codes::NO_FILE, message, "byt namn på mappen, och lägg filen på dess plats");
    }
    if !kind.is_dir() && !kind.is_file() {
        let message = format!("`{path}` är ingen vanlig fil och läses inte");
        return remark(&codes::NO_FILE, message, "ersätt den med en vanlig fil, eller ta bort den");
    }
    None
}

/// Characters that change a terminal or a line of text without being seen: control characters, line ends and marks of direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn no_folder(folder: &str, message: String) -> Remark {
    Remark::new(&codes::FOLDER_MISSING, message)
        .at(Place::file(folder), "")
        .help("kontrollera att hela projektet finns på plats och att `--project` pekar på det")
}

fn read_one(at: &Path, path: &str) -> Result<Vec<u8>, Remark> {
    let size = fs::metadata(at).map_err(|e| unreadable(path, &e))?.len();
    if size > MAX_BYTES {
        return Err(Remark::new(&codes::FILE_TOO_LARGE, format!("`{path}` är större än 1 GB"))
            .at(Place::file(path), "")
            .help("dela upp den i flera filer"));
    }
    fs::read(at).map_err(|e| unreadable(path, &e))
}

#[cfg(test)]
mod tests {
    use super::super::tests::project;

    /// Reads `controls`: the files, the others, the remarks as code and place.
    fn check(project: &super::Project, files: &[&str], others: &[&str], remarks: &[(&str, &str)]) {
        let found = project.read("controls", &[".yaml"]).expect("readable");
        assert_eq!(found.files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), files);
        assert_eq!(found.others, others);
        let told: Vec<(&str, &str)> =
            found.remarks.iter().map(|r| (r.code.id, r.labels[0].place.file.as_str())).collect();
        assert_eq!(told, remarks);
    }

    #[test]
    fn files_come_in_order_and_hidden_ones_and_other_endings_stay_out() {
        let (_dir, project) = project(&[
            ("controls/b.yaml", ""),
            ("controls/a/c.yaml", ""),
            ("controls/.x.yaml", ""),
            ("controls/.git/x.yaml", ""),
            ("controls/a.txt", ""),
        ]);
        check(&project, &["controls/a/c.yaml", "controls/b.yaml"], &["controls/a.txt"], &[]);
    }

    #[test]
    fn a_folder_that_is_missing_or_is_a_file_is_never_an_empty_one() {
        let (_dir, project) = project(&[("controls/a.yaml", ""), ("report-templates", "")]);
        for folder in ["data", "report-templates"] {
            let remarks = project.read(folder, &[".yaml"]).expect_err("no folder");
            assert_eq!(remarks.iter().map(|r| r.code.id).collect::<Vec<_>>(), ["G604"], "{folder}");
        }
    }

    #[test]
    fn a_folder_named_as_a_file_is_told_in_any_case() {
        let (_dir, project) = project(&[("controls/a.yaml/x", ""), ("controls/B.YAML/x", "")]);
        let others = ["controls/B.YAML/x", "controls/a.yaml/x"];
        check(&project, &[], &others, &[("G607", "controls/B.YAML"), ("G607", "controls/a.yaml")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_with_characters_that_are_not_seen_is_told_and_not_read() {
        let (_dir, project) = project(&[("controls/a\u{1b}[31m.yaml", ""), ("controls/b\u{202e}/c.yaml", "")]);
        check(&project, &[], &[], &[("G608", "controls/a\u{1b}[31m.yaml"), ("G608", "controls/b\u{202e}")]);
    }

    #[test]
    fn a_file_too_deep_is_named_and_not_read() {
        let (at, below) = ("x/".repeat(11), "x/".repeat(12));
        let (_dir, project) =
            project(&[(&format!("controls/{at}a.yaml"), ""), (&format!("controls/{below}b.yaml"), "")]);
        check(&project, &[&format!("controls/{at}a.yaml")], &[], &[("G606", &format!("controls/{below}b.yaml"))]);
    }

    #[test]
    fn a_folder_named_like_a_file_is_remarked_on() {
        let (_dir, project) = project(&[("controls/a.yaml/b.yaml", "")]);
        check(&project, &["controls/a.yaml/b.yaml"], &[], &[("G607", "controls/a.yaml")]);
    }

    #[cfg(unix)]
    #[test]
    fn links_sockets_and_names_that_are_no_text_are_remarked_on_and_never_opened() {
        use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
        let (dir, project) = project(&[("controls/a.yaml", ""), ("elsewhere/x.yaml", "")]);
        let at = dir.path().join("controls");
        symlink(dir.path().join("elsewhere"), at.join("c")).expect("a link");
        symlink("nowhere", at.join("d.yaml")).expect("a link");
        let _socket = UnixListener::bind(at.join("e.yaml")).expect("a socket");
        // Some systems refuse such names altogether; then there is nothing to remark on.
        let refused = std::fs::write(at.join(std::ffi::OsStr::from_bytes(b"f\xe5.yaml")), "").is_err();
        let mut told = vec![("G605", "controls/c"), ("G605", "controls/d.yaml"), ("G607", "controls/e.yaml")];
        if !refused {
            told.push(("G608", "controls/f\u{fffd}.yaml"));
        }
        check(&project, &["controls/a.yaml"], &[], &told);
    }
}
