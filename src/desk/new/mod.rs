//! The skeleton of a new audit: commented YAML that checks clean from the start.
//!
//! Makes texts, writes no file.

pub mod codes;

use crate::diag::{Place, Remark};
use crate::field::id::{AuditId, OrganisationId};
use minijinja::{Environment, UndefinedBehavior, context};

/// What the skeleton leans on in the project it is made for.
#[derive(Clone, Debug)]
pub struct Ground {
    /// A scale of verdicts on questions, with its worst word.
    pub question_scale: String,
    /// A scale of moment assessments.
    pub moment_scale: String,
    /// A model, and one of its steps.
    pub model: String,
    /// A step of the model.
    pub step: String,
    /// The worst word of the question scale.
    pub word: String,
    /// Reports that exist.
    pub documents: Vec<String>,
    /// The level that moments are asked of.
    pub level: String,
    /// The year of the audit.
    pub year: i32,
}

/// Where findings go, and whether the organisation has its tree already.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The organisation.
    pub id: OrganisationId,
    /// Whether `organisation.yaml` must be made too.
    pub tree: Tree,
}

/// Whether an organisation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    /// It has its `organisation.yaml`.
    Known,
    /// It is new.
    New,
}

const CONTROLS: [(&str, &str); 3] = [
    ("audit.yaml", include_str!("audit.yaml.jinja")),
    ("questions.yaml", include_str!("questions.yaml.jinja")),
    ("recommendations.yaml", include_str!("recommendations.yaml.jinja")),
];
const FOUND: [(&str, &str); 3] = [
    ("established.yaml", include_str!("established.yaml.jinja")),
    ("observations.yaml", include_str!("observations.yaml.jinja")),
    ("text.yaml", include_str!("text.yaml.jinja")),
];
const ORGANISATION: &str = include_str!("organisation.yaml.jinja");

/// An audit id from the command line.
///
/// # Errors
/// A remark when it could not name a folder.
pub fn audit_id(text: &str) -> Result<AuditId, Remark> {
    AuditId::new(text).map_err(|e| {
        Remark::new(&codes::NOT_AN_ID, e.to_string()).help("skriv till exempel `granska new vardplatser-2027`")
    })
}

/// The files of a skeleton: paths from the project's root, and texts.
///
/// # Errors
/// A remark when a template cannot be filled in, which would be a fault of granska's.
pub fn skeleton(audit: &AuditId, ground: &Ground, holder: Option<&Holder>) -> Result<Vec<(String, String)>, Remark> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let values = context! {
        audit => audit.as_str(),
        organisation => holder.map(|h| h.id.as_str()),
        question_scale => &ground.question_scale,
        moment_scale => &ground.moment_scale,
        model => &ground.model,
        step => &ground.step,
        word => &ground.word,
        documents => ground.documents.join(", "),
        level => &ground.level,
        year => ground.year,
    };
    let fill = |path: String, template: &str| {
        environment.render_str(template, &values).map(|text| (path.clone(), format!("{}\n", text.trim_end()))).map_err(
            |e| {
                Remark::new(&codes::NOT_AN_ID, format!("mallen för `{path}` går inte att fylla i: {e}"))
                    .at(Place::file(path), "")
            },
        )
    };
    let mut files = Vec::new();
    for (name, template) in CONTROLS {
        files.push(fill(format!("controls/audits/{audit}/{name}"), template)?);
    }
    if let Some(holder) = holder {
        for (name, template) in FOUND {
            files.push(fill(format!("data/{}/audits/{audit}/{name}", holder.id), template)?);
        }
        match holder.tree {
            Tree::Known => {}
            Tree::New => files.push(fill(format!("data/{}/organisation.yaml", holder.id), ORGANISATION)?),
        }
    }
    Ok(files)
}
