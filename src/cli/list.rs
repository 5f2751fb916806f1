//! `granska list`: what the catalogue holds, as a table.

use super::args::{Form, Listed};
use super::context::Context;
use super::table::Table;
use super::{Exit, Stop, codes};
use crate::catalog::{Catalog, Controls};
use crate::dataset;
use crate::diag::Severity;
use crate::field::audit::{Audit, Evidence};
use crate::field::recommendation::Called;
use crate::run::Purpose;
use crate::words::{counted, list as join};
use std::io::Write;

pub(super) fn list(context: &Context, what: Listed, form: Form, out: &mut dyn Write) -> Result<Exit, Stop> {
    let table = match what {
        // These need no project.
        Listed::Codes => code_table(),
        Listed::Kinds => kind_table(),
        Listed::Reports => {
            let (templates, _, _) = super::report::templates(&context.find_project()?)?;
            table(
                vec![("id", "Id"), ("label", "Rapport"), ("file", "Fil")],
                templates.reports().map(|r| vec![r.id.to_string(), r.label.clone(), format!("{}.pdf", r.file)]),
            )
        }
        Listed::Audits
        | Listed::Organisations
        | Listed::Questions
        | Listed::Moments
        | Listed::Recommendations
        | Listed::Measures
        | Listed::Datasets => {
            let project = context.find_project()?;
            let loaded = context.load(&project, Purpose::Catalogue)?;
            let catalog = context.valid(&loaded)?;
            of_catalog(context, catalog, what)?
        }
    };
    table.write(form, context.width, out)?;
    Ok(Exit::Done)
}

fn table(columns: Vec<(&'static str, &'static str)>, rows: impl IntoIterator<Item = Vec<String>>) -> Table {
    Table { title: "Katalogens innehåll", columns, rows: rows.into_iter().collect(), numbers: &[] }
}

