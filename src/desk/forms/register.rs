//! New entries at the end of the follow-up register, whose earlier text stays byte for byte.
//!
//! Knows only where entries can be added; whether the register still holds together is found out by reading it again.

use super::actions::Report;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Where entries went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The file, from the project's root.
    pub path: String,
    /// Its whole new text.
    pub text: String,
    /// The ids of the new entries.
    pub ids: Vec<String>,
}

/// Adds entries to the register of an audit. `texts` are the YAML files of the project by path.
pub fn append(
    organisation: &str,
    audit: &str,
    date: NaiveDate,
    source: &str,
    reports: &[Report],
    texts: &BTreeMap<String, String>,
) -> Appended {
    let folder = format!("data/{organisation}/uppfoljning/");
    let register = || texts.iter().filter(|(path, _)| path.starts_with(&folder));
    let first = register().flat_map(|(_, text)| numbers(text)).max().unwrap_or(0) + 1;
    let ids: Vec<String> = (first..).take(reports.len()).map(|n| format!("u-{n:04}")).collect();
    let year = date.year();
    let names = [format!("{year}"), format!("{year}-{audit}")];
    let numbered = (2..).map(|n| format!("{year}-{audit}-{n}"));
    for name in names.into_iter().chain(numbered) {
        let path = format!("{folder}{name}.yaml");
        let (head, indent) = match texts.get(&path) {
            None => (
                format!(
                    "# yaml-language-server: $schema=../../../controls/schema/follow-up.schema.json\naudit: {audit}\nentries:\n"
                ),
                2,
            ),
            Some(text) => match open_end(text, audit) {
                Some(indent) => {
                    let end = if text.ends_with('\n') { "\n" } else { "\n\n" };
                    (format!("{text}{end}"), indent)
                }
                None => continue,
            },
        };
        let entries: Vec<String> =
            reports.iter().zip(&ids).map(|(report, id)| entry(report, id, date, source, indent)).collect();
        return Appended { path, text: format!("{head}{}", entries.join("\n")), ids };
    }
    // The names above never end.
    Appended { path: String::new(), text: String::new(), ids: Vec::new() }
}

/// The numbers of entries called `u-0001`.
fn numbers(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.lines().filter_map(|line| {
        let rest = line.trim_start().trim_start_matches("- ").trim_start().strip_prefix("id: ")?;
        let name: &str = rest.trim_start_matches(['"', '\'']).strip_prefix("u-")?;
        name.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    })
}

/// The indentation of the entries of a file that ends with its list of entries, one under another, about this audit.
fn open_end(text: &str, audit: &str) -> Option<usize> {
    let is_about = |line: &str| {
        line.strip_prefix("audit:")
            .is_some_and(|rest| rest.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']) == audit)
    };
    if !text.lines().any(is_about) || text.contains('\t') {
        return None;
    }
    let mut indent = None;
    let mut inside = false;
    for line in text.lines().filter(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#')) {
        let depth = line.len() - line.trim_start().len();
        if line.split('#').next().unwrap_or_default().trim_end() == "entries:" {
            inside = true;
        } else if inside && indent.is_none() {
            indent = line.trim_start().starts_with("- ").then_some(depth);
            indent?;
        } else if inside && depth <= indent? && !(Some(depth) == indent && line.trim_start().starts_with("- ")) {
            // Something else follows the list, or the list is not where it seems to be.
            return None;
        }
    }
    indent
}

fn entry(report: &Report, id: &str, date: NaiveDate, source: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut status = vec![format!("code: {}", report.code.key())];
    if !report.text.is_empty() {
        status.push(format!("text: {}", quoted(&report.text)));
    }
    if let Some(day) = report.forecast {
        status.push(format!("forecast: {day}"));
    }
    if !report.remains.is_empty() {
        let ids: Vec<&str> = report.remains.iter().map(|p| p.as_str()).collect();
        status.push(format!("remains: [{}]", ids.join(", ")));
    }
    if !report.evidence.is_empty() {
        status.push(format!("evidence: [{}]", quoted(&report.evidence)));
    }
    format!(
        "{pad}- id: {id}\n{pad}  date: {date}\n{pad}  by: {}\n{pad}  about: {{ {}: {} }}\n{pad}  source: {}\n{pad}  what:\n{pad}    status: {{ {} }}\n",
        quoted(&report.by),
        report.about.0,
        report.about.1,
        quoted(source),
        status.join(", ")
    )
}

/// A text as a YAML string in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::recommendation::StatusCode;

    fn report() -> Report {
        Report {
            about: ("part", "R1a".to_owned()),
            by: "divisionschef Norr".to_owned(),
            code: StatusCode::Pagar,
            text: "Arbetet \"pågår\".".to_owned(),
            forecast: NaiveDate::from_ymd_opt(2027, 3, 31),
            remains: Vec::new(),
            evidence: String::new(),
        }
    }

    #[track_caller]
    fn check(existing: Option<&str>, path: &str, starts: &str) -> String {
        let texts = existing.map(|t| ("data/x/uppfoljning/2026.yaml".to_owned(), t.to_owned())).into_iter().collect();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let done = append("x", "a-2026", day, "Formulär 1", &[report()], &texts);
        assert_eq!(done.path, path);
        assert!(done.text.starts_with(starts), "{}", done.text);
        done.text
    }

    #[test]
    fn a_new_register_is_begun_with_its_audit() {
        let text = check(None, "data/x/uppfoljning/2026.yaml", "# yaml-language-server");
        assert!(text.contains("audit: a-2026\nentries:\n  - id: u-0001\n    date: 2026-11-22\n"), "{text}");
        assert!(
            text.contains("status: { code: pagar, text: \"Arbetet \\\"pågår\\\".\", forecast: 2027-03-31 }"),
            "{text}"
        );
    }

    #[test]
    fn earlier_text_stays_as_it_is_and_ids_go_on() {
        let earlier = "audit: a-2026\nentries:\n    - id: u-0007   # first\n      date: 2026-01-01";
        let text = check(Some(earlier), "data/x/uppfoljning/2026.yaml", earlier);
        assert!(text.contains("\n\n    - id: u-0008\n      date: 2026-11-22\n"), "{text}");
    }

    #[test]
    fn a_file_of_another_audit_or_another_shape_is_left_alone() {
        for earlier in [
            "audit: b-2026\nentries:\n  - id: u-0001\n",
            "audit: a-2026\nentries: []\n",
            "entries:\n  - id: u-0001\naudit: a-2026\n",
        ] {
            check(Some(earlier), "data/x/uppfoljning/2026-a-2026.yaml", "# yaml");
        }
    }
}
