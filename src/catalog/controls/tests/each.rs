//! Measures that are told for each of some values.

use super::{MEASURES, check, measures, project, write};
use crate::field::atom::Filter;
use crate::field::measure::Kind;

const AT: &str = "    counts: { stock-at: manad }\n";

fn with(for_each: &str) -> String {
    format!("{AT}    for-each: {for_each}\n")
}

#[test]
fn each_value_is_a_measure_of_its_own_made_of_its_rows_alone() {
    let mut files = project();
    let (_, text) = super::PROJECT.into_iter().find(|(path, _)| *path == MEASURES).expect("measures");
    let for_each = format!("{}    target: 90 %\n", with("{ column: kontakttyp, values: { nybesok: nya besök } }"));
    write(&mut files, MEASURES, &text.replacen(AT, &for_each, 1));
    let measures = measures(&files);
    let ids: Vec<&str> = measures.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(ids, ["andel", "andel-nybesok", "citerad"]);
    let part = &measures[1];
    assert_eq!((part.name.as_str(), part.gloss.as_str()), ("Andel: nya besök", "Visar andelen. Här bara: nya besök."));
    assert_eq!(part.part_of.as_ref(), Some(&measures[0].id));
    assert!(part.compare_with.is_empty(), "the nation's figure is of the whole");
    assert!(part.target.is_some(), "a share has the same target in every part");
    let only = Filter::equals("kontakttyp", "nybesok");
    assert!(matches!(&part.kind, Kind::Share { whole: Filter::All(all), .. } if all[0] == only), "{:?}", part.kind);
}

#[test]
fn a_target_for_a_number_is_none_for_its_parts() {
    let mut files = project();
    let (_, text) = super::PROJECT.into_iter().find(|(path, _)| *path == MEASURES).expect("measures");
    let (before, after) = text.split_once("    computes:\n      share:\n").expect("a share");
    let after = &after[after.find(AT).expect("the end of it")..];
    let count = "    computes: { count: { sum: antal } }\n    target: 40\n";
    let for_each = with("{ column: kontakttyp, values: { nybesok: nya besök, operation: operationer } }");
    let text = format!("{before}{count}{after}").replacen("unit: share", "unit: count", 1).replacen(AT, &for_each, 1);
    write(&mut files, MEASURES, &text);
    let has_target: Vec<bool> = measures(&files).iter().map(|m| m.target.is_some()).collect();
    assert_eq!(has_target, [true, false, false, false]);
}

#[test]
fn the_column_and_the_values_are_those_of_the_dataset() {
    check(
        MEASURES,
        AT,
        &with("{ column: kontakttypp, values: { nybesok: nya besök } }"),
        &[
            "G126 controls/measures/andelar.yaml:16:25: datamängden `vantande` har ingen kolumn `kontakttypp` = menades `kontakttyp`, som står i controls/datasets.yaml rad 7?",
        ],
    );
    check(
        MEASURES,
        AT,
        &with("{ column: kontakttyp, values: { nybesokk: nya besök } }"),
        &[
            "G127 controls/measures/andelar.yaml:16:47: kolumnen `kontakttyp` har inget värde `nybesokk` = menades `nybesok`, som står i controls/datasets.yaml rad 7?",
        ],
    );
    check(
        MEASURES,
        AT,
        &with("{ column: kontakttyp, values: { operation: operationer } }"),
        &[
            "G156 controls/measures/andelar.yaml:16:47: ingen rad kan räknas för `operation` = ta bort värdet, eller rätta måttets villkor",
        ],
    );
    check(
        MEASURES,
        AT,
        &with("{ column: kontakttyp, values: {} }"),
        &[
            "G109 controls/measures/andelar.yaml:16:45: `values` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ],
    );
    check(
        MEASURES,
        AT,
        &with("{ column: antal, values: { 5: fem } }"),
        &[
            "G141 controls/measures/andelar.yaml:16:25: kolumnen `antal` med typen `integer` går inte att dela upp ett mått efter = välj en kolumn med koder eller text",
        ],
    );
}

#[test]
fn two_values_cannot_give_one_id_a_value_must_give_one_and_what_is_quoted_is_whole() {
    check(
        MEASURES,
        "quoted-as: { kontakttyp: nybesok }",
        "quoted-as: { kontakttyp: nybesok }\n    for-each: { column: kontakttyp, values: { å: a, A: b, '–': c } }",
        &[
            "G127 controls/measures/andelar.yaml:24:47: kolumnen `kontakttyp` har inget värde `å` = det som finns är `nybesok`",
            "G106 controls/measures/andelar.yaml:24:53: två mått har samma id, `citerad-a` | controls/measures/andelar.yaml:24:47 = byt namn på en av dem, eller ta bort upprepningen",
            "G127 controls/measures/andelar.yaml:24:53: kolumnen `kontakttyp` har inget värde `A` = det som finns är `nybesok`",
            "G127 controls/measures/andelar.yaml:24:59: kolumnen `kontakttyp` har inget värde `–` = det som finns är `nybesok`",
            "G127 controls/measures/andelar.yaml:24:59: värdet `–` ger inget id = skriv ett eget mått för värdet",
        ],
    );
    check(
        MEASURES,
        "quoted-as: { kontakttyp: nybesok }",
        "quoted-as: { kontakttyp: nybesok }\n    for-each: { column: kontakttyp, values: { nybesok: a } }",
        &[
            "G127 controls/measures/andelar.yaml:24:25: måttslaget `quoted` går inte att dela upp = ta bort `for-each`, eller skriv ett mått för varje del",
        ],
    );
}
