//! Codes of remarks about forms: making them, and reading what comes back.

use crate::diag::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal $severity:ident $title:literal $explanation:literal)*) => {
        $($(#[$doc])* pub static $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            title: $title,
            explanation: $explanation,
        };)*

        /// All codes of this room.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    /// It is not clear which form is meant.
    WHICH_FORM "G810" Error "det framgår inte vilket formulär som menas"
    "Ett formulär ställs till en division eller enhet, för en period och en granskning. Ange dem med `--division`, `--period`, `--organisation` och `--audit`. \
Organisation och granskning behövs bara när det finns flera att välja mellan."

    /// No such unit.
    NO_SUCH_UNIT "G811" Error "enheten finns inte"
    "Formuläret ställs till en enhet i `organisation.yaml`, med det id som står där. Enheten ska finnas under den period som formuläret gäller."

    /// A sheet of the form came out empty.
    EMPTY_SHEET "G812" Note "ett blad i formuläret är tomt"
    "Formuläret frågar bara efter det som är angivet i katalogen och organisationens filer. Ett blad utan rader säger själv varför det är tomt. \
Ange till exempel `delivers: [produktionsplan]` för de enheter som ska lämna produktionsplan."

    /// Not a workbook.
    NOT_A_WORKBOOK "G813" Error "filen går inte att öppna"
    "Filen är ingen arbetsbok, eller så kom bara en del av den fram. Det händer när en överföring avbryts eller när en fil har bytt ändelse utan att sparas om. \
Inget ur den har sparats."

    /// A password.
    PASSWORD "G814" Error "filen är skyddad med lösenord"
    "En fil med lösenord går inte att läsa. Formulärets blad är skyddade utan lösenord, och det skyddet får gärna vara kvar: det är lösenordet för att öppna filen som måste bort."

    /// Not a form.
    NOT_A_FORM "G815" Error "filen är inget formulär"
    "Ett formulär känns igen på ett dolt blad som säger vilken organisation, division, period och granskning det gäller. Bladet saknas eller är skadat. \
Det händer när svaren kopieras till en ny arbetsbok. Skriv formuläret igen och för över svaren."

    /// Made by another version.
    OTHER_FORMAT "G816" Error "formuläret är gjort av en nyare granska"
    "Formulärets dolda blad har en form som den här versionen av granska inte känner till. Uppdatera programmet innan formuläret läses in."

    /// It refers to what does not exist.
    NOT_HERE "G817" Error "formuläret hör inte till det här projektet"
    "Formuläret gäller en organisation, en enhet eller en granskning som inte finns i projektet. Kontrollera att `--project` pekar rätt, eller att enheten inte har bytt id."

    /// Another version of the catalogue.
    OTHER_CATALOGUE "G818" Warning "formuläret är gjort av en annan version av katalogen"
    "Katalogen har ändrats sedan formuläret skrevs. Påpekandet säger vad i formuläret som skiljer sig. Svaren läses in om de fortfarande betyder samma sak; \
frågorna är alltid de som stod i formuläret."

    /// The moments differ.
    MOMENTS_DIFFER "G819" Error "momenten är inte desamma"
    "Granskningens moment har ändrats sedan formuläret skrevs: ett moment har kommit till eller tagits bort. Svaren hör därför inte säkert till dagens frågor. \
Skriv ett nytt formulär med `granska form`; svar som redan finns följer med."

    /// A renamed sheet.
    SHEET_RENAMED "G824" Warning "ett blad har bytt namn"
    "Bladet känns igen på sin dolda kolumn och läses ändå. Byt inte namn på bladen: den som läser påpekanden hittar annars inte rätt."

    /// A missing or doubled sheet.
    SHEET_MISSING "G825" Error "ett blad saknas eller finns två gånger"
    "Alla blad måste vara med, annars går det inte att veta om svaren har tagits bort med flit. En kopia av ett blad gör det oklart vilka svar som gäller."

    /// A removed row.
    ROW_REMOVED "G826" Error "en rad har tagits bort"
    "En rad som fanns i formuläret saknas. Det går inte att veta om svaret ska tas bort eller om raden försvann av misstag. Töm cellerna i stället för att ta bort raden. \
Rader som var tomma från början ger bara en varning."

    /// An added row.
    ROW_ADDED "G827" Error "en rad har lagts till"
    "Raden finns inte i formuläret, saknar sin dolda nyckel eller är en kopia av en annan rad. Då går det inte att veta vad den gäller. En ny grupp skrivs på raderna som är avsedda för det."

    /// A missing column.
    COLUMN_MISSING "G828" Error "en kolumn saknas"
    "En kolumn känns igen på sin rubrik. Rubriken har ändrats eller kolumnen har tagits bort. Återställ rubriken, eller skriv formuläret igen och för över svaren."

    /// A locked cell was changed.
    LOCKED_CHANGED "G829" Error "en låst cell har ändrats"
    "Enhet, moment, grupp eller vecka stämmer inte med radens dolda nyckel. Det händer när celler kopieras mellan rader eller när bladet sorteras utan den dolda kolumnen. \
Då kan svaret ha hamnat på fel rad."

    /// Not a word of the list.
    NOT_A_WORD "G830" Error "ordet finns inte i listan"
    "Cellen tar bara de ord som listan visar. Ett annat ord kan inte räknas med."

    /// Not a number.
    NOT_A_NUMBER "G831" Error "värdet är inget tal som går att läsa"
    "Antal skrivs som heltal utan andra tecken, timmar med decimalkomma eller som timmar och minuter (37,5 eller 37:30). Timmar måste bli hela minuter. \
Tal utanför det tillåtna avvisas, eftersom de nästan alltid är felskrivna."

    /// Not a day.
    NOT_A_DAY "G832" Error "värdet är inget datum"
    "Datum skrivs ÅÅÅÅ-MM-DD, till exempel 2026-11-22. Datum som programmet självt visar som datum går också bra."

    /// Too long.
    TOO_LONG "G833" Error "texten är för lång"
    "Texten ska rymmas i tabeller och rapporter. Korta den, och hänvisa till ett dokument för resten."

    /// A unit has another name than in the form.
    UNIT_RENAMED "G849" Warning "en enhet har bytt namn sedan formuläret skrevs"
    "Alla rader för enheten bär samma namn, som inte är det som enheten har i `organisation.yaml` i dag och inte heller någon annan enhets. Radernas dolda nycklar stämmer. \
Svaren läses in för enheten; säg ifrån om det är en annan enhet än den som svarade."

    /// A personal identity number.
    PERSON_NUMBER "G834" Error "formuläret innehåller personnummer"
    "Formulär får inte innehålla personuppgifter. Filen avvisas hel innan något ur den skrivs eller visas. Ta bort numret överallt, även ur kommentarer i fritext, och lämna filen på nytt."

    /// A formula without a value.
    FORMULA "G835" Error "en formel har inget värde"
    "Cellen innehåller en formel som blev ett fel eller aldrig har räknats ut. Skriv värdet i stället för formeln, eller öppna filen i Excel eller LibreOffice och spara den."

    /// Something required is missing.
    REQUIRED "G836" Error "en uppgift saknas"
    "Raden är ifylld men saknar en uppgift som alltid ska finnas. Fyll i den, eller töm hela raden om inget ska lämnas."

    /// A rule is broken.
    RULE "G837" Error "en regel är bruten"
    "Uppgifterna på raden går inte ihop med varandra enligt datamängdens kontrakt i `controls/datasets.yaml`. Rätta raden där felet är."

    /// It stands in another file.
    STANDS_ELSEWHERE "G838" Error "uppgiften står redan i en annan fil"
    "Uppgiften är lämnad i en annan fil, till exempel revisorernas egen sammanställning. Ett formulär ändrar aldrig en sådan fil, och två filer med var sin uppgift om samma sak vore två svar. \
Rätta i den filen, eller lämna svaret för en annan period."

    /// The name of a group.
    GROUP "G839" Error "gruppens namn saknas eller finns redan"
    "En ny grupp behöver ett namn på sin första rad, och varje grupp finns en gång för varje enhet. Annars går det inte att veta vilken grupp siffrorna gäller."

    /// An action lacks something.
    ACTION "G840" Error "åtgärdens status behöver mer"
    "Pågår kräver vad som görs och när det väntas vara klart, delvis genomförd vilka delar som återstår och genomförd ett underlag. Registret tar inte emot en status utan det."

    /// Answers that were not confirmed.
    UNCONFIRMED "G841" Note "svar från en tidigare period har inte bekräftats"
    "Svaren fylldes i förväg med det som senast svarades. De räknas för den nya perioden först när någon ändrar dem eller fyller i vem som svarar eller datum."

    /// Too large.
    TOO_LARGE "G842" Error "filen är för stor"
    "Ett formulär är sällan större än 1 MB. En mycket stor fil öppnas inte, eftersom den kan uppta hela minnet."

    /// The register would not hold together.
    REGISTER "G843" Error "registret skulle inte hålla ihop"
    "De nya posterna läses tillsammans med dem som finns innan de skrivs. Något i dem går inte ihop med registret; påpekandet säger vad. Inget ur formuläret har sparats."

    /// The earlier file cannot be read.
    EARLIER_FILE "G844" Error "den tidigare filen går inte att läsa"
    "Svaren läggs in i den fil där de tidigare svaren står. Den har ändrats så att den inte längre går att läsa. Rätta filen, eller flytta undan den."

    /// Given twice, alike.
    TWICE "G845" Warning "samma formulär två gånger"
    "Två filer är samma formulär med samma svar. Den ena läses in, den andra lämnas därhän."

    /// Given twice with other answers.
    TWO_ANSWERS "G846" Error "samma formulär med olika svar"
    "Två filer är samma formulär men har olika svar, och det framgår inte vilka som gäller. Ingen av dem läses in. Behåll den fil som gäller och läs in den ensam."

    /// Collected before with other answers.
    COLLECTED_BEFORE "G847" Warning "formuläret har lästs in tidigare med andra svar"
    "Samma formulär har lästs in förut, och nu är något svar ett annat. De nya svaren gäller. Den tidigare filen sparas i organisationens mapp `tidigare`."

    /// The project has changed since the form was made.
    CHANGED_SINCE "G848" Warning "uppgiften har ändrats sedan formuläret skrevs"
    "När formuläret skrevs stod en annan uppgift i projektet än den som står där nu, och formuläret säger något tredje. Formulärets svar gäller; kontrollera att ingen nyare uppgift går förlorad. \
Den tidigare filen sparas i organisationens mapp `tidigare`."
}
