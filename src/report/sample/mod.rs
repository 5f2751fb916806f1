//! Outcomes built in code for the tests of this room: small, invented, and with something of everything.

macro_rules! id {
    ($kind:ident, $text:expr) => {
        $kind::new($text).expect($text)
    };
}

mod asked;
mod delivered;
mod found;

use crate::diag::Place;
use crate::field::assessment::{
    Assessment, Cell, CellOutcome, Comparison, MomentResult, QuestionResult, Reckoning, Subject,
};
use crate::field::atom::Filter;
use crate::field::audit::{Audit, ControlQuestion, Evidence, Guidelines, Moment, Point};
use crate::field::dataset::{InferredDate, MomentRow, ToolRow};
use crate::field::delivery::Received;
use crate::field::established::{
    Absent, DocumentFacts, DocumentState, Established, Finding, Improvement, Interviewed, Judgement, Observations,
    Overall, PrintedAs, Scope,
};
use crate::field::id::{
    AuditId, DatasetId, EntryId, ItemId, LevelId, MeasureId, ModelId, MomentId, OrganisationId, PartId, PointId,
    QuestionId, RecommendationId, ReportId, ScaleId, StepId, UnitId,
};
use crate::field::measure::{
    Better, Counted, Counts, FigureKey, Grain, Kind, Known, Measure, RowsAre, Stands, Unit, UnitOf,
};
use crate::field::model::{Model, ModelProvenance, Step};
use crate::field::observation::{Delivery, Figure, FileUse, Observation, Provenance, RecordFile};
use crate::field::org::{Level, Nature, OrgTree, OrgUnit};
use crate::field::outcome::{Made, Outcome};
use crate::field::period::{AsOf, DatedPeriod, Period};
use crate::field::quantity::{Fraction, Share};
use crate::field::rating::{MarkKind, NotAssessable, Rating, Verdict};
use crate::field::recommendation::{
    About, Acceptance, Called, Entry, Finds, ParentIs, Part, Recommendation, Recommendations, StatusCode, What,
};
use crate::field::report_text::{Block, Section};
use crate::field::rule::{Bands, Limit, RollUp, Rule, RuleSetBy};
use crate::field::scale::{Mark, Meaning, Scale, SetBy, StatusWord, Symbol, Wording};
use crate::field::standing::{Age, Due, FollowUp, ImprovementStanding, Lateness, PartStanding, Standing, Status};
use crate::field::text::{Certainty, Grounds, Item, Quote};
use asked::*;
use chrono::NaiveDate;
pub(crate) use delivered::delivered;
use found::*;

pub(in crate::report) fn quote(text: &str, source: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        source: source.to_owned(),
        place: Place::line("data/prov/audits/prov-2020/observations.yaml", 7),
    }
}

pub(in crate::report) fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

pub(super) fn place() -> Place {
    Place::line("controls/audits/prov-2020/questions.yaml", 41)
}

pub(super) fn item(id: &str, text: &str) -> Item<ItemId> {
    Item { id: id!(ItemId, id), quote: quote(text, "2.3.1") }
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
pub(in crate::report) fn report() -> Outcome {
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
    let overdue =
        Due { original: day("2017-06-30"), current: day("2017-06-30"), extensions: 0, lateness: Lateness::DayPassed };
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
        made: Made::Here(Box::new(established)),
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
            rows_quarantined: 0,
            recognised: String::new(),
        }],
        received: Received::default(),
        quarantined: Vec::new(),
        lacking: Vec::new(),
        audit,
        records: vec![RecordFile {
            file: "data/prov/organisation.yaml".to_owned(),
            sha256: "fedcba9876543210".repeat(4),
        }],
        remarks: Vec::new(),
    }
}

/// What was established, to be changed by a test.
pub(in crate::report) fn established_in(outcome: &mut Outcome) -> &mut Established {
    match &mut outcome.made {
        Made::Here(established) | Made::OtherPeriod(established) => established,
        Made::Never => panic!("the audit was never made here"),
    }
}

/// A leaflet: no questions, a short text with an unfinished sentence before the verdict, proposals, a reply asked for.
pub(in crate::report) fn leaflet() -> Outcome {
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
    let established = established_in(&mut outcome);
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
pub(in crate::report) fn followed_up() -> Outcome {
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
    let due = Due { original: day("2025-01-31"), current: day("2025-06-30"), extensions: 1, lateness: Lateness::Late };
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
