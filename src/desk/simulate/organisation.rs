//! `organisation.yaml` and `README.md` of the invented region.
//!
//! Text only.

use super::calendar::{Calendar, date_of};
use super::region::{Contact, DIVISIONS, Name, UNITS, Unit};
use super::table::{Files, Table};
use super::{Format, ORGANISATION, Options, Size};
use std::fmt::Write as _;

/// The datasets that a unit hands in, in the order of the contracts.
pub(super) fn delivers(unit: &Unit) -> Vec<&'static str> {
    let waits = unit.lines.iter().any(|l| l.contact != Contact::Return);
    let all = [
        (Table::Waiting, waits),
        (Table::Buckets, waits),
        (Table::Done, true),
        (Table::Operations, !unit.procedures.is_empty()),
        (Table::Theatres, !unit.procedures.is_empty()),
        (Table::Plans, true),
        (Table::Capacity, true),
        (Table::Costs, waits),
        (Table::Pathways, !unit.pathways.is_empty()),
    ];
    all.into_iter().filter(|(_, hands_in)| *hands_in).map(|(table, _)| table.id()).collect()
}

/// The organisation.
pub(super) fn yaml() -> String {
    let mut out = String::from(
        "# yaml-language-server: $schema=../../controls/schema/organisation.schema.json\n\
         # Region Exempel finns inte. Den är gjord med `granska simulate`, och alla namn och uppgifter är påhittade.\n\
         id: exempel\n\
         label: Region Exempel\n\
         nature: invented\n\
         certainty: stated\n\
         held-against:\n  - { audit: produktionsplanering-2020, period: 2025 }\n\
         levels:\n  - { id: region, label: Region }\n  - { id: division, label: Division }\n  - { id: verksamhet, label: Verksamhet }\n\
         units:\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "  - {{ id: {ORGANISATION}, label: Region Exempel, level: region, delivers: [publicerade_andelar, styrdokument] }}"
    );
    for (id, label, short) in DIVISIONS {
        let _ = writeln!(
            out,
            "  - {{ id: {id}, label: {label}, short: {short}, level: division, part-of: {ORGANISATION}, delivers: [moment, utbildning] }}"
        );
        for unit in UNITS.iter().filter(|u| u.division == id) {
            for (at, name) in unit.names.iter().enumerate() {
                let from = at.checked_sub(1).and_then(|before| unit.names[before].until);
                let _ = writeln!(out, "{}", entry(unit, name, from, unit.names.get(at + 1)));
            }
        }
    }
    out
}

fn entry(unit: &Unit, name: &Name, from: Option<i32>, successor: Option<&Name>) -> String {
    let mut out = format!(
        "  - {{ id: {}, label: \"{}\", short: {}, level: verksamhet, part-of: {}",
        name.id, name.label, name.short, unit.division
    );
    if let Some(from) = from {
        let _ = write!(out, ", valid-from: {}", date_of(Calendar::first_of(from)));
    }
    if let (Some(until), Some(successor)) = (name.until, successor) {
        let _ = write!(out, ", valid-to: {}, successor: {}", date_of(Calendar::first_of(until) - 1), successor.id);
    }
    let _ = write!(out, ", note: \"Av samma slag som {} i granskningen.\"", unit.kind);
    let _ = write!(out, ", delivers: [{}] }}", delivers(unit).join(", "));
    out
}

/// The command that makes the same region again.
pub(super) fn command(options: &Options) -> String {
    let mut command = format!("granska simulate --seed {}", options.seed);
    if let Some(rows) = options.rows {
        let _ = write!(command, " --rows {rows}");
    }
    if options.years != 5 {
        let _ = write!(command, " --years {}", options.years);
    }
    if !options.only.is_empty() {
        let _ = write!(command, " --only {}", options.only.iter().map(|t| t.id()).collect::<Vec<_>>().join(","));
    }
    match options.files {
        Files::Year => {}
        Files::Month => command += " --files month",
        Files::One => command += " --files one",
    }
    match options.format {
        Format::Csv => {}
        Format::Parquet => command += " --format parquet",
    }
    if let Some(level) = options.dirt {
        let _ = write!(command, " --dirt {level}");
    }
    command + " --out MAPP"
}

/// What the folder is, for whoever opens it.
pub(super) fn readme(options: &Options, size: Size) -> String {
    let last = super::last_year(options);
    let copies = if size.replicas > 1 {
        format!(" Regionen är gjord av {} delköer per kö, så att den fick den storlek som begärdes.", size.replicas)
    } else {
        String::new()
    };
    let dirt = match options.dirt {
        Some(level) => format!(
            "## Fel\n\nI filerna är fel inlagda med avsikt: ungefär {level} rader av tusen, och fel i hur en del av filerna är skrivna. Vilka de är och var \
             de ligger står i `facit/fel.csv`. Filerna är också skrivna på olika sätt som inte är fel: teckenkodning, avgränsare, packning och kolumnernas ordning.\n\n"
        ),
        None => String::new(),
    };
    format!(
        "# Region Exempel\n\n\
         **Allt här är påhittat.** Region Exempel finns inte, och inte heller dess divisioner, enheter, patienter eller dokument. Den är gjord för att \
         visa vad granska gör och för att prova programmet mot en sanning som är känd. Inget i mappen säger något om någon verklig region.\n\n\
         ## Hur den är gjord\n\n\
         Regionen är simulerad, år 2021 till {last}, ur ett enda tal (fröet {seed}):\n\n\
         ```\n{command}\n```\n\n\
         Samma kommando ger samma filer, byte för byte, på vilken dator och med hur många trådar som helst. Filerna ändras därför aldrig för hand: \
         gör om dem och kopiera hit `MAPP/data/exempel`.{copies}\n\n\
         ## Vad som finns i den\n\n\
         * Två divisioner med fem enheter var, av samma slag som de verksamheter som intervjuades i granskningen 2020. Endoskopienheten Bäck upphör \
         2023-04-30 och efterträds av Fors.\n\
         * Patienter som kommer, väntar, kallas efter prioritet och tid (inte alltid i rätt ordning), avbokas, avböjer en tid (PvV), väntar av medicinska \
         skäl (MoV) och får besök, undersökningar, operationer och återbesök. Varje leverans är en vy av samma köer.\n\
         * Somrar, helger, en pandemiliknande påfrestning våren 2021 och uppdämd vård hösten därefter.\n\
         * Femstegsmodellen, som åtta av tio enheter inför vid olika tid och med känd verkan.\n\n\
         I `operationer` betyder status `planerad` en operation som bokades om senast klockan 17 dagen före: den är ingen strykning, och patienten finns \
         kvar i kön. I `produktionsplan` gäller varje planversion de veckor den står på; en ny version ersätter den gamla från sin första vecka.\n\n\
         {dirt}## Facit\n\n\
         Bredvid `data` skriver kommandot mappen `facit`: parametrar, när varje enhet införde modellen och med vilken verkan, och de sanna antalen per \
         enhet och månad. Facit följer inte med här; kör kommandot för att få det.\n",
        seed = options.seed,
        command = command(options),
    )
}
