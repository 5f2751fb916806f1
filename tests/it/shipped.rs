//! The main job on the shipped data: the two real audits.

use crate::project::{Copy, granska_in, root};
use granska::cli::Exit;
use serde_json::Value;

const NORRBOTTEN: &str = "out/norrbotten/produktionsplanering-2020/2020";
const JAMTLAND: &str = "out/jamtland-harjedalen/femstegsmodellen-2016/2015-2016";

fn outcome(copy: &Copy, folder: &str) -> Value {
    serde_json::from_str(&copy.read(&format!("{folder}/outcome.json"))).expect("JSON")
}

#[test]
fn the_shipped_data_has_one_fault_and_it_is_the_one_that_was_published() {
    let answer = granska_in(&root(), &["check", "--output", "json"]);
    let told: Value = serde_json::from_str(&answer.out).expect("JSON");
    let told: Vec<_> = told["remarks"].as_array().expect("remarks").iter().collect();
    assert_eq!((answer.exit, told.len()), (Exit::Done, 1), "{}", answer.out);
    assert_eq!(told[0]["code"], "G346");
    let places = told[0]["places"].to_string();
    assert!(places.contains("data/riket/vantande_aggregerat.csv"), "{places}");
    assert!(places.contains("290128") && places.contains("289746"), "382 fewer: {places}");
}

#[test]
fn the_nations_shares_come_out_as_they_were_published() {
    let answer = granska_in(&root(), &["figures", "--organisation", "riket", "--per", "month", "--output", "json"]);
    let rows: Value = serde_json::from_str(&answer.out).expect("JSON");
    let rows = rows.as_array().expect("rows");
    let of = |kind: &str, like: &Value| {
        let same = |row: &&Value| row["kind"] == kind && row["measure"] == like["measure"] && row["at"] == like["at"];
        rows.iter().find(same).map(|row| row["value"].clone())
    };
    let computed: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "measured").collect();
    assert_eq!(computed.len(), 7);
    for row in computed {
        assert_eq!(of("quoted", row), Some(row["value"].clone()), "{row}");
    }
}

#[test]
fn the_gold_values_of_2020_come_out_and_nothing_is_tuned() {
    let copy = Copy::of_real();
    assert_eq!(copy.granska(&["run"]).exit, Exit::Done);
    let outcome = outcome(&copy, NORRBOTTEN);
    let found: Vec<[&str; 5]> = outcome["questions"]
        .as_array()
        .expect("questions")
        .iter()
        .map(|q| {
            let text = |v: &'_ Value| -> &'static str { String::leak(v.as_str().unwrap_or("–").to_owned()) };
            [
                text(&q["id"]),
                text(&q["established"]["outcome"]),
                text(&q["indicated"]["outcome"]),
                text(&q["indicated"]["mean"]),
                text(&q["comparison"]),
            ]
        })
        .collect();
    assert_eq!(
        found,
        [
            // Lands exactly on the limit; the auditors wrote Ej uppfyllt.
            ["KF1", "not-met", "partly-met", "1/4", "differs"],
            ["KF2", "not-met", "not-met", "0", "same"],
            ["KF3", "partly-met", "partly-met", "7/20", "same"],
            ["KF4", "partly-met", "partly-met", "1/2", "same"],
            // Evidence that is missing is kept apart from a shortcoming.
            ["KF5", "not-met", "not-assessable", "–", "differs"],
        ]
    );
    assert_eq!(outcome["questions"][0]["indicated"]["on_limit"], ">= 1/4");
    assert_eq!(outcome["questions"][4]["indicated"]["why"], "evidence-missing");
    let divisions: Vec<&str> = outcome["questions"][2]["indicated_per_unit"]
        .as_array()
        .expect("units")
        .iter()
        .filter_map(|a| a["mean"].as_str())
        .collect();
    assert_eq!(divisions, ["3/5", "1/10"]);
    assert_eq!(outcome["questions"][0]["reason"]["by"], "auditors");
    assert_eq!(outcome["moments"].as_array().map(Vec::len), Some(14));
}

