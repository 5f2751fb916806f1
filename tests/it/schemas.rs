//! The schemas kept in the repository are those the program would write. That shipped files keep to them is checked by `tests/tools/schemas`.

use crate::project::{Copy, root};
use granska::cli::Exit;
use granska::stored::outcome::StoredOutcome;
use std::fs;

#[test]
fn the_schemas_in_the_repository_are_the_programs_own() {
    for (name, schema) in granska::cli::schemas() {
        let path = root().join(format!("controls/schema/{name}.schema.json"));
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let now = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        assert!(kept == now, "{} is out of date: run `cargo run -- schema --write`", path.display());
    }
}

#[test]
fn outcome_json_is_read_back_by_its_own_types_and_written_the_same() {
    for copy in [Copy::of_real(), Copy::of_third()] {
        let answer = copy.granska(&["run"]);
        assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
        for path in answer.out.lines() {
            let text = copy.read(path);
            let read: StoredOutcome = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert_eq!(serde_json::to_string_pretty(&read).expect("JSON") + "\n", text, "{path}");
        }
    }
}
