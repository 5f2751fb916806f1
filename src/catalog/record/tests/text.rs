//! Faults of the running text.

use super::*;

/// The remarks when a piece of `text.yaml` is written otherwise.
#[track_caller]
fn instead(of: &str, with: &str, expected: &[&str]) {
    assert!(TEXT.contains(of), "{of}");
    let expected: Vec<String> = expected.iter().map(|e| e.replacen("T:", "audits/lokaler/text.yaml:", 1)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&[("audits/lokaler/text.yaml", &TEXT.replacen(of, with, 1))], &expected);
}

#[test]
fn a_section_has_an_id_of_its_own() {
    instead(
        "sections:\n",
        "sections:\n  - { id: Sammanfattning, heading: \"\", level: 1, blocks: [] }\n",
        &["G106 T:3:9 två avsnitt har samma id, `Sammanfattning`"],
    );
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    instead("level: 1\n    blocks:\n", "level: 3\n    blocks:\n", &["G260 T:8:12 rubriken `1` hoppar över en nivå"]);
    instead("level: 1\n    blocks:\n", "level: 4\n    blocks:\n", &["G260 T:8:12 rubriknivån 4 finns inte"]);
    instead("level: 1", "level: 2", &["G260 T:4:12 rubriken `Sammanfattning` hoppar över en nivå"]);
}

#[test]
fn a_block_refers_to_a_known_unit_and_question() {
    instead("moments: norr", "moments: nor", &["G207 T:12:18 enheten `nor` finns inte"]);
    instead("assessment: KF1", "assessment: KF2", &["G232 T:13:21 frågan `KF2` finns inte"]);
}

#[test]
fn a_block_shows_something() {
    instead(
        "- findings\n",
        "- overall\n      - purpose\n      - reply\n      - bullets: []\n      - tools\n      - figures\n",
        &[
            "G261 T:10:9 `established.yaml` har ingen samlad bedömning (`overall`)",
            "G261 T:11:9 granskningen `lokaler` har inga uppgifter om syfte (`purpose`)",
            "G261 T:12:9 `observations.yaml` har inget under `reply`",
            "G261 T:13:9 punktlistan är tom",
        ],
    );
}

#[test]
fn an_assessment_that_was_not_written_is_not_shown() {
    let verdict = ESTABLISHED.split("    assessment:").next().unwrap();
    check(
        &[("audits/lokaler/established.yaml", verdict)],
        &["G261 audits/lokaler/text.yaml:13:21 frågan `KF1` har ingen bedömning (`assessment`) i `established.yaml`"],
    );
}

#[test]
fn a_moment_table_is_of_a_unit_that_was_asked() {
    instead(
        "moments: norr",
        "moments: prov",
        &["G261 T:12:18 momenten ställs till nivån `division`, men `prov` ligger på nivån `region`"],
    );
}

#[test]
fn a_faulty_file_is_not_called_empty() {
    check(
        &[("audits/lokaler/observations.yaml", "finding: []\n")],
        &["G002 audits/lokaler/observations.yaml:1:1 nyckeln `finding` finns inte här"],
    );
}

#[test]
fn a_paragraph_says_something() {
    instead("- findings\n", "- text: \"\"\n      - columns: [Moment, \"\"]\n", &["G107 T:10:15 `text` är tom"]);
}
