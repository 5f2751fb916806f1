//! Region Exempel with faults: each is found where it lies, and what is delivered in another form is as good as CSV.

use crate::project::{Copy, granska_in, root};
use granska::cli::Exit;
use std::fs;

#[test]
fn every_fault_put_in_is_found_and_nothing_else_is_told() {
    for form in ["csv", "parquet"] {
        let answer = granska_in(&root(), &["simulate", "--score", "--seeds", "1", "--years", "2", "--format", form]);
        assert_eq!(answer.exit, Exit::Done, "{}{}", answer.out, answer.err);
        assert!(answer.out.contains("Precision 1,0000 och täckning 1,0000."), "{}", answer.out);
    }
}

#[test]
fn a_contract_that_demands_less_misses_faults_and_one_that_demands_more_tells_untrue_ones() {
    let copy = Copy::of_real();
    let demand = "demand: { order: { first: sokte_datum, then: datum } }";
    copy.replace(
        "controls/datasets.yaml",
        demand,
        "demand: { order: { first: sokte_datum, then: medicinskt_maldatum } }",
    );
    let kind = "- { name: yrkesgrupp, type: { one-of: [lakare, sjukskoterska, underskoterska, fysioterapeut, psykolog, rontgensjukskoterska, ovriga] }, label";
    copy.replace("controls/datasets.yaml", kind, &kind.replace("sjukskoterska, ", ""));
    let asked = ["simulate", "--score", "--seeds", "1", "--years", "1", "--only", "genomforda", "--dirt", "40"];
    let answer = copy.granska(&asked);
    assert_eq!(answer.exit, Exit::Gate, "{}{}", answer.out, answer.err);
    for said in ["Missade fel (", "kontakt innan vård söktes", "Falska påpekanden (", "yrkesgrupp: G327"] {
        assert!(answer.out.contains(said), "`{said}` is not in {}", answer.out);
    }
}

#[test]
fn more_dirt_than_can_be_put_in_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let out = dir.path().join("x").to_string_lossy().into_owned();
    let answer = granska_in(&root(), &["simulate", "--dirt", "41", "--out", &out]);
    assert_eq!(answer.exit, Exit::Usage);
    assert!(answer.err.contains("G860") && answer.err.contains("0 till 40"), "{}", answer.err);
}

#[test]
fn a_form_is_filled_with_what_is_delivered_in_any_form() {
    let copy = Copy::of_shipped();
    let form = |copy: &Copy| {
        let answer = copy.granska(&["form", "--organisation", "exempel", "--division", "granit", "--period", "2025"]);
        assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
        fs::read(copy.path().join("out/exempel/formular/2025-granit.xlsx")).expect("a form")
    };
    let from_csv = form(&copy);
    for name in ["produktionsplan-2025", "kapacitet-2025"] {
        let text = copy.read(&format!("data/exempel/{name}.csv"));
        fs::remove_file(copy.path().join(format!("data/exempel/{name}.csv"))).expect("removed");
        copy.write(&format!("data/exempel/{name}.tsv"), text.replace(';', "\t"));
    }
    assert!(from_csv == form(&copy), "the form is another when the same rows come as TSV");
    for name in ["produktionsplan-2025", "kapacitet-2025"] {
        fs::remove_file(copy.path().join(format!("data/exempel/{name}.tsv"))).expect("removed");
    }
    assert!(from_csv != form(&copy), "the form does not depend on what is delivered");
}

/// Rows of a delivery as its reader meets them.
fn met(path: &str, bytes: Vec<u8>, contract: &granska::field::contract::Dataset) -> Vec<String> {
    let mut rows = Vec::new();
    let source = granska::store::Source::in_memory(path, bytes);
    let read = granska::dataset::rows(&source, contract, &mut |row| {
        rows.push(format!("{} {}", row.row, row.cells.join("|")));
        std::ops::ControlFlow::Continue(())
    });
    assert!(read, "{path} cannot be read");
    rows
}

#[test]
fn what_is_simulated_is_read_back_equal_as_text_and_as_parquet() {
    use granska::desk::simulate::{Files, Format, Options, simulate};
    let project = granska::store::Project::find(Some(&root()), &root()).expect("the project");
    let loaded = granska::run::load(&project, granska::run::Purpose::Catalogue).unwrap_or_else(|_| panic!("a project"));
    let catalog = loaded.catalog.expect("a catalogue without errors");
    let dir = tempfile::tempdir().expect("a temporary folder");
    let made = |format| {
        let options = Options {
            seed: 11,
            rows: None,
            years: 1,
            only: Vec::new(),
            files: Files::Year,
            format,
            threads: 2,
            dirt: None,
        };
        let folder = dir.path().join(format!("{format:?}"));
        simulate(&options, &folder).expect("made");
        folder.join("data/exempel")
    };
    let (text, parquet) = (made(Format::Csv), made(Format::Parquet));
    let mut compared = 0;
    for contract in &catalog.controls.datasets {
        let stem = [format!("{}-2021", contract.id), contract.id.to_string()];
        let stem = stem.iter().find(|s| text.join(format!("{s}.csv")).exists()).expect("each dataset is simulated");
        let csv = fs::read_to_string(text.join(format!("{stem}.csv"))).expect("text");
        // Registers hold words of people, which may stand in quotes.
        let plain = |line: &str| if line.contains('"') { None } else { Some(line.replace(';', "|")) };
        let lines: Vec<Option<String>> =
            (1..).zip(csv.lines()).map(|(n, l)| Some(format!("{n} {}", plain(l)?))).collect();
        let from_text = met(&format!("{stem}.csv"), csv.clone().into_bytes(), contract);
        assert!(lines.iter().zip(&from_text).all(|(line, row)| line.as_ref().is_none_or(|l| l == row)), "{stem}");
        assert_eq!(lines.len(), from_text.len(), "{stem}");
        if let Ok(bytes) = fs::read(parquet.join(format!("{stem}.parquet"))) {
            assert!(met(&format!("{stem}.parquet"), bytes, contract) == from_text, "{stem} as Parquet");
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}
