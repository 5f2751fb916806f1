//! Codes of faults of meaning in `controls/` alone: G100 and G120–G199. Words no remark itself.

pub mod contracts;

use crate::catalog::codes::{error, warning};
use crate::diag::Code;

/// A file that must be there.
pub static MISSING_FILE: Code = error(
    "G100",
    "filen saknas",
    "Katalogen består av ett fåtal filer med bestämda namn. `controls/scales.yaml` behövs alltid, och varje mapp under `controls/audits/` behöver \
`audit.yaml` och `recommendations.yaml`; `questions.yaml` finns bara när granskningen har moment eller kontrollfrågor. Lägg till filen, \
eller byt namn på den om den heter något annat.",
);

/// A model that is not declared.
pub static UNKNOWN_MODEL: Code = error(
    "G120",
    "modellen finns inte",
    "Granskningen hänvisar till en modell som inte har någon fil i `controls/models/`. Utan modellen går det inte att visa vilket steg varje moment \
hör till. Rätta namnet, eller lägg till modellen.",
);
/// A scale that is not declared.
pub static UNKNOWN_SCALE: Code = error(
    "G121",
    "skalan finns inte",
    "Granskningen hänvisar till en skala som inte står i `controls/scales.yaml`. Skalan säger vilka ord en bedömning kan skrivas med och vad de betyder. \
Rätta namnet, eller lägg till skalan.",
);
/// A step that the model lacks.
pub static UNKNOWN_STEP: Code = error(
    "G122",
    "steget finns inte i modellen",
    "Varje moment hör till ett steg i granskningens modell, eller till modellens stöd. Här står ett id som modellen varken har som steg eller som stöd, \
så momentet skulle falla utanför varje sammanställning. Rätta id:t, eller lägg till steget i modellen.",
);
/// A moment that is not declared.
pub static UNKNOWN_MOMENT: Code = error(
    "G123",
    "momentet finns inte",
    "En bedömningspunkt tar sitt underlag ur granskningens moment, som står under `moments` i samma fil. Här står ett id som inte finns där. Rätta id:t, \
eller lägg till momentet.",
);
/// A question that is not declared.
pub static UNKNOWN_QUESTION: Code = error(
    "G124",
    "kontrollfrågan finns inte",
    "En rekommendation svarar mot kontrollfrågor i samma granskning. Här står ett id som inte finns i dess `questions.yaml`. Rätta id:t; har granskningen inga \
kontrollfrågor tas `answers` bort.",
);
/// A dataset that is not declared.
pub static UNKNOWN_DATASET: Code = error(
    "G125",
    "datamängden finns inte",
    "Mått, regler och enheter hänvisar till datamängder som står i `controls/datasets.yaml`, där det framgår vilka kolumner filerna har. Här nämns en som inte finns. Rätta namnet, \
eller lägg till datamängden.",
);
/// A column that the dataset lacks.
pub static UNKNOWN_COLUMN: Code = error(
    "G126",
    "kolumnen finns inte i datamängden",
    "Här nämns en kolumn som datamängden inte har enligt `controls/datasets.yaml`, så det som bygger på den kan aldrig räknas eller prövas. Rätta namnet, eller lägg till kolumnen där.",
);
/// A value that the column cannot have.
pub static UNKNOWN_VALUE: Code = error(
    "G127",
    "värdet finns inte i kolumnen",
    "Kolumnen har en sluten lista av koder i `controls/datasets.yaml`, och detta värde är ingen av dem. Inga rader skulle någonsin räknas eller prövas. Rätta värdet, \
eller lägg till koden i kolumnens `one-of`.",
);

