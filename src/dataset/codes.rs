//! Codes of faults in deliveries, G300–G389. Nothing here stops a run but `CONTRACT`: a faulty delivery is set aside.

use crate::diag::{Code, Severity};

/// The whole file is left out.
pub static SET_ASIDE: Code = Code {
    id: "G300",
    severity: Severity::Warning,
    title: "leveransen är lagd åt sidan",
    explanation: "En fil med fel i formen, samma uppgift två gånger, en summa som inte går ihop, ett personnummer eller för många rader i karantän används inte alls, inte ens de rader \
som ser riktiga ut: en siffra ur en halv leverans går inte att lita på. Dokumenten skrivs ändå, och det som bygger på filen redovisas som saknat. Påpekandena om samma fil säger vad som är fel. \
Rätta filen hos den som lämnade den och kör igen.",
};
/// No contract names the file.
pub static UNKNOWN_FILE: Code = Code {
    id: "G301",
    severity: Severity::Warning,
    title: "ingen datamängd har den här filen",
    explanation: "Varje leverans hör till en datamängd i `controls/datasets.yaml`, och datamängden säger vad filen heter. En fil med ett annat namn läses inte, \
och då skulle uppgifterna saknas utan att någon märkte det. Byt namn på filen, lägg till en datamängd eller flytta filen någon annanstans.",
};
/// A character that cannot be read.
pub static ENCODING: Code = Code {
    id: "G302",
    severity: Severity::Warning,
    title: "tecken som inte går att läsa",
    explanation: "Leveranser läses som UTF-8, UTF-16 eller Windows-1252, och vilket det blev sägs om varje fil. Ett tecken som inte finns i filens teckenkodning betyder att text \
från olika program har blandats eller att filen är skadad; vad som stod där går inte att veta. Rätta tecknet och spara filen i UTF-8; i Excel heter formatet ”CSV UTF-8”.",
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
    explanation: "Alla kolumner i datamängdens kontrakt ska finnas i rubrikraden, även de som får vara tomma. Ordningen spelar ingen roll, och inte heller stora och små bokstäver, \
å, ä, ö, mellanslag och bindestreck. Namnet ska vara kolumnens namn, etikett eller ett av dess `aliases` i `controls/datasets.yaml`. Rätta rubriken eller lägg till kolumnen.",
};
/// The same column twice.
pub static DUPLICATE_COLUMN: Code = Code {
    id: "G311",
    severity: Severity::Warning,
    title: "samma kolumn två gånger",
    explanation: "Två kolumner med samma namn, eller med två namn som kontraktet har för samma kolumn, gör att det inte går att veta vilken som gäller. \
Ta bort den ena eller ge den ett annat namn.",
};
/// A column that no contract names.
pub static UNKNOWN_COLUMN: Code = Code {
    id: "G312",
    severity: Severity::Warning,
    title: "kolumnen finns inte i kontraktet",
    explanation: "Kolumnen står inte i datamängdens kontrakt i `controls/datasets.yaml` och används därför inte. Resten av filen används. \
Ta bort kolumnen, rätta namnet eller lägg till den i kontraktet.",
};
/// A separator that cannot be one.
pub static SEPARATOR: Code = Code {
    id: "G313",
    severity: Severity::Warning,
    title: "avgränsaren går inte att använda",
    explanation: "Cellerna skiljs med semikolon, tabb, komma eller lodstreck, och vilket det är känns igen på rubrikraden. Filen får börja med raden `sep=;`, som Excel skriver, \
och då gäller det tecknet. Ett tecken som kan stå i text eller tal kan inte skilja celler. Rätta eller ta bort raden som börjar med `sep=`.",
};
/// More columns than any table has.
pub static TOO_MANY_COLUMNS: Code = Code {
    id: "G314",
    severity: Severity::Warning,
    title: "orimligt många kolumner",
    explanation: "En leverans får ha högst 2 000 kolumner. Fler beror nästan alltid på att rader och kolumner har bytt plats eller att radsluten saknas. \
Lämna en rad per uppgift, med kolumnerna i kontraktet.",
};
/// The file was written to while it was read.
pub static CHANGED: Code = Code {
    id: "G315",
    severity: Severity::Warning,
    title: "filen ändrades medan den lästes",
    explanation: "Filen hade en annan storlek eller ändringstid efter läsningen än före. Det som lästes kan vara en blandning av gammalt och nytt, och därför används inget av det. \
Vänta tills filen är färdigskriven och kör igen.",
};
/// A packed file that cannot be unpacked.
pub static PACKED: Code = Code {
    id: "G316",
    severity: Severity::Warning,
    title: "den packade filen går inte att packa upp",
    explanation: "Filen är packad (`.gz` eller `.zst`) men skadad eller inte helt överförd, så slutet saknas eller stämmer inte. Hela leveransen lämnas utanför, även det som gick att packa upp. \
Hämta filen på nytt eller packa den igen.",
};
/// A packed file that becomes far too large.
pub static PACKED_TOO_LARGE: Code = Code {
    id: "G317",
    severity: Severity::Warning,
    title: "den packade filen blir orimligt stor",
    explanation: "En packad fil får bli högst 64 GB, och högst tusen gånger så stor som den är packad när den är över 100 MB. Mer än så är ingen tabell utan ett fel eller en fälla. \
Packa upp filen själv och se vad den innehåller.",
};
/// The system could not give us the bytes.
pub static NOT_READ: Code = Code {
    id: "G318",
    severity: Severity::Warning,
    title: "filen gick inte att läsa till slutet",
    explanation: "Filen finns men systemet kunde inte lämna ut hela innehållet: den kan vara en mapp, sakna läsrättighet, ligga på en nätverksplats som tappade kontakten eller på en trasig disk. \
Inget av det som lästes används. Kontrollera att filen går att öppna och kör igen.",
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
    explanation: "Kolumnen tar heltal, högst tolv siffror. Mellanslag får skilja tusental, `9 879`, om kontraktet säger det. Decimaler och tecken som `<` eller `ca` tas inte emot: \
antal räknas exakt. Minustecken tas emot bara när kolumnens `range` går under noll.",
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
Vilka kolumner som tillsammans ska stå en enda gång, även om leveransen kommer i flera filer, står under `key` i `controls/datasets.yaml`. Ta bort eller rätta den ena raden.",
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
/// A number with two meanings.
pub static AMBIGUOUS: Code = Code {
    id: "G332",
    severity: Severity::Warning,
    title: "värdet kan läsas på flera sätt",
    explanation: "`1.273` är ettusen tvåhundrasjuttiotre i ett program och drygt ett i ett annat. Kontraktet i `controls/datasets.yaml` säger under `writing` vad som skiljer \
tusental och decimaler; ett tecken som inte står där får ingen betydelse, och värdet gissas inte. Skriv talet utan tecken mellan tusental, eller ange hur leverantören skriver.",
};
/// A value that the column does not take.
pub static OUT_OF_RANGE: Code = Code {
    id: "G333",
    severity: Severity::Warning,
    title: "värdet ligger utanför gränserna",
    explanation: "Kolumnen har ett minsta eller största värde, `range`, i `controls/datasets.yaml`. Ett värde utanför är nästan alltid felskrivet eller uttryckt i en annan enhet. \
Rätta värdet hos den som lämnade filen, eller ändra gränserna om de är fel.",
};
/// Not a day and a time.
pub static NOT_A_TIME: Code = Code {
    id: "G334",
    severity: Severity::Warning,
    title: "ingen giltig tidpunkt",
    explanation: "En tidpunkt skrivs med dag och klockslag, `2020-02-29 07:45`, också med `T` emellan och med `:00` sekunder. Bara dagen räcker inte, och sekunder räknas inte. \
Dagen ska finnas i kalendern och klockan gå från 00:00 till 23:59.",
};
/// Not a number with decimals.
pub static NOT_A_DECIMAL: Code = Code {
    id: "G335",
    severity: Severity::Warning,
    title: "inget tal som kolumnen tar",
    explanation: "Kolumnen tar tal med högst så många decimaler som kontraktet säger, eftersom talen räknas exakt och aldrig rundas av. Decimaltecken och tecken mellan tusental ska vara de \
som kontraktet anger under `writing`. Minustecken tas emot bara när kolumnens `range` går under noll.",
};
/// Not hours.
pub static NOT_HOURS: Code = Code {
    id: "G336",
    severity: Severity::Warning,
    title: "inget giltigt antal timmar",
    explanation: "Timmar skrivs `37,5` eller `37:30` och räknas i hela minuter. `0,33` är 19,8 minuter och tas inte emot: värdet skulle få rundas av. \
Skriv timmar och minuter, `0:20`, när decimalerna inte går jämnt ut.",
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
/// A unit that did not exist then.
pub static UNIT_NOT_THEN: Code = Code {
    id: "G342",
    severity: Severity::Warning,
    title: "enheten fanns inte då",
    explanation: "Enheten finns i `organisation.yaml`, men inte den dag, vecka, månad eller period som raden gäller: den har `valid-from` efter eller `valid-to` före. \
Uppgifter före och efter en omorganisation får inte läggas ihop av misstag. Skriv enheten som fanns då, eller rätta tiden eller enhetens datum.",
};
/// More rows in quarantine than the contract lets pass.
pub static QUARANTINE_LIMIT: Code = Code {
    id: "G343",
    severity: Severity::Warning,
    title: "för många rader i karantän",
    explanation: "Rader med fel i sina egna värden lämnas utanför, en och en. När de är fler än den andel som står under `quarantine-limit` i `controls/datasets.yaml` går det inte att lita på \
det som blir kvar, och hela leveransen läggs åt sidan. Samma fel på många rader har ofta en enda orsak, till exempel en kolumn i fel form.",
};
/// A rule on the values of one row is broken.
pub static ROW_RULE: Code = Code {
    id: "G345",
    severity: Severity::Warning,
    title: "raden bryter mot en regel",
    explanation: "Värdena på raden går inte ihop med varandra: en tid ligger före en annan som den ska följa på, eller ett värde saknas eller finns trots ett annat. Vad som krävs står i regeln i \
`controls/datasets.yaml`. Är regeln ett fel sätts raden i karantän och räknas inte med; är den en varning eller upplysning används raden ändå.",
};
/// A sum does not hold.
pub static SUM_RULE: Code = Code {
    id: "G346",
    severity: Severity::Warning,
    title: "summan går inte ihop",
    explanation: "Delarna blir tillsammans något annat än totalen, eller det som fanns, kom och gick något annat än det som blev kvar. Minst ett av talen är fel, men det går inte att veta vilket. \
Därför läggs hela leveransen åt sidan när regeln är ett fel. Grupper där en del saknas eller är dold prövas inte.",
};
/// Rows that should follow on each other do not.
pub static FOLLOW_RULE: Code = Code {
    id: "G347",
    severity: Severity::Warning,
    title: "raden börjar inte där den förra slutade",
    explanation: "Det som en vecka, månad eller dag börjar med ska vara det som den närmast före slutade med. Är det inte så har något ändrats mellan raderna utan att synas. Luckor i tiden prövas inte.",
};
/// The values stand nowhere in another dataset.
pub static REFERENCE_RULE: Code = Code {
    id: "G348",
    severity: Severity::Warning,
    title: "uppgiften finns inte i den andra datamängden",
    explanation: "Raden hänvisar till något som ska finnas i en annan datamängd, till exempel en sal och en dag. Regeln prövas bara när den datamängden är levererad och används. \
Lägg till det som saknas där, eller rätta raden.",
};
/// A rule that could not be judged.
pub static NOT_JUDGED: Code = Code {
    id: "G349",
    severity: Severity::Warning,
    title: "regeln kunde inte prövas",
    explanation: "Regeln är tyst, men inte för att allt stämmer: den har inte prövats. Det händer när leveranserna av en datamängd tillsammans har fler rader eller grupper än som ryms i minnet, när \
datamängder hänvisar till varandra i ring, eller när en leverans av den datamängd som regeln hänvisar till inte går att läsa i sin helhet: då vet ingen vad som saknas där.",
};

/// A workbook that needs a password.
pub static LOCKED: Code = Code {
    id: "G370",
    severity: Severity::Warning,
    title: "arbetsboken är lösenordsskyddad",
    explanation: "Filen är krypterad med ett lösenord och går inte att läsa. granska tar inte emot lösenord. Spara en kopia utan lösenord och lämna den; ett skrivskydd \
för enstaka celler gör däremot inget.",
};
/// A file that is no workbook of the kind that its name says.
pub static NOT_A_WORKBOOK: Code = Code {
    id: "G371",
    severity: Severity::Warning,
    title: "filen är inte det som dess namn säger",
    explanation: "Ändelsen säger ett format, men innehållet är ett annat, är avkortat eller skadat. Det läses inte som det ser ut att vara, eftersom det som gick fel på vägen \
kan ha tagit rader med sig. Påpekandet säger vad filen verkar vara. Hämta den på nytt, ge den rätt ändelse eller spara om den.",
};
/// A file that would take too much memory.
pub static TOO_LARGE: Code = Code {
    id: "G372",
    severity: Severity::Warning,
    title: "filen är orimligt stor när den packas upp",
    explanation: "En arbetsbok är en packad fil. En liten fil kan packas upp till så mycket att datorn stannar, av misstag eller med avsikt. En arbetsbok får packas upp till 1 GB, \
och en .xls eller .ods får vara högst 100 MB. Större leveranser lämnas som CSV eller Parquet.",
};
/// No sheet, or several, could be the delivery.
pub static WHICH_SHEET: Code = Code {
    id: "G373",
    severity: Severity::Warning,
    title: "det går inte att veta vilket blad som är leveransen",
    explanation: "Det blad läses som har datamängdens id eller namn. Finns inget sådant läses det enda blad som har en rubrikrad med minst hälften av kontraktets kolumner på någon av de \
20 första raderna. Kan flera blad menas, eller inget, läses inget. Döp om bladet till datamängdens id.",
};
/// Merged cells in a table.
pub static MERGED: Code = Code {
    id: "G374",
    severity: Severity::Warning,
    title: "sammanfogade celler i tabellen",
    explanation: "I sammanfogade celler finns värdet bara i den första; de andra är tomma, fast det ser ut som om värdet gällde alla. Det går inte att veta om det ska gälla varje rad eller bara den \
första. Dela cellerna och skriv värdet på varje rad det gäller. Titlar ovanför rubrikraden får vara sammanfogade.",
};
/// Cells beside the table.
pub static OUTSIDE_TABLE: Code = Code {
    id: "G375",
    severity: Severity::Warning,
    title: "celler utanför tabellen",
    explanation: "Till höger om tabellen, eller i en kolumn utan rubrik, står något som inte läses. Hör det till leveransen ska kolumnen ha ett namn i rubrikraden; annars kan det stå på ett eget blad.",
};
/// Hidden rows, columns or sheets.
pub static HIDDEN: Code = Code {
    id: "G376",
    severity: Severity::Note,
    title: "dolda rader, kolumner eller blad",
    explanation: "Det som är dolt eller bortfiltrerat i kalkylprogrammet finns kvar i filen och läses som allt annat. Den som lämnade filen kan ha trott att det inte följde med. \
Ta fram det dolda och kontrollera att det ska ingå.",
};
/// A reader of a foreign file stopped.
pub static READER_STOPPED: Code = Code {
    id: "G377",
    severity: Severity::Warning,
    title: "läsaren stannade vid filen",
    explanation: "Arbetsböcker och Parquet-filer läses i en egen process med begränsat minne, eftersom en skadad fil kan stanna programmet. Det hände här. Filen läses inte, och resten av körningen \
fortsätter. Hämta filen på nytt ur källsystemet. Händer det igen med en fil som andra program kan öppna, rapportera det gärna.",
};
/// A column of a Parquet file whose type cannot be a value.
pub static NOT_A_VALUE_TYPE: Code = Code {
    id: "G378",
    severity: Severity::Warning,
    title: "kolumnens typ i filen går inte att läsa som värden",
    explanation: "En Parquet-fil säger själv vilken typ varje kolumn har. Listor, strukturer, binärt innehåll och klockslag utan dag har ingen motsvarighet i ett kontrakt. \
Skriv om filen med text, tal eller datum i kolumnen.",
};
/// A formula that could not be computed.
pub static FORMULA_ERROR: Code = Code {
    id: "G379",
    severity: Severity::Warning,
    title: "formeln i cellen ger ett fel",
    explanation: "Kalkylprogrammet kunde inte räkna ut cellen och visar till exempel `#N/A`, `#DIV/0!` eller `#REF!`. Det är inget värde, inte heller noll eller tomt. En formel som inget kalkylprogram har räknat ut, i en fil som ett annat program har skrivit, \
har inte heller något värde; den räknas ut när filen öppnas och sparas. Rätta formeln eller det den hänvisar till, \
eller skriv värdet i cellen.",
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
    &TOO_MANY_COLUMNS,
    &CHANGED,
    &PACKED,
    &PACKED_TOO_LARGE,
    &NOT_READ,
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
    &AMBIGUOUS,
    &OUT_OF_RANGE,
    &NOT_A_TIME,
    &NOT_A_DECIMAL,
    &NOT_HOURS,
    &CONTRACT,
    &UNREADABLE,
    &UNIT_NOT_THEN,
    &QUARANTINE_LIMIT,
    &ROW_RULE,
    &SUM_RULE,
    &FOLLOW_RULE,
    &REFERENCE_RULE,
    &NOT_JUDGED,
    &LOCKED,
    &NOT_A_WORKBOOK,
    &TOO_LARGE,
    &WHICH_SHEET,
    &MERGED,
    &OUTSIDE_TABLE,
    &HIDDEN,
    &READER_STOPPED,
    &NOT_A_VALUE_TYPE,
    &FORMULA_ERROR,
];
