//! Outcomes built in code for the tests of this room: small, invented, and with something of everything.

use crate::diag::Place;
use crate::field::assessment::{
    Assessment, Cell, CellOutcome, Comparison, MomentResult, QuestionResult, Reckoning, Subject,
};
use crate::field::audit::{Audit, ControlQuestion, Evidence, Guidelines, Moment, Point};
use crate::field::dataset::{InferredDate, MomentRow, ToolRow};
use crate::field::established::{
    Absent, DocumentFacts, DocumentState, Established, Improvement, Interviewed, Judgement, Observations, Overall,
    Scope,
};
use crate::field::id::{
    AuditId, DatasetId, EntryId, ItemId, LevelId, MeasureId, ModelId, MomentId, OrganisationId, PartId, PointId,
    QuestionId, RecommendationId, ReportId, ScaleId, StepId, UnitId,
};
use crate::field::measure::{Better, FigureKey, Filter, Kind, Known, Measure};
use crate::field::model::{Model, ModelProvenance, Step};
use crate::field::observation::{Delivery, Figure, Observation, Provenance};
use crate::field::org::{Level, Nature, OrgTree, OrgUnit};
use crate::field::outcome::Outcome;
use crate::field::period::{AsOf, DatedPeriod, Period};
use crate::field::quantity::{Fraction, Share};
use crate::field::rating::{MarkKind, NotAssessable, Rating, Verdict};
use crate::field::recommendation::{
    About, Acceptance, Called, Entry, Finds, ParentIs, Part, Recommendation, Recommendations, StatusCode, What,
};
use crate::field::report_text::{Block, Section};
use crate::field::rule::{Bands, Limit, RollUp, Rule};
use crate::field::scale::{Mark, Meaning, Scale, SetBy, StatusWord, Symbol, Wording};
use crate::field::standing::{Age, Due, FollowUp, ImprovementStanding, PartStanding, Standing, Status};
use crate::field::text::{Certainty, Grounds, Item, Quote};
use chrono::NaiveDate;

macro_rules! id {
    ($kind:ident, $text:expr) => {
        $kind::new($text).expect($text)
    };
}

