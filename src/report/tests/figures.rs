//! Tests of figures: what is printed of each, and how they are ordered.

use super::*;
use crate::field::dataset::InferredDate;
use crate::field::id::MeasureId;
use crate::field::period::Period;

#[test]
fn a_computed_share_shows_its_parts_and_a_quoted_one_invents_none() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let blocks = view["sections"][3]["blocks"].as_array().expect("a list");
    let figures = blocks.iter().find(|b| b["kind"] == "figures").expect("figures");
    check(figures, "/perspectives/0/groups/0/rows/0/basis", "1 − 3\u{202f}797 ÷ 9\u{202f}879 = 61,6\u{a0}%".into());
    check(figures, "/perspectives/0/groups/0/rows/0/rows", "rad\u{a0}2–3".into());
    check(figures, "/perspectives/0/groups/0/rows/0/unit", "Region Prov".into());
    check(figures, "/perspectives/0/groups/0/rows/1/basis", Value::Null);
    check(figures, "/perspectives/0/groups/0/rows/1/voice", "quoted".into());
    check(figures, "/perspectives/0/groups/0/rows/2/unit", "Riket, februari".into());
    check(figures, "/perspectives/0/charts/0/bars/0/value", 61.6.into());
    check(figures, "/perspectives/0/charts/0/ticks/0/text", "riket 81\u{a0}%".into());
    let note = figures["note"].as_str().expect("a note");
    assert!(
        note.contains("Citerade andelar saknar täljare")
            && note.contains("2 av de 3 andelarna; februari 2020 är en slutsats"),
        "{note}"
    );
}

#[test]
fn figures_stand_by_perspective_and_those_of_none_last() {
    let mut outcome = sample::report();
    let figures = |outcome: &Outcome| {
        let view = viewed(outcome, "revisionsrapport");
        let sections = view["sections"].as_array().expect("a list").clone();
        let blocks = sections.iter().flat_map(|s| s["blocks"].as_array().expect("a list").clone());
        blocks.into_iter().find(|b| b["kind"] == "figures").expect("figures")["perspectives"].clone()
    };
    let said = |shown: &Value| -> Vec<(Value, Vec<Value>)> {
        let labels = |p: &Value| p["groups"].as_array().expect("a list").iter().map(|g| g["label"].clone()).collect();
        shown.as_array().expect("a list").iter().map(|p| (p["heading"].clone(), labels(p))).collect()
    };
    let own: Value = outcome.measures[0].name.clone().into();
    // With a single perspective a heading would only repeat the section's.
    outcome.measures[0].perspective = Some("tillgänglighet".to_owned());
    assert_eq!(said(&figures(&outcome)), [(Value::Null, vec![own.clone()])]);
    let mut other = outcome.measures[0].clone();
    (other.id, other.name) = (MeasureId::new("kostnad").expect("an id"), "Kostnad".to_owned());
    other.perspective = Some("ekonomi".to_owned());
    let mut figure = outcome.figures[0].clone();
    figure.key.measure = other.id.clone();
    outcome.measures.insert(0, other);
    outcome.figures.push(figure.clone());
    figure.key.measure = MeasureId::new("borta").expect("an id");
    outcome.figures.push(figure);
    // In the auditors' text a heading of ours would stand above what they go on to say.
    assert!(said(&figures(&outcome)).iter().all(|(heading, _)| heading.is_null()));
    sample::established_in(&mut outcome).sections.clear();
    assert_eq!(
        said(&figures(&outcome)),
        [
            ("Ekonomi".into(), vec!["Kostnad".into()]),
            ("Tillgänglighet".into(), vec![own]),
            ("Övrigt".into(), vec!["borta".into()]),
        ]
    );
    // The title says of when all bars are, and each of them its unit alone.
    outcome.figures.iter_mut().for_each(|f| f.inferred = InferredDate::Nothing);
    let charts = figures(&outcome)[1]["charts"].clone();
    check(&charts, "/0/title", format!("{}, februari 2020", outcome.measures[1].name).into());
    check(&charts, "/0/bars/0/label", "Region Prov".into());
    outcome.figures[0].key.period = Period::Year(2020);
    let charts = figures(&outcome)[1]["charts"].clone();
    check(&charts, "/0/title", outcome.measures[1].name.clone().into());
    check(&charts, "/0/bars/0/label", "Region Prov, 2020".into());
}
