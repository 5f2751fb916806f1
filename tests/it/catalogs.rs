//! Each folder of `tests/catalogs` is one fault: `edit.txt` says how the third audit is spoilt, `expected.txt` what granska says of it.
//!
//! Adding a case needs no Rust. `GRANSKA_ACCEPT=1 cargo test` writes `expected.txt` anew; read every changed one as a reviewer would.

use crate::project::{Copy, root};
use std::fs;

#[test]
#[expect(clippy::disallowed_methods, reason = "a person asks for new expectations by a variable")]
fn every_faulty_catalogue_gets_its_remark() {
    let accept = std::env::var_os("GRANSKA_ACCEPT").is_some();
    assert!(!accept || std::env::var_os("CI").is_none(), "a machine does not review what is said");
    let mut cases: Vec<_> =
        fs::read_dir(root().join("tests/catalogs")).expect("cases").map(|e| e.expect("entry").path()).collect();
    cases.sort();
    assert!(cases.len() >= 20, "twenty faults at least");
    let copy = Copy::of_third();
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let undo = spoil(&copy, &fs::read_to_string(case.join("edit.txt")).unwrap_or_else(|e| panic!("{name}: {e}")));
        let answer = copy.granska(&["check"]);
        // A fault in an answer shows only when the answers are held against their scale.
        let said = if answer.err.is_empty() { copy.granska(&["run"]).err } else { answer.err };
        undo(&copy);
        let expected = case.join("expected.txt");
        if accept {
            fs::write(&expected, &said).expect("written");
        }
        assert!(!said.trim().is_empty(), "{name}: nothing was said");
        if fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push(format!("=== {name}\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "other remarks than expected:\n{}", wrong.join("\n"));
}

/// Spoils one file and gives back how to mend it.
fn spoil(copy: &Copy, edit: &str) -> impl FnOnce(&Copy) + use<> {
    let mut lines = edit.lines();
    let file = lines.next().and_then(|l| l.strip_prefix("file: ")).expect("`file: PATH` first").to_owned();
    let (mut old, mut new) = (String::new(), String::new());
    for line in lines {
        let (to, text) = match (line.strip_prefix("- "), line.strip_prefix("+ ")) {
            (Some(text), _) => (&mut old, text),
            (None, Some(text)) => (&mut new, text),
            (None, None) => panic!("{file}: a line of an edit starts with `- ` or `+ `: {line}"),
        };
        to.push_str(text);
        to.push('\n');
    }
    let before = (!old.is_empty()).then(|| copy.read(&file));
    match &before {
        Some(_) => copy.replace(&file, &old, &new),
        None => copy.write(&file, &new),
    }
    move |copy| match before {
        Some(text) => copy.write(&file, text),
        None => fs::remove_file(copy.path().join(&file)).expect("removed"),
    }
}
