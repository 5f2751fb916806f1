//! Declared names of one kind: finds the second of two alike, and the nearest to one that is not there.
//!
//! Keeps faulty things too: what is declared with a fault is no dangling reference.

use super::check::Check;
use super::codes;
use super::forms::Id;
use crate::diag::{Code, Place, Remark, nearest};
use crate::placed::At;
use std::collections::BTreeMap;

/// The most names that a help line counts up.
const MOST_LISTED: usize = 15;

/// Names of one kind and where each was first declared.
#[derive(Debug, Default)]
pub struct Names {
    places: BTreeMap<String, Place>,
}

/// What to say of a name that is not declared.
pub struct Unknown {
    /// The kind of remark.
    pub code: &'static Code,
    /// The message.
    pub message: String,
}

impl Names {
    /// Adds a name that has no place of its own.
    pub fn add(&mut self, name: &str, place: Place) {
        self.places.entry(name.to_owned()).or_insert(place);
    }

    /// Adds a name, and makes a remark when it is there already. `alike` says what two of them are: `två skalor har samma id`.
    pub fn declare(&mut self, check: &mut Check<'_>, id: &At<Id>, alike: &str) {
        let place = check.place(id);
        self.declare_name(check, &id.value.0, place, alike);
    }

    /// The same for a name that is no id.
    pub fn declare_name(&mut self, check: &mut Check<'_>, name: &str, place: Place, alike: &str) {
        let message = format!("{alike}, `{name}`");
        self.once(check, name, place, message, "byt namn på en av dem, eller ta bort upprepningen");
    }

    /// Adds a name to a list of references, where a repetition says nothing new.
    pub fn list(&mut self, check: &mut Check<'_>, id: &At<Id>) {
        let place = check.place(id);
        self.list_name(check, &id.value.0, place);
    }

    /// The same for a name that is no id.
    pub fn list_name(&mut self, check: &mut Check<'_>, name: &str, place: Place) {
        let message = format!("`{name}` står två gånger i samma lista");
        self.once(check, name, place, message, "ta bort upprepningen");
    }

    fn once(&mut self, check: &mut Check<'_>, name: &str, place: Place, message: String, help: &str) {
        if let Some(first) = self.places.get(name) {
            check.say(
                Remark::new(&codes::DUPLICATE_ID, message)
                    .at(place, "andra gången")
                    .at(first.clone(), "första gången")
                    .help(help),
            );
        } else {
            self.places.insert(name.to_owned(), place);
        }
    }

    /// Whether a name is declared.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Where a name was first declared.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.places.get(name)
    }

    /// Makes a remark when a name is not declared.
    pub fn require(&self, check: &mut Check<'_>, id: &At<Id>, unknown: Unknown) {
        let place = check.place(id);
        self.require_name(check, &id.value.0, place, unknown);
    }

    /// The same for a name that is no id.
    pub fn require_name(&self, check: &mut Check<'_>, name: &str, place: Place, unknown: Unknown) {
        if !self.has(name) {
            check.say(Remark::new(unknown.code, unknown.message).at(place, "finns inte").help(self.help(name)));
        }
    }

    /// The nearest declared name with its place, else the declared names when they are few.
    fn help(&self, name: &str) -> String {
        let known = || self.places.keys().map(String::as_str);
        if let Some(near) = nearest(name, known()) {
            let place = &self.places[near];
            let at = if place.line > 0 { format!("{} rad {}", place.file, place.line) } else { place.file.clone() };
            return format!("menades `{near}`, som står i {at}?");
        }
        if self.places.is_empty() {
            return "inget av det slaget är deklarerat än".to_owned();
        }
        format!("det som finns är {}", listed(known()))
    }
}

/// Adds the nearest known name as help, or the names there are. `heading` says what they are: `enheter`.
pub fn with_names<'n>(remark: Remark, name: &str, known: impl IntoIterator<Item = &'n str>, heading: &str) -> Remark {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => remark.help(format!("menades `{near}`?")),
        None if known.is_empty() => remark.help(format!("{heading} som finns: inga")),
        None => remark.help(format!("{heading} som finns: {}", listed(known))),
    }
}

/// `` `a`, `b` och `c` ``; a long list is cut.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|n| format!("`{n}`")).collect();
    let more = names.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        names.truncate(MOST_LISTED);
        return format!("{} och {more} till", names.join(", "));
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} och {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_is_cut() {
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` och `c`");
        assert!(listed(vec!["a"; MOST_LISTED + 2]).ends_with("`a` och 2 till"));
    }
}
