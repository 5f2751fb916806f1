//! What was received of what was expected, for an organisation of a project that is loaded.
//!
//! Only gathers what `received` needs; judges nothing itself.

use super::{Loaded, cases};
use crate::catalog::Catalog;
use crate::dataset::Deliveries;
use crate::field::delivery::Received;
use crate::field::id::{LevelId, OrganisationId, UnitId};
use crate::field::period::{AsOf, Period};
use crate::received::{self, Input};
use crate::run::Selection;
use std::collections::{BTreeMap, BTreeSet};

/// The status of every delivery of an organisation that is expected for a period or was made for it.
pub fn received(
    loaded: &Loaded,
    catalog: &Catalog,
    organisation: &OrganisationId,
    period: Period,
    as_of: AsOf,
) -> Received {
    let Some(held) = catalog.organisations.get(organisation) else { return Received::default() };
    let nothing = Deliveries::default();
    let delivered = loaded.deliveries.get(organisation).unwrap_or(&nothing);
    received::received(&Input {
        tree: &held.tree,
        contracts: &catalog.controls.datasets,
        coverage: &delivered.coverage,
        files: &delivered.files,
        moments: &moments(catalog, organisation),
        period,
        as_of,
    })
}

/// The moments that are asked for, by the level they are asked of: those of the audits that concern the organisation, or of all when
/// none does.
fn moments(catalog: &Catalog, organisation: &OrganisationId) -> BTreeMap<LevelId, BTreeSet<String>> {
    let held = &catalog.organisations[organisation];
    let concerns =
        |id| held.audits.contains_key(id) || held.tree.held_against.iter().any(|against| against.audit == *id);
    let any = catalog.controls.audits.keys().any(concerns);
    let mut moments: BTreeMap<LevelId, BTreeSet<String>> = BTreeMap::new();
    for audit in catalog.controls.audits.values().filter(|a| !any || concerns(&a.id)) {
        if let Some(level) = &audit.moments_asked_of {
            moments.entry(level.clone()).or_default().extend(audit.moments.iter().map(|m| m.id.to_string()));
        }
    }
    moments
}

/// The periods whose deliveries are shown without a period being asked for: those of the audits that concern the organisation, or else
/// the latest that has fallen due; of the nation, which owes nothing, every year that has been delivered.
pub fn due_periods(
    loaded: &Loaded,
    catalog: &Catalog,
    organisation: &OrganisationId,
    selection: &Selection,
    as_of: AsOf,
) -> BTreeSet<Period> {
    if let Some(period) = selection.period {
        return [period].into();
    }
    if organisation.as_str() == UnitId::NATION {
        let coverage = loaded.deliveries.get(organisation).map(|d| d.coverage.keys());
        return coverage.into_iter().flatten().map(|(.., period)| Period::year_of(period.last_day())).collect();
    }
    let own = Selection { organisation: Some(organisation.to_string()), ..selection.clone() };
    let of_audits: BTreeSet<Period> = cases(catalog, &own).into_iter().flatten().map(|case| case.period).collect();
    if of_audits.is_empty() {
        received::latest_due(&catalog.controls.datasets, as_of).into_iter().collect()
    } else {
        of_audits
    }
}
