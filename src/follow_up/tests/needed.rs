//! What needs a decision, what is known of replies, and what is *försenad*.

use super::*;
use crate::field::standing::{FollowUp, Lateness};

fn found(as_of: &str, entries: Vec<Entry>) -> FollowUp {
    let one = recommendation(ParentIs::WorstPart, &["R1a", "R1b"]);
    follow_up(&one, &[improvement(Some("2024-06-30"))], &numbered(entries), AsOf(day(as_of)))
}

/// The needs of R1 and B1, in that order, on the last day of 2024.
#[track_caller]
fn check(entries: Vec<Entry>, expected: &[Need]) {
    let needed: Vec<Need> = decisions(&found("2024-12-31", entries), None)
        .into_iter()
        .filter(|d| !matches!(d.about, Subject::Improvement(_)))
        .map(|d| d.need)
        .collect();
    assert_eq!(needed, expected);
}

#[test]
fn without_any_source_all_is_asked_for_unless_a_reply_already_was() {
    check(Vec::new(), &[Need::AskForReplies, Need::NameVerifiers]);
    let silent = found("2024-12-31", Vec::new());
    assert_eq!(decisions(&silent, Some(&quote()))[0].need, Need::LearnOfReply);
    assert!(!anything_is_known(&silent));
}

#[test]
fn who_has_said_no_is_not_asked_how_it_goes() {
    let no = || on("2024-02-01", "regionstyrelsen", "R1", reply(Acceptance::Rejected));
    check(vec![no()], &[Need::StandOnRejection]);
    check(vec![on("2024-02-01", "regionstyrelsen", "R1", reply(Acceptance::Accepted))], &[Need::AskHowItGoes]);
    check(vec![no(), on("2024-03-01", "regionstyrelsen", "R1", risk_until("2030-01-01"))], &[]);
}

#[test]
fn each_status_needs_its_own_decision() {
    let of = |what: What| vec![on("2024-03-01", "regionstyrelsen", "R1", what)];
    check(of(says(StatusCode::Rapporterad)), &[Need::NameVerifier]);
    check(of(says(StatusCode::Pagar)), &[]);
    check(of(closed()), &[]);
    check(of(risk_until("2024-06-30")), &[Need::ReconsiderRisk(Some(day("2024-06-30")))]);
    check(of(reopened()), &[Need::AskForNewAction(Some("nytt stickprov".to_owned()))]);
    check(of(request("2024-05-31")), &[Need::AskForReply(Some(day("2024-05-31")))]);
}

#[test]
fn a_late_part_makes_the_recommendation_late() {
    let entries = vec![
        on("2024-01-01", "regionstyrelsen", "R1a", action("driftchef", "2024-06-30")),
        on("2024-01-01", "regionstyrelsen", "R1b", action("driftchef", "2025-06-30")),
        on("2024-02-01", "driftchef", "R1a", says(StatusCode::Pagar)),
    ];
    let read = found("2024-12-31", entries);
    let standing = &read.standings[0];
    assert_eq!(standing.due.as_ref().map(|d| d.lateness), Some(Lateness::InTime));
    let late = standing.late().map(|(part, due)| (part.map(|p| p.as_str()), due.current));
    assert_eq!(late, Some((Some("R1a"), day("2024-06-30"))));
}

#[test]
fn parts_that_were_answered_are_no_missing_reply() {
    let asked = || on("2024-01-01", "revisorerna", "R1", request("2024-03-31"));
    let read = |entries| {
        let found = found("2024-12-31", entries);
        answer(&found, &found.standings[0], AsOf(day("2024-12-31")))
    };
    assert_eq!(read(vec![asked()]), Answer::Missing);
    let part = on("2024-02-01", "regionstyrelsen", "R1a", reply(Acceptance::Accepted));
    assert_eq!(read(vec![asked(), part]), Answer::OnlyParts(vec![PartId::new("R1a").expect("an id")]));
    let whole = on("2024-02-01", "regionstyrelsen", "audit", reply(Acceptance::Accepted));
    assert_eq!(read(vec![asked(), whole]), Answer::Given(Acceptance::Accepted));
    assert_eq!(read(Vec::new()), Answer::Unknown);
}

#[test]
fn an_improvement_whose_day_has_passed_is_asked_about_until_it_is_verified() {
    let of_b1 = |entries: Vec<Entry>| {
        decisions(&found("2024-12-31", entries), None)
            .into_iter()
            .find_map(|d| if let Need::AskOfImprovement(_, done) = d.need { Some(done) } else { None })
    };
    let says_b1 = |code| vec![on("2024-05-01", "verksamheten", "B1", says(code))];
    assert_eq!(of_b1(Vec::new()), Some(Done::Unstated));
    assert_eq!(of_b1(says_b1(StatusCode::Rapporterad)), Some(Done::SaidSo));
    assert_eq!(of_b1(says_b1(StatusCode::Pagar)), Some(Done::No));
    assert_eq!(of_b1(vec![on("2024-05-01", "revisorerna", "B1", looked(Finds::Implemented))]), None);
}
