//! Tests of the room: the audit of 2020 recomputed, each method, coverage, units, periods and remarks.
//!
//! What holds for every method and all answers stands in `properties`.

mod properties;

use super::*;
use crate::diag::Place;
use crate::field::assessment::{CellOutcome, Reckoning, Subject};
use crate::field::audit::{Evidence, Moment, Point};
use crate::field::established::{DocumentFacts, DocumentState, Observations, Statement};
use crate::field::id::{AuditId, LevelId, OrganisationId, PointId, QuestionId, ScaleId, StepId};
use crate::field::org::{Level, Nature, OrgUnit};
use crate::field::period::DatedPeriod;
use crate::field::quantity::Fraction;
use crate::field::rating::{NotAssessable, Rating};
use crate::field::recommendation::{Called, Recommendations};
use crate::field::rule::{Bands, Limit, RollUp, Rule, RuleSetBy};
use crate::field::scale::Meaning;
use crate::field::text::{Certainty, Grounds, Quote};

const MET: CellOutcome = CellOutcome::Answered(Verdict::Rated(Rating::Met));
const PARTLY: CellOutcome = CellOutcome::Answered(Verdict::Rated(Rating::PartlyMet));
const NOT_MET: CellOutcome = CellOutcome::Answered(Verdict::Rated(Rating::NotMet));
const OUTSIDE: CellOutcome = CellOutcome::Answered(Verdict::NotApplicable);
const SAID_SO: CellOutcome = CellOutcome::Answered(Verdict::NotAssessable(NotAssessable::SaidSo));
const NO_EVIDENCE: CellOutcome = CellOutcome::Answered(Verdict::NotAssessable(NotAssessable::EvidenceMissing));
const SILENT: CellOutcome = CellOutcome::NotAnswered;

fn id<T>(new: impl Fn(&str) -> Result<T, crate::field::id::NotAnId>, text: &str) -> T {
    new(text).expect("an id")
}

fn place() -> Place {
    Place::line("test.yaml", 1)
}

fn quote(text: &str) -> Quote {
    Quote { text: text.to_owned(), source: "1".to_owned(), place: place() }
}

fn fraction(text: &str) -> Fraction {
    Fraction::parse(text).expect("a fraction")
}

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

fn dated(text: &str) -> DatedPeriod {
    DatedPeriod { is: period(text), certainty: Certainty::Stated, note: None }
}

fn rule(roll_up: RollUp, minimum: &str) -> Rule {
    Rule { roll_up, minimum_coverage: fraction(minimum), set_by: RuleSetBy::Granska, place: place() }
}

fn bands() -> RollUp {
    let limit = |text: &str| Limit::From(fraction(text));
    RollUp::BandedMean(Bands::new(limit("1/4"), limit("3/4")).expect("in order"))
}

fn rolled(rule: &Rule, answers: &[(CellOutcome, u32)]) -> (Verdict, Reckoning) {
    let assessment = roll_up::assessment(id(UnitId::new, "top"), rule, answers.iter().copied());
    (assessment.verdict, assessment.reckoning)
}

/// Rolls up answers of weight 1 with a minimum coverage of one half.
#[track_caller]
fn check(roll_up: RollUp, answers: &[CellOutcome], expected: Verdict) {
    let answers: Vec<_> = answers.iter().map(|a| (*a, 1)).collect();
    assert_eq!(rolled(&rule(roll_up, "1/2"), &answers).0, expected, "{}", roll_up.key());
}

fn rated(rating: Rating) -> Verdict {
    Verdict::Rated(rating)
}

// ---- a small catalogue in code ----

fn moment(name: &str) -> Moment {
    Moment { id: id(MomentId::new, name), quote: quote(name), step: id(StepId::new, "steg") }
}

fn point(name: &str, moments: Option<&[&str]>) -> Point {
    let evidence =
        moments.map_or(Evidence::Stated, |m| Evidence::Moments(m.iter().map(|m| id(MomentId::new, m)).collect()));
    Point { id: id(PointId::new, name), label: name.to_owned(), evidence, weight: 1, place: place() }
}

