//! The small registers: what divisions answered about the moments, and which documents, tools and courses there are.
//!
//! Written by hand; what improves does so as units take up the model.

use super::calendar::{Calendar, Day, FIRST_YEAR};
use super::dice::Dice;
use super::region::{DIVISIONS, UNITS};
use super::table::{Rows, Table};
use super::{ORGANISATION, Options, last_year};

/// Where it comes from, said in every row.
const SOURCE: &str = "simulerat formulär";
const COURSES: u64 = 1 << 50;

/// A moment: its id, from how many units with the model the word is *Delvis* and *Ja*, and the comment to each word.
struct Moment {
    id: &'static str,
    partly_from: usize,
    yes_from: usize,
    no: &'static str,
    partly: &'static str,
    yes: &'static str,
}

const MOMENTS: [Moment; 7] = [
    Moment {
        id: "produktionsbehov",
        partly_from: 0,
        yes_from: 3,
        no: "Behovet är inte bedömt; årets volymer har skrivits fram från året före.",
        partly: "Behovet är bedömt per år men bara för operationer brutet ned per grupp och vecka.",
        yes: "Behovet bedöms per grupp och vecka inför varje tertial, och inflödet följs varje månad.",
    },
    Moment {
        id: "kapacitet-per-vecka",
        partly_from: 1,
        yes_from: 3,
        no: "Kapaciteten räknas per månad utifrån den bemanning som finns.",
        partly: "Kapaciteten räknas per vecka för operation och för några av mottagningarna.",
        yes: "Alla enheter räknar kapaciteten per vecka, minst åtta veckor framåt.",
    },
    Moment {
        id: "kapacitet-per-yrkesgrupp",
        partly_from: 1,
        yes_from: 5,
        no: "Utgår från tillgången på läkare.",
        partly: "Läkare och sjuksköterskor räknas var för sig; övriga yrkesgrupper saknas.",
        yes: "Kapaciteten räknas för varje yrkesgrupp som behövs i mötet med patienten.",
    },
    Moment {
        id: "schema-efter-behov",
        partly_from: 2,
        yes_from: 4,
        no: "Schemat läggs först; produktionen blir vad schemat räcker till.",
        partly: "Läkarnas schema utgår från planen, övriga scheman gör det inte.",
        yes: "Schemat läggs efter produktionsplanen, och avvikelser beslutas av verksamhetschefen.",
    },
    Moment {
        id: "planeringsverktyg",
        partly_from: 2,
        yes_from: 5,
        no: "Planeringen görs i kalkylark som varje enhet har byggt själv.",
        partly: "Ett gemensamt kalkylark används; det hämtar inte uppgifter ur vårdsystemen.",
        yes: "Ett gemensamt verktyg används av alla enheter.",
    },
    Moment {
        id: "stodresurser",
        partly_from: 0,
        yes_from: 2,
        no: "Enhetscheferna planerar själva, utan stöd.",
        partly: "En planerare finns för operation; mottagningarna har inget stöd.",
        yes: "Divisionen har planerare som stödjer alla enheter.",
    },
    Moment {
        id: "utfall-kommuniceras",
        partly_from: 0,
        yes_from: 4,
        no: "Utfallet redovisas i delårsrapporterna, inte för medarbetarna.",
        partly: "Utfallet tas upp på arbetsplatsträffar; visualisering saknas.",
        yes: "Utfall mot plan visas på tavlan varje vecka och gås igenom på styrmötet varje månad.",
    },
];

/// The rows of a register.
pub(super) fn rows(table: Table, options: &Options, calendar: &Calendar) -> Rows {
    let mut rows = Rows::default();
    match table {
        Table::Moments => moments(options, &mut rows),
        Table::Steering => steering(options, &mut rows),
        Table::Tools => tools(&mut rows),
        Table::Courses => courses(options, calendar, &mut rows),
        Table::Waiting
        | Table::Done
        | Table::Operations
        | Table::Theatres
        | Table::Costs
        | Table::Buckets
        | Table::Shares
        | Table::Plans
        | Table::Capacity
        | Table::Pathways => {}
    }
    rows
}

/// Units of a division that have taken up the model by the end of a year.
fn adopted(division: &str, year: i32) -> usize {
    let month = (year - FIRST_YEAR) * 12 + 11;
    UNITS.iter().filter(|u| u.division == division && u.adopted(month).is_some()).count()
}

fn moments(options: &Options, rows: &mut Rows) {
    for (at, (division, ..)) in DIVISIONS.iter().enumerate() {
        for year in FIRST_YEAR..=last_year(options) {
            // The second division began later and has come less far with the same number of units.
            let units = adopted(division, year).saturating_sub(at);
            for moment in &MOMENTS {
                let (word, comment) = match units {
                    n if n >= moment.yes_from => ("Ja", moment.yes),
                    n if n >= moment.partly_from => ("Delvis", moment.partly),
                    _ => ("Nej", moment.no),
                };
                rows.row(division)
                    .text(moment.id)
                    .text(&year.to_string())
                    .text(word)
                    .words(comment)
                    .text(if at == 0 { "divisionschef" } else { "verksamhetsutvecklare" })
                    .text(&format!("{year}-12-{:02}", 8 + at))
                    .text(SOURCE)
                    .end();
            }
        }
    }
}

