//! The instructions of a form, in plain Swedish: what to fill in, by when, and what becomes of it.
//!
//! Only words; how they are set is for `write`.

use super::model::{Form, Kind, Sheet};
use crate::field::org::Nature;
use crate::field::period::Period;
use crate::words;

/// A line of the instructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The title.
    Title(String),
    /// The band that says that everything is invented.
    Band(String),
    /// A heading.
    Heading(&'static str),
    /// A paragraph.
    Text(String),
}

/// The band on a form of an invented organisation.
pub fn band(form: &Form) -> Option<String> {
    match form.names.nature {
        Nature::Real => None,
        Nature::Invented => Some(format!("Påhittade uppgifter: {}", form.names.organisation)),
    }
}

/// A period in words.
pub fn period(period: Period) -> String {
    match period {
        Period::Years { from, to } => words::years(from, to),
        Period::Year(year) => year.to_string(),
        Period::Tertial { year, number } => words::tertial(year, number),
        Period::Month { year, month } => words::month(year, month),
        Period::Rolling { year, month } => words::rolling(year, month),
        Period::Week { year, week } => words::week(year, week),
    }
}

/// The title of the workbook.
pub fn title(form: &Form) -> String {
    format!("Formulär för {}, {}", form.names.division, period(form.facts.period))
}

/// The instructions.
pub fn lines(form: &Form) -> Vec<Line> {
    let mut lines = vec![Line::Title(title(form))];
    lines.extend(band(form).map(Line::Band));
    lines.push(Line::Text(format!(
        "{} ber {} att svara på frågorna i den här arbetsboken för {}. Svaren används för att bedöma och följa upp granskningen {}.",
        form.names.organisation,
        form.names.division,
        period(form.facts.period),
        form.names.audit
    )));
    lines.push(Line::Heading("Så fyller du i"));
    lines.push(Line::Text(
        "Fyll i cellerna med ram. Rubriken över dem slutar med ”(fyll\u{a0}i)”. Övriga celler är låsta, så att raderna kan läsas in rätt."
            .to_owned(),
    ));
    for sheet in &form.sheets {
        lines.push(Line::Text(about(sheet)));
    }
    lines.push(Line::Text(
        "Lämna en cell tom om du inte vet. En tom cell räknas som ”ingen uppgift”, aldrig som noll. Skriv 0 när antalet verkligen är noll."
            .to_owned(),
    ));
    lines.push(Line::Text(
        "Ta inte bort, lägg inte till och flytta inte rader, och byt inte namn på bladen. Bladen är skyddade utan lösenord. \
         Spara som .xlsx; det går bra i Excel och LibreOffice."
            .to_owned(),
    ));
    lines.push(Line::Heading("Inga personuppgifter"));
    lines.push(Line::Text(
        "Skriv aldrig personnummer, patientuppgifter eller namn på personer. Den som svarar anges som funktion, till exempel \
         ”verksamhetschef”. Ett formulär med ett personnummer läses inte in."
            .to_owned(),
    ));
    lines.push(Line::Heading("När och till vem"));
    lines.push(Line::Text(due(form)));
    lines.push(Line::Text(
        "Skicka tillbaka filen till den som skickade den till dig. Dit vänder du dig också med frågor.".to_owned(),
    ));
    lines.push(Line::Heading("Vad som händer sedan"));
    lines.push(Line::Text(
        "Filen läses in av programmet granska, som visar vad som har ändrats sedan förra gången. Svaren sparas som text som alla \
         i projektet kan läsa. Är något oklart får du veta blad, rad och kolumn. Tidigare svar skrivs aldrig över utan att \
         de sparas."
            .to_owned(),
    ));
    lines.push(Line::Heading("Om formuläret"));
    let facts = &form.facts;
    for (name, value) in [
        ("Organisation", form.names.organisation.clone()),
        ("Division eller enhet", form.names.division.clone()),
        ("Period", period(facts.period)),
        ("Granskning", format!("{} ({})", form.names.audit, facts.audit)),
        ("Formulär", form.id()),
        ("Framtaget", words::date(facts.made)),
        ("Katalogens version", facts.catalogue.chars().take(12).collect()),
        ("Program", format!("granska {}", facts.program)),
    ] {
        lines.push(Line::Text(format!("{name}: {value}")));
    }
    lines
}

fn about(sheet: &Sheet) -> String {
    let name = sheet.kind.sheet();
    if sheet.rows.is_empty() {
        return format!("Bladet {name}: {}", sheet.empty);
    }
    let text = match sheet.kind {
        Kind::Moments => {
            "Välj ett svar i listan på varje rad, skriv gärna en kommentar, och ange vilken funktion som har svarat och när. \
             Svar från en tidigare period är ifyllda i förväg. Gäller ett sådant svar fortfarande: bekräfta det genom att fylla i \
             vem som svarar eller datum. Annars räknas det inte."
        }
        Kind::Plan => {
            "En rad för varje enhet, grupp och vecka. Skriv namnet på en ny grupp en gång, på gruppens första rad; det följer med till \
             raderna under. Rader som inte behövs lämnas tomma. Kön vid veckans slut ska vara kön vid början plus inflödet minus \
             utfallet och övriga avslut."
        }
        Kind::Capacity => {
            "En rad för varje enhet, yrkesgrupp och vecka. Skriv timmar med decimalkomma, till exempel 37,5. Rader som inte behövs \
             lämnas tomma."
        }
        Kind::Actions => {
            "De åtgärder som ni ansvarar för. Välj status i listan. Pågår: skriv vad som görs och när det väntas vara klart. Delvis \
             genomförd: skriv vilka delar som återstår. Genomförd: ange underlag som går att slå upp; en plan räknas inte. \
             Lämna raden orörd om inget har ändrats."
        }
    };
    format!("Bladet {name}: {text}")
}

fn due(form: &Form) -> String {
    let mut days: Vec<_> =
        form.sheets.iter().filter(|s| !s.rows.is_empty()).filter_map(|s| Some((s.due?, s.kind))).collect();
    days.sort();
    let Some((first, _)) = days.first().copied() else {
        return "Den som skickade formuläret säger när det ska vara tillbaka.".to_owned();
    };
    if days.iter().all(|(day, _)| *day == first) {
        return format!("Formuläret ska vara tillbaka senast den {}.", words::date(first));
    }
    let each: Vec<String> =
        days.iter().map(|(day, kind)| format!("{} senast den {}", kind.sheet(), words::date(*day))).collect();
    format!("Lämna {}.", words::list(each))
}
