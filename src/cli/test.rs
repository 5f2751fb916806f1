//! `granska test`: the examples that measures carry, tried one by one.

use super::context::Context;
use super::{Exit, Stop};
use crate::run::{self, Purpose};
use crate::words::counted;
use std::io::Write;

pub(super) fn test(context: &Context, out: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Catalogue)?;
    let catalog = context.valid(&loaded)?;
    let (mut tried, mut wrong, mut untried) = (0, 0, Vec::new());
    for measure in catalog.controls.measures.iter().filter(|m| m.stands.is_some()) {
        if measure.examples.is_empty() {
            untried.push(measure.id.as_str());
        }
        for example in run::examples(measure, &catalog.controls.datasets) {
            tried += 1;
            if example.differs.is_empty() {
                continue;
            }
            wrong += 1;
            writeln!(out, "{}: {}", measure.id, example.name)?;
            for difference in &example.differs {
                writeln!(out, "  {difference}")?;
            }
        }
    }
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
