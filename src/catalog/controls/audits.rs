//! One folder of `audits/`: its files become an [`Audit`] in which every id resolves. Knows no organisation.

use super::files::AuditFiles;
use super::forms::Id;
use super::forms::audit::AuditForm;
use super::models::Models;
use super::questions::{Asked, Steps};
use super::recommendations::Questions;
use super::{codes, questions, recommendations};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::{Names, Unknown};
use crate::diag::{self, Remark};
use crate::field::audit::{Audit, Guidelines};
use crate::field::id::{AuditId, ItemId, LevelId, ModelId, ReportId, ScaleId};
use crate::field::period::DatedPeriod;
use crate::field::recommendation::Recommendations;
use crate::field::text::{Item, Quote};
use crate::placed::At;
use serde::de::DeserializeOwned;

/// What audits refer to.
pub struct Surroundings<'a> {
    /// Declared scales; `None` when they could not be read.
    pub scales: Option<&'a Names>,
    /// Declared models.
    pub models: &'a Models,
}

/// What a folder gave.
pub struct Folder {
    /// The audit, only when nothing in its folder is wrong.
    pub audit: Option<Audit>,
    /// The id that `audit.yaml` gives, also when the folder is named otherwise.
    pub named: Option<String>,
}

/// Reads the folder of one audit.
pub fn read(folder: &str, files: &AuditFiles<'_>, around: &Surroundings<'_>, remarks: &mut Vec<Remark>) -> Folder {
    let mut own = Vec::new();
    let head = form::<AuditForm>(files.audit, &mut own);
    let named = head.as_ref().map(|(_, form)| form.id.value.0.clone());
    let audit = assemble(folder, files, head, around, &mut own);
    let audit = if diag::has_errors(&own) { None } else { audit };
    remarks.append(&mut own);
    Folder { audit, named }
}

fn assemble(
    folder: &str,
    files: &AuditFiles<'_>,
    audit: Option<(&SourceText, AuditForm)>,
    around: &Surroundings<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<Audit> {
    let steps = audit.as_ref().map_or(Steps::Unchecked, |(_, form)| steps(form, around.models));
    let asked = form(files.questions, remarks)
        .map(|(file, form)| questions::read(&mut Check::new(&file.path, remarks), &form, &steps));
    let answerable = match (&asked, files.questions) {
        (Some(asked), _) if asked.first_question.is_some() => Questions::Are(&asked.names),
        (Some(_), _) | (None, None) => Questions::None,
        (None, Some(_)) => Questions::Unchecked,
    };
    let unasked = asked.is_none() && files.questions.is_some();
    let recommendations = form(files.recommendations, remarks)
        .map(|(file, form)| recommendations::read(&mut Check::new(&file.path, remarks), &form, &answerable));
    let (file, form) = audit?;
    let mut check = Check::new(&file.path, remarks);
    let head = head(&mut check, &form, folder, around);
    let asked = asked.unwrap_or_default();
    needed(&mut check, &form, &asked);
    // A file of questions that could not be read leaves an audit that asks nothing, and that is not this audit.
    if unasked {
        return None;
    }
    head?.with(asked, recommendations?)
}

/// A file in its form, or the remark that it has none.
fn form<'a, T: DeserializeOwned>(
    file: Option<&'a SourceText>,
    remarks: &mut Vec<Remark>,
) -> Option<(&'a SourceText, T)> {
    let file = file?;
    catalog::form(file, remarks).map(|form| (file, form))
}

/// The steps that the audit's moments may belong to. That a model is missing or unknown is said elsewhere.
fn steps<'a>(form: &'a AuditForm, models: &'a Models) -> Steps<'a> {
    let model = form.model.as_ref().map(|id| id.value.0.as_str());
    match model.and_then(|model| models.steps.get(model).map(|names| (model, names))) {
        Some((model, names)) => Steps::Of { model, names },
        None => Steps::Unchecked,
    }
}

/// What `audit.yaml` says.
struct Head {
    id: AuditId,
    title: String,
    year: DatedPeriod,
    audited_body: Option<String>,
    documents: Vec<ReportId>,
    model: Option<ModelId>,
    question_scale: Option<ScaleId>,
    moment_scale: Option<ScaleId>,
    moments_asked_of: Option<LevelId>,
    purpose: Option<Quote>,
    overall_question: Option<Quote>,
    criteria: Vec<Item<ItemId>>,
    guidelines: Option<Guidelines>,
}

