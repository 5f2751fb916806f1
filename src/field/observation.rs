//! Measured values (*mätvärden*) with their origin. Missing is never zero; quoted has no numerator.

use super::dataset::InferredDate;
use super::held::Held;
use super::id::UnitId;
use super::measure::FigureKey;
use super::period::Period;
use super::quantity::{Fraction, Ratio, Share};
use crate::diag::Place;
use crate::words;

/// Why a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissingWhy {
    /// No rows were delivered.
    NotDelivered,
    /// Rows were delivered, but the delivery was set aside.
    SetAside,
    /// Rows were delivered, but those that count are in quarantine.
    Quarantined,
    /// The whole is not stated.
    NoWhole,
    /// The part is not stated.
    NoPart,
    /// The part is larger than the whole.
    PartAboveWhole,
    /// A row that counts has no number.
    NoNumber,
    /// What flowed in and out does not make what was left.
    DoesNotAddUp,
    /// What it is held against is missing.
    NoReference,
    /// The whole is smaller than the measure may rest on.
    DenominatorTooSmall,
    /// The definition does not hold for all of the period.
    OutsideValidity,
    /// Nothing was delivered, and the last day to deliver has not passed.
    NotYetDue,
}

impl MissingWhy {
    /// Its key in what is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotDelivered => "not-delivered",
            Self::SetAside => "set-aside",
            Self::Quarantined => "quarantined",
            Self::NoWhole => "no-whole",
            Self::NoPart => "no-part",
            Self::PartAboveWhole => "part-above-whole",
            Self::NoNumber => "no-number",
            Self::DoesNotAddUp => "does-not-add-up",
            Self::NoReference => "no-reference",
            Self::DenominatorTooSmall => "denominator-too-small",
            Self::OutsideValidity => "outside-validity",
            Self::NotYetDue => "not-yet-due",
        }
    }

    /// In words, lower case.
    pub fn said(self) -> &'static str {
        match self {
            Self::NotDelivered => "inga uppgifter är lämnade",
            Self::SetAside => "leveransen är lagd åt sidan",
            Self::Quarantined => "raderna är i karantän",
            Self::NoWhole => "helheten är inte angiven",
            Self::NoPart => "delen är inte angiven",
            Self::PartAboveWhole => "delen är större än helheten",
            Self::NoNumber => "en rad som ska räknas saknar tal",
            Self::DoesNotAddUp => "kön vid slutet är inte kön vid början plus inflöde minus utflöde",
            Self::NoReference => "det som siffran hålls mot saknas",
            Self::DenominatorTooSmall => "helheten är för liten för att räkna på",
            Self::OutsideValidity => "definitionen gäller inte hela perioden",
            Self::NotYetDue => "sista dagen att lämna har inte passerat",
        }
    }
}

/// What a measure came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observation {
    /// Computed from delivered parts.
    Measured(Share),
    /// Counted, or summed, from delivered rows.
    Counted(u64),
    /// Computed from delivered rows, in the unit of its measure.
    Amount(Ratio),
    /// Stated with both parts by the auditors.
    Stated(Share),
    /// Quoted as printed, without parts.
    Quoted(Fraction),
    /// Missing, with the reason.
    Missing(MissingWhy),
    /// Hidden because the number is small.
    Suppressed,
    /// Does not apply: there was nothing to have a share of, and that is known.
    NotApplicable,
}

impl Observation {
    /// The value as an exact number in the unit of its measure, when there is one.
    pub fn ratio(self) -> Option<Ratio> {
        match self {
            Self::Measured(s) | Self::Stated(s) => Ratio::of(s.part().into(), s.whole().into()),
            Self::Quoted(f) => Ratio::of(f.part().into(), f.whole().into()),
            Self::Counted(n) => Ratio::of(n.into(), 1),
            Self::Amount(value) => Some(value),
            Self::Missing(_) | Self::Suppressed | Self::NotApplicable => None,
        }
    }

    /// The share as an exact fraction, when there is one.
    pub fn fraction(self) -> Option<Fraction> {
        match self {
            Self::Measured(s) | Self::Stated(s) => Some(s.fraction()),
            Self::Quoted(f) => Some(f),
            Self::Counted(_) | Self::Amount(_) | Self::Missing(_) | Self::Suppressed | Self::NotApplicable => None,
        }
    }
}

/// What a figure used of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUse {
    /// The file delivered.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Rows the file holds.
    pub rows_read: u64,
    /// Rows of it that the value was made of.
    pub rows_used: u64,
    /// The first of them by their number in the file, sorted.
    pub lines: Vec<u32>,
}

/// Why a figure is hidden, lower case. It is never said which of the two, since that would help to find it.
pub const WHY_HIDDEN: &str = "för få för att visas, eller går att räkna ut ur andra tal";

