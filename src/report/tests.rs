//! Views and documents, from outcomes built in code, with the templates that are shipped.

use super::sample;
use super::templates::{FOLDER, Report, Templates, View};
use super::*;
use crate::diag::Severity;
use crate::field::established::Observations;
use crate::field::id::ReportId;
use crate::field::outcome::Made;
use std::path::Path;

mod deliveries;
mod figures;

/// The shipped folder as the caller would give it.
fn shipped() -> Vec<(String, Vec<u8>)> {
    fn collect(folder: &Path, prefix: &str, out: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("report-templates is part of the project") {
            let path = entry.expect("readable").path();
            let name = format!("{prefix}{}", path.file_name().and_then(|n| n.to_str()).expect("UTF-8"));
            if path.is_dir() {
                collect(&path, &format!("{name}/"), out);
            } else {
                out.push((name, std::fs::read(&path).expect("readable")));
            }
        }
    }
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER), FOLDER, &mut files);
    files
}

fn templates() -> Templates {
    let (templates, remarks) = Templates::read(shipped());
    assert_eq!(remarks, Vec::new());
    templates
}

/// The shipped fonts with one template of ours that reads the view.
fn with_template(source: &str) -> Templates {
    let mut files = shipped();
    files.retain(|(path, _)| path.contains("/fonts/"));
    let yaml = "id: revisionsrapport\nlabel: Rapport\nfile: rapport\ntemplate: main.typ\n";
    files.push((format!("{FOLDER}revisionsrapport/report.yaml"), yaml.as_bytes().to_vec()));
    files.push((format!("{FOLDER}revisionsrapport/main.typ"), source.as_bytes().to_vec()));
    Templates::read(files).0
}

fn only(outcome: &mut Outcome, document: &str) {
    outcome.audit.documents = vec![ReportId::new(document).expect("an id")];
}

fn some_report(id: &str) -> Report {
    let text = id.to_owned();
    let view = match id {
        "sammanfattning" => View::Sammanfattning,
        "uppfoljning" => View::Uppfoljning,
        _ => View::Revisionsrapport,
    };
    let id = ReportId::new(id).expect("an id");
    Report { id, label: text.clone(), file: text, template: "main.typ".to_owned(), view }
}

/// The view of one document as JSON.
fn viewed(outcome: &Outcome, id: &str) -> Value {
    view::view(outcome, &some_report(id))
}

/// Checks one place of a view.
#[track_caller]
fn check(view: &Value, pointer: &str, expected: Value) {
    assert_eq!(view.pointer(pointer), Some(&expected).filter(|v| !v.is_null()), "{pointer}");
}

#[track_caller]
fn texts(view: &Value, pointer: &str) -> Vec<String> {
    let found = view.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"));
    found.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect()
}

