//! Which file under `controls/` is what. Looks at names only and reads no content.

use super::codes;
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::names::listed;
use crate::diag::{Place, Remark, nearest};
use std::collections::BTreeMap;

const SCALES: &str = "scales.yaml";
const DATASETS: &str = "datasets.yaml";
const ENGLISH: &str = "en.yaml";
const AUDIT: &str = "audit.yaml";
const QUESTIONS: &str = "questions.yaml";
const RECOMMENDATIONS: &str = "recommendations.yaml";

/// The files under `controls/`, each in its role.
#[derive(Default)]
pub struct Files<'a> {
    /// `scales.yaml`.
    pub scales: Option<&'a SourceText>,
    /// `datasets.yaml`.
    pub datasets: Option<&'a SourceText>,
    /// `en.yaml`.
    pub english: Option<&'a SourceText>,
    /// `models/<id>.yaml` by name without ending.
    pub models: BTreeMap<&'a str, &'a SourceText>,
    /// `measures/*.yaml` by name.
    pub measures: BTreeMap<&'a str, &'a SourceText>,
    /// `audits/<id>/` by name.
    pub audits: BTreeMap<&'a str, AuditFiles<'a>>,
}

/// The files of one audit.
#[derive(Default)]
pub struct AuditFiles<'a> {
    /// `audit.yaml`.
    pub audit: Option<&'a SourceText>,
    /// `questions.yaml`.
    pub questions: Option<&'a SourceText>,
    /// `recommendations.yaml`.
    pub recommendations: Option<&'a SourceText>,
}

impl<'a> Files<'a> {
    /// Gives each YAML file its role, and makes a remark on those that have none and on those that are missing.
    pub fn sort(files: &'a [SourceText], remarks: &mut Vec<Remark>) -> Self {
        let mut sorted = Self::default();
        for file in files {
            let Some(path) = file.path.strip_prefix("controls/") else { continue };
            let parts: Vec<&str> = path.split('/').collect();
            match parts[..] {
                ["schema", ..] => {}
                [SCALES] => sorted.scales = Some(file),
                [DATASETS] => sorted.datasets = Some(file),
                [ENGLISH] => sorted.english = Some(file),
                ["models", name] if name.ends_with(".yaml") => {
                    sorted.models.insert(name.trim_end_matches(".yaml"), file);
                }
                ["measures", name] if name.ends_with(".yaml") => {
                    sorted.measures.insert(name, file);
                }
                ["audits", folder, name] => {
                    let audit = sorted.audits.entry(folder).or_default();
                    match name {
                        AUDIT => audit.audit = Some(file),
                        QUESTIONS => audit.questions = Some(file),
                        RECOMMENDATIONS => audit.recommendations = Some(file),
                        _ => remarks.extend(unknown(file, &parts)),
                    }
                }
                _ => remarks.extend(unknown(file, &parts)),
            }
        }
        sorted.remark_on_missing(remarks);
        sorted
    }

    fn remark_on_missing(&self, remarks: &mut Vec<Remark>) {
        let mut missing = |path: String, help: &str| {
            remarks.push(
                Remark::new(&codes::MISSING_FILE, format!("filen `{path}` saknas"))
                    .at(Place::file(path), "")
                    .help(help),
            );
        };
        if self.scales.is_none() {
            missing(
                format!("controls/{SCALES}"),
                "lägg till filen; den säger vilka ord bedömningar och status skrivs med",
            );
        }
        for (folder, audit) in &self.audits {
            for (name, file) in [(AUDIT, audit.audit), (RECOMMENDATIONS, audit.recommendations)] {
                if file.is_none() {
                    missing(
                        format!("controls/audits/{folder}/{name}"),
                        "lägg till filen, eller ta bort granskningens mapp",
                    );
                }
            }
        }
    }
}

/// The remark on a file without a role; none when it is no YAML.
fn unknown(file: &SourceText, parts: &[&str]) -> Option<Remark> {
    let name = *parts.last()?;
    let (stem, ending) = name.rsplit_once('.')?;
    if !matches!(ending, "yaml" | "yml") {
        return None;
    }
    let as_yaml = format!("{stem}.yaml");
    let help = match parts {
        [_] => near_or_all(&as_yaml, "i `controls/`", &[SCALES, DATASETS, ENGLISH]),
        ["models" | "measures", _] => format!("byt namn på den till `{as_yaml}`"),
        ["audits", _, _] => near_or_all(&as_yaml, "i en gransknings mapp", &[AUDIT, QUESTIONS, RECOMMENDATIONS]),
        ["audits", _] => format!("lägg den i granskningens egen mapp, `controls/audits/{stem}/{AUDIT}`"),
        ["models" | "measures" | "audits", ..] => "lägg den direkt i mappen, inte i en mapp under den".to_owned(),
        [folder, ..] => match nearest(folder, ["models", "measures", "audits"]) {
            Some(near) => format!("menades mappen `{near}`?"),
            None => format!("mapparna i `controls/` heter {}", listed(["models", "measures", "audits"])),
        },
        [] => return None,
    };
    Some(
        Remark::new(&catalog::codes::UNKNOWN_FILE, format!("filen `{name}` läses inte"))
            .at(Place::file(&file.path), "okänt namn")
            .help(help),
    )
}

fn near_or_all(name: &str, place: &str, known: &[&'static str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("menades `{near}`?"),
        None => format!("{place} läses {}", listed(known.iter().copied())),
    }
}
