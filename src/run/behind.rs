//! The rows behind one figure: the deliveries are read again, and the rows that counted are picked out as they were delivered.
//!
//! Computes nothing itself.

use super::measured::{Delivered, Organised};
use super::{Loaded, codes, files_of};
use crate::catalog::Catalog;
use crate::dataset::{self, Fingerprints, Keep, Known, Watched};
use crate::diag::{Place, Remark};
use crate::field::id::{DatasetId, OrganisationId, UnitId};
use crate::field::measure::Measure;
use crate::field::period::{AsOf, Period};
use crate::measure;
use crate::source::{Pick, PickedRow};
use crate::store::Project;
use std::collections::{BTreeMap, BTreeSet};

/// The most rows that a sheet of Excel holds below its headings.
pub const MOST_ROWS: usize = 1_048_575;

/// The rows of one dataset behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The dataset.
    pub dataset: DatasetId,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Of each file its rows, in order.
    pub rows: Vec<(String, PickedRow)>,
}

/// The rows behind the figure of a unit for a period, a table per dataset of the measure.
///
/// # Errors
/// Remarks when the deliveries cannot be read again, have changed meanwhile, or hold more rows than a sheet.
pub fn behind(
    project: &Project,
    (loaded, catalog): (&Loaded, &Catalog),
    organisation: &OrganisationId,
    (measure, unit, period): (&Measure, &UnitId, Period),
    as_of: AsOf,
) -> Result<Vec<Behind>, Vec<Remark>> {
    let Some(own) = Delivered::of(loaded, catalog, organisation, (as_of, Organised::AsItWas)) else {
        return Ok(Vec::new());
    };
    let places = own.places(measure, period, unit);
    let queries = measure::queries(measure);
    let sources = files_of(project)?;
    let mut tables = Vec::new();
    for (query, places) in queries.iter().zip(places) {
        let wanted: BTreeSet<(String, i32)> = places.iter().map(|(_, unit, day)| (unit.clone(), *day)).collect();
        let contract = catalog.controls.datasets.iter().find(|c| c.id == query.dataset);
        let columns = contract.into_iter().flat_map(|c| c.columns.iter().map(|c| c.name.clone())).collect();
        let keep = Keep {
            columns: BTreeMap::from([(query.dataset.clone(), columns)]),
            fingerprints: Fingerprints::Taken,
            ..Keep::default()
        };
        let known = Known::default();
        let asked = dataset::Asked {
            organisation,
            tree: own.tree(),
            contracts: &catalog.controls.datasets,
            known: &known,
            keep: &keep,
        };
        let pick = |id: &DatasetId| (*id == query.dataset).then(|| Pick::new(query, &wanted, MOST_ROWS + 1));
        let (again, watched, _) = dataset::read_watched(&asked, &sources, &pick, None);
        let mut rows = Vec::new();
        let mut named = Vec::new();
        for Watched { file, counted: picked } in watched {
            let now = again.files.iter().find(|f| f.file == file).map(|f| f.sha256.as_str());
            if own.sha256(&file) != now {
                let remark = Remark::new(&codes::CHANGED_MEANWHILE, format!("`{file}` har ändrats under körningen"))
                    .at(Place::file(&file), "inte samma fil som siffran räknades ur")
                    .help("kör igen");
                return Err(vec![remark]);
            }
            if !picked.columns.is_empty() {
                named = picked.columns;
            }
            let stood = |row: &PickedRow| places.contains(&(file.clone(), row.at.0.clone(), row.at.1));
            rows.extend(picked.rows.into_iter().filter(stood).map(|row| (file.clone(), row)));
        }
        if rows.len() > MOST_ROWS {
            let what = format!("siffran vilar på fler än {MOST_ROWS} rader");
            let remark = Remark::new(&codes::TOO_MANY_ROWS, what).help("välj en mindre enhet eller en kortare period");
            return Err(vec![remark]);
        }
        rows.sort_by(|a, b| (&a.0, a.1.line).cmp(&(&b.0, b.1.line)));
        tables.push(Behind { dataset: query.dataset.clone(), columns: named, rows });
    }
    Ok(tables)
}