fn steering(options: &Options, rows: &mut Rows) {
    let documents = [
        (
            "regionplan-2021-2023",
            "Regionplan 2021–2023",
            "plan",
            "regionfullmäktige",
            "2020-11-18",
            "2023-12-31",
            "hela regionen",
        ),
        (
            "riktlinje-planering",
            "Riktlinje för produktions- och kapacitetsplanering",
            "riktlinje",
            "regionstyrelsen",
            "2022-02-16",
            "",
            "hela regionen",
        ),
        (
            "modellbeskrivning",
            "Femstegsmodellen i Region Exempel: beskrivning och definitioner",
            "anvisning",
            "regiondirektören",
            "2022-03-09",
            "",
            "alla verksamheter",
        ),
        (
            "plan-granit-2022",
            "Verksamhetsplan Division Granit 2022",
            "verksamhetsplan",
            "divisionschef",
            "2021-12-07",
            "2022-12-31",
            "Division Granit",
        ),
        (
            "plan-lagun-2023",
            "Verksamhetsplan Division Lagun 2023",
            "verksamhetsplan",
            "divisionschef",
            "2022-12-06",
            "2023-12-31",
            "Division Lagun",
        ),
        (
            "regionplan-2024-2026",
            "Regionplan 2024–2026",
            "plan",
            "regionfullmäktige",
            "2023-11-22",
            "2026-12-31",
            "hela regionen",
        ),
        (
            "anvisning-uppfoljning",
            "Anvisning för månadsuppföljning av produktion; mått och ansvar",
            "anvisning",
            "regiondirektören",
            "2024-01-17",
            "",
            "alla verksamheter",
        ),
    ];
    for (id, title, kind, by, decided, until, scope) in documents {
        let year: i32 = decided.get(..4).and_then(|y| y.parse().ok()).unwrap_or(FIRST_YEAR);
        if year <= last_year(options) {
            rows.row(id)
                .words(title)
                .text(kind)
                .text(by)
                .text(&format!("EX-{year}-{:03}", 100 + rows_number(id)))
                .text(decided)
                .text(until)
                .words(scope)
                .text("simulerad")
                .end();
        }
    }
}

/// A number for an invented registration number: any, but always the same.
fn rows_number(id: &str) -> u32 {
    id.bytes().fold(7, |n, b| (n * 31 + u32::from(b)) % 800)
}

fn tools(rows: &mut Rows) {
    let mut tool = |unit: &str, name: &str, used_for: &str, shared: &str| {
        rows.row(unit).words(name).words(used_for).text(shared).text("simulerad").end();
    };
    tool(ORGANISATION, "Vårdadministrativt system", "remisser, tidböcker och väntelistor", "ja");
    tool(ORGANISATION, "Personalschema", "schemaläggning av övrig vårdpersonal", "ja");
    tool(ORGANISATION, "Läkarschema", "schemaläggning av läkare", "ja");
    for unit in &UNITS {
        let Some(name) = unit.names.last() else { continue };
        if unit.procedures.is_empty() {
            tool(name.id, "Kalkylark", "produktions- och kapacitetsplan", "nej");
        } else {
            tool(name.id, "Operationsplanering", "program, salar och strykningar", "ja");
        }
        if unit.adoption.is_some() {
            tool(name.id, "Planeringstavla", "plan, utfall och gap vecka för vecka", "");
        }
    }
}

fn courses(options: &Options, calendar: &Calendar, rows: &mut Rows) {
    let mut dice = Dice::new(options.seed, COURSES);
    let mut occasions: Vec<(Day, &str, &str, i32)> = Vec::new();
    for year in 0..options.years as i32 {
        for (at, (division, ..)) in DIVISIONS.iter().enumerate() {
            let name = if year == 0 { "Introduktion till produktionsplanering" } else { "Femstegsmodellen, grundkurs" };
            let day = Calendar::first_of(year * 12 + 2) + 7 * at as i32 + dice.between(0, 3);
            occasions.push((day, name, division, dice.between(9, 34)));
        }
    }
    for unit in &UNITS {
        if let Some(adoption) = unit.adoption.filter(|a| a.month < options.years as i32 * 12) {
            let day = Calendar::first_of(adoption.month) + 2;
            let id = unit.name(adoption.month).id;
            occasions.push((day, "Femstegsmodellen för enhetens planerare", id, dice.between(4, 12)));
        }
    }
    occasions.sort_unstable();
    for (day, name, unit, people) in occasions {
        let text = String::from_utf8_lossy(calendar.text(day));
        rows.row(&text).words(name).text(unit).whole(people as u64).end();
    }
}
