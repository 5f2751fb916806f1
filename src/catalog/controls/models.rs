//! `models/<id>.yaml`: steps in order and their support. Knows no audit.

use super::codes;
use super::forms::model::{ModelForm, StepForm};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::id::{ModelId, StepId};
use crate::field::model::{Model, Step};
use std::collections::BTreeMap;

/// What `models/` gave.
#[derive(Default)]
pub struct Models {
    /// Models without fault.
    pub valid: BTreeMap<ModelId, Model>,
    /// All models, those of files that could not be read by their name.
    pub names: Names,
    /// Steps and support of each model that could be read.
    pub steps: BTreeMap<String, Names>,
}

/// Reads all models, given by the name of their file without ending.
pub fn read(files: &BTreeMap<&str, &SourceText>, remarks: &mut Vec<Remark>) -> Models {
    let mut models = Models::default();
    for (stem, file) in files {
        let Some(form) = catalog::form::<ModelForm>(file, remarks) else {
            models.names.add(stem, Place::file(&file.path));
            continue;
        };
        let mut check = Check::new(&file.path, remarks);
        let mut steps = Names::default();
        let names = &mut models.names;
        let valid = check.sound(|check| {
            names.declare(check, &form.id, "två modeller har samma id");
            if form.id.value.0 != *stem {
                let remark = Remark::new(
                    &catalog::codes::NAME_DIFFERS,
                    format!("modellen `{}` ligger i filen `{stem}.yaml`", form.id.value.0),
                )
                .at(check.place(&form.id), format!("filen heter `{stem}.yaml`"))
                .help(format!("skriv `id: {stem}`, eller byt namn på filen"));
                check.say(remark);
            }
            model(check, &form, &mut steps)
        });
        models.steps.insert(form.id.value.0.clone(), steps);
        models.valid.extend(valid.map(|m| (m.id.clone(), m)));
    }
    models
}

fn model(check: &mut Check<'_>, form: &ModelForm, names: &mut Names) -> Option<Model> {
    let id = check.id(&form.id, ModelId::new);
    let label = check.text("label", &form.label);
    let note = form.note.as_ref().map(|note| check.text("note", note));
    let source = check.scalar("source", &form.source);
    let forms = form.steps.as_deref().unwrap_or_default();
    if forms.is_empty() {
        let remark = Remark::new(&codes::MODEL_WITHOUT_STEPS, format!("modellen `{}` saknar steg", form.id.value.0))
            .at(check.place(&form.id), "inget steg under `steps`")
            .help("räkna upp stegen i ordning: `- { id: behov, label: Behov, gloss: \"…\" }`");
        check.say(remark);
    }
    let steps = forms.iter().filter_map(|form| step(check, form, names)).collect();
    let support = form.support.as_ref().and_then(|form| step(check, form, names));
    Some(Model { id: id?, label, provenance: form.provenance.into(), note, source, steps, support })
}

fn step(check: &mut Check<'_>, form: &StepForm, names: &mut Names) -> Option<Step> {
    names.declare(check, &form.id, "två steg i modellen har samma id");
    let id = check.id(&form.id, StepId::new);
    let label = check.text("label", &form.label);
    let gloss = check.text("gloss", &form.gloss);
    Some(Step { id: id?, label, gloss })
}
