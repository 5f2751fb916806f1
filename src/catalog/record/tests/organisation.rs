//! Faults of the tree of units.

use super::*;

/// The remarks on an organisation with these units on the levels region, division and enhet.
#[track_caller]
fn units(units: &str, expected: &[&str]) {
    let head = "id: prov\nlabel: P\nnature: real\ncertainty: stated\nlevels: [{ id: region, label: R }, { id: division, label: D }, { id: enhet, label: E }]\nunits:\n";
    let text = format!("{head}{units}");
    check(
        &[
            ("organisation.yaml", &text),
            ("audits/lokaler/established.yaml", GONE),
            ("audits/lokaler/observations.yaml", GONE),
            ("audits/lokaler/text.yaml", GONE),
        ],
        expected,
    );
}

const TOP: &str = "  - { id: prov, label: P, level: region }\n";

#[test]
fn a_loop_is_named_once_from_its_first_unit() {
    units(
        &format!(
            "{TOP}  - {{ id: c, label: C, level: enhet, part-of: b }}\n  - {{ id: a, label: A, level: division, part-of: b }}\n  - {{ id: b, label: B, level: division, part-of: a }}\n"
        ),
        &["G216 organisation.yaml:9:50 enheterna ligger under varandra i en slinga: `a → b → a`"],
    );
    units(
        "  - { id: a, label: A, level: region, part-of: a }\n",
        &["G216 organisation.yaml:7:48 enheterna ligger under varandra i en slinga: `a → a`"],
    );
}

#[test]
fn successors_cannot_make_a_loop() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov, valid-to: 2020-01-01, successor: b }}\n  - {{ id: b, label: B, level: enhet, part-of: prov, valid-to: 2021-01-01, successor: a }}\n"
        ),
        &["G216 organisation.yaml:8:86 enheterna efterträder varandra i en slinga: `a → b → a`"],
    );
}

#[test]
fn what_a_unit_refers_to_must_exist() {
    units(
        &format!("{TOP}  - {{ id: a, label: A, level: divison, part-of: prow, valid-to: 2020-01-01, successor: x }}\n"),
        &[
            "G214 organisation.yaml:8:31 nivån `divison` finns inte",
            "G213 organisation.yaml:8:49 den överordnade enheten `prow` som `a` anger finns inte",
            "G215 organisation.yaml:8:88 efterträdaren `x` som `a` anger finns inte",
        ],
    );
}

#[test]
fn there_is_exactly_one_top() {
    units(
        &format!("{TOP}  - {{ id: a, label: A, level: division }}\n"),
        &["G217 organisation.yaml:8:11 både `prov` och `a` ligger högst upp"],
    );
    let none = ORGANISATION.split("units:").next().unwrap().to_owned() + "units: []\n";
    let remarks = read_with(&[("organisation.yaml", &none)]).1;
    assert!(remarks.iter().any(|r| r.message == "organisationen har inga enheter"), "{remarks:?}");
}

#[test]
fn ids_are_unique_valid_and_not_the_nations() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov }}\n  - {{ id: a, label: A, level: enhet, part-of: prov }}\n  - {{ id: å, label: Å, level: enhet, part-of: prov }}\n  - {{ id: riket, label: R, level: enhet, part-of: prov }}\n"
        ),
        &[
            "G106 organisation.yaml:9:11 två enheter har samma id, `a`",
            "G105 organisation.yaml:10:11 `å` är inget giltigt id",
            "G212 organisation.yaml:11:11 `riket` är reserverat för hela landet och kan inte deklareras",
        ],
    );
}

#[test]
fn a_unit_lies_on_a_lower_level_than_its_parent() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov }}\n  - {{ id: b, label: B, level: division, part-of: a }}\n"
        ),
        &["G218 organisation.yaml:9:31 `b` ligger på nivån `division`, som inte är under nivån för `a`"],
    );
}

#[test]
fn a_unit_exists_only_while_its_parent_does() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: division, part-of: prov, valid-from: 2020-01-01, valid-to: 2021-12-31 }}\n  - {{ id: b, label: B, level: enhet, part-of: a, valid-from: 2019-01-01, valid-to: 2021-12-31 }}\n  - {{ id: c, label: C, level: enhet, part-of: a }}\n"
        ),
        &[
            "G220 organisation.yaml:9:62 `b` börjar 2019-01-01, före `a` som börjar 2020-01-01",
            "G220 organisation.yaml:10:11 `c` finns kvar efter `a`, som upphör 2021-12-31",
        ],
    );
}

