//! What is asked in the sample: words, organisation, audit.

use super::*;

pub(super) fn wording() -> Wording {
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

pub(super) fn organisation() -> OrgTree {
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
        delivers: Vec::new(),
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
        held_against: Vec::new(),
    }
}

pub(super) fn banded(partly: (u64, u64), met: (u64, u64)) -> RollUp {
    let limit = |(part, whole)| Limit::From(Fraction::of(part, whole).expect("a whole"));
    RollUp::BandedMean(Bands::new(limit(partly), limit(met)).expect("in order"))
}

pub(super) fn question(id: &str, text: &str, evidence: Evidence) -> ControlQuestion {
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
        rule: Rule {
            roll_up: banded((1, 4), (3, 4)),
            minimum_coverage: Fraction::HALF,
            set_by: RuleSetBy::Granska,
            place: place(),
        },
    }
}

pub(super) fn recommendation(n: usize) -> Recommendation {
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

pub(super) fn audit() -> Audit {
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
