//! Turns answers and statements into indicated assessments by the declared rules, and holds them beside the established ones.
//!
//! Pure: reads no file and knows no report. A missing answer is a value here, not an error, and no established verdict is ever
//! changed. Nothing is tuned: where a mean lands on a limit, or the rule says something else than the auditors, the result says so.

pub mod codes;
mod evidence;
pub mod manual;
mod roll_up;
mod table;
#[cfg(test)]
mod tests;

use crate::diag::Remark;
use crate::field::assessment::{Cell, Comparison, MomentResult, QuestionResult};
use crate::field::audit::{Audit, ControlQuestion};
use crate::field::dataset::MomentRow;
use crate::field::established::{Established, Judgement};
use crate::field::id::{MomentId, UnitId};
use crate::field::org::OrgTree;
use crate::field::period::Period;
use crate::field::rating::{MarkKind, Verdict};
use crate::field::scale::Scale;
use chrono::NaiveDate;
use evidence::Pools;
use std::collections::BTreeMap;

/// What an assessment is made of.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The audit: its moments, questions and rules.
    pub audit: &'a Audit,
    /// The organisation.
    pub tree: &'a OrgTree,
    /// The units the moments are asked of; see [`asked`].
    pub asked: Vec<UnitId>,
    /// The moment assessments of the period; see [`in_period`]. Rows about moments of other audits are passed over.
    pub rows: &'a [MomentRow],
    /// The scale of the moments; `None` for an audit without moments.
    pub scale: Option<&'a Scale>,
    /// What auditors established; `None` when the questions were never put to the organisation.
    pub established: Option<&'a Established>,
}

/// What the rules made of it.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The moment table: moments in printed order, and for each the units asked in the order given.
    pub moments: Vec<MomentResult>,
    /// The questions in printed order.
    pub questions: Vec<QuestionResult>,
    /// Answers that could not be counted as they stand, in the order of the rows.
    pub remarks: Vec<Remark>,
}

/// The units that an audit's moments are asked of: those on its level that exist at some time in the period, in the order of the tree.
///
/// The scope that auditors interviewed is no filter. Empty when the audit has no moments or the organisation has no such level.
pub fn asked(audit: &Audit, tree: &OrgTree, period: Period) -> Vec<UnitId> {
    let (first, last) = (period.first_day(), period.last_day());
    audit
        .moments_asked_of
        .iter()
        .flat_map(|level| tree.on_level(level))
        .filter(|unit| unit.exists_between(first, last))
        .map(|unit| unit.id.clone())
        .collect()
}

/// The rows that lie within a period, in the order given.
///
/// Of several periods for the same unit and moment the one that ends last counts, and of those the shortest. Rows with exactly
/// the same unit, moment and period are all kept: [`assess`] says that there are several.
pub fn in_period(rows: &[MomentRow], period: Period) -> Vec<MomentRow> {
    let end_then_start =
        |row: &MomentRow| -> (NaiveDate, NaiveDate) { (row.period.last_day(), row.period.first_day()) };
    let inside: Vec<&MomentRow> = rows.iter().filter(|row| period.contains(row.period)).collect();
    let mut latest: BTreeMap<(&UnitId, &MomentId), (NaiveDate, NaiveDate)> = BTreeMap::new();
    for row in &inside {
        let days = end_then_start(row);
        latest.entry((&row.unit, &row.moment)).and_modify(|known| *known = days.max(*known)).or_insert(days);
    }
    let counts = |row: &&MomentRow| latest.get(&(&row.unit, &row.moment)) == Some(&end_then_start(row));
    inside.into_iter().filter(counts).cloned().collect()
}

/// Rates every moment, rolls every question up, and compares with what is established.
pub fn assess(input: &Input<'_>) -> Assessed {
    let mut remarks = Vec::new();
    let moments = table::read(input, &mut remarks);
    let pools = Pools::of(input.tree, &input.asked);
    let questions: Vec<QuestionResult> =
        input.audit.questions.iter().map(|q| question(input, &moments, &pools, q)).collect();
    remarks.extend(questions.iter().filter_map(reason_without_difference));
    Assessed { moments, questions, remarks }
}

fn question(
    input: &Input<'_>,
    moments: &[MomentResult],
    pools: &Pools<'_>,
    question: &ControlQuestion,
) -> QuestionResult {
    let cells = evidence::cells(input, moments, question);
    let answers = |cell: &Cell| (cell.outcome, cell.weight);
    let top = input.tree.top().id.clone();
    let indicated = roll_up::assessment(top, &question.rule, cells.iter().map(answers));
    let per_unit = if evidence::is_about_units(question) {
        pools
            .below_the_top()
            .map(|(unit, pool)| {
                let pooled = cells.iter().filter(|cell| pool.contains(&cell.unit)).map(answers);
                roll_up::assessment(unit.clone(), &question.rule, pooled)
            })
            .collect()
    } else {
        Vec::new()
    };
    let established = input.established.and_then(|e| e.judgements.iter().find(|j| j.question == question.id)).cloned();
    let comparison = compare(established.as_ref(), indicated.verdict);
    QuestionResult { question: question.id.clone(), cells, indicated, per_unit, established, comparison }
}

/// A written reason for a difference where the two verdicts agree: it is shown nowhere.
fn reason_without_difference(result: &QuestionResult) -> Option<Remark> {
    let judgement = result.established.as_ref().filter(|j| j.differs.is_some())?;
    (result.comparison == Comparison::Same).then(|| {
        Remark::new(
            &codes::NO_DIFFERENCE,
            format!("`{}` har ett skäl till en skillnad som inte finns", result.question),
        )
        .at(judgement.place.clone(), "fastställd och indikerad bedömning är lika")
        .help("ta bort `differs`, eller rätta det som har ändrats sedan det skrevs")
    })
}

/// A difference is a difference of ratings: two ways of not being assessable are the same outcome, but *could not be judged* is not
/// *not met*.
fn compare(established: Option<&Judgement>, indicated: Verdict) -> Comparison {
    match established {
        None => Comparison::NotEstablished,
        Some(judgement) if MarkKind::from(judgement.verdict) == MarkKind::from(indicated) => Comparison::Same,
        Some(judgement) => Comparison::Differs(judgement.differs.clone()),
    }
}