pub(super) fn quote(text: &str, source: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        source: source.to_owned(),
        place: Place::line("data/prov/audits/prov-2020/observations.yaml", 7),
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn place() -> Place {
    Place::line("controls/audits/prov-2020/questions.yaml", 41)
}

fn item(id: &str, text: &str) -> Item<ItemId> {
    Item { id: id!(ItemId, id), quote: quote(text, "2.3.1") }
}

fn wording() -> Wording {
    let mark = |kind, word: &str, plural: &str, symbol, colour: &str| {
        (kind, Mark { word: word.to_owned(), plural: plural.to_owned(), symbol, colour: colour.to_owned() })
    };
    let status = |code, label: &str, colour_as| {
        (code, StatusWord { label: label.to_owned(), set_by: SetBy::Owner, gloss: String::new(), colour_as })
    };
    let scale = |id: &str, words: [&str; 3]| {
        let meanings = [Rating::Met, Rating::PartlyMet, Rating::NotMet].map(Meaning::Rated);
        let words = words.iter().zip(meanings).map(|(w, m)| ((*w).to_owned(), m)).collect();
        (id!(ScaleId, id), Scale { id: id!(ScaleId, id), label: id.to_owned(), words })
    };
    Wording {
        scales: [
            scale("uppfyllelse", ["Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt"]),
            scale("ja-delvis-nej", ["Ja", "Delvis", "Nej"]),
        ]
        .into(),
        marks: [
            mark(MarkKind::Met, "Uppfyllt", "uppfyllda", Symbol::FilledCircle, "#1d6b4b"),
            mark(MarkKind::PartlyMet, "Delvis uppfyllt", "delvis uppfyllda", Symbol::HalfCircle, "#8a5700"),
            mark(MarkKind::NotMet, "Ej uppfyllt", "ej uppfyllda", Symbol::CrossedSquare, "#a12a2a"),
            mark(MarkKind::NotAssessable, "Kan inte bedömas", "kan inte bedömas", Symbol::Dash, "#5a6473"),
            mark(MarkKind::NotApplicable, "Ej tillämpligt", "ej tillämpliga", Symbol::Ring, "#5a6473"),
            mark(MarkKind::NotAnswered, "Ej besvarat", "ej besvarade", Symbol::DottedCircle, "#5a6473"),
            mark(MarkKind::Suppressed, "Undertryckt", "undertryckta", Symbol::CrossedGreySquare, "#5a6473"),
        ]
        .into(),
        statuses: [
            status(StatusCode::EjBesvarad, "Svar ej lämnat", MarkKind::NotMet),
            status(StatusCode::EjPaborjad, "Ej påbörjad", MarkKind::NotMet),
            status(StatusCode::Pagar, "Pågår", MarkKind::PartlyMet),
            status(StatusCode::Delvis, "Delvis genomförd", MarkKind::PartlyMet),
            status(StatusCode::Rapporterad, "Genomförd enligt verksamheten, ej verifierad", MarkKind::PartlyMet),
            status(StatusCode::Verifierad, "Genomförd och verifierad", MarkKind::Met),
            status(StatusCode::Risk, "Accepterad risk", MarkKind::NotMet),
            status(StatusCode::EjAktuell, "Ej längre aktuell", MarkKind::NotApplicable),
            status(StatusCode::Ersatt, "Ersatt av ny rekommendation", MarkKind::NotApplicable),
            status(StatusCode::Ateroppnad, "Återöppnad", MarkKind::NotMet),
        ]
        .into(),
    }
}

fn organisation() -> OrgTree {
    let unit = |id: &str, label: &str, level: &str, part_of: Option<&str>| OrgUnit {
        id: id!(UnitId, id),
        label: label.to_owned(),
        short: label.strip_prefix("Division ").map(str::to_owned),
        level: id!(LevelId, level),
        part_of: part_of.map(|p| id!(UnitId, p)),
        valid_from: None,
        valid_to: None,
        successor: None,
        certainty: Certainty::Stated,
        note: None,
        source: None,
    };
    let level = |id: &str, label: &str| Level { id: id!(LevelId, id), label: label.to_owned() };
    OrgTree {
        id: id!(OrganisationId, "prov"),
        label: "Region Prov".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![level("region", "Region"), level("division", "Division"), level("verksamhet", "Verksamhet")],
        units: vec![
            unit("prov", "Region Prov", "region", None),
            unit("norr", "Division Norr", "division", Some("prov")),
            unit("kirurgi", "Kirurgi", "verksamhet", Some("norr")),
            unit("soder", "Division Söder", "division", Some("prov")),
            unit("hud", "Hud", "verksamhet", Some("soder")),
        ],
    }
}

pub(super) fn banded(partly: (u64, u64), met: (u64, u64)) -> RollUp {
    let limit = |(part, whole)| Limit::From(Fraction::of(part, whole).expect("a whole"));
    RollUp::BandedMean(Bands::new(limit(partly), limit(met)).expect("in order"))
}

fn question(id: &str, text: &str, evidence: Evidence) -> ControlQuestion {
    ControlQuestion {
        id: id!(QuestionId, id),
        quote: quote(text, "1.4"),
        as_printed: Vec::new(),
        assessed_in: Some("2.1.2".to_owned()),
        points: vec![Point {
            id: id!(PointId, &format!("{id}.1")),
            label: "Punkten".to_owned(),
            evidence,
            weight: 1,
            place: place(),
        }],
        rule: Rule { roll_up: banded((1, 4), (3, 4)), minimum_coverage: Fraction::HALF, place: place() },
    }
}

fn recommendation(n: usize) -> Recommendation {
    let id = format!("R{n}");
    Recommendation {
        quote: quote(
            &format!("Säkerställa den {n}:e saken för produktions- och kapacitetsplaneringen."),
            "Rekommendationer",
        ),
        parts: vec![
            Part { id: id!(PartId, &format!("{id}a")), gloss: "Saken är beslutad".to_owned() },
            Part { id: id!(PartId, &format!("{id}b")), gloss: "IT-stöd finns".to_owned() },
        ],
        id: id!(RecommendationId, &id),
        parent_is: ParentIs::WorstPart,
        answers: vec![id!(QuestionId, "KF1"), id!(QuestionId, "KF3")],
    }
}

fn audit() -> Audit {
    let moment = |id: &str, text: &str, step: &str| Moment {
        id: id!(MomentId, id),
        quote: quote(text, "2.2.1"),
        step: id!(StepId, step),
    };
    Audit {
        id: id!(AuditId, "prov-2020"),
        title: "Produktions- och kapacitetsplanering".to_owned(),
        year: DatedPeriod {
            is: Period::Year(2020),
            certainty: Certainty::Inferred,
            note: Some("Året är en slutsats.".to_owned()),
        },
        audited_body: Some("regionstyrelsen".to_owned()),
        documents: ["revisionsrapport", "sammanfattning", "uppfoljning"].map(|d| id!(ReportId, d)).into(),
        model: Some(id!(ModelId, "steg")),
        question_scale: Some(id!(ScaleId, "uppfyllelse")),
        moment_scale: Some(id!(ScaleId, "ja-delvis-nej")),
        moments_asked_of: Some(id!(LevelId, "division")),
        purpose: Some(quote("Syftet med granskningen är att bedöma planeringen.", "1.2")),
        overall_question: None,
        criteria: vec![Item { id: id!(ItemId, "K1"), quote: quote("Kommunallagen, 6 kap", "1.3") }],
        guidelines: Some(Guidelines {
            lead_in: quote("Några riktlinjer är att:", "1.1"),
            items: vec![item("G1", "styra dagligen mot målen")],
        }),
        moments: vec![
            moment("behov", "Produktionsbehovet är bedömt och nedbrutet.", "behov"),
            moment("verktyg", "Resurs- och planeringsverktyg används.", "stod"),
        ],
        questions: vec![
            question("KF1", "Finns tydliga riktlinjer och anvisningar?", Evidence::Stated),
            question(
                "KF2",
                "Sker en ändamålsenlig planering?",
                Evidence::Moments(vec![id!(MomentId, "behov"), id!(MomentId, "verktyg")]),
            ),
            question("KF3", "Har det resulterat i förbättringar?", Evidence::Stated),
        ],
        recommendations: Recommendations {
            called: Called::Recommendation,
            lead_in: Some(quote("Vi rekommenderar regionstyrelsen att:", "Rekommendationer")),
            items: (1..=4).map(recommendation).collect(),
        },
    }
}

fn reckoning(met: u32, partly: u32, not_met: u32) -> Reckoning {
    let rated = met + partly + not_met;
    let mean = Fraction::of(u64::from(met * 2 + partly), u64::from(rated * 2));
    Reckoning { expected: rated.max(1), rated, not_applicable: 0, met, partly, not_met, mean, on_limit: None }
}

fn assessment(unit: &str, verdict: Verdict, reckoning: Reckoning) -> Assessment {
    Assessment { unit: id!(UnitId, unit), verdict, reckoning }
}

fn judgement(id: &str, word: &str, rating: Rating) -> Judgement {
    Judgement {
        question: id!(QuestionId, id),
        word: word.to_owned(),
        as_printed: (id == "KF1").then(|| "Ej Uppfyllt".to_owned()),
        verdict: Verdict::Rated(rating),
        comments: vec![
            quote("Det saknas ett gemensamt mål.", "Sammanfattning"),
            quote("Mål och mått saknas.", "Sammanfattning"),
        ],
        assessment: vec![quote("Vi bedömer att det inte finns tydliga riktlinjer.", "2.1.2")],
        differs: None,
        place: place(),
    }
}

fn moments() -> Vec<MomentResult> {
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

fn questions(moments: &[MomentResult]) -> Vec<QuestionResult> {
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

fn measures() -> Vec<Measure> {
    let is = |column: &str, value: &str| Filter::Equals { column: column.to_owned(), value: value.to_owned() };
    vec![Measure {
        id: id!(MeasureId, "besok"),
        name: "Andel som fått tid för första besök inom 90 dagar".to_owned(),
        gloss: String::new(),
        dataset: id!(DatasetId, "vantande"),
        better: Better::Higher,
        source: String::new(),
        compare_with: vec![id!(UnitId, "riket")],
        quoted_as: None,
        kind: Kind::Share {
            sum: "antal".to_owned(),
            whole: is("intervall", "totalt"),
            known: Known::Complement(is("intervall", "over-90")),
        },
        place: place(),
    }]
}

fn figures() -> Vec<Figure> {
    let figure = |unit: &str, observation, complement, inferred, lines: Vec<u32>| Figure {
        key: FigureKey {
            measure: id!(MeasureId, "besok"),
            unit: id!(UnitId, unit),
            period: Period::Month { year: 2020, month: 2 },
        },
        observation,
        complement,
        inferred,
        source: "2.3.1".to_owned(),
        provenance: Provenance {
            file: "data/prov/vantande.csv".to_owned(),
            sha256: "0123456789abcdef".repeat(4),
            rows_read: 2,
            lines,
            asked_by: Some(Place::line("controls/measures/tillganglighet.yaml", 12)),
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

fn observations() -> Observations {
    let interviewed = |unit: &str, text: &str| Interviewed { unit: id!(UnitId, unit), quote: quote(text, "1.5") };
    Observations {
        scope: Some(Scope {
            quote: quote("Ett urval av verksamhetsområden.", "1.5"),
            lead_in: Some(quote("Följande har intervjuats:", "1.5")),
            interviewed: vec![interviewed("kirurgi", "Kirurgi (chef)"), interviewed("hud", "Hud (chef)")],
        }),
        method: vec![quote("Genomgång av statistik", "1.6")],
        findings: vec![
            item("I1", "otydligt vilka verksamheter som omfattades"),
            item("I2", "Granskningen pekar också på strukturen."),
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

fn section(id: &str, heading: &str, level: u8, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), heading: heading.to_owned(), level, blocks }
}

fn sections() -> Vec<Section> {
    let text = |t: &str| Block::Text(t.to_owned());
    vec![
        section(
            "Sammanfattning",
            "Sammanfattning",
            1,
            vec![Block::Overall, text("Vår granskning visar brister."), Block::QuestionTable],
        ),
        section("Rekommendationer", "Rekommendationer", 1, vec![Block::Recommendations]),
        section(
            "1",
            "Inledning",
            1,
            vec![Block::Guidelines, Block::Purpose, Block::Criteria, Block::Questions, Block::Scope, Block::Method],
        ),
        section(
            "2.1.1",
            "Iakttagelser",
            3,
            vec![
                Block::Lost("Här stod en tabell.".to_owned()),
                Block::Columns(vec![
                    "Moment".to_owned(),
                    "Bedömning (Ja/delvis/Nej)".to_owned(),
                    "Kommentar".to_owned(),
                ]),
                Block::Moments(id!(UnitId, "norr")),
                Block::Moments(id!(UnitId, "soder")),
                text("System och verktyg som används:"),
                Block::Tools,
                Block::Absent,
                Block::Figures,
                Block::Subheading("Exempel".to_owned()),
                Block::Examples,
                Block::Assessment(id!(QuestionId, "KF1")),
            ],
        ),
    ]
}

fn established() -> Established {
    Established {
        audit: id!(AuditId, "prov-2020"),
        period: DatedPeriod { is: Period::Year(2020), certainty: Certainty::Inferred, note: None },
        made_to: Some("regionstyrelsen".to_owned()),
        document: DocumentFacts {
            diarienummer: None,
            handlaggare: Some("sakkunnig revisor".to_owned()),
            version: 1,
            state: DocumentState::Draft,
        },
        overall: Some(Overall {
            quote: quote("Vår bedömning är att planeringen inte är ändamålsenlig.", "Sammanfattning"),
            rating: Rating::NotMet,
        }),
        judgements: Vec::new(),
        stated: Vec::new(),
        as_printed: Vec::new(),
        observations: observations(),
        sections: sections(),
    }
}

/// An audit with three questions, two divisions, figures and four recommendations of which nothing is known.
pub(super) fn report() -> Outcome {
    let moments = moments();
    let questions = questions(&moments);
    let audit = audit();
    let mut established = established();
    established.judgements = questions.iter().filter_map(|q| q.established.clone()).collect();
    let silent = |r: &Recommendation| Standing {
        recommendation: r.id.clone(),
        status: None,
        acceptance: None,
        owner: None,
        due: None,
        parts: r
            .parts
            .iter()
            .map(|p| PartStanding { part: p.id.clone(), status: None, owner: None, due: None })
            .collect(),
        age: None,
        forecast: None,
        risk_expired: false,
        entries: Vec::new(),
        withdrawn: Vec::new(),
    };
    let overdue = Due { original: day("2017-06-30"), current: day("2017-06-30"), extensions: 0, overdue: true };
    Outcome {
        program: "0.1.0".to_owned(),
        catalogue_sha256: "fedcba9876543210".repeat(4),
        as_of: AsOf(day("2026-11-22")),
        period: Period::Year(2020),
        organisation: organisation(),
        model: Some(Model {
            id: id!(ModelId, "steg"),
            label: "Femstegsmodellen".to_owned(),
            provenance: ModelProvenance::StandIn,
            note: Some("Modellen är en ersättning.".to_owned()),
            source: "Socialstyrelsen".to_owned(),
            steps: vec![Step { id: id!(StepId, "behov"), label: "Behov".to_owned(), gloss: String::new() }],
            support: Some(Step { id: id!(StepId, "stod"), label: "Stöd".to_owned(), gloss: String::new() }),
        }),
        wording: wording(),
        established: Some(established),
        asked: ["norr", "soder"].map(|u| id!(UnitId, u)).into(),
        moments,
        questions,
        measures: measures(),
        figures: figures(),
        tools: vec![ToolRow {
            unit: id!(UnitId, "prov"),
            tool: "RIS & PACS".to_owned(),
            purpose: "röntgeninformationssystem".to_owned(),
            shared: None,
            source: "2.2.1".to_owned(),
            place: Place::line("data/prov/verktyg.csv", 2),
        }],
        steering: Vec::new(),
        follow_up: FollowUp {
            standings: audit.recommendations.items.iter().map(silent).collect(),
            improvements: vec![ImprovementStanding {
                improvement: id!(ItemId, "B1"),
                status: None,
                due: Some(overdue),
                entries: Vec::new(),
                withdrawn: Vec::new(),
            }],
            about_audit: Vec::new(),
            withdrawn: Vec::new(),
        },
        deliveries: vec![Delivery {
            dataset: id!(DatasetId, "moment"),
            label: "Momentbedömningar".to_owned(),
            file: "data/prov/moment.csv".to_owned(),
            sha256: "0123456789abcdef".repeat(4),
            rows_read: 3,
            rows_used: 3,
            set_aside: false,
        }],
        audit,
        remarks: Vec::new(),
    }
}

/// A leaflet: no questions, a short text with an unfinished sentence before the verdict, proposals, a reply asked for.
pub(super) fn leaflet() -> Outcome {
    let mut outcome = report();
    outcome.audit.questions.clear();
    outcome.audit.moments.clear();
    outcome.audit.recommendations.called = Called::Proposal;
    outcome.audit.recommendations.items.iter_mut().for_each(|r| r.answers.clear());
    outcome.questions.clear();
    outcome.moments.clear();
    outcome.asked.clear();
    outcome.figures.clear();
    let text = |t: &str| Block::Text(t.to_owned());
    let established = outcome.established.as_mut().expect("established");
    established.judgements.clear();
    let overall = established.overall.as_mut().expect("a verdict");
    overall.quote = quote("styrelsen inte har haft en tillräcklig styrning.", "Ingress");
    established.sections = vec![
        section(
            "Ingress",
            "",
            1,
            vec![
                text("Regionens revisorer har granskat Produktions- och kapacitetsplanering"),
                text("I Regionplan 2015 – 2017 anges en framtidsbild."),
                text("I revisionsrapporten görs bedömningen att"),
                Block::Overall,
                text("Bedömningen avser åren 2015 och 2016."),
                text("Granskningen har visat att det har varit:"),
                Block::Findings,
            ],
        ),
        section("Men förbättringar sker", "Men förbättringar sker", 1, vec![Block::Focus, Block::Improvements]),
        section("Förbättringsområden", "Förbättringsområden", 1, vec![Block::Recommendations, Block::Reply]),
    ];
    outcome
}

/// The report with entries: R1 verified, R2 late and moved, R3 an accepted risk that ran out, R4 without a reply.
pub(super) fn followed_up() -> Outcome {
    let mut outcome = report();
    let entry = |id: &str, date: &str, by: &str, about: About, what: What| Entry {
        id: id!(EntryId, id),
        date: day(date),
        by: by.to_owned(),
        about,
        source: Some("dnr PROV 2024-031".to_owned()),
        what,
        place: Place::file("data/prov/uppfoljning/2024.yaml"),
    };
    let of = |n: usize| About::Recommendation(id!(RecommendationId, &format!("R{n}")));
    let due = Due { original: day("2025-01-31"), current: day("2025-06-30"), extensions: 1, overdue: true };
    let status = |code, by: Option<&str>| {
        Some(Status { code, by_entry: by.map(|b| id!(EntryId, b)), since: Some(day("2024-09-01")) })
    };
    let request = What::Request { reply_by: Some(day("2024-03-31")) };
    let standings = &mut outcome.follow_up.standings;
    outcome.follow_up.about_audit = vec![entry("u-1", "2024-01-15", "revisorerna", About::Audit, request)];

    let evidence = vec!["Driftavtal 2024, bilaga 3".to_owned()];
    standings[0].entries = vec![
        entry(
            "u-2",
            "2024-03-20",
            "regionstyrelsen",
            of(1),
            What::Reply { acceptance: Acceptance::Partly, text: Some("Styrelsen delar bedömningen.".to_owned()) },
        ),
        entry(
            "u-3",
            "2024-08-20",
            "internkontrollansvarig",
            About::Part(id!(PartId, "R1a")),
            What::Verification { finds: Finds::Implemented, evidence, text: None },
        ),
    ];
    standings[0].acceptance = Some(Acceptance::Partly);
    standings[0].status = status(StatusCode::Verifierad, Some("u-3"));
    standings[0].parts[0].status = status(StatusCode::Verifierad, Some("u-3"));

    let report = |text: &str| What::Status {
        code: StatusCode::Pagar,
        text: Some(text.to_owned()),
        forecast: Some(day("2026-12-31")),
        remains: vec![id!(PartId, "R2b")],
        evidence: Vec::new(),
    };
    standings[1].entries = vec![
        entry(
            "u-4",
            "2024-04-10",
            "regionstyrelsen",
            of(2),
            What::Action {
                text: "Välja ett system.".to_owned(),
                owner: "it-chef".to_owned(),
                due: Some(day("2025-01-31")),
            },
        ),
        entry("u-5", "2024-06-20", "it-chef", of(2), report("Fel uppgift.")),
        entry(
            "u-6",
            "2024-06-21",
            "it-chef",
            of(2),
            What::Corrects { entry: id!(EntryId, "u-5"), reason: "Gällde en annan.".to_owned() },
        ),
        entry("u-7", "2024-09-01", "it-chef", of(2), report("Krav tas fram.")),
        entry(
            "u-8",
            "2024-09-12",
            "regionstyrelsen",
            of(2),
            What::Extension { due: day("2025-06-30"), reason: "Upphandlingen överklagades.".to_owned() },
        ),
    ];
    standings[1].withdrawn = vec![id!(EntryId, "u-5")];
    standings[1].status = status(StatusCode::Pagar, Some("u-7"));
    standings[1].owner = Some("it-chef".to_owned());
    standings[1].due = Some(due);
    standings[1].forecast = Some(day("2026-12-31"));
    standings[1].age = Some(Age::TwoToFourYears);

    let risk = What::AcceptRisk {
        dnr: "PROV 2024-077".to_owned(),
        paragraph: "§ 45".to_owned(),
        reason: "Kostnaden.".to_owned(),
        valid_until: day("2025-12-31"),
    };
    standings[2].entries = vec![entry("u-9", "2024-06-11", "regionstyrelsen", of(3), risk)];
    standings[2].status = status(StatusCode::Risk, Some("u-9"));
    standings[2].risk_expired = true;
    standings[3].status = status(StatusCode::EjBesvarad, None);
    outcome
}
