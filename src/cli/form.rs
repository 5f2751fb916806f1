//! `granska form`: a workbook for a division to fill in.

use super::context::Context;
use super::{Exit, Stop, say};
use crate::catalog::{Catalog, Organisation};
use crate::dataset;
use crate::desk::forms::model::{Delivered, Facts, PlainRow};
use crate::desk::forms::{self, Ask, codes};
use crate::diag::{Place, Remark};
use crate::field::contract::Dataset;
use crate::field::id::{AuditId, OrganisationId, UnitId};
use crate::field::period::Period;
use crate::run::{FORMS, Loaded, Purpose, suggest};
use crate::store::{self, Project};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

/// The largest delivery that forms look for earlier answers in.
const MOST: u64 = 64 * 1024 * 1024;

pub(super) fn form(context: &Context, division: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let out_folder = context.out(&project)?;
    let loaded = context.load(&project, Purpose::Forms)?;
    let catalog = context.valid(&loaded)?;
    let facts = meant(context, &loaded, catalog, division).map_err(|r| Stop::one(r, Exit::Usage))?;
    let held = Held::read(&project, &loaded, &catalog.controls.datasets, &facts.organisation)?;
    let ask = ask(catalog, facts, &held.delivered).map_err(|r| Stop::one(*r, Exit::Usage))?;
    let form = forms::form(&ask);
    let bytes = forms::workbook(&form).map_err(|e| {
        let remark = Remark::new(&codes::WHICH_FORM, format!("formuläret går inte att skriva: {e}"))
            .help("välj en kortare period eller en mindre enhet");
        Stop::one(remark, Exit::Remarks)
    })?;
    let facts = &form.facts;
    let name = format!("{}/formular/{}-{}.xlsx", facts.organisation, facts.period, facts.division);
    let written =
        store::write_all(&out_folder, &[(name.clone(), bytes)]).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    let empty = form.sheets.iter().filter(|s| s.rows.is_empty()).map(|s| {
        Remark::new(&codes::EMPTY_SHEET, format!("bladet {} är tomt", s.kind.sheet()))
            .at(Place::file(name.as_str()), "")
            .help(s.empty.trim_end_matches(". Här finns inget att fylla i."))
            .help(match s.kind.dataset() {
                Some(dataset) => {
                    format!("ange `delivers: [{dataset}]` i `organisation.yaml` för de enheter som ska lämna in")
                }
                None => "åtgärder tas med när deras `owner` nämner divisionen eller en av dess enheter".to_owned(),
            })
    });
    say(&empty.collect::<Vec<_>>(), &loaded.sources, context.colour, err)?;
    super::run::tell(&written, &context.folder, out)?;
    Ok(Exit::Done)
}

/// The form that the options mean.
fn meant(context: &Context, loaded: &Loaded, catalog: &Catalog, division: &str) -> Result<Facts, Remark> {
    let selection = &context.selection;
    let period = selection.period.ok_or_else(|| {
        Remark::new(&codes::WHICH_FORM, "formulärets period är inte angiven")
            .help("skriv till exempel `--period 2026`, `--period 2026T1` eller `--period 2026-11`")
    })?;
    let organisation = organisation(catalog, selection.organisation.as_deref(), division)?;
    let held = &catalog.organisations[&organisation];
    let unit = UnitId::new(division).ok().filter(|u| held.tree.unit(u).is_some()).ok_or_else(|| {
        let message = format!("{} har ingen enhet `{division}`", held.tree.label);
        let units = held.tree.units.iter().map(|u| u.id.as_str());
        suggest(Remark::new(&codes::NO_SUCH_UNIT, message), division, units)
    })?;
    let exists = held.tree.unit(&unit).is_some_and(|u| u.exists_between(period.first_day(), period.last_day()));
    if !exists {
        let message = format!("{} finns inte under {period}", held.tree.name(&unit));
        return Err(Remark::new(&codes::NO_SUCH_UNIT, message).help("välj en annan period, eller enheten som tog över"));
    }
    Ok(Facts {
        audit: audit(catalog, &organisation, held, selection.audit.as_deref())?,
        organisation,
        division: unit,
        period,
        catalogue: loaded.catalogue_sha256.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made: context.as_of.0,
    })
}

