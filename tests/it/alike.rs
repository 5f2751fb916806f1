//! The same rows in another order and in other files make the same figures.

use crate::project::Copy;
use granska::cli::Exit;
use std::fs;

/// All figures of a year by month, without the names of files.
fn figures(copy: &Copy) -> Vec<Vec<String>> {
    let asked = ["figures", "--organisation", "exempel", "--period", "2025", "--per", "month", "--output", "csv"];
    let answer = copy.granska(&asked);
    assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
    let lines = answer.out.lines().map(|line| line.split(';').map(str::to_owned).collect::<Vec<String>>());
    let without_files = |mut cells: Vec<String>| {
        cells.pop();
        cells
    };
    lines.map(without_files).collect()
}

#[test]
fn rows_in_reverse_in_ten_files_make_the_same_figures() {
    let copy = Copy::of_shipped();
    let first = figures(&copy);
    assert!(first.len() > 5_000, "{} figures", first.len());
    let folder = copy.path().join("data/exempel");
    let mut files = 0;
    for entry in fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".csv").filter(|stem| stem.ends_with("-2024") || stem.ends_with("-2025"))
        else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("text");
        let (header, rows) = text.split_once('\n').expect("a header");
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        for (part, rows) in rows.chunks(rows.len().div_ceil(10)).enumerate() {
            copy.write(&format!("data/exempel/{stem}-del{part}.csv"), format!("{header}\n{}\n", rows.join("\n")));
            files += 1;
        }
        fs::remove_file(path).expect("removed");
    }
    assert!(files > 150, "{files} files");
    let again = figures(&copy);
    let different = first.iter().zip(&again).filter(|(one, other)| one != other);
    assert_eq!(different.take(3).collect::<Vec<_>>(), []);
    assert_eq!(first.len(), again.len());
}