#[test]
fn every_document_is_set_without_remarks() {
    let templates = templates();
    for (mut outcome, id) in [
        (sample::report(), "revisionsrapport"),
        (sample::leaflet(), "sammanfattning"),
        (sample::followed_up(), "uppfoljning"),
    ] {
        only(&mut outcome, id);
        let (documents, remarks) = documents(&outcome, &templates);
        assert_eq!(remarks, Vec::new());
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].file_name, format!("{id}.pdf"));
        assert!(documents[0].bytes.starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn the_same_outcome_gives_the_same_bytes() {
    let templates = templates();
    let mut outcome = sample::leaflet();
    only(&mut outcome, "sammanfattning");
    let first = documents(&outcome, &templates).0;
    assert_eq!(first.len(), 1);
    assert_eq!(documents(&outcome, &self::templates()).0, first);
}

#[test]
fn the_date_of_the_run_is_the_only_clock() {
    let mut outcome = sample::leaflet();
    only(&mut outcome, "revisionsrapport");
    let templates = with_template("#set document(title: [a])\n#set text(lang: \"sv\")\n#datetime.today().display()");
    let first = documents(&outcome, &templates);
    outcome.as_of.0 = sample::day("2026-11-23");
    let second = documents(&outcome, &templates);
    assert_eq!(first.1, Vec::new());
    assert_ne!(first.0, second.0);
}

#[test]
fn hostile_texts_are_printed_and_never_run() {
    let hostile = [
        "#read(\"/etc/passwd\")".to_owned(),
        "bra 👍🏽 中文 עברית".to_owned(),
        "styr\u{0}tecken\u{1b}[31m och \u{202e}bakvänt\u{2066} \u{e000}".to_owned(),
        "x".repeat(100_000),
        "ordmedtretton ".repeat(2_000),
        "$ x^2 $ *fet* _kursiv_ `kod` @ref <märke> \\ // /* {{ }} = Rubrik".to_owned(),
    ];
    let mut outcome = sample::report();
    only(&mut outcome, "revisionsrapport");
    let comments = &mut outcome.questions[1].established.as_mut().expect("established").comments;
    comments.extend(hostile.iter().map(|text| sample::quote(text, "Sammanfattning")));
    for (row, text) in outcome.moments.iter_mut().filter_map(|m| m.row.as_mut()).zip(&hostile) {
        row.comment = Some(text.clone());
    }
    outcome.organisation.label = hostile[1].clone();
    let (documents, remarks) = documents(&outcome, &templates());
    let told: Vec<_> = remarks.iter().map(|r| (r.code.id, r.severity())).collect();
    assert_eq!(told, [("G520", Severity::Warning), ("G521", Severity::Warning)], "{remarks:?}");
    assert_eq!(documents.len(), 1);
}

#[test]
fn a_fault_in_a_template_is_told_with_its_place() {
    let mut outcome = sample::report();
    only(&mut outcome, "revisionsrapport");
    let told = |source: &str| -> Vec<String> {
        let (documents, remarks) = documents(&outcome, &with_template(source));
        assert!(documents.is_empty() || !diag::has_errors(&remarks));
        remarks.iter().map(|r| format!("{} {} {}", r.code.id, r.labels[0].place, r.labels[0].text)).collect()
    };
    let at = "report-templates/revisionsrapport/main.typ";
    assert_eq!(
        told("#let å = 1\n#let x = json(\"/view.json\").saknas"),
        [format!("G510 {at}:2:29 Typst: dictionary does not contain key \"saknas\"")]
    );
    assert!(told("#(")[0].starts_with(&format!("G510 {at}:1:2 Typst: ")), "{:?}", told("#("));
    assert!(
        told("#read(\"/../../etc/passwd\")")[0].starts_with(&format!("G510 {at}:1:7 ")),
        "{:?}",
        told("#read(\"/../../etc/passwd\")")
    );
    assert!(told("#import \"@preview/x:1.0.0\"")[0].starts_with(&format!("G510 {at}:1:9 ")));
    let no_title = told("#set text(lang: \"sv\")\nhej");
    assert!(no_title[0].starts_with("G512 report-templates/"), "{no_title:?}");
    let unknown_font =
        told("#set document(title: [a])\n#set text(lang: \"sv\", font: (\"Saknas\", \"Source Sans 3\"))\nhej");
    assert!(unknown_font[0].starts_with(&format!("G511 {at}:2:")), "{unknown_font:?}");
}

#[test]
fn a_document_that_no_template_makes_is_told_with_the_nearest_name() {
    let mut outcome = sample::report();
    only(&mut outcome, "revisionrapport");
    let (documents, remarks) = documents(&outcome, &with_template(""));
    assert_eq!(documents, Vec::new());
    assert_eq!(
        (remarks[0].code.id, remarks[0].help.as_slice()),
        ("G500", ["menas `revisionsrapport`?".to_owned()].as_slice())
    );
}

#[test]
fn a_view_has_no_empty_and_no_null_values() {
    fn walk(value: &Value, at: &str) {
        match value {
            Value::Null => panic!("null at {at}"),
            Value::String(text) => assert!(!text.trim().is_empty(), "empty text at {at}"),
            Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| walk(v, &format!("{at}/{i}"))),
            Value::Object(entries) => entries.iter().for_each(|(k, v)| walk(v, &format!("{at}/{k}"))),
            Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut gaps = sample::report();
    gaps.tools[0].purpose.clear();
    gaps.figures[0].source.clear();
    if let Some(row) = &mut gaps.moments[0].row {
        row.comment = Some(" ".to_owned());
    }
    for outcome in [sample::report(), sample::leaflet(), sample::followed_up(), gaps] {
        for id in ["revisionsrapport", "sammanfattning", "uppfoljning"] {
            walk(&viewed(&outcome, id), id);
        }
    }
}

#[test]
fn the_head_tells_what_is_inferred_and_that_the_organisation_is_invented() {
    let view = viewed(&sample::report(), "revisionsrapport");
    check(&view, "/document/id", "prov-prov-2020-revisionsrapport".into());
    check(&view, "/document/period_inferred", true.into());
    check(&view, "/document/certainty/0", "Året är en slutsats.".into());
    check(&view, "/document/invented", "Påhittade uppgifter: Region Prov".into());
    check(&view, "/document/diarienummer", Value::Null);
    check(&view, "/document/handlaggare", "sakkunnig revisor".into());
    check(&view, "/document/as_of", "22 november 2026".into());
}

#[test]
fn a_long_document_id_is_cut_and_stays_its_own() {
    let mut outcome = sample::report();
    let ids = ["a", "b"].map(|end| {
        outcome.audit.id = crate::field::id::AuditId::new(&format!("{}{end}", "lang-".repeat(12))).expect("an id");
        viewed(&outcome, "revisionsrapport")["document"]["id"].as_str().expect("an id").to_owned()
    });
    assert!(ids.iter().all(|id| id.len() < 60) && ids[0] != ids[1], "{ids:?}");
}

#[test]
fn the_overall_verdict_stands_with_its_counts() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let overall = &view["sections"][0]["blocks"][0];
    assert_eq!(overall["kind"], "overall");
    assert_eq!(overall["coded"], "granska har kodat bedömningen som ej uppfyllt.");
    let counts: Vec<_> = overall["counts"].as_array().expect("a list").iter().map(|c| c["text"].as_str()).collect();
    assert_eq!(counts, [Some("0 uppfyllda"), Some("1 delvis uppfyllt"), Some("2 ej uppfyllda")]);
    assert_eq!(overall["counts"][2]["ids"], "KF1 och KF3");
    assert_eq!(overall["tally"], "3 kontrollfrågor · 3 av 4 momentbedömningar · 4 rekommendationer");
}

#[test]
fn established_and_indicated_stand_side_by_side_with_the_printed_word() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let table = &view["sections"][0]["blocks"][2];
    check(table, "/rows/0/established", serde_json::json!({ "mark": "not-met", "word": "Ej Uppfyllt" }));
    check(table, "/rows/0/indicated", serde_json::json!({ "mark": "partly-met", "note": "på gränsen 0,25" }));
    check(table, "/rows/2/indicated/note", "underlag saknas".into());
    check(table, "/differences/0/by", "auditors".into());
    check(table, "/differences/1/by", "missing".into());
    check(table, "/differences/1/text", "inget skriftligt skäl finns".into());
    check(table, "/heading", "Bedömning mot kontrollfrågorna".into());
}

