//! Faults of the verdicts.

use super::*;

/// The remarks when a piece of `established.yaml` is written otherwise.
#[track_caller]
fn instead(of: &str, with: &str, expected: &[&str]) {
    assert!(ESTABLISHED.contains(of), "{of}");
    let expected: Vec<String> =
        expected.iter().map(|e| e.replacen("E:", "audits/lokaler/established.yaml:", 1)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&[("audits/lokaler/established.yaml", &ESTABLISHED.replacen(of, with, 1))], &expected);
}

#[test]
fn the_audit_exists_and_has_the_name_of_its_folder() {
    instead(
        "audit: lokaler",
        "audit: arkiv",
        &["G102 E:1:8 filen gäller granskningen `arkiv` men ligger i mappen `lokaler`"],
    );
    let established = ESTABLISHED.replacen("lokaler", "lokalerna", 1);
    let files = [("audits/lokalerna/established.yaml", established.as_str())];
    check(&files, &["G231 audits/lokalerna/established.yaml:1:8 granskningen `lokalerna` finns inte"]);
    assert_eq!(help(&files), ["menades `lokaler`?"]);
}

#[test]
fn a_faulty_audit_is_no_unknown_one_and_nothing_in_it_is_missed() {
    let established =
        ESTABLISHED.replacen("lokaler", "trasig", 1).replace("KF1", "KF9").replace("word: Ja", "word: Kanske");
    check(&[("audits/trasig/established.yaml", &established)], &[]);
    check(
        &[("audits/trasig/established.yaml", &established.replace("2023", "20233"))],
        &["G110 audits/trasig/established.yaml:2:15 `20233` är ingen period"],
    );
}

#[test]
fn a_verdict_is_on_a_question_of_the_audit() {
    instead("id: KF1\n", "id: KF2\n", &["G232 E:5:9 frågan `KF2` finns inte"]);
    instead("stated:", "  - { id: KF1, word: Nej }\nstated:", &["G233 E:11:11 frågan `KF1` är bedömd två gånger"]);
}

#[test]
fn a_question_without_a_verdict_is_told_once() {
    let head = ESTABLISHED.split("questions:").next().unwrap();
    check(
        &[("audits/lokaler/established.yaml", head)],
        &["G234 audits/lokaler/established.yaml:1:8 frågan `KF1` har ingen fastställd bedömning"],
    );
}

#[test]
fn a_verdict_is_a_word_of_the_scale() {
    instead("word: Ja", "word: jA", &[]);
    instead("word: Ja", "word: Kanske", &["G235 E:6:11 `Kanske` finns inte i skalan `ja-nej`"]);
    let help = help(&[("audits/lokaler/established.yaml", &ESTABLISHED.replace("word: Ja", "word: Neej"))]);
    assert_eq!(help, ["menades `Nej`?", "ord i skalan: `Ja` och `Nej`"]);
}

#[test]
fn as_printed_is_the_same_word_in_another_dress() {
    instead("word: Ja\n", "word: Ja\n    as-printed: JA\n", &[]);
    instead(
        "word: Ja\n",
        "word: Ja\n    as-printed: Jo\n",
        &["G236 E:7:17 det tryckta ordet `Jo` är ett annat ord än `Ja`"],
    );
}

#[test]
fn a_statement_is_coded_once_for_a_point_that_asks_for_it() {
    instead("KF1.2", "KF1.3", &["G237 E:12:14 punkten `KF1.3` finns inte"]);
    instead("KF1.2", "KF1.1", &["G238 E:12:14 punkten `KF1.1` bygger på momentbedömningar"]);
    instead(
        "comment: 1 }\n",
        "comment: 1 }\n  - { point: KF1.2, rating: met, by: granska }\n",
        &["G239 E:13:14 punkten `KF1.2` är kodad två gånger"],
    );
}

#[test]
fn a_statement_has_a_rating_or_the_reason_why_not() {
    instead("rating: met, ", "", &["G240 E:12:14 punkten `KF1.2` har ingen bedömning"]);
    instead(
        "rating: met, ",
        "rating: met, not-assessable: said-so, ",
        &["G240 E:12:50 punkten `KF1.2` har både en bedömning och ett skäl att den saknas"],
    );
    instead("rating: met, ", "not-assessable: evidence-missing, ", &[]);
}

#[test]
fn a_coding_is_signed_by_granska() {
    instead(
        "by: granska",
        "by: revisorerna",
        &["G112 E:12:38 `by: revisorerna` kan inte stå här, eftersom uppgiften är granskas egen"],
    );
}

#[test]
fn a_comment_is_counted_from_one() {
    for number in ["0", "2"] {
        let message = format!("G241 E:12:56 frågan `KF1` har ingen kommentar nummer {number}");
        instead("comment: 1", &format!("comment: {number}"), &[&message]);
    }
}

#[test]
fn a_reason_is_the_auditors_or_ours() {
    let differs = |with: &str, expected: &[&str]| {
        instead("word: Ja\n", &format!("word: Ja\n    differs: {with}\n"), expected);
    };
    differs("{ text: Därför., source: \"1\" }", &[]);
    differs("{ note: Därför., by: granska }", &[]);
    differs(
        "{ text: A, source: \"1\", note: B, by: granska }",
        &["G242 E:7:14 skälet har både revisorernas ord och vår notering"],
    );
    differs("{}", &["G242 E:7:14 skälet är tomt"]);
    differs("{ text: A }", &["G242 E:7:14 revisorernas ord saknar avsnitt"]);
    differs("{ note: A }", &["G242 E:7:14 vår notering är inte märkt som vår"]);
}

#[test]
fn the_organisation_has_the_level_that_moments_are_asked_of() {
    check(
        &[("organisation.yaml", &ORGANISATION.replace("division", "omrade"))],
        &[
            "G243 audits/lokaler/established.yaml:1:8 `lokaler` ställer sina moment till nivån `division`, som organisationen inte har",
        ],
    );
}

#[test]
fn a_printed_variant_is_of_a_known_moment_and_unit() {
    instead(
        "stated:",
        "as-printed:\n  - { moment: plann, unit: nor, text: X, source: \"1\" }\nstated:",
        &["G244 E:12:15 momentet `plann` finns inte", "G207 E:12:28 enheten `nor` finns inte"],
    );
}

#[test]
fn a_document_has_a_version_from_one_and_a_function() {
    instead(
        "version: 1, state: draft",
        "version: 0, state: draft, handlaggare: anna@prov.se",
        &["G245 E:3:22 dokumentets version är 0", "G209 E:3:52 här står något som pekar ut en person"],
    );
}

#[test]
fn a_cited_section_stands_in_the_text() {
    instead(
        "source: Sammanfattning",
        "source: Sammanfatning",
        &["G208 E:8:39 avsnittet `Sammanfatning` finns inte i `text.yaml`"],
    );
    check(
        &[
            ("audits/lokaler/established.yaml", &ESTABLISHED.replace("Sammanfattning", "x")),
            ("audits/lokaler/text.yaml", GONE),
        ],
        &[],
    );
}
