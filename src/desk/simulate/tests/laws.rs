//! No fault of the contracts is in what is made: keys, orders, needs, sums, units that exist, personal numbers.
//!
//! Each law is checked by hand, column by column.

use super::{Sheet, number, region};
use crate::dataset::holds_person_number;
use crate::desk::simulate::region::UNITS;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of which the first is never after or above the second, where both are there.
fn ordered(sheet: &Sheet, pairs: &[(&str, &str)]) {
    for (first, then) in pairs {
        for [a, b] in sheet.columns([first, then]) {
            let b = if a.len() == 10 { b.get(..10).unwrap_or(b) } else { b };
            assert!(a.is_empty() || b.is_empty() || a <= b, "{first} {a} after {then} {b}");
        }
    }
}

fn unique<const N: usize>(sheet: &Sheet, key: [&str; N]) {
    let mut seen = BTreeSet::new();
    assert!(sheet.columns(key).all(|k| seen.insert(k)), "{key:?} twice");
}

fn never_empty(sheet: &Sheet, columns: &[&str]) {
    for name in columns {
        assert!(sheet.columns([name]).all(|[c]| !c.is_empty()), "{name} is empty");
    }
}

/// Where a column has one of the values, another is filled (or empty).
fn when(sheet: &Sheet, column: &str, values: &[&str], other: &str, filled: bool) {
    for [c, o] in sheet.columns([column, other]) {
        assert!(!values.contains(&c) || o.is_empty() != filled, "{column} {c}, {other} `{o}`");
    }
}

fn codes(sheet: &Sheet, column: &str, codes: &[&str]) {
    let seen: BTreeSet<&str> = sheet.columns([column]).map(|[c]| c).collect();
    assert!(seen.iter().all(|c| codes.contains(c)), "{column}: {seen:?}");
}

#[test]
fn those_who_wait_keep_the_rules() {
    let s = Sheet::of(region(), "vantande");
    unique(&s, ["kontakt_id", "matdatum"]);
    never_empty(&s, &["kontakt_id", "enhet", "kontakttyp", "matdatum", "prioritet"]);
    codes(&s, "kontakttyp", &["nybesok", "aterbesok", "operation", "undersokning"]);
    codes(&s, "avvikelse", &["", "PvV", "MoV", "SoV"]);
    codes(&s, "prioritet", &["1", "2", "3", "4"]);
    ordered(
        &s,
        &[
            ("remissdatum", "matdatum"),
            ("beslutsdatum", "matdatum"),
            ("remissdatum", "beslutsdatum"),
            ("remissdatum", "erbjuden_datum"),
            ("matdatum", "bokad_till"),
        ],
    );
    when(&s, "kontakttyp", &["nybesok", "undersokning"], "remissdatum", true);
    when(&s, "kontakttyp", &["operation"], "beslutsdatum", true);
    when(&s, "kontakttyp", &["aterbesok"], "medicinskt_maldatum", true);
    when(&s, "avvikelse", &["PvV"], "erbjuden_datum", true);
    units_exist(&s, "matdatum");
}

#[test]
fn completed_contacts_keep_the_rules() {
    let s = Sheet::of(region(), "genomforda");
    unique(&s, ["kontakt_id"]);
    never_empty(&s, &["kontakt_id", "enhet", "kontakttyp", "datum"]);
    ordered(&s, &[("sokte_datum", "datum"), ("remissdatum", "datum")]);
    when(&s, "kontakttyp", &["kontakt", "bedomning"], "sokte_datum", true);
    when(&s, "kontakttyp", &["nybesok"], "remissdatum", true);
    when(&s, "kontakttyp", &["aterbesok"], "medicinskt_maldatum", true);
    codes(
        &s,
        "yrkesgrupp",
        &["lakare", "sjukskoterska", "underskoterska", "fysioterapeut", "psykolog", "rontgensjukskoterska", "ovriga"],
    );
    units_exist(&s, "datum");
}

