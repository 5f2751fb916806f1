//! Which file is what, by its path under `data/`.
//!
//! Opens nothing and reads no text.

use crate::catalog;
use crate::catalog::SourceText;
use crate::diag::{self, Place, Remark};
use crate::field::id::UnitId;
use std::collections::BTreeMap;

/// The YAML files of one organisation.
#[derive(Default)]
pub(super) struct Folder<'a> {
    /// `organisation.yaml`.
    pub organisation: Option<&'a SourceText>,
    /// The folders in `audits/`, by name.
    pub audits: BTreeMap<&'a str, AuditFiles<'a>>,
    /// The files in `uppfoljning/`, in order of name.
    pub register: Vec<&'a SourceText>,
    /// The paths of all files, known or not, the YAML files first.
    pub all: Vec<&'a str>,
}

/// The files of one audit; at least one is there.
#[derive(Default)]
pub(super) struct AuditFiles<'a> {
    /// `established.yaml`.
    pub established: Option<&'a SourceText>,
    /// `observations.yaml`.
    pub observations: Option<&'a SourceText>,
    /// `text.yaml`.
    pub text: Option<&'a SourceText>,
}

impl AuditFiles<'_> {
    /// The path of the first file there is.
    pub fn first(&self) -> &str {
        self.established.or(self.observations).or(self.text).map_or("", |f| f.path.as_str())
    }
}

/// The names of an audit's files.
const OF_AUDIT: [&str; 3] = ["established.yaml", "observations.yaml", "text.yaml"];

const IN_A_FOLDER: &str = "lägg filen i organisationens mapp, `data/<organisation>/`";

/// Sorts the files under `data/` by organisation, with a remark on each that has no known name.
///
/// `others` are the paths of files that are no YAML; they say nothing but that their folder is there.
pub(super) fn sort<'a>(
    files: &'a [SourceText],
    others: &[&'a str],
    remarks: &mut Vec<Remark>,
) -> BTreeMap<&'a str, Folder<'a>> {
    let mut files: Vec<&SourceText> = files.iter().filter(|f| f.path.starts_with("data/")).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for file in files {
        let parts: Vec<&str> = file.path.split('/').skip(1).collect();
        let [organisation, rest @ ..] = parts.as_slice() else { continue };
        if rest.is_empty() {
            remarks.push(unknown(&file.path, None, IN_A_FOLDER));
            continue;
        }
        let folder = folders.entry(*organisation).or_default();
        folder.all.push(&file.path);
        match rest {
            ["organisation.yaml"] => folder.organisation = Some(file),
            ["audits", id, "established.yaml"] => folder.audits.entry(*id).or_default().established = Some(file),
            ["audits", id, "observations.yaml"] => folder.audits.entry(*id).or_default().observations = Some(file),
            ["audits", id, "text.yaml"] => folder.audits.entry(*id).or_default().text = Some(file),
            ["uppfoljning", name] if name.ends_with(".yaml") => folder.register.push(file),
            // All that lies there is remarked on as one: the nation is no organisation.
            _ if *organisation == UnitId::NATION => {}
            other => remarks.push(misnamed(file, other)),
        }
    }
    for path in others {
        let Some(inside) = path.strip_prefix("data/") else { continue };
        match inside.split_once('/') {
            Some((organisation, _)) => folders.entry(organisation).or_default().all.push(path),
            None => remarks.push(unknown(path, None, IN_A_FOLDER)),
        }
    }
    folders
}

/// The remark on a file whose name or folder says nothing.
fn misnamed(file: &SourceText, rest: &[&str]) -> Remark {
    let folders = || diag::nearest(rest.first().copied().unwrap_or(""), ["audits", "uppfoljning"]);
    match rest {
        [name] => unknown(&file.path, diag::nearest(name, ["organisation.yaml"]), "här läses bara `organisation.yaml`"),
        ["audits", _, name] => unknown(
            &file.path,
            diag::nearest(name, OF_AUDIT),
            "här läses `established.yaml`, `observations.yaml` och `text.yaml`",
        ),
        ["audits", ..] => unknown(&file.path, None, "en granskning har en egen mapp: `audits/<granskning>/`"),
        ["uppfoljning", ..] => {
            unknown(&file.path, None, "registrets filer ligger direkt i `uppfoljning/` och slutar på `.yaml`")
        }
        _ => unknown(&file.path, folders(), "här läses mapparna `audits` och `uppfoljning`"),
    }
}

fn unknown(path: &str, near: Option<&str>, help: &str) -> Remark {
    let remark = Remark::new(&catalog::codes::UNKNOWN_FILE, format!("`{path}` läses inte"))
        .at(Place::file(path), "namnet säger inte vad filen är");
    match near {
        Some(near) => remark.help(format!("menades `{near}`?")).help(help),
        None => remark.help(help),
    }
}