fn of_catalog(context: &Context, catalog: &Catalog, what: Listed) -> Result<Table, Stop> {
    let Controls { datasets, measures, .. } = &catalog.controls;
    let audits = selected(context, catalog)?;
    Ok(match what {
        Listed::Organisations => table(
            vec![("id", "Id"), ("label", "Organisation"), ("units", "Enheter"), ("audits", "Granskad i")],
            catalog.organisations.iter().map(|(id, o)| {
                let audits: Vec<String> = o.audits.keys().map(ToString::to_string).collect();
                vec![id.to_string(), o.tree.label.clone(), o.tree.units.len().to_string(), join(&audits)]
            }),
        ),
        Listed::Questions => table(
            vec![
                ("audit", "Granskning"),
                ("id", "Id"),
                ("text", "Kontrollfråga"),
                ("roll_up", "Regel"),
                ("evidence", "Underlag"),
            ],
            audits.iter().flat_map(|a| {
                a.questions.iter().map(|q| {
                    let moments: usize = q
                        .points
                        .iter()
                        .map(|p| match &p.evidence {
                            Evidence::Moments(ids) => ids.len(),
                            Evidence::Stated => 0,
                        })
                        .sum();
                    let evidence = if moments > 0 {
                        counted(moments as u64, "moment", "moment")
                    } else {
                        counted(q.points.len() as u64, "uttalande", "uttalanden")
                    };
                    vec![
                        a.id.to_string(),
                        q.id.to_string(),
                        q.quote.text.clone(),
                        q.rule.roll_up.key().to_owned(),
                        evidence,
                    ]
                })
            }),
        ),
        Listed::Moments => table(
            vec![
                ("audit", "Granskning"),
                ("id", "Id"),
                ("text", "Moment"),
                ("step", "Steg"),
                ("questions", "Underlag för"),
            ],
            audits.iter().flat_map(|a| {
                let model = a.model.as_ref().and_then(|m| catalog.controls.models.get(m));
                a.moments.iter().map(move |m| {
                    let step =
                        model.and_then(|model| model.step(&m.step)).map_or(m.step.as_str(), |s| s.label.as_str());
                    let questions: Vec<String> = a.questions_of(&m.id).map(|q| q.id.to_string()).collect();
                    vec![a.id.to_string(), m.id.to_string(), m.quote.text.clone(), step.to_owned(), join(&questions)]
                })
            }),
        ),
        Listed::Recommendations => table(
            vec![("audit", "Granskning"), ("id", "Id"), ("kind", "Slag"), ("text", "Text"), ("answers", "Svarar på")],
            audits.iter().flat_map(|a| {
                let kind = called(a.recommendations.called);
                a.recommendations.items.iter().map(move |r| {
                    let answers: Vec<String> = r.answers.iter().map(ToString::to_string).collect();
                    vec![a.id.to_string(), r.id.to_string(), kind.to_owned(), r.quote.text.clone(), join(&answers)]
                })
            }),
        ),
        Listed::Measures => table(
            vec![("id", "Id"), ("name", "Mått"), ("kind", "Måttslag"), ("dataset", "Datamängd"), ("part_of", "Del av")],
            measures.iter().map(|m| {
                let part_of = m.part_of.as_ref().map_or_else(String::new, ToString::to_string);
                vec![m.id.to_string(), m.name.clone(), m.kind.key().to_owned(), m.dataset.to_string(), part_of]
            }),
        ),
        Listed::Datasets => table(
            vec![
                ("id", "Id"),
                ("label", "Datamängd"),
                ("grain", "En rad är"),
                ("system", "System"),
                ("files", "Filer"),
                ("key", "Nyckel"),
                ("cadence", "Lämnas"),
                ("due_day", "Senast den"),
                ("rules", "Regler"),
                ("columns", "Kolumner"),
            ],
            datasets.iter().map(|d| {
                let columns: Vec<&str> = d.columns.iter().map(|c| c.name.as_str()).collect();
                vec![
                    d.id.to_string(),
                    d.label.clone(),
                    d.grain.clone(),
                    d.system.clone(),
                    d.files.join(" "),
                    d.key.join(" "),
                    d.schedule.as_ref().map(|s| super::contract::cadence(s.cadence).to_owned()).unwrap_or_default(),
                    super::contract::due_day(d).map(|day| day.to_string()).unwrap_or_default(),
                    d.rules.len().to_string(),
                    columns.join(" "),
                ]
            }),
        ),
        Listed::Audits | Listed::Reports | Listed::Kinds | Listed::Codes => table(
            vec![("id", "Id"), ("title", "Titel"), ("year", "År"), ("contents", "Innehåll"), ("made_of", "Gjord i")],
            audits.iter().map(|a| {
                let made: Vec<String> = catalog
                    .organisations
                    .iter()
                    .filter(|(_, o)| o.audits.contains_key(&a.id))
                    .map(|(id, _)| id.to_string())
                    .collect();
                let mut contents = Vec::new();
                if !a.questions.is_empty() {
                    contents.push(counted(a.questions.len() as u64, "kontrollfråga", "kontrollfrågor"));
                }
                contents.push(match a.recommendations.called {
                    Called::Recommendation => {
                        counted(a.recommendations.items.len() as u64, "rekommendation", "rekommendationer")
                    }
                    Called::Proposal => {
                        counted(a.recommendations.items.len() as u64, "förbättringsförslag", "förbättringsförslag")
                    }
                });
                vec![a.id.to_string(), a.title.clone(), a.year.is.to_string(), join(&contents), join(&made)]
            }),
        ),
    })
}

/// The audits that the common options leave.
fn selected<'a>(context: &Context, catalog: &'a Catalog) -> Result<Vec<&'a Audit>, Stop> {
    if context.selection.audit.is_none() && context.selection.organisation.is_none() {
        return Ok(catalog.controls.audits.values().collect());
    }
    let mut ids: Vec<_> = context.cases(catalog)?.into_iter().map(|c| c.audit).collect();
    ids.dedup();
    Ok(catalog.controls.audits.values().filter(|a| ids.contains(&a.id)).collect())
}

/// What the audit calls its recommendations.
pub(super) fn called(called: Called) -> &'static str {
    match called {
        Called::Recommendation => "rekommendation",
        Called::Proposal => "förbättringsförslag",
    }
}

fn code_table() -> Table {
    table(
        vec![("code", "Kod"), ("severity", "Grad"), ("title", "Innebörd")],
        codes().into_iter().map(|c| {
            let severity = match c.severity {
                Severity::Error => "fel",
                Severity::Warning if dataset::codes::CODES.contains(&c) => "fel eller varning i en leverans",
                Severity::Warning => "varning",
                Severity::Note => "upplysning",
            };
            vec![c.id.to_owned(), severity.to_owned(), c.title.to_owned()]
        }),
    )
}

fn kind_table() -> Table {
    table(
        vec![("id", "Id"), ("title", "Innebörd")],
        super::manuals().into_iter().map(|k| vec![k.id.to_owned(), k.title.to_owned()]),
    )
}