/// Rows that would have counted but were left out, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why: `patientvald väntan`.
    pub reason: String,
    /// How many; `None` when they are too few to be told, or give such a number away.
    pub rows: Option<u64>,
}

impl LeftOut {
    /// The reason with the number: `patientvald väntan: 7`.
    pub fn said(&self) -> String {
        let rows = self.rows.map_or_else(|| "dolt antal".to_owned(), words::number);
        format!("{}: {rows}", self.reason)
    }
}

/// Where a value comes from (*härkomst*).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The files, in order; for a value that is missing because of a file, that one.
    pub files: Vec<FileUse>,
    /// Rows that would have counted but were left out, by reason.
    pub excluded: Vec<LeftOut>,
    /// The catalogue line that asked.
    pub asked_by: Option<Place>,
    /// The version of the definition there.
    pub version: u16,
}

/// A part that a value lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lack {
    /// Whose it is.
    pub unit: UnitId,
    /// For when.
    pub period: Period,
    /// Why it lacks.
    pub why: MissingWhy,
}

/// What a part of a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermOf {
    /// What is divided.
    Part,
    /// By what.
    Whole,
    /// What is added.
    Plus,
    /// What is taken away.
    Minus,
    /// How many values there are.
    Values,
    /// What there was at the start.
    Start,
    /// What there was at the end.
    End,
    /// Over how many weeks.
    Weeks,
    /// What it is held against.
    Reference,
}

/// A part of a value, exact: so many of the smallest part of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub of: TermOf,
    /// The number, in the unit of the measure or of its own column.
    pub value: Ratio,
}

/// A value of a measure for a unit and a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Measure, unit and period.
    pub key: FigureKey,
    /// The value.
    pub observation: Observation,
    /// For a share known by its complement: what did not meet.
    pub complement: Option<u64>,
    /// Of an amount, the parts it is made of, so that it can be computed again.
    pub terms: Vec<Term>,
    /// Parts that should be in the value and are not, sorted: the value is that of the rest.
    pub lacks: Vec<Lack>,
    /// What about the period was inferred.
    pub inferred: InferredDate,
    /// Section or document it is taken from.
    pub source: String,
    /// What it was held against.
    pub held: Held,
    /// Its origin.
    pub provenance: Provenance,
}

impl Figure {
    /// How an amount came about, from its terms: `341 ÷ 388`, `kö 14 + 20 − 18 = 16`. `None` when it has no terms.
    pub fn arithmetic(&self) -> Option<String> {
        let number = |of: TermOf| self.terms.iter().find(|t| t.of == of).map(|t| t.value.said());
        let (plus, minus) = (number(TermOf::Plus), number(TermOf::Minus));
        if let (Some(start), Some(end)) = (number(TermOf::Start), number(TermOf::End)) {
            let into = plus.map_or_else(String::new, |n| format!(" + {n}"));
            let out = minus.map_or_else(String::new, |n| format!(" − {n}"));
            let produced = number(TermOf::Part).zip(number(TermOf::Weeks));
            let noun = |weeks: &str| if weeks == "1" { "vecka" } else { "veckor" };
            let weeks = produced.map_or_else(String::new, |(n, weeks)| format!(" ÷ ({n} ÷ {weeks} {})", noun(&weeks)));
            return Some(format!("{start}{into}{out} = {end}{weeks}"));
        }
        let reference = number(TermOf::Reference).map_or_else(String::new, |n| format!(", mot {n}"));
        match (number(TermOf::Part), number(TermOf::Whole), plus, minus) {
            (Some(part), Some(whole), ..) => Some(format!("{part} ÷ {whole}{reference}")),
            (_, _, Some(plus), Some(minus)) => Some(format!("{plus} − {minus}")),
            (..) => {
                let values = self.terms.iter().find(|t| t.of == TermOf::Values)?;
                let noun = if values.value.part() == 1 { "värde" } else { "värden" };
                Some(format!("av {} {noun}", values.value.said()))
            }
        }
    }
}

/// A file of the record as it was read: the organisation, what auditors established, entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFile {
    /// The file.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A file that was delivered, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The dataset.
    pub dataset: super::id::DatasetId,
    /// Its name.
    pub label: String,
    /// The file.
    pub file: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Rows read.
    pub rows_read: u64,
    /// Rows used in this run.
    pub rows_used: u64,
    /// Rows left out because of faults in their own values.
    pub rows_quarantined: u64,
    /// Whether it was set aside because of faults.
    pub set_aside: bool,
    /// How the file was read: format, character encoding, separator, sheet; in Swedish.
    pub recognised: String,
}
