//! What must hold between the rows of a table, in whatever file they stand: lengths of wait add up to their whole, a queue goes on from week to week.
//!
//! Says nothing of a group that lacks a row or has a number that cannot be read.

use super::list::{Fault, Listed};
use super::row::{Row, State};
use super::sheets::BUCKETS;
use chrono::{NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

use super::super::table::Table;

/// A row with its file and its number there.
type Placed = (usize, u32, Row);

/// Whether all files of a table can be read as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    AllRead,
    SomeTorn,
}

/// The faults between the rows of a table, over all of its files; each with its file, in order.
pub(super) fn faults(table: Table, rows: &[Placed], files: Files) -> Vec<(usize, Listed)> {
    let mut faults = match table {
        Table::Buckets => sums(rows, files),
        Table::Plans => chains(rows),
        Table::Waiting
        | Table::Done
        | Table::Operations
        | Table::Theatres
        | Table::Costs
        | Table::Shares
        | Table::Capacity
        | Table::Pathways
        | Table::Moments
        | Table::Steering
        | Table::Tools
        | Table::Courses => Vec::new(),
    };
    faults.sort_by_key(|(file, f)| (*file, f.row));
    faults
}

/// Texts of cells that can be read; `None` as soon as one of them cannot.
fn texts<const N: usize>(row: &Row, columns: [usize; N]) -> Option<[&str; N]> {
    let sound = columns.iter().all(|at| row.cells[*at].state == State::Sound);
    sound.then(|| columns.map(|at| row.cells[at].text.as_str()))
}

#[derive(Default)]
struct Group {
    seen: [bool; 5],
    parts: i64,
    whole: i64,
    at: (usize, u32),
    unsure: bool,
    files: BTreeSet<usize>,
}

/// Unit × contact × month × day of the report: the first four lengths make the fifth.
fn sums(rows: &[Placed], files: Files) -> Vec<(usize, Listed)> {
    let mut groups: BTreeMap<[&str; 4], Group> = BTreeMap::new();
    for (file, number, row) in rows {
        let Some(key) = texts(row, [0, 1, 2, 5]) else { continue };
        let group = groups.entry(key).or_default();
        group.files.insert(*file);
        let part = texts(row, [3]).and_then(|[part]| BUCKETS.iter().position(|b| *b == part));
        let count = texts(row, [4]).and_then(|[n]| n.parse::<i64>().ok());
        match (part, count) {
            (Some(4), Some(n)) => {
                if !std::mem::replace(&mut group.seen[4], true) {
                    group.at = (*file, *number);
                }
                group.whole += n;
            }
            (Some(part), Some(n)) => {
                group.seen[part] = true;
                group.parts += n;
            }
            (None, _) | (_, None) => group.unsure = true,
        }
    }
    // Of a group with rows of several files some may be lost with what cannot be read.
    let known = |g: &Group| !g.unsure && (files == Files::AllRead || g.files.len() == 1);
    let broken = groups.into_iter().filter(|(_, g)| known(g) && g.seen == [true; 5] && g.parts != g.whole);
    broken
        .map(|(key, g)| (g.at.0, Listed { fault: Fault::Sum, row: g.at.1, column: "antal", of: key.join(" · ") }))
        .collect()
}

/// One week of a queue: its row, and how it began and ended.
struct Link {
    at: (usize, u32),
    start: Option<i64>,
    end: End,
}

enum End {
    Number(i64),
    Nothing,
    Unreadable,
}

/// Unit × group, whatever the version of the plan: each week begins with what the week before ended with.
fn chains(rows: &[Placed]) -> Vec<(usize, Listed)> {
    let mut queues: BTreeMap<[&str; 2], BTreeMap<NaiveDate, Vec<Link>>> = BTreeMap::new();
    for (file, number, row) in rows {
        let Some([unit, group, week]) = texts(row, [0, 2, 3]) else { continue };
        let Some(monday) = monday(week) else { continue };
        let start = texts(row, [8]).and_then(|[n]| n.parse().ok());
        let end = match texts(row, [9]) {
            None => End::Unreadable,
            Some([n]) => n.parse().map_or(End::Nothing, End::Number),
        };
        let weeks = queues.entry([unit, group]).or_default();
        weeks.entry(monday).or_default().push(Link { at: (*file, *number), start, end });
    }
    let mut faults = Vec::new();
    for (key, weeks) in &queues {
        for (monday, links) in weeks {
            let before = monday.checked_sub_days(chrono::Days::new(7)).and_then(|before| weeks.get(&before));
            let Some(before) = before.filter(|all| all.iter().all(|l| !matches!(l.end, End::Unreadable))) else {
                continue;
            };
            let ends: Vec<i64> = before
                .iter()
                .filter_map(|l| match l.end {
                    End::Number(n) => Some(n),
                    End::Nothing | End::Unreadable => None,
                })
                .collect();
            // A row that stands twice is listed as such; either of its numbers will do.
            let broken = links.iter().filter(|l| l.start.is_some_and(|s| !ends.is_empty() && !ends.contains(&s)));
            faults.extend(broken.map(|l| {
                let of = key.join(" · ");
                (l.at.0, Listed { fault: Fault::Chain, row: l.at.1, column: "ko_start", of })
            }));
        }
    }
    faults
}

fn monday(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    NaiveDate::from_isoywd_opt(year.parse().ok()?, number.parse().ok()?, Weekday::Mon)
}
