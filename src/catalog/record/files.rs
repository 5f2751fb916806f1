//! Which file is what, by its path under `data/`.
//!
//! Opens nothing and reads no text.

use super::codes;
use crate::catalog::SourceText;
use crate::diag::{self, Place, Remark};
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
    /// All files, known or not, in order of name.
    pub all: Vec<&'a SourceText>,
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

/// Sorts the files under `data/` by organisation, with a remark on each that has no known name.
pub(super) fn sort<'a>(files: &'a [SourceText], remarks: &mut Vec<Remark>) -> BTreeMap<&'a str, Folder<'a>> {
    let mut files: Vec<&SourceText> = files.iter().filter(|f| f.path.starts_with("data/")).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for file in files {
        let parts: Vec<&str> = file.path.split('/').skip(1).collect();
        let [organisation, rest @ ..] = parts.as_slice() else { continue };
        if rest.is_empty() {
            remarks.push(unknown(file, None, "lägg filen i organisationens mapp, `data/<organisation>/`"));
            continue;
        }
        let folder = folders.entry(*organisation).or_default();
        folder.all.push(file);
        match rest {
            ["organisation.yaml"] => folder.organisation = Some(file),
            ["audits", id, "established.yaml"] => folder.audits.entry(*id).or_default().established = Some(file),
            ["audits", id, "observations.yaml"] => folder.audits.entry(*id).or_default().observations = Some(file),
            ["audits", id, "text.yaml"] => folder.audits.entry(*id).or_default().text = Some(file),
            ["uppfoljning", name] if name.ends_with(".yaml") => folder.register.push(file),
            other => remarks.push(misnamed(file, other)),
        }
    }
    folders
}

/// The remark on a file whose name or folder says nothing.
fn misnamed(file: &SourceText, rest: &[&str]) -> Remark {
    let folders = || diag::nearest(rest.first().copied().unwrap_or(""), ["audits", "uppfoljning"]);
    match rest {
        [name] => unknown(file, diag::nearest(name, ["organisation.yaml"]), "här läses bara `organisation.yaml`"),
        ["audits", _, name] => unknown(
            file,
            diag::nearest(name, OF_AUDIT),
            "här läses `established.yaml`, `observations.yaml` och `text.yaml`",
        ),
        ["audits", ..] => unknown(file, None, "en granskning har en egen mapp: `audits/<granskning>/`"),
        ["uppfoljning", ..] => {
            unknown(file, None, "registrets filer ligger direkt i `uppfoljning/` och slutar på `.yaml`")
        }
        _ => unknown(file, folders(), "här läses mapparna `audits` och `uppfoljning`"),
    }
}

fn unknown(file: &SourceText, near: Option<&str>, help: &str) -> Remark {
    let remark = Remark::new(&codes::UNKNOWN_FILE, format!("`{}` läses inte", file.path))
        .at(Place::file(&file.path), "namnet säger inte vad filen är");
    match near {
        Some(near) => remark.help(format!("menades `{near}`?")).help(help),
        None => remark.help(help),
    }
}
