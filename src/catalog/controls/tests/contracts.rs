//! Contracts of datasets: one dataset of every kind of column and rule, with one thing changed a test.

use super::{DATASETS, PROJECT, project, write};
use crate::catalog::SourceText;
use crate::diag::{self, Place};
use crate::field::contract::{
    Cadence, ColumnType, Complete, Condition, DateForm, DecimalMark, Demand, Range, Schedule, Thousands,
};
use crate::field::quantity::Fraction;
use chrono::NaiveDate;

/// Begins on line 16 of the file.
const RICH: &str = r#"  - id: plan
    label: Plan
    grain: enhet × vecka
    system: Excel
    files: [plan, "plan-*", "plan/*"]
    writing: { decimal: point, thousands: [] }
    key: [enhet, vecka]
    unit: enhet
    period: vecka
    level: klinik
    schedule: { cadence: month, due-day: 20, complete: { every-code: grupp } }
    columns:
      - { name: enhet, type: unit, exists-on: vecka, required: true, label: Enhet, aliases: [Klinik] }
      - { name: vecka, type: week, required: true, label: Vecka }
      - { name: tid, type: period, label: Planperiod }
      - { name: grupp, type: { one-of: [akut, plan, alla] }, required: true, label: Grupp }
      - { name: start, type: integer, unit: väntande, range: { least: 0, most: 10 }, suppressed: ["<5"], label: Kö före }
      - { name: in, type: integer, label: Nya }
      - { name: ut, type: integer, label: Borta }
      - { name: slut, type: integer, label: Kö efter }
      - { name: timmar, type: hours, range: { most: "37,5" }, label: Timmar }
      - { name: poang, type: { decimal: 4 }, range: { least: "0.5" }, label: Poäng }
      - { name: dag, type: date, range: { least: 2000-01-01 }, label: Dag }
      - { name: klockan, type: time, label: Klockslag }
      - { name: text, type: text, label: Text }
    rules:
      - { id: ordning, severity: error, label: fel ordning, help: rätta, demand: { order: { first: dag, then: klockan } } }
      - { id: behover, severity: error, label: saknas, help: rätta, demand: { needs: { when: { one-of: { column: grupp, values: [akut] } }, column: text } } }
      - { id: tomt, severity: note, label: ska vara tomt, help: rätta, demand: { forbids: { when: { all: [ { filled: dag }, { empty: klockan } ] }, column: text } } }
      - { id: inom, severity: error, label: utanför, help: rätta, demand: { within: { column: vecka, of: tid } } }
      - { id: balans, severity: error, label: går inte ihop, help: rätta, demand: { balance: { start: start, plus: [in], minus: [ut], end: slut } } }
      - { id: summa, severity: error, label: summerar inte, help: rätta, demand: { adds-up: { per: [enhet, vecka], by: grupp, parts: [akut, plan], total: alla, value: in } } }
      - { id: foljd, severity: warning, label: hopp, help: rätta, demand: { follows: { per: [enhet], along: vecka, end: slut, start: start } } }
      - { id: finns, severity: warning, label: finns inte, help: rätta, demand: { exists-in: { dataset: dagar, columns: [ { here: enhet, there: enhet }, { here: klockan, there: dag } ] } } }
  - id: dagar
    label: Dagar
    grain: dag
    files: [dagar]
    columns: [ { name: enhet, type: unit, required: true, label: Enhet }, { name: dag, type: date, required: true, label: Dag } ]
"#;

fn with(rich: &str) -> Vec<SourceText> {
    let (_, text) = PROJECT.into_iter().find(|(path, _)| *path == DATASETS).expect("datasets");
    let mut files = project();
    write(&mut files, DATASETS, &format!("{text}{rich}"));
    files
}

