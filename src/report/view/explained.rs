//! One control question with everything its indicated assessment rests on: inputs, sums, rule, conclusion.

use super::shared::{self, Difference, Verdict};
use super::{rules, say};
use crate::field::assessment::{Assessment, Cell as Evidence, CellOutcome, QuestionResult, Subject};
use crate::field::audit::ControlQuestion;
use crate::field::id::{PointId, UnitId};
use crate::field::outcome::Outcome;
use crate::field::rating::{NotAssessable, Verdict as Judged};
use crate::field::rule::RollUp;
use crate::words;
use serde::Serialize;

/// What stands in a cell that a row does not ask about.
const NOTHING: &str = "–";

/// A question of the appendix.
#[derive(Serialize)]
pub(crate) struct Explained {
    pub id: String,
    pub text: String,
    pub established: Verdict,
    pub indicated: Verdict,
    pub rule: String,
    pub units: Vec<String>,
    pub rows: Vec<Row>,
    pub totals: Vec<Total>,
    pub per_unit: Vec<Verdict>,
    pub whole: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    pub conclusion: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_granska: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Row {
    pub label: String,
    pub values: Vec<Value>,
    pub weight: String,
    pub source: String,
}

#[derive(Serialize)]
pub(crate) struct Value {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
}

#[derive(Serialize)]
pub(crate) struct Total {
    pub label: &'static str,
    pub values: Vec<String>,
}

/// A column of the arithmetic: a unit and what is indicated for it.
struct Column<'a> {
    unit: &'a UnitId,
    assessment: &'a Assessment,
}

/// The explanation of one question.
pub(crate) fn explained(outcome: &Outcome, question: &ControlQuestion, result: &QuestionResult) -> Explained {
    let columns = columns(outcome, result);
    let whole = whole(outcome);
    let units =
        columns.iter().map(|c| if c.unit == top(outcome) { whole.clone() } else { short(outcome, c.unit) }).collect();
    let evidence = has_evidence(result);
    let word = shared::lower_word(outcome, result.indicated.verdict.into());
    Explained {
        id: question.id.to_string(),
        text: question.quote.text.clone(),
        established: shared::established(outcome, result),
        indicated: shared::indicated(question, &result.indicated),
        rule: rules::rule(&question.rule),
        units,
        rows: if evidence { rows(outcome, question, result, &columns) } else { Vec::new() },
        totals: if evidence { totals(question, result, &columns) } else { Vec::new() },
        per_unit: if evidence && columns.len() > 1 {
            columns.iter().map(|c| verdict(c.assessment)).collect()
        } else {
            Vec::new()
        },
        whole,
        calculation: rules::calculation(&question.rule, &result.indicated, &terms(result, &columns)),
        conclusion: conclusion(question, result, &word),
        boundary: rules::boundary(&result.indicated),
        difference: shared::difference(outcome, question, result),
        by_granska: by_granska(result),
    }
}

fn top(outcome: &Outcome) -> &UnitId {
    &outcome.organisation.top().id
}

fn short(outcome: &Outcome, unit: &UnitId) -> String {
    outcome.organisation.unit(unit).map_or_else(|| unit.to_string(), |u| u.short().to_owned())
}

/// What the whole is called: *Regionen*, or the name of the top.
pub(super) fn whole(outcome: &Outcome) -> String {
    let top = outcome.organisation.top();
    let level = outcome.organisation.levels.iter().find(|l| l.id == top.level);
    if level.is_some_and(|l| l.label == "Region") { "Regionen".to_owned() } else { top.short().to_owned() }
}

/// One column per unit, and one for the whole when something is stated of it.
fn columns<'a>(outcome: &'a Outcome, result: &'a QuestionResult) -> Vec<Column<'a>> {
    let whole = Column { unit: &result.indicated.unit, assessment: &result.indicated };
    let mut columns: Vec<Column> = result.per_unit.iter().map(|a| Column { unit: &a.unit, assessment: a }).collect();
    if columns.is_empty() || result.cells.iter().any(|c| c.unit == *top(outcome)) {
        columns.push(whole);
    }
    columns
}