#[test]
fn headings_skip_no_level_and_a_text_before_a_table_becomes_its_label() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let levels: Vec<_> = view["sections"].as_array().expect("a list").iter().map(|s| s["level"].as_u64()).collect();
    assert_eq!(levels[..4], [Some(1), Some(1), Some(1), Some(2)]);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0].map(|level| level + 1)), "{levels:?}");
    let blocks = view["sections"][3]["blocks"].as_array().expect("a list");
    let table = blocks.iter().find(|b| b["kind"] == "table").expect("a table");
    assert_eq!(table["label"], "System och verktyg som används:");
    assert!(!blocks.iter().any(|b| b["text"] == "System och verktyg som används:"));
}

#[test]
fn the_scope_lists_the_interviewed_under_their_division() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let blocks = texts(&view, "/sections/2/blocks");
    let at = blocks.iter().position(|b| b.contains("Division Norr")).expect("a division");
    assert!(blocks[at + 1].contains("Kirurgi (chef)") && blocks[at + 2].contains("Division Söder"));
}

#[test]
fn the_moment_table_says_what_is_missing_and_where_the_steps_come_from() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let blocks = view["sections"][3]["blocks"].as_array().expect("a list");
    let printed = blocks.iter().find(|b| b["kind"] == "moments").expect("the table of the first division");
    check(printed, "/columns", serde_json::json!(["Moment", "Bedömning (Ja/delvis/Nej)", "Kommentar"]));
    let moments = blocks.iter().filter(|b| b["kind"] == "moments").nth(1).expect("the table of the second division");
    check(moments, "/columns", Value::Null);
    check(moments, "/rows/0/verdict", serde_json::json!({ "mark": "partly-met", "word": "Delvis" }));
    check(moments, "/rows/0/step", "1 Behov".into());
    check(moments, "/rows/1/step", "Stöd".into());
    check(moments, "/rows/1/verdict", serde_json::json!({ "mark": "not-answered" }));
    check(moments, "/rows/1/comment", Value::Null);
}

