//! Words for the status of deliveries: what each state is called, and what someone has to do about it.
//!
//! Shared by the documents and the terminal, so that both say the same. Judges nothing: where a delivery stands is given.

use super::say;
use crate::field::delivery::{DeliveryStatus, Received, State, Tally};
use crate::field::id::{DatasetId, UnitId};
use crate::field::org::OrgTree;
use crate::field::period::Period;
use crate::words;
use std::collections::BTreeMap;

/// What a state is called, in a table.
pub(crate) fn word(state: State) -> &'static str {
    match state {
        State::SetAside => "lagd åt sidan",
        State::NotDelivered => "försenad",
        State::Empty => "tom fil",
        State::Quarantined => "i karantän",
        State::Incomplete => "ofullständig",
        State::NotYetDue => "väntas",
        State::Complete => "komplett",
        State::NotExpected => "lämnad",
    }
}

/// The sign of a state where nothing can be drawn; it always stands before the word.
pub(crate) fn sign(state: State) -> &'static str {
    match state {
        State::SetAside => "✗",
        State::NotDelivered => "!",
        State::Empty => "∅",
        State::Quarantined => "▣",
        State::Incomplete => "◐",
        State::NotYetDue => "·",
        State::Complete => "✓",
        State::NotExpected => "○",
    }
}

/// `3 kompletta`: how many stand somewhere.
pub(crate) fn counted(n: u32, state: State) -> String {
    let (one, many) = match state {
        State::SetAside => ("lagd åt sidan", "lagda åt sidan"),
        State::NotDelivered => ("försenad", "försenade"),
        State::Empty => ("utan rader", "utan rader"),
        State::Quarantined => ("i karantän", "i karantän"),
        State::Incomplete => ("ofullständig", "ofullständiga"),
        State::NotYetDue => ("väntas", "väntas"),
        State::Complete => ("komplett", "kompletta"),
        State::NotExpected => ("lämnad utan att väntas", "lämnade utan att väntas"),
    };
    words::counted(u64::from(n), one, many)
}

/// The worst state of several deliveries and, when they differ, of how many it holds: `2 av 12`.
pub(crate) fn cell(tally: &Tally) -> Option<(State, Option<String>)> {
    let worst = tally.worst()?;
    let (n, all) = (tally.count(worst), tally.all());
    Some((worst, (n < all).then(|| format!("{n} av {all}"))))
}

/// Where deliverers have hidden small numbers; `None` where nobody has.
pub(crate) fn suppressed(received: &Received) -> Option<String> {
    let rows = |(name, rows): (&str, u64)| format!("{} av {name}", words::counted(rows, "rad", "rader"));
    let all: Vec<String> = received.suppressed().into_iter().map(rows).collect();
    (!all.is_empty()).then(|| {
        format!(
            "I {} har den som lämnade dolt ett litet tal. Ett dolt tal är varken noll, tomt eller fel.",
            words::list(all)
        )
    })
}

/// Something to do about deliveries: the same for all of the units and periods it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Todo {
    /// Where they stand.
    pub state: State,
    /// Who: the names of the units.
    pub who: String,
    /// Which deliveries: the dataset and the periods.
    pub what: String,
    /// What to do, and by when it should have been done.
    pub how: String,
}

/// What has to be done, the worst first, then in the order of the contracts. Units that have the same to do stand together.
pub(crate) fn todo(received: &Received, tree: &OrgTree) -> Vec<Todo> {
    // Of one unit and dataset, everything that stands the same and is caused by the same files.
    let mut of_unit: BTreeMap<(usize, State, &Vec<String>, usize), Vec<&DeliveryStatus>> = BTreeMap::new();
    let rank = |dataset: &DatasetId| received.datasets.iter().position(|(id, _)| id == dataset).unwrap_or(usize::MAX);
    let place = |unit: &UnitId| tree.units.iter().position(|u| u.id == *unit).unwrap_or(usize::MAX);
    for status in received.statuses.iter().filter(|s| s.needs_work()) {
        let key = (rank(&status.dataset), status.state, &status.set_aside, place(&status.unit));
        of_unit.entry(key).or_default().push(status);
    }
    let mut groups: BTreeMap<(State, usize, String, String), Vec<&UnitId>> = BTreeMap::new();
    for ((rank, state, _, _), statuses) in &of_unit {
        let Some(first) = statuses.first() else { continue };
        let name = received.name(&first.dataset);
        let what = format!("{name}, {}", periods(&statuses.iter().map(|s| s.period).collect::<Vec<_>>()));
        groups.entry((*state, *rank, what, how(statuses))).or_default().push(&first.unit);
    }
    groups
        .into_iter()
        .map(|((state, _, what, how), units)| Todo {
            state,
            who: words::list(units.into_iter().map(|id| tree.name(id))),
            what,
            how,
        })
        .collect()
}

