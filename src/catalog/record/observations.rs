//! `observations.yaml`: everything auditors wrote down that is no verdict.
//!
//! Checks ids, units and figures. Reads no running text.

use super::audits::Context;
use super::codes;
use super::forms::Id;
use super::forms::observations::{FigureForm, FindingForm, ImprovementForm, ObservationsForm, ScopeForm};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::Remark;
use crate::field::established::{
    Absent, Finding, Improvement, Interviewed, Observations, PrintedAs, Scope, StatedFigure,
};
use crate::field::id::{ItemId, UnitId};
use crate::field::quantity::Share;
use crate::field::text::Item;
use crate::placed::At;

/// What two things with one id are.
const ALIKE: &str = "två uppgifter i filen har samma id";

/// Checks the file. What could not be read is left out and has been remarked on.
pub(super) fn read(form: &ObservationsForm, context: &Context<'_>, check: &mut Check<'_>) -> Observations {
    let mut names = Names::default();
    Observations {
        scope: form.scope.as_ref().map(|s| scope(s, context, check)),
        method: check.quotes(&form.method),
        findings: form.findings.iter().filter_map(|f| finding(f, &mut names, check)).collect(),
        focus: form.focus.as_ref().map(|f| check.quote(&f.text, &f.source)),
        improvements: form.improvements.iter().filter_map(|i| improvement(i, &mut names, check)).collect(),
        examples: check.items(&form.examples, &mut names, ALIKE),
        absent: form
            .absent
            .iter()
            .filter_map(|a| {
                let id = item_id(&a.id, &mut names, check);
                let (label, quote) = (check.text("label", &a.label), check.quote(&a.text, &a.source));
                Some(Absent { id: id?, label, quote })
            })
            .collect(),
        stated_figures: form.stated_figures.iter().filter_map(|f| figure(f, context, &mut names, check)).collect(),
        reply_requested: form.reply.as_ref().map(|r| check.quote(&r.requested.text, &r.requested.source)),
        lost: form.lost.iter().map(|l| (check.source(&l.source), check.text("note", &l.note))).collect(),
    }
}

fn item_id(at: &At<Id>, names: &mut Names, check: &mut Check<'_>) -> Option<ItemId> {
    names.declare(check, at, ALIKE);
    check.id(at, ItemId::new)
}

fn finding(form: &FindingForm, names: &mut Names, check: &mut Check<'_>) -> Option<Finding> {
    let id = item_id(&form.id, names, check);
    let quote = check.quote(&form.text, &form.source);
    let printed = if form.running { PrintedAs::Running } else { PrintedAs::Bullet };
    Some(Finding { item: Item { id: id?, quote }, printed })
}

fn scope(form: &ScopeForm, context: &Context<'_>, check: &mut Check<'_>) -> Scope {
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

fn improvement(form: &ImprovementForm, names: &mut Names, check: &mut Check<'_>) -> Option<Improvement> {
    let id = item_id(&form.id, names, check);
    let quote = check.quote(&form.text, &form.source);
    let due = check.optional_date(&form.due);
    let concerns = check.optional("concerns", &form.concerns);
    let people = form.people.as_ref().map(|p| check.scalar("people", p));
    let during = form.during.as_ref().map(|d| check.scalar("during", d));
    Some(Improvement { id: id?, quote, due: due?, concerns, people, during })
}

fn figure(form: &FigureForm, context: &Context<'_>, names: &mut Names, check: &mut Check<'_>) -> Option<StatedFigure> {
    let id = item_id(&form.id, names, check);
    let label = check.text("label", &form.label);
    let quote = check.quote(&form.text, &form.source);
    // A figure may be about the nation, which no organisation declares.
    let unit = if form.unit.value.0 == UnitId::NATION {
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
        check.say(remark.help("kontrollera siffrorna mot granskningen; de två har kanske bytt plats"));
    }
    Some(StatedFigure { id: id?, label, share: share?, unit: unit?, quote })
}
