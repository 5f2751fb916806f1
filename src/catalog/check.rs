//! What every check of one file needs, in `controls/` and `data/` alike: where it stands, somewhere to put remarks, and the plain values.
//!
//! Turns texts into ids, quotes, fractions, dates and periods, and says what is wrong with those that are none. Knows no kind of file.

use super::codes;
use super::forms::{By, Id, ItemForm, PeriodForm, QuoteForm, Text};
use super::names::Names;
use crate::diag::{self, Place, Remark};
use crate::field::id::{ItemId, NotAnId};
use crate::field::period::{DatedPeriod, Period};
use crate::field::quantity::Fraction;
use crate::field::text::{Item, Quote};
use crate::placed::{At, Scalar};
use chrono::{Datelike, NaiveDate};

/// The check of one file: its path, and the remarks made so far.
pub struct Check<'a> {
    file: &'a str,
    remarks: &'a mut Vec<Remark>,
    cited: Vec<(String, Place)>,
}

impl<'a> Check<'a> {
    /// Begins the check of a file.
    pub fn new(file: &'a str, remarks: &'a mut Vec<Remark>) -> Self {
        Self { file, remarks, cited: Vec::new() }
    }

    /// Every section cited in the file so far, with its place.
    pub fn cited(self) -> Vec<(String, Place)> {
        self.cited
    }

    /// The remarks, for checks that span several files.
    pub fn remarks(&mut self) -> &mut Vec<Remark> {
        self.remarks
    }

    /// Where a value stands.
    pub fn place<T>(&self, value: &At<T>) -> Place {
        value.place(self.file)
    }

