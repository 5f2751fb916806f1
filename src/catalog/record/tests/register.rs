//! Faults of the follow-up register.

use super::*;
use crate::field::recommendation::{Entry, What};

/// Entries written short, `id date by about | what`, as a file of the register.
fn file(entries: &[&str]) -> String {
    let mut text = String::from("audit: lokaler\nentries:\n");
    for entry in entries {
        let (head, what) = entry.split_once(" | ").unwrap();
        let [id, date, by, about] = head.splitn(4, ' ').collect::<Vec<_>>().try_into().unwrap();
        text.push_str(&format!(
            "  - id: {id}\n    date: {date}\n    by: {by}\n    about: {about}\n    what: {{ {what} }}\n"
        ));
    }
    text
}

/// The remarks on these entries.
#[track_caller]
fn entries(entries: &[&str], expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|e| e.replacen("U:", "uppfoljning/2024.yaml:", 1)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&[("uppfoljning/2024.yaml", &file(entries))], &expected);
}

const R1: &str = "{ recommendation: R1 }";

/// An action on R1 by the planner, due at the end of 2024.
fn action(id: &str) -> String {
    format!("{id} 2024-01-01 styrelsen {R1} | action: {{ text: Skriva en rutin., owner: planerare, due: 2024-12-31 }}")
}

#[test]
fn entries_come_oldest_first_and_same_day_as_written() {
    let (organisations, remarks) = read_with(&[
        ("uppfoljning/b.yaml", &file(&["u3 2024-01-01 styrelsen audit | request: {}"])),
        (
            "uppfoljning/a.yaml",
            &file(&["u1 2024-02-01 styrelsen audit | request: {}", "u2 2024-01-01 styrelsen audit | request: {}"]),
        ),
    ]);
    assert_eq!(remarks, []);
    let register: &Vec<Entry> =
        &organisations[&OrganisationId::new("prov").unwrap()].register[&AuditId::new("lokaler").unwrap()];
    let order: Vec<&str> = register.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(order, ["u2", "u3", "u1"]);
    assert_eq!(register[0].what, What::Request { reply_by: None });
}

#[test]
fn ids_are_unique_over_all_files() {
    let one = file(&["u1 2024-01-01 styrelsen audit | request: {}"]);
    check(
        &[("uppfoljning/a.yaml", &one), ("uppfoljning/b.yaml", &one)],
        &["G106 uppfoljning/b.yaml:3:9 två poster har samma id, `u1`"],
    );
}

#[test]
fn dates_functions_and_texts_are_there() {
    entries(
        &[
            "u1 2024-13-01 \"\" audit | request: { reply-by: snart }",
            "u2 2024-01-01 anna@prov.se audit | decision: { dnr: \"1\", paragraph: \"\", text: X }",
        ],
        &[
            "G113 U:4:11 `2024-13-01` är inget datum",
            "G107 U:5:9 `by` är tom",
            "G113 U:7:34 `snart` är inget datum",
            "G209 U:10:9 här står något som pekar ut en person",
            "G107 U:12:46 `paragraph` är tom",
        ],
    );
}

#[test]
fn an_entry_is_about_something_known() {
    entries(
        &[
            "u1 2024-01-01 styrelsen { recommendation: R9 } | request: {}",
            "u2 2024-01-01 styrelsen { part: R1c } | request: {}",
            "u3 2024-01-01 styrelsen { improvement: B9 } | request: {}",
        ],
        &[
            "G272 U:6:30 rekommendationen `R9` finns inte",
            "G273 U:11:20 delen `R1c` finns inte",
            "G274 U:16:27 förbättringen `B9` finns inte",
        ],
    );
}

#[test]
fn the_audit_is_known_and_made_in_the_organisation() {
    let of = |audit: &str| file(&[]).replace("entries:\n", "entries: []\n").replace("lokaler", audit);
    check(&[("uppfoljning/a.yaml", &of("lokal"))], &["G231 uppfoljning/a.yaml:1:8 granskningen `lokal` finns inte"]);
    check(
        &[("uppfoljning/a.yaml", &of("arkiv"))],
        &["G287 uppfoljning/a.yaml:1:8 granskningen `arkiv` är inte gjord i den här organisationen"],
    );
}

