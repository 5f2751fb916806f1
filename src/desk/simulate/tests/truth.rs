//! What is made agrees with itself and with the ledger, and the known effect can be found.

use super::super::calendar::Calendar;
use super::super::facts::Shape;
use super::super::region::UNITS;
use super::super::replica;
use super::super::tally::{Month, Tally, Theatre, Week};
use super::{Files, Sheet, number, region};
use std::collections::{BTreeMap, BTreeSet};

fn days(from: &str, to: &str) -> i64 {
    let date = |t: &str| t.parse::<chrono::NaiveDate>().expect("a date");
    (date(to) - date(from)).num_days()
}

/// Unit, kind, month.
type Key = (String, String, String);

#[test]
fn waiting_rows_buckets_and_shares_agree() {
    let files = region();
    let mut counted: BTreeMap<Key, [u64; 4]> = BTreeMap::new();
    let waiting = Sheet::of(files, "vantande");
    for [unit, kind, referral, decided, deviation, day] in
        waiting.columns(["enhet", "kontakttyp", "remissdatum", "beslutsdatum", "avvikelse", "matdatum"])
    {
        let from = if kind == "operation" { decided } else { referral };
        if kind != "aterbesok" && deviation != "PvV" {
            let at = match days(from, day) {
                ..=30 => 0,
                31..=60 => 1,
                61..=90 => 2,
                91.. => 3,
            };
            counted.entry((unit.into(), kind.into(), day[..7].into())).or_default()[at] += 1;
        }
    }
    let buckets = Sheet::of(files, "vantande_aggregerat");
    let mut totals: BTreeMap<Key, [u64; 2]> = BTreeMap::new();
    for group in buckets.columns(["enhet", "kontakttyp", "manad", "intervall", "antal"]).collect::<Vec<_>>().chunks(5) {
        let codes: Vec<&str> = group.iter().map(|r| r[3]).collect();
        assert_eq!(codes, ["0-30", "31-60", "61-90", "over-90", "totalt"]);
        let numbers: Vec<u64> = group.iter().map(|r| number(r[4])).collect();
        let key = (group[0][0].to_owned(), group[0][1].to_owned(), group[0][2].to_owned());
        assert_eq!(numbers[..4], counted.get(&key).copied().unwrap_or_default(), "{key:?}");
        assert_eq!(numbers[..4].iter().sum::<u64>(), numbers[4], "{key:?}");
        for unit in [key.0.clone(), "exempel".to_owned()] {
            let total = totals.entry((unit, key.1.clone(), key.2.clone())).or_default();
            *total = [total[0] + numbers[4] - numbers[3], total[1] + numbers[4]];
        }
    }
    let shares = Sheet::of(files, "publicerade_andelar");
    assert!(shares.rows.len() > 900);
    for [unit, kind, month, share] in shares.columns(["enhet", "kontakttyp", "manad", "andel"]) {
        let [within, all] = totals[&(unit.to_owned(), kind.to_owned(), month.to_owned())];
        assert_eq!(share, format!("{} %", (within as f64 * 100.0 / all as f64).round()), "{unit} {kind} {month}");
    }
}

