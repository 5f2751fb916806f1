//! Faults of the command line, said in Swedish.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The text of a usage fault, ending in a line break.
#[expect(clippy::wildcard_enum_match_arm, reason = "clap may add kinds; any other is told in general words")]
pub(super) fn text(error: &clap::Error) -> String {
    let named = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join("`, `")),
        _ => None,
    };
    let argument = named(ContextKind::InvalidArg).map(|a| a.split(' ').next().unwrap_or_default().to_owned());
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("kommandot `{}` finns inte", named(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => match argument.unwrap_or_default() {
            option if option.starts_with('-') => format!("valet `{option}` finns inte här"),
            word => format!("`{word}` är ett ord för mycket"),
        },
        ErrorKind::InvalidValue => match named(ContextKind::InvalidValue).filter(|v| !v.is_empty()) {
            Some(value) => format!("`{value}` kan inte anges för `{}`", argument.unwrap_or_default()),
            None => format!("ett värde saknas efter `{}`", argument.unwrap_or_default()),
        },
        ErrorKind::MissingRequiredArgument => format!("här saknas {}", argument.unwrap_or_default()),
        ErrorKind::ArgumentConflict => {
            format!("`{}` kan inte användas tillsammans med annat som angetts", argument.unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => "ett argument är inte skrivet i UTF-8".to_owned(),
        _ => "kommandoraden går inte att förstå".to_owned(),
    };
    let mut out = format!("fel: {what}\n");
    let near = named(ContextKind::SuggestedSubcommand)
        .or_else(|| named(ContextKind::SuggestedArg))
        .or_else(|| named(ContextKind::SuggestedValue));
    let valid = named(ContextKind::ValidValue).filter(|v| !v.is_empty());
    // A list of what can be given says more than a guess among them.
    if let Some(valid) = valid {
        out.push_str(&format!("  = hjälp: det som kan anges är `{valid}`\n"));
    } else if let Some(near) = near {
        out.push_str(&format!("  = hjälp: menades `{near}`?\n"));
    } else {
        out.push_str("  = hjälp: `granska --help` visar alla kommandon, `granska KOMMANDO --help` ett av dem\n");
    }
    out
}