#[test]
fn a_correction_withdraws_an_earlier_entry() {
    let corrects =
        |entry: &str| format!("u2 2024-02-01 styrelsen audit | corrects: {{ entry: {entry}, reason: Fel. }}");
    let earlier = "u1 2024-01-01 styrelsen audit | request: {}";
    entries(&[earlier, &corrects("u1")], &[]);
    entries(&[earlier, &corrects("u7")], &["G270 U:12:32 posten `u7` finns inte bland granskningens poster"]);
    entries(&[earlier, &corrects("u2")], &["G271 U:12:32 posten `u2` rättar sig själv"]);
    entries(
        &[&corrects("u3"), "u3 2024-03-01 styrelsen audit | request: {}"],
        &["G271 U:7:32 posten `u2` rättar `u3`, som är senare"],
    );
}

#[test]
fn a_status_is_one_that_is_reported() {
    let status = |code: &str| format!("u2 2024-02-01 planerare {R1} | status: {{ code: {code} }}");
    let told = |code: &str| format!("G276 U:7:29 statusen `{code}` kan inte skrivas i en `status`");
    entries(&[&status("klar")], &["G275 U:7:29 statusen `klar` finns inte"]);
    for code in ["ej_besvarad", "verifierad", "risk", "ej_aktuell", "ersatt", "ateroppnad"] {
        entries(&[&status(code)], &[&told(code)]);
    }
    let help = help(&[("uppfoljning/a.yaml", &file(&[&status("delvist")]))]);
    assert_eq!(
        help,
        ["menades `delvis`?", "statusar som rapporteras: `ej_paborjad`, `pagar`, `delvis`, `rapporterad`"]
    );
}

#[test]
fn a_status_carries_what_it_needs() {
    let status = |what: &str| format!("u2 2024-02-01 planerare {R1} | status: {{ {what} }}");
    entries(
        &[&status("code: pagar, text: Vi skriver.")],
        &["G279 U:7:29 `pagar` utan vad som görs eller när det väntas vara klart"],
    );
    entries(&[&status("code: pagar, text: Vi skriver., forecast: 2024-05-01")], &[]);
    entries(&[&status("code: delvis")], &["G277 U:7:29 `delvis` utan vilka delar som återstår"]);
    entries(&[&status("code: delvis, remains: [R1b]")], &[]);
    entries(&[&status("code: delvis, remains: [R2a]")], &["G273 U:7:47 `R1` har ingen del `R2a`"]);
    entries(&["u2 2024-02-01 planerare { part: R1a } | status: { code: delvis }"], &[]);
    entries(&[&status("code: rapporterad")], &["G278 U:7:29 `rapporterad` utan underlag"]);
    entries(&[&status("code: rapporterad, evidence: [\"\"]")], &["G107 U:7:53 `evidence` är tom"]);
}

#[test]
fn not_begun_needs_an_owner_and_a_due_date() {
    let status = |about: &str| format!("u2 2024-01-01 planerare {about} | status: {{ code: ej_paborjad }}");
    let told = |name: &str| format!("G280 U:7:29 `ej_paborjad` utan att någon har åtagit sig `{name}` till ett datum");
    entries(&[&status(R1)], &[&told("R1")]);
    entries(&[&status(R1), &action("u3")], &[]);
    entries(&[&status("{ part: R1a }"), &action("u3")], &[]);
    entries(&[&status(R1), &action("u3").replace("2024-01-01", "2024-01-02")], &[&told("R1")]);
    entries(&[&status(R1), &action("u3").replace(", due: 2024-12-31", "")], &[&told("R1")]);
    let of_parts =
        ["R1a", "R1b"].map(|p| action(&format!("u-{p}")).replace("recommendation: R1", &format!("part: {p}")));
    entries(&[&status(R1), &of_parts[0]], &[&told("R1")]);
    entries(&[&status(R1), &of_parts[0], &of_parts[1]], &[]);
}

#[test]
fn nobody_verifies_an_own_action() {
    let verify = |by: &str, about: &str| {
        format!("u2 2024-02-01 {by} {about} | verification: {{ finds: implemented, evidence: [Rutinen] }}")
    };
    let told = ["G281 U:10:9 `planerare` verifierar en åtgärd som `planerare` själv ansvarar för"];
    entries(&[&action("u1"), &verify("Planerare", R1)], &told);
    entries(&[&action("u1"), &verify("planerare", "{ part: R1a }")], &told);
    entries(&[&action("u1").replace("recommendation: R1", "part: R1a"), &verify("planerare", R1)], &told);
    entries(&[&action("u1"), &verify("internrevisor", R1)], &[]);
    entries(
        &[&action("u1"), &action("u3").replace("owner: planerare", "owner: controller"), &verify("planerare", R1)],
        &[],
    );
}