/// Whether there is any input to show; nothing but missing evidence is no input.
fn has_evidence(result: &QuestionResult) -> bool {
    result.cells.iter().any(|c| match c.outcome {
        CellOutcome::Answered(Judged::NotAssessable(NotAssessable::EvidenceMissing | NotAssessable::NothingStated)) => {
            false
        }
        CellOutcome::Answered(_) | CellOutcome::NotAnswered => true,
    })
}

fn rows(outcome: &Outcome, question: &ControlQuestion, result: &QuestionResult, columns: &[Column]) -> Vec<Row> {
    let mut keys: Vec<(&PointId, &Subject)> = Vec::new();
    for cell in &result.cells {
        if !keys.contains(&(&cell.point, &cell.subject)) {
            keys.push((&cell.point, &cell.subject));
        }
    }
    keys.into_iter()
        .map(|(point, subject)| {
            let cells: Vec<&Evidence> =
                result.cells.iter().filter(|c| c.point == *point && c.subject == *subject).collect();
            Row {
                label: label(outcome, question, point, subject),
                values: columns.iter().map(|column| value(outcome, question, &cells, column)).collect(),
                weight: cells.first().map(|c| c.weight.to_string()).unwrap_or_default(),
                source: source(result, &cells),
            }
        })
        .collect()
}

fn label(outcome: &Outcome, question: &ControlQuestion, point: &PointId, subject: &Subject) -> String {
    match subject {
        Subject::Moment(id) => outcome.audit.moment(id).map_or_else(|| id.to_string(), |m| m.quote.text.clone()),
        Subject::Statement => {
            let point_label = question.points.iter().find(|p| p.id == *point).map(|p| p.label.as_str());
            format!("{point} {}", point_label.unwrap_or_default()).trim_end().to_owned()
        }
    }
}

fn value(outcome: &Outcome, question: &ControlQuestion, cells: &[&Evidence], column: &Column) -> Value {
    let Some(cell) = cells.iter().find(|c| c.unit == *column.unit) else {
        return Value { text: NOTHING.to_owned(), mark: None };
    };
    let mark = cell.outcome.mark();
    let text = match (cell.outcome, question.rule.roll_up) {
        (CellOutcome::NotAnswered, _) => "saknas".to_owned(),
        (CellOutcome::Answered(Judged::Rated(rating)), RollUp::BandedMean(_)) => say::value(rating.value()),
        (CellOutcome::Answered(_), RollUp::BandedMean(_)) => shared::lower_word(outcome, mark),
        (CellOutcome::Answered(_), RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian) => {
            cell.word.clone().unwrap_or_else(|| shared::lower_word(outcome, mark))
        }
    };
    Value { text, mark: Some(mark.key()) }
}

/// Where the inputs of a row are taken from; a comment of the summary by its number.
fn source(result: &QuestionResult, cells: &[&Evidence]) -> String {
    let comments = result.established.as_ref().map_or(&[][..], |j| &j.comments);
    let of = |cell: &&Evidence| {
        let words = cell.words.as_ref();
        let source = cell.source.clone().or_else(|| words.map(|w| w.source.clone()))?;
        let number = comments.iter().position(|c| words.is_some_and(|w| w.text == c.text && w.source == c.source));
        Some(number.map_or_else(|| source.clone(), |n| format!("{source}, kommentar {}", n + 1)))
    };
    cells.iter().find_map(of).unwrap_or_else(|| shared::UNSTATED.to_owned())
}

