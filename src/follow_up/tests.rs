//! Tests of the room: every rule of the status vocabulary as a sentence.
//!
//! Parts and whole, owners, due dates and age stand in `whole_and_dates`.

mod needed;
mod whole_and_dates;

use super::*;
use crate::diag::Place;
use crate::field::id::{EntryId, ItemId, PartId, RecommendationId};
use crate::field::recommendation::{Acceptance, Called, Finds, ParentIs, Part, StatusCode};
use crate::field::standing::{Age, Due, Lateness, Status};
use crate::field::text::Quote;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn place() -> Place {
    Place::line("2024.yaml", 1)
}

fn quote() -> Quote {
    Quote { text: "Ta fram en rutin.".to_owned(), source: "Rekommendationer".to_owned(), place: place() }
}

fn recommendation(parent_is: ParentIs, parts: &[&str]) -> Recommendations {
    let part = |p: &&str| Part { id: PartId::new(p).expect("an id"), gloss: (*p).to_owned() };
    let item = Recommendation {
        id: RecommendationId::new("R1").expect("an id"),
        quote: quote(),
        parts: parts.iter().map(part).collect(),
        parent_is,
        answers: Vec::new(),
    };
    Recommendations { called: Called::Recommendation, lead_in: None, items: vec![item] }
}

fn improvement(due: Option<&str>) -> Improvement {
    Improvement {
        id: ItemId::new("B1").expect("an id"),
        quote: quote(),
        due: due.map(day),
        concerns: None,
        people: None,
        during: None,
    }
}

/// An entry about `audit`, `R1`, a part such as `R1a`, or the improvement `B1`. Its id is `u` and its number in the test.
fn on(date: &str, by: &str, about: &str, what: What) -> Entry {
    let about = match about {
        "audit" => About::Audit,
        "R1" | "R2" => About::Recommendation(RecommendationId::new(about).expect("an id")),
        "B1" => About::Improvement(ItemId::new(about).expect("an id")),
        part => About::Part(PartId::new(part).expect("an id")),
    };
    let id = EntryId::new("u").expect("an id");
    Entry { id, date: day(date), by: by.to_owned(), about, source: None, what, place: place() }
}

fn entry(number: usize) -> EntryId {
    EntryId::new(&format!("u{number}")).expect("an id")
}

fn numbered(entries: Vec<Entry>) -> Vec<Entry> {
    entries.into_iter().enumerate().map(|(i, e)| Entry { id: entry(i + 1), ..e }).collect()
}

fn request(by: &str) -> What {
    What::Request { reply_by: Some(day(by)) }
}

fn reply(acceptance: Acceptance) -> What {
    What::Reply { acceptance, text: None }
}

fn action(owner: &str, due: &str) -> What {
    What::Action { text: "Ta fram rutinen.".to_owned(), owner: owner.to_owned(), due: day_or_none(due) }
}

fn day_or_none(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| day(text))
}

fn says(code: StatusCode) -> What {
    What::Status { code, text: None, forecast: None, remains: Vec::new(), evidence: vec!["protokoll".to_owned()] }
}

fn forecast(code: StatusCode, when: &str) -> What {
    What::Status { code, text: None, forecast: Some(day(when)), remains: Vec::new(), evidence: Vec::new() }
}

fn moved(due: &str) -> What {
    What::Extension { due: day(due), reason: "personalbrist".to_owned() }
}

fn looked(finds: Finds) -> What {
    What::Verification { finds, evidence: vec!["stickprov".to_owned()], text: None }
}

fn risk_until(valid_until: &str) -> What {
    What::AcceptRisk {
        dnr: "PROV 1".to_owned(),
        paragraph: "§ 1".to_owned(),
        reason: "kostnaden".to_owned(),
        valid_until: day(valid_until),
    }
}

fn closed() -> What {
    What::Closed { reason: "lokalen är såld".to_owned() }
}

fn replaced() -> What {
    What::Replaced { by: RecommendationId::new("R9").expect("an id"), audit: None, reason: "omfattas av R9".to_owned() }
}

fn reopened() -> What {
    What::Reopened { reason: "nytt stickprov".to_owned() }
}

fn corrects(number: usize) -> What {
    What::Corrects { entry: entry(number), reason: "fel uppgift".to_owned() }
}

