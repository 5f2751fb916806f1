//! Which files are read, which are missing, and what one faulty file means for the others.

use super::{AUDIT, DATASETS, MODEL, PROJECT, QUESTIONS, RECOMMENDATIONS, SCALES, project, remarks, write};
use crate::catalog::SourceText;

fn check(change: impl FnOnce(&mut Vec<SourceText>), expected: &[&str]) {
    let mut files = project();
    change(&mut files);
    assert_eq!(remarks(&files), expected);
}

fn without(path: &'static str) -> impl FnOnce(&mut Vec<SourceText>) {
    move |files| files.retain(|f| f.path != path)
}

fn with(path: &'static str) -> impl FnOnce(&mut Vec<SourceText>) {
    move |files| files.push(SourceText::new(path, ""))
}

fn broken(path: &'static str) -> impl FnOnce(&mut Vec<SourceText>) {
    move |files| write(files, path, "nonsens: 1\n")
}

#[test]
fn the_scales_must_be_there() {
    check(
        without(SCALES),
        &[
            "G100 controls/scales.yaml: filen `controls/scales.yaml` saknas = lägg till filen; den säger vilka ord bedömningar och status skrivs med",
        ],
    );
}

#[test]
fn without_datasets_every_measure_refers_to_nothing() {
    let nothing = "ingen datamängd heter `publicerade_andelar` = inget av det slaget är deklarerat än";
    check(
        without(DATASETS),
        &[
            "G125 controls/measures/andelar.yaml:5:14: ingen datamängd heter `vantande` = inget av det slaget är deklarerat än",
            &format!("G125 controls/measures/andelar.yaml:19:14: {nothing}"),
            &format!("G125 controls/measures/andelar.yaml:23:30: {nothing}"),
        ],
    );
}

#[test]
fn a_folder_of_an_audit_has_its_audit() {
    check(
        without(AUDIT),
        &[
            "G100 controls/audits/prov/audit.yaml: filen `controls/audits/prov/audit.yaml` saknas = lägg till filen, eller ta bort granskningens mapp",
        ],
    );
}

#[test]
fn a_folder_of_an_audit_has_its_recommendations() {
    check(
        without(RECOMMENDATIONS),
        &[
            "G100 controls/audits/prov/recommendations.yaml: filen `controls/audits/prov/recommendations.yaml` saknas = lägg till filen, eller ta bort granskningens mapp",
        ],
    );
}

#[test]
fn an_audit_may_be_without_questions_and_then_no_recommendation_answers_any() {
    let unanswerable = |files: &mut Vec<SourceText>| {
        without(QUESTIONS)(files);
        let (_, text) = PROJECT.into_iter().find(|(path, _)| *path == RECOMMENDATIONS).expect("there");
        write(files, RECOMMENDATIONS, &text.replacen("    answers: { questions: [KF1], by: granska }\n", "", 1));
    };
    check(
        unanswerable,
        &[
            "G124 controls/audits/prov/recommendations.yaml:13:28: granskningen har inga kontrollfrågor, så `KF2` finns inte = ta bort `answers`, eller lägg till frågorna i `questions.yaml`",
        ],
    );
}

#[test]
fn a_misspelt_file_is_not_passed_over_in_silence() {
    for (path, remark) in [
        ("controls/audits/prov/question.yaml", "filen `question.yaml` läses inte = menades `questions.yaml`?"),
        ("controls/audits/prov/audit.yml", "filen `audit.yml` läses inte = menades `audit.yaml`?"),
        (
            "controls/audits/prov/x.yaml",
            "filen `x.yaml` läses inte = i en gransknings mapp läses `audit.yaml`, `questions.yaml` och `recommendations.yaml`",
        ),
        (
            "controls/audits/ny.yaml",
            "filen `ny.yaml` läses inte = lägg den i granskningens egen mapp, `controls/audits/ny/audit.yaml`",
        ),
        ("controls/scale.yaml", "filen `scale.yaml` läses inte = menades `scales.yaml`?"),
        ("controls/models/a.yml", "filen `a.yml` läses inte = byt namn på den till `a.yaml`"),
        ("controls/models/a/b.yaml", "filen `b.yaml` läses inte = lägg den direkt i mappen, inte i en mapp under den"),
        ("controls/measure/a.yaml", "filen `a.yaml` läses inte = menades mappen `measures`?"),
    ] {
        check(with(path), &[&format!("G101 {path}: {remark}")]);
    }
}

#[test]
fn schemas_and_files_of_other_rooms_are_left_alone() {
    for path in ["controls/schema/x.yaml", "controls/README.md", "data/norrbotten/organisation.yaml"] {
        check(with(path), &[]);
    }
}

#[test]
fn a_file_with_a_fault_of_form_makes_no_reference_dangling() {
    for path in [SCALES, DATASETS, MODEL, QUESTIONS] {
        let form = format!("G002 {path}:1:1: nyckeln `nonsens` finns inte här");
        let mut files = project();
        broken(path)(&mut files);
        let remarks = remarks(&files);
        assert_eq!(remarks.len(), 1, "{remarks:?}");
        assert!(remarks[0].starts_with(&form), "{remarks:?}");
    }
}

#[test]
fn a_file_that_could_not_be_read_is_neither_missing_nor_makes_a_reference_dangling() {
    for (path, _) in PROJECT {
        let mut files = project();
        files.iter_mut().filter(|f| f.path == path).for_each(|f| *f = SourceText::unreadable(path));
        let mut said = Vec::new();
        let found = super::super::read(&files, &mut said);
        assert_eq!(said, [], "{path}");
        let of_audit = path.starts_with("controls/audits/");
        assert_eq!(found.audits.is_empty(), of_audit, "an audit without one of its files is not whole: {path}");
        assert!(found.named_audits.contains("prov"), "{path}");
    }
}

#[test]
fn a_faulty_audit_is_left_out_but_its_name_is_known() {
    let mut files = project();
    broken(AUDIT)(&mut files);
    let found = super::super::read(&files, &mut Vec::new());
    assert!(found.audits.is_empty());
    assert!(found.named_audits.contains("prov"));
    assert!(found.wording.is_some(), "the rest is read all the same");
}