/// A scale without words.
pub static SCALE_WITHOUT_WORDS: Code = error(
    "G130",
    "skalan saknar ord",
    "En skala är orden som en bedömning kan skrivas med, och vad vart och ett betyder. Utan ord går ingen bedömning att läsa. Räkna upp orden under `words`, det bästa först.",
);
/// A word that stands twice in a scale.
pub static DUPLICATE_WORD: Code = error(
    "G131",
    "samma ord två gånger i skalan",
    "Ord i en skala känns igen utan skillnad på stora och små bokstäver, så ”Ja” och ”ja” är samma ord. Står det två gånger går det inte att veta vad en \
bedömning betyder. Ta bort det ena.",
);
/// Words that do not stand best first.
pub static WORDS_OUT_OF_ORDER: Code = error(
    "G132",
    "skalans ord står i fel ordning",
    "Orden i en skala skrivs ut i den ordning de står, det bästa först: de som betyder uppfyllt, sedan delvis uppfyllt, sedan ej uppfyllt. Ord som inte är bedömningar \
(ej tillämpligt, kan inte bedömas) får stå var som helst. Flytta orden, eller rätta vad de betyder.",
);
/// A scale that tells nothing apart.
pub static SCALE_WITHOUT_LEVELS: Code = error(
    "G133",
    "skalan skiljer inte på bättre och sämre",
    "En skala behöver ord för minst två av bedömningarna uppfyllt, delvis uppfyllt och ej uppfyllt. Annars blir svaret detsamma vad man än bedömer. Lägg till \
ord, eller rätta `rating` på dem som finns.",
);
/// Marks that do not stand once each.
pub static MARKS: Code = error(
    "G134",
    "märkena är inte kompletta",
    "Under `marks` står hur varje utfall skrivs och ritas. Alla sju ska finnas, en gång var, så att inget dokument saknar ord eller tecken för något som kan \
hända. Lägg till det som saknas, eller ta bort upprepningen.",
);
/// Statuses that do not stand once each.
pub static STATUSES: Code = error(
    "G135",
    "statusorden är inte kompletta",
    "Under `statuses` står ordet för var och en av de tio koder som uppföljningen av en rekommendation kan ha. Alla ska finnas, en gång var. Orden kan \
väljas fritt, men koderna ligger fast. Lägg till det som saknas, eller ta bort upprepningen.",
);
/// Not a colour.
pub static BAD_COLOUR: Code = error(
    "G136",
    "färgen går inte att läsa",
    "En färg skrivs som `#` och sex hexadecimala siffror, `\"#1d6b4b\"`, inom citattecken eftersom `#` annars inleder en kommentar. Namn på färger \
och kortformer som `#fff` läses inte.",
);
/// A colour too pale to read.
pub static WEAK_CONTRAST: Code = error(
    "G137",
    "färgen är för ljus mot vitt papper",
    "Text i färgen ska gå att läsa för den som ser dåligt. Lagen om tillgänglighet till digital offentlig service kräver genom WCAG 2.1 en kontrast på minst 4,5:1 mot bakgrunden, \
som här är vit. Välj en mörkare nyans av samma färg.",
);

/// A model without steps.
pub static MODEL_WITHOUT_STEPS: Code = error(
    "G140",
    "modellen saknar steg",
    "En modell är stegen som planeringen går igenom, i ordning. Utan steg finns inget att koppla momenten till. Räkna upp stegen under `steps`.",
);

/// A pattern of files that cannot be used.
pub static BAD_FILE_NAME: Code = error(
    "G145",
    "filmönstret går inte att använda",
    "`files` säger vad datamängdens filer heter i organisationens mapp under `data/`, utan filändelse, eftersom en leverans kan komma som CSV, kalkylblad eller Parquet. `*` står för \
vad som helst i ett namn och `mapp/*` för filerna i en undermapp. En fil kan bara höra till en datamängd. Skriv namnet utan ändelse, utan `..` och utan inledande `/`.",
);