/// Reads the one recommendation R1 with the parts R1a and R1b.
fn read_as(parent_is: ParentIs, as_of: &str, entries: Vec<Entry>) -> Standing {
    let recommendations = recommendation(parent_is, &["R1a", "R1b"]);
    follow_up(&recommendations, &[], &numbered(entries), AsOf(day(as_of))).standings.remove(0)
}

fn read(as_of: &str, entries: Vec<Entry>) -> Standing {
    read_as(ParentIs::WorstPart, as_of, entries)
}

fn code(standing: &Standing) -> Option<StatusCode> {
    standing.status.as_ref().map(|s| s.code)
}

fn part_codes(standing: &Standing) -> Vec<Option<StatusCode>> {
    standing.parts.iter().map(|p| p.status.as_ref().map(|s| s.code)).collect()
}

#[track_caller]
fn check(as_of: &str, entries: Vec<Entry>, expected: Option<StatusCode>) {
    assert_eq!(code(&read(as_of, entries)), expected);
}

// ---- no entry, no status ----

#[test]
fn without_entries_nothing_is_known() {
    let standing = read("2024-12-31", Vec::new());
    assert_eq!(part_codes(&standing), [None, None]);
    assert_eq!(
        (standing.status, standing.acceptance, standing.owner, standing.due, standing.age),
        (None, None, None, None, None)
    );
}

#[test]
fn a_plan_a_decision_or_a_reply_is_no_status() {
    let decision = What::Decision { dnr: "1".to_owned(), paragraph: "§ 1".to_owned(), text: "Uppdrag.".to_owned() };
    check(
        "2024-12-31",
        vec![
            on("2024-01-01", "regionstyrelsen", "R1", reply(Acceptance::Accepted)),
            on("2024-01-01", "regionstyrelsen", "R1", decision),
            on("2024-02-01", "regionstyrelsen", "R1", action("driftchef", "2024-06-30")),
            on("2024-05-01", "regionstyrelsen", "R1", moved("2024-09-30")),
        ],
        None,
    );
}

#[test]
fn entries_after_the_day_of_the_run_do_not_exist() {
    let entries = || {
        vec![
            on("2024-03-01", "driftchef", "R1", says(StatusCode::Pagar)),
            on("2024-06-01", "driftchef", "R1", closed()),
        ]
    };
    check("2024-02-29", entries(), None);
    check("2024-03-01", entries(), Some(StatusCode::Pagar));
    assert_eq!(read("2024-05-31", entries()).entries.len(), 1);
    check("2024-06-01", entries(), Some(StatusCode::EjAktuell));
}

// ---- requests and replies ----

#[test]
fn a_request_is_unanswered_the_day_after_its_reply_day() {
    let asked = || vec![on("2024-01-15", "revisorerna", "audit", request("2024-03-31"))];
    check("2024-03-31", asked(), None);
    let standing = read("2024-04-01", asked());
    assert_eq!(
        standing.status,
        Some(Status { code: StatusCode::EjBesvarad, by_entry: None, since: Some(day("2024-04-01")) })
    );
    assert_eq!(part_codes(&standing), [Some(StatusCode::EjBesvarad); 2]);
    check("2030-01-01", vec![on("2024-01-15", "revisorerna", "audit", What::Request { reply_by: None })], None);
}

#[test]
fn a_reply_about_the_audit_answers_for_every_recommendation_even_when_late() {
    let late = vec![
        on("2024-01-15", "revisorerna", "audit", request("2024-03-31")),
        on("2024-05-02", "regionstyrelsen", "audit", reply(Acceptance::Accepted)),
    ];
    assert_eq!(code(&read("2024-05-01", late.clone())), Some(StatusCode::EjBesvarad));
    let standing = read("2024-05-02", late);
    assert_eq!((code(&standing), standing.acceptance), (None, Some(Acceptance::Accepted)));
}

#[test]
fn a_reply_to_an_earlier_request_does_not_answer_a_later_one() {
    let entries = vec![
        on("2024-01-15", "revisorerna", "R1", request("2024-03-31")),
        on("2024-03-01", "regionstyrelsen", "R1", reply(Acceptance::Partly)),
        on("2025-01-15", "revisorerna", "R1", request("2025-03-31")),
    ];
    let standing = read("2025-06-01", entries);
    assert_eq!((code(&standing), standing.acceptance), (Some(StatusCode::EjBesvarad), Some(Acceptance::Partly)));
}