fn asks(name: &str, points: Vec<Point>) -> ControlQuestion {
    ControlQuestion {
        id: id(QuestionId::new, name),
        quote: quote(name),
        as_printed: Vec::new(),
        assessed_in: None,
        points,
        rule: rule(bands(), "1/2"),
    }
}

fn audit(level: &str, moments: &[&str], questions: Vec<ControlQuestion>) -> Audit {
    Audit {
        id: id(AuditId::new, "granskning"),
        title: "Granskning".to_owned(),
        year: dated("2020"),
        audited_body: None,
        documents: Vec::new(),
        model: None,
        question_scale: None,
        moment_scale: None,
        moments_asked_of: Some(id(LevelId::new, level)),
        purpose: None,
        overall_question: None,
        criteria: Vec::new(),
        guidelines: None,
        moments: moments.iter().map(|m| moment(m)).collect(),
        questions,
        recommendations: Recommendations { called: Called::Recommendation, lead_in: None, items: Vec::new() },
    }
}

/// Units as `id level parent`, the top without a parent.
fn tree(units: &[&str]) -> OrgTree {
    let unit = |text: &&str| {
        let mut words = text.split(' ');
        let (name, level, parent) = (words.next().expect("id"), words.next().expect("level"), words.next());
        OrgUnit {
            id: id(UnitId::new, name),
            label: name.to_owned(),
            short: None,
            level: id(LevelId::new, level),
            part_of: parent.map(|p| id(UnitId::new, p)),
            valid_from: None,
            valid_to: None,
            successor: None,
            certainty: Certainty::Stated,
            note: None,
            source: None,
            delivers: Vec::new(),
        }
    };
    OrgTree {
        id: id(OrganisationId::new, "org"),
        label: "Org".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![Level { id: id(LevelId::new, "division"), label: "Division".to_owned() }],
        units: units.iter().map(unit).collect(),
        held_against: Vec::new(),
    }
}

fn row(unit: &str, moment: &str, when: &str, word: &str, line: u32) -> MomentRow {
    MomentRow {
        unit: id(UnitId::new, unit),
        moment: id(MomentId::new, moment),
        period: period(when),
        word: word.to_owned(),
        comment: None,
        answered_by: None,
        date: None,
        source: "2.2.1".to_owned(),
        place: Place::line("moment.csv", line),
    }
}

fn scale() -> Scale {
    let words = [
        ("Ja", Meaning::Rated(Rating::Met)),
        ("Delvis", Meaning::Rated(Rating::PartlyMet)),
        ("Nej", Meaning::Rated(Rating::NotMet)),
        ("Ej tillämpligt", Meaning::NotApplicable),
        ("Vet ej", Meaning::NotAssessable),
    ];
    Scale {
        id: id(ScaleId::new, "ja-delvis-nej"),
        label: "Ja, delvis, nej".to_owned(),
        words: words.into_iter().map(|(w, m)| (w.to_owned(), m)).collect(),
    }
}

fn established(judgements: &[(&str, Verdict, Option<&str>)], stated: &[(&str, Verdict)]) -> Established {
    let judgement = |(question, verdict, differs): &(&str, Verdict, Option<&str>)| Judgement {
        question: id(QuestionId::new, question),
        word: "ord".to_owned(),
        as_printed: None,
        verdict: *verdict,
        comments: Vec::new(),
        assessment: Vec::new(),
        differs: differs.map(|text| Grounds::Auditors(quote(text))),
        place: place(),
    };
    let statement = |(point, verdict): &(&str, Verdict)| Statement {
        point: id(PointId::new, point),
        verdict: *verdict,
        words: Some(quote("kommentar")),
        place: place(),
    };
    Established {
        audit: id(AuditId::new, "granskning"),
        period: dated("2020"),
        made_to: None,
        document: DocumentFacts { diarienummer: None, handlaggare: None, version: 1, state: DocumentState::Draft },
        overall: None,
        judgements: judgements.iter().map(judgement).collect(),
        stated: stated.iter().map(statement).collect(),
        as_printed: Vec::new(),
        observations: Observations::default(),
        sections: Vec::new(),
    }
}

