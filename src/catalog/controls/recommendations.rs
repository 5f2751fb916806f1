//! `recommendations.yaml`: recommendations or proposals with their parts. Knows nothing of what became of them.

use super::codes;
use super::forms::recommendations::{RecommendationForm, RecommendationsForm};
use crate::catalog::check::Check;
use crate::catalog::names::{Names, Unknown};
use crate::diag::Remark;
use crate::field::id::{PartId, QuestionId, RecommendationId};
use crate::field::recommendation::{Part, Recommendation, Recommendations};

/// The questions that recommendations may answer.
pub enum Questions<'a> {
    /// These.
    Are(&'a Names),
    /// The audit has none.
    None,
    /// Their file could not be read: nothing is called dangling.
    Unchecked,
}

/// Reads recommendations. Things with a fault are left out, and the audit with them.
pub fn read(check: &mut Check<'_>, form: &RecommendationsForm, questions: &Questions<'_>) -> Recommendations {
    let lead_in = form.lead_in.as_ref().map(|words| check.quoted(words));
    let (mut names, mut parts) = (Names::default(), Names::default());
    let mut items = Vec::new();
    for form in &form.recommendations {
        names.declare(check, &form.id, "två rekommendationer har samma id");
        items.extend(recommendation(check, form, &mut parts, questions));
    }
    Recommendations { called: form.called.into(), lead_in, items }
}

fn recommendation(
    check: &mut Check<'_>,
    form: &RecommendationForm,
    names: &mut Names,
    questions: &Questions<'_>,
) -> Option<Recommendation> {
    let id = check.id(&form.id, RecommendationId::new);
    let quote = check.quote(&form.text, &form.source);
    let forms = form.parts.as_deref().unwrap_or_default();
    if forms.is_empty() {
        let remark = Remark::new(
            &codes::RECOMMENDATION_WITHOUT_PARTS,
            format!("rekommendationen `{}` saknar delar", form.id.value.0),
        )
        .at(check.place(&form.id), "ingen del under `parts`")
        .help(format!("räkna upp delarna: `- {{ id: {}a, gloss: … }}`", form.id.value.0));
        check.say(remark);
    }
    let mut parts = Vec::new();
    for part in forms {
        names.declare(check, &part.id, "två delar har samma id");
        let id = check.id(&part.id, PartId::new);
        let gloss = check.text("gloss", &part.gloss);
        parts.extend(id.map(|id| Part { id, gloss }));
    }
    let answers = answers(check, form, questions);
    Some(Recommendation { id: id?, quote, parts, parent_is: form.parent_is.into(), answers })
}

fn answers(check: &mut Check<'_>, form: &RecommendationForm, questions: &Questions<'_>) -> Vec<QuestionId> {
    let ids = form.answers.as_ref().map(|answers| answers.questions.as_slice()).unwrap_or_default();
    if let (Some(answers), Some(first)) = (&form.answers, ids.first()) {
        check.by(answers.by.as_ref(), first);
    }
    let mut listed = Names::default();
    for id in ids {
        listed.list(check, id);
        let unknown = |message| Unknown { code: &codes::UNKNOWN_QUESTION, message };
        match questions {
            Questions::Are(names) => {
                names.require(check, id, unknown(format!("ingen kontrollfråga i granskningen heter `{}`", id.value.0)));
            }
            Questions::None => {
                let message = format!("granskningen har inga kontrollfrågor, så `{}` finns inte", id.value.0);
                let remark = Remark::new(&codes::UNKNOWN_QUESTION, message)
                    .at(check.place(id), "finns inte")
                    .help("ta bort `answers`, eller lägg till frågorna i `questions.yaml`");
                check.say(remark);
            }
            Questions::Unchecked => {}
        }
    }
    if ids.is_empty() && matches!(questions, Questions::Are(_)) {
        let remark = Remark::new(
            &codes::RECOMMENDATION_WITHOUT_QUESTION,
            format!("rekommendationen `{}` svarar inte mot någon kontrollfråga", form.id.value.0),
        )
        .at(check.place(&form.id), "`answers` saknas")
        .help("lägg till `answers: { questions: […], by: granska }`");
        check.say(remark);
    }
    ids.iter().filter_map(|id| QuestionId::new(&id.value.0).ok()).collect()
}
