//! Names of things in the catalogue and the data, one type each, so that they cannot be mixed up.

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId(pub String);

impl std::fmt::Display for NotAnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "`{}` är inget giltigt id: högst 64 tecken a–z, A–Z, 0–9, `-`, `_` och `.`, med bokstav eller siffra först",
            self.0
        )
    }
}

impl std::error::Error for NotAnId {}

fn valid(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !text.contains("..")
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a text of at most 64 ASCII letters, digits, `-`, `_` and `.`, with a letter or digit first.
            ///
            /// # Errors
            /// When the text is empty, too long or has other characters; ids name files, so `..` and `/` are refused.
            pub fn new(text: &str) -> Result<Self, NotAnId> {
                if valid(text) { Ok(Self(text.to_owned())) } else { Err(NotAnId(text.to_owned())) }
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An audit (*granskning*), `produktionsplanering-2020`.
    AuditId;
    /// A control question (*kontrollfråga*), `KF3`.
    QuestionId;
    /// A point of a question (*bedömningspunkt*), `KF3.1`.
    PointId;
    /// A moment (*moment*) of the moment table.
    MomentId;
    /// A step of a model, or its support group.
    StepId;
    /// A model of steps.
    ModelId;
    /// A scale of words.
    ScaleId;
    /// A recommendation or improvement proposal, `R2`.
    RecommendationId;
    /// A part of a recommendation, `R2a`.
    PartId;
    /// Anything else that is listed under an id: criterion, guideline, finding, improvement, example.
    ItemId;
    /// A unit of the organisation; `riket` is reserved for the nation.
    UnitId;
    /// A level of the organisation, `division`.
    LevelId;
    /// An organisation, the name of its folder in `data/`.
    OrganisationId;
    /// A measure (*mått*).
    MeasureId;
    /// A dataset (*datamängd*).
    DatasetId;
    /// An entry of the follow-up register.
    EntryId;
    /// A report, the name of its folder in `report-templates/`.
    ReportId;
}

impl UnitId {
    /// The nation: above every region, declared by no organisation.
    pub const NATION: &'static str = "riket";

    /// Whether this is the nation.
    pub fn is_nation(&self) -> bool {
        self.as_str() == Self::NATION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_name_another_folder() {
        assert!(AuditId::new("produktionsplanering-2020").is_ok());
        for bad in ["", "../x", "a/b", "å", "-a", "a..b", &"x".repeat(65)] {
            assert!(AuditId::new(bad).is_err(), "{bad}");
        }
    }
}
