//! The catalogue that is shipped, and the invented one of the end-to-end tests: both are without remark.

use super::{measures, remarks};
use crate::catalog::SourceText;
use std::path::Path;

/// All YAML files under `<project>/controls`.
pub(super) fn controls(project: &str) -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
    let mut files = Vec::new();
    let mut folders = vec![root.join("controls")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = std::fs::read_to_string(&path).expect("the file is UTF-8");
                let path = path.strip_prefix(&root).expect("under the project").to_string_lossy().replace('\\', "/");
                files.push(SourceText::new(path, text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn the_shipped_catalogue_is_without_remark() {
    let files = controls("");
    assert!(files.len() >= 9, "both audits are there");
    assert_eq!(remarks(&files), [""; 0]);
}

#[test]
fn the_invented_audit_is_without_remark() {
    assert_eq!(remarks(&controls("tests/third")), [""; 0]);
}

#[test]
fn every_shipped_measure_has_an_english_name() {
    let lacks: Vec<String> =
        measures(&controls("")).into_iter().filter(|m| m.name_en.is_none()).map(|m| m.id.to_string()).collect();
    assert_eq!(lacks, [""; 0]);
}
