//! The checks that every file under `data/` shares: ids, texts, dates, periods, units, and who signed.
//!
//! Turns one written value into one valid value and pushes a remark when that fails. Knows no file as a whole.

use super::codes;
use super::forms::{PeriodForm, QuoteForm};
use super::organisation::Units;
use crate::diag::{self, Code, Place, Remark};
use crate::field::id::{NotAnId, UnitId};
use crate::field::period::{DatedPeriod, Period};
use crate::field::text::Quote;
use crate::placed::{At, Scalar};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The most names that a help line lists.
const LISTED: usize = 15;

/// Checks the values of one file.
pub(super) struct Checker<'a> {
    /// The file, from the project's root.
    pub file: &'a str,
    /// Where remarks go.
    pub remarks: &'a mut Vec<Remark>,
    /// Every section cited so far, with its place.
    pub cited: Vec<(String, Place)>,
}

impl<'a> Checker<'a> {
    /// For one file.
    pub fn new(file: &'a str, remarks: &'a mut Vec<Remark>) -> Self {
        Self { file, remarks, cited: Vec::new() }
    }

    /// The place of a value.
    pub fn place<T>(&self, at: &At<T>) -> Place {
        at.place(self.file)
    }

    /// Pushes a remark.
    pub fn push(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// An id of any type.
    pub fn id<I>(&mut self, at: &At<String>, new: fn(&str) -> Result<I, NotAnId>) -> Option<I> {
        match new(&at.value) {
            Ok(id) => Some(id),
            Err(e) => {
                let place = self.place(at);
                self.push(
                    Remark::new(&codes::BAD_ID, format!("`{}` är inget giltigt id", e.0))
                        .at(place, "det här id:t går inte att använda")
                        .help(
                            "skriv högst 64 tecken a–z, A–Z, 0–9, `-`, `_` och `.`, med en bokstav eller siffra först",
                        ),
                );
                None
            }
        }
    }

    /// Remarks on an id that has been seen before, and remembers it.
    pub fn unique(&mut self, what: &str, id: &str, place: Place, seen: &mut BTreeMap<String, Place>) {
        if let Some(first) = seen.get(id) {
            self.remarks.push(
                Remark::new(&codes::DUPLICATE_ID, format!("{what} `{id}` finns två gånger"))
                    .at(place, "andra gången")
                    .at(first.clone(), "första gången")
                    .help("ge den ena ett eget id, eller ta bort den"),
            );
        } else {
            seen.insert(id.to_owned(), place);
        }
    }

    /// A text that must say something; white space around it is dropped.
    pub fn text(&mut self, at: &At<String>) -> String {
        let place = self.place(at);
        self.said(&at.value, place)
    }

    /// A text that may look like a number and must say something.
    pub fn scalar(&mut self, at: &At<Scalar>) -> String {
        let place = self.place(at);
        self.said(&at.value.0, place)
    }

    fn said(&mut self, text: &str, place: Place) -> String {
        if text.trim().is_empty() {
            self.push(
                Remark::new(&codes::EMPTY_TEXT, "texten är tom")
                    .at(place, "här saknas text")
                    .help("skriv texten, eller ta bort nyckeln om källan inte säger något"),
            );
        }
        text.trim().to_owned()
    }

    /// Several texts.
    pub fn texts(&mut self, texts: &[At<String>]) -> Vec<String> {
        texts.iter().map(|t| self.text(t)).collect()
    }

    /// A text that may be left out.
    pub fn optional(&mut self, at: &Option<At<String>>) -> Option<String> {
        at.as_ref().map(|at| self.text(at))
    }

    /// A section, remembered as cited.
    pub fn source(&mut self, at: &At<Scalar>) -> String {
        let place = self.place(at);
        let source = self.scalar(at);
        if !source.is_empty() {
            self.cited.push((source.clone(), place));
        }
        source
    }

    /// The auditors' words with their section.
    pub fn quote(&mut self, text: &At<String>, source: &At<Scalar>) -> Quote {
        Quote { text: self.text(text), source: self.source(source), place: self.place(text) }
    }

    /// Several quotes.
    pub fn quotes(&mut self, forms: &[QuoteForm]) -> Vec<Quote> {
        forms.iter().map(|q| self.quote(&q.text, &q.source)).collect()
    }

    /// A date, year, month and day.
    pub fn date(&mut self, at: &At<Scalar>) -> Option<NaiveDate> {
        let text = at.value.0.as_str();
        // The round trip refuses the looser forms that the parser lets through, `2021-3-2`.
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|d| (1900..2200).contains(&d.year()) && d.to_string() == text);
        if date.is_none() {
            let place = self.place(at);
            self.push(
                Remark::new(&codes::BAD_DATE, format!("`{text}` är inget datum"))
                    .at(place, "datumet finns inte i almanackan eller är skrivet på annat sätt")
                    .help("skriv år, månad och dag som `2021-03-02`"),
            );
        }
        date
    }

