//! `granska deliveries`: who has delivered what for a period, what is late, complete or faulty, and what has to be done about it.

use super::args::{DeliveryGate, Form};
use super::context::Context;
use super::table::{Table, ruled, wrap};
use super::{Exit, Stop, gates};
use crate::catalog::Catalog;
use crate::dataset::Deliveries;
use crate::field::delivery::{OfDivision, Received, State};
use crate::field::id::{DatasetId, OrganisationId, UnitId};
use crate::field::org::OrgTree;
use crate::field::period::{AsOf, Period};
use crate::report;
use crate::run::{self, Loaded, Purpose};
use crate::words::{counted, list};
use std::io::{self, Write};

/// The deliveries of one organisation for one period.
struct Section<'a> {
    tree: &'a OrgTree,
    period: Period,
    files: &'a Deliveries,
    received: Received,
}

pub(super) fn deliveries(
    context: &Context,
    form: Form,
    wanted: &[DeliveryGate],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Check)?;
    let catalog = context.valid(&loaded)?;
    let nothing = Deliveries::default();
    let sections = sections(context, &loaded, catalog, &nothing)?;
    match form {
        Form::Text => text(context.as_of, context.width, &sections, out)?,
        Form::Json | Form::Csv | Form::Xlsx | Form::Parquet => table(&sections).write(form, context.width, out)?,
    }
    let mut exit = Exit::Done;
    for section in sections.iter().filter(|_| wanted.contains(&DeliveryGate::Delivery)) {
        if let Some(why) = gates::delivery(&section.files.files, &section.received) {
            exit = Exit::Gate;
            writeln!(err, "spärr delivery: {}, {}: {why}", section.tree.label, section.period)?;
        }
    }
    Ok(exit)
}

/// The organisations asked for, each with its periods; without a choice, those that say who delivers what.
fn sections<'a>(
    context: &Context,
    loaded: &'a Loaded,
    catalog: &'a Catalog,
    nothing: &'a Deliveries,
) -> Result<Vec<Section<'a>>, Stop> {
    let chosen = run::organisations(catalog, &context.selection).map_err(|r| Stop::one(r, Exit::Usage))?;
    let declares = |id: &OrganisationId| catalog.organisations[id].tree.units.iter().any(|u| !u.delivers.is_empty());
    let named = context.selection.organisation.is_some() || !chosen.iter().any(declares);
    let mut sections = Vec::new();
    for id in chosen.into_iter().filter(|id| named || declares(id)) {
        for period in run::due_periods(loaded, catalog, &id, &context.selection, context.as_of) {
            sections.push(Section {
                tree: &catalog.organisations[&id].tree,
                period,
                files: loaded.deliveries.get(&id).unwrap_or(nothing),
                received: run::received(loaded, catalog, &id, period, context.as_of),
            });
        }
    }
    Ok(sections)
}

/// One row per delivery, for other programs.
fn table(sections: &[Section<'_>]) -> Table {
    let rows = sections.iter().flat_map(|section| {
        let tree = section.tree;
        section.received.statuses.iter().map(move |s| {
            let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
            vec![
                tree.id.to_string(),
                division(&section.received, &s.unit).map(|d| tree.name(d).to_owned()).unwrap_or_default(),
                s.unit.to_string(),
                tree.name(&s.unit).to_owned(),
                s.dataset.to_string(),
                section.received.name(&s.dataset).to_owned(),
                s.period.to_string(),
                s.due.map(|d| d.to_string()).unwrap_or_default(),
                s.state.key().to_owned(),
                report::word(s.state).to_owned(),
                s.late_by_days.map(|d| d.to_string()).unwrap_or_default(),
                s.missing.join(" "),
                s.rows_used.to_string(),
                number(s.rows_quarantined),
                number(s.rows_suppressed),
                s.files.join(" "),
                s.set_aside.join(" "),
            ]
        })
    });
    Table {
        title: "Leveranser",
        columns: vec![
            ("organisation", "Organisation"),
            ("division", "Division"),
            ("unit", "Enhetens id"),
            ("unit_label", "Enhet"),
            ("dataset", "Datamängdens id"),
            ("dataset_label", "Datamängd"),
            ("period", "Period"),
            ("due", "Sista dag"),
            ("state", "Läge, kod"),
            ("state_label", "Läge"),
            ("late_by_days", "Dagar efter sista dag"),
            ("missing", "Fattas"),
            ("rows_used", "Rader som används"),
            ("rows_quarantined", "Rader i karantän"),
            ("rows_suppressed", "Rader med dolt antal"),
            ("files", "Filer"),
            ("set_aside", "Filer lagda åt sidan"),
        ],
        numbers: &["late_by_days", "rows_used", "rows_quarantined", "rows_suppressed"],
        rows: rows.collect(),
    }
}

fn division<'r>(received: &'r Received, unit: &UnitId) -> Option<&'r UnitId> {
    received.divisions.iter().find(|d| d.units.iter().any(|u| u.unit == *unit)).map(|d| &d.division)
}