/// A share with both parts or none.
pub static SHARE_PARTS: Code = error(
    "G150",
    "andelen behöver antingen `part` eller `complement`",
    "En andel är en del av något helt. Delen anges antingen som de rader som uppfyller (`part`) eller som de rader som inte gör det (`complement`), \
då andelen är resten. Med båda kunde de säga emot varandra, och med ingen finns inget att räkna.",
);
/// A sum of what is no number.
pub static SUM_NOT_INTEGER: Code = error(
    "G151",
    "kolumnen går inte att summera",
    "Bara kolumner med tal kan summeras: `integer`, och för kvoter och gap även `decimal` och `hours`. Procent får aldrig läggas ihop, eftersom summan inte betyder något. Välj en kolumn med antal, eller \
rätta kolumnens typ i `controls/datasets.yaml`.",
);
/// A measure that can never have a figure.
pub static MEASURE_WITHOUT_FIGURES: Code = error(
    "G152",
    "måttet kan aldrig få något värde",
    "Ett mått räknas ur en datamängd (`computes`), citeras ur en publicerad källa (`quoted-as`), eller båda. Här finns ingendera. Lägg till någon av nycklarna, \
eller ta bort måttet.",
);

/// A computed measure whose dataset lacks what every figure stands under.
pub static NO_KEY_COLUMN: Code = error(
    "G153",
    "datamängden saknar det som måttet redovisas per",
    "Ett mått som räknas redovisas per enhet och månad. Datamängden behöver därför kolumnerna `enhet` (typen `unit`) och `manad` (typen `month`), båda med \
`required: true`; en rad utan enhet eller månad skulle annars falla bort utan att det märks. Lägg till eller rätta kolumnen i `controls/datasets.yaml`, \
eller räkna måttet ur en annan datamängd.",
);

/// A question without points.
pub static QUESTION_WITHOUT_POINTS: Code = error(
    "G160",
    "kontrollfrågan saknar bedömningspunkter",
    "Bedömningspunkterna säger vilket underlag en fråga bedöms efter. Utan dem finns inget att räkna på och inget att visa för den som undrar hur bedömningen kom till. \
Lägg till minst en punkt; det som revisorerna bara skriver i text får `evidence: stated`.",
);
/// A point without evidence.
pub static POINT_WITHOUT_EVIDENCE: Code = error(
    "G161",
    "bedömningspunkten saknar underlag",
    "En bedömningspunkt pekar ut sitt underlag: momenten som bedöms för varje enhet, `evidence: { moments: […] }`, eller det som revisorerna skriver om helheten, \
`evidence: stated`. Utan underlag kan punkten aldrig få något svar.",
);
/// A point that weighs nothing, or more than any weight.
pub static BAD_WEIGHT: Code = error(
    "G162",
    "bedömningspunktens vikt går inte att använda",
    "En vikt är ett heltal från 1 till 1000. Med vikten 0 påverkar punkten aldrig bedömningen, fast den ser ut att göra det, och en vikt över 1000 betyder i praktiken \
att ingen annan punkt räknas. Skriv en vikt däremellan, ta bort `weight` (då är vikten 1), eller ta bort punkten.",
);
/// A moment that is evidence of nothing.
pub static UNUSED_MOMENT: Code = warning(
    "G163",
    "momentet är inte underlag för någon fråga",
    "Momentet bedöms för varje enhet men ingår inte i någon bedömningspunkt, så svaren påverkar ingen kontrollfråga. Det kan vara avsikten; annars läggs \
momentet till i en punkts `evidence`.",
);
/// A moment that counts twice.
pub static MOMENT_USED_TWICE: Code = warning(
    "G164",
    "momentet räknas två gånger",
    "Samma moment är underlag för två bedömningspunkter, så en och samma brist slår igenom två gånger. Ett moment hör i regel till en fråga. Ta bort det ur den \
ena punkten om det inte är avsikten.",
);
/// Moments whose surroundings are not declared.
pub static MOMENTS_NEED: Code = error(
    "G165",
    "uppgifter om momenten saknas",
    "När en granskning har moment måste `audit.yaml` säga vilken modell deras steg hör till (`model`), vilken skala de bedöms med (`moment-scale`) och vilken nivå i \
organisationen de frågas av (`moments-asked-of`). Lägg till det som saknas.",
);
/// Questions without a scale.
pub static QUESTIONS_NEED_SCALE: Code = error(
    "G166",
    "skalan för kontrollfrågorna saknas",
    "När en granskning har kontrollfrågor måste `audit.yaml` säga vilken skala revisorernas bedömningar skrivs med, annars går de inte att läsa. Lägg till `question-scale`.",
);
/// A limit given twice or not at all.
pub static LIMIT_NOT_ONCE: Code = error(
    "G167",
    "gränsen ska anges en gång",
    "En gräns anges antingen med själva värdet inräknat (`partly-from`, `met-from`) eller med värdet utanför (`partly-above`, `met-above`). Skillnaden avgör bedömningar \
som hamnar exakt på gränsen, så den ska vara uttalad. Behåll en av de två nycklarna.",
);
/// Met demands less than partly met.
pub static LIMITS_IN_WRONG_ORDER: Code = error(
    "G168",
    "gränserna står i fel ordning",
    "Uppfyllt kan inte vara lättare att nå än delvis uppfyllt. Gränsen för uppfyllt ska ligga på samma värde som gränsen för delvis uppfyllt eller högre, och på samma värde \
räknas ”över” som högre än ”från”. Byt plats på gränserna, eller rätta den ena.",
);
/// A question that may be judged on nothing.
pub static NO_COVERAGE: Code = error(
    "G169",
    "regeln kräver inget underlag",
    "`minimum-coverage` är den minsta del av de väntade svaren som måste vara bedömd. Med 0 skulle en fråga kunna bedömas utan ett enda svar. Skriv hur stor del som \
behövs, till exempel `1/2`.",
);

