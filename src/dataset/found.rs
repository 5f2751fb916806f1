//! Faults found in one delivery, gathered by kind and column or by rule, and turned into remarks.
//!
//! Never repeats a value that looks like a personal identity number, and shows at most twenty places of a kind. All places are kept as
//! numbers, so that each faulty cell can be marked in a copy of the delivery.

use super::codes as c;
use super::fault::Faults;
use super::person::{self, must_be_hidden};
use crate::diag::{Cell, Code, Place, Remark, Severity};
use crate::field::contract::{Dataset, Demand, Effect, Rule};
use crate::words::{counted, exact_percent, number};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Places shown of one kind in one column; the rest are counted.
const SHOWN: usize = 20;

/// Places kept of one kind in one column; the rest are counted.
const KEPT: usize = 1_000_000;

/// Stands for a value that may not be shown.
const HIDDEN: &str = "värdet visas inte";

/// Lines of advice beside the usual one.
const ADVICE: usize = 5;

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
    NotAWeek,
    NotADate,
    NotATime,
    NotAnInteger,
    NotADecimal,
    NotHours,
    NotAPercentage,
    NotAChoice,
    Ambiguous,
    OutOfRange,
    UnitNotThen,
    FormulaError,
    DuplicateRow,
    PersonNumber,
}

impl Kind {
    /// What it leads to: a fault of form, a repeated key or a personal number costs the delivery, any other fault of a cell its row.
    pub(super) fn effect(self) -> Effect {
        // Faults of form have codes below those of cells.
        let of_form = self.code().id < c::EMPTY_VALUE.id;
        if of_form || matches!(self, Self::DuplicateRow | Self::PersonNumber) {
            Effect::SetAside
        } else {
            Effect::Quarantine
        }
    }

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
            Self::NotAPeriod | Self::NotAMonth | Self::NotAWeek => &c::NOT_A_PERIOD,
            Self::NotADate => &c::NOT_A_DATE,
            Self::NotATime => &c::NOT_A_TIME,
            Self::NotAnInteger => &c::NOT_AN_INTEGER,
            Self::NotADecimal => &c::NOT_A_DECIMAL,
            Self::NotHours => &c::NOT_HOURS,
            Self::NotAPercentage => &c::NOT_A_PERCENTAGE,
            Self::NotAChoice => &c::NOT_A_CHOICE,
            Self::Ambiguous => &c::AMBIGUOUS,
            Self::OutOfRange => &c::OUT_OF_RANGE,
            Self::UnitNotThen => &c::UNIT_NOT_THEN,
            Self::FormulaError => &c::FORMULA_ERROR,
            Self::DuplicateRow => &c::DUPLICATE_ROW,
            Self::PersonNumber => &c::PERSON_NUMBER,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Encoding => "tecken som inte går att läsa",
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
            Self::NotAWeek => "ingen giltig vecka",
            Self::NotADate => "inget giltigt datum",
            Self::NotATime => "ingen giltig tidpunkt",
            Self::NotAnInteger => "inget heltal",
            Self::NotADecimal => "inget tal som kolumnen tar",
            Self::NotHours => "inget giltigt antal timmar",
            Self::NotAPercentage => "ingen procentandel",
            Self::NotAChoice => "okänt värde",
            Self::Ambiguous => "ett tal som kan läsas på flera sätt",
            Self::OutOfRange => "värdet ligger utanför gränserna",
            Self::UnitNotThen => "enheten fanns inte då",
            Self::FormulaError => "formel som ger fel",
            Self::DuplicateRow => "samma uppgift två gånger",
            Self::PersonNumber => "något som ser ut som ett personnummer",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Encoding => "rätta tecknet och spara filen i UTF-8; i Excel heter formatet ”CSV UTF-8”",
            Self::Nul => "hämta filen på nytt, eller spara om den som text i UTF-8",
            Self::OpenQuote => "sätt ett citattecken där cellen slutar, och skriv citattecken inne i en cell dubbelt",
            Self::StrayQuote => "sätt citattecken runt hela cellen, och skriv citattecken inne i den dubbelt: `\"\"`",
            Self::CellCount => {
                "räkna avgränsarna på raden; en text som innehåller en avgränsare ska stå inom citattecken"
            }
            Self::LongCell => "leta efter ett citattecken som saknas på raden eller strax före",
            Self::LoneCr => "spara om filen som CSV med vanliga radslut (LF eller CR LF)",
            Self::EmptyValue => "fyll i värdet, eller ta bort raden om det inte finns något att uppge",
            Self::UnknownUnit => "skriv enhetens id ur `organisation.yaml`, eller lägg till enheten där",
            Self::UnknownMoment => "skriv momentets id ur granskningens `questions.yaml`",
            Self::NotAPeriod => {
                "skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`"
            }
            Self::NotAMonth => "skriv år och månad, `2020-02`",
            Self::NotAWeek => "skriv år och vecka, `2020-W07`; veckan ska finnas i kalendern",
            Self::NotADate => "skriv år, månad och dag, `2020-03-31`",
            Self::NotATime => "skriv dag och klockslag, `2020-02-29 07:45`",
            Self::NotAnInteger => "skriv ett heltal utan tecken, `9879` eller `9 879`",
            Self::NotADecimal => "skriv talet som kontraktet säger, med så många decimaler som kolumnen tar",
            Self::NotHours => "skriv timmar som `37,5` eller `37:30`, i hela minuter",
            Self::NotAPercentage => "skriv andelen med procenttecken, `62 %`",
            Self::NotAChoice => "skriv ett av värdena i kontraktet",
            Self::Ambiguous => {
                "skriv talet utan tecken mellan tusental, eller ange `thousands` och `decimal` i kontraktet"
            }
            Self::OutOfRange => "rätta värdet, eller ändra gränserna i kontraktet om de är fel",
            Self::UnitNotThen => "skriv enheten som fanns då, eller rätta tiden",
            Self::FormulaError => "rätta formeln eller det den hänvisar till, eller skriv värdet i cellen",
            Self::DuplicateRow => "ta bort eller rätta den ena raden",
            Self::PersonNumber => {
                "ta bort uppgiften hos den som lämnade filen, och kontrollera om filen redan har spridits"
            }
        }
    }
}

