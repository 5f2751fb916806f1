//! `established.yaml`: the verdicts, and what we coded of the auditors' statements.
//!
//! Looks words, questions, points and comments up. Judges nothing: a verdict is the auditors'.

use super::audits::Context;
use super::codes;
use super::forms::established::{
    DiffersForm, DocumentForm, EstablishedForm, JudgementForm, NotAssessableForm, StateForm, StatementForm, VariantForm,
};
use super::forms::{Id, Text};
use super::lookup::Unknown;
use crate::catalog::check::{Check, collapse};
use crate::catalog::names::{listed, with_names};
use crate::diag::{self, Place, Remark};
use crate::field::audit::{Audit, ControlQuestion, Evidence, Point};
use crate::field::established::{
    DocumentFacts, DocumentState, Established, Judgement, Observations, Overall, PrintedVariant, Statement,
};
use crate::field::id::{AuditId, MomentId, PointId, QuestionId};
use crate::field::rating::{NotAssessable, Verdict};
use crate::field::scale::{Meaning, Scale};
use crate::field::text::{Grounds, Quote};
use crate::placed::At;
use std::collections::BTreeMap;

/// Checks the file; observations and running text are still empty in what is given back. `None` when the whole cannot stand.
pub(super) fn read(form: &EstablishedForm, context: &Context<'_>, check: &mut Check<'_>) -> Option<Established> {
    level_of_moments(form, context, check);
    let period = check.period(&form.period);
    let made_to = check.optional("made-to", &form.made_to);
    let document = document(&form.document, check);
    let overall = form.overall.as_ref().map(|o| {
        check.ours(&o.by);
        Overall { quote: check.quote(&o.text, &o.source), rating: o.rating.into() }
    });
    let judgements = judgements(form, context, check);
    let stated = statements(form, context, check);
    let as_printed = form.as_printed.iter().filter_map(|v| variant(v, context, check)).collect();
    Some(Established {
        audit: AuditId::new(&form.audit.value.0).ok()?,
        period: period?,
        made_to,
        document,
        overall,
        judgements,
        stated,
        as_printed,
        observations: Observations::default(),
        sections: Vec::new(),
    })
}

/// Moments are asked of the units on a level; without that level nobody would be asked.
fn level_of_moments(form: &EstablishedForm, context: &Context<'_>, check: &mut Check<'_>) {
    let (Some(audit), Some(units)) = (context.audit, context.units) else { return };
    let Some(level) = audit.moments_asked_of.as_ref().filter(|_| !audit.moments.is_empty()) else { return };
    if !units.levels().any(|l| l == level.as_str()) {
        let remark = Remark::new(
            &codes::LEVEL_MISSING,
            format!("`{}` ställer sina moment till nivån `{level}`, som organisationen inte har", audit.id),
        )
        .at(check.place(&form.audit), "ingen enhet skulle bli tillfrågad");
        check.say(
            with_names(remark, level.as_str(), units.levels(), "nivåer")
                .help("ändra nivåns id i organisation.yaml, eller `moments-asked-of` i granskningens audit.yaml"),
        );
    }
}

fn document(form: &DocumentForm, check: &mut Check<'_>) -> DocumentFacts {
    if form.version.value == 0 {
        let place = check.place(&form.version);
        check.say(
            Remark::new(&codes::VERSION_ZERO, "dokumentets version är 0")
                .at(place, "versioner räknas från 1")
                .help("skriv `version: 1` för den första"),
        );
    }
    DocumentFacts {
        diarienummer: form.diarienummer.as_ref().map(|d| check.scalar("diarienummer", d)),
        handlaggare: form.handlaggare.as_ref().map(|h| check.function("handlaggare", h)),
        version: form.version.value,
        state: match form.state {
            StateForm::Draft => DocumentState::Draft,
            StateForm::Final => DocumentState::Final,
        },
    }
}

