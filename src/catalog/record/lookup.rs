//! The checks that only files under `data/` need: functions, units, and names that are looked up.
//!
//! Adds to the shared [`Check`]; knows no file as a whole.

use super::codes;
use super::forms::{Id, Text};
use super::organisation::Units;
use crate::catalog::check::Check;
use crate::catalog::names::with_names;
use crate::diag::{Code, Remark};
use crate::field::id::UnitId;
use crate::placed::At;

/// A name that does not exist, and what to say of it.
pub(super) struct Unknown<'t> {
    /// The kind of remark.
    pub code: &'static Code,
    /// What it should be, in definite form: `enheten`.
    pub what: &'t str,
    /// What is wrong at the place.
    pub label: &'t str,
    /// What the names that exist are: `enheter`.
    pub heading: &'t str,
}

impl Check<'_> {
    /// A function that acts; never a person.
    pub(super) fn function(&mut self, key: &str, at: &At<Text>) -> String {
        let name = self.text(key, at);
        if points_at_a_person(&name) {
            // The text itself is not repeated in the message: remarks are copied and sent around.
            let remark = Remark::new(&codes::PERSON, "här står något som pekar ut en person")
                .at(self.place(at), "här ska det stå en funktion")
                .help("skriv funktionen, till exempel `divisionschef` eller `regionstyrelsen`");
            self.say(remark);
        }
        name
    }

    /// A unit of the organisation. Says nothing when the organisation itself could not be read.
    pub(super) fn unit(&mut self, at: &At<Id>, units: Option<&Units>) -> Option<UnitId> {
        if let Some(units) = units
            && !units.knows(&at.value.0)
        {
            let unknown = Unknown {
                code: &codes::UNKNOWN_UNIT,
                what: "enheten",
                label: "ingen enhet har det id:t",
                heading: "enheter",
            };
            self.unknown(unknown, at, units.names());
            return None;
        }
        UnitId::new(&at.value.0).ok()
    }

    /// Remarks on a name that does not exist, with the nearest that does.
    pub(super) fn unknown<'n>(&mut self, unknown: Unknown<'_>, at: &At<Id>, known: impl IntoIterator<Item = &'n str>) {
        let name = &at.value.0;
        let remark = Remark::new(unknown.code, format!("{} `{name}` finns inte", unknown.what))
            .at(self.place(at), unknown.label);
        self.say(with_names(remark, name, known, unknown.heading));
    }
}

/// Whether a text holds an e-mail address or something in the form of a personal identity number.
fn points_at_a_person(text: &str) -> bool {
    text.contains('@') || text.split_whitespace().any(is_personal_number)
}

fn is_personal_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let only = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+'));
    only && matches!(digits, 10 | 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_no_person_and_an_address_is() {
        for person in ["anna@region.se", "Anna 121212-1212", "191212121212"] {
            assert!(points_at_a_person(person), "{person}");
        }
        for function in ["regionstyrelsen", "chef för enhet 12", "it-chef", "dnr 2021-0042"] {
            assert!(!points_at_a_person(function), "{function}");
        }
    }
}