/// A rule that is both ours and the auditors'.
pub static RULE_BY_BOTH: Code = error(
    "G170",
    "regeln har både granska och en källa",
    "En regel är antingen granskas egen, `by: granska`, eller revisorernas, och då anges avsnittet där de skriver den med `source`. Dokumentet talar om vems regeln är, så \
den kan inte vara bådas. Behåll den ena nyckeln; utan båda är regeln granskas.",
);

/// A recommendation without parts.
pub static RECOMMENDATION_WITHOUT_PARTS: Code = error(
    "G180",
    "rekommendationen saknar delar",
    "En rekommendation följs upp del för del, eftersom den ofta ber om flera saker som blir klara olika fort. Räkna upp delarna under `parts`; en \
rekommendation som bara ber om en sak har en del.",
);
/// A recommendation that answers no question.
pub static RECOMMENDATION_WITHOUT_QUESTION: Code = error(
    "G181",
    "rekommendationen svarar inte mot någon kontrollfråga",
    "När en granskning har kontrollfrågor ska det framgå vilka av dem en rekommendation svarar mot, annars går det inte att se om den gjort skillnad. \
Lägg till `answers: { questions: […], by: granska }`.",
);

/// A unit of measurement that the kind does not have.
pub static UNIT_DOES_NOT_FIT: Code = error(
    "G154",
    "`unit` stämmer inte med måttslaget",
    "Vad ett mått räknas i följer av hur det räknas: en andel är `share`, ett antal `count`. Det skrivs ut för den som läser katalogen, och får då inte säga något annat.",
);
/// Neither stock nor flow.
pub static STOCK_OR_FLOW: Code = error(
    "G155",
    "måttet är varken bestånd eller flöde",
    "Ett bestånd, som antalet väntande, finns vid ett datum: för en längre period tas det vid periodens sista mätdatum och läggs aldrig ihop över tid. Ett flöde, som antalet \
operationer, händer under perioden och läggs ihop. Blandas de ihop blir siffran fel, så `counts` anger vilket det är och vilken kolumn som säger när.",
);
/// A condition that excludes itself.
pub static NEVER_HOLDS: Code = error(
    "G156",
    "villkoret kan aldrig gälla",
    "Villkoren utesluter varandra, så ingen rad kan uppfylla dem alla. Måttet skulle alltid bli noll eller saknas, och se ut som ett resultat. Det händer när en del läggs utanför \
sin helhet, när två värden krävs av samma kolumn eller när en undre gräns är större än en övre.",
);