    /// Makes a remark.
    pub fn say(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// Builds something, and gives it only when no remark of error level was made meanwhile.
    pub fn sound<T>(&mut self, build: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.remarks.len();
        let built = build(self);
        if diag::has_errors(&self.remarks[before..]) { None } else { built }
    }

    /// The id that a text should be.
    pub fn id<I>(&mut self, id: &At<Id>, new: fn(&str) -> Result<I, NotAnId>) -> Option<I> {
        match new(&id.value.0) {
            Ok(id) => Some(id),
            Err(NotAnId(text)) => {
                let remark = Remark::new(&codes::INVALID_ID, format!("`{text}` är inget giltigt id"))
                    .at(self.place(id), "ogiltigt id")
                    .help("ett id har högst 64 tecken av a–z, A–Z, 0–9, `-`, `_` och `.`, och börjar med bokstav eller siffra");
                self.say(remark);
                None
            }
        }
    }

    /// A text that a person reads, with white space collapsed as the verbatim form asks. `key` names it in remarks.
    pub fn text(&mut self, key: &str, text: &At<Text>) -> String {
        self.words(key, &text.value.0, self.place(text))
    }

    /// A text that may be left out.
    pub fn optional(&mut self, key: &str, text: &Option<At<Text>>) -> Option<String> {
        text.as_ref().map(|text| self.text(key, text))
    }

    /// Several texts.
    pub fn texts(&mut self, key: &str, texts: &[At<Text>]) -> Vec<String> {
        texts.iter().map(|text| self.text(key, text)).collect()
    }

    /// A text that may look like a number.
    pub fn scalar(&mut self, key: &str, text: &At<Scalar>) -> String {
        self.words(key, &text.value.0, self.place(text))
    }

    /// A text that may say nothing, such as a heading that was not printed.
    pub fn blank_or(&mut self, key: &str, text: &At<String>) -> String {
        let collapsed = collapse(&text.value);
        self.visible(key, &collapsed, self.place(text));
        collapsed
    }

    /// A section, remembered as cited.
    pub fn source(&mut self, source: &At<Scalar>) -> String {
        let section = self.scalar("source", source);
        if !section.is_empty() {
            self.cited.push((section.clone(), self.place(source)));
        }
        section
    }

    fn words(&mut self, key: &str, text: &str, place: Place) -> String {
        let collapsed = collapse(text);
        if collapsed.trim().is_empty() {
            self.say(
                Remark::new(&codes::EMPTY_TEXT, format!("`{key}` är tom"))
                    .at(place, "här saknas texten")
                    .help("skriv texten, eller ta bort nyckeln om den är frivillig"),
            );
        } else {
            self.visible(key, &collapsed, place);
        }
        collapsed
    }

    /// Remarks on characters that nobody sees.
    fn visible(&mut self, key: &str, text: &str, place: Place) {
        if let Some(c) = text.chars().find(|c| invisible(*c)) {
            self.say(
                Remark::new(
                    &codes::CONTROL_CHARACTER,
                    format!("`{key}` innehåller det osynliga tecknet U+{:04X}", u32::from(c)),
                )
                .at(place, "i den här texten")
                .help("ta bort tecknet, eller skriv om texten för hand"),
            );
        }
    }

    /// The auditors' words.
    pub fn quote(&mut self, text: &At<Text>, source: &At<Scalar>) -> Quote {
        Quote { text: self.text("text", text), source: self.source(source), place: self.place(text) }
    }

    /// The auditors' words in a block of their own.
    pub fn quoted(&mut self, form: &QuoteForm) -> Quote {
        self.quote(&form.text, &form.source)
    }

    /// Several blocks of the auditors' words.
    pub fn quotes(&mut self, forms: &[QuoteForm]) -> Vec<Quote> {
        forms.iter().map(|form| self.quoted(form)).collect()
    }

    /// The auditors' words under an id of its own among `names`. `alike` says what two with the same id are.
    pub fn item(&mut self, form: &ItemForm, names: &mut Names, alike: &str) -> Option<Item<ItemId>> {
        names.declare(self, &form.id, alike);
        let id = self.id(&form.id, ItemId::new);
        let quote = self.quote(&form.text, &form.source);
        Some(Item { id: id?, quote })
    }

    /// A list of the auditors' words under ids.
    pub fn items(&mut self, forms: &[ItemForm], names: &mut Names, alike: &str) -> Vec<Item<ItemId>> {
        forms.iter().filter_map(|form| self.item(form, names, alike)).collect()
    }

    /// A fraction between 0 and 1.
    pub fn fraction(&mut self, text: &At<Scalar>) -> Option<Fraction> {
        let fraction = Fraction::parse(&text.value.0).ok();
        if fraction.is_none() {
            let remark = Remark::new(&codes::BAD_FRACTION, format!("`{}` är inget bråk mellan 0 och 1", text.value.0))
                .at(self.place(text), "går inte att läsa som bråk")
                .help("skriv till exempel `1/4` eller `25 %`");
            self.say(remark);
        }
        fraction
    }

    /// A period with its certainty.
    pub fn period(&mut self, form: &PeriodForm) -> Option<DatedPeriod> {
        let note = self.optional("note", &form.note);
        let is = self.bare_period(&form.is)?;
        Some(DatedPeriod { is, certainty: form.certainty.into(), note })
    }

    /// A period that is simply chosen.
    pub fn bare_period(&mut self, text: &At<Scalar>) -> Option<Period> {
        let written = &text.value.0;
        let period = Period::parse(written).ok();
        if period.is_none() {
            let remark = Remark::new(&codes::BAD_PERIOD, format!("`{written}` är ingen period"))
                .at(self.place(text), "perioden finns inte i almanackan eller är skriven på annat sätt")
                .help(
                    "skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`",
                );
            self.say(remark);
        }
        period
    }

    /// A date, year, month and day.
    pub fn date(&mut self, text: &At<Scalar>) -> Option<NaiveDate> {
        let written = text.value.0.as_str();
        // The round trip refuses the looser forms that the parser lets through, `2021-3-2`.
        let date = NaiveDate::parse_from_str(written, "%Y-%m-%d")
            .ok()
            .filter(|d| (1900..2200).contains(&d.year()) && d.to_string() == written);
        if date.is_none() {
            let remark = Remark::new(&codes::BAD_DATE, format!("`{written}` är inget datum"))
                .at(self.place(text), "datumet finns inte i almanackan eller är skrivet på annat sätt")
                .help("skriv år, månad och dag som `2021-03-02`");
            self.say(remark);
        }
        date
    }

    /// A date that may be left out; the outer `None` is a date that could not be read.
    #[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
    pub fn optional_date(&mut self, text: &Option<At<Scalar>>) -> Option<Option<NaiveDate>> {
        match text {
            None => Some(None),
            Some(text) => self.date(text).map(Some),
        }
    }

    /// Holds a link, a coding or a note of ours against the rule that it is signed `granska`.
    pub fn ours(&mut self, by: &At<By>) {
        if by.value.0 != "granska" {
            let message = format!("`by: {}` kan inte stå här, eftersom uppgiften är granskas egen", by.value.0);
            let remark = Remark::new(&codes::NOT_SIGNED, message)
                .at(self.place(by), "ska vara `granska`")
                .help("skriv `by: granska`");
            self.say(remark);
        }
    }

    /// The same for a link whose `by` may have been forgotten.
    pub fn by(&mut self, by: Option<&At<By>>, link: &At<Id>) {
        match by {
            Some(by) => self.ours(by),
            None => {
                let message = format!("kopplingen till `{}` säger inte vem som gjort den", link.value.0);
                let remark = Remark::new(&codes::NOT_SIGNED, message)
                    .at(self.place(link), "`by` saknas")
                    .help("skriv `by: granska`");
                self.say(remark);
            }
        }
    }

    /// Remarks on a list without content.
    pub fn empty_list(&mut self, key: &str, place: Place) {
        self.say(
            Remark::new(&codes::EMPTY_LIST, format!("`{key}` är tom"))
                .at(place, "listan har inget innehåll")
                .help("fyll i listan, eller ta bort nyckeln om den är frivillig"),
        );
    }
}

/// Line ends, tabs and runs of blanks become one blank; a no-break space is a character of the text and stays.
pub fn collapse(text: &str) -> String {
    text.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Control characters, and the marks that turn the direction of writing around.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