fn judgements(form: &EstablishedForm, context: &Context<'_>, check: &mut Check<'_>) -> Vec<Judgement> {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut judgements = Vec::new();
    for question in &form.questions {
        let place = check.place(&question.id);
        if let Some(first) = seen.get(question.id.value.0.as_str()) {
            check.say(
                Remark::new(&codes::QUESTION_TWICE, format!("frågan `{}` är bedömd två gånger", question.id.value.0))
                    .at(place, "andra gången")
                    .at(first.clone(), "första gången")
                    .help("slå ihop dem, eller ta bort den ena"),
            );
        } else {
            seen.insert(&question.id.value.0, place);
        }
        judgements.extend(judgement(question, context, check));
    }
    // A misspelt question is remarked on above and is probably the one that seems to lack a verdict.
    let audit = context.audit.filter(|a| !has_unknown_question(form, a));
    for question in audit.iter().flat_map(|a| &a.questions).filter(|q| !seen.contains_key(q.id.as_str())) {
        let place = check.place(&form.audit);
        check.say(
            Remark::new(&codes::NO_VERDICT, format!("frågan `{}` har ingen fastställd bedömning", question.id))
                .at(place, "granskningen ställer frågan")
                .help(format!("lägg till `- id: {}` under `questions`, om granskningen har en bedömning", question.id)),
        );
    }
    judgements
}

fn has_unknown_question(form: &EstablishedForm, audit: &Audit) -> bool {
    form.questions.iter().any(|j| !audit.questions.iter().any(|q| q.id.as_str() == j.id.value.0))
}

/// Remarks on a question that the audit does not ask; `None` then, and when the audit itself is faulty.
pub(super) fn question<'a>(at: &At<Id>, context: &Context<'a>, check: &mut Check<'_>) -> Option<&'a ControlQuestion> {
    let audit = context.audit?;
    let found = audit.questions.iter().find(|q| q.id.as_str() == at.value.0);
    if found.is_none() {
        let known = audit.questions.iter().map(|q| q.id.as_str());
        let unknown = Unknown {
            code: &codes::UNKNOWN_QUESTION,
            what: "frågan",
            label: "granskningen ställer ingen sådan fråga",
            heading: "frågor",
        };
        check.unknown(unknown, at, known);
    }
    found
}

fn judgement(form: &JudgementForm, context: &Context<'_>, check: &mut Check<'_>) -> Option<Judgement> {
    let question = question(&form.id, context, check);
    let word = question.and_then(|_| meaning(&form.word, context, check));
    let as_printed = check.optional("as-printed", &form.as_printed);
    if let (Some(printed), Some((word, _))) = (&form.as_printed, &word)
        && !same_word(&printed.value.0, word)
    {
        let place = check.place(printed);
        check.say(
            Remark::new(
                &codes::PRINTED_OTHERWISE,
                format!("det tryckta ordet `{}` är ett annat ord än `{word}`", printed.value.0),
            )
            .at(place, "skiljer sig i mer än stora och små bokstäver")
            .help("kontrollera mot granskningen vilket ord som står där"),
        );
    }
    let comments = check.quotes(&form.comments);
    let assessment = check.quotes(&form.assessment);
    let differs = form.differs.as_ref().map(|d| reason(d, check));
    let (word, meaning) = word?;
    Some(Judgement {
        question: QuestionId::new(&form.id.value.0).ok()?,
        word,
        as_printed,
        verdict: meaning.verdict(),
        comments,
        assessment,
        // An unreadable reason has been remarked on, so that no catalogue is made of it.
        differs: differs.flatten(),
        place: check.place(&form.word),
    })
}

fn meaning(at: &At<Text>, context: &Context<'_>, check: &mut Check<'_>) -> Option<(String, Meaning)> {
    let scale: &Scale = context.found.wording.as_ref()?.scales.get(context.audit?.question_scale.as_ref()?)?;
    if let Some((word, meaning)) = scale.meaning(&at.value.0) {
        return Some((word.to_owned(), meaning));
    }
    let words: Vec<&str> = scale.words.iter().map(|(w, _)| w.as_str()).collect();
    let remark = Remark::new(&codes::UNKNOWN_WORD, format!("`{}` finns inte i skalan `{}`", at.value.0, scale.id))
        .at(check.place(at), "skalan har inget sådant ord");
    let remark = match diag::nearest(&at.value.0, words.iter().copied()) {
        Some(near) => remark.help(format!("menades `{near}`?")),
        None => remark,
    };
    check.say(remark.help(format!("ord i skalan: {}", listed(words))));
    None
}