fn assessed(audit: &Audit, tree: &OrgTree, rows: &[MomentRow], established: Option<&Established>) -> Assessed {
    let scale = scale();
    assess(&Input { audit, tree, asked: asked(audit, tree, period("2020")), rows, scale: Some(&scale), established })
}

/// What a question came to: verdict, twice the sum, rated weight, and the limit it lies on.
fn figures(of: &crate::field::assessment::Assessment) -> (Verdict, u64, u32, Option<Limit>) {
    (of.verdict, of.reckoning.twice_the_sum(), of.reckoning.rated, of.reckoning.on_limit)
}

// ---- the audit of 2020 ----

const MOMENTS: [(&str, &str, &str); 7] = [
    ("produktionsbehov", "Delvis", "Delvis"),
    ("kapacitet-per-vecka", "Delvis", "Nej"),
    ("kapacitet-per-yrkesgrupp", "Delvis", "Nej"),
    ("schema-efter-behov", "Delvis", "Nej"),
    ("planeringsverktyg", "Nej", "Nej"),
    ("stodresurser", "Ja", "Nej"),
    ("utfall-kommuniceras", "Delvis", "Delvis"),
];

#[test]
fn the_audit_of_2020_is_rolled_up_as_declared_and_not_as_printed() {
    let rest =
        ["produktionsbehov", "kapacitet-per-vecka", "kapacitet-per-yrkesgrupp", "schema-efter-behov", "stodresurser"];
    let audit = audit(
        "division",
        &MOMENTS.map(|m| m.0),
        vec![
            asks("KF1", ["KF1.1", "KF1.2", "KF1.3", "KF1.4"].map(|p| point(p, None)).into()),
            asks("KF2", vec![point("KF2.1", Some(&["planeringsverktyg"]))]),
            asks("KF3", vec![point("KF3.1", Some(&rest))]),
            asks("KF4", vec![point("KF4.1", Some(&["utfall-kommuniceras"]))]),
            asks("KF5", vec![point("KF5.1", None)]),
        ],
    );
    let tree = tree(&["norrbotten region", "lanssjukvard division norrbotten", "narsjukvard division norrbotten"]);
    let rows: Vec<_> = MOMENTS
        .iter()
        .flat_map(|(m, lan, nar)| [row("lanssjukvard", m, "2020", lan, 2), row("narsjukvard", m, "2020", nar, 3)])
        .collect();
    let (met, partly, not_met) = (rated(Rating::Met), rated(Rating::PartlyMet), rated(Rating::NotMet));
    let no_evidence = Verdict::NotAssessable(NotAssessable::EvidenceMissing);
    let found = established(
        &[
            ("KF1", not_met, Some("Det är främst för tillgänglighet")),
            ("KF2", not_met, None),
            ("KF3", partly, None),
            ("KF4", partly, None),
            ("KF5", not_met, Some("Frågan är dock svår att besvara")),
        ],
        &[("KF1.1", met), ("KF1.2", not_met), ("KF1.3", not_met), ("KF1.4", not_met), ("KF5.1", no_evidence)],
    );
    let result = assessed(&audit, &tree, &rows, Some(&found));
    assert!(result.remarks.is_empty());
    assert_eq!(result.moments.len(), 14);
    let [kf1, kf2, kf3, kf4, kf5] = &result.questions[..] else { panic!("five questions") };

    // KF1: (1 + 0 + 0 + 0) / 4 = 1/4, exactly on the limit.
    assert_eq!(figures(&kf1.indicated), (partly, 2, 4, Some(Limit::From(fraction("1/4")))));
    assert_eq!(kf1.indicated.reckoning.mean, Fraction::of(1, 4));
    assert_eq!(kf1.comparison, Comparison::Differs(Some(Grounds::Auditors(quote("Det är främst för tillgänglighet")))));
    assert!(kf1.per_unit.is_empty(), "statements are about the region");
    assert_eq!(kf1.cells[0].unit.as_str(), "norrbotten");

    // KF2: 0 / 2.
    assert_eq!(figures(&kf2.indicated), (not_met, 0, 2, None));
    assert_eq!(kf2.comparison, Comparison::Same);

    // KF3: (½·4 + 1 + ½) / 10 = 3.5 / 10 = 7/20; 3/5 and 1/10 in the divisions.
    assert_eq!(figures(&kf3.indicated), (partly, 7, 10, None));
    assert_eq!(kf3.indicated.reckoning.mean, Fraction::of(7, 20));
    assert_eq!(kf3.comparison, Comparison::Same);
    let divisions: Vec<_> =
        kf3.per_unit.iter().map(|a| (a.unit.as_str(), a.verdict, a.reckoning.mean.map(|m| m.to_string()))).collect();
    assert_eq!(
        divisions,
        [("lanssjukvard", partly, Some("3/5".to_owned())), ("narsjukvard", not_met, Some("1/10".to_owned()))]
    );
    let first: Vec<_> = kf3.cells.iter().take(3).map(|c| (c.subject.clone(), c.unit.as_str())).collect();
    let about = |m: &str| Subject::Moment(id(MomentId::new, m));
    assert_eq!(
        first,
        [
            (about("produktionsbehov"), "lanssjukvard"),
            (about("produktionsbehov"), "narsjukvard"),
            (about("kapacitet-per-vecka"), "lanssjukvard")
        ],
        "moments, then units"
    );

    // KF4: (½ + ½) / 2 = 1/2.
    assert_eq!(figures(&kf4.indicated), (partly, 2, 2, None));
    assert_eq!(kf4.indicated.reckoning.mean, Some(Fraction::HALF));

    // KF5: no analyses exist. That is not the same as not met.
    assert_eq!(figures(&kf5.indicated), (no_evidence, 0, 0, None));
    assert_eq!(kf5.indicated.reckoning.mean, None);
    assert_eq!(kf5.comparison, Comparison::Differs(Some(Grounds::Auditors(quote("Frågan är dock svår att besvara")))));
}

