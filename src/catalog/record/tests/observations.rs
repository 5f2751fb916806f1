//! Faults of what auditors wrote down.

use super::*;

/// The remarks when lines are added to `observations.yaml`.
#[track_caller]
fn with(lines: &str, expected: &[&str]) {
    let expected: Vec<String> =
        expected.iter().map(|e| e.replacen("O:", "audits/lokaler/observations.yaml:", 1)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&[("audits/lokaler/observations.yaml", &format!("{OBSERVATIONS}{lines}"))], &expected);
}

#[test]
fn an_id_is_unique_over_all_lists() {
    with(
        "examples:\n  - { id: I1, text: Ett exempel., source: \"1\" }\n",
        &["G106 O:7:11 två uppgifter i filen har samma id, `I1`"],
    );
}

#[test]
fn a_part_is_never_larger_than_its_whole() {
    let figure = |part: u32, whole: u32| {
        format!(
            "stated-figures:\n  - {{ id: S, label: L, part: {part}, whole: {whole}, unit: riket, text: T, source: \"1\" }}\n"
        )
    };
    with(&figure(6, 10), &[]);
    with(&figure(11, 10), &["G250 O:7:30 delen 11 är större än helheten 10"]);
    with(&figure(0, 0), &["G250 O:7:40 helheten är 0, och då finns inget att ha en del av"]);
}

#[test]
fn units_that_were_interviewed_exist() {
    with(
        "scope:\n  text: Ett urval.\n  source: \"1\"\n  lead-in: { text: Följande, source: \"1\" }\n  interviewed:\n    - { unit: sodder, text: Söder, source: \"1\" }\n",
        &["G207 O:11:15 enheten `sodder` finns inte"],
    );
}

#[test]
fn a_due_date_exists() {
    with("absent: []\n", &[]);
    check(
        &[("audits/lokaler/observations.yaml", &OBSERVATIONS.replace("2024-06-30", "2024-06-31"))],
        &["G113 audits/lokaler/observations.yaml:4:56 `2024-06-31` är inget datum"],
    );
}

#[test]
fn what_was_lost_is_told_with_its_section() {
    with("lost:\n  - { source: \"9\", note: En tabell. }\n", &["G208 O:7:15 avsnittet `9` finns inte i `text.yaml`"]);
    with("lost:\n  - { source: \"1\", note: \"\" }\n", &["G107 O:7:26 `note` är tom"]);
}
