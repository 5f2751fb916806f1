//! The manual of a kind: five headings, always the same, printed by `granska explain`.

/// The manual of a measure kind (*måttslag*) or a roll-up (*sammanvägning*), in Swedish.
#[derive(Debug, PartialEq, Eq)]
pub struct Manual {
    /// The key in the catalogue.
    pub id: &'static str,
    /// One line.
    pub title: &'static str,
    /// What it measures.
    pub measures: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Its parameters.
    pub parameters: &'static str,
    /// What happens when something is missing.
    pub missing: &'static str,
    /// A worked example.
    pub example: &'static str,
}
