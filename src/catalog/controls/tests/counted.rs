//! Datasets and measures.

use super::{DATASETS, MEASURES, check, told};

#[test]
fn two_datasets_cannot_have_the_same_id() {
    check(
        DATASETS,
        "id: publicerade_andelar",
        "id: vantande",
        &[
            "G106 controls/datasets.yaml:11:9: två datamängder har samma id, `vantande` | controls/datasets.yaml:2:9 = byt namn på en av dem, eller ta bort upprepningen",
            "G125 controls/measures/andelar.yaml:19:14: ingen datamängd heter `publicerade_andelar` = det som finns är `vantande`",
            "G125 controls/measures/andelar.yaml:23:30: ingen datamängd heter `publicerade_andelar` = det som finns är `vantande`",
        ],
    );
}

#[test]
fn two_datasets_cannot_have_the_same_file() {
    check(
        DATASETS,
        "files: [andelar]",
        "files: [vantande]",
        &[
            "G145 controls/datasets.yaml:14:13: filen `vantande` hör till både `vantande` och `publicerade_andelar` | controls/datasets.yaml:5:13 = ge varje datamängd sina egna filer",
        ],
    );
}

#[test]
fn a_file_lies_in_the_folder_of_the_organisation() {
    check(
        DATASETS,
        "files: [andelar]",
        "files: [../andelar]",
        &["G145 controls/datasets.yaml:14:13: `../andelar` är inget filmönster = ta bort `.`, `..` och dubbla `/`"],
    );
}

#[test]
fn two_columns_cannot_have_the_same_name() {
    check(
        DATASETS,
        "name: antal",
        "name: kontakttyp",
        &[
            "G106 controls/datasets.yaml:8:17: två kolumner i datamängden har samma namn, `kontakttyp` | controls/datasets.yaml:7:17 = byt namn på en av dem, eller ta bort upprepningen",
            "G126 controls/measures/andelar.yaml:12:14: datamängden `vantande` har ingen kolumn `antal` = det som finns är `enhet`, `kontakttyp` och `manad`",
        ],
    );
}