/// The places of one kind of fault in one column, or under one rule.
#[derive(Default)]
pub(super) struct Group {
    rows: Vec<u32>,
    texts: Vec<String>,
    count: u64,
    help: Option<String>,
    advice: Vec<String>,
}

impl Group {
    /// Notes a fault on a row. The text is made only when it will be shown.
    pub(super) fn push(&mut self, row: u32, text: impl FnOnce() -> String) {
        self.count += 1;
        if self.texts.len() < SHOWN {
            self.texts.push(text());
        }
        if self.rows.len() < KEPT {
            self.rows.push(row);
        }
    }

    /// Says more about what to do, at most a few lines, each once.
    pub(super) fn advise(&mut self, advice: impl FnOnce() -> Option<String>) {
        if self.advice.len() < ADVICE
            && let Some(line) = advice()
            && !self.advice.contains(&line)
        {
            self.advice.push(line);
        }
    }
}

/// The faults under one rule of the contract.
struct Ruled {
    rule: Rule,
    column: String,
    group: Group,
}

/// What was found in one delivery.
pub(super) struct Found {
    file: Arc<str>,
    sheet: Arc<str>,
    numbers: BTreeMap<String, u32>,
    kinds: BTreeMap<(Kind, Option<String>), Group>,
    rules: BTreeMap<usize, Ruled>,
    others: Vec<(Remark, Effect)>,
    /// Columns whose values are never shown.
    hidden: BTreeSet<String>,
}

impl Found {
    /// For a file of one table.
    pub(super) fn new(file: &str) -> Self {
        Self::in_sheet(file, "")
    }

    /// For a sheet of a workbook.
    pub(super) fn in_sheet(file: &str, sheet: &str) -> Self {
        Self {
            file: file.into(),
            sheet: sheet.into(),
            numbers: BTreeMap::new(),
            kinds: BTreeMap::new(),
            rules: BTreeMap::new(),
            others: Vec::new(),
            hidden: BTreeSet::new(),
        }
    }