/// The remarks on these files, each as `code line «marked»: message | other line «marked» = help`.
fn told(files: &[SourceText]) -> Vec<String> {
    let lines: Vec<String> = files
        .iter()
        .filter(|f| f.path == DATASETS)
        .filter_map(|f| f.clone().into_text())
        .flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let marked = |place: &Place| {
        assert_eq!(place.file, DATASETS);
        let line = &lines[place.line as usize - 1];
        let marked: String = line.chars().skip(place.column as usize - 1).take(place.length as usize).collect();
        format!("{} «{marked}»", place.line)
    };
    let mut remarks = Vec::new();
    let found = super::super::read(files, &mut remarks);
    diag::sort(&mut remarks);
    assert!(found.complete().is_some() || diag::has_errors(&remarks));
    remarks
        .iter()
        .map(|r| {
            assert!(r.labels.iter().all(|l| !l.text.is_empty()) && !r.help.is_empty(), "{r:?}");
            let places: Vec<String> = r.labels.iter().map(|l| marked(&l.place)).collect();
            let others: String = places[1..].iter().map(|p| format!(" | {p}")).collect();
            format!("{} {}: {}{others} = {}", r.code.id, places[0], r.message, r.help.join(" = "))
        })
        .collect()
}

/// The remarks when one text of the rich contract is another.
#[track_caller]
fn check(replace: &str, with_this: &str, expected: &[&str]) {
    assert_eq!(RICH.matches(replace).count(), 1, "`{replace}` stands once");
    let told = told(&with(&RICH.replacen(replace, with_this, 1)));
    assert_eq!(told, expected, "\n{}", told.join("\n"));
}

#[test]
fn a_contract_is_read_whole() {
    let mut told = Vec::new();
    let found = super::super::read(&with(RICH), &mut told);
    assert_eq!(told, []);
    let [vantande, _, plan, dagar] = found.datasets.as_slice() else { panic!("four datasets") };
    assert_eq!((plan.system.as_str(), plan.files.len(), plan.key.join(" ")), ("Excel", 3, "enhet vecka".to_owned()));
    assert_eq!((plan.unit_column.as_deref(), plan.period_column.as_deref()), (Some("enhet"), Some("vecka")));
    assert_eq!(plan.level.as_ref().map(|l| l.as_str()), Some("klinik"));
    let complete = Complete::EveryCode("grupp".into());
    assert_eq!(plan.schedule, Some(Schedule { cadence: Cadence::Month, due_day: 20, complete }));
    assert_eq!((plan.writing.decimal, plan.writing.thousands.len()), (DecimalMark::Point, 0));
    assert_eq!(plan.quarantine_limit, Fraction::of(1, 20).unwrap(), "5 % when nothing is said");
    let range = |name: &str| plan.column(name).unwrap().range;
    assert_eq!(range("start"), Some(Range::Numbers { least: Some(0), most: Some(10) }));
    assert_eq!(range("timmar"), Some(Range::Numbers { least: None, most: Some(2_250) }));
    assert_eq!(range("poang"), Some(Range::Numbers { least: Some(5_000), most: None }));
    assert_eq!(range("dag"), Some(Range::Days { first: NaiveDate::from_ymd_opt(2000, 1, 1), last: None }));
    assert_eq!(plan.column("poang").unwrap().kind, ColumnType::Decimal(4));
    assert_eq!(plan.column("start").unwrap().suppressed, ["<5"]);
    assert_eq!(plan.column("enhet").unwrap().exists_on.as_deref(), Some("vecka"));
    let Demand::Forbids { when: Condition::All(all), .. } = &plan.rules[2].demand else { panic!("a forbidding rule") };
    assert_eq!(all, &[Condition::Filled("dag".into()), Condition::Empty("klockan".into())]);
    assert_eq!(plan.rules.len(), 8);
    assert_eq!((dagar.rules.len(), &dagar.schedule, dagar.key.len()), (0, &None, 0));
    assert_eq!(vantande.writing.thousands, [Thousands::Space]);
}

#[test]
fn what_is_said_at_the_top_holds_for_every_dataset_that_says_nothing_else() {
    let top = "writing: { thousands: [space, point], dates: [serial] }\nquarantine-limit: 1/10\n";
    let text = format!("{top}datasets:\n{RICH}");
    let mut told = Vec::new();
    let mut files = vec![SourceText::new(DATASETS, text)];
    let found = super::super::read(&files, &mut told);
    let [plan, dagar] = found.datasets.as_slice() else { panic!("two datasets: {told:?}") };
    assert_eq!(plan.writing.decimal, DecimalMark::Point);
    assert_eq!(plan.writing.dates, [DateForm::Iso, DateForm::Serial], "ISO is always read");
    assert_eq!(dagar.writing.decimal, DecimalMark::Comma);
    assert_eq!(dagar.quarantine_limit, Fraction::of(1, 10).unwrap());

    write(&mut files, DATASETS, "quarantine-limit: 101 %\ndatasets: []\n");
    let mut told = Vec::new();
    super::super::read(&files, &mut told);
    let told: Vec<&str> = told.iter().filter(|r| r.code.id == "G111").map(|r| r.message.as_str()).collect();
    assert_eq!(told, ["`101 %` är inget bråk mellan 0 och 1"]);
}

