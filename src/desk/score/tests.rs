//! Tests of scoring: a list, what was told, and what is made of the two.

use super::*;
use crate::diag::Place;
use crate::field::contract::Effect;

const LIST: &str = "fil;rad;kolumn;fel;galler\n\
    a.csv;3;antal;inget-heltal;\n\
    a.csv;5;enhet;okand-enhet;\n\
    b.csv;0;;tom-fil;\n\
    b.csv;9;antal;tom-cell;\n";

fn faults(file: &str, column: &str, code: &'static str, rows: &[u32]) -> Faults {
    Faults {
        file: file.into(),
        sheet: "".into(),
        number: 1,
        column: column.into(),
        code,
        rule: None,
        effect: Effect::Quarantine,
        rows: rows.to_vec(),
        texts: Vec::new(),
        count: rows.len() as u64,
    }
}

/// Scores against [`LIST`]: found, hidden, missed, following, untrue.
fn check(told: &[Faults], expected: [u64; 5]) -> Score {
    let score = score(&list(LIST).expect("a list"), told, &[]);
    let got = [score.found, score.hidden, score.missed.len() as u64, score.following, score.untrue.len() as u64];
    assert_eq!(got, expected);
    score
}

#[test]
fn all_that_is_listed_must_be_told_at_its_place_or_be_hidden_by_what_is() {
    let told = [
        faults("a.csv", "antal", "G325", &[3]),
        faults("a.csv", "enhet", "G321", &[5]),
        faults("b.csv", "", "G309", &[0]),
    ];
    let full = check(&told, [3, 1, 0, 0, 0]);
    assert!(full.is_full());
    assert_eq!((full.precision(), full.recall()), ((3, 3), (4, 4)));
    // Nothing hides a fault unless it was told itself.
    check(&told[..2], [2, 0, 2, 0, 0]);
}

#[test]
fn another_row_column_or_kind_is_both_a_miss_and_untrue() {
    for wrong in [
        faults("a.csv", "antal", "G325", &[4]),
        faults("a.csv", "not", "G325", &[3]),
        faults("a.csv", "antal", "G320", &[3]),
        faults("c.csv", "antal", "G325", &[3]),
    ] {
        check(&[wrong, faults("a.csv", "enhet", "G321", &[5]), faults("b.csv", "", "G309", &[0])], [2, 1, 1, 0, 1]);
    }
    // A fault told twice is untrue once.
    check(&[faults("a.csv", "antal", "G325", &[3, 3])], [1, 0, 3, 0, 1]);
}

#[test]
fn a_row_with_another_number_of_cells_hides_itself_and_an_open_quote_all_that_follows() {
    let listed =
        list("fil;rad;kolumn;fel;galler\na;4;x;tom-cell;\na;5;x;tom-cell;\na;9;x;tom-cell;\n").expect("a list");
    let hidden = |code, row| score(&listed, &[faults("a", "", code, &[row])], &[]).hidden;
    assert_eq!((hidden("G306", 5), hidden("G308", 9), hidden("G304", 5), hidden("G307", 6)), (1, 1, 2, 1));
}

#[test]
fn only_a_rule_about_a_dataset_whose_file_cannot_be_read_follows_from_a_fault() {
    let unjudged = |dataset: &str| Faults {
        texts: vec![format!("regeln `r` prövas inte: någon leverans av `{dataset}` går inte att läsa i sin helhet")],
        ..faults("c.csv", "", "G349", &[0])
    };
    check(&[unjudged("b")], [0, 0, 4, 1, 0]);
    check(&[unjudged("d")], [0, 0, 4, 0, 1]);
    check(&[unjudged("a")], [0, 0, 4, 0, 1]);
}

#[test]
fn a_remark_that_nothing_in_the_list_explains_is_untrue_wherever_it_stands() {
    let remark = Remark::new(&crate::dataset::codes::UNKNOWN_FILE, "okänd").at(Place::file("x/y.csv"), "");
    assert_eq!(score(&[], &[], &[remark]).untrue.len(), 1);
    let set_aside = Remark::new(&crate::dataset::codes::SET_ASIDE, "lagd åt sidan").at(Place::file("a.csv"), "");
    assert!(score(&[], &[], &[set_aside]).is_full());
}

#[test]
fn a_file_that_no_dataset_has_is_told_by_its_remark() {
    let listed = list("fil;rad;kolumn;fel;galler\nd.csv;0;;okand-fil;\n").expect("a list");
    let remark = Remark::new(&crate::dataset::codes::UNKNOWN_FILE, "okänd").at(Place::file("d.csv"), "");
    assert!(score(&listed, &[], &[remark]).is_full());
}

#[test]
fn a_list_with_an_unknown_word_is_refused() {
    for bad in ["x\na;1;b;stavfel;", "x\na;1;b", "x\na;ett;b;tom-cell;"] {
        assert_eq!(list(bad).expect_err("no list").code.id, "G861");
    }
}