    /// Says where columns stand in the file, numbered from 1, by the names that faults are added under.
    pub(super) fn columns<'n>(&mut self, numbers: impl IntoIterator<Item = (&'n str, u32)>) {
        self.numbers.extend(numbers.into_iter().map(|(name, number)| (name.to_owned(), number)));
    }

    /// Whether the file lacks a column of the contract; never before the header has been read.
    pub(super) fn lacks(&self, column: &str) -> bool {
        !self.numbers.is_empty() && !self.numbers.contains_key(column)
    }

    /// Says in which sheet of a workbook the rows stand.
    pub(super) fn stands_in(&mut self, sheet: &str) {
        self.sheet = shown(sheet).into();
    }

    /// Notes a fault on a row, in a column when one is known. The text is made only when it will be shown.
    pub(super) fn add(&mut self, kind: Kind, column: Option<&str>, row: u32, text: impl FnOnce() -> String) {
        self.group(kind, column).push(row, text);
    }

    /// The faults of a kind in a column, for whoever adds many.
    pub(super) fn group(&mut self, kind: Kind, column: Option<&str>) -> &mut Group {
        self.kinds.entry((kind, column.map(str::to_owned))).or_default()
    }

    /// The faults under the rule at a position of the contract; they all stand in one column.
    pub(super) fn rule(&mut self, at: usize, rule: &Rule, column: &str) -> &mut Group {
        let new = || Ruled { rule: rule.clone(), column: column.to_owned(), group: Group::default() };
        &mut self.rules.entry(at).or_insert_with(new).group
    }

    /// Says what to do about a kind in a column, in place of the usual line.
    pub(super) fn help(&mut self, kind: Kind, column: &str, help: impl FnOnce() -> String) {
        if let Some(group) = self.kinds.get_mut(&(kind, Some(column.to_owned()))) {
            group.help = Some(help());
        }
    }

    /// Adds a remark about the file that sets the delivery aside.
    pub(super) fn refuse(&mut self, remark: Remark) {
        self.others.push((remark.in_delivery(Severity::Error), Effect::SetAside));
    }

    /// Adds a remark that leaves the delivery in use.
    pub(super) fn mention(&mut self, remark: Remark) {
        self.others.push((remark, Effect::None));
    }

    /// Says that a table has names and nothing below them.
    pub(super) fn without_rows(&mut self) {
        let remark = Remark::new(&c::NO_ROWS, format!("`{}` har rubriker men inga rader", self.file))
            .at(Place::file(&*self.file), "")
            .help("det betyder att inget har uppgetts, inte att antalet är noll");
        self.mention(remark);
    }

    /// Sets the delivery aside when more of its rows are in quarantine than its contract lets pass.
    pub(super) fn quarantine(&mut self, contract: &Dataset, rows: u64, quarantined: u64) {
        let limit = contract.quarantine_limit;
        if u128::from(quarantined) * u128::from(limit.whole()) <= u128::from(limit.part()) * u128::from(rows) {
            return;
        }
        let message = format!(
            "{} av {} är i karantän, mer än {} som datamängden tillåter",
            number(quarantined),
            counted(rows, "rad", "rader"),
            exact_percent(limit.permille_rounded())
        );
        let remark = Remark::new(&c::QUARANTINE_LIMIT, message)
            .at(self.place(0, ""), "")
            .at(contract.place.clone(), "kontraktet")
            .help(
                "rätta raderna i de andra påpekandena om leveransen; samma fel på många rader har ofta en enda orsak",
            );
        self.refuse(remark);
    }

    /// Hides every value shown of a column, once the column is known to hold personal identity numbers; also those that are added later.
    pub(super) fn hide(&mut self, column: &str) {
        self.hidden.insert(column.to_owned());
        self.conceal();
    }

    /// Hides again, after texts have been added that may quote a hidden column.
    pub(super) fn conceal(&mut self) {
        if self.hidden.is_empty() {
            return;
        }
        let blank = |group: &mut Group| group.texts.iter_mut().for_each(|t| *t = HIDDEN.to_owned());
        for ((kind, name), group) in &mut self.kinds {
            if *kind == Kind::DuplicateRow || name.as_ref().is_some_and(|n| self.hidden.contains(n)) {
                blank(group);
            }
        }
        // What is said under a rule quotes several columns.
        self.rules.values_mut().for_each(|ruled| blank(&mut ruled.group));
    }

    /// Whether nothing at all was found.
    pub(super) fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.rules.is_empty() && self.others.is_empty() && self.hidden.is_empty()
    }

    /// Whether the delivery must be set aside.
    pub(super) fn is_faulty(&self) -> bool {
        self.others.iter().any(|(_, effect)| *effect == Effect::SetAside)
            || self.kinds.keys().any(|(kind, _)| kind.effect() == Effect::SetAside)
            || self.rules.values().any(|r| r.rule.effect() == Effect::SetAside)
    }

    /// Whether something in its form stands in the way of reading all of it.
    pub(super) fn is_torn(&self) -> bool {
        // Those of text files come before those of cells, those of workbooks and Parquet after all others.
        let of_file = |code: &Code| code.id < c::EMPTY_VALUE.id || code.id >= c::LOCKED.id;
        self.others.iter().any(|(remark, effect)| *effect == Effect::SetAside && of_file(remark.code))
            || self.kinds.keys().any(|(kind, _)| kind.code().id < c::EMPTY_VALUE.id)
    }

    /// The path of the delivery.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The path of the delivery, to keep.
    pub(super) fn file_name(&self) -> Arc<str> {
        Arc::clone(&self.file)
    }

    /// The sheet of a workbook, to keep; empty for a file of one table.
    pub(super) fn sheet_name(&self) -> Arc<str> {
        Arc::clone(&self.sheet)
    }

    /// A place in the delivery: row 0 is the whole of it, an empty column the whole row.
    pub(super) fn place(&self, row: u32, column: &str) -> Place {
        if row == 0 && self.sheet.is_empty() {
            return Place::file(&*self.file);
        }
        let number = self.numbers.get(column).copied().unwrap_or_default();
        Place::cell(&*self.file, row, Cell { sheet: self.sheet.to_string(), number, name: column.to_owned() })
    }

    /// The remarks, with one in front that says the delivery is set aside when it is.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.is_faulty() {
            let what = match &*self.sheet {
                "" => format!("`{}` är lagd åt sidan: inga rader ur filen används", self.file),
                sheet => format!("bladet `{sheet}` i `{}` är lagt åt sidan: inga rader ur det används", self.file),
            };
            remarks.push(
                Remark::new(&c::SET_ASIDE, what)
                    .at(self.place(0, ""), "")
                    .help("rätta det som påpekas om den; till dess redovisas det som bygger på den som saknat")
                    .in_delivery(Severity::Error),
            );
        }
        remarks.extend(self.others.iter().map(|(remark, _)| remark.clone()));
        for ((kind, column), group) in &self.kinds {
            let name = column.as_deref().unwrap_or_default();
            let what = match column {
                Some(name) => format!("{} i kolumnen `{}`", kind.what(), shown(name)),
                None => kind.what().to_owned(),
            };
            let remark = Remark::new(kind.code(), told(&what, group, kind.effect())).in_delivery(Severity::Error);
            let help = group.help.clone().unwrap_or_else(|| kind.help().to_owned());
            remarks.push(helped(self.placed(remark, name, group), &help, group));
        }
        for Ruled { rule, column, group } in self.rules.values() {
            let remark = Remark::new(code(rule), told(&rule.label, group, rule.effect())).in_delivery(rule.severity);
            let remark = self.placed(remark, column, group).at(rule.place.clone(), format!("regel `{}`", rule.id));
            remarks.push(helped(remark, &rule.help, group));
        }
        remarks
    }

    /// Why rows are in quarantine, with how many; a row with several faults is counted under each.
    pub(super) fn reasons(&self) -> Vec<(String, u64)> {
        let kinds = self.kinds.iter().filter(|((kind, _), _)| kind.effect() == Effect::Quarantine);
        let kinds = kinds.map(|((kind, column), group)| match column {
            Some(name) => (format!("{} i kolumnen `{}`", kind.what(), shown(name)), group.count),
            None => (kind.what().to_owned(), group.count),
        });
        let rules = self.rules.values().filter(|r| r.rule.effect() == Effect::Quarantine);
        kinds.chain(rules.map(|r| (r.rule.label.clone(), r.group.count))).collect()
    }

    /// Every fault with its place, in the order of the remarks.
    pub(super) fn into_faults(self) -> Vec<Faults> {
        let Self { file, sheet, numbers, kinds, rules, others, .. } = self;
        let new = |column: &str, code: &'static Code, effect: Effect, group: Group| Faults {
            file: Arc::clone(&file),
            sheet: Arc::clone(&sheet),
            number: numbers.get(column).copied().unwrap_or_default(),
            column: column.into(),
            code: code.id,
            rule: None,
            effect,
            rows: group.rows,
            texts: group.texts,
            count: group.count,
        };
        let mut faults = Vec::new();
        for (remark, effect) in others {
            let place = remark.labels.into_iter().next().map(|l| l.place);
            let row = place.as_ref().map_or(0, |p| p.line);
            let cell = place.and_then(|p| p.cell).unwrap_or_default();
            let group = Group { rows: vec![row], texts: vec![remark.message], count: 1, ..Group::default() };
            faults.push(Faults { number: cell.number, ..new(&cell.name, remark.code, effect, group) });
        }
        for ((kind, column), group) in kinds {
            faults.push(new(column.as_deref().unwrap_or_default(), kind.code(), kind.effect(), group));
        }
        for Ruled { rule, column, group } in rules.into_values() {
            let faulty = new(&column, code(&rule), rule.effect(), group);
            faults.push(Faults { rule: Some(rule.id.as_str().into()), ..faulty });
        }
        faults
    }

    /// Adds the places that are shown and how many there are in all.
    fn placed(&self, remark: Remark, column: &str, group: &Group) -> Remark {
        let places = group.rows.iter().zip(&group.texts);
        places.fold(remark, |r, (row, text)| r.at(self.place(*row, column), text)).counted(group.count)
    }
}

