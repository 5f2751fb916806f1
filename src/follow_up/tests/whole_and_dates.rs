//! Tests of how parts make the whole, and of owners, due dates, forecasts and age.
//!
//! What each entry sets stands in the tests of the room.

use super::*;

// ---- parts and whole ----

#[test]
fn the_whole_stands_where_its_worst_part_stands() {
    let parts =
        |a: What, b: What| vec![on("2024-03-01", "driftchef", "R1a", a), on("2024-04-01", "driftchef", "R1b", b)];
    let whole = |a: StatusCode, b: StatusCode| code(&read("2024-12-31", parts(says(a), says(b))));
    assert_eq!(whole(StatusCode::Rapporterad, StatusCode::Pagar), Some(StatusCode::Pagar));
    assert_eq!(whole(StatusCode::EjPaborjad, StatusCode::Pagar), Some(StatusCode::EjPaborjad));
    assert_eq!(whole(StatusCode::Rapporterad, StatusCode::Rapporterad), Some(StatusCode::Rapporterad));
    let risky = parts(says(StatusCode::Pagar), risk_until("2030-01-01"));
    check("2024-12-31", risky, Some(StatusCode::Risk));
    let standing = read("2024-12-31", parts(says(StatusCode::Rapporterad), says(StatusCode::Pagar)));
    assert_eq!(
        standing.status,
        Some(Status { code: StatusCode::Pagar, by_entry: None, since: Some(day("2024-04-01")) }),
        "granska set it, since both were known"
    );
}

#[test]
fn a_part_that_nothing_is_known_of_could_be_the_worst() {
    check("2024-12-31", vec![on("2024-03-01", "driftchef", "R1a", says(StatusCode::Pagar))], None);
}

#[test]
fn the_whole_is_partly_done_as_soon_as_one_part_is_verified() {
    let whole = |entries| code(&read_as(ParentIs::PartlyWhenSome, "2024-12-31", entries));
    let a_verified = || on("2024-08-22", "revisorerna", "R1a", looked(Finds::Implemented));
    let b = |code| on("2024-08-30", "driftchef", "R1b", says(code));
    assert_eq!(whole(vec![a_verified(), b(StatusCode::EjPaborjad)]), Some(StatusCode::Delvis));
    assert_eq!(whole(vec![a_verified()]), Some(StatusCode::Delvis), "also when nothing is known of the other");
    assert_eq!(
        whole(vec![a_verified(), b(StatusCode::Rapporterad)]),
        Some(StatusCode::Rapporterad),
        "all are done, not all verified"
    );
    let reported = on("2024-08-22", "driftchef", "R1a", says(StatusCode::Rapporterad));
    assert_eq!(
        whole(vec![reported, b(StatusCode::EjPaborjad)]),
        Some(StatusCode::EjPaborjad),
        "a report alone is not done"
    );
    let both = vec![a_verified(), on("2024-09-01", "revisorerna", "R1b", looked(Finds::Implemented))];
    assert_eq!(whole(both), Some(StatusCode::Verifierad));
}

#[test]
fn closed_parts_are_left_out_while_there_are_others() {
    let entries =
        |a: What, b: What| vec![on("2024-03-01", "revisorerna", "R1a", a), on("2024-03-01", "revisorerna", "R1b", b)];
    check("2024-12-31", entries(closed(), looked(Finds::Implemented)), Some(StatusCode::Verifierad));
    check("2024-12-31", entries(closed(), says(StatusCode::Pagar)), Some(StatusCode::Pagar));
    check("2024-12-31", entries(closed(), replaced()), Some(StatusCode::EjAktuell));
    check("2024-12-31", entries(replaced(), replaced()), Some(StatusCode::Ersatt));
}

