//! The command line as it is written. What it means is found out in `context`.

mod figures;
mod simulate;

pub use figures::{Figured, Per};
pub use simulate::{Divided, Simulated, Written};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const TEMPLATE: &str = "{about-with-newline}\nAnvändning: {usage}\n\n{all-args}{after-help}";

/// Arguments of the whole program.
#[derive(Debug, Parser)]
#[command(
    name = "granska",
    version,
    about = "granska följer en granskning från kontrollfråga till rapport: varje siffra går att spåra till sina rader och varje bedömning till sin regel.",
    help_template = TEMPLATE,
    subcommand_help_heading = "Kommandon",
    subcommand_value_name = "KOMMANDO",
    override_usage = "granska KOMMANDO [VAL]",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = "Exempel:
  granska report                          dokumenten för båda de granskningar som följer med
  granska check                           är katalogen och leveranserna felfria?
  granska explain KF3                     hur bedömningen av en fråga kom till
  granska status --organisation norrbotten
                                          var varje rekommendation står

Med `granska KOMMANDO --help` visas mer om ett kommando. Programmet ändrar aldrig något i `controls` eller
`data` utom med `new`, `collect` och `schema --write`."
)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// Options common to all commands.
    #[command(flatten)]
    pub common: Common,
}

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Gemensamma val")]
pub struct Common {
    /// Projektets mapp; annars den närmaste uppåt som innehåller `controls`
    #[arg(long, global = true, value_name = "MAPP")]
    pub project: Option<PathBuf>,
    /// Bara denna organisation, till exempel `norrbotten`
    #[arg(long, global = true, value_name = "ORGANISATION")]
    pub organisation: Option<String>,
    /// Bara denna granskning, till exempel `produktionsplanering-2020`
    #[arg(long, global = true, value_name = "GRANSKNING")]
    pub audit: Option<String>,
    /// Perioden: `2020`, `2015-2016`, `2020T2`, `2020-02`, `2020-02R12` eller `2020-W07`; annars den som granskningen avser
    #[arg(long, global = true, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Datumet som körningen gäller, `2026-11-22`; annars dagens
    #[arg(long = "as-of", global = true, value_name = "DATUM")]
    pub as_of: Option<String>,
    /// Språk; i dag finns bara `sv`
    #[arg(long, global = true, value_name = "SPRÅK", default_value = "sv", hide_default_value = true)]
    pub lang: String,
    /// Mappen för resultat; annars `out` i projektet
    #[arg(long, global = true, value_name = "MAPP")]
    pub out: Option<PathBuf>,
    /// Färg i terminalen: `auto`, `always` eller `never`
    #[arg(
        long,
        global = true,
        value_name = "NÄR",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: When,
    /// Visa hjälp
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
    /// Visa programmets version
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    pub version: Option<bool>,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Text.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// Excel.
    Xlsx,
    /// Parquet.
    Parquet,
}

/// The form of remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RemarkForm {
    /// Text.
    Text,
    /// JSON.
    Json,
}

/// Formats of documents that exist today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// PDF/UA-1 and PDF/A-2a.
    Pdf,
}

/// What makes a run end with code 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Gate {
    /// A delivery was set aside, is late, or cannot be used.
    Delivery,
    /// A question is not met, established or indicated.
    NotMet,
    /// A recommendation or a part of one is overdue.
    Overdue,
}

/// What makes `deliveries` end with code 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeliveryGate {
    /// A delivery is late, cannot be used, or was set aside.
    Delivery,
}

/// What `list` lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Audits.
    Audits,
    /// Organisations.
    Organisations,
    /// Control questions.
    Questions,
    /// Moments.
    Moments,
    /// Recommendations and proposals.
    Recommendations,
    /// Measures.
    Measures,
    /// Datasets.
    Datasets,
    /// Reports.
    Reports,
    /// Kinds: measures and roll-ups.
    Kinds,
    /// Codes of remarks.
    Codes,
}