fn text(as_of: AsOf, width: usize, sections: &[Section<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (i, section) in sections.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        one(as_of, width, section, out)?;
    }
    if sections.is_empty() {
        writeln!(out, "Ingen datamängd har någon förfallodag. Ange perioden med `--period`.")?;
    }
    Ok(())
}

fn one(as_of: AsOf, width: usize, section: &Section<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (tree, received) = (section.tree, &section.received);
    writeln!(out, "{}: leveranser för {}, per {}", tree.label, section.period, as_of.0)?;
    if received.statuses.is_empty() {
        let said = if tree.units.iter().any(|u| !u.delivers.is_empty()) {
            "Inget ska lämnas för perioden.".to_owned()
        } else {
            format!("Vem som lämnar vad är inte sagt; det står under `delivers` i data/{}/organisation.yaml.", tree.id)
        };
        paragraph(&said, width, out)?;
    } else {
        let states = State::ALL.into_iter().rev().filter(|s| received.tally.count(*s) > 0);
        let said = list(states.map(|s| report::counted(received.tally.count(s), s)));
        let all = counted(u64::from(received.tally.expected()), "leverans ska komma", "leveranser ska komma");
        paragraph(&format!("{all}: {said}."), width, out)?;
    }
    if let Some(hidden) = report::suppressed(received) {
        paragraph(&hidden, width, out)?;
    }
    for division in &received.divisions {
        writeln!(out, "\n{}", tree.name(&division.division))?;
        matrix(tree, received, division, width, out)?;
    }
    todo(section, width, out)?;
    files(section, width, out)?;
    quarantined(section, width, out)
}

/// A unit per row, a dataset per column; as many columns to a table as the width holds.
fn matrix(
    tree: &OrgTree,
    received: &Received,
    division: &OfDivision,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cell = |unit: usize, dataset: &DatasetId| {
        let of = division.units[unit].datasets.iter().find(|d| d.dataset == *dataset);
        of.and_then(|d| report::cell(&d.tally)).map_or_else(String::new, |(state, note)| {
            let note = note.map_or_else(String::new, |n| format!(" {}", n.replace(' ', "\u{a0}")));
            // The sign stays with its word, and so does a count.
            format!("{}\u{a0}{}{note}", report::sign(state), report::word(state))
        })
    };
    let names: Vec<String> = division
        .units
        .iter()
        .map(|u| tree.unit(&u.unit).map_or(u.unit.as_str(), |unit| unit.short()).to_owned())
        .collect();
    let longest = |text: &str| text.split(' ').map(|w| w.chars().count()).max().unwrap_or(0);
    let first = names.iter().map(|n| n.chars().count()).max().unwrap_or(0).clamp(5, 24);
    let mut left: Vec<(&str, Vec<String>, usize)> = Vec::new();
    for (dataset, label) in &received.datasets {
        let cells: Vec<String> = (0..names.len()).map(|i| cell(i, dataset)).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            let wide = cells.iter().map(|c| longest(c)).chain([longest(label)]).max().unwrap_or(0);
            left.push((label, cells, wide + 2));
        }
    }
    let fits = |columns: &[(&str, Vec<String>, usize)]| {
        let mut room = width.saturating_sub(first);
        columns
            .iter()
            .take_while(|(_, _, wide)| room.checked_sub(*wide).inspect(|r| room = *r).is_some())
            .count()
            .max(1)
    };
    // No table of a single column after one of many.
    let (mut tables, mut from) = (0, 0);
    while from < left.len() {
        (tables, from) = (tables + 1, from + fits(&left[from..]));
    }
    let most = left.len().div_ceil(tables.max(1));
    while !left.is_empty() {
        let these: Vec<_> = left.drain(..fits(&left).min(most)).collect();
        let head: Vec<String> =
            std::iter::once("Enhet").chain(these.iter().map(|(label, _, _)| *label)).map(str::to_owned).collect();
        let rows: Vec<Vec<String>> = names
            .iter()
            .enumerate()
            .filter(|(i, _)| these.iter().any(|(_, cells, _)| !cells[*i].is_empty()))
            .map(|(i, name)| {
                std::iter::once(name.clone()).chain(these.iter().map(|(_, cells, _)| cells[i].clone())).collect()
            })
            .collect();
        ruled(&head, &rows, width, out)?;
        if !left.is_empty() {
            writeln!(out)?;
        }
    }
    Ok(())
}

