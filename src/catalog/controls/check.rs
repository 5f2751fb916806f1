//! What every check of one file needs: where it stands, somewhere to put remarks, and the plain values.
//!
//! Turns texts into ids, quotes, fractions and periods, and says what is wrong with those that are none. Knows no kind of file.

use super::codes;
use super::forms::{By, Id, ItemForm, QuoteForm, Text};
use crate::diag::{self, Place, Remark};
use crate::field::id::{ItemId, NotAnId};
use crate::field::period::Period;
use crate::field::quantity::Fraction;
use crate::field::text::{Item, Quote};
use crate::placed::{At, Scalar};

/// The check of one file: its path, and the remarks made so far.
pub struct Check<'a> {
    file: &'a str,
    remarks: &'a mut Vec<Remark>,
}

impl<'a> Check<'a> {
    /// Begins the check of a file.
    pub fn new(file: &'a str, remarks: &'a mut Vec<Remark>) -> Self {
        Self { file, remarks }
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

    /// A text that may look like a number, such as a section.
    pub fn scalar(&mut self, key: &str, text: &At<Scalar>) -> String {
        self.words(key, &text.value.0, self.place(text))
    }

    fn words(&mut self, key: &str, text: &str, place: Place) -> String {
        let collapsed = collapse(text);
        if collapsed.trim().is_empty() {
            self.say(
                Remark::new(&codes::EMPTY_TEXT, format!("`{key}` är tom"))
                    .at(place, "här saknas texten")
                    .help("skriv texten, eller ta bort nyckeln om den är frivillig"),
            );
        } else if let Some(c) = collapsed.chars().find(|c| invisible(*c)) {
            self.say(
                Remark::new(
                    &codes::CONTROL_CHARACTER,
                    format!("`{key}` innehåller det osynliga tecknet U+{:04X}", u32::from(c)),
                )
                .at(place, "i den här texten")
                .help("ta bort tecknet, eller skriv om texten för hand"),
            );
        }
        collapsed
    }

    /// The auditors' words.
    pub fn quote(&mut self, text: &At<Text>, source: &At<Scalar>) -> Quote {
        Quote { text: self.text("text", text), source: self.scalar("source", source), place: self.place(text) }
    }

    /// The auditors' words in a block of their own.
    pub fn quoted(&mut self, form: &QuoteForm) -> Quote {
        self.quote(&form.text, &form.source)
    }

    /// A list of the auditors' words under ids.
    pub fn items(&mut self, forms: &[ItemForm], alike: &str) -> Vec<Item<ItemId>> {
        let mut names = super::names::Names::default();
        let mut items = Vec::new();
        for form in forms {
            names.declare(self, &form.id, alike);
            let id = self.id(&form.id, ItemId::new);
            let quote = self.quote(&form.text, &form.source);
            items.extend(id.map(|id| Item { id, quote }));
        }
        items
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

    /// A period.
    pub fn period(&mut self, text: &At<Scalar>) -> Option<Period> {
        let period = Period::parse(&text.value.0).ok();
        if period.is_none() {
            let remark = Remark::new(&codes::BAD_PERIOD, format!("`{}` är ingen period", text.value.0))
                .at(self.place(text), "går inte att läsa som period")
                .help(
                    "skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`",
                );
            self.say(remark);
        }
        period
    }

    /// Holds a link against the rule that it says who made it: `granska` and no one else.
    pub fn by(&mut self, by: Option<&At<By>>, link: &At<Id>) {
        let remark = match by {
            Some(by) if by.value.0 == "granska" => return,
            Some(by) => {
                Remark::new(&codes::LINK_WITHOUT_AUTHOR, format!("kopplingen kan inte vara gjord av `{}`", by.value.0))
                    .at(self.place(by), "ska vara `granska`")
            }
            None => Remark::new(
                &codes::LINK_WITHOUT_AUTHOR,
                format!("kopplingen till `{}` säger inte vem som gjort den", link.value.0),
            )
            .at(self.place(link), "`by` saknas"),
        };
        self.say(remark.help("skriv `by: granska`"));
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
fn collapse(text: &str) -> String {
    text.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Control characters, and the marks that turn the direction of writing around.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `` `a`, `b` och `c` ``.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(|n| format!("`{n}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} och {last}", rest.join(", ")),
        None => String::new(),
    }
}