/// Shells that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell.
    Powershell,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Kontrollera katalogen, leveranserna och registret, utan att bedöma något
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska check [VAL]",
        after_help = "Exempel:
  granska check
  granska check --output json > paapekanden.json
  granska check --marked rattas

Slutkod 0 när katalogen och registret är felfria, 1 när de har fel, 4 när något inte går att läsa. Fel i leveranser stoppar inget: \
raden läggs i karantän eller leveransen åt sidan. Med `--marked` skrivs en kopia av varje felaktig leverans i Excel, med felen markerade \
och kommenterade."
    )]
    Check {
        /// Skriv markerade kopior av felaktiga leveranser till en mapp
        #[arg(help_heading = "Val", long, value_name = "MAPP")]
        marked: Option<PathBuf>,
        /// Hur påpekanden skrivs: `text` eller `json`
        #[arg(
            help_heading = "Val",
            long,
            value_name = "FORM",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        output: RemarkForm,
    },
    /// Bedöm och skriv resultatet som `outcome.json`
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska run [VAL]",
        after_help = "Exempel:
  granska run
  granska run --organisation norrbotten --as-of 2021-06-30

Resultatet hamnar i out/ORGANISATION/GRANSKNING/PERIOD/outcome.json. Schemat finns i controls/schema/outcome.schema.json."
    )]
    Run {
        /// Sluta med kod 3 om något av detta gäller, med komma emellan: `delivery` (en leverans är lagd åt sidan, försenad eller oanvändbar), `not-met` (en fråga är ej uppfylld), `overdue` (en rekommendation är försenad)
        #[arg(
            help_heading = "Val",
            long = "fail-on",
            value_name = "SPÄRR",
            value_delimiter = ',',
            hide_possible_values = true
        )]
        fail_on: Vec<Gate>,
    },
    /// Bedöm och skriv dokumenten som PDF
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska report [VAL]",
        after_help = "Exempel:
  granska report
  granska report --audit produktionsplanering-2020 --out /tmp/utkast

Skriver även outcome.json. Dokumenten skrivs hela eller inte alls; finns det fel i katalogen skrivs ingenting."
    )]
    Report {
        /// Format, med komma emellan; i dag finns `pdf`
        #[arg(
            help_heading = "Val",
            long,
            value_name = "FORMAT",
            value_delimiter = ',',
            default_value = "pdf",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: Vec<Format>,
        /// Sluta med kod 3 om något av detta gäller, med komma emellan: `delivery` (en leverans är lagd åt sidan, försenad eller oanvändbar), `not-met` (en fråga är ej uppfylld), `overdue` (en rekommendation är försenad)
        #[arg(
            help_heading = "Val",
            long = "fail-on",
            value_name = "SPÄRR",
            value_delimiter = ',',
            hide_possible_values = true
        )]
        fail_on: Vec<Gate>,
    },
    /// Förklara en fråga, ett moment, ett mått, ett måttslag, en rekommendation eller en kod
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska explain ID [VAL]",
        after_help = "Exempel:
  granska explain KF3             frågan med underlag, regel och räkning
  granska explain R2              rekommendationen med delar och status
  granska explain banded-mean     ett sätt att väga samman
  granska explain G106            koden för ett påpekande

Om samma id finns på flera ställen: skriv slaget före, `question:KF3`."
    )]
    Explain {
        /// Det som ska förklaras
        #[arg(help_heading = "Argument", value_name = "ID")]
        id: String,
        /// För ett mått: enheten vars siffra ska räknas upp för `--period`
        #[arg(help_heading = "Val", long, value_name = "ENHET")]
        unit: Option<String>,
        /// För ett mått och en enhet: skriv raderna bakom siffran till en fil, `.csv` eller `.xlsx`
        #[arg(help_heading = "Val", long, value_name = "FIL", requires = "unit")]
        rows: Option<PathBuf>,
    },
    /// Pröva måttens egna exempel: små tabeller och vad måttet ska bli av dem
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska test [VAL]",
        after_help = "Exempel:
  granska test