#[test]
fn the_appendix_shows_inputs_sums_and_conclusion() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let question = &view["appendix"]["questions"][1];
    check(question, "/units", serde_json::json!(["Norr", "Söder"]));
    check(question, "/rows/0/values/1", serde_json::json!({ "text": "0,5", "mark": "partly-met" }));
    check(question, "/rows/1/values/1", serde_json::json!({ "text": "saknas", "mark": "not-answered" }));
    check(question, "/totals/0", serde_json::json!({ "label": "Summa", "values": ["1", "0,5"] }));
    check(question, "/totals/1", serde_json::json!({ "label": "Antal bedömda", "values": ["2", "1"] }));
    check(question, "/totals/2", serde_json::json!({ "label": "Medelvärde", "values": ["0,50", "0,50"] }));
    check(question, "/whole", "Regionen".into());
    check(question, "/calculation", "(1 + 0,5) ÷ 3 = 0,50".into());
    check(question, "/difference", Value::Null);
}

#[test]
fn a_question_without_evidence_has_no_rows_and_says_why() {
    let view = viewed(&sample::report(), "revisionsrapport");
    let question = &view["appendix"]["questions"][2];
    check(question, "/rows", serde_json::json!([]));
    check(&view, "/appendix/questions/0/rows/0/source", "Sammanfattning, kommentar 1".into());
    check(question, "/totals", serde_json::json!([]));
    check(question, "/calculation", Value::Null);
    let conclusion = question["conclusion"].as_str().expect("a conclusion");
    assert!(
        conclusion.starts_with("Underlag saknas") && conclusion.contains("Det finns inga analyser"),
        "{conclusion}"
    );
}

#[test]
fn sources_show_fingerprint_rows_and_the_line_that_asked() {
    let view = viewed(&sample::report(), "revisionsrapport");
    check(&view, "/appendix/sources/0/fingerprint", "0123456789ab".into());
    check(&view, "/appendix/sources/0/asked_by", "controls/audits/prov-2020/questions.yaml rad\u{a0}41".into());
    assert_eq!(view["appendix"]["sources"][0]["sha256"].as_str().map(|s| s.chars().count()), Some(67));
    check(&view, "/appendix/sources/1/what", "organisationen".into());
    check(&view, "/appendix/sources/2/what", "katalogen som helhet".into());
}