fn same_word(a: &str, b: &str) -> bool {
    collapse(a).to_lowercase() == collapse(b).to_lowercase()
}

fn reason(form: &At<DiffersForm>, check: &mut Check<'_>) -> Option<Grounds> {
    let place = check.place(form);
    let fault = |message: &str, label: &str, check: &mut Check<'_>| {
        check.say(
            Remark::new(&codes::REASON_CHOICE, message)
                .at(place.clone(), label)
                .help("revisorernas ord: `differs: { text: …, source: … }`")
                .help("vår notering: `differs: { note: …, by: granska }`; utan skäl tas `differs` bort"),
        );
        None
    };
    let form = &form.value;
    match (&form.text, &form.source, &form.note, &form.by) {
        (Some(text), Some(source), None, None) => Some(Grounds::Auditors(check.quote(text, source))),
        (None, None, Some(note), Some(by)) => {
            check.ours(by);
            Some(Grounds::Granska(check.text("note", note)))
        }
        (Some(_), _, Some(_), _) => fault("skälet har både revisorernas ord och vår notering", "behåll det ena", check),
        (None, _, None, _) => fault("skälet är tomt", "varken `text` eller `note`", check),
        (Some(_), None, None, _) => fault("revisorernas ord saknar avsnitt", "här saknas `source`", check),
        (None, _, Some(_), None) => fault("vår notering är inte märkt som vår", "här saknas `by: granska`", check),
        (Some(_), Some(_), None, Some(_)) => fault("revisorernas ord är märkta som våra", "ta bort `by`", check),
        (None, Some(_), Some(_), Some(_)) => {
            fault("vår notering har ett avsnitt ur granskningen", "ta bort `source`", check)
        }
    }
}

fn statements(form: &EstablishedForm, context: &Context<'_>, check: &mut Check<'_>) -> Vec<Statement> {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut statements = Vec::new();
    for statement in &form.stated {
        let place = check.place(&statement.point);
        if let Some(first) = seen.get(statement.point.value.0.as_str()) {
            check.say(
                Remark::new(&codes::POINT_TWICE, format!("punkten `{}` är kodad två gånger", statement.point.value.0))
                    .at(place, "andra gången")
                    .at(first.clone(), "första gången")
                    .help("ta bort den ena kodningen"),
            );
        } else {
            seen.insert(&statement.point.value.0, place);
        }
        statements.extend(self::statement(statement, form, context, check));
    }
    statements
}

fn statement(
    form: &StatementForm,
    whole: &EstablishedForm,
    context: &Context<'_>,
    check: &mut Check<'_>,
) -> Option<Statement> {
    check.ours(&form.by);
    let verdict = coded(form, check);
    let audit = context.audit?;
    let (question, point) = point(&form.point, audit, check)?;
    match &point.evidence {
        Evidence::Stated => {}
        Evidence::Moments(_) => {
            let place = check.place(&form.point);
            check.say(
                Remark::new(&codes::POINT_NOT_STATED, format!("punkten `{}` bygger på momentbedömningar", point.id))
                    .at(place, "kodas inte efter uttalanden")
                    .at(point.place.clone(), "punktens underlag")
                    .help("ta bort kodningen, eller skriv `evidence: stated` för punkten i questions.yaml"),
            );
        }
    }
    let words = form.comment.as_ref().and_then(|c| comment(c, question, audit, whole, check));
    Some(Statement {
        point: PointId::new(&form.point.value.0).ok()?,
        verdict: verdict?,
        words,
        place: check.place(&form.point),
    })
}

