//! The section on deliveries: when it is there, and what it says of everything that can go wrong.

use super::*;

fn page() -> Value {
    viewed(&sample::delivered(), "revisionsrapport")["deliveries"].clone()
}

/// A cell of the table of a division, as `mark` and `note`.
fn cell(page: &Value, division: usize, dataset: &str, unit: &str) -> Option<String> {
    let table = &page["divisions"][division];
    let at = table["units"].as_array()?.iter().position(|u| u == unit)?;
    let row = table["rows"].as_array()?.iter().find(|r| r["label"] == dataset)?;
    let verdict = row["values"][at].get("verdict")?;
    let note = verdict["note"].as_str().map_or_else(String::new, |n| format!(" {n}"));
    Some(format!("{}{note}", verdict["mark"].as_str()?))
}

#[test]
fn nothing_is_said_of_deliveries_that_nobody_declares_and_that_have_no_faults() {
    check(&viewed(&sample::report(), "revisionsrapport"), "/deliveries", Value::Null);
    let mut faulty = sample::report();
    faulty.deliveries[0].set_aside = true;
    let page = &viewed(&faulty, "revisionsrapport")["deliveries"];
    check(page, "/set_aside/0/file", "data/prov/moment.csv".into());
    for empty in ["/intro", "/counts", "/divisions", "/todo", "/quarantined"] {
        check(page, empty, serde_json::json!([]));
    }
}

#[test]
fn each_division_has_a_table_of_datasets_and_units_with_the_worst_of_the_year() {
    let page = page();
    check(&page, "/divisions/0/name", "Division Norr".into());
    check(&page, "/divisions/0/units", serde_json::json!(["Norr", "Kirurgi"]));
    let said = |division, dataset, unit| cell(&page, division, dataset, unit).unwrap_or_default();
    assert_eq!(said(0, "Väntande", "Kirurgi"), "complete");
    assert_eq!(said(0, "Väntande", "Norr"), "", "the division does not deliver it");
    assert_eq!(said(0, "Produktionsplan", "Kirurgi"), "incomplete 2 av 12");
    assert_eq!(said(0, "Kapacitet", "Kirurgi"), "incomplete 1 av 3");
    assert_eq!(said(0, "Standardiserade vårdförlopp", "Kirurgi"), "empty");
    assert_eq!(said(1, "Väntande", "Hud"), "quarantined 1 av 12");
    assert_eq!(said(1, "Operationer", "Hud"), "not-delivered 2 av 12");
    assert_eq!(said(1, "Produktionsplan", "Hud"), "set-aside");
    assert_eq!(said(1, "Momentbedömningar", "Söder"), "not-yet-due");
}

#[test]
fn what_has_to_be_done_says_who_what_and_since_when() {
    let told = |mark: &str| -> Vec<String> {
        let page = page();
        let items = page["todo"].as_array().expect("a list").clone();
        let of = |t: &Value, key: &str| t[key].as_str().unwrap_or_default().to_owned();
        items
            .iter()
            .filter(|t| t["mark"] == mark)
            .map(|t| format!("{} | {} | {}", of(t, "who"), of(t, "what"), of(t, "how")))
            .collect()
    };
    assert_eq!(
        told("not-delivered"),
        [
            "Hud | Operationer, oktober–november 2020 | Lämna uppgifterna. Sista dag för den äldsta var 20 november 2020, för 1 månad sedan.",
            "Hud | Standardiserade vårdförlopp, januari–november 2020 | Lämna uppgifterna. Sista dag för den äldsta var 20 februari 2020, för 10 månader sedan.",
        ]
    );
    assert_eq!(
        told("set-aside"),
        [
            "Hud | Produktionsplan, januari–december 2020 | Rätta felen i hud-2020.csv och lämna den på nytt. Sista dag för den äldsta var 20 februari 2020, för 10 månader sedan."
        ]
    );
    assert_eq!(
        told("incomplete"),
        [
            "Kirurgi | Produktionsplan, februari och juli 2020 | Komplettera med det som fattas: vecka 7–9 och 30 2020. Sista dag för den äldsta var 20 mars 2020, för 9 månader sedan.",
            "Kirurgi | Kapacitet, tertial 2 2020 | Komplettera med det som fattas: juli 2020. Sista dag var 20 september 2020, för 3 månader sedan.",
        ]
    );
    assert_eq!(told("not-yet-due"), Vec::<String>::new());
}

#[test]
fn what_faults_cost_is_told_by_file_and_reason() {
    let page = page();
    check(&page, "/set_aside/0/reasons", serde_json::json!(["Kön går inte ihop i kolumnen ko_slut, 3 gånger."]));
    let rows = serde_json::json!({
        "file": "data/prov/vantande.csv", "what": "väntande", "rows": "12",
        "reason": "Inget giltigt datum i kolumnen remissdatum",
    });
    check(&page, "/quarantined/1", rows);
    check(&page, "/lacking/0/detail", "Hud (mars 2020): raderna är i karantän".into());
    check(&page, "/lacking/1/what", "Plan som har uppfyllts".into());
    check(&page, "/lacking/1/file", "data/prov/produktionsplan/hud-2020.csv".into());
}

#[test]
fn a_division_of_many_units_and_datasets_is_set_without_remarks() {
    let mut outcome = sample::delivered();
    only(&mut outcome, "revisionsrapport");
    let names = ["Ortopedi", "Ögonsjukvård", "Medicin- och rehabiliteringsmottagning", "Fysioterapi", "Röntgen"];
    for division in &mut outcome.received.divisions {
        let like = division.units.last().expect("a unit").clone();
        for (i, name) in names.into_iter().enumerate() {
            let unit = crate::field::id::UnitId::new(&format!("u{i}")).expect("an id");
            let mut of = outcome.organisation.units[2].clone();
            (of.id, of.label) = (unit.clone(), name.to_owned());
            outcome.organisation.units.push(of);
            division.units.push(crate::field::delivery::OfUnit { unit, ..like.clone() });
        }
    }
    let (documents, remarks) = documents(&outcome, &templates());
    assert_eq!((remarks, documents.len()), (Vec::new(), 1));
}

#[test]
fn the_page_is_set_without_remarks() {
    let mut outcome = sample::delivered();
    only(&mut outcome, "revisionsrapport");
    let (documents, remarks) = documents(&outcome, &templates());
    assert_eq!(remarks, Vec::new());
    assert_eq!(documents.len(), 1);
}
