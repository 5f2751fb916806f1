//! Datasets and measures.

use super::{DATASETS, MEASURES, check};

#[test]
fn two_datasets_cannot_have_the_same_id() {
    check(
        DATASETS,
        "id: publicerade_andelar",
        "id: vantande",
        &[
            "G106 controls/datasets.yaml:11:9: två datamängder har samma id, `vantande` | controls/datasets.yaml:2:9 = byt namn på en av dem, eller ta bort upprepningen",
            "G125 controls/measures/andelar.yaml:18:14: ingen datamängd heter `publicerade_andelar` = det som finns är `vantande`",
            "G125 controls/measures/andelar.yaml:22:30: ingen datamängd heter `publicerade_andelar` = det som finns är `vantande`",
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
            "G127 controls/measures/andelar.yaml:22:30: kolumnen `kontakttyp` har inget värde `nybesok` = inget av det slaget är deklarerat än",
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
            "G106 controls/measures/andelar.yaml:15:9: två mått har samma id, `andel` | controls/measures/andelar.yaml:2:9 = byt namn på en av dem, eller ta bort upprepningen",
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
            "G150 controls/measures/andelar.yaml:12:14: andelen anger varken `part` eller `complement` = lägg till `part`, raderna som uppfyller, eller `complement`, raderna som inte gör det",
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
            "G152 controls/measures/andelar.yaml:15:9: måttet `citerad` varken räknas eller citeras = lägg till `computes`, som räknar måttet, eller `quoted-as`, som hämtar det ur publicerade andelar",
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
            "G127 controls/measures/andelar.yaml:22:30: kolumnen `kontakttyp` har inget värde `aterbesok` = det som finns är `nybesok`",
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
            "G125 controls/measures/andelar.yaml:18:14: ingen datamängd heter `publicerade_andelar` = det som finns är `andelar` och `vantande`",
            "G125 controls/measures/andelar.yaml:22:30: ingen datamängd heter `publicerade_andelar` = det som finns är `andelar` och `vantande`",
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
fn a_computed_measure_needs_a_unit_and_a_month_in_every_row() {
    let help = "skriv kolumnen i controls/datasets.yaml som `{ name: manad, type: month, required: true, label: … }`";
    for (with, message) in [
        ("", "datamängden `vantande` saknar kolumnen `manad`, som måttet redovisas per"),
        (
            "      - { name: manad, type: text, required: true, label: Månad }\n",
            "kolumnen `manad` i `vantande` har inte typen `month`",
        ),
        (
            "      - { name: manad, type: month, label: Månad }\n",
            "kolumnen `manad` i `vantande` får vara tom, och då faller raden bort ur måttet",
        ),
    ] {
        check(
            DATASETS,
            "      - { name: manad, type: month, required: true, label: Månad }\n",
            with,
            &[&format!("G153 controls/measures/andelar.yaml:5:14: {message} = {help}")],
        );
    }
}
