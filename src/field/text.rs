//! Who says what: the auditors' own words with their place, and words of ours.

use crate::diag::Place;

/// Words that auditors wrote, verbatim, with the section they stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Section number or heading in the audit.
    pub source: String,
    /// Where the words stand in the catalogue or data.
    pub place: Place,
}

/// A quote that can be referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<I> {
    /// Its id.
    pub id: I,
    /// The words.
    pub quote: Quote,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The source says so.
    Stated,
    /// We concluded it.
    Inferred,
}

/// Words that say why something is as it is, and whose they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// The auditors' own words.
    Auditors(Quote),
    /// A note of ours.
    Granska(String),
}
