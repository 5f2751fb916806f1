//! The list of faults (`facit/fel.csv`): every fault that was put in, with its place as a person sees it in a spreadsheet program.
//!
//! Never holds the value of a cell.

use crate::diag::Remark;
use crate::store::{Folder, Stream};
use std::io::Write;

/// The path of the list below the folder.
pub(in crate::desk::simulate) const FILE: &str = "facit/fel.csv";

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    // In a cell.
    Empty,
    UnknownUnit,
    UnknownMoment,
    NotAPeriod,
    NotADay,
    NotATime,
    NotWhole,
    NotADecimal,
    NotHours,
    NotAShare,
    UnknownCode,
    TwoMeanings,
    OutOfBounds,
    Person,
    // In how a cell is written.
    Unreadable,
    Nul,
    StrayQuote,
    FormulaError,
    // In how a row is written.
    CellCount,
    LoneReturn,
    OpenQuote,
    LongCell,
    EmptyRows,
    // In a file.
    EmptyFile,
    NoRows,
    MissingColumn,
    DoubleColumn,
    ExtraColumn,
    PersonColumn,
    Separator,
    TooManyColumns,
    Packing,
    UnknownFile,
    NotWhatItSays,
    WhichSheet,
    Merged,
    OutsideTable,
    HiddenRows,
    // Between cells of a row.
    UnitNotThen,
    Law,
    Queue,
    // Between rows.
    Twice,
    Sum,
    Chain,
    Quarantine,
    // Between datasets.
    Reference,
}

impl Fault {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: [Self; 46] = [
        Self::Empty,
        Self::UnknownUnit,
        Self::UnknownMoment,
        Self::NotAPeriod,
        Self::NotADay,
        Self::NotATime,
        Self::NotWhole,
        Self::NotADecimal,
        Self::NotHours,
        Self::NotAShare,
        Self::UnknownCode,
        Self::TwoMeanings,
        Self::OutOfBounds,
        Self::Person,
        Self::Unreadable,
        Self::Nul,
        Self::StrayQuote,
        Self::FormulaError,
        Self::CellCount,
        Self::LoneReturn,
        Self::OpenQuote,
        Self::LongCell,
        Self::EmptyRows,
        Self::EmptyFile,
        Self::NoRows,
        Self::MissingColumn,
        Self::DoubleColumn,
        Self::ExtraColumn,
        Self::PersonColumn,
        Self::Separator,
        Self::TooManyColumns,
        Self::Packing,
        Self::UnknownFile,
        Self::NotWhatItSays,
        Self::WhichSheet,
        Self::Merged,
        Self::OutsideTable,
        Self::HiddenRows,
        Self::UnitNotThen,
        Self::Law,
        Self::Queue,
        Self::Twice,
        Self::Sum,
        Self::Chain,
        Self::Quarantine,
        Self::Reference,
    ];

