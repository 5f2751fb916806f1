//! `granska schema`: the JSON Schemas of catalogue, data and results.

use super::context::Context;
use super::{Exit, Stop, schemas};
use crate::diag::Remark;
use crate::run::{codes, suggest};
use crate::store;
use std::io::{self, Write};

/// Where schemas go.
#[derive(Clone, Copy)]
pub(super) enum Destination {
    /// Standard output.
    Print,
    /// `controls/schema`.
    Project,
}

impl Destination {
    /// From the flag `--write`.
    pub fn of(write: bool) -> Self {
        if write { Self::Project } else { Self::Print }
    }
}

pub(super) fn schema(
    context: &Context,
    name: Option<&str>,
    destination: Destination,
    out: &mut dyn Write,
) -> Result<Exit, Stop> {
    let all = schemas();
    match (destination, name) {
        (Destination::Project, _) => {
            let project = context.find_project()?;
            let mut files = Vec::new();
            for (name, schema) in &all {
                files.push((format!("{name}.schema.json"), text(schema)?.into_bytes()));
            }
            let written = store::write_all(&project.root().join("controls/schema"), &files)
                .map_err(|r| Stop::one(r, Exit::Surroundings))?;
            super::run::tell(&written, &context.folder, out)?;
        }
        (Destination::Print, None) => {
            for (name, schema) in &all {
                let title = schema.get("description").and_then(|d| d.as_str()).unwrap_or_default();
                writeln!(out, "{name:<16} {}", title.lines().next().unwrap_or_default())?;
            }
        }
        (Destination::Print, Some(name)) => match all.iter().find(|(n, _)| *n == name) {
            Some((_, schema)) => out.write_all(text(schema)?.as_bytes())?,
            None => {
                let remark = Remark::new(&codes::NOTHING_NAMED, format!("schemat `{name}` finns inte"));
                return Err(Stop::one(suggest(remark, name, all.iter().map(|(n, _)| *n)), Exit::Usage));
            }
        },
    }
    Ok(Exit::Done)
}

/// A schema as it is kept in the repository.
pub(super) fn text(schema: &schemars::Schema) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(schema).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}