// ---- methods ----

#[test]
fn a_question_is_only_as_good_as_its_worst_moment() {
    check(RollUp::WorstOf, &[MET, PARTLY, NOT_MET], rated(Rating::NotMet));
    check(RollUp::WorstOf, &[MET, MET], rated(Rating::Met));
    check(RollUp::BestOf, &[PARTLY, NOT_MET], rated(Rating::PartlyMet));
}

#[test]
fn all_any_none_is_partly_met_as_soon_as_one_is_partly_met() {
    check(RollUp::AllAnyNone, &[MET, MET], rated(Rating::Met));
    check(RollUp::AllAnyNone, &[NOT_MET, PARTLY], rated(Rating::PartlyMet));
    check(RollUp::AllAnyNone, &[NOT_MET, MET], rated(Rating::PartlyMet));
    check(RollUp::AllAnyNone, &[PARTLY, PARTLY], rated(Rating::PartlyMet));
    check(RollUp::AllAnyNone, &[NOT_MET, NOT_MET], rated(Rating::NotMet));
}

#[test]
fn of_two_middle_ratings_the_worse_counts() {
    check(RollUp::LowerMedian, &[NOT_MET, MET], rated(Rating::NotMet));
    check(RollUp::LowerMedian, &[NOT_MET, PARTLY, MET], rated(Rating::PartlyMet));
    check(RollUp::LowerMedian, &[NOT_MET, PARTLY, PARTLY, MET, MET, MET], rated(Rating::PartlyMet));
    check(RollUp::LowerMedian, &[NOT_MET, MET, MET], rated(Rating::Met));
    let heavy = rolled(&rule(RollUp::LowerMedian, "1/2"), &[(NOT_MET, 3), (MET, 1), (MET, 1)]);
    assert_eq!(heavy.0, rated(Rating::NotMet), "weight 3 of 5 is the middle");
}