#[test]
fn a_reported_status_tells_more_than_a_missing_reply() {
    let entries = vec![
        on("2024-01-15", "revisorerna", "audit", request("2024-03-31")),
        on("2024-02-01", "driftchef", "R1", says(StatusCode::Pagar)),
    ];
    check("2024-12-31", entries, Some(StatusCode::Pagar));
    let with_a_plan = vec![
        on("2024-01-15", "revisorerna", "audit", request("2024-03-31")),
        on("2024-02-01", "regionstyrelsen", "R1", action("driftchef", "2024-06-30")),
    ];
    check("2024-12-31", with_a_plan, Some(StatusCode::EjBesvarad));
}

#[test]
fn the_more_specific_reply_is_the_boards_stand() {
    let stand = |entries| read("2024-12-31", entries).acceptance;
    let general = || on("2024-03-01", "regionstyrelsen", "audit", reply(Acceptance::Accepted));
    let own = |date| on(date, "regionstyrelsen", "R1", reply(Acceptance::Rejected));
    assert_eq!(
        stand(vec![own("2024-02-01"), general()]),
        Some(Acceptance::Rejected),
        "though the general one is later"
    );
    let part = |part, acceptance| on("2024-02-15", "regionstyrelsen", part, reply(acceptance));
    assert_eq!(stand(vec![part("R1b", Acceptance::Rejected), general()]), Some(Acceptance::Partly));
    assert_eq!(stand(vec![part("R1b", Acceptance::Accepted)]), None, "nothing is known of the other part");
    let both = || vec![part("R1a", Acceptance::Rejected), part("R1b", Acceptance::Rejected)];
    assert_eq!(stand(both()), Some(Acceptance::Rejected));
    let later = on("2024-04-01", "regionstyrelsen", "R1", reply(Acceptance::Accepted));
    assert_eq!(
        stand([both(), vec![later]].concat()),
        Some(Acceptance::Accepted),
        "a later one about the whole replaces them"
    );
}

#[test]
fn replies_about_every_part_answer_a_request_about_the_whole() {
    let mut entries = vec![
        on("2024-01-15", "revisorerna", "audit", request("2024-03-31")),
        on("2024-03-01", "regionstyrelsen", "R1a", reply(Acceptance::Accepted)),
    ];
    let standing = read("2024-06-01", entries.clone());
    assert_eq!(code(&standing), Some(StatusCode::EjBesvarad));
    assert_eq!(part_codes(&standing), [None, Some(StatusCode::EjBesvarad)]);
    entries.push(on("2024-03-01", "regionstyrelsen", "R1b", reply(Acceptance::Accepted)));
    check("2024-06-01", entries, None);
}

// ---- what entries set ----

#[test]
fn each_kind_of_entry_sets_its_status() {
    for (what, expected) in [
        (says(StatusCode::EjPaborjad), StatusCode::EjPaborjad),
        (says(StatusCode::Pagar), StatusCode::Pagar),
        (says(StatusCode::Delvis), StatusCode::Delvis),
        (says(StatusCode::Rapporterad), StatusCode::Rapporterad),
        (looked(Finds::Implemented), StatusCode::Verifierad),
        (looked(Finds::Partly), StatusCode::Delvis),
        (risk_until("2025-12-31"), StatusCode::Risk),
        (closed(), StatusCode::EjAktuell),
        (replaced(), StatusCode::Ersatt),
        (reopened(), StatusCode::Ateroppnad),
    ] {
        let standing = read("2024-12-31", vec![on("2024-03-01", "revisorerna", "R1", what)]);
        let status = Status { code: expected, by_entry: Some(entry(1)), since: Some(day("2024-03-01")) };
        assert_eq!(standing.status, Some(status));
        assert_eq!(
            part_codes(&standing),
            [Some(expected); 2],
            "parts without a status of their own take the recommendation's"
        );
    }
}

#[test]
fn a_status_may_go_backwards() {
    let entries = || {
        vec![
            on("2024-06-18", "driftchef", "R1", says(StatusCode::Rapporterad)),
            on("2024-08-21", "internkontrollansvarig", "R1", looked(Finds::Implemented)),
            on("2024-11-12", "revisorerna", "R1", reopened()),
            on("2024-12-01", "driftchef", "R1", says(StatusCode::EjPaborjad)),
        ]
    };
    check("2024-07-01", entries(), Some(StatusCode::Rapporterad));
    check("2024-09-01", entries(), Some(StatusCode::Verifierad));
    check("2024-11-12", entries(), Some(StatusCode::Ateroppnad));
    check("2024-12-01", entries(), Some(StatusCode::EjPaborjad));
}

