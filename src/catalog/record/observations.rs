//! `observations.yaml`: everything auditors wrote down that is no verdict.
//!
//! Checks ids, units and figures. Reads no running text.

use super::audits::Context;
use super::checker::Checker;
use super::codes;
use super::forms::ItemForm;
use super::forms::observations::{FigureForm, ImprovementForm, ObservationsForm, ScopeForm};
use crate::diag::{Place, Remark};
use crate::field::established::{Absent, Improvement, Interviewed, Observations, Scope, StatedFigure};
use crate::field::id::{ItemId, UnitId};
use crate::field::quantity::Share;
use crate::field::text::Item;
use crate::placed::At;
use std::collections::BTreeMap;

/// Checks the file. What could not be read is left out and has been remarked on.
pub(super) fn read(form: &ObservationsForm, context: &Context<'_>, check: &mut Checker<'_>) -> Observations {
    let mut seen = BTreeMap::new();
    Observations {
        scope: form.scope.as_ref().map(|s| scope(s, context, check)),
        method: check.quotes(&form.method),
        findings: items(&form.findings, &mut seen, check),
        focus: form.focus.as_ref().map(|f| check.quote(&f.text, &f.source)),
        improvements: form.improvements.iter().filter_map(|i| improvement(i, &mut seen, check)).collect(),
        examples: items(&form.examples, &mut seen, check),
        absent: form
            .absent
            .iter()
            .filter_map(|a| {
                let id = item_id(&a.id, &mut seen, check);
                let (label, quote) = (check.text(&a.label), check.quote(&a.text, &a.source));
                Some(Absent { id: id?, label, quote })
            })
            .collect(),
        stated_figures: form.stated_figures.iter().filter_map(|f| figure(f, context, &mut seen, check)).collect(),
        reply_requested: form.reply.as_ref().map(|r| check.quote(&r.requested.text, &r.requested.source)),
        lost: form.lost.iter().map(|l| (check.source(&l.source), check.text(&l.note))).collect(),
    }
}

fn item_id(at: &At<String>, seen: &mut BTreeMap<String, Place>, check: &mut Checker<'_>) -> Option<ItemId> {
    let place = check.place(at);
    check.unique("id:t", &at.value, place, seen);
    check.id(at, ItemId::new)
}

fn items(forms: &[ItemForm], seen: &mut BTreeMap<String, Place>, check: &mut Checker<'_>) -> Vec<Item<ItemId>> {
    forms
        .iter()
        .filter_map(|form| {
            let id = item_id(&form.id, seen, check);
            let quote = check.quote(&form.text, &form.source);
            Some(Item { id: id?, quote })
        })
        .collect()
}

fn scope(form: &ScopeForm, context: &Context<'_>, check: &mut Checker<'_>) -> Scope {
    let quote = check.quote(&form.text, &form.source);
    let lead_in = form.lead_in.as_ref().map(|l| check.quote(&l.text, &l.source));
    let interviewed = form
        .interviewed
        .iter()
        .filter_map(|i| {
            let unit = check.unit(&i.unit, context.units);
            let quote = check.quote(&i.text, &i.source);
            Some(Interviewed { unit: unit?, quote })
        })
        .collect();
    Scope { quote, lead_in, interviewed }
}

fn improvement(
    form: &ImprovementForm,
    seen: &mut BTreeMap<String, Place>,
    check: &mut Checker<'_>,
) -> Option<Improvement> {
    let id = item_id(&form.id, seen, check);
    let quote = check.quote(&form.text, &form.source);
    let due = check.optional_date(&form.due);
    let concerns = check.optional(&form.concerns);
    let people = form.people.as_ref().map(|p| check.scalar(p));
    let during = form.during.as_ref().map(|d| check.scalar(d));
    Some(Improvement { id: id?, quote, due: due?, concerns, people, during })
}

fn figure(
    form: &FigureForm,
    context: &Context<'_>,
    seen: &mut BTreeMap<String, Place>,
    check: &mut Checker<'_>,
) -> Option<StatedFigure> {
    let id = item_id(&form.id, seen, check);
    let label = check.text(&form.label);
    let quote = check.quote(&form.text, &form.source);
    // A figure may be about the nation, which no organisation declares.
    let unit = if form.unit.value == UnitId::NATION {
        UnitId::new(UnitId::NATION).ok()
    } else {
        check.unit(&form.unit, context.units)
    };
    let share = Share::of(form.part.value, form.whole.value);
    if share.is_none() {
        let (part, whole) = (form.part.value, form.whole.value);
        let remark = if whole == 0 {
            Remark::new(&codes::PART_ABOVE_WHOLE, "helheten är 0, och då finns inget att ha en del av")
                .at(check.place(&form.whole), "kan inte vara 0")
        } else {
            Remark::new(&codes::PART_ABOVE_WHOLE, format!("delen {part} är större än helheten {whole}"))
                .at(check.place(&form.part), "större än helheten")
                .at(check.place(&form.whole), "helheten")
        };
        check.push(remark.help("kontrollera siffrorna mot granskningen; de två har kanske bytt plats"));
    }
    Some(StatedFigure { id: id?, label, share: share?, unit: unit?, quote })
}
