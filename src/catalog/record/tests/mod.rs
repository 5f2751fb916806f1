//! Faulty files under `data/`, one fault a test: a small sound organisation in which one file is written anew.

mod established;
mod observations;
mod organisation;
mod register;
mod sound;
mod text;

use super::{codes, read};
use crate::catalog::controls::Found;
use crate::catalog::names::Names;
use crate::catalog::{Organisation, SourceText};
use crate::diag::{Place, Remark};
use crate::field::audit::{Audit, ControlQuestion, Evidence, Moment, Point};
use crate::field::id::{
    AuditId, LevelId, MomentId, OrganisationId, PartId, PointId, QuestionId, RecommendationId, ScaleId, StepId,
};
use crate::field::period::{DatedPeriod, Period};
use crate::field::quantity::Fraction;
use crate::field::rating::Rating;
use crate::field::recommendation::{Called, ParentIs, Part, Recommendation, Recommendations};
use crate::field::rule::{RollUp, Rule, RuleSetBy};
use crate::field::scale::{Meaning, Scale, Wording};
use crate::field::text::{Certainty, Quote};
use std::collections::{BTreeMap, BTreeSet};

const ORGANISATION: &str = "\
id: prov
label: Region Prov
nature: invented
certainty: stated
levels:
  - { id: region, label: Region }
  - { id: division, label: Division }
units:
  - { id: prov, label: Region Prov, level: region }
  - { id: norr, label: Division Norr, level: division, part-of: prov }
";