#[test]
fn a_dataset_has_columns() {
    check(
        DATASETS,
        "[ { name: kontakttyp, type: { one-of: [nybesok] }, label: Kontakttyp } ]",
        "[]",
        &[
            "G109 controls/datasets.yaml:11:9: `columns` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ],
    );
}

#[test]
fn a_closed_list_of_codes_has_codes() {
    check(
        DATASETS,
        "one-of: [nybesok]",
        "one-of: []",
        &[
            "G109 controls/datasets.yaml:15:52: `one-of` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
            "G127 controls/measures/andelar.yaml:23:30: kolumnen `kontakttyp` har inget värde `nybesok` = inget av det slaget är deklarerat än",
        ],
    );
}

#[test]
fn a_code_stands_once_in_a_list() {
    check(
        DATASETS,
        "one-of: [nybesok]",
        "one-of: [nybesok, nybesok]",
        &[
            "G106 controls/datasets.yaml:15:62: `nybesok` står två gånger i samma lista | controls/datasets.yaml:15:53 = ta bort upprepningen",
        ],
    );
}

#[test]
fn an_unknown_type_of_column_is_a_fault_of_form() {
    check(
        DATASETS,
        "type: integer",
        "type: number",
        &[
            "G009 controls/datasets.yaml:8:30: `number` är inget av de val som finns här = det som kan väljas: `text`, `unit`, `moment`, `period`, `month`, `week`, `date`, `time`, `integer`, `decimal`, `hours`, `percent`, `one-of`",
        ],
    );
}

#[test]
fn two_measures_cannot_have_the_same_id() {
    check(
        MEASURES,
        "id: citerad",
        "id: andel",
        &[
            "G106 controls/measures/andelar.yaml:16:9: två mått har samma id, `andel` | controls/measures/andelar.yaml:2:9 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn a_measure_has_a_dataset_that_exists() {
    check(
        MEASURES,
        "dataset: vantande",
        "dataset: vantade",
        &[
            "G125 controls/measures/andelar.yaml:5:14: ingen datamängd heter `vantade` = menades `vantande`, som står i controls/datasets.yaml rad 2?",
        ],
    );
}

#[test]
fn a_share_sums_a_column_that_exists() {
    check(
        MEASURES,
        "sum: antal",
        "sum: antalet",
        &[
            "G126 controls/measures/andelar.yaml:12:14: datamängden `vantande` har ingen kolumn `antalet` = menades `antal`, som står i controls/datasets.yaml rad 8?",
        ],
    );
}

#[test]
fn only_whole_numbers_are_summed() {
    check(
        MEASURES,
        "sum: antal",
        "sum: kontakttyp",
        &[
            "G151 controls/measures/andelar.yaml:12:14: kolumnen `kontakttyp` går inte att summera = välj en kolumn med typen `integer`",
        ],
    );
}

#[test]
fn a_filter_names_a_column_that_exists() {
    check(
        MEASURES,
        "whole: { equals: { kontakttyp: nybesok } }",
        "whole: { equals: { typ: nybesok } }",
        &[
            "G126 controls/measures/andelar.yaml:13:28: datamängden `vantande` har ingen kolumn `typ` = det som finns är `antal`, `enhet`, `kontakttyp` och `manad`",
        ],
    );
}

#[test]
fn a_filter_asks_for_a_value_that_exists() {
    check(
        MEASURES,
        "part: { all: [ { equals: { kontakttyp: nybesok } } ] }",
        "part: { all: [ { equals: { kontakttyp: nybesk } } ] }",
        &[
            "G127 controls/measures/andelar.yaml:14:48: kolumnen `kontakttyp` har inget värde `nybesk` = menades `nybesok`, som står i controls/datasets.yaml rad 7?",
        ],
    );
}

#[test]
fn a_filter_says_what_it_keeps() {
    check(
        MEASURES,
        "whole: { equals: { kontakttyp: nybesok } }",
        "whole: { equals: {} }",
        &[
            "G109 controls/measures/andelar.yaml:13:26: `equals` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ],
    );
}

#[test]
fn a_share_has_one_part() {
    check(
        MEASURES,
        "        part:",
        "        complement: { all: [] }\n        part:",
        &[
            "G150 controls/measures/andelar.yaml:15:15: andelen anger både `part` och `complement` | controls/measures/andelar.yaml:14:21 = behåll den som källan anger",
        ],
    );
}

#[test]
fn a_share_has_a_part() {
    check(
        MEASURES,
        "        part: { all: [ { equals: { kontakttyp: nybesok } } ] }\n",
        "",
        &[
            "G150 controls/measures/andelar.yaml:13:16: andelen anger varken `part` eller `complement` = lägg till `part`, raderna som uppfyller, eller `complement`, raderna som inte gör det",
        ],
    );
}

#[test]
fn a_measure_is_computed_or_quoted() {
    check(
        MEASURES,
        "    quoted-as: { kontakttyp: nybesok }\n",
        "",
        &[
            "G152 controls/measures/andelar.yaml:16:9: måttet `citerad` varken räknas eller citeras = lägg till `computes`, som räknar måttet, eller `quoted-as`, som hämtar det ur publicerade andelar",
        ],
    );
}

#[test]
fn a_quoted_code_exists() {
    check(
        MEASURES,
        "quoted-as: { kontakttyp: nybesok }",
        "quoted-as: { kontakttyp: aterbesok }",
        &[
            "G127 controls/measures/andelar.yaml:23:30: kolumnen `kontakttyp` har inget värde `aterbesok` = det som finns är `nybesok`",
        ],
    );
}

#[test]
fn quoted_shares_need_their_dataset() {
    check(
        DATASETS,
        "id: publicerade_andelar",
        "id: andelar",
        &[
            "G125 controls/measures/andelar.yaml:19:14: ingen datamängd heter `publicerade_andelar` = det som finns är `andelar` och `vantande`",
            "G125 controls/measures/andelar.yaml:23:30: ingen datamängd heter `publicerade_andelar` = det som finns är `andelar` och `vantande`",
        ],
    );
}

#[test]
fn a_measure_is_compared_with_a_unit_once() {
    check(
        MEASURES,
        "[riket]",
        "[riket, riket]",
        &[
            "G106 controls/measures/andelar.yaml:9:27: `riket` står två gånger i samma lista | controls/measures/andelar.yaml:9:20 = ta bort upprepningen",
        ],
    );
}

#[test]
fn a_unit_to_compare_with_has_a_valid_id() {
    check(
        MEASURES,
        "[riket]",
        "[\"hela riket\"]",
        &[
            "G105 controls/measures/andelar.yaml:9:20: `hela riket` är inget giltigt id = ett id har högst 64 tecken av a–z, A–Z, 0–9, `-`, `_` och `.`, och börjar med bokstav eller siffra",
        ],
    );
}

#[test]
fn a_computed_measure_needs_a_unit_and_a_time_in_every_row() {
    const UNIT: &str = "      - { name: enhet, type: unit, required: true, label: Enhet }\n";
    const MONTH: &str = "      - { name: manad, type: month, required: true, label: Månad }\n";
    let help = |name: &str, kind: &str| {
        format!(
            "skriv kolumnen i controls/datasets.yaml som `{{ name: {name}, type: {kind}, required: true, label: … }}`"
        )
    };
    let key = |message: &str, name: &str, kind: &str| {
        format!("G153 controls/measures/andelar.yaml:5:14: {message} = {}", help(name, kind))
    };
    for (declared, with, expected) in [
        (UNIT, "", key("datamängden `vantande` saknar kolumnen `enhet`, som måttet redovisas per", "enhet", "unit")),
        (
            UNIT,
            "      - { name: enhet, type: text, required: true, label: Enhet }\n",
            key("kolumnen `enhet` i `vantande` har inte typen `unit`", "enhet", "unit"),
        ),
        (
            MONTH,
            "",
            "G126 controls/measures/andelar.yaml:15:25: datamängden `vantande` har ingen kolumn `manad` = det som finns är `antal`, `enhet` och `kontakttyp`".to_owned(),
        ),
        (
            MONTH,
            "      - { name: manad, type: text, required: true, label: Månad }\n",
            "G141 controls/measures/andelar.yaml:15:25: kolumnen `manad` med typen `text` säger inte när något är, och kan inte stå i `stock-at` = välj en kolumn med typen `date`, `time`, `week` eller `month`".to_owned(),
        ),
        (
            MONTH,
            "      - { name: manad, type: month, label: Månad }\n",
            key("kolumnen `manad` i `vantande` får vara tom, och då faller raden bort ur måttet", "manad", "month"),
        ),
    ] {
        check(DATASETS, declared, with, &[&expected]);
    }
}

#[test]
fn a_computed_measure_says_whether_it_is_a_stock_or_a_flow() {
    check(
        MEASURES,
        "    counts: { stock-at: manad }\n",
        "",
        &[
            "G155 controls/measures/andelar.yaml:2:9: måttet säger inte om det räknar ett bestånd eller ett flöde = lägg till `counts: { stock-at: KOLUMN }` för det som finns vid ett datum, eller `counts: { flow-by: KOLUMN }` för det som händer",
        ],
    );
}

#[test]
fn a_measure_is_counted_in_what_its_kind_gives() {
    check(
        MEASURES,
        "unit: share\n    better: higher",
        "unit: count\n    better: higher",
        &[
            "G154 controls/measures/andelar.yaml:6:11: måttet räknas i något annat än det som `unit` säger = skriv `unit: share`",
        ],
    );
}

#[test]
fn a_condition_that_can_never_hold_is_told_where_it_stands() {
    let help = " = rätta värdena, eller ta bort det villkor som inte ska gälla";
    let share = "        sum: antal\n        whole: { equals: { kontakttyp: nybesok } }\n        part: { all: [ { equals: { kontakttyp: nybesok } } ] }\n";
    for (with, expected) in [
        (
            "        whole: { equals: { kontakttyp: nybesok } }\n        part: { not: { equals: { kontakttyp: nybesok } } }\n",
            "G156 controls/measures/andelar.yaml:13:15: delen kan aldrig finnas i helheten",
        ),
        (
            "        sum: antal\n        whole: { between: { column: antal, least: 5, most: 4 } }\n        part: { equals: { kontakttyp: nybesok } }\n",
            "G156 controls/measures/andelar.yaml:13:16: ingen rad kan höra till helheten",
        ),
        (
            "        whole: { filled: antal }\n        excluding: [ { id: x, label: utan, when: { filled: antal } } ]\n        part: { equals: { kontakttyp: nybesok } }\n",
            "G156 controls/measures/andelar.yaml:12:16: ingen rad kan höra till helheten",
        ),
    ] {
        let found = told(MEASURES, share, with);
        assert!(found.contains(&format!("{expected}{help}")), "{found:?}");
    }
}

#[test]
fn a_condition_compares_with_values_of_its_column() {
    let share = "        part: { all: [ { equals: { kontakttyp: nybesok } } ] }\n";
    for (with, expected) in [
        (
            "        part: { at-least: { column: antal, value: fem } }\n",
            "G143 controls/measures/andelar.yaml:14:51: `fem` är inget värde i en kolumn av typen `integer` = skriv värdet så som kolumnens värden skrivs, till exempel `0`",
        ),
        (
            "        part: { at-most: { column: kontakttyp, value: 5 } }\n",
            "G141 controls/measures/andelar.yaml:14:36: kolumnen `kontakttyp` med typen `one-of` har ingen ordning = jämför med `equals` eller `one-of`",
        ),
        (
            "        part: { equals: { antal: många } }\n",
            "G143 controls/measures/andelar.yaml:14:34: `många` är inget värde i en kolumn av typen `integer` = skriv värdet så som kolumnens värden skrivs, till exempel `0`",
        ),
        (
            "        part: { days-between: { from: antal, to: manad, at-most: 90 } }\n",
            "G141 controls/measures/andelar.yaml:14:39: kolumnen `antal` med typen `integer` är ingen dag = välj en kolumn med typen `date` eller `time`",
        ),
    ] {
        let found = told(MEASURES, share, with);
        assert!(found.contains(&expected.to_owned()), "{found:?}");
    }
}

#[test]
fn amounts_are_told_in_a_unit_that_fits_and_of_columns_that_can_be_added() {
    let share = "    unit: share\n    better: higher\n    source: Prov\n    compare-with: [riket]\n    computes:\n      share:\n        sum: antal\n        whole: { equals: { kontakttyp: nybesok } }\n        part: { all: [ { equals: { kontakttyp: nybesok } } ] }\n";
    let with = |unit: &str, computes: &str| {
        format!("    unit: {unit}\n    better: higher\n    source: Prov\n    computes:\n      {computes}\n")
    };
    let mut others = Vec::new();
    for (unit, computes, expected) in [
        (
            "days",
            "spread: { column: antal, takes: { percentile: 100 } }",
            "G157 controls/measures/andelar.yaml:10:53: percentilen 100 finns inte = skriv ett heltal från 1 till 99; medianen är `median`",
        ),
        (
            "kronor",
            "ratio: { part: { sum: kontakttyp }, whole: {} }",
            "G151 controls/measures/andelar.yaml:10:29: kolumnen `kontakttyp` går inte att summera = välj en kolumn med typen `integer`, `decimal` eller `hours`",
        ),
        (
            "share",
            "gap: { plus: [antal], minus: [antal] }",
            "G154 controls/measures/andelar.yaml:6:11: måttet räknas i något annat än det som `unit` säger = skriv `unit: kronor`, `unit: hours`, `unit: minutes`, `unit: days` eller `unit: count`",
        ),
        (
            "hours",
            "gap: { plus: [], minus: [antal] }",
            "G109 controls/measures/andelar.yaml:10:20: `plus` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ),
        (
            "days",
            "elapsed: { from: manad, to: antal, takes: median }",
            "G141 controls/measures/andelar.yaml:10:35: kolumnen `antal` med typen `integer` är ingen dag = välj en kolumn med typen `date` eller `time`",
        ),
        (
            "kronor",
            "sum: { column: antal }",
            "G154 controls/measures/andelar.yaml:10:22: kolumnen `antal` räknas i något annat än `kronor` = skriv `unit: count`, `unit: days` eller `unit: weeks`, eller välj en annan kolumn",
        ),
        (
            "share",
            "coverage: { each: month, per: { column: kontakttyp, values: [nybesok, nybesok] } }",
            "G106 controls/measures/andelar.yaml:10:77: `nybesok` står två gånger i samma lista | controls/measures/andelar.yaml:10:68 = ta bort upprepningen",
        ),
        (
            "share",
            "within: { of: { column: antal }, at-least: 5, at-most: 4 }",
            "G156 controls/measures/andelar.yaml:10:62: inget värde ryms inom gränsen = rätta gränserna",
        ),
        (
            "share",
            "within: { of: { column: antal } }",
            "G156 controls/measures/andelar.yaml:10:15: `within` har ingen gräns = lägg till gränsen, till exempel `at-most: 60`",
        ),
        (
            "percent",
            "fulfilment: { outcome: antal, plan: kontakttyp }",
            "G151 controls/measures/andelar.yaml:10:43: kolumnen `kontakttyp` går inte att summera = välj en kolumn med typen `integer`, `decimal` eller `hours`",
        ),
        (
            "count",
            "flow: { start: antal, plus: [], minus: [antal], end: antal, takes: change }",
            "G109 controls/measures/andelar.yaml:10:35: `plus` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ),
        (
            "share",
            "coverage: { each: month, per: { column: kontakttyp, values: [nybesök] } }",
            "G127 controls/measures/andelar.yaml:10:68: kolumnen `kontakttyp` har inget värde `nybesök` = menades `nybesok`, som står i controls/datasets.yaml rad 7?",
        ),
        (
            "share",
            "completeness: { columns: [manad] }",
            "G156 controls/measures/andelar.yaml:10:33: kolumnen `manad` är alltid ifylld = ta bort kolumnen ur måttet",
        ),
        (
            "percent",
            "utilisation: { used: { from: manad, to: manad }, available: { dataset: vantande_aggregerat, minutes: antal, day: manad }, windows: [ { days: [monday], from: \"7\", to: \"17:00\" } ] }",
            "G143 controls/measures/andelar.yaml:10:164: `7` är inget klockslag = skriv timme och minut med två siffror var, inom citattecken",
        ),
        (
            "index",
            "index: { part: { different: antal }, whole: {}, against: organisation }",
            "G141 controls/measures/andelar.yaml:10:35: kolumnen `antal` med typen `integer` har inga namn eller nycklar = välj en kolumn med typen `text`",
        ),
    ] {
        let found = told(MEASURES, share, &with(unit, computes));
        if !found.contains(&expected.to_owned()) {
            others.push((expected, found));
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn targets_limits_and_versions_that_do_not_hold_together_are_told() {
    let share = "    better: higher\n";
    let mut others = Vec::new();
    for (changed, expected) in [
        (
            "    better: higher\n    target: 101 %\n",
            "G158 controls/measures/andelar.yaml:8:13: en andel blir aldrig 101 % = rätta värdet, eller räkna måttet som en kvot med `unit: percent` om det får överstiga hundra",
        ),
        (
            "    better: higher\n    target: hundra\n",
            "G143 controls/measures/andelar.yaml:8:13: `hundra` är inget värde av måttet = skriv det i måttets enhet, till exempel `90 %`",
        ),
        (
            "    better: higher\n    limits: { met: 70 %, partly: 80 % }\n",
            "G158 controls/measures/andelar.yaml:8:20: gränsen för uppfyllt kräver mindre än den för delvis uppfyllt | controls/measures/andelar.yaml:8:34 = byt plats på gränserna, eller rätta `better`",
        ),
        (
            "    better: neither\n    limits: { met: 70 % }\n",
            "G158 controls/measures/andelar.yaml:8:20: måttet har gränser men inget håll som är bättre = skriv `better: higher` eller `better: lower`, eller ta bort gränserna",
        ),
        (
            "    better: higher\n    breaks: [ { from: 2021-13, why: Nytt } ]\n",
            "G143 controls/measures/andelar.yaml:8:23: `2021-13` är ingen dag = skriv till exempel `2019-01-01`, `2019-01` eller `2019`",
        ),
        (
            "    better: higher\n    versions: [ { version: 1, valid-to: 2020 }, { version: 2, valid-from: 2020-12 } ]\n",
            "G159 controls/measures/andelar.yaml:8:60: lydelserna 1 och 2 gäller samma dagar | controls/measures/andelar.yaml:8:28 = låt den ena sluta dagen innan den andra börjar, och ge var och en sitt nummer",
        ),
    ] {
        let found = told(MEASURES, share, changed);
        if !found.contains(&expected.to_owned()) {
            others.push((expected, found));
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
