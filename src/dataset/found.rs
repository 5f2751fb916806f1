//! Faults found in one delivery, gathered by kind and column and turned into remarks.
//!
//! Never repeats a value that looks like a personal identity number, and shows at most twenty places of a kind.

use super::codes as c;
use super::person::holds_person_number;
use crate::diag::{Code, Place, Remark};
use std::collections::BTreeMap;

/// Places shown of one kind in one column; the rest are counted.
const SHOWN: usize = 20;

/// A kind of fault that stands on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Encoding,
    Nul,
    OpenQuote,
    StrayQuote,
    CellCount,
    LongCell,
    LoneCr,
    EmptyValue,
    UnknownUnit,
    UnknownMoment,
    NotAPeriod,
    NotAMonth,
    NotADate,
    NotAnInteger,
    NotAPercentage,
    NotAChoice,
    DuplicateRow,
    PersonNumber,
}

impl Kind {
    fn code(self) -> &'static Code {
        match self {
            Self::Encoding => &c::ENCODING,
            Self::Nul => &c::NUL,
            Self::OpenQuote => &c::OPEN_QUOTE,
            Self::StrayQuote => &c::STRAY_QUOTE,
            Self::CellCount => &c::CELL_COUNT,
            Self::LongCell => &c::LONG_CELL,
            Self::LoneCr => &c::LONE_CR,
            Self::EmptyValue => &c::EMPTY_VALUE,
            Self::UnknownUnit => &c::UNKNOWN_UNIT,
            Self::UnknownMoment => &c::UNKNOWN_MOMENT,
            Self::NotAPeriod | Self::NotAMonth => &c::NOT_A_PERIOD,
            Self::NotADate => &c::NOT_A_DATE,
            Self::NotAnInteger => &c::NOT_AN_INTEGER,
            Self::NotAPercentage => &c::NOT_A_PERCENTAGE,
            Self::NotAChoice => &c::NOT_A_CHOICE,
            Self::DuplicateRow => &c::DUPLICATE_ROW,
            Self::PersonNumber => &c::PERSON_NUMBER,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Encoding => "tecken som inte är UTF-8",
            Self::Nul => "nolltecken",
            Self::OpenQuote => "citattecken som aldrig stängs",
            Self::StrayQuote => "citattecken på fel plats",
            Self::CellCount => "fel antal celler",
            Self::LongCell => "orimligt lång cell",
            Self::LoneCr => "radslut som inte känns igen",
            Self::EmptyValue => "obligatoriskt värde saknas",
            Self::UnknownUnit => "okänd enhet",
            Self::UnknownMoment => "okänt moment",
            Self::NotAPeriod => "ingen giltig period",
            Self::NotAMonth => "ingen giltig månad",
            Self::NotADate => "inget giltigt datum",
            Self::NotAnInteger => "inget heltal",
            Self::NotAPercentage => "ingen procentandel",
            Self::NotAChoice => "okänt värde",
            Self::DuplicateRow => "samma uppgift två gånger",
            Self::PersonNumber => "något som ser ut som ett personnummer",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Encoding => "spara om filen i UTF-8; i Excel heter formatet ”CSV UTF-8”",
            Self::Nul => "hämta filen på nytt, eller spara om den som text i UTF-8",
            Self::OpenQuote => "sätt ett citattecken där cellen slutar, och skriv citattecken inne i en cell dubbelt",
            Self::StrayQuote => "sätt citattecken runt hela cellen, och skriv citattecken inne i den dubbelt: `\"\"`",
            Self::CellCount => "räkna semikolonen på raden; en text med semikolon ska stå inom citattecken",
            Self::LongCell => "leta efter ett citattecken som saknas på raden eller strax före",
            Self::LoneCr => "spara om filen som CSV med vanliga radslut (LF eller CR LF)",
            Self::EmptyValue => "fyll i värdet, eller ta bort raden om det inte finns något att uppge",
            Self::UnknownUnit => "skriv enhetens id ur `organisation.yaml`, eller lägg till enheten där",
            Self::UnknownMoment => "skriv momentets id ur granskningens `questions.yaml`",
            Self::NotAPeriod => {
                "skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`"
            }
            Self::NotAMonth => "skriv år och månad, `2020-02`",
            Self::NotADate => "skriv år, månad och dag, `2020-03-31`",
            Self::NotAnInteger => "skriv ett heltal utan tecken, `9879` eller `9 879`",
            Self::NotAPercentage => "skriv andelen med procenttecken, `62 %`",
            Self::NotAChoice => "skriv ett av värdena i kontraktet",
            Self::DuplicateRow => "ta bort eller rätta den ena raden",
            Self::PersonNumber => {
                "ta bort uppgiften hos den som lämnade filen, och kontrollera om filen redan har spridits"
            }
        }
    }
}

