//! Codes of faults in deliveries, G300–G389. Nothing here stops a run but `CONTRACT`: a faulty delivery is set aside.

use crate::diag::{Code, Severity};

/// The whole file is left out.
pub static SET_ASIDE: Code = Code {
    id: "G300",
    severity: Severity::Warning,
    title: "leveransen är lagd åt sidan",
    explanation: "En fil med fel används inte alls, inte ens de rader som ser riktiga ut: en siffra ur en halv leverans går inte att lita på. Dokumenten skrivs \
ändå, och det som bygger på filen redovisas som saknat. Påpekandena om samma fil säger vad som är fel. Rätta filen hos den som lämnade den och kör igen.",
};
/// No contract names the file.
pub static UNKNOWN_FILE: Code = Code {
    id: "G301",
    severity: Severity::Warning,
    title: "ingen datamängd har den här filen",
    explanation: "Varje leverans hör till en datamängd i `controls/datasets.yaml`, och datamängden säger vad filen heter. En fil med ett annat namn läses inte, \
och då skulle uppgifterna saknas utan att någon märkte det. Byt namn på filen, lägg till en datamängd eller flytta filen någon annanstans.",
};
/// Not UTF-8.
pub static ENCODING: Code = Code {
    id: "G302",
    severity: Severity::Warning,
    title: "filen är inte skriven i UTF-8",
    explanation: "Leveranser är text i UTF-8. Äldre program sparar ofta i Windows-1252 eller UTF-16, och då blir å, ä och ö fel eller försvinner. \
Spara om filen i UTF-8; i Excel heter formatet ”CSV UTF-8”. Kontrollera efteråt att avgränsaren är semikolon.",
};
/// A NUL character.
pub static NUL: Code = Code {
    id: "G303",
    severity: Severity::Warning,
    title: "nolltecken i filen",
    explanation: "Nolltecken förekommer inte i text. De tyder på att filen är skadad, sparad i UTF-16 eller inte är en textfil. Hämta filen på nytt eller spara om den i UTF-8.",
};
/// A quote that is never closed.
pub static OPEN_QUOTE: Code = Code {
    id: "G304",
    severity: Severity::Warning,
    title: "citattecken som aldrig stängs",
    explanation: "En cell som börjar med citattecken sträcker sig till nästa citattecken, även över flera rader. Saknas det avslutande citattecknet slukas resten av filen \
av en enda cell. Ett citattecken inne i en citerad cell skrivs dubbelt: `\"\"`.",
};
/// A quote where none may stand.
pub static STRAY_QUOTE: Code = Code {
    id: "G305",
    severity: Severity::Warning,
    title: "citattecken på fel plats",
    explanation: "Citattecken omger en hel cell. Står de mitt i en cell, eller följs av mer text, går det inte att veta var cellen slutar. \
Sätt citattecken runt hela cellen och skriv citattecken inne i den dubbelt: `\"Enheten \"\"Norr\"\"\"`.",
};
/// Another number of cells than the header.
pub static CELL_COUNT: Code = Code {
    id: "G306",
    severity: Severity::Warning,
    title: "raden har fel antal celler",
    explanation: "Varje rad ska ha lika många celler som rubrikraden. Ett semikolon för lite eller för mycket flyttar värdena till fel kolumn. \
En vanlig orsak är ett semikolon i en text som inte står inom citattecken.",
};
/// A cell far longer than any text.
pub static LONG_CELL: Code = Code {
    id: "G307",
    severity: Severity::Warning,
    title: "orimligt lång cell",
    explanation: "En cell får vara högst 1 MB. Längre celler beror nästan alltid på ett citattecken som saknas, så att många rader läses som en enda cell.",
};
/// A carriage return alone.
pub static LONE_CR: Code = Code {
    id: "G308",
    severity: Severity::Warning,
    title: "radslut som inte känns igen",
    explanation: "Rader skiljs med radmatning (LF), eller vagnretur och radmatning (CR LF) som i Windows. Filen har vagnretur ensam, som äldre program skriver, \
och då ser den ut som en enda rad. Spara om filen som vanlig CSV.",
};
/// Nothing in the file.
pub static EMPTY_FILE: Code = Code {
    id: "G309",
    severity: Severity::Warning,
    title: "filen är tom",
    explanation: "Filen har inte ens en rubrikrad. En tom fil är inte samma sak som en leverans utan rader: det går inte att veta vad den skulle ha innehållit. \
Finns inget att lämna, låt filen ha en rubrikrad eller ta bort den.",
};
/// Columns of the contract are missing.
pub static MISSING_COLUMN: Code = Code {
    id: "G310",
    severity: Severity::Warning,
    title: "kolumn saknas",
    explanation: "Alla kolumner i datamängdens kontrakt ska finnas i rubrikraden, även de som får vara tomma. Ordningen spelar ingen roll, men namnen ska vara exakt de i \
`controls/datasets.yaml`. Rätta rubriken eller lägg till kolumnen.",
};
/// The same column twice.
pub static DUPLICATE_COLUMN: Code = Code {
    id: "G311",
    severity: Severity::Warning,
    title: "samma kolumn två gånger",
    explanation: "Två kolumner med samma namn gör att det inte går att veta vilken som gäller. Ta bort den ena eller ge den ett annat namn.",
};
/// A column that no contract names.
pub static UNKNOWN_COLUMN: Code = Code {
    id: "G312",
    severity: Severity::Warning,
    title: "kolumnen finns inte i kontraktet",
    explanation: "Kolumnen står inte i datamängdens kontrakt i `controls/datasets.yaml` och används därför inte. Resten av filen används. \
Ta bort kolumnen, rätta namnet eller lägg till den i kontraktet.",
};
/// Another separator than semicolon.
pub static SEPARATOR: Code = Code {
    id: "G313",
    severity: Severity::Warning,
    title: "cellerna skiljs inte med semikolon",
    explanation: "Leveranser har semikolon mellan cellerna, eftersom kommatecken behövs i text och tal. Filen är skild med något annat, eller börjar med raden `sep=` \
som bara Excel förstår. Spara om filen med semikolon och låt första raden vara kolumnernas namn.",
};
/// A value that must be there.
pub static EMPTY_VALUE: Code = Code {
    id: "G320",
    severity: Severity::Warning,
    title: "obligatoriskt värde saknas",
    explanation: "Kontraktet säger att kolumnen ska ha ett värde på varje rad. Ett saknat värde räknas aldrig som noll. Fyll i värdet, eller ta bort raden om det inte finns något att uppge.",
};
/// A unit that the organisation does not have.
pub static UNKNOWN_UNIT: Code = Code {
    id: "G321",
    severity: Severity::Warning,
    title: "okänd enhet",
    explanation: "Enheten finns inte i organisationens `organisation.yaml`. Skriv enhetens id, inte dess namn; `riket` är reserverat för hela landet. \
Är enheten ny läggs den till i `organisation.yaml` med sin plats i organisationen.",
};
/// A moment that no audit has.
pub static UNKNOWN_MOMENT: Code = Code {
    id: "G322",
    severity: Severity::Warning,
    title: "okänt moment",
    explanation: "Momentet finns inte i någon granskning i `controls/audits/`. Skriv momentets id så som det står under `moments:` i granskningens `questions.yaml`.",
};
/// Not a period of the right kind.
pub static NOT_A_PERIOD: Code = Code {
    id: "G323",
    severity: Severity::Warning,
    title: "ingen giltig period",
    explanation: "En period skrivs som år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`. En månadskolumn tar bara månader. \
Perioden ska finnas i kalendern.",
};
/// Not a date.
pub static NOT_A_DATE: Code = Code {
    id: "G324",
    severity: Severity::Warning,
    title: "inget giltigt datum",
    explanation: "Datum skrivs år-månad-dag, `2020-03-31`, och ska finnas i kalendern. Andra former, som `31/3 2020`, kan läsas på flera sätt och tas inte emot.",
};
/// Not a whole number.
pub static NOT_AN_INTEGER: Code = Code {
    id: "G325",
    severity: Severity::Warning,
    title: "inget heltal",
    explanation: "Kolumnen tar heltal utan tecken, högst tolv siffror. Mellanslag får skilja tusental, `9 879`. Decimaler, minustecken och tecken som `<` eller `ca` tas inte emot: \
antal räknas exakt.",
};
/// Not a percentage.
pub static NOT_A_PERCENTAGE: Code = Code {
    id: "G326",
    severity: Severity::Warning,
    title: "ingen procentandel",
    explanation: "En andel skrivs med procenttecken, `62 %`, med högst en decimal och mellan 0 och 100. Utan procenttecken går det inte att veta om `1` betyder en procent eller hela.",
};
/// None of the codes.
pub static NOT_A_CHOICE: Code = Code {
    id: "G327",
    severity: Severity::Warning,
    title: "värdet är inget av dem som kolumnen tar",
    explanation: "Kolumnen har en sluten lista av värden i `controls/datasets.yaml`. Ett annat värde skulle inte räknas med någonstans. Hjälpraden räknar upp värdena.",
};
/// Two rows that say the same thing.
pub static DUPLICATE_ROW: Code = Code {
    id: "G328",
    severity: Severity::Warning,
    title: "samma uppgift två gånger",
    explanation: "Två rader gäller samma sak, till exempel samma enhet, moment och period. Då går det inte att veta vilken som gäller, och antal skulle räknas dubbelt. \
För rader med antal eller andel är det alla obligatoriska kolumner utom talet och källan som tillsammans ska vara unika. Ta bort eller rätta den ena raden.",
};
/// Something that looks like a personal identity number.
pub static PERSON_NUMBER: Code = Code {
    id: "G329",
    severity: Severity::Warning,
    title: "något som ser ut som ett personnummer",
    explanation: "Leveranser får inte innehålla personnummer eller samordningsnummer. Värdet har formen ÅÅMMDD-NNNN eller tolv siffror och rätt kontrollsiffra. Det visas inte och skrivs inte \
någonstans, och filen används inte. Ta bort uppgiften hos den som lämnade filen, och kontrollera om filen redan har spridits eller sparats i versionshistoriken.",
};
/// A header without rows.
pub static NO_ROWS: Code = Code {
    id: "G330",
    severity: Severity::Note,
    title: "filen har inga rader",
    explanation: "Filen har en rubrikrad men inga rader. Det är tillåtet och betyder att inget har uppgetts; det räknas inte som noll.",
};
/// Rows with nothing but separators.
pub static EMPTY_ROWS: Code = Code {
    id: "G331",
    severity: Severity::Note,
    title: "tomma rader hoppas över",
    explanation: "Raderna har bara tomma celler, vilket kalkylprogram ofta lämnar efter sig sist i en fil. De räknas inte. Ta bort dem om de stör.",
};
/// The contract of a register and the program disagree.
pub static CONTRACT: Code = Code {
    id: "G340",
    severity: Severity::Error,
    title: "kontraktet saknar något som granska behöver",
    explanation: "Datamängderna `moment`, `publicerade_andelar`, `verktyg` och `styrdokument` läses rad för rad och måste ha vissa kolumner av bestämd typ, med värde på varje rad. \
Kontraktet i `controls/datasets.yaml` får ha fler kolumner, men inte sakna dessa.",
};
/// The table reader gave up.
pub static UNREADABLE: Code = Code {
    id: "G341",
    severity: Severity::Warning,
    title: "filen kunde inte läsas som tabell",
    explanation: "Filen har rätt form rad för rad men gick ändå inte att läsa som tabell. Det ska inte kunna hända; rapportera det gärna med en fil som visar felet, utan verkliga uppgifter.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &SET_ASIDE,
    &UNKNOWN_FILE,
    &ENCODING,
    &NUL,
    &OPEN_QUOTE,
    &STRAY_QUOTE,
    &CELL_COUNT,
    &LONG_CELL,
    &LONE_CR,
    &EMPTY_FILE,
    &MISSING_COLUMN,
    &DUPLICATE_COLUMN,
    &UNKNOWN_COLUMN,
    &SEPARATOR,
    &EMPTY_VALUE,
    &UNKNOWN_UNIT,
    &UNKNOWN_MOMENT,
    &NOT_A_PERIOD,
    &NOT_A_DATE,
    &NOT_AN_INTEGER,
    &NOT_A_PERCENTAGE,
    &NOT_A_CHOICE,
    &DUPLICATE_ROW,
    &PERSON_NUMBER,
    &NO_ROWS,
    &EMPTY_ROWS,
    &CONTRACT,
    &UNREADABLE,
];