#[test]
fn operations_keep_the_rules_and_lie_in_staffed_theatres() {
    let files = region();
    let (s, theatres) = (Sheet::of(files, "operationer"), Sheet::of(files, "salstid"));
    unique(&s, ["op_id"]);
    unique(&theatres, ["sal", "datum"]);
    ordered(
        &s,
        &[
            ("anmald", "patient_start"),
            ("anmald", "planerad_start"),
            ("patient_start", "knivstart"),
            ("knivstart", "knivslut"),
            ("knivslut", "patient_slut"),
        ],
    );
    for column in ["patient_start", "knivstart", "knivslut", "patient_slut"] {
        when(&s, "status", &["genomford"], column, true);
        when(&s, "status", &["struken", "planerad"], column, false);
    }
    for column in ["strykning_tid", "strykning_orsak"] {
        when(&s, "status", &["struken"], column, true);
        when(&s, "status", &["genomford", "planerad"], column, false);
    }
    codes(&s, "strykning_orsak", &[&[""], super::facts::CAUSES.as_slice()].concat());
    let staffed: BTreeSet<[&str; 2]> = theatres.columns(["sal", "datum"]).collect();
    assert!(s.columns(["sal", "planerad_start"]).all(|[sal, start]| staffed.contains(&[sal, &start[..10]])));
    assert!(theatres.columns(["bemannad_minuter"]).all(|[m]| (60..=720).contains(&number(m))));
    // One patient at a time in each theatre.
    let mut by_theatre: BTreeMap<(&str, &str), Vec<(&str, &str)>> = BTreeMap::new();
    for [sal, from, to] in s.columns(["sal", "patient_start", "patient_slut"]).filter(|c| !c[1].is_empty()) {
        by_theatre.entry((sal, &from[..10])).or_default().push((from, to));
    }
    for list in by_theatre.values_mut() {
        list.sort();
        assert!(list.windows(2).all(|w| w[0].1 < w[1].0), "two at once: {list:?}");
    }
    units_exist(&s, "planerad_start");
}

#[test]
fn the_queue_of_each_week_goes_together_and_goes_on_in_the_next() {
    let s = Sheet::of(region(), "produktionsplan");
    unique(&s, ["enhet", "grupp", "vecka"]);
    never_empty(&s, &["enhet", "period", "grupp", "vecka", "plan", "plan_version", "beslutad"]);
    let mut before: Option<[&str; 8]> = None;
    let (mut going_on, mut followed) = (0, 0);
    for row in s.columns(["enhet", "grupp", "vecka", "ko_start", "inflode", "utfall", "ovriga_avslut", "ko_slut"]) {
        let [_, _, week, start, inflow, done, left, end] = row;
        if !start.is_empty() {
            assert_eq!(number(start) + number(inflow), number(done) + number(left) + number(end), "{row:?}");
            going_on += 1;
        }
        if let Some(b) = before.filter(|b| b[1] == row[1] && b[0] == row[0] && b[2] < week) {
            assert_eq!(b[7], start, "{b:?} {row:?}");
            followed += 1;
        }
        before = Some(row);
    }
    assert!(going_on > 4000 && followed > 4000, "{going_on}, {followed}");
    for [period, week, decided] in s.columns(["period", "vecka", "beslutad"]) {
        assert!(week.starts_with(period) && &decided[..4] <= period, "{period} {week} {decided}");
    }
    let versions: BTreeSet<[&str; 1]> = s.columns(["plan_version"]).collect();
    assert!(versions.len() > 5, "some plans are decided anew: {versions:?}");
}

#[test]
fn hours_are_whole_minutes_and_parts_are_not_above_their_whole() {
    let s = Sheet::of(region(), "kapacitet");
    unique(&s, ["enhet", "yrkesgrupp", "vecka"]);
    let minutes = |text: &str| {
        let (hours, part) = text.split_once(',').unwrap_or((text, "0"));
        let quarters = ["0", "25", "5", "75"].iter().position(|q| *q == part).expect("a quarter of an hour");
        number(hours) * 60 + quarters as u64 * 15
    };
    let names = ["behov_timmar", "varav_komminskning", "varav_aterbesok", "kapacitet_timmar", "schemalagda_timmar"];
    for row in s.columns(names) {
        let [need, reduction, returns, capacity, scheduled] = row.map(minutes);
        assert!(reduction + returns <= need && scheduled <= capacity, "{row:?}");
    }
}

