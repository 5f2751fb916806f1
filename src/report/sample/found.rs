//! What was found in the sample: moments, questions, figures, observations.

use super::*;
use crate::field::held::{Held, Version};

pub(super) fn reckoning(met: u32, partly: u32, not_met: u32) -> Reckoning {
    let rated = met + partly + not_met;
    let mean = Fraction::of(u64::from(met * 2 + partly), u64::from(rated * 2));
    Reckoning { expected: rated.max(1), rated, not_applicable: 0, met, partly, not_met, mean, on_limit: None }
}

pub(super) fn assessment(unit: &str, verdict: Verdict, reckoning: Reckoning) -> Assessment {
    Assessment { unit: id!(UnitId, unit), verdict, reckoning }
}

pub(super) fn judgement(id: &str, word: &str, rating: Rating) -> Judgement {
    Judgement {
        question: id!(QuestionId, id),
        word: word.to_owned(),
        as_printed: (id == "KF1").then(|| "Ej Uppfyllt".to_owned()),
        verdict: Verdict::Rated(rating),
        comments: vec![
            quote("Det finns inga analyser som är gjorda.", "Sammanfattning"),
            quote("Mål och mått saknas.", "Sammanfattning"),
        ],
        assessment: vec![quote("Vi bedömer att det inte finns tydliga riktlinjer.", "2.1.2")],
        differs: None,
        place: place(),
    }
}

pub(super) fn moments() -> Vec<MomentResult> {
    let word = |rating| match rating {
        Rating::Met => "Ja",
        Rating::PartlyMet => "Delvis",
        Rating::NotMet => "Nej",
    };
    let rows =
        [("behov", "norr", Rating::Met), ("behov", "soder", Rating::PartlyMet), ("verktyg", "norr", Rating::NotMet)];
    let mut moments: Vec<MomentResult> = rows
        .iter()
        .enumerate()
        .map(|(i, (moment, unit, rating))| MomentResult {
            moment: id!(MomentId, moment),
            unit: id!(UnitId, unit),
            outcome: CellOutcome::Answered(Verdict::Rated(*rating)),
            row: Some(MomentRow {
                unit: id!(UnitId, unit),
                moment: id!(MomentId, moment),
                period: Period::Year(2020),
                word: word(*rating).to_owned(),
                comment: Some("Planerar utifrån riktlinjer samt antal besök.".to_owned()),
                answered_by: None,
                date: None,
                source: "2.2.1".to_owned(),
                place: Place::line("data/prov/moment.csv", i as u32 + 2),
            }),
        })
        .collect();
    moments.push(MomentResult {
        moment: id!(MomentId, "verktyg"),
        unit: id!(UnitId, "soder"),
        outcome: CellOutcome::NotAnswered,
        row: None,
    });
    moments
}

pub(super) fn questions(moments: &[MomentResult]) -> Vec<QuestionResult> {
    let statement = |question: &str, verdict| Cell {
        point: id!(PointId, &format!("{question}.1")),
        subject: Subject::Statement,
        unit: id!(UnitId, "prov"),
        weight: 1,
        outcome: CellOutcome::Answered(verdict),
        word: None,
        words: Some(quote("Det finns inga analyser som är gjorda.", "Sammanfattning")),
        source: Some("Sammanfattning".to_owned()),
        place: None,
    };
    let cells = moments.iter().map(|m| Cell {
        point: id!(PointId, "KF2.1"),
        subject: Subject::Moment(m.moment.clone()),
        unit: m.unit.clone(),
        weight: 1,
        outcome: m.outcome,
        word: m.row.as_ref().map(|r| r.word.clone()),
        words: None,
        source: Some("2.2.1".to_owned()),
        place: None,
    });
    let limit = Limit::From(Fraction::of(1, 4).expect("a quarter"));
    let missing = Verdict::NotAssessable(NotAssessable::EvidenceMissing);
    vec![
        QuestionResult {
            question: id!(QuestionId, "KF1"),
            cells: vec![statement("KF1", Verdict::Rated(Rating::Met))],
            indicated: assessment(
                "prov",
                Verdict::Rated(Rating::PartlyMet),
                Reckoning { on_limit: Some(limit), ..reckoning(1, 0, 3) },
            ),
            per_unit: Vec::new(),
            established: Some(judgement("KF1", "Ej uppfyllt", Rating::NotMet)),
            comparison: Comparison::Differs(Some(Grounds::Auditors(quote(
                "Det är främst för tillgänglighet som det finns mål.",
                "2.1.2",
            )))),
        },
        QuestionResult {
            question: id!(QuestionId, "KF2"),
            cells: cells.collect(),
            indicated: assessment("prov", Verdict::Rated(Rating::PartlyMet), reckoning(1, 1, 1)),
            per_unit: vec![
                assessment("norr", Verdict::Rated(Rating::PartlyMet), reckoning(1, 0, 1)),
                assessment("soder", Verdict::Rated(Rating::PartlyMet), reckoning(0, 1, 0)),
            ],
            established: Some(judgement("KF2", "Delvis uppfyllt", Rating::PartlyMet)),
            comparison: Comparison::Same,
        },
        QuestionResult {
            question: id!(QuestionId, "KF3"),
            cells: vec![statement("KF3", missing)],
            indicated: assessment("prov", missing, reckoning(0, 0, 0)),
            per_unit: Vec::new(),
            established: Some(judgement("KF3", "Ej uppfyllt", Rating::NotMet)),
            comparison: Comparison::Differs(None),
        },
    ]
}