Exemplen står under `tests:` i controls/measures. Slutkod 0 när alla blir som väntat, 3 när något inte blir det."
    )]
    Test,
    /// Visa måttens siffror för enheter på alla nivåer
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska figures [VAL]",
        after_help = "Exempel:
  granska figures --organisation exempel
  granska figures --organisation exempel --period 2025 --per month --unit skiffer
  granska figures --period 2025 --level division --output xlsx > siffror.xlsx

Varje siffra räknas om från sina delar på varje nivå och för varje period: andelar läggs aldrig ihop. Ett bestånd tas vid periodens \
sista mätdatum. `granska explain MÅTT --unit ENHET --period PERIOD` räknar upp en siffra steg för steg."
    )]
    Figures(Figured),
    /// Räkna upp vad katalogen innehåller
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska list [VAD] [VAL]",
        after_help = "VAD är audits, organisations, questions, moments, recommendations, measures, datasets, reports, kinds eller codes.

Exempel:
  granska list
  granska list questions --audit produktionsplanering-2020
  granska list codes --output csv"
    )]
    List {
        /// Vad som ska räknas upp; annars granskningarna
        #[arg(
            help_heading = "Argument",
            value_name = "VAD",
            default_value = "audits",
            hide_default_value = true,
            hide_possible_values = true
        )]
        what: Listed,
        /// Tabellens form: `text`, `json`, `csv`, `xlsx` eller `parquet`
        #[arg(
            help_heading = "Val",
            long,
            value_name = "FORM",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        output: Form,
    },
    /// Visa var varje rekommendation eller förslag står
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska status [ID] [VAL]",
        after_help = "Exempel:
  granska status
  granska status R4
  granska status --organisation norrbotten --output csv > status.csv

Det som källan inte säger något om skrivs ”framgår inte av källan”."
    )]
    Status {
        /// En rekommendation eller en del, `R4` eller `R4a`
        #[arg(help_heading = "Argument", value_name = "ID")]
        id: Option<String>,
        /// Tabellens form: `text`, `json`, `csv`, `xlsx` eller `parquet`
        #[arg(
            help_heading = "Val",
            long,
            value_name = "FORM",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        output: Form,
    },
    /// Visa vem som har lämnat vad: vad som är komplett, försenat eller felaktigt
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska deliveries [VAL]",
        after_help = "Exempel:
  granska deliveries
  granska deliveries --organisation exempel --period 2024-03
  granska deliveries --output xlsx > leveranser.xlsx
  granska deliveries --fail-on delivery

Vem som lämnar vad står i organisation.yaml, när det ska vara lämnat i controls/datasets.yaml. Utan `--period` visas den period som \
organisationens granskningar avser, annars den senaste som har förfallit. Om något kom i tid framgår inte av en fil; bara det som fattas \
kan vara försenat."
    )]
    Deliveries {
        /// Tabellens form: `text`, `json`, `csv`, `xlsx` eller `parquet`
        #[arg(
            help_heading = "Val",
            long,
            value_name = "FORM",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        output: Form,
        /// Sluta med kod 3 om något är försenat, lagt åt sidan eller oanvändbart: `delivery`
        #[arg(
            help_heading = "Val",
            long = "fail-on",
            value_name = "SPÄRR",
            value_delimiter = ',',
            hide_possible_values = true
        )]
        fail_on: Vec<DeliveryGate>,
    },
    /// Skriv ett formulär för en division: moment, produktionsplan, kapacitet och åtgärder i en arbetsbok
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska form --division ENHET --period PERIOD [VAL]",
        after_help = "Exempel:
  granska form --division lanssjukvard --period 2026 --organisation norrbotten
  granska form --division lanssjukvard --period 2026-11 --out /tmp/formular