#[test]
fn a_point_cannot_mean_two_things() {
    check(
        "decimal: point, thousands: []",
        "decimal: point, thousands: [space, point]",
        &[
            "G149 21 «point»: punkten skiljer både tusental och decimaler | 21 «point» = ta bort `point` ur `thousands`, eller skriv `decimal: comma`",
        ],
    );
}

#[test]
fn patterns_of_files_stay_in_the_folder_and_name_no_format() {
    for (pattern, expected) in [
        (
            "/plan",
            "G145 20 «\"/plan\"»: `/plan` är inget filmönster = skriv namnet från organisationens mapp, till exempel `vantande` eller `vantande/*`",
        ),
        ("a/../plan", "G145 20 «\"a/../plan\"»: `a/../plan` är inget filmönster = ta bort `.`, `..` och dubbla `/`"),
        (
            "plan.CSV",
            "G145 20 «\"plan.CSV\"»: `plan.CSV` är inget filmönster = skriv `plan`; formatet framgår av filen",
        ),
        (
            "**/plan",
            "G145 20 «\"**/plan\"»: `**/plan` är inget filmönster = skriv `mapp/*` för filerna i en undermapp; djupare än så läses inte",
        ),
        (
            "plan[",
            "G145 20 «\"plan[\"»: `plan[` är inget filmönster = kontrollera `[`, `]`, `*` och `?`, till exempel `vantande-*`",
        ),
        ("plan", "G106 20 «\"plan\"»: `plan` står två gånger i samma lista | 20 «plan» = ta bort upprepningen"),
        (
            "dag*",
            "G145 53 «dagar»: filen `dagar` hör till både `plan` och `dagar` | 20 «\"dag*\"» = ge varje datamängd sina egna filer",
        ),
    ] {
        check("\"plan-*\"", &format!("\"{pattern}\""), &[expected]);
    }
}

#[test]
fn keys_units_and_periods_are_columns_that_serve() {
    check(
        "key: [enhet, vecka]",
        "key: [enhet, veka, enhet]",
        &[
            "G126 22 «veka»: datamängden `plan` har ingen kolumn `veka` = menades `vecka`, som står i controls/datasets.yaml rad 29?",
            "G106 22 «enhet»: `enhet` står två gånger i samma lista | 22 «enhet» = ta bort upprepningen",
        ],
    );
    check(
        "    unit: enhet",
        "    unit: text",
        &[
            "G141 23 «text»: kolumnen `text` med typen `text` kan inte stå i `unit` | 40 «text» = välj en kolumn med typen `unit`; datamängden har `enhet`",
        ],
    );
    check(
        "period: vecka",
        "period: in",
        &[
            "G141 24 «in»: kolumnen `in` med typen `integer` kan inte stå i `period` | 33 «in» = välj en kolumn med typen `date`, `time`, `week`, `month` eller `period`; datamängden har `dag`, `klockan`, `tid` och `vecka`",
        ],
    );
    check(
        "exists-on: vecka",
        "exists-on: grupp",
        &[
            "G141 28 «grupp»: kolumnen `grupp` med typen `one-of` kan inte stå i `exists-on` | 31 «grupp» = välj en kolumn med typen `date`, `time`, `week`, `month` eller `period`; datamängden har `dag`, `klockan`, `tid` och `vecka`",
        ],
    );
}

