//! Keeps the walls of the house: floors, who may name which package, module headers, the ceiling of lines.

use crate::project::root;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms and their floors. A room uses rooms on lower floors only; on floor 0 the pairs in [`ON_THE_GROUND`] are allowed.
const FLOORS: &[(&str, u8)] = &[
    ("diag", 0),
    ("words", 0),
    ("field", 0),
    ("store", 0),
    ("placed", 1),
    ("dataset", 1),
    ("measure", 2),
    ("source", 2),
    ("assess", 2),
    ("follow_up", 2),
    ("stored", 2),
    ("catalog", 3),
    ("run", 4),
    ("report", 4),
    ("desk", 5),
    ("cli", 6),
];

/// On the ground floor: who may use whom.
const ON_THE_GROUND: &[(&str, &str)] = &[("words", "diag"), ("field", "diag"), ("field", "words"), ("store", "diag")];

/// Packages, and the only places that may name them.
const PACKAGES: &[(&str, &[&str])] = &[
    ("polars", &["dataset", "source"]),
    ("typst", &["report/pdf"]),
    ("typst_pdf", &["report/pdf"]),
    ("typst_layout", &["report/pdf"]),
    ("rust_xlsxwriter", &["report/xlsx"]),
    ("minijinja", &["desk/new"]),
    ("serde_yaml", &["placed"]),
    ("walkdir", &["store"]),
    ("tempfile", &["store"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
    ("annotate_snippets", &["diag"]),
    ("anstream", &["main.rs"]),
];

struct Source {
    /// Path below `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().expect("a first part")
    }

    /// The code without comments and without tests.
    fn code(&self) -> String {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return String::new();
        }
        let production = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        production.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut folders = vec![src.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("readable") {
            let path: PathBuf = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(Source { path: below(&src, &path), text: std::fs::read_to_string(&path).expect("UTF-8") });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 40, "src was not found");
    found
}

fn below(src: &Path, path: &Path) -> String {
    path.strip_prefix(src).expect("below src").to_string_lossy().replace('\\', "/")
}

#[test]
fn a_room_uses_rooms_on_lower_floors_only() {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let mut faults = Vec::new();
    for source in sources() {
        let room = source.room();
        if matches!(room, "main" | "lib") {
            continue;
        }
        let floor = *floors.get(room).unwrap_or_else(|| panic!("the room `{room}` has no floor"));
        for (other, other_floor) in FLOORS {
            let used = source.code().contains(&format!("crate::{other}"));
            let allowed = other == &room || *other_floor < floor || ON_THE_GROUND.contains(&(room, other));
            if used && !allowed {
                faults.push(format!("{}: uses `{other}`", source.path));
            }
        }
        if source.code().contains("use crate::{") {
            let group = source.code();
            let group =
                group.split("use crate::{").nth(1).and_then(|g| g.split('}').next()).unwrap_or_default().to_owned();
            for name in group.split(',').map(|n| n.trim().split("::").next().unwrap_or_default().to_owned()) {
                if let Some(other_floor) = floors.get(name.as_str()).filter(|f| **f >= floor && name != room) {
                    faults.push(format!("{}: uses `{name}` on floor {other_floor}", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_package_is_named_only_where_it_belongs() {
    let mut faults = Vec::new();
    for source in sources() {
        for (package, places) in PACKAGES {
            let code = source.code();
            let named =
                [format!("use {package}::"), format!(" {package}::"), format!("({package}::"), format!("<{package}::")]
                    .iter()
                    .any(|form| code.contains(form.as_str()));
            if named && !places.iter().any(|p| source.path.starts_with(p)) {
                faults.push(format!("{}: names `{package}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_words_of_the_domain_do_no_io_and_know_no_serde() {
    for source in sources().iter().filter(|s| s.room() == "field") {
        for word in ["serde", "std::fs", "std::io", "polars", "typst", "Utc::now", "Local::now"] {
            assert!(!source.code().contains(word), "{}: {word}", source.path);
        }
    }
}

#[test]
fn only_the_front_door_reads_the_clock() {
    for source in sources() {
        let clock = ["Local::now", "Utc::now", "SystemTime::now"].iter().any(|c| source.code().contains(c));
        assert!(!clock || source.path == "main.rs" || source.room() == "cli", "{}", source.path);
    }
}

#[test]
fn every_file_says_what_it_does_and_stays_under_600_lines() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{}: no header", source.path);
        let lines = source.text.lines().count();
        assert!(lines <= 600, "{}: {lines} lines", source.path);
    }
}