/// The named organisation, or the only one that has the unit.
fn organisation(catalog: &Catalog, name: Option<&str>, division: &str) -> Result<OrganisationId, Remark> {
    let known = || catalog.organisations.keys().map(OrganisationId::as_str);
    if let Some(name) = name {
        let found = catalog.organisations.keys().find(|o| o.as_str() == name).cloned();
        return found.ok_or_else(|| {
            let message = format!("organisationen `{name}` finns inte");
            suggest(Remark::new(&crate::run::codes::NO_SUCH_ORGANISATION, message), name, known())
        });
    }
    let with: Vec<&OrganisationId> = catalog
        .organisations
        .iter()
        .filter(|(_, o)| o.tree.units.iter().any(|u| u.id.as_str() == division))
        .map(|(id, _)| id)
        .collect();
    match with.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let units = catalog.organisations.values().flat_map(|o| &o.tree.units).map(|u| u.id.as_str());
            let message = format!("ingen organisation har en enhet `{division}`");
            Err(suggest(Remark::new(&codes::NO_SUCH_UNIT, message), division, units))
        }
        many => {
            let names = words::list(many.iter().map(|o| format!("`{o}`")));
            Err(Remark::new(&codes::WHICH_FORM, format!("enheten `{division}` finns i {names}"))
                .help("ange vilken med `--organisation`"))
        }
    }
}

/// The named audit, or the only one with moments that the organisation is held against.
fn audit(
    catalog: &Catalog,
    id: &OrganisationId,
    organisation: &Organisation,
    name: Option<&str>,
) -> Result<AuditId, Remark> {
    let audits = &catalog.controls.audits;
    if let Some(name) = name {
        return audits.keys().find(|a| a.as_str() == name).cloned().ok_or_else(|| {
            let message = format!("granskningen `{name}` finns inte");
            let known = audits.keys().map(AuditId::as_str);
            suggest(Remark::new(&crate::run::codes::NO_SUCH_AUDIT, message), name, known)
        });
    }
    let mut held: Vec<&AuditId> =
        organisation.audits.keys().chain(organisation.tree.held_against.iter().map(|h| &h.audit)).collect();
    held.sort();
    held.dedup();
    let with_moments: Vec<&AuditId> =
        held.iter().copied().filter(|a| audits.get(*a).is_some_and(|a| !a.moments.is_empty())).collect();
    let wanted = if with_moments.is_empty() { held } else { with_moments };
    match wanted.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Remark::new(
            &codes::WHICH_FORM,
            format!("`{id}` är inte granskad och prövas inte mot någon granskning"),
        )
        .help("ange granskningen med `--audit`")),
        many => {
            let names = words::list(many.iter().map(|a| format!("`{a}`")));
            Err(Remark::new(&codes::WHICH_FORM, format!("`{id}` har flera granskningar: {names}"))
                .help("ange vilken med `--audit`"))
        }
    }
}

/// What a form of these facts is made of.
pub(super) fn ask<'a>(catalog: &'a Catalog, facts: Facts, delivered: &'a Delivered) -> Result<Ask<'a>, Box<Remark>> {
    let not_here = |what: String| {
        Box::new(
            Remark::new(&codes::NOT_HERE, what)
                .help("kontrollera att `--project` pekar på rätt projekt, och att id:t inte har bytts"),
        )
    };
    let organisation = catalog
        .organisations
        .get(&facts.organisation)
        .ok_or_else(|| not_here(format!("organisationen `{}` finns inte i projektet", facts.organisation)))?;
    if organisation.tree.unit(&facts.division).is_none() {
        let label = &organisation.tree.label;
        return Err(not_here(format!("enheten `{}` finns inte i {label}", facts.division)));
    }
    let audit = catalog
        .controls
        .audits
        .get(&facts.audit)
        .ok_or_else(|| not_here(format!("granskningen `{}` finns inte i projektet", facts.audit)))?;
    let wording = &catalog.controls.wording;
    let established = organisation.audits.get(&facts.audit);
    Ok(Ask {
        tree: &organisation.tree,
        audit,
        scale: audit.moment_scale.as_ref().and_then(|id| wording.scales.get(id)),
        wording,
        contracts: &catalog.controls.datasets,
        delivered,
        improvements: established.map_or(&[], |e| &e.observations.improvements),
        entries: organisation.register.get(&facts.audit).map_or(&[], Vec::as_slice),
        facts,
    })
}

