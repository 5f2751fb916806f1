//! `en.yaml`: English names by id, so that the catalogue's own texts stay plain Swedish strings.

use super::codes;
use super::forms::english::EnglishForm;
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::{Names, Unknown};
use crate::diag::Remark;
use crate::field::measure::Measure;
use std::collections::BTreeMap;

/// Gives measures their English names. A measure without one keeps its Swedish name alone.
///
/// `named` are all declared measures, faulty ones too; without them (one of their files could not be read) no id is checked.
pub fn name(file: Option<&SourceText>, measures: &mut [Measure], named: Option<&Names>, remarks: &mut Vec<Remark>) {
    let Some(file) = file else { return };
    let Some(form) = catalog::form::<EnglishForm>(file, remarks) else { return };
    let mut check = Check::new(&file.path, remarks);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, name) in &form.measures.value.0 {
        if let Some(named) = named {
            let place = check.place(id);
            let message = format!("inget mått heter `{}`", id.value);
            named.require_name(&mut check, &id.value, place, Unknown { code: &codes::UNKNOWN_MEASURE, message });
        }
        names.insert(id.value.clone(), check.scalar(&id.value, name));
    }
    for measure in measures {
        measure.name_en = names.get(measure.id.as_str()).cloned();
    }
}
