//! YAML text to values that know their place, with faults of form reworded in Swedish.
//!
//! Knows no file form: what the keys mean is `catalog`'s business. Never opens a file.

pub mod codes;
mod reword;
pub mod schema;

use crate::diag::{Place, Remark};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use std::borrow::Cow;

/// The largest YAML file that is read. The shipped audits are under 60 kB each.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// A value and where it stood. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    line: u32,
    column: u32,
    length: u32,
}

impl<T> At<T> {
    /// The place in a file.
    pub fn place(&self, file: &str) -> Place {
        Place { file: file.to_owned(), line: self.line, column: self.column, length: self.length, cell: None }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<T>::deserialize(deserializer)?;
        let at = spanned.referenced;
        Ok(Self {
            value: spanned.value,
            line: at.line() as u32,
            column: at.column() as u32,
            length: at.span().len().min(200) as u32,
        })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A text that may look like a number or a date (`2020`, `1/4`, `2.1`): kept exactly as written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Scalar(pub String);

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": ["string", "number"] })
    }
}

/// The text of a file: UTF-8, a byte order mark dropped.
///
/// # Errors
/// A remark when the file is too large or not UTF-8.
pub fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Remark> {
    if bytes.len() > MAX_BYTES {
        return Err(Remark::new(
            &codes::TOO_LARGE,
            format!(
                "`{path}` är {} MB, mer än en katalogfil får vara ({} MB)",
                bytes.len() / 1_000_000,
                MAX_BYTES / 1_000_000
            ),
        )
        .at(Place::file(path), "")
        .help("dela filen, eller ta bort det som inte hör hit"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u32 + 1;
        Remark::new(&codes::NOT_UTF8, format!("`{path}` är inte skriven i UTF-8"))
            .at(Place::line(path, line), "här kommer det första tecknet som inte går att läsa")
            .help("öppna filen i redigeraren, välj ”spara med kodning UTF-8” och spara igen")
    })
}

/// Reads one YAML document.
///
/// # Errors
/// One remark, the first fault of form, with its place.
pub fn read<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Remark> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 64,
            max_events: 1_000_000,
            max_nodes: 500_000,
            max_aliases: 200,
            max_anchors: 200,
            max_total_scalar_bytes: MAX_BYTES,
        },
        strict_booleans: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|e| reword::reword(path, text, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Form {
        id: At<String>,
        #[serde(default)]
        limit: Option<At<Scalar>>,
        #[serde(default)]
        words: Vec<At<String>>,
        #[serde(default)]
        choice: Option<Choice>,
    }

    #[derive(serde::Deserialize, Debug)]
    #[serde(rename_all = "kebab-case")]
    enum Choice {
        WorstOf { coverage: At<Scalar> },
        Stated,
    }

    fn fault(text: &str) -> (String, String) {
        let remark = read::<Form>("a.yaml", text).expect_err("a fault of form");
        (format!("{} {}", remark.code.id, remark.labels[0].place), remark.message)
    }

    #[test]
    fn values_know_their_place_also_inside_a_choice() {
        let form: Form =
            read("a.yaml", "id: år\nlimit: 1/4\nchoice: { worst-of: { coverage: 1/2 } }\n").expect("valid");
        assert_eq!(form.id.place("a.yaml").to_string(), "a.yaml:1:5");
        assert_eq!(form.limit.expect("there").place("a.yaml").to_string(), "a.yaml:2:8");
        let Some(Choice::WorstOf { coverage }) = form.choice else { panic!("another choice") };
        assert_eq!(coverage.place("a.yaml").to_string(), "a.yaml:3:33");
    }

    #[test]
    fn numbers_and_dates_are_kept_as_written() {
        let form: Form = read("a.yaml", "id: 2020\nlimit: 1.10\nwords: [1]\n").expect("valid");
        assert_eq!(form.words[0].value, "1");
        assert_eq!(form.id.value, "2020");
        assert_eq!(form.limit.expect("there").value.0, "1.10");
    }

    #[test]
    fn the_first_fault_of_form_is_told_in_swedish() {
        let cases = [
            ("id: a\nlimt: 1\n", "G002 a.yaml:2:1", "nyckeln `limt` finns inte här"),
            ("limit: 1\n", "G003 a.yaml:1:1", "nyckeln `id` saknas"),
            ("id: a\nwords: x\n", "G004 a.yaml:2:8", "här väntades en lista"),
            ("id: a\nid: b\n", "G005 a.yaml:2:1", "nyckeln `id` står två gånger i samma block"),
            ("id: a\nchoice: best\n", "G009 a.yaml:2:9", "`best` är inget av de val som finns här"),
        ];
        for (text, place, message) in cases {
            assert_eq!(fault(text), (place.to_owned(), message.to_owned()), "{text}");
        }
        assert_eq!(fault("id: \"a\n").0.split(' ').next(), Some("G001"));
        for empty in ["", "\n", "---\n", "# ännu inget\n\n  # alls\n"] {
            assert_eq!(fault(empty), ("G003 a.yaml".to_owned(), "filen är tom".to_owned()), "{empty:?}");
        }
    }

    #[test]
    fn a_bomb_of_aliases_is_refused_quickly() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for i in 1..12 {
            let refs = vec![format!("*a{}", i - 1); 10].join(", ");
            bomb.push_str(&format!("a{i}: &a{i} [{refs}]\n"));
        }

        let remark =
            read::<std::collections::BTreeMap<String, serde_json::Value>>("b.yaml", &bomb).expect_err("refused");
        assert_eq!(remark.code.id, "G006");
    }

    #[test]
    fn another_encoding_is_told_with_its_line() {
        let remark = text("a.yaml", b"id: a\nlabel: \xe5r\n").expect_err("latin-1");
        assert_eq!((remark.code.id, remark.labels[0].place.line), ("G007", 2));
        assert_eq!(text("a.yaml", b"\xef\xbb\xbfid: a").expect("utf-8"), "id: a");
    }
}