#[test]
fn an_open_end_makes_the_limit_itself_fall_below() {
    let open = Bands::new(Limit::Above(fraction("1/4")), Limit::Above(fraction("3/4"))).expect("in order");
    let (verdict, reckoning) = rolled(&rule(RollUp::BandedMean(open), "1/2"), &[(MET, 1), (NOT_MET, 3)]);
    assert_eq!(verdict, rated(Rating::NotMet));
    assert_eq!(reckoning.on_limit, Some(Limit::Above(fraction("1/4"))), "it is still told that it lies on the limit");
    assert_eq!(
        rolled(&rule(bands(), "1/2"), &[(MET, 3), (NOT_MET, 1)]).0,
        rated(Rating::Met),
        "3/4 from and including 3/4"
    );
}

#[test]
fn weights_count_as_that_many_answers() {
    let (verdict, reckoning) = rolled(&rule(bands(), "1/2"), &[(MET, 3), (PARTLY, 1), (OUTSIDE, 5)]);
    assert_eq!(verdict, rated(Rating::Met));
    assert_eq!((reckoning.mean, reckoning.expected, reckoning.not_applicable), (Fraction::of(7, 8), 4, 5));
    let (_, reckoning) = rolled(&rule(bands(), "1/2"), &[(MET, u32::MAX), (MET, u32::MAX)]);
    assert_eq!(reckoning.mean, Some(Fraction::ONE), "weights beyond all sense do not overflow");
}

// ---- coverage and what is not rated ----

#[test]
fn not_applicable_is_outside_what_is_expected_and_unanswered_is_inside() {
    check(bands(), &[MET, OUTSIDE, OUTSIDE, OUTSIDE], rated(Rating::Met));
    check(bands(), &[MET, SILENT], rated(Rating::Met));
    let few = |rated, expected| {
        Verdict::NotAssessable(NotAssessable::TooFewAnswers { rated, expected, minimum: Fraction::HALF })
    };
    check(bands(), &[MET, SILENT, SILENT], few(1, 3));
    check(bands(), &[MET, SAID_SO, SILENT], few(1, 3));
    check(bands(), &[MET, SAID_SO, NO_EVIDENCE], few(1, 3));
    check(bands(), &[SAID_SO, SILENT], few(0, 2));
}

#[test]
fn nothing_rated_says_why() {
    let unable = Verdict::NotAssessable;
    for method in [RollUp::WorstOf, RollUp::BestOf, RollUp::AllAnyNone, RollUp::LowerMedian, bands()] {
        check(method, &[], unable(NotAssessable::NothingStated));
        check(method, &[SILENT, SILENT], unable(NotAssessable::NothingStated));
        check(method, &[SILENT, OUTSIDE], unable(NotAssessable::NothingStated));
        let unstated = CellOutcome::Answered(unable(NotAssessable::NothingStated));
        check(method, &[unstated], unable(NotAssessable::NothingStated));
        check(method, &[unstated, SILENT], unable(NotAssessable::NothingStated));
        check(method, &[OUTSIDE, OUTSIDE], Verdict::NotApplicable);
        check(method, &[NO_EVIDENCE, OUTSIDE], unable(NotAssessable::EvidenceMissing));
        check(method, &[SAID_SO, SAID_SO], unable(NotAssessable::SaidSo));
    }
}

#[test]
fn evidence_that_does_not_exist_is_the_reason_also_when_a_little_was_rated() {
    check(bands(), &[NOT_MET, NO_EVIDENCE, NO_EVIDENCE], Verdict::NotAssessable(NotAssessable::EvidenceMissing));
    check(bands(), &[NOT_MET, NO_EVIDENCE], rated(Rating::NotMet));
}

#[test]
fn a_mean_that_decided_nothing_lies_on_no_limit() {
    let (verdict, reckoning) = rolled(&rule(bands(), "1"), &[(MET, 1), (NOT_MET, 3), (SILENT, 1)]);
    assert!(matches!(verdict, Verdict::NotAssessable(_)));
    assert_eq!((reckoning.mean, reckoning.on_limit), (Fraction::of(1, 4), None));
}

// ---- units, periods, remarks ----

