//! Attested: how large a part of some moments the functions that answer for them attest.

use super::Given;
use crate::field::dataset::{InferredDate, MomentRow};
use crate::field::held::Held;
use crate::field::id::{MomentId, UnitId};
use crate::field::manual::Manual;
use crate::field::measure::{FigureKey, Measure};
use crate::field::observation::{Figure, FileUse, Lack, MissingWhy, Observation, Provenance};
use crate::field::period::Period;
use crate::field::quantity::Share;
use std::collections::{BTreeMap, BTreeSet};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "attested",
    title: "intygat: hur stor del av momenten som verksamheten själv intygar",
    measures: "Av de moment som anges: hur stor del som den som svarar för enheten har svarat ett av de godkända orden på.",
    why: "En del av det som granskas finns inte i något system, utan bara i vad någon ansvarig intygar. Siffran säger vad som är intygat, av vilka, och blandas inte med det som är räknat.",
    parameters: "`moments`: momenten. `words`: orden som räknas som intygade, till exempel `Ja`. Raderna står i datamängden `moment`, och den funktion som svarat i kolumnen `besvarad_av`.",
    missing: "En rad där det inte framgår vem som svarat är inte intygad, till exempel revisorernas egen tabell. Ett moment som inte är besvarat är inte intygat, men en enhet som ska lämna och inte har lämnat något alls saknar siffra. Av flera svar på samma moment gäller det vars period slutar sist.",
    example: "Sju moment, Ja på tre: 3 / 7 = 42,9 %.",
};

#[derive(Clone, Debug, Default)]
struct Total {
    there: u64,
    all: u64,
    lacks: BTreeSet<Lack>,
    files: BTreeMap<String, FileUse>,
    source: BTreeSet<String>,
}

/// What is attested within a period, up the tree.
pub(super) fn figures(
    measure: &Measure,
    (moments, words): (&[MomentId], &[String]),
    given: &Given<'_>,
    period: Period,
) -> Vec<Figure> {
    let mut totals: BTreeMap<&UnitId, Total> = BTreeMap::new();
    let mut figures = Vec::new();
    for unit in given.tree.units.iter().rev() {
        let mut total = totals.remove(&unit.id).unwrap_or_default();
        let answers = latest(given, &unit.id, moments, period);
        let is_expected =
            unit.delivers.contains(&measure.dataset) && unit.exists_between(period.first_day(), period.last_day());
        if !answers.is_empty() {
            total.there += answers.values().filter(|row| words.contains(&row.word)).count() as u64;
            total.all += moments.len() as u64;
            total.source.extend(answers.values().map(|row| row.source.clone()).filter(|s| !s.is_empty()));
            answers.values().for_each(|row| used(&mut total.files, given, row));
        } else if is_expected {
            let why = MissingWhy::NotDelivered;
            total.lacks.insert(Lack { unit: unit.id.clone(), period, why });
        }
        if let Some(above) = &unit.part_of.as_ref().and_then(|id| given.tree.unit(id)) {
            add(totals.entry(&above.id).or_default(), &total);
        }
        figures.extend(figure(measure, &unit.id, period, total));
    }
    figures
}

/// Of each moment the answer whose period ends last.
fn latest<'a>(
    given: &Given<'a>,
    unit: &UnitId,
    moments: &[MomentId],
    period: Period,
) -> BTreeMap<&'a MomentId, &'a MomentRow> {
    let mut latest: BTreeMap<&MomentId, &MomentRow> = BTreeMap::new();
    // What nobody has put a function's name to is not attested: an auditors' own table, for one.
    let is_signed = |row: &&MomentRow| row.answered_by.as_ref().is_some_and(|by| !by.is_empty());
    let of_unit = given.moments.iter().filter(is_signed);
    let of_unit = of_unit.filter(|row| row.unit == *unit && moments.contains(&row.moment));
    for row in of_unit.filter(|row| period.contains(row.period) && row.period.last_day() <= given.as_of.0) {
        let ends = |row: &MomentRow| (row.period.last_day(), row.period.first_day());
        let known = latest.entry(&row.moment).or_insert(row);
        if ends(row) > ends(known) {
            *known = row;
        }
    }
    latest
}

fn used(files: &mut BTreeMap<String, FileUse>, given: &Given<'_>, row: &MomentRow) {
    let Some(delivery) = given.files.iter().find(|f| f.file == row.place.file) else { return };
    let used = files.entry(delivery.file.clone()).or_insert_with(|| FileUse {
        file: delivery.file.clone(),
        sha256: delivery.sha256.clone(),
        rows_read: delivery.rows_read,
        rows_used: 0,
        lines: Vec::new(),
    });
    used.rows_used += 1;
    super::sums::lines(&mut used.lines, &[row.place.line]);
}

fn add(to: &mut Total, more: &Total) {
    to.there += more.there;
    to.all += more.all;
    to.lacks.extend(more.lacks.iter().cloned());
    to.source.extend(more.source.iter().cloned());
    for (file, more) in &more.files {
        match to.files.get_mut(file) {
            Some(used) => {
                used.rows_used += more.rows_used;
                super::sums::lines(&mut used.lines, &more.lines);
            }
            None => {
                to.files.insert(file.clone(), more.clone());
            }
        }
    }
}

fn figure(measure: &Measure, unit: &UnitId, period: Period, total: Total) -> Option<Figure> {
    let observation = match (total.all, total.lacks.first()) {
        (0, None) => return None,
        (0, Some(lack)) => Observation::Missing(lack.why),
        (all, _) => Observation::Measured(Share::of(total.there, all)?),
    };
    Some(Figure {
        key: FigureKey { measure: measure.id.clone(), unit: unit.clone(), period },
        observation,
        complement: None,
        terms: Vec::new(),
        lacks: total.lacks.into_iter().collect(),
        inferred: InferredDate::Nothing,
        source: total.source.into_iter().collect::<Vec<_>>().join(", "),
        held: Held::default(),
        provenance: Provenance {
            files: total.files.into_values().collect(),
            excluded: Vec::new(),
            asked_by: Some(measure.place.clone()),
            version: measure.version.number,
        },
    })
}