#[test]
fn the_ledger_holds_what_the_rows_hold() {
    let files = region();
    let waiting = Sheet::of(files, "vantande");
    let mut counts: BTreeMap<Key, [u64; 3]> = BTreeMap::new();
    for [unit, kind, deviation, day] in waiting.columns(["enhet", "kontakttyp", "avvikelse", "matdatum"]) {
        let count = counts.entry((unit.into(), kind.into(), day[..7].into())).or_default();
        count[0] += 1;
        count[1] += u64::from(deviation == "PvV");
    }
    let done = Sheet::of(files, "genomforda");
    for [unit, kind, day] in done.columns(["enhet", "kontakttyp", "datum"]) {
        counts.entry((unit.into(), kind.into(), day[..7].into())).or_default()[2] += 1;
    }
    let ledger = Sheet::ledger(files, "koer");
    for [unit, kind, month, all, chosen, carried_out] in
        ledger.columns(["enhet", "kontakttyp", "manad", "vantande", "vantande_pvv", "genomforda"])
    {
        let count = counts.get(&(unit.into(), kind.into(), month.into())).copied().unwrap_or_default();
        assert_eq!(count, [number(all), number(chosen), number(carried_out)], "{unit} {kind} {month}");
    }
    let mut causes: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    let operations = Sheet::of(files, "operationer");
    for [unit, start, cause] in operations.columns(["enhet", "planerad_start", "strykning_orsak"]) {
        *causes.entry((unit.into(), start[..7].into(), cause.into())).or_default() += 1;
    }
    let ledger = Sheet::ledger(files, "operationer");
    for cause in super::super::facts::CAUSES {
        for [unit, month, count] in ledger.columns(["enhet", "manad", cause]) {
            let counted = causes.get(&(unit.into(), month.into(), cause.into())).copied().unwrap_or_default();
            assert_eq!(counted, number(count), "{unit} {month} {cause}");
        }
    }
    let costs = Sheet::of(files, "kpp");
    let patients: BTreeSet<&str> =
        costs.columns(["patient_nyckel", "manad"]).filter(|c| c[1].starts_with("2024")).map(|c| c[0]).collect();
    let ledger = Sheet::ledger(files, "patienter");
    let known = ledger.columns(["enhet", "ar", "unika_patienter"]).find(|c| c[..2] == ["exempel", "2024"]);
    assert_eq!(number(known.expect("the region")[2]), patients.len() as u64);
}

#[test]
fn the_same_patients_stand_in_every_delivery() {
    let files = region();
    let done = Sheet::of(files, "genomforda");
    let carried: BTreeMap<&str, [&str; 2]> =
        done.columns(["kontakt_id", "kontakttyp", "datum"]).map(|[id, kind, day]| (id, [kind, day])).collect();
    let waiting = Sheet::of(files, "vantande");
    let mut later = 0;
    for [id, kind, day] in waiting.columns(["kontakt_id", "kontakttyp", "matdatum"]) {
        if let Some([what, when]) = carried.get(id) {
            assert!(*what == kind && *when > day, "{id} waits on {day} and was seen on {when}");
            later += 1;
        }
    }
    assert!(later > 10_000);
    let costs = Sheet::of(files, "kpp");
    assert!(costs.columns(["kontakt_id", "manad"]).all(|[id, month]| carried[id][1].starts_with(month)));
    let operations = Sheet::of(files, "operationer");
    let mut operated = 0;
    for [id, status, start] in operations.columns(["op_id", "status", "planerad_start"]) {
        if status == "genomford" {
            let contact = id.rsplit_once('-').expect("a number of the try").0;
            assert_eq!(carried[contact], ["operation", &start[..10]], "{id}");
            operated += 1;
        }
    }
    assert_eq!(operated, carried.values().filter(|c| c[0] == "operation").count());
}

#[test]
fn the_shipped_region_is_believable() {
    let files = region();
    let ledger = Sheet::ledger(files, "koer");
    let mut by_unit: BTreeMap<(&str, &str), [u64; 2]> = BTreeMap::new();
    let mut by_month: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    let names =
        ["enhet", "kontakttyp", "manad", "dagar_0_30", "dagar_31_60", "dagar_61_90", "dagar_over_90", "vantande"];
    let mut queue: BTreeMap<&str, u64> = BTreeMap::new();
    for [unit, kind, month, a, b, c, d, all] in ledger.columns(names) {
        if kind != "aterbesok" {
            let within = number(a) + number(b) + number(c);
            let add = |to: &mut [u64; 2]| *to = [to[0] + within, to[1] + within + number(d)];
            add(by_unit.entry((unit, &month[..4])).or_default());
            add(by_month.entry(&month[5..]).or_default());
            *queue.entry(&month[..4]).or_default() += number(all);
        }
    }
    let share = |[part, all]: [u64; 2]| part * 100 / all;
    for (key, counts) in &by_unit {
        assert!((45..=96).contains(&share(*counts)), "{key:?}: {} %", share(*counts));
    }
    let summer = ["07", "08"].map(|m| share(by_month[m]));
    assert!(summer.iter().all(|s| s + 5 <= share(by_month["11"])), "{by_month:?}");
    assert!(queue["2025"] < queue["2021"] && queue["2025"] * 3 > queue["2021"], "{queue:?}");

    let ledger = Sheet::ledger(files, "operationer");
    let mut cancelled: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for [unit, planned, off] in ledger.columns(["enhet", "planerade", "strukna"]) {
        let to = cancelled.entry(unit).or_default();
        *to = [to[0] + number(off), to[1] + number(planned)];
    }
    assert!(cancelled.values().all(|c| (4..=13).contains(&share(*c))), "{cancelled:?}");
}

