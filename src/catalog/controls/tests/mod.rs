//! Faults of meaning in `controls/`: one test a fault, each a small valid project with one thing changed.

mod asked;
mod contracts;
mod counted;
mod each;
mod english;
mod files;
mod schemas;
mod shipped;
mod words;

use crate::catalog::SourceText;
use crate::diag::{self, Remark};
use crate::field::measure::Measure;

const SCALES: &str = "controls/scales.yaml";
const MODEL: &str = "controls/models/steg.yaml";
const DATASETS: &str = "controls/datasets.yaml";
const MEASURES: &str = "controls/measures/andelar.yaml";
const AUDIT: &str = "controls/audits/prov/audit.yaml";
const QUESTIONS: &str = "controls/audits/prov/questions.yaml";
const RECOMMENDATIONS: &str = "controls/audits/prov/recommendations.yaml";

/// A project without fault, as small as one can be that holds a thing of every kind.
const PROJECT: [(&str, &str); 7] = [
    (
        SCALES,
        r##"scales:
  - { id: ja-nej, label: Ja eller nej, words: [ { word: Ja, rating: met }, { word: Nej, rating: not-met } ] }
marks:
  - { outcome: met, word: Uppfyllt, plural: uppfyllda, symbol: filled-circle, colour: "#1d6b4b" }
  - { outcome: partly-met, word: Delvis, plural: delvis, symbol: half-circle, colour: "#000000" }
  - { outcome: not-met, word: Ej uppfyllt, plural: ej uppfyllda, symbol: crossed-square, colour: "#000000" }
  - { outcome: not-assessable, word: Vet ej, plural: vet ej, symbol: dash, colour: "#000000" }
  - { outcome: not-applicable, word: Gäller ej, plural: gäller ej, symbol: ring, colour: "#000000" }
  - { outcome: not-answered, word: Ej besvarat, plural: ej besvarade, symbol: dotted-circle, colour: "#000000" }
  - { outcome: suppressed, word: Dolt, plural: dolda, symbol: crossed-grey-square, colour: "#000000" }
statuses:
  - { code: ej_besvarad, label: Svar saknas, set-by: system, gloss: Inget svar., colour-as: not-met }
  - { code: ej_paborjad, label: Ej påbörjad, set-by: owner, gloss: Inget är gjort., colour-as: not-met }
  - { code: pagar, label: Pågår, set-by: owner, gloss: Något görs., colour-as: partly-met }
  - { code: delvis, label: Delvis, set-by: owner, gloss: Något är gjort., colour-as: partly-met }
  - { code: rapporterad, label: Rapporterad, set-by: owner, gloss: Uppges vara gjort., colour-as: partly-met }
  - { code: verifierad, label: Verifierad, set-by: verifier, gloss: Är gjort., colour-as: met }
  - { code: risk, label: Risk, set-by: board, gloss: Godtas., colour-as: not-met }
  - { code: ej_aktuell, label: Ej aktuell, set-by: auditor, gloss: Behövs inte., colour-as: not-applicable }
  - { code: ersatt, label: Ersatt, set-by: auditor, gloss: Är utbytt., colour-as: not-applicable }
  - { code: ateroppnad, label: Återöppnad, set-by: auditor, gloss: Är öppen igen., colour-as: not-met }
"##,
    ),
    (
        MODEL,
        "id: steg
label: Stegen
provenance: own
source: Prov
steps: [ { id: behov, label: Behov, gloss: Behovet är känt. } ]
support: { id: stod, label: Stöd, gloss: Det som hjälper. }
",
    ),
    (
        DATASETS,
        "datasets:
  - id: vantande
    label: Väntande
    grain: kontakttyp
    files: [vantande]
    columns:
      - { name: kontakttyp, type: { one-of: [nybesok, operation] }, required: true, label: Kontakttyp }
      - { name: antal, type: integer, label: Antal }
      - { name: enhet, type: unit, required: true, label: Enhet }
      - { name: manad, type: month, required: true, label: Månad }
  - id: publicerade_andelar
    label: Andelar
    grain: kontakttyp
    files: [andelar]
    columns: [ { name: kontakttyp, type: { one-of: [nybesok] }, label: Kontakttyp } ]
",
    ),
    (
        MEASURES,
        "measures:
  - id: andel
    name: Andel
    gloss: Visar andelen.
    dataset: vantande
    unit: share
    better: higher
    source: Prov
    compare-with: [riket]
    computes:
      share:
        sum: antal
        whole: { equals: { kontakttyp: nybesok } }
        part: { all: [ { equals: { kontakttyp: nybesok } } ] }
    counts: { stock-at: manad }
  - id: citerad
    name: Citerad andel
    gloss: Visar andelen.
    dataset: publicerade_andelar
    unit: share
    better: lower
    source: Prov
    quoted-as: { kontakttyp: nybesok }
",
    ),
    (
        AUDIT,
        r#"id: prov
title: Prov
year: { is: 2023, certainty: stated }
documents: [revisionsrapport]
model: steg
question-scale: ja-nej
moment-scale: ja-nej
moments-asked-of: enhet
criteria: [ { id: K1, text: Lagen, source: "1" }, { id: K2, text: Målen, source: "1" } ]
guidelines:
  lead-in: { text: "Man bör:", source: "1" }
  items: [ { id: G1, text: skapa ett system, source: "1" } ]
"#,
    ),
    (
        QUESTIONS,
        r#"moments:
  - { id: bedomt, text: Behovet är bedömt., source: "2", step: { id: behov, by: granska } }
  - { id: klart, text: Allt är klart., source: "2", step: { id: stod, by: granska } }
questions:
  - id: KF1
    text: Bedöms behovet?
    source: "1"
    points: [ { id: KF1.1, label: Behovet, evidence: { moments: [bedomt, klart] }, weight: 1 } ]
    roll-up: { banded-mean: { partly-from: 1/4, met-from: 3/4, minimum-coverage: 1/2 } }
  - id: KF2
    text: Görs resten?
    source: "1"
    points: [ { id: KF2.1, label: Resten, evidence: stated } ]
    roll-up: { worst-of: { minimum-coverage: 1/2 } }
"#,
    ),
    (
        RECOMMENDATIONS,
        "called: recommendation
recommendations:
  - id: R1
    text: Bedöm behovet.
    source: Slutet
    parts: [ { id: R1a, gloss: Behovet är bedömt } ]
    parent-is: worst-part
    answers: { questions: [KF1], by: granska }
  - id: R2
    text: Gör resten.
    source: Slutet
    parts: [ { id: R2a, gloss: Resten är gjord } ]
    parent-is: partly-when-some
    answers: { questions: [KF2], by: granska }
",
    ),
];

