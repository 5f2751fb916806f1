//! Codes of remarks about what was asked of a run.

use crate::diag::{Code, Severity};

/// The organisation does not exist.
pub static NO_SUCH_ORGANISATION: Code = Code {
    id: "G700",
    severity: Severity::Error,
    title: "organisationen finns inte",
    explanation: "En organisation är en mapp i `data` med en fil `organisation.yaml`. `granska list organisations` räknar upp dem som finns.",
};
/// The audit does not exist.
pub static NO_SUCH_AUDIT: Code = Code {
    id: "G701",
    severity: Severity::Error,
    title: "granskningen finns inte",
    explanation: "En granskning är en mapp i `controls/audits`. `granska list audits` räknar upp dem som finns. Med `granska new GRANSKNING` börjar du på en ny.",
};
/// Nothing to do.
pub static NOTHING_SELECTED: Code = Code {
    id: "G702",
    severity: Severity::Error,
    title: "det finns inget att bedöma",
    explanation: "En körning behöver en organisation och en granskning. Utan val körs varje granskning som har en mapp i `data/ORGANISATION/audits`. \
Med både `--organisation` och `--audit` går det att pröva en organisation mot en granskning som aldrig gjorts där.",
};
/// The organisation lacks the level that the moments are asked of.
pub static LEVEL_MISSING: Code = Code {
    id: "G703",
    severity: Severity::Error,
    title: "nivån som momenten frågas av finns inte i organisationen",
    explanation: "Granskningen säger med `moments-asked-of` vilken nivå som svarar på momenten. Organisationen har ingen nivå med det namnet, och utan den vet \
ingen hur många svar som väntas. Rätta namnet i granskningen eller lägg till nivån i `organisation.yaml`.",
};
/// The text is no date.
pub static NOT_A_DATE: Code = Code {
    id: "G704",
    severity: Severity::Error,
    title: "inget datum",
    explanation: "Datum skrivs som år, månad och dag med bindestreck: `2026-11-22`.",
};
/// The text is no period.
pub static NOT_A_PERIOD: Code = Code {
    id: "G705",
    severity: Severity::Error,
    title: "ingen period",
    explanation: "En period skrivs som år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`.",
};
/// The language does not exist.
pub static NO_SUCH_LANGUAGE: Code = Code {
    id: "G706",
    severity: Severity::Error,
    title: "språket finns inte",
    explanation: "Dokument, påpekanden och hjälp finns på svenska, `--lang sv`. Utelämna valet, så blir det svenska.",
};
/// Nothing has the name that was asked for.
pub static NOTHING_NAMED: Code = Code {
    id: "G707",
    severity: Severity::Error,
    title: "inget heter så",
    explanation: "`granska explain` söker bland frågor, moment, mått, måttslag, rekommendationer, delar och koder. `granska list` visar vad som finns.",
};
/// Several things have the name that was asked for.
pub static SEVERAL_NAMED: Code = Code {
    id: "G708",
    severity: Severity::Error,
    title: "flera saker heter så",
    explanation: "Samma id används för olika slags saker. Skriv slaget före med kolon, till exempel `question:KF3`.",
};
/// Results would be written among what they are made of.
pub static OUT_INSIDE: Code = Code {
    id: "G709",
    severity: Severity::Error,
    title: "resultat kan inte skrivas där",
    explanation: "Resultat skrivs aldrig i `controls`, `data` eller `report-templates`: det som är underlag ska inte kunna blandas ihop med det som gjorts av det. \
Välj en annan mapp med `--out`, eller utelämna valet.",
};
/// A file that looks meant to be read.
pub static NOT_READ: Code = Code {
    id: "G710",
    severity: Severity::Warning,
    title: "en fil läses inte",
    explanation: "Filen ser ut som en leverans eller en del av katalogen men läses inte, på grund av sitt format, sitt namn eller sin plats. Det som står i den \
saknas då i resultatet. Leveranser läses ur CSV, TSV, Parquet, Excel (`.xlsx` och `.xls`) och OpenDocument i `data/ORGANISATION` med de namn som `controls/datasets.yaml` anger; text får vara \
packad som `.gz` eller `.zst`. Katalogen läses ur filer som slutar på `.yaml` eller `.yml`. Det som ligger i en mapp `tidigare` är äldre versioner och läses aldrig.",
};

/// Something that looks like a personal identity number, in a text.
pub static PERSON_NUMBER: Code = Code {
    id: "G711",
    severity: Severity::Error,
    title: "något som ser ut som ett personnummer i en text",
    explanation: "Texterna i `controls` och `data` trycks i dokument som läggs fram. En text som ser ut att innehålla ett personnummer eller samordningsnummer, med rätt \
kontrollsiffra, stoppar därför körningen. Numret visas inte i påpekandet. Ta bort det ur filen, också ur dess historik om den har delats.",
};

/// A file that was changed while it was read twice.
pub static CHANGED_MEANWHILE: Code = Code {
    id: "G712",
    severity: Severity::Error,
    title: "en fil ändrades under körningen",
    explanation: "Raderna bakom en siffra läses ur samma filer som siffran räknades ur, och fingeravtrycken jämförs. Skiljer de sig skulle raderna inte förklara siffran, och därför skrivs inget. Kör igen när filen är färdig.",
};
/// More rows behind a figure than a sheet holds.
pub static TOO_MANY_ROWS: Code = Code {
    id: "G713",
    severity: Severity::Error,
    title: "fler rader än ett kalkylblad rymmer",
    explanation: "Raderna bakom en siffra skrivs för att läsas i Excel, som rymmer 1 048 575 rader under rubriken. Välj en mindre enhet eller en kortare period; delarnas rader är tillsammans helhetens.",
};
/// Rows that may not be shown.
pub static ROWS_HIDDEN: Code = Code {
    id: "G714",
    severity: Severity::Error,
    title: "raderna bakom siffran visas inte",
    explanation: "En siffra som är dold för att den gäller få personer, eller röjer en sådan, får inte heller visas som rader. Raderna finns i leveransen hos den som får läsa den. En siffra som inte räknas ur rader (citerad, intygad) eller saknas har inga att skriva.",
};

/// A file that is to be written, whose name does not say as what.
pub static UNKNOWN_ENDING: Code = Code {
    id: "G715",
    severity: Severity::Error,
    title: "filens ändelse säger inte vad den ska bli",
    explanation: "Filen skrivs som CSV eller som en Excelbok, och ändelsen avgör: `.csv` eller `.xlsx`.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &NO_SUCH_ORGANISATION,
    &NO_SUCH_AUDIT,
    &NOTHING_SELECTED,
    &LEVEL_MISSING,
    &NOT_A_DATE,
    &NOT_A_PERIOD,
    &NO_SUCH_LANGUAGE,
    &NOTHING_NAMED,
    &SEVERAL_NAMED,
    &OUT_INSIDE,
    &PERSON_NUMBER,
    &NOT_READ,
    &CHANGED_MEANWHILE,
    &TOO_MANY_ROWS,
    &ROWS_HIDDEN,
    &UNKNOWN_ENDING,
];