#[test]
fn what_was_said_to_be_done_and_is_not_is_opened_again() {
    let after = |before: What| {
        read(
            "2024-12-31",
            vec![
                on("2024-03-01", "driftchef", "R1", before),
                on("2024-09-01", "internkontrollansvarig", "R1", looked(Finds::NotImplemented)),
            ],
        )
    };
    assert_eq!(code(&after(says(StatusCode::Rapporterad))), Some(StatusCode::Ateroppnad));
    assert_eq!(code(&after(says(StatusCode::Pagar))), Some(StatusCode::Pagar));
    assert_eq!(code(&after(action("driftchef", ""))), None);
    let verified_part_by_part = vec![
        on("2024-03-01", "revisorerna", "R1a", looked(Finds::Implemented)),
        on("2024-03-01", "revisorerna", "R1b", looked(Finds::Implemented)),
        on("2024-09-01", "revisorerna", "R1", looked(Finds::NotImplemented)),
    ];
    check("2024-12-31", verified_part_by_part, Some(StatusCode::Ateroppnad));
}

#[test]
fn the_owner_cannot_verify_the_own_work() {
    let entries = |by: &str, what: What| {
        vec![on("2024-02-01", "regionstyrelsen", "R1", action("driftchef", "")), on("2024-09-01", by, "R1", what)]
    };
    check("2024-12-31", entries("Driftchef ", looked(Finds::Implemented)), Some(StatusCode::Rapporterad));
    check("2024-12-31", entries("driftchef", says(StatusCode::Verifierad)), Some(StatusCode::Rapporterad));
    check("2024-12-31", entries("revisorerna", says(StatusCode::Verifierad)), Some(StatusCode::Verifierad));
    let bare = What::Verification { finds: Finds::Implemented, evidence: Vec::new(), text: None };
    check("2024-12-31", entries("revisorerna", bare), Some(StatusCode::Rapporterad));
    let owner_of_a_part = vec![
        on("2024-02-01", "regionstyrelsen", "R1a", action("driftchef", "")),
        on("2024-09-01", "driftchef", "R1", looked(Finds::Implemented)),
    ];
    check("2024-12-31", owner_of_a_part, Some(StatusCode::Rapporterad));
}

#[test]
fn only_granska_sets_that_no_reply_came() {
    check("2024-12-31", vec![on("2024-03-01", "revisorerna", "R1", says(StatusCode::EjBesvarad))], None);
}

#[test]
fn a_status_said_again_keeps_its_day_and_rests_on_the_later_entry() {
    let standing = read(
        "2024-12-31",
        vec![
            on("2024-05-20", "it-chef", "R1", says(StatusCode::Pagar)),
            on("2024-12-11", "it-chef", "R1", says(StatusCode::Pagar)),
        ],
    );
    assert_eq!(
        standing.status,
        Some(Status { code: StatusCode::Pagar, by_entry: Some(entry(2)), since: Some(day("2024-05-20")) })
    );
}

#[test]
fn an_accepted_risk_stays_and_expires_the_day_after_its_last() {
    let entries = || vec![on("2024-06-11", "regionstyrelsen", "R1", risk_until("2026-12-31"))];
    let (last, after) = (read("2026-12-31", entries()), read("2027-01-01", entries()));
    assert_eq!((code(&last), last.risk_expired), (Some(StatusCode::Risk), false));
    assert_eq!((code(&after), after.risk_expired), (Some(StatusCode::Risk), true));
    assert_eq!(after.age, Some(Age::TwoToFourYears), "it stays non-compliant, so it still ages");
    let done = [entries(), vec![on("2026-01-01", "revisorerna", "R1", looked(Finds::Implemented))]].concat();
    assert!(!read("2027-01-01", done).risk_expired);
    let of_a_part = read("2027-01-01", vec![on("2024-06-11", "regionstyrelsen", "R1b", risk_until("2026-12-31"))]);
    assert!(of_a_part.risk_expired);
}

// ---- corrections ----