#[test]
fn costs_and_pathways_keep_the_rules() {
    let files = region();
    let s = Sheet::of(files, "kpp");
    unique(&s, ["kontakt_id"]);
    for [ore, points, outlier] in s.columns(["kostnad_ore", "drg_poang", "ytterfall"]) {
        let (whole, part) = points.split_once(',').expect("a decimal comma");
        assert!(number(ore) > 0 && number(whole) < 100 && part.len() == 4 && ["ja", "nej"].contains(&outlier));
    }
    let s = Sheet::of(files, "svf");
    unique(&s, ["enhet", "vardforlopp", "manad"]);
    let mut hidden = 0;
    for row in s.columns(["nya_fall", "inkluderade", "startade", "inom_ledtid"]) {
        hidden += row.iter().filter(|c| **c == "<5").count();
        let shown: Vec<u64> = row.iter().filter(|c| **c != "<5").map(|c| number(c)).collect();
        assert!(shown.windows(2).all(|w| w[1] <= w[0]) && shown.iter().all(|n| *n == 0 || *n >= 5), "{row:?}");
    }
    assert!(hidden > 50);
}

#[test]
fn every_unit_hands_in_what_it_should_each_period() {
    let files = region();
    let tree = String::from_utf8_lossy(&files["data/exempel/organisation.yaml"]).into_owned();
    for (id, period) in [
        ("vantande", "matdatum"),
        ("genomforda", "datum"),
        ("operationer", "planerad_start"),
        ("salstid", "datum"),
        ("kpp", "manad"),
        ("svf", "manad"),
        ("vantande_aggregerat", "manad"),
    ] {
        let s = Sheet::of(files, id);
        let seen: BTreeSet<(&str, &str)> = s.columns(["enhet", period]).map(|[u, p]| (u, &p[..7])).collect();
        for unit in &UNITS {
            for month in 0..60 {
                let name = unit.name(month).id;
                let line = tree.lines().find(|l| l.contains(&format!("{{ id: {name},"))).expect("declared");
                let list = line.split("delivers: [").nth(1).and_then(|l| l.split(']').next()).expect("a list");
                let month = super::Calendar::month_name(month as usize);
                assert_eq!(
                    list.split(", ").any(|d| d == id),
                    seen.contains(&(name, month.as_str())),
                    "{id} of {name} in {month}"
                );
            }
        }
    }
}

#[test]
fn every_division_answers_every_moment_each_year_and_some_things_get_better() {
    let files = region();
    let s = Sheet::of(files, "moment");
    unique(&s, ["enhet", "moment", "period"]);
    assert_eq!(s.rows.len(), 2 * 7 * 5);
    codes(&s, "bedomning", &["Ja", "Delvis", "Nej"]);
    never_empty(&s, &["kommentar", "besvarad_av", "datum", "kalla"]);
    let yes = |year: &str| s.columns(["period", "bedomning"]).filter(|c| *c == [year, "Ja"]).count();
    assert!(yes("2021") == 0 && yes("2023") < yes("2025") && yes("2025") < 14, "much is better, not all");
    ordered(&Sheet::of(files, "styrdokument"), &[("beslutad", "giltig_till")]);
    unique(&Sheet::of(files, "utbildning"), ["datum", "utbildning", "enhet"]);
}

#[test]
fn nothing_looks_like_a_personal_identity_number() {
    for (name, bytes) in region() {
        for line in String::from_utf8_lossy(bytes).lines() {
            // A line of dates and times has the digits but never the form.
            assert!(!line.split(';').any(holds_person_number), "{name}");
        }
    }
}

/// The unit that was succeeded has no row after its last day, and its successor none before.
fn units_exist(sheet: &Sheet, day: &str) {
    for [unit, day] in sheet.columns(["enhet", day]) {
        assert!(unit != "back" || day < "2023-05-01", "{unit} {day}");
        assert!(unit != "fors" || day >= "2023-05-01", "{unit} {day}");
    }
}