/// What to do about deliveries that stand the same, and how late the oldest of them is.
fn how(statuses: &[&DeliveryStatus]) -> String {
    let Some(first) = statuses.first() else { return String::new() };
    let files = |of: fn(&DeliveryStatus) -> &Vec<String>| {
        let all: std::collections::BTreeSet<String> =
            statuses.iter().flat_map(|s| of(s)).map(|f| say::file_name(f)).collect();
        words::list(all)
    };
    let mut said = match first.state {
        State::NotDelivered => vec!["Lämna uppgifterna.".to_owned()],
        State::Empty => {
            vec![format!("Hämta uppgifterna på nytt: {} har rubriker men inga rader.", files(|s| &s.files))]
        }
        State::SetAside => vec![format!("Rätta felen i {} och lämna den på nytt.", files(|s| &s.set_aside))],
        State::Quarantined => {
            vec![format!("Rätta raderna i {}: alla är i karantän och ingen används.", files(|s| &s.files))]
        }
        State::Incomplete => {
            let missing = missing(statuses);
            let mut said: Vec<String> = Vec::new();
            said.extend(missing.map(|missing| format!("Komplettera med det som fattas: {missing}.")));
            if !first.set_aside.is_empty() {
                said.push(format!("Rätta felen i {} och lämna den på nytt.", files(|s| &s.set_aside)));
            }
            said
        }
        State::NotYetDue | State::Complete | State::NotExpected => Vec::new(),
    };
    let oldest = statuses.iter().filter(|s| s.late_by_days.is_some()).min_by_key(|s| s.due);
    if let Some((due, days)) = oldest.and_then(|s| Some((s.due?, s.late_by_days?))) {
        let ago = words::elapsed(due, due + chrono::Days::new(u64::from(days)));
        let which = if statuses.len() == 1 { "Sista dag var" } else { "Sista dag för den äldsta var" };
        said.push(format!("{which} {}, för {ago} sedan.", words::date(due)));
    }
    said.join(" ")
}

/// What lacks: periods drawn together, codes under the period they lack in when there are several.
fn missing(statuses: &[&DeliveryStatus]) -> Option<String> {
    let mut lacking: Vec<Period> = Vec::new();
    let mut codes: Vec<String> = Vec::new();
    for status in statuses {
        let (of_time, others): (Vec<_>, Vec<_>) =
            status.missing.iter().map(|m| (Period::parse(m).ok(), m)).partition(|(period, _)| period.is_some());
        lacking.extend(of_time.into_iter().filter_map(|(period, _)| period));
        if !others.is_empty() {
            let others = words::list(others.into_iter().map(|(_, code)| code));
            codes.push(if statuses.len() > 1 { format!("{} ({others})", say::period(status.period)) } else { others });
        }
    }
    let said: Vec<String> = std::iter::once(periods(&lacking)).filter(|p| !p.is_empty()).chain(codes).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Periods in words, neighbours drawn together: `januari–mars och maj 2024`, `vecka 5–7 2024`. Expects them in order of time.
pub(crate) fn periods(periods: &[Period]) -> String {
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, end)) if end == period => {}
            Some((_, end)) if period.previous() == *end && follows(*end, *period) => *end = *period,
            Some(_) | None => runs.push((*period, *period)),
        }
    }
    let years = runs.chunk_by(|a, b| year(a.0) == year(b.0) && kind(a.0) == kind(b.0));
    let said = years.map(|runs| {
        let Some((first, _)) = runs.first() else { return String::new() };
        match year(*first) {
            None => words::list(runs.iter().map(|(from, _)| say::period(*from))),
            Some(year) => {
                let parts = runs.iter().map(|(from, to)| {
                    if from == to {
                        within_year(*from)
                    } else {
                        format!("{}–{}", within_year(*from), within_year(*to))
                    }
                });
                format!("{}{} {year}", kind(*first), words::list(parts))
            }
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Whether two periods are told with one year.
fn follows(a: Period, b: Period) -> bool {
    year(a).is_some() && year(a) == year(b)
}

/// The year that a period shorter than a year is told with.
fn year(period: Period) -> Option<i32> {
    match period {
        Period::Years { .. } | Period::Year(_) | Period::Rolling { .. } => None,
        Period::Tertial { year, .. } | Period::Month { year, .. } | Period::Week { year, .. } => Some(year),
    }
}

/// The word before the numbers of such periods.
fn kind(period: Period) -> &'static str {
    match period {
        Period::Years { .. } | Period::Year(_) | Period::Month { .. } | Period::Rolling { .. } => "",
        Period::Tertial { .. } => "tertial ",
        Period::Week { .. } => "vecka ",
    }
}

/// A period without its year.
fn within_year(period: Period) -> String {
    match period {
        Period::Years { .. } | Period::Year(_) | Period::Rolling { .. } => say::period(period),
        Period::Month { .. } => say::month(period).unwrap_or_default().to_owned(),
        Period::Tertial { number, .. } => number.to_string(),
        Period::Week { week, .. } => week.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[&str], expected: &str) {
        let given: Vec<Period> = given.iter().map(|p| Period::parse(p).expect(p)).collect();
        assert_eq!(periods(&given), expected);
    }

    #[test]
    fn periods_in_a_row_are_drawn_together_within_a_year() {
        check(&[], "");
        check(&["2024-03"], "mars 2024");
        check(&["2024-01", "2024-02", "2024-03", "2024-05"], "januari–mars och maj 2024");
        check(&["2023-12", "2024-01"], "december 2023; januari 2024");
        check(&["2024-W05", "2024-W06", "2024-W08"], "vecka 5–6 och 8 2024");
        check(&["2024T1", "2024T2", "2024T3"], "tertial 1–3 2024");
        check(&["2023", "2024"], "2023 och 2024");
    }
}
