//! The scope of an audit: what was looked at, and who was interviewed, under the name of each division.

use super::blocks::{self, Block};
use crate::field::established::Scope;
use crate::field::id::UnitId;
use crate::field::org::OrgUnit;
use crate::field::outcome::Outcome;

/// The auditors' words, the words that lead in to the list, and the interviewed in printed order.
pub(super) fn blocks(outcome: &Outcome, scope: &Scope) -> Vec<Block> {
    let mut out = vec![Block::text(&scope.quote.text)];
    out.extend(scope.lead_in.iter().map(|q| Block::text(&q.text)));
    for group in scope.interviewed.chunk_by(|a, b| division(outcome, &a.unit) == division(outcome, &b.unit)) {
        let heading =
            group.first().and_then(|i| division(outcome, &i.unit)).and_then(|id| outcome.organisation.unit(id));
        out.extend(heading.map(|unit| Block::Subheading { text: unit.label.clone() }));
        out.extend(blocks::list(group.iter().map(|i| &i.quote)));
    }
    out
}

/// The division a unit is printed under: the one above it on the level just below the top. None for a division itself.
fn division<'a>(outcome: &'a Outcome, unit: &UnitId) -> Option<&'a UnitId> {
    let tree = &outcome.organisation;
    let above = |unit: &OrgUnit| unit.part_of.as_ref().and_then(|id| tree.unit(id));
    let mut at = above(tree.unit(unit)?)?;
    while let Some(parent) = above(at) {
        if parent.id == tree.top().id {
            return Some(&at.id);
        }
        at = parent;
    }
    None
}