/// A target or limit that no figure can have, or limits in the wrong order.
pub static LIMIT_OUTSIDE: Code = error(
    "G158",
    "gränsen går inte att hålla en siffra mot",
    "En andel ligger mellan 0 och 100 procent, så ett mål utanför kan aldrig nås eller nås alltid. Gränsen för uppfyllt ska kräva minst lika mycket som den för delvis uppfyllt: mer när \
högre är bättre, mindre när lägre är bättre. Annars skulle en sämre siffra få ett bättre ord.",
);
/// Versions of a definition that overlap.
pub static VERSIONS: Code = error(
    "G159",
    "definitionens lydelser går inte ihop",
    "Ett mått har en definition åt gången. När den ändras får den nya lydelsen ett nytt nummer och gäller från en dag; den gamla slutar gälla dagen innan. Gällde två samtidigt skulle samma siffra ha \
två värden, och det är just det som granska ska hindra.",
);

/// A percentile that does not exist.
pub static BAD_PERCENTILE: Code = error(
    "G157",
    "percentilen finns inte",
    "En percentil är ett heltal från 1 till 99: det minsta värde som så många procent av värdena inte överstiger. Den 50:e percentilen är nästan medianen; för medianen själv finns `median`.",
);

/// A measure that is not declared.
pub static UNKNOWN_MEASURE: Code = error(
    "G182",
    "måttet finns inte",
    "De engelska namnen i `controls/en.yaml` står under måttens id. Här står ett id som inget mått har, och namnet skulle aldrig visas. Rätta id:t, eller ta bort raden.",
);

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &MISSING_FILE,
    &UNKNOWN_MODEL,
    &UNKNOWN_SCALE,
    &UNKNOWN_STEP,
    &UNKNOWN_MOMENT,
    &UNKNOWN_QUESTION,
    &UNKNOWN_DATASET,
    &UNKNOWN_MEASURE,
    &UNKNOWN_COLUMN,
    &UNKNOWN_VALUE,
    &SCALE_WITHOUT_WORDS,
    &DUPLICATE_WORD,
    &WORDS_OUT_OF_ORDER,
    &SCALE_WITHOUT_LEVELS,
    &MARKS,
    &STATUSES,
    &BAD_COLOUR,
    &WEAK_CONTRAST,
    &MODEL_WITHOUT_STEPS,
    &BAD_FILE_NAME,
    &SHARE_PARTS,
    &SUM_NOT_INTEGER,
    &MEASURE_WITHOUT_FIGURES,
    &NO_KEY_COLUMN,
    &UNIT_DOES_NOT_FIT,
    &STOCK_OR_FLOW,
    &NEVER_HOLDS,
    &BAD_PERCENTILE,
    &LIMIT_OUTSIDE,
    &VERSIONS,
    &QUESTION_WITHOUT_POINTS,
    &POINT_WITHOUT_EVIDENCE,
    &BAD_WEIGHT,
    &UNUSED_MOMENT,
    &MOMENT_USED_TWICE,
    &MOMENTS_NEED,
    &QUESTIONS_NEED_SCALE,
    &LIMIT_NOT_ONCE,
    &LIMITS_IN_WRONG_ORDER,
    &NO_COVERAGE,
    &RULE_BY_BOTH,
    &RECOMMENDATION_WITHOUT_PARTS,
    &RECOMMENDATION_WITHOUT_QUESTION,
];