/// Counts alone, of a region some times larger.
fn larger(calendar: &Calendar) -> Tally {
    let shape = Shape { files: Files::One, years: 5, wanted: [false; 5] };
    let mut tally = replica::nothing(calendar);
    (0..6).for_each(|n| tally.add(&replica::run(n, 1, 2000, shape, calendar).1));
    tally
}

#[test]
fn the_effect_of_the_model_is_what_the_ledger_says() {
    let calendar = Calendar::new(5);
    let tally = larger(&calendar);
    let (mut before, mut after, mut expected) = (Theatre::default(), Theatre::default(), Vec::new());
    for (unit, counted) in UNITS.iter().zip(&tally.units).filter(|(u, _)| !u.lines.is_empty()) {
        let Some(adoption) = unit.adoption else { continue };
        let start = calendar.week(Calendar::first_of(adoption.month)).expect("a week");
        // Follow-ups have idle sessions when none is due, so that they say nothing of throughput.
        let lines = unit.lines.iter().zip(&counted.weeks).filter(|(l, _)| l.to_return == 0 || l.weekly > 0);
        let (mut pre, mut post) = (Week::default(), Week::default());
        for (_, weeks) in lines {
            weeks.iter().take(start).for_each(|w| pre.add(w));
            weeks.iter().skip(start + 4).for_each(|w| post.add(w));
        }
        let each = |w: &Week| w.utfall as f64 / w.kapacitet as f64;
        let effect = each(&post) / each(&pre) * 1000.0;
        let known = f64::from(adoption.throughput);
        assert!((effect - known).abs() < 75.0 && effect > 1025.0, "{}: {effect:.0}, known {known}", unit.code);

        for (month, count) in counted.theatre.iter().enumerate() {
            if (month as i32) < adoption.month { before.add(count) } else { after.add(count) }
        }
        if !unit.procedures.is_empty() {
            expected.push(f64::from(adoption.cancellations));
        }
    }
    let share = |t: &Theatre| t.strukna as f64 / t.planerade as f64;
    let effect = share(&after) / share(&before) * 1000.0;
    let known = expected.iter().sum::<f64>() / expected.len() as f64;
    assert!((effect - known).abs() < 130.0, "cancellations: {effect:.0}, known {known:.0}");
}

#[test]
fn the_shock_is_seen_and_goes_over() {
    let calendar = Calendar::new(5);
    let tally = larger(&calendar);
    let of = |months: std::ops::Range<usize>| {
        let mut sum = Month::default();
        for months_of_line in tally.units.iter().flat_map(|u| &u.months) {
            months_of_line[months.clone()].iter().for_each(|m| sum.add(m));
        }
        sum
    };
    let (spring, next_spring, autumn) = (of(2..5), of(14..17), of(8..11));
    assert!(spring.genomforda * 10 < next_spring.genomforda * 8, "less is done");
    assert!(spring.ankomster < next_spring.ankomster, "fewer come");
    assert!(autumn.vantande > next_spring.vantande, "those put off are waiting in the autumn");
}