#[test]
fn an_audit_without_a_text_still_shows_all_it_holds() {
    let mut outcome = sample::report();
    sample::established_in(&mut outcome).sections.clear();
    outcome.audit.overall_question = Some(sample::quote("om styrelsen har styrt", "1.2"));
    outcome.steering = vec![crate::field::dataset::SteeringRow {
        id: "plan".to_owned(),
        title: "Strategisk plan".to_owned(),
        kind: Some("plan".to_owned()),
        decided_by: None,
        source: "2.1".to_owned(),
        place: Place::line("data/prov/styrdokument.csv", 2),
    }];
    let view = viewed(&outcome, "revisionsrapport");
    let headings: Vec<_> = view["sections"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| s["heading"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        headings,
        [
            "Sammanfattning",
            "Rekommendationer",
            "Syfte",
            "Revisionsfråga",
            "Revisionskriterier",
            "Riktlinjer som granskningen utgår från",
            "Avgränsning",
            "Metod",
            "Iakttagelser",
            "Det som inte finns, enligt revisorerna",
            "Revisorernas bedömning av kontrollfrågorna",
            "KF1: Finns tydliga riktlinjer och anvisningar?",
            "KF2: Sker en ändamålsenlig planering?",
            "KF3: Har det resulterat i förbättringar?",
            "Moment: Division Norr",
            "Moment: Division Söder",
            "System och verktyg",
            "Tal",
            "Förbättringar",
            "Exempel på förbättringsarbete",
            "Svar",
            "Styrande och stödjande dokument",
        ]
    );
    let sections = view["sections"].as_array().expect("a list");
    assert!(sections.iter().all(|s| s["own_heading"] == true));
    let under = |heading: &str| sections.iter().find(|s| s["heading"] == heading).expect(heading)["blocks"].to_string();
    assert!(under("Förbättringar").contains("ökat fokus") && under("Förbättringar").contains("30 juni 2017"));
    assert!(under("Iakttagelser").contains("otydligt vilka verksamheter"));
    assert!(under("Avgränsning").contains("Kirurgi (chef)"));
    let documents = &sections.last().expect("sections")["blocks"][0];
    check(documents, "/columns", serde_json::json!(["Dokument", "Slag", "Beslutat av", "Källa"]));
    check(
        documents,
        "/rows/0",
        serde_json::json!(["Strategisk plan", "plan", "framgår inte av källan", "avsnitt 2.1"]),
    );
    check(&view, "/sections/0/blocks/1/kind", "question-table".into());
}

#[test]
fn questions_never_put_to_an_organisation_have_no_established_verdict() {
    let mut outcome = sample::report();
    outcome.made = Made::Never;
    outcome.questions.iter_mut().for_each(|q| {
        q.established = None;
        q.comparison = crate::field::assessment::Comparison::NotEstablished;
    });
    let view = viewed(&outcome, "revisionsrapport");
    let table = &view["sections"][0]["blocks"][0];
    check(table, "/rows/0/established", serde_json::json!({ "mark": "not-answered", "word": "Ej fastställd" }));
    check(table, "/differences", serde_json::json!([]));
    assert!(table["notes"][0].as_str().is_some_and(|n| n.contains("har inte ställt frågorna till Region Prov")));
    let follow_up = viewed(&outcome, "uppfoljning");
    let sentence = follow_up["overview"]["sentence"].as_str().unwrap_or_default();
    assert!(sentence.ends_with("att de har riktats till Region Prov."), "{sentence}");
}

/// The sample, run for another period than that of the audit.
fn for_2021() -> Outcome {
    let mut outcome = sample::report();
    outcome.period = crate::field::period::Period::Year(2021);
    outcome.made = Made::of(outcome.made.here().cloned(), outcome.period);
    outcome.questions.iter_mut().for_each(|q| {
        q.established = None;
        q.comparison = crate::field::assessment::Comparison::NotEstablished;
    });
    outcome
}

#[test]
fn a_verdict_of_another_period_is_not_shown_and_not_denied() {
    let view = viewed(&for_2021(), "revisionsrapport");
    let table = &view["sections"][0]["blocks"][0];
    check(table, "/kind", "question-table".into());
    check(table, "/rows/0/established", serde_json::json!({ "mark": "not-answered", "word": "Ej fastställd" }));
    let said = "Revisorernas bedömning gäller 2020. För 2021 finns ingen fastställd bedömning, bara den som granska har beräknat.";
    check(table, "/notes/0", said.into());
    assert!(!view.to_string().contains("har inte ställt frågorna"));
    check(&view, "/document/period_inferred", Value::Null);
    let page = viewed(&for_2021(), "sammanfattning");
    check(&page, "/overall/text", said.into());
    check(&page, "/sections/0/heading", "Förbättringar enligt granskningen av 2020".into());
}

#[test]
fn recommendations_and_improvements_are_followed_up_whatever_the_period() {
    let view = viewed(&for_2021(), "uppfoljning");
    let sentence = view["overview"]["sentence"].as_str().unwrap_or_default();
    assert!(sentence.starts_with("Fyra rekommendationer riktades till regionstyrelsen"), "{sentence}");
    check(&view, "/improvements/0/id", "B1".into());
    assert!(texts(&view, "/notes").iter().any(|n| n.starts_with("Revisorernas bedömning gäller 2020.")));
}

#[test]
fn a_year_is_not_established_for_a_tertial_of_it() {
    let established = sample::report().made.here().cloned();
    let made = |period: &str| Made::of(established.clone(), crate::field::period::Period::parse(period).expect(period));
    assert!(made("2020").here().is_some());
    for other in ["2020T1", "2019-2020", "2021"] {
        assert!(made(other).here().is_none() && made(other).whenever().is_some(), "{other}");
    }
}

#[test]
fn the_leaflet_leads_into_the_verdict_with_the_unfinished_sentence_before_it() {
    let view = viewed(&sample::leaflet(), "sammanfattning");
    check(&view, "/kicker", "Regionens revisorer har granskat".into());
    check(&view, "/intro", serde_json::json!(["I Regionplan 2015 – 2017 anges en framtidsbild."]));
    check(&view, "/overall/lead", "I revisionsrapporten görs bedömningen att".into());
    check(&view, "/overall/text", "styrelsen inte har haft en tillräcklig styrning.".into());
    check(&view, "/overall/scope", "Bedömningen avser åren 2015 och 2016.".into());
    check(&view, "/sections/0/heading", "Vad granskningen visade".into());
    check(&view, "/sections/0/own_heading", true.into());
    let kinds: Vec<_> =
        view["sections"][0]["blocks"].as_array().expect("a list").iter().map(|b| b["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        [Some("text"), Some("bullets"), Some("text")],
        "the finding that is a whole sentence stands by itself"
    );
    check(
        &view,
        "/sections/2/blocks/1/items/0/text",
        "Säkerställa den 1:e saken för produktions- och kapacitetsplaneringen.".into(),
    );
    check(&view, "/reply", "Revisorerna har begärt ett svar från styrelsen".into());
}

#[test]
fn a_long_report_becomes_a_page_put_together_from_what_was_established() {
    let view = viewed(&sample::report(), "sammanfattning");
    let headings: Vec<_> = view["sections"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| s["heading"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(headings, ["Vad granskningen visade", "Förbättringar", "Rekommendationer"]);
    check(&view, "/sections/0/blocks/0/items/0/detail", "Ej Uppfyllt".into());
}

#[test]
fn where_no_source_says_anything_it_is_said_once_and_nothing_is_invented() {
    let mut outcome = sample::report();
    sample::established_in(&mut outcome).observations = Observations::default();
    outcome.follow_up.improvements.clear();
    let view = viewed(&outcome, "uppfoljning");
    check(
        &view,
        "/overview/sentence",
        "Fyra rekommendationer riktades till regionstyrelsen. Hur de har tagits om hand framgår inte av källan.".into(),
    );
    check(
        &view,
        "/overview/unstated",
        "Svar, status, ansvarig, slutdatum, åtgärd och verifiering framgår inte av källan för någon av rekommendationerna.".into(),
    );
    check(&view, "/overview/counts/0", serde_json::json!({ "text": "4 rekommendationer", "ids": "R1–R4" }));
    check(&view, "/overview/rows/0", serde_json::json!({ "id": "R1", "summary": "Saken är beslutad; IT-stöd finns" }));
    check(
        &view,
        "/overview/decisions/0/text",
        "Ta ställning till varje rekommendation: godtas den, vem ansvarar och när ska den vara genomförd?".into(),
    );
    for key in ["status", "acceptance", "unstated", "parts_rule"] {
        assert_eq!(view["items"][0].get(key), None, "{key}");
    }
}

#[test]
fn a_reply_that_was_asked_for_and_an_improvement_whose_day_passed_need_a_decision() {
    let view = viewed(&sample::leaflet(), "uppfoljning");
    let decisions = texts(&view, "/overview/decisions");
    assert!(decisions[0].contains("Ta reda på om regionstyrelsen har lämnat det begärda svaret."), "{decisions:?}");
    assert!(decisions[1].contains("\"B1\"") && decisions[1].contains("30 juni 2017"), "{decisions:?}");
    check(&view, "/improvements/0/facts/0", serde_json::json!({ "label": "Klart", "text": "30 juni 2017" }));
    check(&view, "/items_heading", "Förslag för förslag".into());
}

#[test]
fn entries_are_told_as_status_facts_and_history() {
    let view = viewed(&sample::followed_up(), "uppfoljning");
    check(
        &view,
        "/overview/sentence",
        "Fyra rekommendationer riktades till regionstyrelsen. En är genomförd och verifierad, en är försenad och en saknar svar.".into(),
    );
    check(&view, "/overview/rows/1/late", "försenad 1 år och 4 månader".into());
    check(&view, "/items/0/acceptance", "Godtagen i delar".into());
    check(
        &view,
        "/items/0/status",
        serde_json::json!({ "mark": "verifierad", "note": "internkontrollansvarig, 20 augusti 2024" }),
    );
    check(&view, "/items/0/verifications/0/finding", serde_json::json!({ "mark": "met", "word": "Genomförd" }));
    check(&view, "/items/0/history/0/what", "Svar begärt till 31 mars 2024".into());
    check(&view, "/items/0/history/2/what", "R1a: verifiering: genomförd".into());
    check(&view, "/items/1/history/2/what", "Status: pågår, väntas klar 31 december 2026 (återtagen)".into());
    check(&view, "/items/1/history/3/what", "Tar tillbaka uppgiften från 20 juni 2024".into());
    let facts = texts(&view, "/items/1/facts");
    assert!(
        facts.iter().any(|f| f.contains("Förlängningar") && f.contains("1, senast 12 september 2024")),
        "{facts:?}"
    );
    check(&view, "/items/3/acceptance", "Inget svar".into());
    let decisions = texts(&view, "/overview/decisions");
    assert_eq!(decisions.len(), 4, "R2 late, R3 the risk, R4 the reply, and the improvement: {decisions:?}");
}