    /// A date that may be left out; the outer `None` is a date that could not be read.
    #[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
    pub fn optional_date(&mut self, at: &Option<At<Scalar>>) -> Option<Option<NaiveDate>> {
        match at {
            None => Some(None),
            Some(at) => self.date(at).map(Some),
        }
    }

    /// A period with its certainty.
    pub fn period(&mut self, form: &PeriodForm) -> Option<DatedPeriod> {
        let note = self.optional(&form.note);
        match Period::parse(&form.is.value.0) {
            Ok(is) => Some(DatedPeriod { is, certainty: form.certainty.into(), note }),
            Err(e) => {
                let place = self.place(&form.is);
                self.push(
                    Remark::new(&codes::BAD_PERIOD, format!("`{}` är ingen period", e.0))
                        .at(place, "perioden finns inte i almanackan eller är skriven på annat sätt")
                        .help("skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`"),
                );
                None
            }
        }
    }

    /// Remarks on a coding of ours that is signed by someone else.
    pub fn ours(&mut self, by: &At<String>) {
        if by.value != "granska" {
            let place = self.place(by);
            self.push(
                Remark::new(
                    &codes::NOT_OURS,
                    format!("`by: {}` kan inte stå här, eftersom tolkningen är vår egen", by.value),
                )
                .at(place, "här ska det stå `granska`")
                .help("skriv `by: granska`")
                .help("är det revisorernas egna ord står de under `text` med `source`"),
            );
        }
    }

    /// A function that acts; never a person.
    pub fn function(&mut self, at: &At<String>) -> String {
        let name = self.text(at);
        if points_at_a_person(&name) {
            let place = self.place(at);
            // The text itself is not repeated in the message: remarks are copied and sent around.
            self.push(
                Remark::new(&codes::PERSON, "här står något som pekar ut en person")
                    .at(place, "här ska det stå en funktion")
                    .help("skriv funktionen, till exempel `divisionschef` eller `regionstyrelsen`"),
            );
        }
        name
    }

    /// A unit of the organisation. Says nothing when the organisation itself could not be read.
    pub fn unit(&mut self, at: &At<String>, units: Option<&Units>) -> Option<UnitId> {
        if let Some(units) = units
            && !units.knows(&at.value)
        {
            self.unknown(&codes::UNKNOWN_UNIT, "enheten", at, "ingen enhet har det id:t", units.names(), "enheter");
            return None;
        }
        UnitId::new(&at.value).ok()
    }

    /// Remarks on a name that does not exist, with the nearest that does.
    pub fn unknown<'n>(
        &mut self,
        code: &'static Code,
        what: &str,
        at: &At<String>,
        label: &str,
        known: impl IntoIterator<Item = &'n str>,
        heading: &str,
    ) {
        let place = self.place(at);
        let remark = Remark::new(code, format!("{what} `{}` finns inte", at.value)).at(place, label);
        self.push(help_with_names(remark, &at.value, known, heading));
    }
}

/// Adds the nearest known name as help, or the names there are.
pub(super) fn help_with_names<'n>(
    remark: Remark,
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    heading: &str,
) -> Remark {
    let known: Vec<&str> = known.into_iter().collect();
    match diag::nearest(name, known.iter().copied()) {
        Some(near) => remark.help(format!("menades `{near}`?")),
        None if known.is_empty() => remark.help(format!("{heading} som finns: inga")),
        None => remark.help(format!("{heading} som finns: {}", listed(&known))),
    }
}

/// Names in backticks with commas; a long list is cut.
pub(super) fn listed(names: &[&str]) -> String {
    let mut text = names.iter().take(LISTED).map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    if names.len() > LISTED {
        text.push_str(&format!(" och {} till", names.len() - LISTED));
    }
    text
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

    #[test]
    fn a_long_list_of_names_is_cut() {
        let names = vec!["a"; 17];
        assert!(listed(&names).ends_with("`a` och 2 till"));
    }
}
