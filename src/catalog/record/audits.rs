//! One audit of one organisation: `data/<organisation>/audits/<id>/`.
//!
//! Reads its three files, checks them against each other and puts them together.

use super::files::AuditFiles;
use super::forms::established::EstablishedForm;
use super::forms::observations::ObservationsForm;
use super::forms::text::TextForm;
use super::organisation::Units;
use super::{codes, established, observations, text};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::{Check, collapse};
use crate::catalog::controls::Found;
use crate::catalog::names::with_names;
use crate::diag::{self, Place, Remark};
use crate::field::audit::Audit;
use crate::field::established::Established;
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// What the files of an audit are checked against.
pub(super) struct Context<'a> {
    /// What `controls/` declares.
    pub found: &'a Found,
    /// The audit; `None` when it is unknown or faulty, and then nothing is said about what refers to it.
    pub audit: Option<&'a Audit>,
    /// The organisation's units; `None` when they could not be read.
    pub units: Option<&'a Units>,
}

impl Context<'_> {
    /// Whether the organisation has a level.
    pub fn has_level(&self, level: &str) -> bool {
        self.units.is_some_and(|units| units.levels().any(|l| l == level))
    }
}

/// A file that may be absent or faulty.
pub(super) enum Form<T> {
    /// It does not exist.
    Absent,
    /// It could not be read; remarked on.
    Faulty,
    /// It was read.
    Read(T),
}

impl<T: DeserializeOwned> Form<T> {
    fn read(file: Option<&SourceText>, remarks: &mut Vec<Remark>) -> Self {
        match file.map(|file| catalog::form(file, remarks)) {
            None => Self::Absent,
            Some(Some(form)) => Self::Read(form),
            Some(None) => Self::Faulty,
        }
    }
}

impl<T> Form<T> {
    /// The form, when it was read.
    pub fn form(&self) -> Option<&T> {
        match self {
            Self::Absent | Self::Faulty => None,
            Self::Read(form) => Some(form),
        }
    }

    /// Whether something is missing: in the file, or because the file does not exist. Nothing is said of a faulty file.
    pub fn lacks(&self, test: impl Fn(&T) -> bool) -> bool {
        match self {
            Self::Absent => true,
            Self::Faulty => false,
            Self::Read(form) => test(form),
        }
    }
}

/// The improvements that an audit found, with their due dates; `None` when they could not be read.
pub(super) type Improvements = Option<BTreeMap<String, Option<NaiveDate>>>;

/// An audit that was made of the organisation.
pub(super) struct Made {
    /// Everything, when nothing is wrong.
    pub established: Option<Established>,
    /// Its improvements, which entries of the register may be about.
    pub improvements: Improvements,
}

/// Reads one folder.
pub(super) fn read(
    folder: &str,
    files: &AuditFiles<'_>,
    found: &Found,
    units: Option<&Units>,
    remarks: &mut Vec<Remark>,
) -> Made {
    let established: Form<EstablishedForm> = Form::read(files.established, remarks);
    let observed: Form<ObservationsForm> = Form::read(files.observations, remarks);
    let written: Form<TextForm> = Form::read(files.text, remarks);
    let name = audit_name(folder, files, &established, found, remarks);
    let context = Context { found, audit: found.audits.values().find(|a| a.id.as_str() == name), units };

    let mut cited = Vec::new();
    let whole = match (&established, files.established) {
        (Form::Read(form), Some(file)) => {
            let mut check = Check::new(&file.path, remarks);
            let whole = established::read(form, &context, &mut check);
            cited.append(&mut check.cited());
            whole
        }
        (Form::Absent | Form::Faulty | Form::Read(_), _) => None,
    };
    let mut improvements = match observed {
        Form::Absent => Some(BTreeMap::new()),
        Form::Faulty | Form::Read(_) => None,
    };
    let mut seen = None;
    if let (Form::Read(form), Some(file)) = (&observed, files.observations) {
        let mut check = Check::new(&file.path, remarks);
        let observations = observations::read(form, &context, &mut check);
        cited.append(&mut check.cited());
        // An improvement with a faulty date is left out above and is still no unknown one.
        let mut dates: BTreeMap<String, Option<NaiveDate>> =
            form.improvements.iter().map(|i| (i.id.value.0.clone(), None)).collect();
        dates.extend(observations.improvements.iter().map(|i| (i.id.to_string(), i.due)));
        improvements = Some(dates);
        seen = Some(observations);
    }
    let mut sections = Vec::new();
    if let (Form::Read(form), Some(file)) = (&written, files.text) {
        let beside = text::Beside { established: established.form(), observations: &observed };
        sections = text::read(form, &beside, &context, &mut Check::new(&file.path, remarks));
        check_cited(&cited, form, remarks);
    }
    let established = whole.map(|e| Established { observations: seen.unwrap_or_default(), sections, ..e });
    Made { established, improvements }
}

