//! `granska test`: the examples that measures carry, tried one by one.

use super::context::Context;
use super::{Exit, Stop};
use crate::field::measure::Measure;
use crate::run::{self, Purpose, Tried};
use crate::words::counted;
use std::io::Write;

pub(super) fn test(context: &Context, out: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Catalogue)?;
    let catalog = context.valid(&loaded)?;
    let (mut tried, mut wrong, mut untried) = (0, Vec::new(), Vec::new());
    for measure in catalog.controls.measures.iter().filter(|m| m.stands.is_some()) {
        if measure.examples.is_empty() {
            untried.push(measure.id.as_str());
        }
        for example in run::examples(measure, &catalog.controls.datasets) {
            tried += 1;
            if !example.differs.is_empty() {
                wrong.push((measure, example));
            }
        }
    }
    // A part has the examples of the whole: what is wrong with one is told of the whole alone.
    let is_part_of = |(part, of_part): &(&Measure, Tried), (whole, of_whole): &(&Measure, Tried)| {
        part.part_of.as_ref() == Some(&whole.id) && of_part.name == of_whole.name
    };
    for told in wrong.iter().filter(|told| !wrong.iter().any(|other| is_part_of(told, other))) {
        let (measure, example) = told;
        writeln!(out, "{}: {}", measure.id, example.name)?;
        for difference in &example.differs {
            writeln!(out, "  {difference}")?;
        }
        let parts = wrong.iter().filter(|other| is_part_of(other, told)).count();
        if parts > 0 {
            writeln!(out, "  inte heller för {}", counted(parts as u64, "del av måttet", "delar av måttet"))?;
        }
    }
    let wrong = wrong.len() as u64;
    if !untried.is_empty() {
        writeln!(out, "Utan exempel: {}", untried.join(", "))?;
    }
    let all = counted(tried, "exempel", "exempel");
    if wrong == 0 {
        writeln!(out, "{all} prövade, alla blev som väntat.")?;
        return Ok(Exit::Done);
    }
    writeln!(out, "{all} prövade, {} blev inte som väntat.", counted(wrong, "exempel", "exempel"))?;
    Ok(Exit::Gate)
}