/// The rows under the inputs: sums and mean for a mean, otherwise how many of each.
fn totals(question: &ControlQuestion, result: &QuestionResult, columns: &[Column]) -> Vec<Total> {
    let each = |label, text: &dyn Fn(&Assessment) -> String| Total {
        label,
        values: columns.iter().map(|c| text(c.assessment)).collect(),
    };
    match question.rule.roll_up {
        RollUp::BandedMean(_) => {
            let weighted = result.cells.iter().any(|c| c.weight != 1);
            let uneven = columns.iter().any(|c| c.assessment.reckoning.rated != columns[0].assessment.reckoning.rated);
            let sum = if weighted { "Summa värde × vikt" } else { "Summa" };
            let mut totals = vec![each(sum, &|a| words::halves(a.reckoning.twice_the_sum()))];
            if weighted || uneven {
                totals.push(each(if weighted { "Summa vikt" } else { "Antal bedömda" }, &|a| {
                    a.reckoning.rated.to_string()
                }));
            }
            if columns.len() > 1 {
                totals.push(each("Medelvärde", &|a| {
                    a.reckoning.mean.map_or_else(|| NOTHING.to_owned(), say::hundredths)
                }));
            }
            totals
        }
        RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian => {
            let counts =
                |a: &Assessment| format!("{} / {} / {}", a.reckoning.met, a.reckoning.partly, a.reckoning.not_met);
            vec![each("Uppfyllt / delvis / ej", &counts)]
        }
    }
}

fn verdict(assessment: &Assessment) -> Verdict {
    let note = match assessment.verdict {
        Judged::Rated(_) | Judged::NotApplicable => None,
        Judged::NotAssessable(why) => Some(shared::why_note(why)),
    };
    Verdict { mark: crate::field::rating::MarkKind::from(assessment.verdict).key(), word: None, note }
}

/// The sums that the calculation adds up: of each unit with inputs of its own, or each input when there is only the whole.
fn terms(result: &QuestionResult, columns: &[Column]) -> Vec<String> {
    if let [_] = columns {
        let rated = |c: &Evidence| match c.outcome {
            CellOutcome::Answered(Judged::Rated(rating)) if c.weight == 1 => Some(say::value(rating.value())),
            CellOutcome::Answered(Judged::Rated(rating)) => {
                Some(format!("{} × {}", c.weight, say::value(rating.value())))
            }
            CellOutcome::Answered(Judged::NotApplicable | Judged::NotAssessable(_)) | CellOutcome::NotAnswered => None,
        };
        return result.cells.iter().filter_map(rated).collect();
    }
    let own = |unit: &UnitId| result.cells.iter().any(|c| c.unit == *unit);
    if result.cells.iter().any(|c| !result.per_unit.iter().any(|a| a.unit == c.unit)) {
        return Vec::new();
    }
    let with_inputs = result.per_unit.iter().filter(|a| own(&a.unit) && a.reckoning.rated > 0);
    with_inputs.map(|a| words::halves(a.reckoning.twice_the_sum())).collect()
}

/// The rule's conclusion; when there is no evidence at all, with the auditors' words that say so.
fn conclusion(question: &ControlQuestion, result: &QuestionResult, word: &str) -> String {
    let conclusion = rules::conclusion(&question.rule, &result.indicated, word);
    let said =
        result.cells.iter().filter(|c| !has_evidence(result) && c.words.is_some()).find_map(|c| c.words.as_ref());
    match said {
        Some(words) => format!("{conclusion} Revisorerna skriver: ”{}”", words.text),
        None => conclusion,
    }
}

/// That the coding of statements is ours.
fn by_granska(result: &QuestionResult) -> Option<String> {
    let coded = result.cells.iter().any(|c| c.subject == Subject::Statement);
    let rated = result.cells.iter().any(|c| matches!(c.outcome, CellOutcome::Answered(Judged::Rated(_))));
    if coded && !rated {
        return Some("Uttalandet är kodat av granska som ej bedömbart, eftersom underlag saknas.".to_owned());
    }
    coded.then(|| "Revisorernas uttalanden är kodade av granska; i källan är de inte bedömda vart för sig.".to_owned())
}