/// Adds what to do.
fn helped(remark: Remark, help: &str, group: &Group) -> Remark {
    group.advice.iter().fold(remark.help(help), |r, line| r.help(line))
}

/// What happened, to how many rows, and what it led to.
fn told(what: &str, group: &Group, effect: Effect) -> String {
    let rows = match (group.count, group.rows.first()) {
        (1, Some(row)) => format!("rad {row}"),
        (n, _) => counted(n, "rad", "rader"),
    };
    match effect {
        Effect::None => format!("{what}, {rows}"),
        Effect::Quarantine => format!("{what}, {rows} i karantän"),
        Effect::SetAside => format!("{what}, {rows}: leveransen är lagd åt sidan"),
    }
}

/// The code of faults under a rule.
fn code(rule: &Rule) -> &'static Code {
    match rule.demand {
        Demand::Order { .. } | Demand::Needs { .. } | Demand::Forbids { .. } | Demand::Within { .. } => &c::ROW_RULE,
        Demand::Balance { .. } | Demand::AddsUp { .. } => &c::SUM_RULE,
        Demand::Follows { .. } => &c::FOLLOW_RULE,
        Demand::ExistsIn { .. } => &c::REFERENCE_RULE,
    }
}

/// A value as it may be shown: short, on one line, without control characters, and never a personal identity number.
pub(super) fn shown(value: &str) -> String {
    if must_be_hidden(value) {
        return person::HIDDEN.to_owned();
    }
    let clean = |c: char| if c.is_control() || c == '`' { ' ' } else { c };
    let mut short: String = value.chars().take(40).map(clean).collect();
    if value.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