#[test]
fn a_delivery_is_due_on_a_day_of_every_month() {
    check(
        "due-day: 20",
        "due-day: 29",
        &["G147 26 «29»: dagen 29 finns inte i varje månad = skriv en dag mellan 1 och 28"],
    );
    check(
        "due-day: 20, ",
        "",
        &[
            "G147 26 «{»: det framgår inte när leveransen ska ha kommit = lägg till `due-day: …`, dagen i månaden efter perioden",
        ],
    );
    check(
        "cadence: month",
        "cadence: on-change",
        &[
            "G147 26 «20»: en datamängd som lämnas när något ändras har ingen leveransdag = ta bort `due-day`, eller ange hur ofta den lämnas i `cadence`",
        ],
    );
    check("cadence: month, due-day: 20", "cadence: on-change", &[]);
}

#[test]
fn what_is_complete_can_be_seen_in_the_rows() {
    let set = "complete: { every-code: grupp }";
    check(
        set,
        "complete: { every-code: text }",
        &[
            "G141 26 «text»: kolumnen `text` med typen `text` kan inte stå i `every-code` | 40 «text» = välj en kolumn med typen `one-of`; datamängden har `grupp`",
        ],
    );
    check(
        set,
        "complete: every-moment",
        &[
            "G148 26 «every-moment»: datamängden har ingen kolumn med typen `moment` = lägg till en kolumn med typen `moment`, eller välj ett annat `complete`",
        ],
    );
    check(set, "complete: every-week", &[]);
    check(
        "    period: vecka\n",
        "",
        &[
            "G148 25 «{»: det framgår inte vilken period en rad hör till = lägg till `period: …`, kolumnen med dag, vecka, månad eller period",
        ],
    );
    let text = RICH.replace("period: vecka", "period: tid").replace(set, "complete: every-week");
    assert_eq!(
        told(&with(&text)),
        [
            "G148 26 «every-week»: `every-week` går inte att pröva, eftersom periodkolumnen har typen `period` = välj en periodkolumn med en vecka eller en dag, eller ett annat `complete`"
        ]
    );
}

#[test]
fn bounds_are_values_of_their_column_in_order() {
    check(
        "{ least: 0, most: 10 }",
        "{ least: 0.5 }",
        &[
            "G143 32 «0.5»: `0.5` är inget värde i en kolumn med typen `integer` = skriv gränsen så som värdena skrivs, till exempel `0`",
        ],
    );
    check(
        "{ least: 0, most: 10 }",
        "{ least: 11, most: 10 }",
        &[
            "G144 32 «11»: det minsta värdet, `11`, är större än det största, `10` | 32 «10» = byt plats på gränserna, eller rätta den ena",
        ],
    );
    check(
        "{ least: 2000-01-01 }",
        "{ least: 2000-02-30 }",
        &[
            "G143 38 «2000-02-30»: `2000-02-30` är inget värde i en kolumn med typen `date` = skriv gränsen så som värdena skrivs, till exempel `2000-01-01`",
        ],
    );
    check(
        "{ most: \"37,5\" }",
        "{}",
        &["G109 36 «{»: `range` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig"],
    );
    check(
        "type: text, label: Text",
        "type: text, range: { most: 9 }, label: Text",
        &[
            "G142 40 «9»: en kolumn med typen `text` kan inte ha `range` = ta bort `range`, eller rätta kolumnens `type`",
        ],
    );
}

#[test]
fn units_of_numbers_and_hidden_numbers_belong_to_numbers() {
    check(
        "type: text, label: Text",
        "type: text, unit: kg, suppressed: [\"<5\"], label: Text",
        &[
            "G142 40 «kg»: en kolumn med typen `text` kan inte ha `unit` = ta bort `unit`, eller rätta kolumnens `type`",
            "G142 40 «[»: en kolumn med typen `text` kan inte ha `suppressed` = ta bort `suppressed`, eller rätta kolumnens `type`",
        ],
    );
    check(
        "[\"<5\"]",
        "[\"<5\", \"5\"]",
        &[
            "G175 32 «\"5\"»: `5` är ett tal och kan inte betyda att ett tal är dolt = skriv en text som inte är ett tal, till exempel `\"<5\"`",
        ],
    );
    check(
        "type: text, label: Text",
        "type: text, exists-on: dag, label: Text",
        &[
            "G142 40 «dag»: en kolumn med typen `text` kan inte ha `exists-on` = ta bort `exists-on`, eller rätta kolumnens `type`",
        ],
    );
}

