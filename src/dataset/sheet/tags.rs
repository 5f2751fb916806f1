//! The tags of an XML part, one after another: enough to learn what the workbook library does not tell.
//!
//! Checks no well-formedness and reads no text; the library does both when it reads the cells.

use std::io::{self, BufRead, BufReader, Read};

/// The longest tag that is looked at.
const LONGEST: usize = 1 << 20;

/// A tag: `<name …>`, `<name …/>` or `</name>`.
pub(super) struct Tag<'a> {
    inside: &'a str,
}

impl<'a> Tag<'a> {
    /// Its name without prefix; an end tag begins with `/`.
    pub(super) fn is(&self, name: &str) -> bool {
        let given = self.inside.split([' ', '\t', '\r', '\n', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        !self.inside.starts_with('/') && given.rsplit(':').next() == Some(name)
    }

    /// Whether it ends the element of a name.
    pub(super) fn ends(&self, name: &str) -> bool {
        self.inside.strip_prefix('/').is_some_and(|rest| rest.trim_end().rsplit(':').next() == Some(name))
    }

    /// Whether it has no content.
    pub(super) fn is_closed(&self) -> bool {
        self.inside.ends_with('/')
    }

    /// The text of an attribute, by its name without prefix, entities not resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.inside;
        loop {
            let equals = rest.find('=')?;
            let given = rest[..equals].trim_end().rsplit([' ', '\t', '\r', '\n', ':']).next()?;
            let after = rest[equals + 1..].trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value = &after[1..];
            let end = value.find(quote)?;
            if given == name {
                return Some(&value[..end]);
            }
            rest = &value[end + 1..];
        }
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.parse().ok()
    }

    /// An attribute that says yes.
    pub(super) fn says_yes(&self, name: &str) -> bool {
        matches!(self.attribute(name), Some("1" | "true"))
    }
}

/// Meets each tag until the end, or until told to stop.
pub(super) fn each(xml: impl Read, meet: &mut dyn FnMut(&Tag<'_>) -> std::ops::ControlFlow<()>) -> io::Result<()> {
    let mut xml = BufReader::with_capacity(1 << 16, xml);
    let mut inside = Vec::new();
    loop {
        if xml.skip_until(b'<')? == 0 {
            return Ok(());
        }
        inside.clear();
        let mut open = None;
        loop {
            let before = inside.len();
            let read = Read::take(&mut xml, LONGEST as u64).read_until(b'>', &mut inside)?;
            if read == 0 || inside.len() >= LONGEST {
                return Err(io::ErrorKind::InvalidData.into());
            }
            for byte in &inside[before..] {
                match (open, *byte) {
                    (None, b'"' | b'\'') => open = Some(*byte),
                    (Some(quote), byte) if quote == byte => open = None,
                    (None | Some(_), _) => {}
                }
            }
            let is_whole = if inside.starts_with(b"!--") {
                inside.len() >= 6 && inside.ends_with(b"-->")
            } else if inside.starts_with(b"![CDATA[") {
                inside.ends_with(b"]]>")
            } else {
                open.is_none()
            };
            if is_whole {
                break;
            }
        }
        inside.pop();
        // What is no UTF-8 is for the library to refuse.
        let Ok(text) = std::str::from_utf8(&inside) else { continue };
        if !text.starts_with(['!', '?']) && meet(&Tag { inside: text }).is_break() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn check(xml: &str, expected: &[&str]) {
        let mut met = Vec::new();
        let read = each(xml.as_bytes(), &mut |tag| {
            met.push(format!("{}|{}", tag.inside, tag.attribute("r").unwrap_or("-")));
            ControlFlow::Continue(())
        });
        assert_eq!(
            (read.is_ok(), met.iter().map(String::as_str).collect::<Vec<_>>()),
            (true, expected.to_vec()),
            "{xml}"
        );
    }

    #[test]
    fn tags_are_met_and_what_only_looks_like_one_is_not() {
        check("<?xml?><a r='1'>text<b x:r=\"a>b\" q=\"2\"/></a>", &["a r='1'|1", "b x:r=\"a>b\" q=\"2\"/|a>b", "/a|-"]);
        check("<a><!-- <b r='1'> --><![CDATA[<c>]]></a>", &["a|-", "/a|-"]);
    }

    #[test]
    fn names_are_read_without_their_prefix() {
        let tag = Tag { inside: "x:row r=\"3\" hidden=\"1\"" };
        assert!(tag.is("row") && !tag.is("x") && !tag.ends("row") && tag.says_yes("hidden"));
        assert_eq!(tag.number("r"), Some(3));
        assert!(Tag { inside: "/x:row " }.ends("row") && !Tag { inside: "/x:row" }.is("row"));
        assert!(Tag { inside: "row/" }.is("row"));
    }
}
