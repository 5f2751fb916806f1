//! Codes of faults of the surroundings: folders, files, rights, space.

use crate::diag::{Code, Severity};

/// No project here.
pub static NO_PROJECT: Code = Code {
    id: "G600",
    severity: Severity::Error,
    title: "inget projekt här",
    explanation: "granska arbetar i ett projekt: en mapp som innehåller `controls` (vad som frågas), `data` (vad som lämnats in) och `report-templates` (hur \
dokumenten ser ut). Programmet letar från den mapp du står i och uppåt. Med `--project MAPP` pekar du ut en annan.",
};
/// Cannot be read.
pub static UNREADABLE: Code = Code {
    id: "G601",
    severity: Severity::Error,
    title: "en fil eller mapp går inte att läsa",
    explanation: "Filen finns men operativsystemet lämnar inte ut den, eller så försvann den medan den lästes. Ingenting skrivs, eftersom en rapport utan den \
filen skulle kunna se fullständig ut.",
};
/// Too large to read.
pub static FILE_TOO_LARGE: Code = Code {
    id: "G602",
    severity: Severity::Error,
    title: "filen är för stor",
    explanation: "En enskild fil får vara högst 1 GB. Dela leveransen i flera filer.",
};
/// Cannot be written.
pub static UNWRITABLE: Code = Code {
    id: "G603",
    severity: Severity::Error,
    title: "ett resultat går inte att skriva",
    explanation: "Alla dokument skrivs först i tillfälliga filer bredvid sin plats och byter namn när de är hela. När något inte går att skriva ligger de tidigare \
dokumenten därför kvar orörda.",
};
/// A folder is missing.
pub static FOLDER_MISSING: Code = Code {
    id: "G604",
    severity: Severity::Error,
    title: "en mapp saknas i projektet",
    explanation: "Projektet behöver mapparna `controls`, `data` och, för dokument, `report-templates`. Kontrollera att hela projektet finns på plats. \
I ett nytt projekt får `data` vara tom, men den ska finnas.",
};
/// A link.
pub static LINK: Code = Code {
    id: "G605",
    severity: Severity::Warning,
    title: "länkar följs inte",
    explanation: "En länk kan leda ut ur projektet, och då vet ingen vilken fil ett resultat vilar på. Därför läses varken länkade filer eller mappar. Lägg en kopia där länken står. Själva mapparna `controls`, `data` och `report-templates` får vara länkar.",
};
/// Too many folders down.
pub static TOO_DEEP: Code = Code {
    id: "G606",
    severity: Severity::Warning,
    title: "filen ligger för djupt",
    explanation: "Filer läses högst tolv mappar ner. Djupare mappar beror nästan alltid på att ett helt projekt har kopierats in i ett annat. Flytta filen uppåt, eller ta bort kopian.",
};
/// Not an ordinary file.
pub static NO_FILE: Code = Code {
    id: "G607",
    severity: Severity::Warning,
    title: "inte en vanlig fil",
    explanation: "Där en fil väntas finns en mapp, en kö (FIFO), ett uttag eller en enhet. Sådant öppnas aldrig, eftersom läsningen kunde vänta utan slut. Det som skulle ha stått i filen saknas därför. Ersätt den med en vanlig fil.",
};
/// A name that is not UTF-8.
pub static NAME_NOT_TEXT: Code = Code {
    id: "G608",
    severity: Severity::Warning,
    title: "filnamnet går inte att läsa",
    explanation: "Namnet på filen eller mappen innehåller tecken som inte är UTF-8, vilket händer när den kommer från ett äldre system eller ett packat arkiv. Den går inte att peka ut i ett påpekande eller en rapport och läses därför inte. Byt namn på den.",
};
/// Something of another's stands there.
pub static NOT_EMPTY: Code = Code {
    id: "G610",
    severity: Severity::Error,
    title: "mappen är inte tom",
    explanation: "Kommandot fyller en hel mapp och ersätter det som det självt har gjort där förut. I en mapp med något annat i skriver det ingenting, så att ingen leverans och inget eget arbete kan gå förlorat. Välj en tom mapp eller en som inte finns.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &NO_PROJECT,
    &UNREADABLE,
    &FILE_TOO_LARGE,
    &UNWRITABLE,
    &FOLDER_MISSING,
    &LINK,
    &TOO_DEEP,
    &NO_FILE,
    &NAME_NOT_TEXT,
    &NOT_EMPTY,
];