    /// Its word in the list.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Empty => "tom-cell",
            Self::UnknownUnit => "okand-enhet",
            Self::UnknownMoment => "okant-moment",
            Self::NotAPeriod => "ingen-period",
            Self::NotADay => "inget-datum",
            Self::NotATime => "ingen-tidpunkt",
            Self::NotWhole => "inget-heltal",
            Self::NotADecimal => "inget-decimaltal",
            Self::NotHours => "inga-timmar",
            Self::NotAShare => "ingen-andel",
            Self::UnknownCode => "okand-kod",
            Self::TwoMeanings => "tvetydigt-tal",
            Self::OutOfBounds => "utanfor-granserna",
            Self::Person => "personnummer",
            Self::Unreadable => "olasligt-tecken",
            Self::Nul => "nolltecken",
            Self::StrayQuote => "citattecken-pa-fel-plats",
            Self::FormulaError => "formelfel",
            Self::CellCount => "fel-antal-celler",
            Self::LoneReturn => "ensam-vagnretur",
            Self::OpenQuote => "oppet-citattecken",
            Self::LongCell => "for-lang-cell",
            Self::EmptyRows => "tomma-rader",
            Self::EmptyFile => "tom-fil",
            Self::NoRows => "inga-rader",
            Self::MissingColumn => "kolumn-saknas",
            Self::DoubleColumn => "kolumn-tva-ganger",
            Self::ExtraColumn => "okand-kolumn",
            Self::PersonColumn => "personnummerkolumn",
            Self::Separator => "omojlig-avgransare",
            Self::TooManyColumns => "for-manga-kolumner",
            Self::Packing => "skadad-packning",
            Self::UnknownFile => "okand-fil",
            Self::NotWhatItSays => "fel-format",
            Self::WhichSheet => "oklart-vilket-blad",
            Self::Merged => "sammanfogade-celler",
            Self::OutsideTable => "utanfor-tabellen",
            Self::HiddenRows => "dolda-rader",
            Self::UnitNotThen => "enhet-fanns-inte",
            Self::Law => "radregel",
            Self::Queue => "ko-gar-inte-ihop",
            Self::Twice => "samma-nyckel",
            Self::Sum => "summa-stammer-inte",
            Self::Chain => "bryter-kedjan",
            Self::Quarantine => "for-manga-felaktiga-rader",
            Self::Reference => "finns-inte-i-andra-datamangden",
        }
    }

    /// Whether the file cannot be read as it stands: what it lacks is then unknown.
    pub(super) fn tears(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::Nul
                | Self::StrayQuote
                | Self::CellCount
                | Self::LoneReturn
                | Self::OpenQuote
                | Self::LongCell
                | Self::EmptyFile
                | Self::MissingColumn
                | Self::DoubleColumn
                | Self::Separator
                | Self::TooManyColumns
                | Self::Packing
                | Self::NotWhatItSays
                | Self::WhichSheet
                | Self::Merged
        )
    }

    /// Whether the whole file is set aside for it.
    pub(super) fn sets_aside(self) -> bool {
        match self {
            Self::Person
            | Self::Unreadable
            | Self::Nul
            | Self::StrayQuote
            | Self::CellCount
            | Self::LoneReturn
            | Self::OpenQuote
            | Self::LongCell
            | Self::EmptyFile
            | Self::MissingColumn
            | Self::DoubleColumn
            | Self::PersonColumn
            | Self::Separator
            | Self::TooManyColumns
            | Self::Packing
            | Self::UnknownFile
            | Self::NotWhatItSays
            | Self::WhichSheet
            | Self::Merged
            | Self::Queue
            | Self::Twice
            | Self::Quarantine => true,
            Self::Empty
            | Self::UnknownUnit
            | Self::UnknownMoment
            | Self::NotAPeriod
            | Self::NotADay
            | Self::NotATime
            | Self::NotWhole
            | Self::NotADecimal
            | Self::NotHours
            | Self::NotAShare
            | Self::UnknownCode
            | Self::TwoMeanings
            | Self::OutOfBounds
            | Self::FormulaError
            | Self::EmptyRows
            | Self::NoRows
            | Self::ExtraColumn
            | Self::OutsideTable
            | Self::HiddenRows
            | Self::UnitNotThen
            | Self::Law
            | Self::Sum
            | Self::Chain
            | Self::Reference => false,
        }
    }
}

/// One fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub fault: Fault,
    /// The row as a spreadsheet program counts it, 0 for the whole file.
    pub row: u32,
    /// The column; empty when the whole row is meant.
    pub column: &'static str,
    /// The law that is broken, or the key of the group.
    pub of: String,
}

/// The list while it is written.
pub(super) struct List {
    stream: Stream,
    pub count: u64,
}

impl List {
    /// Begins the list.
    pub(super) fn new(folder: &Folder) -> Result<Self, Remark> {
        let mut stream = folder.stream(FILE)?;
        stream.write_all(b"fil;rad;kolumn;fel;galler\n").map_err(|e| stream.failed(&e))?;
        Ok(Self { stream, count: 0 })
    }

    /// Adds the faults of a file.
    pub(super) fn add(&mut self, file: &str, faults: &[Listed]) -> Result<(), Remark> {
        for Listed { fault, row, column, of } in faults {
            writeln!(self.stream, "{file};{row};{column};{};{of}", fault.word()).map_err(|e| self.stream.failed(&e))?;
            self.count += 1;
        }
        Ok(())
    }

    /// Ends it.
    pub(super) fn finish(self) -> Stream {
        self.stream
    }
}
