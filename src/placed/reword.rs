//! Faults of form in the parser's words become remarks in ours.

use super::codes;
use crate::diag::{self, Place, Remark};
use serde_yaml::Error;

/// One remark for the parser's first fault.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add faults; any other is told as unreadable YAML")]
pub(super) fn reword(path: &str, text: &str, error: &Error) -> Remark {
    // Which keys a file should have the parser does not say of a file without any.
    if text.lines().map(str::trim).all(|line| line.is_empty() || line == "---" || line.starts_with('#')) {
        return Remark::new(&codes::MISSING_KEY, "filen är tom")
            .at(Place::file(path), "inga nycklar")
            .help("skriv in det som ska stå i filen, eller ta bort den");
    }
    let error = error.without_snippet();
    let place = place_of(path, text, error);
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let place = found_at(&place, text, field).unwrap_or(place);
            let remark =
                Remark::new(&codes::UNKNOWN_KEY, format!("nyckeln `{field}` finns inte här")).at(place, "okänd nyckel");
            nearest_or_all(remark, field, expected, "nycklar som finns här")
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            let place = found_at(&place, text, variant).unwrap_or(place);
            let remark = Remark::new(&codes::UNKNOWN_CHOICE, format!("`{variant}` är inget av de val som finns här"))
                .at(place, "okänt val");
            nearest_or_all(remark, variant, expected, "det som kan väljas")
        }
        Error::SerdeMissingField { field, .. } => missing(place, field),
        Error::DuplicateMappingKey { key, .. } => {
            let name = key.as_deref().unwrap_or("…");
            Remark::new(&codes::DUPLICATE_KEY, format!("nyckeln `{name}` står två gånger i samma block"))
                .at(place, "andra gången")
                .help("ta bort den ena, eller ge den sitt rätta namn")
        }
        Error::SerdeInvalidType { expected, .. }
        | Error::SerdeInvalidValue { expected, .. }
        | Error::SerdeInvalidLength { expected, .. } => wrong_kind(place, kind(expected)),
        Error::InvalidScalar { ty, .. } => wrong_kind(place, kind(ty)),
        Error::Unexpected { expected, .. } => wrong_kind(place, kind(expected)),
        Error::UnexpectedSequenceEnd { .. } | Error::UnexpectedMappingEnd { .. } | Error::NullIntoString { .. } => {
            wrong_kind(place, "ett värde")
        }
        Error::InvalidBooleanStrict { .. } => wrong_kind(place, "`true` eller `false`"),
        Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. }
        | Error::SerdeVariantId { .. }
        | Error::TaggedEnumMismatch { .. } => wrong_kind(place, "ett enda val, antingen ett ord eller `val: { … }`"),
        Error::MultipleDocuments { .. } => {
            Remark::new(&codes::SEVERAL_DOCUMENTS, "filen innehåller mer än ett dokument")
                .at(place, "här börjar nästa")
                .help("ta bort raden `---`, eller lägg dokumenten i var sin fil")
        }
        Error::AliasError { error, .. } => reword(path, text, error),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::Budget { .. } => too_large(place),
        _ => Remark::new(&codes::BROKEN, "filen går inte att läsa som YAML")
            .at(place, "här går det inte att läsa vidare")
            .help("felet kan stå på raden före; kontrollera indrag, citattecken och klamrar")
            .help("en text som innehåller `: ` eller börjar med ett skiljetecken skrivs inom \"…\""),
    }
}

fn too_large(place: Place) -> Remark {
    Remark::new(&codes::TOO_LARGE, "filen är större, djupare eller har fler hänvisningar än en katalogfil får ha")
        .at(place, "här passeras gränsen")
        .help("dela filen, eller skriv ut det som hänvisningarna (`*namn`) står för")
}

fn missing(place: Place, field: &str) -> Remark {
    Remark::new(&codes::MISSING_KEY, format!("nyckeln `{field}` saknas"))
        .at(place, "i blocket som börjar här")
        .help(format!("lägg till `{field}: …`"))
}

fn wrong_kind(place: Place, expected: &str) -> Remark {
    Remark::new(&codes::WRONG_KIND, format!("här väntades {expected}")).at(place, "fel slags värde")
}

fn nearest_or_all(remark: Remark, name: &str, known: &[&'static str], heading: &str) -> Remark {
    match diag::nearest(name, known.iter().copied()) {
        Some(near) => remark.help(format!("menades `{near}`?")),
        None => {
            remark.help(format!("{heading}: {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")))
        }
    }
}

/// The parser's names of kinds in Swedish.
fn kind(expected: &str) -> &'static str {
    let e = expected.to_lowercase();
    if e.contains("sequence") || e.contains("list") {
        "en lista"
    } else if e.contains("struct") || e.contains("map") || e.contains("variant") {
        "ett block med nycklar"
    } else if e.contains("bool") {
        "`true` eller `false`"
    } else if e.contains("string") {
        "en text"
    } else if ["u8", "u16", "u32", "u64", "usize", "i32", "i64", "integer", "number"].iter().any(|n| e.contains(n)) {
        "ett heltal som inte är negativt"
    } else {
        "ett annat slags värde"
    }
}

fn place_of(path: &str, text: &str, error: &Error) -> Place {
    match error.location() {
        Some(at) if at.line() > 0 => {
            let lines = text.lines().count().max(1) as u32;
            // The parser may point one line past the end; a person has no such line.
            let line = (at.line() as u32).min(lines);
            let column = if line == at.line() as u32 { at.column() as u32 } else { 0 };
            Place { file: path.to_owned(), line, column, length: at.span().len().min(80) as u32, cell: None }
        }
        Some(_) | None => Place::file(path),
    }
}

/// The place of a name on or after the line of a place, when the parser points at the block around it.
fn found_at(place: &Place, text: &str, name: &str) -> Option<Place> {
    let line = text.lines().nth(place.line.checked_sub(1)? as usize)?;
    let start: usize = place.column.saturating_sub(1) as usize;
    let at = line.chars().skip(start).collect::<String>().find(name)?;
    let prefix: String = line.chars().skip(start).collect::<String>()[..at].to_owned();
    Some(Place {
        file: place.file.clone(),
        line: place.line,
        column: (start + prefix.chars().count()) as u32 + 1,
        length: name.chars().count() as u32,
        cell: None,
    })
}
