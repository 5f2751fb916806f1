//! The moment table: each moment of each unit asked, its word read through the scale.
//!
//! Guesses nothing: a word outside the scale and answers that contradict each other become *ej besvarat*, with a remark.

use super::{Input, codes};
use crate::diag::{Remark, nearest};
use crate::field::assessment::{CellOutcome, MomentResult};
use crate::field::dataset::MomentRow;
use crate::field::id::{MomentId, UnitId};
use crate::field::scale::Scale;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// Longest name or word that a remark repeats.
const LONGEST: usize = 40;

/// Most names that a line of help lists.
const MOST_NAMES: usize = 12;

/// Rates every moment for every unit asked.
pub(super) fn read(input: &Input<'_>, remarks: &mut Vec<Remark>) -> Vec<MomentResult> {
    let asked: BTreeSet<&UnitId> = input.asked.iter().collect();
    let known: BTreeSet<&MomentId> = input.audit.moments.iter().map(|m| &m.id).collect();
    let mut delivered: BTreeMap<(&MomentId, &UnitId), Vec<&MomentRow>> = BTreeMap::new();
    let mut elsewhere: BTreeMap<&UnitId, Vec<&MomentRow>> = BTreeMap::new();
    // The file may carry the moments of several audits: only this audit's are looked at.
    for row in input.rows.iter().filter(|row| known.contains(&row.moment)) {
        if asked.contains(&row.unit) {
            delivered.entry((&row.moment, &row.unit)).or_default().push(row);
        } else {
            elsewhere.entry(&row.unit).or_default().push(row);
        }
    }
    let mut table = Vec::new();
    for moment in &input.audit.moments {
        for unit in &input.asked {
            let rows = delivered.get(&(&moment.id, unit)).map_or(&[][..], Vec::as_slice);
            let outcome = outcome(rows, input.scale, remarks);
            table.push(MomentResult {
                moment: moment.id.clone(),
                unit: unit.clone(),
                outcome,
                row: rows.first().map(|r| (*r).clone()),
            });
        }
    }
    remarks.extend(elsewhere.iter().map(|(unit, rows)| not_asked(input, unit, rows)));
    crate::diag::sort(remarks);
    table
}

/// What the rows of one cell come to: one answer, none, or several that agree.
fn outcome(rows: &[&MomentRow], scale: Option<&Scale>, remarks: &mut Vec<Remark>) -> CellOutcome {
    let mut answers = rows.iter().map(|row| answer(row, scale, remarks)).collect::<Vec<_>>().into_iter();
    let Some(first) = answers.next() else { return CellOutcome::NotAnswered };
    if let [row, others @ ..] = rows
        && !others.is_empty()
    {
        remarks.push(several(row, others));
    }
    if answers.all(|other| other == first) { first } else { CellOutcome::NotAnswered }
}

/// What one row says. An empty word is no answer and needs no remark.
fn answer(row: &MomentRow, scale: Option<&Scale>, remarks: &mut Vec<Remark>) -> CellOutcome {
    if row.word.trim().is_empty() {
        return CellOutcome::NotAnswered;
    }
    match scale.and_then(|s| s.meaning(&row.word)) {
        Some((_, meaning)) => CellOutcome::Answered(meaning.verdict()),
        None => {
            remarks.push(unknown_word(row, scale));
            CellOutcome::NotAnswered
        }
    }
}

fn unknown_word(row: &MomentRow, scale: Option<&Scale>) -> Remark {
    let word = words::shortened(&row.word, LONGEST);
    let Some(scale) = scale else {
        return Remark::new(
            &codes::UNKNOWN_WORD,
            format!("`{word}` kan inte bli en bedömning: granskningen har ingen skala för moment"),
        )
        .at(row.place.clone(), "momentet räknas som ej besvarat")
        .help("ange `moment-scale` i granskningens audit.yaml");
    };
    let known: Vec<&str> = scale.words.iter().map(|(word, _)| word.as_str()).collect();
    let mut remark = Remark::new(&codes::UNKNOWN_WORD, format!("`{word}` är inget ord i skalan `{}`", scale.label))
        .at(row.place.clone(), "momentet räknas som ej besvarat");
    if let Some(near) = nearest(&word, known.iter().copied()) {
        remark = remark.help(format!("menade du `{near}`?"));
    }
    remark.help(format!("skriv {}", words::either(quoted(known.iter().copied()))))
}

fn several(row: &MomentRow, others: &[&MomentRow]) -> Remark {
    let message = format!("`{}` har flera svar på momentet `{}` för samma period", row.unit, row.moment);
    let mut remark = Remark::new(&codes::SEVERAL_ANSWERS, message).at(row.place.clone(), "det första svaret");
    for other in others {
        remark = remark.at(other.place.clone(), "ett svar till");
    }
    remark.help("låt en rad stå kvar; tills dess räknas momentet som ej besvarat om raderna säger olika")
}

fn not_asked(input: &Input<'_>, unit: &UnitId, rows: &[&MomentRow]) -> Remark {
    let mut remark = Remark::new(&codes::NOT_ASKED, format!("momenten ställs inte till `{unit}` den här perioden"));
    if let Some(row) = rows.first() {
        let label = match rows.len() - 1 {
            0 => "raden räknas inte med".to_owned(),
            more => {
                format!("raden räknas inte med, och inte heller {} till", words::counted(more as u64, "rad", "rader"))
            }
        };
        remark = remark.at(row.place.clone(), label);
    }
    if let Some(known) = input.tree.unit(unit)
        && input.audit.moments_asked_of.as_ref() == Some(&known.level)
    {
        remark = remark
            .help("enheten finns inte under perioden enligt organisation.yaml; rätta enheten eller perioden på raden");
        return match &known.successor {
            Some(successor) => remark.help(format!("`{successor}` har tagit över efter den")),
            None => remark,
        };
    }
    if let Some(near) = nearest(unit.as_str(), input.asked.iter().map(UnitId::as_str)) {
        remark = remark.help(format!("menade du `{near}`?"));
    }
    if input.asked.is_empty() {
        return remark.help("ingen enhet i organisationen ligger på den nivå som granskningen frågar; se `moments-asked-of` i audit.yaml");
    }
    let names = quoted(input.asked.iter().take(MOST_NAMES).map(UnitId::as_str));
    match input.asked.len().saturating_sub(MOST_NAMES) {
        0 => remark.help(format!("momenten ställs till {}", words::list(names))),
        more => remark.help(format!("momenten ställs till {} och {more} till", names.join(", "))),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(|name| format!("`{name}`")).collect()
}