fn coded(form: &StatementForm, check: &mut Check<'_>) -> Option<Verdict> {
    let why = |form: NotAssessableForm| match form {
        NotAssessableForm::NothingStated => NotAssessable::NothingStated,
        NotAssessableForm::EvidenceMissing => NotAssessable::EvidenceMissing,
        NotAssessableForm::SaidSo => NotAssessable::SaidSo,
    };
    let point = &form.point.value.0;
    let (place, message, label) = match (&form.rating, &form.not_assessable) {
        (Some(rating), None) => return Some(Verdict::Rated(rating.value.into())),
        (None, Some(missing)) => return Some(Verdict::NotAssessable(why(missing.value))),
        (Some(_), Some(missing)) => (
            check.place(missing),
            format!("punkten `{point}` har både en bedömning och ett skäl att den saknas"),
            "behåll det ena",
        ),
        (None, None) => (
            check.place(&form.point),
            format!("punkten `{point}` har ingen bedömning"),
            "varken `rating` eller `not-assessable`",
        ),
    };
    check.say(
        Remark::new(&codes::RATING_CHOICE, message)
            .at(place, label)
            .help("skriv `rating: met`, `partly-met` eller `not-met`, eller `not-assessable: evidence-missing`"),
    );
    None
}

fn point<'a>(at: &At<Id>, audit: &'a Audit, check: &mut Check<'_>) -> Option<(&'a ControlQuestion, &'a Point)> {
    let all = || audit.questions.iter().flat_map(|q| q.points.iter().map(move |p| (q, p)));
    let found = all().find(|(_, p)| p.id.as_str() == at.value.0);
    if found.is_none() {
        let stated = all().filter(|(_, p)| p.evidence == Evidence::Stated).map(|(_, p)| p.id.as_str());
        let unknown = Unknown {
            code: &codes::UNKNOWN_POINT,
            what: "punkten",
            label: "ingen fråga har den punkten",
            heading: "punkter",
        };
        check.unknown(unknown, at, stated);
    }
    found
}

/// The comment that a coding rests on, counted from 1 under its question.
fn comment(
    at: &At<u32>,
    question: &ControlQuestion,
    audit: &Audit,
    whole: &EstablishedForm,
    check: &mut Check<'_>,
) -> Option<Quote> {
    let judgement = whole.questions.iter().find(|q| q.id.value.0 == question.id.as_str());
    if judgement.is_none() && has_unknown_question(whole, audit) {
        return None;
    }
    let comments = judgement.map_or(&[][..], |q| &q.comments);
    let found = (at.value as usize).checked_sub(1).and_then(|i| comments.get(i));
    if let Some(form) = found {
        // Its words have been checked where they stand.
        let place = check.place(&form.text);
        return Some(Quote { text: collapse(&form.text.value.0), source: collapse(&form.source.value.0), place });
    }
    let place = check.place(at);
    let remark = Remark::new(
        &codes::NO_SUCH_COMMENT,
        format!("frågan `{}` har ingen kommentar nummer {}", question.id, at.value),
    )
    .at(place, "numret finns inte");
    check.say(match comments.len() {
        0 => remark.help("frågan har inga kommentarer; ta bort `comment`"),
        1 => remark.help("frågan har en enda kommentar: skriv `comment: 1`"),
        n => remark.help(format!("kommentarerna räknas från 1 till {n} i den ordning de står")),
    });
    None
}

fn variant(form: &VariantForm, context: &Context<'_>, check: &mut Check<'_>) -> Option<PrintedVariant> {
    if let Some(audit) = context.audit
        && !audit.moments.iter().any(|m| m.id.as_str() == form.moment.value.0)
    {
        let known = audit.moments.iter().map(|m| m.id.as_str());
        let unknown = Unknown {
            code: &codes::UNKNOWN_MOMENT,
            what: "momentet",
            label: "granskningen har inget sådant moment",
            heading: "moment",
        };
        check.unknown(unknown, &form.moment, known);
    }
    let unit = check.unit(&form.unit, context.units);
    let quote = check.quote(&form.text, &form.source);
    Some(PrintedVariant { moment: MomentId::new(&form.moment.value.0).ok()?, unit: unit?, quote })
}