const ESTABLISHED: &str = "\
audit: lokaler
period: { is: 2023, certainty: stated }
document: { version: 1, state: draft }
questions:
  - id: KF1
    word: Ja
    comments:
      - { text: Det är känt., source: Sammanfattning }
    assessment:
      - { text: Vi bedömer att det är känt., source: \"1\" }
stated:
  - { point: KF1.2, rating: met, by: granska, comment: 1 }
";

const OBSERVATIONS: &str = "\
findings:
  - { id: I1, text: En iakttagelse., source: \"1\" }
improvements:
  - { id: B1, text: En förbättring., source: \"1\", due: 2024-06-30 }
  - { id: B2, text: En till., source: \"1\" }
";

const TEXT: &str = "\
sections:
  - id: Sammanfattning
    heading: Sammanfattning
    level: 1
    blocks: [question-table, recommendations]
  - id: \"1\"
    heading: Iakttagelser
    level: 1
    blocks:
      - findings
      - improvements
      - moments: norr
      - assessment: KF1
";

/// The sound files, by their path in `data/prov/`.
const SOUND: [(&str, &str); 4] = [
    ("organisation.yaml", ORGANISATION),
    ("audits/lokaler/established.yaml", ESTABLISHED),
    ("audits/lokaler/observations.yaml", OBSERVATIONS),
    ("audits/lokaler/text.yaml", TEXT),
];

/// Stands for a file that is not there.
const GONE: &str = "(gone)";

fn quote(text: &str) -> Quote {
    Quote { text: text.into(), source: "1".into(), place: Place::file("controls/q.yaml") }
}

fn point(id: &str, evidence: Evidence) -> Point {
    let place = Place::line("controls/q.yaml", 7);
    Point { id: PointId::new(id).unwrap(), label: id.into(), evidence, weight: 1, place }
}

fn recommendation(id: &str, parts: &[&str]) -> Recommendation {
    Recommendation {
        id: RecommendationId::new(id).unwrap(),
        quote: quote(id),
        parts: parts.iter().map(|p| Part { id: PartId::new(p).unwrap(), gloss: (*p).into() }).collect(),
        parent_is: ParentIs::WorstPart,
        answers: vec![QuestionId::new("KF1").unwrap()],
    }
}

/// One question with a point on a moment and a stated one; R1 with two parts, R2 with one.
fn audit(id: &str) -> Audit {
    let moment = MomentId::new("plan").unwrap();
    let rule = Rule {
        roll_up: RollUp::WorstOf,
        minimum_coverage: Fraction::HALF,
        set_by: RuleSetBy::Granska,
        place: Place::file("controls/q.yaml"),
    };
    Audit {
        id: AuditId::new(id).unwrap(),
        title: id.into(),
        year: DatedPeriod { is: Period::Year(2023), certainty: Certainty::Stated, note: None },
        audited_body: None,
        documents: Vec::new(),
        model: None,
        question_scale: Some(ScaleId::new("ja-nej").unwrap()),
        moment_scale: Some(ScaleId::new("ja-nej").unwrap()),
        moments_asked_of: Some(LevelId::new("division").unwrap()),
        purpose: None,
        overall_question: None,
        criteria: Vec::new(),
        guidelines: None,
        moments: vec![Moment { id: moment.clone(), quote: quote("Plan finns."), step: StepId::new("behov").unwrap() }],
        questions: vec![ControlQuestion {
            id: QuestionId::new("KF1").unwrap(),
            quote: quote("Är det känt?"),
            as_printed: Vec::new(),
            assessed_in: None,
            points: vec![point("KF1.1", Evidence::Moments(vec![moment])), point("KF1.2", Evidence::Stated)],
            rule,
        }],
        recommendations: Recommendations {
            called: Called::Recommendation,
            lead_in: None,
            items: vec![recommendation("R1", &["R1a", "R1b"]), recommendation("R2", &["R2a"])],
        },
    }
}

/// `vantande` and `moment` are declared.
fn named_datasets() -> Names {
    let mut names = Names::default();
    for (line, id) in [(2, "vantande"), (9, "moment")] {
        names.add(id, Place::line("controls/datasets.yaml", line));
    }
    names
}

/// `lokaler` and `arkiv` are valid, `trasig` exists and is faulty.
fn found() -> Found {
    let words =
        vec![("Ja".to_owned(), Meaning::Rated(Rating::Met)), ("Nej".to_owned(), Meaning::Rated(Rating::NotMet))];
    let id = ScaleId::new("ja-nej").unwrap();
    let scale = Scale { id: id.clone(), label: "Ja eller nej".into(), words };
    Found {
        wording: Some(Wording {
            scales: BTreeMap::from([(id, scale)]),
            marks: BTreeMap::new(),
            statuses: BTreeMap::new(),
        }),
        models: BTreeMap::new(),
        datasets: Vec::new(),
        named_datasets: Some(named_datasets()),
        measures: Vec::new(),
        audits: ["lokaler", "arkiv"].map(audit).into_iter().map(|a| (a.id.clone(), a)).collect(),
        named_audits: ["lokaler", "arkiv", "trasig"].map(String::from).into(),
    }
}

/// What is read when some of the sound files are replaced or added to. A path that begins with `data/` is taken as it is.
fn read_with(changed: &[(&str, &str)]) -> (BTreeMap<OrganisationId, Organisation>, Vec<Remark>) {
    let mut texts: BTreeMap<&str, &str> = SOUND.into_iter().collect();
    texts.extend(changed.iter().copied());
    let path = |p: &str| if p.starts_with("data/") { p.to_owned() } else { format!("data/prov/{p}") };
    let files: Vec<SourceText> =
        texts.into_iter().filter(|(_, text)| *text != GONE).map(|(p, text)| SourceText::new(path(p), text)).collect();
    let mut remarks = Vec::new();
    let organisations = read(&files, &[], &found(), &mut remarks);
    crate::diag::sort(&mut remarks);
    (organisations, remarks)
}

/// Checks which remarks follow, each as `code place message`, with places from `data/prov/`.
#[track_caller]
fn check(changed: &[(&str, &str)], expected: &[&str]) {
    let (_, remarks) = read_with(changed);
    let told: Vec<String> = remarks
        .iter()
        .map(|r| {
            let of_form = r.code.id < "G100";
            assert!(!r.labels[0].text.is_empty() && (of_form || !r.help.is_empty()), "no label or help: {r:?}");
            let place = r.labels[0].place.to_string();
            format!("{} {} {}", r.code.id, place.strip_prefix("data/prov/").unwrap_or(&place), r.message)
        })
        .collect();
    assert_eq!(told, expected, "\n{}", told.join("\n"));
}

/// The help lines of the one remark that follows.
#[track_caller]
fn help(changed: &[(&str, &str)]) -> Vec<String> {
    let (_, remarks) = read_with(changed);
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    remarks[0].help.clone()
}

#[test]
fn codes_are_unique_explained_and_in_the_range_of_this_room() {
    let mut seen = BTreeSet::new();
    for code in codes::CODES {
        assert!(seen.insert(code.id), "{} twice", code.id);
        assert!(("G200".."G300").contains(&code.id), "{}", code.id);
        assert!(code.explanation.len() > 80 && code.explanation.ends_with('.'), "{}", code.id);
        assert!(!code.title.ends_with('.') && !code.explanation.contains("  "), "{}", code.id);
    }
}
