//! Codes of faults of meaning in `data/` alone: G207–G299.
//!
//! Knows only what each code means; the files beside it word their remarks themselves.

pub mod register;

use crate::diag::{Code, Severity};

/// A unit that the organisation does not declare.
pub static UNKNOWN_UNIT: Code = Code {
    id: "G207",
    severity: Severity::Error,
    title: "okänd enhet",
    explanation: "Enheten finns inte i organisationens `organisation.yaml`. En uppgift om en okänd enhet kan varken räknas \
eller skrivas ut på rätt ställe. Rätta stavningen, eller lägg till enheten under `units`.",
};
/// A cited section that text.yaml does not hold.
pub static UNKNOWN_SECTION: Code = Code {
    id: "G208",
    severity: Severity::Warning,
    title: "avsnittet finns inte i rapportens text",
    explanation: "`source` säger var i granskningen orden står, med avsnittets nummer eller rubrik så som de står som `id` i \
`text.yaml`. Ett avsnitt som inte finns där går inte att slå upp. Rätta hänvisningen, eller lägg till \
avsnittet i `text.yaml`.",
};
/// A person where a function should stand.
pub static PERSON: Code = Code {
    id: "G209",
    severity: Severity::Error,
    title: "en person i stället för en funktion",
    explanation: "I registret och i dokumenten står funktioner, aldrig personer: `regionstyrelsen`, `divisionschef`. En \
e-postadress eller ett personnummer pekar ut en människa och får inte spridas i en handling. Skriv \
funktionen i stället.",
};
/// A folder of data without organisation.yaml.
pub static NO_ORGANISATION: Code = Code {
    id: "G210",
    severity: Severity::Error,
    title: "organisationen saknar organisation.yaml",
    explanation: "Varje mapp under `data/` beskriver en organisation, och `organisation.yaml` säger vad den heter och vilka \
enheter den har. Utan den filen kan inget annat i mappen läsas rätt. Lägg till filen, eller flytta ut det som \
inte hör till en organisation.",
};
/// The nation declared as a unit or organisation.
pub static NATION_DECLARED: Code = Code {
    id: "G212",
    severity: Severity::Error,
    title: "`riket` är ett reserverat namn",
    explanation: "`riket` betyder alltid hela landet och ligger ovanför varje region. Därför kan ingen enhet eller \
organisation få det id:t. Rikets siffror står i mappen `data/riket`, som bara innehåller leveranser, eller i organisationens egna leveranser, med enheten `riket`. \
Välj ett annat id.",
};
/// A part-of that names no unit.
pub static UNKNOWN_PARENT: Code = Code {
    id: "G213",
    severity: Severity::Error,
    title: "okänd överordnad enhet",
    explanation: "`part-of` säger vilken enhet en enhet ligger under. Den enhet som anges finns inte i filen, så enheten \
skulle hänga lös och dess siffror aldrig räknas med. Rätta stavningen eller lägg till den överordnade \
enheten.",
};
/// A level that is not declared.
pub static UNKNOWN_LEVEL: Code = Code {
    id: "G214",
    severity: Severity::Error,
    title: "okänd nivå",
    explanation: "Varje enhet ligger på en av de nivåer som räknas upp under `levels`, högst upp först. Nivåerna avgör bland \
annat vilka enheter momenten ställs till. Rätta stavningen eller lägg till nivån.",
};
/// A successor that names no unit.
pub static UNKNOWN_SUCCESSOR: Code = Code {
    id: "G215",
    severity: Severity::Error,
    title: "okänd efterträdare",
    explanation: "`successor` säger vilken enhet som tog över. Den måste finnas i samma fil, annars bryts kedjan när siffror \
jämförs över tid. Rätta stavningen eller lägg till enheten.",
};
/// Units below each other, or succeeding each other, in a ring.
pub static LOOP: Code = Code {
    id: "G216",
    severity: Severity::Error,
    title: "slinga bland enheterna",
    explanation: "Enheterna ska bilda ett träd: följer man `part-of` uppåt kommer man till slut till toppen. Här kommer man i \
stället tillbaka till samma enhet, och då går inget att räkna samman. Samma sak gäller `successor`. Ändra en \
av enheterna i slingan så att den pekar åt rätt håll.",
};
/// No top, or several.
pub static ONE_TOP: Code = Code {
    id: "G217",
    severity: Severity::Error,
    title: "det ska finnas exakt en enhet högst upp",
    explanation: "En organisation har exakt en enhet som inte är del av någon annan, oftast regionen själv. Den står för \
helheten i varje dokument. Ge de övriga enheterna `part-of`, eller lägg till enheten högst upp om den \
saknas.",
};
/// A child on its parent's level or above.
pub static LEVEL_NOT_BELOW: Code = Code {
    id: "G218",
    severity: Severity::Error,
    title: "enhetens nivå ligger inte under den överordnades",
    explanation: "Nivåerna räknas upp med den högsta först, och en enhet ligger alltid på en lägre nivå än den enhet den är \
del av. Annars visas den på fel plats och räknas på fel nivå. Rätta `level` eller `part-of`.",
};
/// valid-to before valid-from.
pub static ENDS_BEFORE_START: Code = Code {
    id: "G219",
    severity: Severity::Error,
    title: "slutar gälla innan den börjar",
    explanation: "`valid-to` är den sista dag som enheten finns och kan inte ligga före den första, `valid-from`. Troligen har \
datumen bytt plats eller fått fel år.",
};
/// A child that exists when its parent does not.
pub static OUTSIDE_PARENT: Code = Code {
    id: "G220",
    severity: Severity::Error,
    title: "enheten finns när den överordnade inte finns",
    explanation: "En enhet kan inte börja före eller finnas kvar efter den enhet den är del av. Då skulle dess siffror sakna \
en helhet att räknas till. Rätta datumen, eller låt enheten bli del av den som tog över.",
};
/// A successor of a unit that has not ended.
pub static SUCCESSOR_WITHOUT_END: Code = Code {
    id: "G221",
    severity: Severity::Error,
    title: "efterträdare utan slutdatum",
    explanation: "En enhet får en efterträdare när den upphör. Utan `valid-to` går det inte att veta från vilken dag den nya \
enheten gäller, och siffror kan räknas två gånger. Lägg till `valid-to`, eller ta bort `successor`.",
};
/// An audit made of the organisation, listed as one made elsewhere.
pub static MADE_HERE: Code = Code {
    id: "G222",
    severity: Severity::Note,
    title: "granskningen är gjord i organisationen",
    explanation: "`held-against` räknar upp granskningar som gjorts någon annanstans och som organisationen ändå vill prövas mot. Den här är \
gjord i organisationen själv och redovisas redan, så raden används inte. Ta bort den.",
};
/// An audit folder without established.yaml.
pub static NO_ESTABLISHED: Code = Code {
    id: "G230",
    severity: Severity::Error,
    title: "granskningen saknar established.yaml",
    explanation: "`established.yaml` säger vilken granskning och vilken period det gäller och vad revisorerna fastställde. \
Utan den är de andra filerna i mappen lösa texter. Lägg till filen.",
};
/// An audit that controls does not hold.
pub static UNKNOWN_AUDIT: Code = Code {
    id: "G231",
    severity: Severity::Error,
    title: "okänd granskning",
    explanation: "Granskningens frågor och rekommendationer står i `controls/audits/<id>/`. Här anges ett id som inte har \
någon sådan mapp. Rätta id:t, eller lägg till granskningen i `controls/audits/`.",
};
/// A question the audit does not ask.
pub static UNKNOWN_QUESTION: Code = Code {
    id: "G232",
    severity: Severity::Error,
    title: "okänd kontrollfråga",
    explanation: "Kontrollfrågan finns inte i granskningens `questions.yaml`. En bedömning av en okänd fråga kan inte visas \
bredvid någon fråga. Rätta id:t, eller lägg till frågan i granskningen.",
};
/// Two verdicts on one question.
pub static QUESTION_TWICE: Code = Code {
    id: "G233",
    severity: Severity::Error,
    title: "två bedömningar av samma fråga",
    explanation: "En fråga har en enda fastställd bedömning i en granskning. Står den två gånger går det inte att veta vilken \
som gäller. Slå ihop dem eller ta bort den ena.",
};
/// A question of the audit without a verdict.
pub static NO_VERDICT: Code = Code {
    id: "G234",
    severity: Severity::Warning,
    title: "frågan saknar fastställd bedömning",
    explanation: "Granskningen ställer frågan, men `established.yaml` har ingen bedömning av den. Dokumentet visar då bara den \
indikerade bedömningen och skriver att någon fastställd inte framgår. Lägg till bedömningen om den står i \
granskningen.",
};
/// A word outside the scale.
pub static UNKNOWN_WORD: Code = Code {
    id: "G235",
    severity: Severity::Error,
    title: "ordet finns inte i skalan",
    explanation: "En bedömning skrivs med ett av orden i granskningens skala, som står i `controls/scales.yaml`. Stora och små \
bokstäver spelar ingen roll. Ett annat ord kan inte översättas till en bedömning. Skriv skalans ord under \
`word`; trycktes det annorlunda står det tryckta under `as-printed`.",
};
/// as-printed is another word.
pub static PRINTED_OTHERWISE: Code = Code {
    id: "G236",
    severity: Severity::Warning,
    title: "det tryckta ordet är ett annat ord",
    explanation: "`as-printed` är till för små skillnader i hur samma ord trycktes, som stor bokstav. Här är det ett annat ord \
än `word`, och då kan kodningen vara fel. Kontrollera mot granskningen vilket av dem som stämmer.",
};
/// A point the audit does not have.
pub static UNKNOWN_POINT: Code = Code {
    id: "G237",
    severity: Severity::Error,
    title: "okänd bedömningspunkt",
    explanation: "Bedömningspunkten finns inte under någon fråga i granskningens `questions.yaml`. En kodning av en okänd \
punkt skulle aldrig räknas. Rätta id:t.",
};
/// A statement for a point that asks for other evidence.
pub static POINT_NOT_STATED: Code = Code {
    id: "G238",
    severity: Severity::Error,
    title: "punkten bygger inte på revisorernas uttalanden",
    explanation: "Under `stated` kodas bara punkter vars underlag är `stated` i `questions.yaml`. Den här punkten har ett \
annat underlag, momentbedömningar, och skulle annars räknas två gånger. Ta bort kodningen, eller ändra \
punktens `evidence`.",
};
/// A point coded twice.
pub static POINT_TWICE: Code = Code {
    id: "G239",
    severity: Severity::Error,
    title: "punkten är kodad två gånger",
    explanation: "Varje punkt kodas en gång. Två kodningar av samma punkt kan säga emot varandra, och det går inte att veta \
vilken som gäller. Ta bort den ena.",
};
/// Both or none of rating and not-assessable.
pub static RATING_CHOICE: Code = Code {
    id: "G240",
    severity: Severity::Error,
    title: "ange antingen bedömning eller varför den saknas",
    explanation: "En kodad punkt har antingen `rating` (met, partly-met eller not-met) eller `not-assessable` med skälet till \
att den inte kan bedömas. Att underlag saknas är inte detsamma som en brist, så de två får inte blandas. \
Behåll det ena.",
};
/// A comment number out of range.
pub static NO_SUCH_COMMENT: Code = Code {
    id: "G241",
    severity: Severity::Error,
    title: "kommentaren finns inte",
    explanation: "`comment` är numret på den av frågans kommentarer som kodningen bygger på, räknat från 1 i den ordning de \
står under frågan. Utan rätt kommentar går kodningen inte att spåra till revisorernas ord. Rätta numret.",
};
/// Both or none of text and note in differs.
pub static REASON_CHOICE: Code = Code {
    id: "G242",
    severity: Severity::Error,
    title: "ange antingen revisorernas skäl eller vår notering",
    explanation: "`differs` säger varför den fastställda bedömningen skiljer sig från den indikerade: antingen revisorernas \
egna ord, `text` med `source`, eller en notering av oss, `note` med `by: granska`. Det ena eller det andra, \
aldrig båda. Finns inget skäl tas hela `differs` bort; dokumentet skriver då att inget skriftligt skäl finns.",
};
/// The level that moments are asked of is missing.
pub static LEVEL_MISSING: Code = Code {
    id: "G243",
    severity: Severity::Error,
    title: "organisationen saknar den nivå som momenten ställs till",
    explanation: "Granskningen ställer sina moment till enheterna på en viss nivå, `moments-asked-of`. Organisationen har \
ingen nivå med det id:t, så ingen enhet skulle bli tillfrågad. Lägg till nivån i `organisation.yaml`, eller \
ändra nivån i granskningens `audit.yaml`.",
};
/// A moment the audit does not have.
pub static UNKNOWN_MOMENT: Code = Code {
    id: "G244",
    severity: Severity::Error,
    title: "okänt moment",
    explanation: "Momentet finns inte i granskningens `questions.yaml`. Rätta id:t, eller lägg till momentet i granskningen.",
};
/// Version 0 of a document.
pub static VERSION_ZERO: Code = Code {
    id: "G245",
    severity: Severity::Error,
    title: "versioner räknas från 1",
    explanation: "Dokumentets version är ett heltal från 1 och uppåt. Den står på varje sida och skiljer en utgåva från nästa.",
};
/// A figure whose part is larger than its whole.
pub static PART_ABOVE_WHOLE: Code = Code {
    id: "G250",
    severity: Severity::Error,
    title: "delen är större än helheten",
    explanation: "En siffra under `stated-figures` anges med del och helhet, till exempel 6 av 10. Delen kan inte vara större \
än helheten, och helheten kan inte vara 0. Kontrollera mot granskningen; de två har kanske bytt plats.",
};
/// A heading level that skips or is out of range.
pub static SECTION_LEVEL: Code = Code {
    id: "G260",
    severity: Severity::Error,
    title: "rubriknivån stämmer inte",
    explanation: "Avsnitt har nivå 1, 2 eller 3, och en rubrik ligger högst en nivå under den närmast före. Hoppar nivåerna \
blir bokmärken och innehållsförteckning fel, och den som läser med skärmläsare tappar sammanhanget. Rätta \
`level`.",
};
/// A block that refers to something empty.
pub static NOTHING_THERE: Code = Code {
    id: "G261",
    severity: Severity::Warning,
    title: "blocket visar något som är tomt",
    explanation: "Blocket säger att något som står i en annan fil ska visas här, men där finns inget. Dokumentet får då en \
lucka. Lägg till uppgiften i den fil som nämns, eller ta bort blocket.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_UNIT,
    &UNKNOWN_SECTION,
    &PERSON,
    &NO_ORGANISATION,
    &NATION_DECLARED,
    &UNKNOWN_PARENT,
    &UNKNOWN_LEVEL,
    &UNKNOWN_SUCCESSOR,
    &LOOP,
    &ONE_TOP,
    &LEVEL_NOT_BELOW,
    &ENDS_BEFORE_START,
    &OUTSIDE_PARENT,
    &SUCCESSOR_WITHOUT_END,
    &MADE_HERE,
    &NO_ESTABLISHED,
    &UNKNOWN_AUDIT,
    &UNKNOWN_QUESTION,
    &QUESTION_TWICE,
    &NO_VERDICT,
    &UNKNOWN_WORD,
    &PRINTED_OTHERWISE,
    &UNKNOWN_POINT,
    &POINT_NOT_STATED,
    &POINT_TWICE,
    &RATING_CHOICE,
    &NO_SUCH_COMMENT,
    &REASON_CHOICE,
    &LEVEL_MISSING,
    &UNKNOWN_MOMENT,
    &VERSION_ZERO,
    &PART_ABOVE_WHOLE,
    &SECTION_LEVEL,
    &NOTHING_THERE,
    &register::UNKNOWN_ENTRY,
    &register::CORRECTS_LATER,
    &register::UNKNOWN_RECOMMENDATION,
    &register::UNKNOWN_PART,
    &register::UNKNOWN_IMPROVEMENT,
    &register::UNKNOWN_STATUS,
    &register::NOT_BY_HAND,
    &register::NO_REMAINS,
    &register::NO_EVIDENCE,
    &register::NO_FORECAST,
    &register::NO_OWNER,
    &register::SELF_VERIFIED,
    &register::NO_EARLIER_DUE,
    &register::DUE_NOT_LATER,
    &register::DUE_FROZEN,
    &register::REPLACED_BY_ITSELF,
    &register::NEVER_CLOSED,
    &register::NOT_MADE_HERE,
];