#[test]
fn units_are_pooled_on_every_level_below_the_top() {
    let audit = audit("enhet", &["m"], vec![asks("F", vec![point("F.1", Some(&["m"])), point("F.2", None)])]);
    let tree = tree(&[
        "top region",
        "norr omrade top",
        "soder omrade top",
        "tom omrade top",
        "a enhet norr",
        "b enhet norr",
        "c enhet soder",
    ]);
    let rows = [row("a", "m", "2020", "Ja", 2), row("b", "m", "2020", "nej", 3)];
    let result = assessed(&audit, &tree, &rows, Some(&established(&[], &[("F.2", rated(Rating::NotMet))])));
    let question = &result.questions[0];
    let units: Vec<_> = question.per_unit.iter().map(|a| (a.unit.as_str(), a.reckoning.rated, a.verdict)).collect();
    assert_eq!(
        units,
        [
            ("norr", 2, rated(Rating::PartlyMet)),
            ("soder", 0, Verdict::NotAssessable(NotAssessable::NothingStated)),
            ("a", 1, rated(Rating::Met)),
            ("b", 1, rated(Rating::NotMet)),
            ("c", 0, Verdict::NotAssessable(NotAssessable::NothingStated)),
        ],
        "the statement belongs to the region alone, and a unit without units asked is left out"
    );
    assert_eq!(question.indicated.reckoning.rated, 3);
    assert_eq!(question.comparison, Comparison::NotEstablished);
}

#[test]
fn only_units_that_exist_in_the_period_are_asked() {
    let audit = audit("division", &["m"], Vec::new());
    let mut tree = tree(&["top region", "gammal division top", "ny division top"]);
    tree.units[1].valid_to = "2019-12-31".parse().ok();
    tree.units[1].successor = Some(id(UnitId::new, "ny"));
    let names = |when: &str| asked(&audit, &tree, period(when)).iter().map(UnitId::to_string).collect::<Vec<_>>();
    assert_eq!(names("2020"), ["ny"]);
    assert_eq!(names("2019-2020"), ["gammal", "ny"]);
    let result = assessed(&audit, &tree, &[row("gammal", "m", "2020", "Ja", 2)], None);
    assert_eq!(told(&result), ["G402 moment.csv:2 momenten ställs inte till `gammal` den här perioden"]);
    assert_eq!(result.remarks[0].help.last().map(String::as_str), Some("`ny` har tagit över efter den"));
}

#[test]
fn the_latest_period_within_the_period_counts() {
    let rows = [
        row("a", "m", "2020-02", "Ja", 2),
        row("a", "m", "2020T3", "Delvis", 3),
        row("a", "m", "2020-12", "Nej", 4),
        row("a", "m", "2021", "Ja", 5),
        row("b", "m", "2020", "Ja", 6),
        row("b", "m", "2019-2020", "Ja", 7),
    ];
    let lines: Vec<_> = in_period(&rows, period("2020")).iter().map(|r| r.place.line).collect();
    assert_eq!(
        lines,
        [4, 6],
        "December ends with the tertial and is shorter; a longer period than the asked one is no answer to it"
    );
}

fn told(result: &Assessed) -> Vec<String> {
    result
        .remarks
        .iter()
        .map(|r| {
            format!("{} {} {}", r.code.id, r.labels.first().map(|l| l.place.to_string()).unwrap_or_default(), r.message)
        })
        .collect()
}

/// One moment `m` asked of the divisions `a` and `b`.
fn of_rows(rows: &[MomentRow]) -> Assessed {
    let audit = audit("division", &["m"], vec![asks("F", vec![point("F.1", Some(&["m"]))])]);
    assessed(&audit, &tree(&["top region", "a division top", "b division top"]), rows, None)
}

#[test]
fn a_word_outside_the_scale_is_told_and_not_answered() {
    let result = of_rows(&[row("a", "m", "2020", " delvis ", 2), row("b", "m", "2020", "Delvist", 3)]);
    assert_eq!(result.moments[0].outcome, PARTLY);
    assert_eq!(result.moments[1].outcome, SILENT);
    assert_eq!(result.questions[0].cells[1].word.as_deref(), Some("Delvist"), "the word stays as delivered");
    assert_eq!(told(&result), ["G401 moment.csv:3 `Delvist` är inget ord i skalan `Ja, delvis, nej`"]);
    assert_eq!(
        result.remarks[0].help,
        ["menade du `Delvis`?", "skriv `Ja`, `Delvis`, `Nej`, `Ej tillämpligt` eller `Vet ej`"]
    );
}