/// The small project as files.
fn project() -> Vec<SourceText> {
    PROJECT.iter().map(|(path, text)| SourceText::new(*path, *text)).collect()
}

/// The measures of a project without fault.
fn measures(files: &[SourceText]) -> Vec<Measure> {
    let mut remarks = Vec::new();
    let found = super::read(files, &mut remarks);
    assert_eq!(remarks.iter().map(worded).collect::<Vec<_>>(), [""; 0]);
    found.complete().expect("whole").measures
}

/// Writes one of the files anew.
fn write(files: &mut [SourceText], path: &str, text: &str) {
    files.iter_mut().filter(|f| f.path == path).for_each(|f| *f = SourceText::new(path, text));
}

/// Reads files and words each remark as `code place: message | other places = help`.
fn remarks(files: &[SourceText]) -> Vec<String> {
    let mut remarks = Vec::new();
    let found = super::read(files, &mut remarks);
    diag::sort(&mut remarks);
    let whole = found.audits.len() == found.named_audits.len() && found.complete().is_some();
    assert!(whole || diag::has_errors(&remarks), "what is left out is remarked on");
    remarks.iter().map(worded).collect()
}

fn worded(remark: &Remark) -> String {
    let (first, others) = remark.labels.split_first().expect("a remark has a place");
    let mut text = format!("{} {}: {}", remark.code.id, first.place, remark.message);
    for other in others {
        text.push_str(&format!(" | {}", other.place));
    }
    for help in &remark.help {
        text.push_str(&format!(" = {help}"));
    }
    text
}

/// The remarks on the small project with one text of one file changed.
fn told(file: &str, replace: &str, with: &str) -> Vec<String> {
    let (_, text) = PROJECT.into_iter().find(|(path, _)| *path == file).expect(file);
    assert!(text.contains(replace), "`{replace}` stands in {file}");
    let mut files = project();
    write(&mut files, file, &text.replacen(replace, with, 1));
    remarks(&files)
}

/// Reads the small project with one text of one file changed.
fn check(file: &str, replace: &str, with: &str, expected: &[&str]) {
    assert_eq!(told(file, replace, with), expected);
}

#[test]
fn the_small_project_is_without_fault() {
    assert_eq!(remarks(&project()), [""; 0]);
}
