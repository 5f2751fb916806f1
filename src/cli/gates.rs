//! Gates of `--fail-on`: what makes a run end with code 3 although everything was written.

use super::Exit;
use super::args::Gate;
use crate::field::delivery::{Received, State};
use crate::field::observation::Delivery;
use crate::field::outcome::Outcome;
use crate::field::rating::{Rating, Verdict};
use crate::words::{counted, list};
use std::io::{self, Write};

/// Says which gates were not met, and how to end.
pub(super) fn pass(gates: &[Gate], outcomes: &[&Outcome], err: &mut dyn Write) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    for outcome in outcomes {
        for gate in gates {
            if let Some(why) = failed(*gate, outcome) {
                exit = Exit::Gate;
                writeln!(
                    err,
                    "spärr {}: {} {}, {}: {why}",
                    key(*gate),
                    outcome.organisation.label,
                    outcome.audit.id,
                    outcome.period
                )?;
            }
        }
    }
    Ok(exit)
}

fn key(gate: Gate) -> &'static str {
    match gate {
        Gate::Delivery => "delivery",
        Gate::NotMet => "not-met",
        Gate::Overdue => "overdue",
    }
}

fn failed(gate: Gate, outcome: &Outcome) -> Option<String> {
    let said = |found: Vec<&str>, one: &str, many: &str| {
        (!found.is_empty()).then(|| format!("{}: {}", counted(found.len() as u64, one, many), list(found)))
    };
    match gate {
        Gate::Delivery => delivery(&outcome.deliveries, &outcome.received),
        Gate::NotMet => {
            let not_met = Verdict::Rated(Rating::NotMet);
            let fails = |q: &&crate::field::assessment::QuestionResult| {
                q.indicated.verdict == not_met || q.established.as_ref().is_some_and(|j| j.verdict == not_met)
            };
            let found = outcome.questions.iter().filter(fails).map(|q| q.question.as_str()).collect();
            said(
                found,
                "fråga är ej uppfylld, fastställt eller indikerat",
                "frågor är ej uppfyllda, fastställt eller indikerat",
            )
        }
        Gate::Overdue => {
            let late = outcome.follow_up.standings.iter().filter(|s| s.late().is_some());
            said(
                late.map(|s| s.recommendation.as_str()).collect(),
                "rekommendation är försenad",
                "rekommendationer är försenade",
            )
        }
    }
}

/// What is wrong with deliveries: files set aside, and deliveries that are late or cannot be used.
pub(super) fn delivery(files: &[Delivery], received: &Received) -> Option<String> {
    let mut said = Vec::new();
    let aside: Vec<&str> = files.iter().filter(|d| d.set_aside).map(|d| d.file.as_str()).collect();
    if !aside.is_empty() {
        let many = counted(aside.len() as u64, "leverans är lagd åt sidan", "leveranser är lagda åt sidan");
        said.push(format!("{many}: {}", list(aside)));
    }
    let lacking = received.statuses.iter().filter(|s| s.state != State::SetAside && s.needs_work());
    let (late, unusable): (Vec<_>, Vec<_>) = lacking.partition(|s| s.late_by_days.is_some());
    if !late.is_empty() {
        let many = counted(late.len() as u64, "leverans är försenad", "leveranser är försenade");
        said.push(format!("{many} eller ofullständiga efter sista dag"));
    }
    if !unusable.is_empty() {
        said.push(counted(unusable.len() as u64, "leverans kan inte användas", "leveranser kan inte användas"));
    }
    (!said.is_empty()).then(|| said.join("; "))
}