#[test]
fn an_empty_word_is_no_answer_and_no_fault() {
    let result = of_rows(&[row("a", "m", "2020", " ", 2)]);
    assert_eq!(result.moments[0].outcome, SILENT);
    assert!(result.remarks.is_empty());
}

#[test]
fn rows_of_a_unit_that_is_not_asked_are_told_once_and_never_counted() {
    let result = of_rows(&[
        row("top", "m", "2020", "Ja", 2),
        row("top", "m", "2020", "Ja", 3),
        row("x", "annan", "2020", "Ja", 4),
    ]);
    assert_eq!(
        told(&result),
        ["G402 moment.csv:2 momenten ställs inte till `top` den här perioden"],
        "other audits' moments are passed over"
    );
    assert_eq!(result.remarks[0].labels[0].text, "raden räknas inte med, och inte heller 1 rad till");
    assert_eq!(result.remarks[0].help, ["momenten ställs till `a` och `b`"]);
    assert_eq!(result.questions[0].indicated.reckoning.rated, 0);
}

#[test]
fn answers_that_contradict_each_other_are_no_answer() {
    let result = of_rows(&[row("a", "m", "2020", "Ja", 2), row("a", "m", "2020", "Nej", 3)]);
    assert_eq!(result.moments[0].outcome, SILENT);
    assert_eq!(told(&result), ["G403 moment.csv:2 `a` har flera svar på momentet `m` för samma period"]);
    let result = of_rows(&[row("a", "m", "2020", "Ja", 2), row("a", "m", "2020", "ja", 3)]);
    assert_eq!(result.moments[0].outcome, MET, "said twice is still said");
    assert_eq!(result.remarks.len(), 1);
}

#[test]
fn an_organisation_without_the_level_is_asked_nothing() {
    let audit = audit("enhet", &["m"], vec![asks("F", vec![point("F.1", Some(&["m"]))])]);
    let result = assessed(&audit, &tree(&["top region"]), &[], None);
    assert!(result.moments.is_empty() && result.questions[0].per_unit.is_empty());
    assert_eq!(result.questions[0].indicated.verdict, Verdict::NotAssessable(NotAssessable::NothingStated));
}

#[test]
fn a_difference_is_a_difference_of_ratings() {
    let question = |printed: Verdict, indicated: Verdict| {
        let found = established(&[("F", printed, None)], &[]);
        compare(found.judgements.first(), indicated)
    };
    let unable = Verdict::NotAssessable;
    assert_eq!(question(rated(Rating::NotMet), unable(NotAssessable::NothingStated)), Comparison::Differs(None));
    assert_eq!(question(unable(NotAssessable::SaidSo), unable(NotAssessable::NothingStated)), Comparison::Same);
    assert_eq!(question(Verdict::NotApplicable, unable(NotAssessable::SaidSo)), Comparison::Differs(None));
}

#[test]
fn a_written_reason_for_a_difference_that_is_none_is_told() {
    let audit = audit("division", &["m"], vec![asks("F", vec![point("F.1", Some(&["m"]))])]);
    let tree = tree(&["top region", "a division top"]);
    let told_of = |printed: Verdict| {
        let found = established(&[("F", printed, Some("skäl"))], &[]);
        told(&assessed(&audit, &tree, &[row("a", "m", "2020", "Ja", 2)], Some(&found)))
    };
    assert_eq!(told_of(rated(Rating::NotMet)), Vec::<String>::new());
    let expected = format!("G404 {} `F` har ett skäl till en skillnad som inte finns", place());
    assert_eq!(told_of(rated(Rating::Met)), [expected]);
}

#[test]
fn codes_of_the_room_are_unique_and_explained() {
    let ids: std::collections::BTreeSet<_> = codes::CODES.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), codes::CODES.len());
    assert!(codes::CODES.iter().all(|c| c.explanation.len() > 80));
}
