//! Tests of dirt: every kind of fault is put in, the list points at it, and the same seed gives the same bytes.
//!
//! Whether the faults are found is for whoever checks; here they are looked for with the eyes.

use super::list::Fault;
use super::row::{Row, State, Way, ways};
use super::*;
use crate::desk::simulate::{Files, SEED, simulate};
use std::collections::{BTreeMap, BTreeSet};

fn options(seed: u64) -> Options {
    Options {
        seed,
        rows: None,
        years: 5,
        only: Vec::new(),
        files: Files::Year,
        format: Format::Csv,
        threads: 1,
        dirt: Some(10),
    }
}

fn made(options: &Options) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().join("made");
    let region = simulate(options, &root).expect("made");
    let name = |p: &std::path::Path| p.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
    region.files.iter().map(|p| (name(p), std::fs::read(p).expect("read"))).collect()
}

/// The list of a region: file, row, column, fault, what it concerns.
fn listed(files: &BTreeMap<String, Vec<u8>>) -> Vec<[String; 5]> {
    let text = std::str::from_utf8(&files[FILE]).expect("UTF-8");
    let row = |line: &str| line.splitn(5, ';').map(str::to_owned).collect::<Vec<_>>().try_into().expect("five cells");
    text.lines().skip(1).map(row).collect()
}

#[test]
fn every_kind_of_fault_is_put_in_within_a_few_seeds() {
    let mut lacking: BTreeSet<&str> = Fault::ALL.iter().map(|f| f.word()).collect();
    let mut seeds = 1..=12;
    while let Some(seed) = seeds.next().filter(|_| !lacking.is_empty()) {
        for [_, _, _, fault, _] in listed(&made(&options(seed))) {
            lacking.remove(fault.as_str());
        }
    }
    assert_eq!(lacking, BTreeSet::new());
}

#[test]
fn the_same_seed_gives_the_same_dirt_with_any_number_of_threads() {
    let one = made(&Options { years: 1, rows: Some(110_000), ..options(3) });
    assert!(one == made(&Options { years: 1, rows: Some(110_000), threads: 4, ..options(3) }));
    assert!(one != made(&Options { years: 1, rows: Some(110_000), ..options(4) }));
}

#[test]
fn a_listed_cell_of_a_plain_file_holds_what_the_list_says() {
    let files = made(&options(SEED));
    let mut looked_at = 0;
    for [file, row, column, fault, _] in listed(&files) {
        let Some(text) = files.get(&file).and_then(|b| std::str::from_utf8(b).ok()) else { continue };
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split(';').collect();
        // Files in other dress are left to those who read them.
        let Some(at) = header.iter().position(|name| *name == column) else { continue };
        if !file.ends_with(".csv") || text.contains('"') || header[0].starts_with("sep=") {
            continue;
        }
        let Some(above) = row.parse::<usize>().expect("a row").checked_sub(1) else { continue };
        let cell = text.lines().nth(above).and_then(|line| line.split(';').nth(at)).unwrap_or_default();
        match fault.as_str() {
            "tom-cell" => assert_eq!(cell, "", "{file} {row} {column}"),
            "tvetydigt-tal" => assert_eq!(cell, "1.273", "{file} {row} {column}"),
            "personnummer" => {
                assert!(cell.contains("9874") || cell.contains("9530") || cell.contains("2391"), "{cell}")
            }
            _ => continue,
        }
        looked_at += 1;
    }
    assert!(looked_at > 100, "{looked_at}");
}

#[test]
fn without_rows_to_spoil_a_file_is_what_it_was_but_for_its_looks() {
    let line = "FL-1;flinta;nybesok;2024-11-25;;;;;;2;2025-01-31";
    let row = Row::of(Table::Waiting, line);
    let plain = Dress::plain(11);
    let written = plain.row(&row, &[], &mut Dice::new(1, 1));
    assert_eq!(written, line.as_bytes());
    assert!(row.faults(2).is_empty() && !row.is_lost() && row.has_key());
}

#[test]
fn each_way_spoils_some_row_and_the_row_then_has_a_fault() {
    let clean = made(&Options { dirt: None, ..options(SEED) });
    for table in Table::ALL {
        let stem = format!("data/{ORGANISATION}/{}", table.id());
        let of_table = |n: &&String| n.strip_prefix(&stem).is_some_and(|rest| rest.starts_with(['-', '.']));
        let files: Vec<&String> = clean.keys().filter(of_table).collect();
        for way in ways(table) {
            let mut dice = Dice::new(5, 5);
            let spoilt = files.iter().rev().find_map(|file| {
                let text = std::str::from_utf8(&clean[*file]).expect("UTF-8");
                text.lines().skip(1).find_map(|line| {
                    let mut row = Row::of(table, line);
                    row.spoil(way, &mut dice).then_some(row)
                })
            });
            let row = spoilt.unwrap_or_else(|| panic!("{way:?} spoils no row of {table:?}"));
            match way {
                Way::Cell { column, .. } => assert!(matches!(row.cells[column].state, State::Wrong(_))),
                Way::Law(_) => assert!(!row.faults(2).is_empty(), "{way:?} of {table:?} breaks nothing"),
                // These show between rows.
                Way::Theatre | Way::Sum | Way::Chain | Way::Hide(_) => {}
            }
        }
    }
}