#[test]
fn of_whole_and_parts_the_later_word_counts() {
    let part_first = vec![
        on("2024-03-01", "driftchef", "R1a", says(StatusCode::EjPaborjad)),
        on("2024-04-01", "driftchef", "R1", says(StatusCode::Pagar)),
    ];
    let standing = read("2024-12-31", part_first);
    assert_eq!(code(&standing), Some(StatusCode::Pagar));
    assert_eq!(standing.status.and_then(|s| s.by_entry), Some(entry(2)));
    let whole_first = vec![
        on("2024-03-01", "driftchef", "R1", says(StatusCode::Pagar)),
        on("2024-04-01", "driftchef", "R1a", says(StatusCode::EjPaborjad)),
    ];
    let standing = read("2024-12-31", whole_first);
    assert_eq!(code(&standing), Some(StatusCode::EjPaborjad));
    assert_eq!(
        part_codes(&standing),
        [Some(StatusCode::EjPaborjad), Some(StatusCode::Pagar)],
        "the other part takes the whole's"
    );
}

#[test]
fn a_later_end_of_the_whole_covers_its_parts_and_a_later_report_does_not() {
    let after = |what: What| {
        let verified = on("2024-03-01", "revisorerna", "R1a", looked(Finds::Implemented));
        let waiting = on("2024-03-01", "driftchef", "R1b", says(StatusCode::EjPaborjad));
        part_codes(&read("2024-12-31", vec![verified, waiting, on("2024-09-01", "revisorerna", "R1", what)]))
    };
    assert_eq!(after(looked(Finds::Implemented)), [Some(StatusCode::Verifierad); 2]);
    assert_eq!(after(closed()), [Some(StatusCode::EjAktuell); 2]);
    assert_eq!(after(says(StatusCode::Pagar)), [Some(StatusCode::Verifierad), Some(StatusCode::EjPaborjad)]);
}

// ---- owner, due date, forecast ----

#[test]
fn the_latest_action_names_the_owner_and_the_first_due_date_is_frozen() {
    let standing = read(
        "2025-04-01",
        vec![
            on("2024-04-10", "regionstyrelsen", "R1", action("it-chef", "2024-09-30")),
            on("2024-09-12", "regionstyrelsen", "R1", moved("2024-12-31")),
            on("2024-10-01", "regionstyrelsen", "R1", action("driftchef", "2026-01-01")),
            on("2024-12-10", "regionstyrelsen", "R1", moved("2025-03-31")),
        ],
    );
    assert_eq!(standing.owner.as_deref(), Some("driftchef"));
    let due =
        Due { original: day("2024-09-30"), current: day("2025-03-31"), extensions: 2, lateness: Lateness::DayPassed };
    assert_eq!(standing.due, Some(due.clone()), "only an extension moves the day, and each is counted");
    assert_eq!(standing.parts[0].owner.as_deref(), Some("driftchef"), "parts are the recommendation's owner's");
    assert_eq!(standing.parts[1].due, Some(due));
}

#[test]
fn something_is_late_the_day_after_when_a_status_says_that_it_is_not_done() {
    let stands = |as_of: &str, what: What| {
        let entries = vec![
            on("2024-01-01", "regionstyrelsen", "R1", action("driftchef", "2024-06-30")),
            on("2024-06-01", "revisorerna", "R1", what),
        ];
        read(as_of, entries).due.map(|d| d.lateness)
    };
    assert_eq!(stands("2024-06-30", says(StatusCode::Pagar)), Some(Lateness::InTime));
    assert_eq!(stands("2024-07-01", says(StatusCode::Pagar)), Some(Lateness::Late));
    assert_eq!(stands("2024-07-01", says(StatusCode::Rapporterad)), Some(Lateness::DayPassed), "said, not verified");
    assert_eq!(stands("2024-07-01", risk_until("2030-01-01")), Some(Lateness::DayPassed));
    assert_eq!(stands("2024-07-01", request("2030-01-01")), Some(Lateness::DayPassed), "no status is known");
    for ended in [looked(Finds::Implemented), closed(), replaced()] {
        assert_eq!(stands("2024-07-01", ended), Some(Lateness::InTime));
    }
}