#[test]
fn a_verification_that_it_is_done_needs_evidence() {
    let verify = |finds: &str| format!("u1 2024-02-01 revisorerna {R1} | verification: {{ finds: {finds} }}");
    entries(&[&verify("implemented")], &["G278 U:7:36 verifierat som genomfört utan underlag"]);
    entries(&[&verify("not-implemented")], &[]);
}

#[test]
fn an_extension_moves_a_due_date_forward() {
    let extension = |about: &str, due: &str| {
        format!("u2 2024-02-01 styrelsen {about} | extension: {{ due: {due}, reason: Försenat. }}")
    };
    entries(&[&extension(R1, "2025-01-31")], &["G282 U:7:31 `R1` har inget slutdatum att förlänga"]);
    entries(&[&action("u1"), &extension(R1, "2025-01-31")], &[]);
    entries(&[&action("u1"), &extension("{ part: R1a }", "2025-01-31")], &[]);
    entries(
        &[&action("u1"), &extension(R1, "2024-11-30")],
        &["G283 U:12:31 förlängningen till 2024-11-30 är inte senare än slutdatumet 2024-12-31"],
    );
    entries(&[&extension("{ improvement: B1 }", "2025-01-31")], &[]);
    entries(&[&extension("{ improvement: B2 }", "2025-01-31")], &["G282 U:7:31 `B2` har inget slutdatum att förlänga"]);
}

#[test]
fn the_first_due_date_is_frozen() {
    let second = |due: &str| action("u2").replace("2024-01-01", "2024-02-01").replace("2024-12-31", due);
    entries(
        &[&action("u1"), &second("2025-06-30")],
        &["G284 U:12:70 slutdatumet för `R1` är 2024-12-31 och kan inte bytas i en ny åtgärd"],
    );
    entries(&[&action("u1"), &second("2024-12-31")], &[]);
    // A withdrawn action set nothing.
    let withdrawn = format!("u3 2024-01-15 styrelsen {R1} | corrects: {{ entry: u1, reason: Fel datum. }}");
    entries(&[&action("u1"), &withdrawn, &second("2025-06-30")], &[]);
}

#[test]
fn a_recommendation_is_replaced_by_another_that_exists() {
    let replaced = |by: &str| format!("u1 2024-02-01 revisorerna {R1} | replaced: {{ by: {by}, reason: Ny. }}");
    entries(&[&replaced("R2")], &[]);
    entries(&[&replaced("R1, audit: arkiv")], &[]);
    entries(&[&replaced("R9, audit: trasig")], &[]);
    entries(&[&replaced("R9")], &["G272 U:7:29 rekommendationen `R9` finns inte"]);
    entries(&[&replaced("R1")], &["G285 U:7:29 `R1` ersätts av sig själv"]);
    entries(&[&replaced("R2, audit: arkivet")], &["G231 U:7:40 granskningen `arkivet` finns inte"]);
}

#[test]
fn only_what_was_closed_is_reopened() {
    let reopened = format!("u2 2024-02-01 revisorerna {R1} | reopened: {{ reason: Brister. }}");
    entries(&[&reopened], &["G286 U:7:33 `R1` öppnas igen men var aldrig avslutad"]);
    let closed = format!("u1 2024-01-01 revisorerna {R1} | closed: {{ reason: Inaktuell. }}");
    entries(&[&closed, &reopened], &[]);
}

#[test]
fn an_unreadable_entry_leads_to_no_other_remarks() {
    let extension = format!("u2 2024-02-01 styrelsen {R1} | extension: {{ due: 2025-01-31, reason: Försenat. }}");
    entries(
        &[&action("u1").replace("2024-12-31", "2024-12-32"), &extension],
        &["G113 U:7:70 `2024-12-32` är inget datum"],
    );
    check(
        &[("uppfoljning/a.yaml", "audit: lokaler\nentrys: []\n"), ("uppfoljning/b.yaml", &file(&[&extension]))],
        &["G002 uppfoljning/a.yaml:2:1 nyckeln `entrys` finns inte här"],
    );
}
