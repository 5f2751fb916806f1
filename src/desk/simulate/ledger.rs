//! The ledger: what was decided before the simulation, and what was counted while it ran, so that measures can be held against the truth.
//!
//! Written beside the data and never among them. Counts are taken from the queues, not from the rows.

use super::calendar::{Calendar, Shock};
use super::primary::{SAME_DAY, WITHIN_THREE_DAYS};
use super::queue::MISSED;
use super::region::{Contact, DIVISIONS, UNITS, Unit};
use super::table::digits;
use super::tally::{Cost, Month, Primary, Tally, Theatre};
use super::{ORGANISATION, Options, Size, organisation};
use std::fmt::Write as _;

/// The files of the ledger: names and texts.
pub(super) fn files(options: &Options, size: Size, tally: &Tally) -> Vec<(&'static str, String)> {
    vec![
        ("sanning.yaml", truth(options, size, tally)),
        ("koer.csv", queues(tally)),
        ("operationer.csv", monthly(tally, Theatre::NAMES, |u| !u.procedures.is_empty(), |u, m| u.theatre[m].values())),
        ("kpp.csv", monthly(tally, Cost::NAMES, |u| !u.lines.is_empty(), |u, m| u.cost[m].values())),
        ("primarvard.csv", monthly(tally, Primary::NAMES, |u| u.primary[0] > 0, |u, m| u.primary[m].values())),
        ("patienter.csv", patients(tally)),
    ]
}

fn truth(options: &Options, size: Size, tally: &Tally) -> String {
    let shock = Shock::spring_2021();
    let mut out = String::from(
        "# Facit till Region Exempel: vad simuleringen bestämde i förväg. De räknade antalen står i CSV-filerna bredvid.\n\
         # Andelar och verkan är i tusendelar av det vanliga (1090 = nio procent mer).\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "command: \"{}\"", organisation::command(options));
    let _ = writeln!(
        out,
        "seed: {}\nyears: {}\nreplicas: {}\nvolume: {}",
        options.seed, options.years, size.replicas, size.volume
    );
    let _ = writeln!(out, "rows:");
    for (table, rows) in super::Table::STREAMED.iter().zip(tally.rows) {
        let _ = writeln!(out, "  {}: {rows}", table.id());
    }
    let _ = writeln!(
        out,
        "shock: {{ from: {}, to: {}, capacity: {}, need: {}, backlog-to: {}, backlog-need: {} }}",
        shock.from, shock.to, shock.supply, shock.need, shock.backlog_to, shock.backlog
    );
    let _ = writeln!(out, "missed-visits: {MISSED}");
    let [[same, more_same], [within, more_within]] = [SAME_DAY, WITHIN_THREE_DAYS];
    let _ = writeln!(
        out,
        "primary-care: {{ same-day: {same}, same-day-gain: {more_same}, within-three-days: {within}, within-three-days-gain: {more_within} }}"
    );
    let _ = writeln!(out, "units:");
    for unit in &UNITS {
        let names: Vec<&str> = unit.names.iter().map(|n| n.id).collect();
        let _ = write!(
            out,
            "  - {{ id: [{}], division: {}, cancelled: {}",
            names.join(", "),
            unit.division,
            unit.cancelled
        );
        let _ = match unit.adoption {
            Some(a) => writeln!(
                out,
                ", adoption: {{ from: {}, throughput: {}, cancellations: {} }} }}",
                Calendar::month_name(a.month as usize),
                a.throughput,
                a.cancellations
            ),
            None => writeln!(out, ", adoption: none }}"),
        };
    }
    out
}

/// Unit × kind × month.
fn queues(tally: &Tally) -> String {
    let mut out = head(&["enhet", "kontakttyp", "manad"], Month::NAMES);
    for (unit, counted) in UNITS.iter().zip(&tally.units) {
        for (line, months) in unit.lines.iter().zip(&counted.months) {
            for (month, count) in months.iter().enumerate() {
                let keys = [unit.name(month as i32).id, line.contact.code(), &Calendar::month_name(month)];
                row(&mut out, &keys, &count.values());
            }
        }
    }
    text(out)
}

fn monthly(
    tally: &Tally,
    names: &[&str],
    has: fn(&Unit) -> bool,
    count: fn(&super::tally::UnitTally, usize) -> Vec<u64>,
) -> String {
    let mut out = head(&["enhet", "manad"], names);
    for (unit, counted) in UNITS.iter().zip(&tally.units).filter(|(u, _)| has(u)) {
        for month in 0..counted.cost.len() {
            row(&mut out, &[unit.name(month as i32).id, &Calendar::month_name(month)], &count(counted, month));
        }
    }
    text(out)
}

/// Unique patients with a cost, by unit and year; patients of several units are one at the level above.
fn patients(tally: &Tally) -> String {
    let mut out = head(&["enhet", "ar"], &["unika_patienter"]);
    let year = |at: usize| (super::FIRST_YEAR + at as i32).to_string();
    for (at, count) in tally.patients.iter().enumerate() {
        row(&mut out, &[ORGANISATION, &year(at)], &[*count]);
    }
    // A unit that has been succeeded is counted with its successor, as one.
    for (unit, counted) in
        UNITS.iter().zip(&tally.units).filter(|(u, _)| u.lines.iter().any(|l| l.contact != Contact::Return))
    {
        let names: Vec<&str> = unit.names.iter().map(|n| n.id).collect();
        for (at, count) in counted.patients.iter().enumerate() {
            row(&mut out, &[&names.join("+"), &year(at)], &[*count]);
        }
    }
    debug_assert!(UNITS.iter().all(|u| DIVISIONS.iter().any(|d| d.0 == u.division)), "each unit has a division");
    text(out)
}

fn head(keys: &[&str], names: &[&str]) -> Vec<u8> {
    let all: Vec<&str> = keys.iter().chain(names).copied().collect();
    (all.join(";") + "\n").into_bytes()
}

fn row(out: &mut Vec<u8>, keys: &[&str], values: &[u64]) {
    out.extend_from_slice(keys.join(";").as_bytes());
    for value in values {
        out.push(b';');
        digits(out, *value);
    }
    out.push(b'\n');
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}