#[test]
fn an_extension_without_an_earlier_day_is_the_first_day_known() {
    let standing = read("2024-12-31", vec![on("2024-05-01", "regionstyrelsen", "R1", moved("2025-06-30"))]);
    let due =
        Due { original: day("2025-06-30"), current: day("2025-06-30"), extensions: 1, lateness: Lateness::InTime };
    assert_eq!(standing.due, Some(due));
}

#[test]
fn a_whole_without_an_action_of_its_own_is_due_when_its_last_part_is() {
    let a = || on("2024-04-10", "regionstyrelsen", "R1a", action("ekonomichef", "2024-06-30"));
    let b = |owner| on("2024-04-10", "regionstyrelsen", "R1b", action(owner, "2025-03-31"));
    let standing = read("2024-12-31", vec![a(), b("ekonomichef")]);
    let due =
        Due { original: day("2025-03-31"), current: day("2025-03-31"), extensions: 0, lateness: Lateness::InTime };
    assert_eq!((standing.owner.as_deref(), standing.due), (Some("ekonomichef"), Some(due)));
    let part = standing.parts[0].due.as_ref().map(|d| d.lateness);
    assert_eq!(part, Some(Lateness::DayPassed), "the part's own day has passed");
    assert_eq!(read("2024-12-31", vec![a(), b("driftchef")]).owner, None, "two owners are not one");
    assert_eq!(read("2024-12-31", vec![a()]).due, None, "the other part has no day");
}

#[test]
fn a_forecast_lives_as_long_as_something_is_left_to_do() {
    let then = |what: What| {
        let entries = vec![
            on("2024-05-20", "it-chef", "R1", forecast(StatusCode::Pagar, "2024-09-30")),
            on("2024-10-01", "revisorerna", "R1", what),
        ];
        read("2024-12-31", entries).forecast
    };
    assert_eq!(then(says(StatusCode::Pagar)), Some(day("2024-09-30")));
    assert_eq!(then(forecast(StatusCode::Pagar, "2025-03-31")), Some(day("2025-03-31")));
    assert_eq!(then(looked(Finds::Partly)), Some(day("2024-09-30")));
    for ended in
        [says(StatusCode::Rapporterad), looked(Finds::Implemented), closed(), reopened(), risk_until("2030-01-01")]
    {
        assert_eq!(then(ended), None);
    }
}

// ---- age ----

#[test]
fn age_is_counted_in_calendar_months() {
    let age = |first: &str, as_of: &str| read(as_of, vec![on(first, "driftchef", "R1a", says(StatusCode::Pagar))]).age;
    for (as_of, expected) in [
        ("2020-08-31", Age::UnderSixMonths),
        ("2021-02-27", Age::UnderSixMonths),
        ("2021-02-28", Age::SixToTwelveMonths),
        ("2021-08-30", Age::SixToTwelveMonths),
        ("2021-08-31", Age::OneToTwoYears),
        ("2022-08-31", Age::TwoToFourYears),
        ("2024-08-31", Age::TwoToFourYears),
        ("2024-09-01", Age::OverFourYears),
    ] {
        assert_eq!(age("2020-08-31", as_of), Some(expected), "{as_of}");
    }
}

#[test]
fn age_begins_with_the_first_entry_that_concerns_it_and_ends_when_it_is_over() {
    let asked = || on("2020-01-01", "revisorerna", "audit", request("2020-03-31"));
    let other = || on("2015-01-01", "revisorerna", "R2", reopened());
    assert_eq!(
        read("2022-06-01", vec![other(), asked()]).age,
        Some(Age::TwoToFourYears),
        "a request about the audit is one about each"
    );
    assert_eq!(read("2022-06-01", vec![other()]).age, None);
    assert_eq!(read("2022-06-01", vec![asked(), on("2022-05-01", "revisorerna", "R1", closed())]).age, None);
    let withdrawn = vec![
        on("2015-01-01", "driftchef", "R1", says(StatusCode::Pagar)),
        on("2015-02-01", "driftchef", "R1", corrects(1)),
        on("2022-05-01", "driftchef", "R1", says(StatusCode::Pagar)),
    ];
    assert_eq!(read("2022-06-01", withdrawn).age, Some(Age::UnderSixMonths));
}
