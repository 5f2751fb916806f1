//! The patterns that say which files belong to a dataset. Opens no file.

use super::super::codes;
use super::super::forms::Text;
use super::super::forms::datasets::DatasetForm;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::Remark;
use crate::placed::At;
use glob::{MatchOptions, Pattern};

/// Endings that say the format, and are left out of patterns.
const ENDINGS: [&str; 9] = [".csv", ".tsv", ".txt", ".gz", ".zst", ".xlsx", ".xls", ".ods", ".parquet"];

/// `*` never crosses a folder, and names differ by case only where the file system says so: here they do not.
const AS_FOUND: MatchOptions =
    MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: true };

/// The patterns of one dataset.
pub fn patterns(check: &mut Check<'_>, form: &DatasetForm) -> Vec<String> {
    if form.files.value.is_empty() {
        check.empty_list("files", check.place(&form.files));
    }
    let mut names = Names::default();
    for pattern in &form.files.value {
        let place = check.place(pattern);
        names.list_name(check, &pattern.value.0, place);
        if let Some((label, help)) = fault(&pattern.value.0) {
            let remark = Remark::new(&codes::BAD_FILE_NAME, format!("`{}` är inget filmönster", pattern.value.0))
                .at(check.place(pattern), label)
                .help(help);
            check.say(remark);
        }
    }
    form.files.value.iter().map(|pattern| check.text("files", pattern)).collect()
}

/// What is wrong with a pattern, and what to do about it.
fn fault(pattern: &str) -> Option<(&'static str, String)> {
    let lower = pattern.to_lowercase();
    if pattern.trim().is_empty() {
        // Remarked on as an empty text.
        return None;
    }
    if pattern.starts_with('/') || pattern.contains(['\\', ':']) {
        return Some((
            "leder ut ur organisationens mapp",
            "skriv namnet från organisationens mapp, till exempel `vantande` eller `vantande/*`".to_owned(),
        ));
    }
    if pattern.split('/').any(|part| part == ".." || part == "." || part.is_empty()) {
        return Some(("varje del av sökvägen ska ha ett namn", "ta bort `.`, `..` och dubbla `/`".to_owned()));
    }
    if pattern.contains("**") {
        return Some((
            "`**` går inte att använda",
            "skriv `mapp/*` för filerna i en undermapp; djupare än så läses inte".to_owned(),
        ));
    }
    if let Some(ending) = ENDINGS.iter().find(|ending| lower.ends_with(*ending)) {
        let bare = &pattern[..pattern.len() - ending.len()];
        return Some(("filändelsen ska inte stå med", format!("skriv `{bare}`; formatet framgår av filen")));
    }
    Pattern::new(pattern).err().map(|_| {
        ("går inte att läsa som mönster", "kontrollera `[`, `]`, `*` och `?`, till exempel `vantande-*`".to_owned())
    })
}

/// Remarks on files that two datasets would both claim: a name without wildcards in one that a pattern of another takes.
pub fn apart(check: &mut Check<'_>, forms: &[DatasetForm]) {
    let all: Vec<(&DatasetForm, &At<Text>, Pattern)> = forms
        .iter()
        .flat_map(|form| form.files.value.iter().map(move |pattern| (form, pattern)))
        .filter_map(|(form, pattern)| Some((form, pattern, Pattern::new(&pattern.value.0).ok()?)))
        .collect();
    for (at, (form, pattern, compiled)) in all.iter().enumerate() {
        for (other, other_pattern, other_compiled) in &all[..at] {
            if other.id.value == form.id.value {
                continue;
            }
            let (a, b) = (&other_pattern.value.0, &pattern.value.0);
            let shared = if a == b || (plain(b) && other_compiled.matches_with(b, AS_FOUND)) {
                b
            } else if plain(a) && compiled.matches_with(a, AS_FOUND) {
                a
            } else {
                continue;
            };
            let message = format!("filen `{shared}` hör till både `{}` och `{}`", other.id.value.0, form.id.value.0);
            let remark = Remark::new(&codes::BAD_FILE_NAME, message)
                .at(check.place(pattern), "passar här")
                .at(check.place(other_pattern), "och här")
                .help("ge varje datamängd sina egna filer");
            check.say(remark);
        }
    }
}

fn plain(pattern: &str) -> bool {
    !pattern.contains(['*', '?', '['])
}
