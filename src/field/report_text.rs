//! The running text of a report in its printed order; what the catalogue holds elsewhere is pointed at, never repeated.

use super::id::{QuestionId, UnitId};

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Number or heading, as `source` cites it.
    pub id: String,
    /// Heading without the number; empty when none is printed.
    pub heading: String,
    /// Heading level, 1 to 3.
    pub level: u8,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, verbatim.
    Text(String),
    /// A list that stands nowhere else, verbatim.
    Bullets(Vec<String>),
    /// An unnumbered heading.
    Subheading(String),
    /// Something that was lost in the text we have, in our words.
    Lost(String),
    /// The printed column headings of the table that follows.
    Columns(Vec<String>),
    /// The moment table of a unit.
    Moments(UnitId),
    /// The assessment of a question.
    Assessment(QuestionId),
    /// The overall verdict.
    Overall,
    /// The table of control questions.
    QuestionTable,
    /// Lead-in and recommendations.
    Recommendations,
    /// The purpose.
    Purpose,
    /// The criteria.
    Criteria,
    /// Lead-in and guidelines.
    Guidelines,
    /// The control questions as a list.
    Questions,
    /// Scope and interviewed operations.
    Scope,
    /// The method.
    Method,
    /// The register of tools.
    Tools,
    /// What does not exist.
    Absent,
    /// Examples of improvement work.
    Examples,
    /// The figures.
    Figures,
    /// The findings.
    Findings,
    /// The increased focus.
    Focus,
    /// The improvements.
    Improvements,
    /// That a reply was requested.
    Reply,
}