/// What lies in `data/`, as far as forms need it.
pub(super) struct Held {
    /// The paths of all files.
    pub paths: Vec<String>,
    /// The rows of the three datasets.
    pub delivered: Delivered,
    /// The bytes of the CSV files they were read from, by path.
    pub own: BTreeMap<String, Vec<u8>>,
}

impl Held {
    /// Reads it. CSV files of the form that `collect` writes are looked into here, also when they have faults, since answers are put into
    /// them; of deliveries in any other form the rows in use are taken. `check` tells what is wrong with them.
    pub fn read(
        project: &Project,
        loaded: &Loaded,
        contracts: &[Dataset],
        organisation: &OrganisationId,
    ) -> Result<Self, Stop> {
        let listed = project.list("data", &[]).map_err(|r| Stop::Remarks(r, Default::default(), Exit::Surroundings))?;
        let folder = format!("data/{organisation}/");
        let mut held = Self { paths: Vec::new(), delivered: Delivered::default(), own: BTreeMap::new() };
        let mut plain: BTreeSet<&str> = BTreeSet::new();
        for source in listed.sources.iter().filter(|s| !dataset::names_a_person(s.path())) {
            held.paths.push(source.path().to_owned());
            let Some(stem) = source.path().strip_prefix(&folder).and_then(|p| p.strip_suffix(".csv")) else { continue };
            let of = contracts.iter().find(|c| {
                FORMS.contains(&c.id.as_str())
                    && (forms::matches(c, stem) || stem.strip_prefix(c.id.as_str()).is_some_and(|s| s.starts_with('/')))
            });
            let Some(contract) = of.filter(|_| source.size() <= MOST) else { continue };
            let mut bytes = Vec::new();
            if source.open().and_then(|mut file| file.read_to_end(&mut bytes)).is_err() {
                continue;
            }
            if let Ok(rows) = forms::rows(source.path(), &bytes, contract) {
                held.delivered.rows.entry(contract.id.to_string()).or_default().extend(rows);
                plain.insert(source.path());
            }
            held.own.insert(source.path().to_owned(), bytes);
        }
        let delivered = loaded.deliveries.get(organisation);
        for contract in contracts.iter().filter(|c| FORMS.contains(&c.id.as_str())) {
            let tables = delivered.and_then(|d| d.tables.get(&contract.id)).map_or(&[][..], Vec::as_slice);
            for table in tables.iter().filter(|t| !plain.contains(t.file())) {
                let rows = table.texts().into_iter().map(|(row, cells)| plain_row(contract, table.file(), row, cells));
                held.delivered.rows.entry(contract.id.to_string()).or_default().extend(rows);
            }
        }
        Ok(held)
    }
}

/// A row of a delivery as forms know it: its cells by column, empty ones left out.
fn plain_row(contract: &Dataset, file: &str, row: u32, cells: Vec<String>) -> PlainRow {
    let cells = contract.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    PlainRow { file: file.to_owned(), row, cells: cells.map(|(column, cell)| (column.name.clone(), cell)).collect() }
}

/// The period in words, for a line of text.
pub(super) fn of(facts: &Facts, catalog: &Catalog) -> String {
    let tree = catalog.organisations.get(&facts.organisation).map(|o| &o.tree);
    let name = tree.map_or(facts.division.as_str(), |t| t.name(&facts.division));
    let period: Period = facts.period;
    format!("{name}, {period}")
}
