//! English names.

use super::{MEASURES, measures, project, remarks, write};
use crate::catalog::SourceText;

fn with(names: &str) -> Vec<SourceText> {
    let mut files = project();
    files.push(SourceText::new("controls/en.yaml", format!("measures: {names}\n")));
    files
}

#[test]
fn a_measure_has_an_english_name_where_one_is_given() {
    let named = measures(&with("{ andel: Share }"));
    let english: Vec<Option<&str>> = named.iter().map(|m| m.name_en.as_deref()).collect();
    assert_eq!(english, [Some("Share"), None]);
}

#[test]
fn names_stand_under_ids_that_measures_have_and_say_something() {
    assert_eq!(
        remarks(&with("{ andell: Share, citerad: ' ' }")),
        [
            "G182 controls/en.yaml:1:13: inget mått heter `andell` = menades `andel`, som står i controls/measures/andelar.yaml rad 2?",
            "G107 controls/en.yaml:1:37: `citerad` är tom = skriv texten, eller ta bort nyckeln om den är frivillig",
        ]
    );
}

#[test]
fn no_id_is_unknown_while_a_file_of_measures_cannot_be_read() {
    let mut files = with("{ andel: Share }");
    write(&mut files, MEASURES, "measures: [");
    assert!(remarks(&files).iter().all(|remark| !remark.starts_with("G182")), "{:?}", remarks(&files));
}