#[test]
fn sixty_two_per_cent_is_recomputed_and_the_others_stay_quoted_without_numerators() {
    let copy = Copy::of_real();
    copy.granska(&["run"]);
    let figures = outcome(&copy, NORRBOTTEN)["figures"].as_array().expect("figures").clone();
    let measured: Vec<&Value> = figures.iter().filter(|f| f["kind"] == "measured").collect();
    assert_eq!(measured.len(), 1);
    assert_eq!(
        (&measured[0]["percent"], &measured[0]["whole"], &measured[0]["complement"]),
        (&62.into(), &9879.into(), &3797.into())
    );
    assert!(measured[0].get("part").is_none(), "6 082 is our subtraction, not a figure of the source");
    let mut quoted: Vec<(String, u64)> = figures
        .iter()
        .filter(|f| f["kind"] == "quoted")
        .map(|f| {
            assert!(f.get("part").is_none() && f.get("whole").is_none(), "{f}");
            (f["unit"].as_str().unwrap_or_default().to_owned(), f["percent"].as_u64().unwrap_or_default())
        })
        .collect();
    quoted.sort();
    let expected = [("lungmottagningen", 26), ("norrbotten", 70), ("ogonkliniken", 51), ("riket", 72), ("riket", 81)];
    assert_eq!(quoted, expected.map(|(u, p)| (u.to_owned(), p)));
}

#[test]
fn rows_count_as_used_only_when_an_answer_a_figure_or_a_page_shows_them() {
    let copy = Copy::of_real();
    // An answer outside the scale is no answer: its row is read and not used.
    copy.replace(
        "data/norrbotten/moment.csv",
        "lanssjukvard;produktionsbehov;2020;Delvis",
        "lanssjukvard;produktionsbehov;2020;Kanske",
    );
    assert_eq!(copy.granska(&["run", "--organisation", "norrbotten"]).exit, Exit::Done);
    let outcome = outcome(&copy, NORRBOTTEN);
    let told = |name: &str| {
        let of = |d: &&Value| d["file"].as_str().is_some_and(|f| f.ends_with(name));
        let found = outcome["deliveries"].as_array().and_then(|all| all.iter().find(of)).expect(name);
        (found["rows_read"].as_u64(), found["rows_used"].as_u64())
    };
    assert_eq!(told("verktyg.csv"), (Some(10), Some(7)), "the region's own tools are printed, those of units are not");
    assert_eq!(told("styrdokument.csv"), (Some(5), Some(5)));
    assert_eq!(told("moment.csv"), (Some(14), Some(13)));
}

#[test]
fn the_real_organisations_have_no_status_since_no_source_states_one() {
    let copy = Copy::of_real();
    copy.granska(&["run"]);
    for (folder, count) in [(NORRBOTTEN, 5), (JAMTLAND, 6)] {
        let recommendations = outcome(&copy, folder)["recommendations"].as_array().expect("a list").clone();
        assert_eq!(recommendations.len(), count);
        for r in recommendations {
            assert!(["status", "owner", "due", "acceptance"].iter().all(|k| r.get(k).is_none()), "{r}");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes_and_a_full_run_leaves_nothing_half_written() {
    let copy = Copy::of_real();
    let first = copy.granska(&["report"]);
    assert_eq!(first.exit, Exit::Done, "{}", first.err);
    assert_eq!(first.err, "");
    let names: Vec<&str> = first.out.lines().filter_map(|l| l.rsplit('/').next()).collect();
    assert_eq!(
        names,
        [
            "sammanfattning.pdf",
            "uppfoljning.pdf",
            "outcome.json",
            "revisionsrapport.pdf",
            "uppfoljning.pdf",
            "outcome.json"
        ]
    );
    let bytes = |name: &str| std::fs::read(copy.path().join(name)).expect("written");
    let before: Vec<Vec<u8>> = first.out.lines().map(bytes).collect();
    let again = copy.granska(&["report"]);
    assert_eq!(first.out, again.out);
    assert!(again.out.lines().map(bytes).eq(before), "the same inputs give the same bytes");
}
