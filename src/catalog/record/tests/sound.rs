//! What is read when nothing is wrong, and what files are not read at all.

use super::*;
use crate::field::established::Established;
use crate::field::report_text::Block;

#[test]
fn a_sound_organisation_is_read_whole() {
    let (organisations, remarks) = read_with(&[]);
    assert_eq!(remarks, []);
    let organisation = &organisations[&OrganisationId::new("prov").unwrap()];
    assert_eq!(organisation.tree.top().label, "Region Prov");
    let established: &Established = &organisation.audits[&AuditId::new("lokaler").unwrap()];
    assert_eq!(established.judgements[0].verdict.rating(), Some(Rating::Met));
    assert_eq!(established.stated[0].words.as_ref().map(|q| q.text.as_str()), Some("Det är känt."));
    assert_eq!(established.observations.improvements.len(), 2);
    assert_eq!(established.sections[1].blocks[0], Block::Findings);
}

#[test]
fn units_come_parents_first_and_otherwise_as_declared() {
    let text = "id: prov\nlabel: P\nnature: real\ncertainty: stated\nlevels: [{ id: region, label: R }, { id: division, label: D }, { id: enhet, label: E }]\nunits:
  - { id: c, label: C, level: enhet, part-of: norr }
  - { id: soder, label: S, level: division, part-of: prov }
  - { id: norr, label: N, level: division, part-of: prov }
  - { id: prov, label: P, level: region }\n";
    let (organisations, remarks) = read_with(&[("organisation.yaml", text)]);
    assert_eq!(remarks, []);
    let tree = &organisations[&OrganisationId::new("prov").unwrap()].tree;
    let order: Vec<&str> = tree.units.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(order, ["prov", "norr", "c", "soder"]);
}

#[test]
fn a_misspelt_file_is_named_with_the_nearest_name() {
    check(
        &[
            ("audits/lokaler/observation.yaml", "x: 1\n"),
            ("uppföljning/2024.yaml", "x: 1\n"),
            ("data/x.yaml", "x: 1\n"),
        ],
        &[
            "G101 audits/lokaler/observation.yaml `data/prov/audits/lokaler/observation.yaml` läses inte",
            "G101 uppföljning/2024.yaml `data/prov/uppföljning/2024.yaml` läses inte",
            "G101 data/x.yaml `data/x.yaml` läses inte",
        ],
    );
    assert_eq!(help(&[("audits/lokaler/observation.yaml", "x: 1\n")])[0], "menades `observations.yaml`?");
    assert_eq!(help(&[("uppföljning/2024.yaml", "x: 1\n")])[0], "menades `uppfoljning`?");
}

#[test]
fn a_folder_with_yaml_needs_an_organisation_and_an_audit_its_verdicts() {
    check(
        &[("organisation.yaml", GONE)],
        &["G210 audits/lokaler/established.yaml mappen `data/prov` saknar `organisation.yaml`"],
    );
    check(
        &[("audits/arkiv/text.yaml", "sections: []\n")],
        &["G230 audits/arkiv/text.yaml granskningen `arkiv` saknar `established.yaml`"],
    );
}

#[test]
fn the_folder_of_the_nation_holds_no_yaml() {
    let files = [
        ("data/riket/organisation.yaml", ORGANISATION),
        ("data/riket/x.yaml", "x: 1\n"),
        ("data/riket/uppfoljning/a.yaml", "x: 1\n"),
    ];
    check(
        &files,
        &[
            "G212 data/riket/organisation.yaml `riket` är reserverat för hela landet och kan inte deklareras",
            "G101 data/riket/uppfoljning/a.yaml `data/riket/uppfoljning/a.yaml` läses inte",
            "G101 data/riket/x.yaml `data/riket/x.yaml` läses inte",
        ],
    );
}

#[test]
fn a_folder_of_tables_alone_is_told_of_too() {
    let others = ["data/prov/moment.csv", "data/ny/moment.csv", "data/riket/vantande.csv", "data/lös.csv"];
    let mut remarks = Vec::new();
    let files = SOUND.map(|(path, text)| SourceText::new(format!("data/prov/{path}"), text));
    let known = read(&files, &others, &found(), &mut remarks);
    let nation = known.iter().find(|(id, _)| id.as_str() == "riket").map(|(_, nation)| &nation.tree);
    assert_eq!(nation.map(|tree| (tree.top().label.as_str(), tree.units.len())), Some(("Riket", 1)));
    crate::diag::sort(&mut remarks);
    let told: Vec<_> = remarks.iter().map(|r| format!("{} {} {}", r.code.id, r.labels[0].place, r.message)).collect();
    assert_eq!(
        told,
        [
            "G101 data/lös.csv `data/lös.csv` läses inte",
            "G210 data/ny/moment.csv mappen `data/ny` saknar `organisation.yaml`",
        ]
    );
}

#[test]
fn a_file_that_could_not_be_read_is_not_missing() {
    for (path, _) in SOUND {
        let files = SOUND.map(|(other, text)| {
            let at = format!("data/prov/{other}");
            if other == path { SourceText::unreadable(at) } else { SourceText::new(at, text) }
        });
        let mut remarks = Vec::new();
        read(&files, &[], &found(), &mut remarks);
        assert_eq!(remarks, [], "{path}");
    }
}

#[test]
fn white_space_is_collapsed_and_invisible_characters_are_told_of() {
    let established = ESTABLISHED.replacen("Det är känt.", "\"Det  är\n        känt.\"", 1);
    let (organisations, remarks) = read_with(&[("audits/lokaler/established.yaml", &established)]);
    assert_eq!(remarks, []);
    let established = organisations.values().next().and_then(|o| o.audits.values().next()).unwrap();
    assert_eq!(established.judgements[0].comments[0].text, "Det är känt.");
    assert_eq!(established.stated[0].words.as_ref().map(|q| q.text.as_str()), Some("Det är känt."));
    check(
        &[("audits/lokaler/text.yaml", &TEXT.replacen("heading: Iakttagelser", "heading: \"I\\u202Eak\"", 1))],
        &["G108 audits/lokaler/text.yaml:7:14 `heading` innehåller det osynliga tecknet U+202E"],
    );
}

#[test]
fn each_file_tells_its_first_fault_of_form() {
    check(
        &[("organisation.yaml", "id: prov\nlable: P\n"), ("audits/lokaler/text.yaml", "sections: x\n")],
        &[
            "G004 audits/lokaler/text.yaml:1:11 här väntades en lista",
            "G002 organisation.yaml:2:1 nyckeln `lable` finns inte här",
        ],
    );
    let unknown = "sections:\n  - { id: Sammanfattning, heading: S, level: 1, blocks: [overal] }\n";
    check(
        &[("audits/lokaler/text.yaml", unknown)],
        &["G009 audits/lokaler/text.yaml:2:58 `overal` är inget av de val som finns här"],
    );
}

#[test]
fn the_schemas_have_names_and_swedish_descriptions() {
    let schemas = crate::catalog::record::schemas();
    let names: Vec<&str> = schemas.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["organisation", "established", "observations", "text", "follow-up"]);
    let text = schemas[4].1.as_value().to_string();
    assert!(text.contains("Den funktion som gjorde posten, aldrig en person.") && text.contains("accept-risk"));
    let form = schemas[3].1.as_value();
    assert_eq!(form["additionalProperties"], false);
}
