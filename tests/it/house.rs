//! Keeps the walls of the house: floors, who may name which package, module headers, the ceiling of lines.

use crate::project::root;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms and their floors. A room uses rooms on lower floors only; on floor 0 the pairs in [`ON_THE_GROUND`] are allowed.
const FLOORS: &[(&str, u8)] = &[
    ("diag", 0),
    ("words", 0),
    ("several", 0),
    ("field", 0),
    ("store", 0),
    ("placed", 1),
    ("dataset", 1),
    ("measure", 2),
    ("source", 2),
    ("assess", 2),
    ("follow_up", 2),
    ("received", 2),
    ("stored", 2),
    ("catalog", 3),
    ("run", 4),
    ("report", 4),
    ("desk", 5),
    ("cli", 6),
];

/// On the ground floor: who may use whom.
const ON_THE_GROUND: &[(&str, &str)] = &[("words", "diag"), ("field", "diag"), ("field", "words"), ("store", "diag")];

/// Every dependency of `Cargo.toml` and the only places that may name it; an empty list means anywhere.
const PACKAGES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diag/render.rs"]),
    ("anstream", &["main.rs"]),
    ("blake3", &["store"]),
    ("calamine", &["dataset/sheet", "desk/forms"]),
    ("chrono", &[]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("ctrlc", &["main"]),
    ("encoding_rs", &["dataset/text"]),
    ("flate2", &["dataset/text", "dataset/sheet/zip.rs", "desk/simulate/dirt"]),
    ("glob", &["dataset/files.rs", "catalog/controls", "run/unread.rs"]),
    ("indicatif", &["cli"]),
    ("memchr", &["dataset/text", "dataset/sheet"]),
    ("minijinja", &["desk/new"]),
    ("polars", &["dataset", "source", "desk/simulate"]),
    ("rand_chacha", &["desk/simulate"]),
    ("rlimit", &["main"]),
    ("rust_xlsxwriter", &["report/xlsx.rs", "desk/forms", "desk/marked", "desk/simulate/dirt"]),
    ("schemars", &["placed", "catalog", "stored", "report/templates.rs", "cli"]),
    ("serde", &["placed", "catalog", "stored", "report"]),
    ("serde_json", &["placed", "catalog", "stored", "report", "cli"]),
    ("serde_yaml", &["placed"]),
    ("sha2", &["store"]),
    ("strsim", &["diag"]),
    ("tempfile", &["store"]),
    ("terminal_size", &["main.rs"]),
    ("typst", &["report/pdf"]),
    ("typst_layout", &["report/pdf"]),
    ("typst_pdf", &["report/pdf"]),
    ("unicode_normalization", &["report/clean.rs"]),
    ("walkdir", &["store"]),
    ("zstd", &["dataset/text", "desk/simulate/dirt"]),
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

/// Whether `name` stands in the code as a path or an import, not as a part of a longer name.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].trim_start();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"' || c == '`')
            && (after.starts_with("::") || (after.starts_with(';') && code[..at].trim_end().ends_with("use")))
    })
}

/// The rooms that a file reaches through `crate::`, alone or in a group.
fn rooms_used(code: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.trim_start().strip_prefix('{') {
            let (mut depth, mut start) = (0, true);
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    _ if start && depth == 0 && !c.is_whitespace() => {
                        used.push(word(&group[i..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.push(word(rest));
        }
    }
    used
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
        for other in rooms_used(&source.code()) {
            let Some(other_floor) = floors.get(other.as_str()) else { continue };
            if other != room && *other_floor >= floor && !ON_THE_GROUND.contains(&(room, other.as_str())) {
                faults.push(format!("{}: uses `{other}`", source.path));
            }
        }
        // In the first file of a room `super` is the whole house.
        if source.path == format!("{room}/mod.rs") && source.code().contains("super::") {
            faults.push(format!("{}: leaves the room through `super`", source.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_walls_see_what_they_should() {
    assert_eq!(rooms_used("use crate::{diag::{self, Remark}, run}; crate::store::x()"), ["diag", "run", "store"]);
    assert!(
        names("use polars::prelude::X;", "polars") && names("<polars::Y>", "polars") && names("use polars;", "polars")
    );
    assert!(!names("use my_polars::X;", "polars") && !names("let polars = 1;", "polars"));
}

#[test]
fn the_invented_region_and_its_faults_know_no_contract_and_no_reader() {
    let made = sources().into_iter().filter(|s| s.path.starts_with("desk/simulate"));
    let known: Vec<(String, String)> =
        made.flat_map(|s| rooms_used(&s.code()).into_iter().map(move |room| (s.path.clone(), room))).collect();
    assert!(known.iter().any(|(path, _)| path.contains("/dirt/")), "the region was not found");
    let others: Vec<_> = known.iter().filter(|(_, room)| !matches!(room.as_str(), "diag" | "store" | "desk")).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn rooms_of_the_desk_do_not_know_each_other() {
    const ROOMS: [&str; 5] = ["forms", "marked", "new", "score", "simulate"];
    for source in sources() {
        let Some(room) = ROOMS.iter().find(|room| source.path.starts_with(&format!("desk/{room}"))) else { continue };
        for other in ROOMS.iter().filter(|other| *other != room) {
            assert!(!source.code().contains(&format!("desk::{other}")), "{} reaches desk::{other}", source.path);
        }
    }
}

#[test]
fn a_package_is_named_only_where_it_belongs() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let declared = manifest.split("[dependencies]").nth(1).and_then(|d| d.split("\n[").next()).expect("dependencies");
    let mut reason = false;
    let mut found: Vec<String> = Vec::new();
    for line in declared.lines().filter(|l| !l.is_empty()) {
        if line.starts_with('#') {
            reason = true;
        } else if let Some((name, _)) = line.split_once(" =") {
            assert!(reason, "{name}: a dependency needs a line that says why");
            reason = false;
            found.push(name.replace('-', "_"));
        }
    }
    let listed: Vec<&str> = PACKAGES.iter().map(|(name, _)| *name).collect();
    found.sort();
    assert_eq!(found, listed, "each dependency has its place");

    let mut faults = Vec::new();
    for source in sources() {
        for (package, places) in PACKAGES {
            if !places.is_empty()
                && names(&source.code(), package)
                && !places.iter().any(|p| source.path.starts_with(p))
            {
                faults.push(format!("{}: names `{package}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_and_the_environment_are_met_only_where_they_belong() {
    let mut faults = Vec::new();
    for source in sources() {
        let code = source.code();
        for (word, places) in [
            ("std::fs", &["store"][..]),
            ("std::env", &["main.rs"]),
            // Rules look up millions of rows and never go through them in the order of a map.
            ("HashMap", &["dataset/rules"]),
            ("HashSet", &["dataset/rules"]),
            (".frame()", &["source", "dataset"]),
        ] {
            if code.contains(word) && !places.iter().any(|p| source.path.starts_with(p)) {
                faults.push(format!("{}: {word}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_template_runs_text_as_code() {
    let mut folders = vec![root().join("report-templates")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).expect("readable").map(|e| e.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "typ") {
                seen += 1;
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                let code: Vec<&str> = text.lines().map(|l| l.split("//").next().unwrap_or_default()).collect();
                assert!(!code.iter().any(|l| l.contains("eval(")), "{}", path.display());
            }
        }
    }
    assert!(seen >= 4, "the templates were not found");
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
