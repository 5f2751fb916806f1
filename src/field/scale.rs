//! Scales of words, and how outcomes and statuses are written and drawn.

use super::id::ScaleId;
use super::rating::{MarkKind, NotAssessable, Rating, Verdict};
use super::recommendation::StatusCode;
use std::collections::BTreeMap;

/// What a word of a scale stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A rating.
    Rated(Rating),
    /// *Ej tillämpligt.*
    NotApplicable,
    /// *Kan inte bedömas.*
    NotAssessable,
}

impl Meaning {
    /// As the verdict on the one thing the word was said of.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Rated(r) => Verdict::Rated(r),
            Self::NotApplicable => Verdict::NotApplicable,
            Self::NotAssessable => Verdict::NotAssessable(NotAssessable::SaidSo),
        }
    }
}

/// A scale (*skala*): words, best first; several words may share a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Its id.
    pub id: ScaleId,
    /// Its name in Swedish.
    pub label: String,
    /// The words and what each stands for.
    pub words: Vec<(String, Meaning)>,
}

impl Scale {
    /// The scale's own form of a word and its meaning; compared without case and surrounding space.
    pub fn meaning(&self, word: &str) -> Option<(&str, Meaning)> {
        let word = word.trim().to_lowercase();
        self.words.iter().find(|(w, _)| w.to_lowercase() == word).map(|(w, m)| (w.as_str(), *m))
    }
}

/// The shape drawn beside a verdict word, so that colour is never the only carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// ●
    FilledCircle,
    /// ◐
    HalfCircle,
    /// ☒
    CrossedSquare,
    /// –
    Dash,
    /// ○
    Ring,
    /// Dotted circle.
    DottedCircle,
    /// × through a grey square.
    CrossedGreySquare,
}

impl Symbol {
    /// The key in the catalogue and the views.
    pub fn key(self) -> &'static str {
        match self {
            Self::FilledCircle => "filled-circle",
            Self::HalfCircle => "half-circle",
            Self::CrossedSquare => "crossed-square",
            Self::Dash => "dash",
            Self::Ring => "ring",
            Self::DottedCircle => "dotted-circle",
            Self::CrossedGreySquare => "crossed-grey-square",
        }
    }

    /// A character for a terminal.
    pub fn glyph(self) -> char {
        match self {
            Self::FilledCircle => '●',
            Self::HalfCircle => '◐',
            Self::CrossedSquare => '☒',
            Self::Dash => '–',
            Self::Ring => '○',
            Self::DottedCircle => '◌',
            Self::CrossedGreySquare => '▒',
        }
    }
}

/// How one outcome is written and drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The word, `Delvis uppfyllt`.
    pub word: String,
    /// The word after a count, `delvis uppfyllda`.
    pub plural: String,
    /// The shape.
    pub symbol: Symbol,
    /// Colour on white, `#8a5700`.
    pub colour: String,
}

/// Who may set a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// granska itself, from dates.
    System,
    /// The owner of the action.
    Owner,
    /// Someone other than the owner.
    Verifier,
    /// The board, with diarienummer and paragraph.
    Board,
    /// The auditors.
    Auditor,
}

/// The words of one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusWord {
    /// The label, `Genomförd och verifierad`.
    pub label: String,
    /// Who sets it.
    pub set_by: SetBy,
    /// What it needs, in plain Swedish.
    pub gloss: String,
    /// The mark whose symbol and colour it borrows.
    pub colour_as: MarkKind,
}

/// All words and marks: the content of `controls/scales.yaml`. Complete by construction: each mark and each status has an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Scales by id.
    pub scales: BTreeMap<ScaleId, Scale>,
    /// Marks by outcome; holds all seven.
    pub marks: BTreeMap<MarkKind, Mark>,
    /// Words by status; holds all ten.
    pub statuses: BTreeMap<StatusCode, StatusWord>,
}