/// The audit that a folder is about, with remarks on names that do not agree or do not exist.
fn audit_name(
    folder: &str,
    files: &AuditFiles<'_>,
    established: &Form<EstablishedForm>,
    found: &Found,
    remarks: &mut Vec<Remark>,
) -> String {
    let (name, place) = match (established, files.established) {
        (Form::Read(form), Some(file)) => (form.audit.value.0.clone(), form.audit.place(&file.path)),
        (Form::Absent | Form::Faulty | Form::Read(_), _) => (folder.to_owned(), Place::file(files.first())),
    };
    if let Form::Absent = established {
        remarks.push(
            Remark::new(&codes::NO_ESTABLISHED, format!("granskningen `{folder}` saknar `established.yaml`"))
                .at(Place::file(files.first()), "filen hör till en granskning som inte är beskriven")
                .help("lägg till `established.yaml` i samma mapp med `audit`, `period` och `document`"),
        );
    }
    if name != folder {
        remarks.push(
            Remark::new(
                &catalog::codes::NAME_DIFFERS,
                format!("filen gäller granskningen `{name}` men ligger i mappen `{folder}`"),
            )
            .at(place.clone(), "ett annat namn än mappens")
            .help(format!("skriv `audit: {folder}`, eller byt namn på mappen")),
        );
    }
    known_audit(&name, place, found, remarks);
    name
}

/// Remarks on an audit that `controls/` does not hold; one that exists but is faulty is known. Tells whether it is.
pub(super) fn known_audit(name: &str, place: Place, found: &Found, remarks: &mut Vec<Remark>) -> bool {
    let known: BTreeSet<&str> =
        found.audits.keys().map(|id| id.as_str()).chain(found.named_audits.iter().map(String::as_str)).collect();
    let is_known = known.contains(name);
    if !is_known {
        let remark = Remark::new(&codes::UNKNOWN_AUDIT, format!("granskningen `{name}` finns inte"))
            .at(place, "ingen mapp i `controls/audits/` heter så");
        remarks.push(with_names(remark, name, known, "granskningar"));
    }
    is_known
}

/// Each section that is cited should stand in the running text, where there is one.
fn check_cited(cited: &[(String, Place)], form: &TextForm, remarks: &mut Vec<Remark>) {
    let sections: BTreeSet<String> = form.sections.iter().map(|s| collapse(&s.id.value.0)).collect();
    for (source, place) in cited.iter().filter(|(source, _)| !sections.contains(source)) {
        let remark = Remark::new(&codes::UNKNOWN_SECTION, format!("avsnittet `{source}` finns inte i `text.yaml`"))
            .at(place.clone(), "inget avsnitt har det id:t");
        remarks.push(match diag::nearest(source, sections.iter().map(String::as_str)) {
            Some(near) => remark.help(format!("menades `{near}`?")),
            None => remark.help("rätta hänvisningen, eller lägg till avsnittet i `text.yaml`"),
        });
    }
}