#[test]
fn a_withdrawn_entry_is_listed_and_counts_for_nothing() {
    let entries = || {
        vec![
            on("2024-06-20", "driftchef", "R1", says(StatusCode::Pagar)),
            on("2024-09-02", "driftchef", "R1", says(StatusCode::Rapporterad)),
            on("2024-09-03", "driftchef", "R1", corrects(2)),
        ]
    };
    check("2024-09-02", entries(), Some(StatusCode::Rapporterad));
    let standing = read("2024-09-03", entries());
    assert_eq!(code(&standing), Some(StatusCode::Pagar));
    assert_eq!((standing.entries.len(), standing.withdrawn), (3, vec![entry(2)]));
}

#[test]
fn a_correction_can_itself_be_corrected() {
    let entries = vec![
        on("2024-09-02", "driftchef", "R1", says(StatusCode::Rapporterad)),
        on("2024-09-03", "driftchef", "R1", corrects(1)),
        on("2024-09-04", "driftchef", "R1", corrects(2)),
    ];
    let standing = read("2024-09-30", entries);
    assert_eq!((code(&standing), standing.withdrawn), (Some(StatusCode::Rapporterad), vec![entry(2)]));
    check("2024-09-30", vec![on("2024-09-03", "driftchef", "R1", corrects(1))], None);
}

#[test]
fn a_withdrawn_request_is_not_unanswered() {
    let entries = vec![
        on("2024-01-15", "revisorerna", "audit", request("2024-03-31")),
        on("2024-02-01", "revisorerna", "audit", corrects(1)),
    ];
    let recommendations = recommendation(ParentIs::WorstPart, &["R1a"]);
    let result = follow_up(&recommendations, &[], &numbered(entries), AsOf(day("2024-12-31")));
    assert_eq!(result.standings[0].status, None);
    assert_eq!((result.about_audit.len(), result.withdrawn), (2, vec![entry(1)]));
}

// ---- improvements and the audit as a whole ----

#[test]
fn an_improvement_has_the_due_date_that_the_audit_states() {
    let none = recommendation(ParentIs::WorstPart, &["R1a"]);
    let read = |entries: Vec<Entry>| {
        let found = follow_up(&none, &[improvement(Some("2017-06-30"))], &numbered(entries), AsOf(day("2018-01-01")));
        found.improvements.into_iter().next().expect("one improvement")
    };
    let untouched = read(Vec::new());
    assert_eq!(untouched.status, None, "that the day has passed is no status");
    let due =
        Due { original: day("2017-06-30"), current: day("2017-06-30"), extensions: 0, lateness: Lateness::DayPassed };
    assert_eq!(untouched.due, Some(due));
    let verified = read(vec![
        on("2017-02-01", "regionstyrelsen", "B1", action("produktionschef", "2019-01-01")),
        on("2017-05-01", "regionstyrelsen", "B1", moved("2017-12-31")),
        on("2017-12-01", "revisorerna", "B1", looked(Finds::Implemented)),
    ]);
    assert_eq!(verified.status.map(|s| s.code), Some(StatusCode::Verifierad));
    let due =
        Due { original: day("2017-06-30"), current: day("2017-12-31"), extensions: 1, lateness: Lateness::InTime };
    assert_eq!((verified.due, verified.entries.len()), (Some(due), 3));
}

#[test]
fn a_request_about_the_audit_does_not_ask_about_improvements() {
    let recommendations = recommendation(ParentIs::WorstPart, &["R1a"]);
    let entries = numbered(vec![on("2017-01-01", "revisorerna", "audit", request("2017-03-01"))]);
    let result = follow_up(&recommendations, &[improvement(None)], &entries, AsOf(day("2018-01-01")));
    assert_eq!(result.improvements[0].status, None);
    assert_eq!(result.about_audit.len(), 1);
    assert!(result.standings[0].entries.is_empty(), "it is listed once, with the audit");
}

#[test]
fn other_entries_about_the_audit_change_no_recommendation() {
    check("2024-12-31", vec![on("2024-01-01", "revisorerna", "audit", closed())], None);
}

#[test]
fn entries_are_read_by_date_whatever_order_they_come_in() {
    let entries = vec![
        on("2024-06-01", "driftchef", "R1", says(StatusCode::Rapporterad)),
        on("2024-03-01", "driftchef", "R1", says(StatusCode::Pagar)),
    ];
    let standing = read("2024-12-31", entries);
    assert_eq!(code(&standing), Some(StatusCode::Rapporterad));
    assert_eq!(standing.entries[0].date, day("2024-03-01"));
}
