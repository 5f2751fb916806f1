//! Gates of `--fail-on`: what makes a run end with code 3 although everything was written.

use super::Exit;
use super::args::Gate;
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
        Gate::Delivery => {
            let aside = outcome.deliveries.iter().filter(|d| d.set_aside).map(|d| d.file.as_str()).collect();
            said(aside, "leverans är lagd åt sidan", "leveranser är lagda åt sidan")
        }
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