#[test]
fn a_number_has_one_to_four_decimals() {
    check(
        "decimal: 4",
        "decimal: 0",
        &[
            "G174 37 «0»: 0 decimaler går inte att ha = skriv 1, 2, 3 eller 4; ett tal utan decimaler har typen `integer`",
        ],
    );
}

#[test]
fn no_header_can_mean_two_columns() {
    check(
        "aliases: [Klinik]",
        "aliases: [Klinik, KÖ-FORE, Ko fore, Vécka, \"–\", enhet]",
        &[
            "G146 29 «vecka»: rubriken `vecka` kan betyda både kolumnen `enhet` och kolumnen `vecka` | 28 «Vécka» = byt namn på den ena, eller ta bort det namn som är gemensamt",
            "G146 32 «Kö före»: rubriken `Kö före` kan betyda både kolumnen `enhet` och kolumnen `start` | 28 «KÖ-FORE» = byt namn på den ena, eller ta bort det namn som är gemensamt",
        ],
    );
}

#[test]
fn a_rule_is_declared_once() {
    check(
        "id: behover",
        "id: ordning",
        &[
            "G106 43 «ordning»: två regler i datamängden har samma id, `ordning` | 42 «ordning» = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn what_is_ordered_can_be_compared() {
    check(
        "first: dag, then: klockan",
        "first: vecka, then: klockan",
        &[
            "G141 42 «klockan»: `klockan` (`time`) och `vecka` (`week`) går inte att hålla mot varandra | 42 «vecka» = välj kolumner av samma typ; bara dagar och klockslag går att blanda",
        ],
    );
    check(
        "first: dag, then: klockan",
        "first: text, then: klockan",
        &[
            "G141 42 «text»: kolumnen `text` med typen `text` kan inte stå i `first` | 40 «text» = välj en kolumn med typen `date`, `time`, `week`, `month` eller en typ för tal; datamängden har `dag`, `in`, `klockan`, `poang`, `slut`, `start`, `timmar`, `ut` och `vecka`",
        ],
    );
    check(
        "first: dag, then: klockan",
        "first: dag, then: dag",
        &["G171 42 «dag»: kolumnen jämförs med sig själv = rätta vilka kolumner regeln gäller, eller ta bort regeln"],
    );
}

#[test]
fn a_condition_can_hold_and_asks_for_something() {
    check(
        "values: [akut]",
        "values: [akt]",
        &[
            "G127 43 «akt»: kolumnen `grupp` har inget värde `akt` = menades `akut`, som står i controls/datasets.yaml rad 31?",
        ],
    );
    check(
        "column: grupp, values: [akut]",
        "column: start, values: [1]",
        &[
            "G141 43 «start»: kolumnen `start` med typen `integer` kan inte stå i `one-of` | 32 «start» = välj en kolumn med typen `one-of`, `text`, `unit` eller `moment`; datamängden har `enhet`, `grupp` och `text`",
        ],
    );
    check(
        "{ empty: klockan }",
        "{ empty: enhet }",
        &[
            "G171 44 «enhet»: villkoret gäller aldrig, eftersom `enhet` har ett värde i varje rad = rätta vilka kolumner regeln gäller, eller ta bort regeln",
        ],
    );
    check(
        "{ filled: dag }",
        "{ filled: dagg }",
        &[
            "G126 44 «dagg»: datamängden `plan` har ingen kolumn `dagg` = menades `dag`, som står i controls/datasets.yaml rad 38?",
        ],
    );
    check(
        "all: [ { filled: dag }, { empty: klockan } ]",
        "all: []",
        &["G109 44 «[»: `all` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig"],
    );
}

#[test]
fn a_rule_can_be_broken_and_kept() {
    check(
        "} }, column: text } } }\n      - { id: tomt",
        "} }, column: enhet } } }\n      - { id: tomt",
        &[
            "G171 43 «enhet»: kolumnen `enhet` måste redan ha ett värde i varje rad = rätta vilka kolumner regeln gäller, eller ta bort regeln",
        ],
    );
    check(
        "{ filled: dag }, { empty: klockan } ] }, column: text",
        "{ filled: dag }, { empty: klockan } ] }, column: klockan",
        &[
            "G171 44 «klockan»: regeln gäller bara när kolumnen redan är tom = rätta vilka kolumner regeln gäller, eller ta bort regeln",
        ],
    );
    check(
        "{ filled: dag }, { empty: klockan } ] }, column: text",
        "{ filled: dag }, { empty: klockan } ] }, column: enhet",
        &[
            "G176 44 «enhet»: kolumnen `enhet` ska vara tom men måste ha ett värde = ta bort regeln, eller ta bort `required` på kolumnen",
        ],
    );
}

#[test]
fn a_week_lies_within_a_period() {
    check(
        "of: tid",
        "of: dag",
        &[
            "G141 45 «dag»: kolumnen `dag` med typen `date` kan inte stå i `of` | 38 «dag» = välj en kolumn med typen `period` eller `month`; datamängden har `tid`",
        ],
    );
}

#[test]
fn a_balance_is_of_numbers_of_one_kind_each_once() {
    check(
        "plus: [in]",
        "plus: [timmar]",
        &[
            "G141 46 «timmar»: `timmar` (`hours`) och `start` (`integer`) går inte att hålla mot varandra | 46 «start» = välj kolumner av samma typ; bara dagar och klockslag går att blanda",
        ],
    );
    check(
        "plus: [in]",
        "plus: [start]",
        &["G106 46 «start»: `start` står två gånger i samma lista | 46 «start» = ta bort upprepningen"],
    );
    check(
        "plus: [in], minus: [ut], ",
        "",
        &[
            "G109 46 «{»: balansen har varken `plus` eller `minus` = räkna upp kolumnerna med det som kom (`plus`) och det som gick (`minus`)",
        ],
    );
}

#[test]
fn parts_add_up_to_a_total_that_is_none_of_them() {
    check(
        "total: alla",
        "total: plan",
        &[
            "G172 47 «plan»: totalen `plan` står också bland delarna | 47 «plan» = ta bort totalen ur `parts`, eller rätta `total`",
        ],
    );
    check(
        "parts: [akut, plan]",
        "parts: [akut, plann]",
        &[
            "G127 47 «plann»: kolumnen `grupp` har inget värde `plann` = menades `plan`, som står i controls/datasets.yaml rad 31?",
        ],
    );
    check(
        "per: [enhet, vecka], by",
        "per: [enhet, grupp], by",
        &[
            "G171 47 «grupp»: kolumnen `grupp` i `by` är lika i hela gruppen = rätta vilka kolumner regeln gäller, eller ta bort regeln",
        ],
    );
    check(
        "total: alla, value: in",
        "total: alla, value: dag",
        &[
            "G141 47 «dag»: kolumnen `dag` med typen `date` kan inte stå i `value` | 38 «dag» = välj en kolumn med typen `integer`, `decimal`, `hours` eller `percent`; datamängden har `in`, `poang`, `slut`, `start`, `timmar` och `ut`",
        ],
    );
}

#[test]
fn rows_follow_on_each_other_in_time() {
    check(
        "along: vecka",
        "along: klockan",
        &[
            "G141 48 «klockan»: kolumnen `klockan` med typen `time` kan inte stå i `along` | 39 «klockan» = välj en kolumn med typen `week`, `month` eller `date`; datamängden har `dag` och `vecka`",
        ],
    );
}

#[test]
fn what_must_exist_elsewhere_is_of_the_same_kind_there() {
    check(
        "dataset: dagar",
        "dataset: dagr",
        &["G125 49 «dagr»: ingen datamängd heter `dagr` = menades `dagar`, som står i controls/datasets.yaml rad 50?"],
    );
    check(
        "dataset: dagar",
        "dataset: plan",
        &["G173 49 «plan»: `exists-in` hänvisar till `plan` själv = skriv den andra datamängdens id"],
    );
    check(
        "there: dag }",
        "there: dygn }",
        &["G126 49 «dygn»: datamängden `dagar` har ingen kolumn `dygn` = det som finns är `dag` och `enhet`"],
    );
    check(
        "here: klockan, there: dag",
        "here: vecka, there: dag",
        &[
            "G141 49 «vecka»: `vecka` (`week`) och `dag` (`date`) går inte att hålla mot varandra | 49 «dag» = välj kolumner av samma typ; bara dagar och klockslag går att blanda",
        ],
    );
}