#[derive(Default)]
struct Group {
    places: Vec<(u32, String)>,
    count: u64,
    help: Option<String>,
}

/// What was found in one delivery.
pub(super) struct Found {
    file: String,
    groups: BTreeMap<(Kind, Option<String>), Group>,
    others: Vec<Remark>,
    whole_file_faults: usize,
}

impl Found {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), groups: BTreeMap::new(), others: Vec::new(), whole_file_faults: 0 }
    }

    /// Notes a fault on a line, in a column when one is known. The text is made only when it will be shown.
    pub(super) fn add(&mut self, kind: Kind, column: Option<&str>, line: u32, text: impl FnOnce() -> String) {
        let group = self.groups.entry((kind, column.map(str::to_owned))).or_default();
        group.count += 1;
        if group.places.len() < SHOWN {
            group.places.push((line, text()));
        }
    }

    /// Says what to do about a kind in a column, in place of the usual line.
    pub(super) fn help(&mut self, kind: Kind, column: &str, help: impl FnOnce() -> String) {
        if let Some(group) = self.groups.get_mut(&(kind, Some(column.to_owned()))) {
            group.help = Some(help());
        }
    }

    /// Adds a remark about the file that sets the delivery aside.
    pub(super) fn refuse(&mut self, remark: Remark) {
        self.whole_file_faults += 1;
        self.others.push(remark);
    }

    /// Adds a remark that leaves the delivery in use.
    pub(super) fn mention(&mut self, remark: Remark) {
        self.others.push(remark);
    }

    /// Whether the delivery must be set aside.
    pub(super) fn is_faulty(&self) -> bool {
        self.whole_file_faults > 0 || !self.groups.is_empty()
    }

    /// The path of the delivery.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The remarks, with one in front that says the delivery is set aside when it is.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.is_faulty() {
            remarks.push(
                Remark::new(&c::SET_ASIDE, format!("`{}` är lagd åt sidan: inga rader ur filen används", self.file))
                    .at(Place::file(&self.file), "")
                    .help("rätta det som påpekas om filen; till dess redovisas det som bygger på den som saknat"),
            );
        }
        remarks.extend(self.others);
        for ((kind, column), group) in self.groups {
            let place = column.map_or_else(String::new, |name| format!(" i kolumnen `{}`", shown(&name)));
            let many = match (group.count, group.places.first()) {
                (1, Some((line, _))) => format!(", rad {line}"),
                (n, _) if n > SHOWN as u64 => format!(", {n} gånger; de första {SHOWN} visas"),
                (n, _) => format!(", {n} gånger"),
            };
            let mut remark = Remark::new(kind.code(), format!("{}{place}{many}", kind.what()));
            for (line, text) in group.places {
                remark = remark.at(Place::line(&self.file, line), text);
            }
            remarks.push(remark.help(group.help.unwrap_or_else(|| kind.help().to_owned())));
        }
        remarks
    }
}

/// A value as it may be shown: short, on one line, without control characters, and never a personal identity number.
pub(super) fn shown(value: &str) -> String {
    if holds_person_number(value) {
        return "(visas inte)".to_owned();
    }
    let clean = |c: char| if c.is_control() || c == '`' { ' ' } else { c };
    let mut short: String = value.chars().take(40).map(clean).collect();
    if value.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