#[test]
fn dates_exist_and_come_in_order() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov, valid-from: 2021-02-30 }}\n  - {{ id: b, label: B, level: enhet, part-of: prov, valid-from: 2021-01-01, valid-to: 2020-01-01 }}\n"
        ),
        &[
            "G113 organisation.yaml:8:65 `2021-02-30` är inget datum",
            "G219 organisation.yaml:9:87 `b` upphör 2020-01-01, före sin första dag 2021-01-01",
        ],
    );
}

#[test]
fn a_unit_with_a_successor_has_ended() {
    units(
        &format!(
            "{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov, successor: b }}\n  - {{ id: b, label: B, level: enhet, part-of: prov }}\n"
        ),
        &["G221 organisation.yaml:8:64 `a` har en efterträdare men inget slutdatum"],
    );
}

#[test]
fn the_folder_has_the_name_of_the_organisation() {
    check(
        &[("organisation.yaml", &ORGANISATION.replacen("id: prov", "id: proov", 1))],
        &["G102 organisation.yaml:1:5 organisationen har id `proov` men mappen heter `prov`"],
    );
}

#[test]
fn an_empty_label_is_told() {
    check(
        &[("organisation.yaml", &ORGANISATION.replace("label: Region Prov\n", "label: \" \"\n"))],
        &["G107 organisation.yaml:2:8 `label` är tom"],
    );
}

#[test]
fn what_a_unit_delivers_is_a_dataset_once() {
    units(
        &format!("{TOP}  - {{ id: a, label: A, level: enhet, part-of: prov, delivers: [moment, vantade, moment] }}\n"),
        &[
            "G125 organisation.yaml:8:72 ingen datamängd heter `vantade`",
            "G106 organisation.yaml:8:81 `moment` står två gånger i samma lista",
        ],
    );
    let text = ORGANISATION.replace("part-of: prov }", "part-of: prov, delivers: [vantande, moment] }");
    let (organisations, remarks) = read_with(&[("organisation.yaml", &text)]);
    assert_eq!(remarks, []);
    let unit = &organisations[&OrganisationId::new("prov").unwrap()].tree.units[1];
    assert_eq!(unit.delivers.iter().map(|d| d.as_str()).collect::<Vec<_>>(), ["vantande", "moment"]);
}

#[test]
fn an_organisation_is_held_against_audits_that_exist_and_were_made_elsewhere() {
    let with = |list: &str| ORGANISATION.replace("units:\n", &format!("held-against: [{list}]\nunits:\n"));
    let text = with("{ audit: arkiv, period: 2025 }, { audit: trasig, period: 2025T1 }");
    let (organisations, remarks) = read_with(&[("organisation.yaml", &text)]);
    assert_eq!(remarks, []);
    let held = &organisations[&OrganisationId::new("prov").unwrap()].tree.held_against;
    assert_eq!((held[0].audit.as_str(), held[0].period), ("arkiv", Period::Year(2025)));

    let faults: [(&str, &[&str]); 5] = [
        ("", &["G109 organisation.yaml:8:15 `held-against` är tom"]),
        ("{ audit: arkivet, period: 2025 }", &["G231 organisation.yaml:8:25 granskningen `arkivet` finns inte"]),
        ("{ audit: arkiv, period: 2025-13 }", &["G110 organisation.yaml:8:40 `2025-13` är ingen period"]),
        (
            "{ audit: arkiv, period: 2025 }, { audit: arkiv, period: 2025 }",
            &["G106 organisation.yaml:8:57 organisationen prövas två gånger mot samma, `arkiv 2025`"],
        ),
        (
            "{ audit: lokaler, period: 2025 }",
            &["G222 organisation.yaml:8:25 granskningen `lokaler` är gjord i organisationen själv"],
        ),
    ];
    for (list, expected) in faults {
        check(&[("organisation.yaml", &with(list))], expected);
    }
    let flat = with("{ audit: arkiv, period: 2025 }").replace("division", "enhet");
    let made_nowhere = [
        ("organisation.yaml", flat.as_str()),
        ("audits/lokaler/established.yaml", GONE),
        ("audits/lokaler/observations.yaml", GONE),
        ("audits/lokaler/text.yaml", GONE),
    ];
    let expected =
        "G243 organisation.yaml:8:25 `arkiv` ställer sina moment till nivån `division`, som organisationen inte har";
    check(&made_nowhere, &[expected]);
}