impl Head {
    fn with(self, asked: Asked, recommendations: Recommendations) -> Option<Audit> {
        Some(Audit {
            id: self.id,
            title: self.title,
            year: self.year,
            audited_body: self.audited_body,
            documents: self.documents,
            model: self.model,
            question_scale: self.question_scale,
            moment_scale: self.moment_scale,
            moments_asked_of: self.moments_asked_of,
            purpose: self.purpose,
            overall_question: self.overall_question,
            criteria: self.criteria,
            guidelines: self.guidelines,
            moments: asked.moments,
            questions: asked.questions,
            recommendations,
        })
    }
}

fn head(check: &mut Check<'_>, form: &AuditForm, folder: &str, around: &Surroundings<'_>) -> Option<Head> {
    let id = check.id(&form.id, AuditId::new);
    if form.id.value.0 != folder {
        let remark = Remark::new(
            &catalog::codes::NAME_DIFFERS,
            format!("granskningen `{}` ligger i mappen `{folder}`", form.id.value.0),
        )
        .at(check.place(&form.id), format!("mappen heter `{folder}`"))
        .help(format!("skriv `id: {folder}`, eller byt namn på mappen"));
        check.say(remark);
    }
    let title = check.text("title", &form.title);
    let year = check.period(&form.year);
    let audited_body = form.audited_body.as_ref().map(|body| check.text("audited-body", body));
    let mut listed = Names::default();
    for document in &form.documents {
        listed.list(check, document);
    }
    let documents = form.documents.iter().filter_map(|document| check.id(document, ReportId::new)).collect();
    if let Some(model) = &form.model {
        let message = format!("ingen modell heter `{}`", model.value.0);
        around.models.names.require(check, model, Unknown { code: &codes::UNKNOWN_MODEL, message });
    }
    let model = form.model.as_ref().and_then(|id| ModelId::new(&id.value.0).ok());
    let question_scale = scale(check, form.question_scale.as_ref(), around.scales);
    let moment_scale = scale(check, form.moment_scale.as_ref(), around.scales);
    let moments_asked_of = form.moments_asked_of.as_ref().and_then(|level| check.id(level, LevelId::new));
    let purpose = form.purpose.as_ref().map(|words| check.quoted(words));
    let overall_question = form.overall_question.as_ref().map(|words| check.quoted(words));
    let criteria = check.items(&form.criteria, &mut Names::default(), "två kriterier har samma id");
    let guidelines = form.guidelines.as_ref().map(|form| {
        if form.items.value.is_empty() {
            check.empty_list("items", check.place(&form.items));
        }
        Guidelines {
            lead_in: check.quoted(&form.lead_in),
            items: check.items(&form.items.value, &mut Names::default(), "två riktlinjer har samma id"),
        }
    });
    Some(Head {
        id: id?,
        title,
        year: year?,
        audited_body,
        documents,
        model,
        question_scale,
        moment_scale,
        moments_asked_of,
        purpose,
        overall_question,
        criteria,
        guidelines,
    })
}

fn scale(check: &mut Check<'_>, id: Option<&At<Id>>, scales: Option<&Names>) -> Option<ScaleId> {
    let id = id?;
    if let Some(scales) = scales {
        let message = format!("ingen skala heter `{}`", id.value.0);
        scales.require(check, id, Unknown { code: &codes::UNKNOWN_SCALE, message });
    }
    ScaleId::new(&id.value.0).ok()
}

/// What moments and questions ask of `audit.yaml`.
fn needed(check: &mut Check<'_>, form: &AuditForm, asked: &Asked) {
    if let Some(moment) = &asked.first_moment {
        for (key, given) in
            [("model", &form.model), ("moment-scale", &form.moment_scale), ("moments-asked-of", &form.moments_asked_of)]
        {
            if given.is_none() {
                let remark = Remark::new(&codes::MOMENTS_NEED, format!("granskningen har moment men ingen `{key}`"))
                    .at(check.place(&form.id), format!("`{key}` saknas i den här filen"))
                    .at(moment.clone(), "det första momentet")
                    .help(format!("lägg till `{key}: …`"));
                check.say(remark);
            }
        }
    }
    if let (Some(question), None) = (&asked.first_question, &form.question_scale) {
        let remark =
            Remark::new(&codes::QUESTIONS_NEED_SCALE, "granskningen har kontrollfrågor men ingen `question-scale`")
                .at(check.place(&form.id), "`question-scale` saknas i den här filen")
                .at(question.clone(), "den första frågan")
                .help("lägg till `question-scale: …` med id för skalan som bedömningarna skrivs med");
        check.say(remark);
    }
}