fn todo(section: &Section<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let todo = report::todo(&section.received, section.tree);
    if todo.is_empty() {
        if section.received.tally.expected() > 0 {
            writeln!(out, "\nInget behöver göras nu.")?;
        }
        return Ok(());
    }
    writeln!(out, "\nDet som behöver göras")?;
    let rows: Vec<Vec<String>> = todo
        .into_iter()
        .map(|t| vec![format!("{}\u{a0}{}", report::sign(t.state), report::word(t.state)), t.what, t.who, t.how])
        .collect();
    heads(&["Läge", "Leverans", "Vem", "Gör så här"], &rows, width, out)?;
    writeln!(out)?;
    paragraph(
        "Om det som är lämnat kom i tid framgår inte av filerna. Vilka fel en fil har visas av `granska check`.",
        width,
        out,
    )
}

/// The files that were read, and how.
fn files(section: &Section<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
    let rows: Vec<Vec<String>> = section
        .files
        .files
        .iter()
        .map(|d| {
            let fate = match (d.set_aside, d.rows_read) {
                (true, _) => format!("{}\u{a0}{}", report::sign(State::SetAside), report::word(State::SetAside)),
                (false, 0) => format!("{}\u{a0}{}", report::sign(State::Empty), report::word(State::Empty)),
                (false, _) => "används".to_owned(),
            };
            vec![d.file.clone(), fate, d.rows_read.to_string(), number(d.rows_quarantined), d.recognised.clone()]
        })
        .collect();
    if rows.is_empty() {
        return writeln!(out, "\nInga filer är lämnade.");
    }
    writeln!(out, "\nFiler")?;
    let titles = ["Fil", "Läge", "Rader", "I karantän", "Lästes som"];
    let used: Vec<usize> = (0..titles.len()).filter(|i| rows.iter().any(|r| !r[*i].is_empty())).collect();
    let heads_used: Vec<&str> = used.iter().map(|i| titles[*i]).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|r| used.iter().map(|i| r[*i].clone()).collect()).collect();
    heads(&heads_used, &rows, width, out)
}

fn quarantined(section: &Section<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    if section.files.quarantined.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nRader i karantän")?;
    let rows: Vec<Vec<String>> =
        section.files.quarantined.iter().map(|q| vec![q.file.clone(), q.reason.clone(), q.rows.to_string()]).collect();
    heads(&["Fil", "Skäl", "Rader"], &rows, width, out)
}

fn heads(head: &[&str], rows: &[Vec<String>], width: usize, out: &mut dyn Write) -> io::Result<()> {
    ruled(&head.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>(), rows, width, out)
}

fn paragraph(text: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    wrap(text, width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    /// The sample of a region with all kinds of faults, as text of a width.
    fn check(width: usize) -> String {
        let outcome = sample::delivered();
        let files = Deliveries {
            files: outcome.deliveries.clone(),
            quarantined: outcome.quarantined.clone(),
            ..Deliveries::default()
        };
        let section = Section {
            tree: &outcome.organisation,
            period: outcome.period,
            files: &files,
            received: outcome.received.clone(),
        };
        let mut out = Vec::new();
        text(outcome.as_of, width, std::slice::from_ref(&section), &mut out).expect("written to memory");
        let rows = table(std::slice::from_ref(&section)).rows;
        assert_eq!(rows.len(), outcome.received.statuses.len());
        assert!(gates::delivery(&files.files, &section.received).is_some());
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn the_text_keeps_to_the_width_and_every_sign_stands_with_its_word() {
        for width in [80, 100, 200] {
            let text = check(width);
            let widest = text.lines().map(|l| l.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?}\n{text}");
            for said in [
                "Region Prov: leveranser för 2020, per 2021-01-19",
                "✗\u{a0}lagd åt sidan",
                "!\u{a0}försenad 2\u{a0}av\u{a0}12",
                "◐\u{a0}ofullständig 1\u{a0}av\u{a0}3",
                "104 leveranser ska komma: 60 kompletta, 3 väntas, 3 ofullständiga",
                "✓\u{a0}komplett",
                "Det som behöver göras",
                "Rader i karantän",
            ] {
                let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(width < 200 || folded(&text).contains(&folded(said)), "{said}\n{text}");
            }
        }
    }
}