Formuläret hamnar i out/ORGANISATION/formular/PERIOD-ENHET.xlsx och är ifyllt med de senaste svaren. När det kommer
tillbaka läses det in med `granska collect`."
    )]
    Form {
        /// Divisionen eller enheten, med det id som står i `organisation.yaml`
        #[arg(help_heading = "Val", long, value_name = "ENHET")]
        division: String,
    },
    /// Läs in ifyllda formulär: visa vad som har ändrats och spara svaren som text i `data`
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska collect FIL… [VAL]",
        after_help = "Exempel:
  granska collect 2026-lanssjukvard.xlsx --dry-run
  granska collect inkommet/*.xlsx

Svaren sparas i data/ORGANISATION/moment, produktionsplan och kapacitet, och ändrad status läggs till sist i
uppfoljning. Den tidigare filen sparas alltid i data/ORGANISATION/tidigare. Finns det fel i ett formulär sparas
ingenting ur det. Slutkod 0 när allt gick bra, 1 när något formulär hade fel."
    )]
    Collect {
        /// Ifyllda formulär (.xlsx, även .ods)
        #[arg(help_heading = "Argument", value_name = "FIL", required = true)]
        files: Vec<PathBuf>,
        /// Visa vad som skulle ändras, men spara ingenting
        #[arg(help_heading = "Val", long = "dry-run")]
        dry_run: bool,
    },
    /// Skriv ut katalogens JSON-scheman
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska schema [NAMN] [VAL]",
        after_help = "Exempel:
  granska schema                  namnen på alla scheman
  granska schema questions        ett schema
  granska schema --write          alla scheman till controls/schema"
    )]
    Schema {
        /// Schemat, till exempel `questions`
        #[arg(help_heading = "Argument", value_name = "NAMN")]
        name: Option<String>,
        /// Skriv alla scheman till `controls/schema`
        #[arg(help_heading = "Val", long, conflicts_with = "name")]
        write: bool,
    },
    /// Börja på en egen granskning: ett kommenterat skelett som är felfritt från början
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska new GRANSKNING [VAL]",
        after_help = "Exempel:
  granska new vardplatser-2027
  granska new vardplatser-2027 --organisation min-region

Med `--organisation` skapas även mallar för vad revisorerna fann i den organisationen. Inget som finns skrivs över."
    )]
    New {
        /// Granskningens id, som blir mappens namn
        #[arg(help_heading = "Argument", value_name = "GRANSKNING")]
        audit_id: String,
    },
    /// Gör Region Exempel: en påhittad region med fem års leveranser och facit
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska simulate --out MAPP [VAL]\n       granska simulate --score [VAL]",
        after_help = "Exempel:
  granska simulate --out /tmp/exempel                       den minsta regionen, den som följer med
  granska simulate --seed 7 --rows 1000000 --out /tmp/stor
  granska simulate --rows 10000000 --only vantande --files one --format parquet --out /tmp/prov
  granska simulate --dirt 10 --out /tmp/fel                 med fel i var hundrade rad och i en del av filerna
  granska simulate --score                                  hittar granska alla fel, och inga andra? tjugo regioner

Med `--score` skrivs inget utan `--out`. Slutkod 0 när alla fel hittades och inget annat påpekades, annars 3.
Leveranserna hamnar i MAPP/data/exempel och sanningen om dem i MAPP/facit. Mappen ska vara tom, saknas, eller ha gjorts
med samma kommando förut."
    )]
    Simulate(Simulated),
    /// Skriv ett skript som fyller i kommandon och val i ditt skal
    #[command(
        help_template = TEMPLATE,
        override_usage = "granska completions SKAL",
        after_help = "SKAL är bash, zsh, fish eller powershell.

Exempel:
  granska completions bash > ~/.local/share/bash-completion/completions/granska"
    )]
    Completions {
        /// Skalet
        #[arg(help_heading = "Argument", value_name = "SKAL", hide_possible_values = true)]
        shell: Shell,
    },
}