pub(super) fn measures() -> Vec<Measure> {
    vec![Measure {
        id: id!(MeasureId, "besok"),
        name: "Andel som fått tid för första besök inom 90 dagar".to_owned(),
        gloss: String::new(),
        perspective: None,
        owner: None,
        dataset: id!(DatasetId, "vantande"),
        stands: Some(Stands {
            unit: "enhet".to_owned(),
            at: "manad".to_owned(),
            grain: Grain::Month,
            counts: Counts::Stock,
            rows_are: RowsAre::Own,
            inferred: None,
            source: None,
        }),
        unit: Unit { of: UnitOf::Share, decimals: 0 },
        better: Better::Higher,
        target: None,
        limits: None,
        references: Vec::new(),
        breaks: Vec::new(),
        version: Version::ONLY,
        cadence: None,
        name_en: None,
        part_of: None,
        minimum_denominator: None,
        suppress_below: 0,
        source: String::new(),
        compare_with: vec![id!(UnitId, "riket")],
        quoted_as: None,
        kind: Kind::Share {
            of: Counted::Sum("antal".to_owned()),
            whole: Filter::equals("intervall", "totalt"),
            excluding: Vec::new(),
            known: Known::Complement(Filter::equals("intervall", "over-90")),
        },
        examples: Vec::new(),
        place: place(),
    }]
}

pub(super) fn figures() -> Vec<Figure> {
    let figure = |unit: &str, observation, complement, inferred, lines: Vec<u32>| Figure {
        key: FigureKey {
            measure: id!(MeasureId, "besok"),
            unit: id!(UnitId, unit),
            period: Period::Month { year: 2020, month: 2 },
        },
        observation,
        complement,
        terms: Vec::new(),
        lacks: Vec::new(),
        inferred,
        source: "2.3.1".to_owned(),
        held: Held::default(),
        provenance: Provenance {
            files: vec![FileUse {
                file: "data/prov/vantande.csv".to_owned(),
                sha256: "0123456789abcdef".repeat(4),
                rows_read: 2,
                rows_used: lines.len() as u64,
                lines,
            }],
            excluded: Vec::new(),
            asked_by: Some(Place::line("controls/measures/tillganglighet.yaml", 12)),
            version: 1,
        },
    };
    let percent = |n| Fraction::of(n, 100).expect("a share");
    vec![
        figure(
            "prov",
            Observation::Measured(Share::of(6_082, 9_879).expect("a share")),
            Some(3_797),
            InferredDate::MonthAndYear,
            vec![2, 3],
        ),
        figure("hud", Observation::Quoted(percent(26)), None, InferredDate::MonthAndYear, vec![4]),
        figure("riket", Observation::Quoted(percent(81)), None, InferredDate::Year, vec![5]),
    ]
}

pub(super) fn observations() -> Observations {
    let interviewed = |unit: &str, text: &str| Interviewed { unit: id!(UnitId, unit), quote: quote(text, "1.5") };
    Observations {
        scope: Some(Scope {
            quote: quote("Ett urval av verksamhetsområden.", "1.5"),
            lead_in: Some(quote("Följande har intervjuats:", "1.5")),
            interviewed: vec![interviewed("kirurgi", "Kirurgi (chef)"), interviewed("hud", "Hud (chef)")],
        }),
        method: vec![quote("Genomgång av statistik", "1.6")],
        findings: vec![
            Finding { item: item("I1", "otydligt vilka verksamheter som omfattades"), printed: PrintedAs::Bullet },
            Finding { item: item("I2", "Granskningen pekar också på strukturen."), printed: PrintedAs::Running },
        ],
        focus: Some(quote("Under hösten har arbetet fått ett ökat fokus.", "Men förbättringar sker")),
        improvements: vec![Improvement {
            id: id!(ItemId, "B1"),
            quote: quote("Alla ska ha en plan 30 juni 2017.", "Men förbättringar sker"),
            due: Some(day("2017-06-30")),
            concerns: Some("operationer".to_owned()),
            people: None,
            during: None,
        }],
        examples: vec![item("E1", "Förändrade arbetssätt för hudcancerpatienter.")],
        absent: vec![Absent {
            id: id!(ItemId, "S1"),
            label: "Realtidsdata".to_owned(),
            quote: quote("Det finns inget system för realtidsdata.", "2.2.1"),
        }],
        stated_figures: Vec::new(),
        reply_requested: Some(quote("Revisorerna har begärt ett svar från styrelsen", "Sammanfattning")),
        lost: vec![("2.1.1".to_owned(), "Tabellen saknas i den text vi har.".to_owned())],
    }
}
