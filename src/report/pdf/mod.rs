//! Sets a view with a Typst template and exports it as PDF/UA-1 and PDF/A-2a. The only place that knows Typst.
//!
//! Decides nothing about content: the view is ready. Opens no file, asks no clock, fetches no package. What a person wrote reaches Typst only
//! as strings of a JSON file, so nothing in it can become code.

mod faults;
mod world;

pub(super) use world::Shelf;

use super::codes;
use super::templates::{FOLDER, Report, Templates};
use crate::diag::{Place, Remark};
use crate::field::period::AsOf;
use chrono::Datelike;
use faults::Stage;
use serde_json::Value;
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Room;

/// A document that was set.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Warnings of Typst.
    pub remarks: Vec<Remark>,
}

/// Sets `view` with the template of `report`.
///
/// `ident` is the document's own id: the same document keeps its PDF identifier when its content changes. The same arguments give the
/// same bytes.
///
/// # Errors
/// Remarks with the place in the template, when Typst cannot set it or the result would not meet PDF/UA-1 and PDF/A-2a.
pub fn pdf(
    templates: &Templates,
    report: &Report,
    view: &Value,
    as_of: AsOf,
    ident: &str,
) -> Result<Rendered, Vec<Remark>> {
    let result = set(templates, report, view, as_of, ident);
    // Typst remembers every layout it has made; without this, memory grows with each document, failed ones too.
    comemo::evict(0);
    result
}

fn set(
    templates: &Templates,
    report: &Report,
    view: &Value,
    as_of: AsOf,
    ident: &str,
) -> Result<Rendered, Vec<Remark>> {
    let main = format!("{}/{}", report.id, report.template);
    let today = datetime(as_of);
    let Some(room) = Room::new(&templates.shelf, &main, view.to_string(), today) else {
        return Err(vec![
            Remark::new(&codes::TEMPLATE_FAULT, format!("mallen `{main}` kan inte öppnas"))
                .at(Place::file(format!("{FOLDER}{main}")), "namnet går inte att använda"),
        ]);
    };
    let compiled = typst::compile::<PagedDocument>(&room);
    let document = compiled.output.map_err(|e| faults::remarks(&room, report, Stage::Setting, &e))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("granska".to_owned())),
        timestamp: today.map(Timestamp::new_utc),
        page_ranges: None,
        standards: standards(report)?,
        tagged: true,
        pretty: false,
    };
    let bytes =
        typst_pdf::pdf(&document, &options).map_err(|e| faults::remarks(&room, report, Stage::Exporting, &e))?;
    Ok(Rendered { bytes, remarks: faults::remarks(&room, report, Stage::Warning, &compiled.warnings) })
}

/// Midnight of the date of the run: the only clock that a template can read.
fn datetime(as_of: AsOf) -> Option<Datetime> {
    let (month, day) = (u8::try_from(as_of.0.month()).ok()?, u8::try_from(as_of.0.day()).ok()?);
    Datetime::from_ymd_hms(as_of.0.year(), month, day, 0, 0, 0)
}

fn standards(report: &Report) -> Result<PdfStandards, Vec<Remark>> {
    PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|e| {
        vec![
            Remark::new(
                &codes::NOT_ACCESSIBLE,
                "PDF/UA-1 och PDF/A-2a går inte att förena i den här versionen av Typst",
            )
            .at(Place::file(format!("{FOLDER}{}/{}", report.id, report.template)), e.message().to_string()),
        ]
    })
}
