//! A third audit that no Rust knows of: other scales, four steps, three levels, entries of every status.

use crate::project::Copy;
use granska::cli::Exit;
use serde_json::Value;

fn outcome(copy: &Copy) -> Value {
    let answer = copy.granska(&["run", "--as-of", "2024-12-31"]);
    assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
    serde_json::from_str(&copy.read("out/region-prov/felanmalan-2023/2023/outcome.json")).expect("JSON")
}

#[test]
fn other_scales_steps_and_levels_work_without_rust() {
    let outcome = outcome(&Copy::of_third());
    let of = |i: usize| {
        let q = &outcome["questions"][i];
        let number = |key: &str| q["indicated"][key].as_u64().unwrap_or_default();
        (
            q["rule"]["method"].as_str().unwrap_or_default().to_owned(),
            number("rated"),
            number("expected"),
            q["indicated"]["outcome"].as_str().unwrap_or_default().to_owned(),
            q["comparison"].as_str().unwrap_or_default().to_owned(),
        )
    };
    // The unit that closed before the period is not asked; its successor is.
    assert_eq!(of(0), ("worst-of".into(), 3, 4, "not-met".into(), "differs".into()));
    assert_eq!(of(1), ("lower-median".into(), 6, 8, "partly-met".into(), "differs".into()));
    assert_eq!(of(2), ("all-any-none".into(), 2, 4, "not-met".into(), "same".into()));
    assert_eq!(outcome["questions"][2]["indicated"]["not_applicable"], 1);
    assert!(outcome["questions"][0].get("reason").is_some());
    assert!(outcome["questions"][1].get("reason").is_none(), "no reason is written, and none is made up");
}

#[test]
fn entries_of_every_status_come_out_as_the_register_says() {
    let outcome = outcome(&Copy::of_third());
    let statuses: Vec<String> = outcome["recommendations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| format!("{} {}", r["id"].as_str().unwrap_or_default(), r["status"]["code"].as_str().unwrap_or("–")))
        .collect();
    assert_eq!(
        statuses,
        [
            "R1 ej_besvarad",
            "R2 ej_paborjad",
            "R3 pagar",
            "R4 delvis",
            "R5 rapporterad",
            "R6 verifierad",
            "R7 risk",
            "R8 ej_aktuell",
            "R9 ersatt",
            "R10 ateroppnad",
            "R11 pagar",
            "R12 delvis"
        ]
    );
    // R4b remains, so the owner says of R4a that it is done.
    let parts = &outcome["recommendations"][3]["parts"];
    assert_eq!((&parts[0]["status"]["code"], &parts[1]["status"]["code"]), (&"rapporterad".into(), &"delvis".into()));
    let r3 = &outcome["recommendations"][2]["due"];
    assert_eq!(
        (&r3["original"], &r3["current"], &r3["extensions"]),
        (&"2024-09-30".into(), &"2025-03-31".into(), &2.into())
    );
    assert_eq!(outcome["recommendations"][10]["due"]["lateness"], "late");
}

#[test]
fn the_documents_say_on_every_page_that_the_region_is_invented() {
    let copy = Copy::of_third();
    let answer = copy.granska(&["report", "--as-of", "2024-12-31"]);
    assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
    assert_eq!(answer.out.lines().count(), 3, "two documents and the outcome: {}", answer.out);
}

#[test]
fn a_register_read_as_of_an_earlier_date_knows_nothing_of_later_entries() {
    let copy = Copy::of_third();
    copy.granska(&["run", "--as-of", "2024-01-01"]);
    let outcome: Value =
        serde_json::from_str(&copy.read("out/region-prov/felanmalan-2023/2023/outcome.json")).expect("JSON");
    assert!(outcome["recommendations"].as_array().expect("a list").iter().all(|r| r.get("status").is_none()));
}
