//! `granska explain`: how something came about, in words and numbers.
//!
//! The arithmetic of a question is the one that the report's appendix prints; nothing is worded twice.

use super::args::Form;
use super::context::Context;
use super::table::{Table, wrap};
use super::{Exit, Stop, arithmetic, codes, contract, manuals, rows};
use crate::catalog::Catalog;
use crate::dataset;
use crate::diag::{Code, Place, Remark, Severity};
use crate::field::assessment::QuestionResult;
use crate::field::audit::{ControlQuestion, Moment};
use crate::field::contract::Dataset;
use crate::field::manual::Manual;
use crate::field::measure::Measure;
use crate::field::outcome::Outcome;
use crate::field::recommendation::Recommendation;
use crate::report;
use crate::run::{Purpose, codes as run_codes, suggest};
use crate::words::{self, UNSTATED};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// Something that has the name asked for.
enum Named<'a> {
    Question(&'a Outcome, &'a ControlQuestion, &'a QuestionResult),
    Moment(&'a Outcome, &'a Moment),
    Recommendation(&'a Outcome, &'a Recommendation),
    Measure(&'a Measure),
    Dataset(&'a Dataset),
}

impl Named<'_> {
    fn kind(&self) -> &'static str {
        match self {
            Self::Question(..) => "question",
            Self::Moment(..) => "moment",
            Self::Recommendation(..) => "recommendation",
            Self::Measure(..) => "measure",
            Self::Dataset(..) => "dataset",
        }
    }
}

pub(super) fn explain(
    context: &Context,
    asked: &str,
    (unit, to): (Option<&str>, Option<&Path>),
    out: &mut dyn Write,
) -> Result<Exit, Stop> {
    let (kind, id) = match asked.split_once(':') {
        Some((kind, id)) => (Some(kind), id),
        None => (None, asked),
    };
    // Codes and kinds belong to the program: they are explained outside a project too.
    let wanted = |k: &str| kind.is_none_or(|wanted| wanted == k);
    if let Some(code) = codes().into_iter().find(|c| wanted("code") && c.id.eq_ignore_ascii_case(id)) {
        code_text(code, context.width, out)?;
        return Ok(Exit::Done);
    }
    if let Some(manual) = manuals().into_iter().find(|m| wanted("kind") && m.id == id) {
        manual_text(manual, context.width, out)?;
        return Ok(Exit::Done);
    }
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Judge)?;
    let catalog = context.valid(&loaded)?;
    let outcomes = super::run::outcomes(context, &loaded, catalog)?;
    let found: Vec<Named> =
        named(catalog, outcomes.iter().map(|(_, o)| o), id).into_iter().filter(|n| wanted(n.kind())).collect();
    let kinds: BTreeSet<&str> = found.iter().map(Named::kind).collect();
    if kinds.len() > 1 {
        let choices: Vec<String> = kinds.iter().map(|k| format!("`granska explain {k}:{id}`")).collect();
        let remark = Remark::new(&run_codes::SEVERAL_NAMED, format!("flera slags saker heter `{id}`"));
        return Err(Stop::one(remark.help(format!("skriv {}", words::either(choices))), Exit::Usage));
    }
    if found.is_empty() {
        let known = all_names(catalog, &outcomes.iter().map(|(_, o)| o).collect::<Vec<_>>());
        let remark = Remark::new(&run_codes::NOTHING_NAMED, format!("inget heter `{id}`"));
        return Err(Stop::one(suggest(remark, id, known.iter().map(String::as_str)), Exit::Usage));
    }
    let mut page = Page { width: context.width, out };
    for (i, thing) in found.iter().enumerate() {
        if i > 0 {
            page.line("")?;
        }
        match thing {
            Named::Question(outcome, question, result) => page.question(outcome, question, result)?,
            Named::Moment(outcome, moment) => page.moment(outcome, moment)?,
            Named::Recommendation(outcome, recommendation) => page.recommendation(outcome, recommendation)?,
            Named::Dataset(dataset) => contract::explain(&mut page, dataset, catalog)?,
            Named::Measure(measure) => {
                let figures = arithmetic::Figures { context, loaded: &loaded, catalog };
                let told = arithmetic::explain(&mut page, measure, &figures, unit)?;
                if let Some(to) = to {
                    let files = rows::write(&project, &figures, measure, &told, to)?;
                    page.heading("Rader")?;
                    files.iter().try_for_each(|file| page.paragraph(&format!("skrivna till {file}")))?;
                }
            }
        }
    }
    Ok(Exit::Done)
}

fn named<'a>(catalog: &'a Catalog, outcomes: impl Iterator<Item = &'a Outcome>, id: &str) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for o in outcomes {
        for q in &o.questions {
            if let Some(question) = o.audit.question(&q.question)
                && (question.id.as_str() == id || question.points.iter().any(|p| p.id.as_str() == id))
            {
                found.push(Named::Question(o, question, q));
            }
        }
        found.extend(o.audit.moments.iter().filter(|m| m.id.as_str() == id).map(|m| Named::Moment(o, m)));
        let of_id = |r: &&Recommendation| r.id.as_str() == id || r.parts.iter().any(|p| p.id.as_str() == id);
        found.extend(o.audit.recommendations.items.iter().filter(of_id).map(|r| Named::Recommendation(o, r)));
    }
    found.extend(catalog.controls.measures.iter().filter(|m| m.id.as_str() == id).map(Named::Measure));
    found.extend(catalog.controls.datasets.iter().filter(|d| d.id.as_str() == id).map(Named::Dataset));
    found
}

fn all_names(catalog: &Catalog, outcomes: &[&Outcome]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = manuals().iter().map(|m| m.id.to_owned()).collect();
    for o in outcomes {
        names.extend(o.audit.questions.iter().map(|q| q.id.to_string()));
        names.extend(o.audit.moments.iter().map(|m| m.id.to_string()));
        names.extend(o.audit.recommendations.items.iter().map(|r| r.id.to_string()));
    }
    names.extend(catalog.controls.measures.iter().map(|m| m.id.to_string()));
    names.extend(catalog.controls.datasets.iter().map(|d| d.id.to_string()));
    names
}

fn code_text(code: &Code, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let severity = match code.severity {
        Severity::Error => "fel: inget skrivs förrän det är rättat",
        Severity::Warning if dataset::codes::CODES.contains(&code) => {
            "fel eller varning i en leverans, som påpekandet säger: körningen fortsätter"
        }
        Severity::Warning => "varning: körningen fortsätter",
        Severity::Note => "upplysning: ändrar ingenting",
    };
    let mut page = Page { width, out };
    page.line(&format!("{}: {}", code.id, code.title))?;
    page.line(severity)?;
    page.line("")?;
    page.paragraph(code.explanation)
}

fn manual_text(manual: &Manual, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { width, out };
    page.line(&format!("{}: {}", manual.id, manual.title))?;
    for (heading, text) in [
        ("Vad det mäter", manual.measures),
        ("Varför det spelar roll", manual.why),
        ("Parametrar", manual.parameters),
        ("När något saknas", manual.missing),
        ("Exempel", manual.example),
    ] {
        page.heading(heading)?;
        page.paragraph(text)?;
    }
    Ok(())
}

/// Text on its way out, folded to the width of the terminal.
pub(super) struct Page<'a> {
    width: usize,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{text}")
    }

    pub fn paragraph(&mut self, text: &str) -> io::Result<()> {
        wrap(text, self.width.min(100).saturating_sub(2)).iter().try_for_each(|l| writeln!(self.out, "  {l}"))
    }

    /// A name and its value, in two columns.
    pub fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        for (i, l) in wrap(value, self.width.min(110).saturating_sub(14)).iter().enumerate() {
            writeln!(self.out, "{:<13} {l}", if i == 0 { name } else { "" })?;
        }
        Ok(())
    }

    pub fn table(&mut self, columns: Vec<(&'static str, &'static str)>, rows: Vec<Vec<String>>) -> io::Result<()> {
        Table { title: "", columns, rows, numbers: &[] }.write(Form::Text, self.width, self.out)
    }

    fn of(&mut self, outcome: &Outcome) -> io::Result<()> {
        let o = outcome;
        self.fact("Granskning", &format!("{} ({}), {}", o.audit.title, o.audit.year.is, o.organisation.label))
    }

    fn question(&mut self, outcome: &Outcome, question: &ControlQuestion, result: &QuestionResult) -> io::Result<()> {
        let explained = report::explained(outcome, question, result);
        let verdict = |v: &report::Verdict| {
            let mark = mark(outcome, v.mark);
            let note = v.note.as_ref().map(|n| format!(" ({n})")).unwrap_or_default();
            format!("{} {}{note}", mark.0, v.word.as_deref().unwrap_or(mark.1))
        };
        self.line(&format!("{}: {}", explained.id, explained.text))?;
        self.of(outcome)?;
        self.fact("Fastställd", &verdict(&explained.established))?;
        self.fact("Indikerad", &verdict(&explained.indicated))?;
        for (unit, v) in explained.units.iter().zip(&explained.per_unit) {
            self.fact("", &format!("{unit}: {}", verdict(v)))?;
        }
        if let Some(difference) = &explained.difference {
            let source = difference.source.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
            let by = match difference.by {
                "auditors" => "revisorernas ord: ",
                _ => "",
            };
            self.fact("Skäl", &format!("{by}{}{source}", difference.text))?;
        }
        self.heading("Regel")?;
        self.paragraph(&explained.rule)?;
        self.paragraph(&format!("Står i {}.", place(&question.rule.place)))?;
        if !explained.rows.is_empty() {
            self.heading("Underlag")?;
            self.arithmetic(&explained)?;
            self.heading("Lästs ur")?;
            self.read_from(result)?;
        }
        self.heading("Uträkning")?;
        if let Some(calculation) = &explained.calculation {
            self.paragraph(&format!("{}: {calculation}", explained.whole))?;
        }
        self.paragraph(&explained.conclusion)?;
        for note in explained.boundary.iter().chain(&explained.by_granska) {
            self.paragraph(note)?;
        }
        Ok(())
    }

    /// The inputs and sums, a column per unit.
    fn arithmetic(&mut self, explained: &report::Explained) -> io::Result<()> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut head = vec!["Underlag".to_owned()];
        head.extend(explained.units.iter().cloned());
        head.extend(["Vikt".to_owned(), "Källa".to_owned()]);
        for row in &explained.rows {
            let mut line = vec![row.label.clone()];
            line.extend(row.values.iter().map(|v| v.text.clone()));
            line.extend([row.weight.clone(), row.source.clone()]);
            lines.push(line);
        }
        for total in &explained.totals {
            let mut line = vec![total.label.to_owned()];
            line.extend(total.values.iter().cloned());
            line.resize(head.len(), String::new());
            lines.push(line);
        }
        super::table::ruled(&head, &lines, self.width, self.out)
    }

    /// The rows and lines that the evidence was read from, a line per file.
    fn read_from(&mut self, result: &QuestionResult) -> io::Result<()> {
        let mut files: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for place in result.cells.iter().filter_map(|c| c.place.as_ref()) {
            files.entry(&place.file).or_default().insert(place.line);
        }
        for (file, lines) in files {
            let lines: Vec<u32> = lines.into_iter().collect();
            self.paragraph(&format!("{file}, rad {}", words::ranges(&lines)))?;
        }
        Ok(())
    }

    fn moment(&mut self, outcome: &Outcome, moment: &Moment) -> io::Result<()> {
        self.line(&format!("{}: {}", moment.id, moment.quote.text))?;
        self.of(outcome)?;
        if let Some((model, step)) = outcome.model.as_ref().and_then(|m| m.step(&moment.step).map(|s| (m, s))) {
            let number = model.number(&step.id).map_or_else(|| "stödgrupp".to_owned(), |n| format!("steg {n}"));
            self.fact(
                "Steg",
                &format!("{number}, {} ({}; kopplingen är granskas). {}", step.label, model.label, step.gloss),
            )?;
        }
        let questions: Vec<String> = outcome.audit.questions_of(&moment.id).map(|q| q.id.to_string()).collect();
        self.fact("Underlag för", &words::list(&questions))?;
        self.heading("Bedömningar")?;
        let rows = outcome
            .moments
            .iter()
            .filter(|m| m.moment == moment.id)
            .map(|m| {
                let mark = mark(outcome, m.outcome.mark().key());
                let row = m.row.as_ref();
                vec![
                    outcome.organisation.name(&m.unit).to_owned(),
                    format!("{} {}", mark.0, row.map_or(mark.1, |r| r.word.as_str())),
                    row.and_then(|r| r.comment.clone()).unwrap_or_default(),
                    row.map(|r| place(&r.place)).unwrap_or_default(),
                ]
            })
            .collect();
        self.table(
            vec![("unit", "Enhet"), ("word", "Bedömning"), ("comment", "Kommentar"), ("place", "Lästs ur")],
            rows,
        )
    }

    fn recommendation(&mut self, outcome: &Outcome, recommendation: &Recommendation) -> io::Result<()> {
        let r = recommendation;
        self.line(&format!("{}: {}", r.id, r.quote.text))?;
        self.of(outcome)?;
        self.fact("Avsnitt", &r.quote.source)?;
        if !r.answers.is_empty() {
            let answers: Vec<String> = r.answers.iter().map(ToString::to_string).collect();
            self.fact("Svarar på", &format!("{} (kopplingen är granskas)", words::list(&answers)))?;
        }
        let Some(standing) = outcome.follow_up.standings.iter().find(|s| s.recommendation == r.id) else {
            return Ok(());
        };
        let label = |s: &Option<crate::field::standing::Status>| {
            s.as_ref().map_or(UNSTATED.to_owned(), |s| outcome.wording.statuses[&s.code].label.clone())
        };
        self.fact("Status", &label(&standing.status))?;
        self.fact("Ansvarig", standing.owner.as_deref().unwrap_or(UNSTATED))?;
        let due =
            standing.due.as_ref().map_or(UNSTATED.to_owned(), |d| format!("{}, från början {}", d.current, d.original));
        self.fact("Ska vara klar", &due)?;
        self.heading("Delar (granskas ord)")?;
        let rows = standing
            .parts
            .iter()
            .map(|p| {
                let gloss = r.parts.iter().find(|x| x.id == p.part).map(|x| x.gloss.clone()).unwrap_or_default();
                vec![p.part.to_string(), gloss, label(&p.status)]
            })
            .collect();
        self.table(vec![("id", "Id"), ("gloss", "Del"), ("status", "Status")], rows)?;
        if !standing.entries.is_empty() {
            self.heading("Noteringar")?;
            for e in &standing.entries {
                let withdrawn =
                    if standing.withdrawn.contains(&e.id) { format!(", {}", words::WITHDRAWN) } else { String::new() };
                self.paragraph(&format!("{} {} av {}{withdrawn}: {}", e.date, e.id, e.by, place(&e.place)))?;
            }
        }
        Ok(())
    }
}

/// The sign and the word of an outcome.
fn mark<'a>(outcome: &'a Outcome, key: &str) -> (char, &'a str) {
    let found = outcome.wording.marks.iter().find(|(kind, _)| kind.key() == key);
    found.map_or((' ', ""), |(_, mark)| (mark.symbol.glyph(), mark.word.as_str()))
}

pub(super) fn place(place: &Place) -> String {
    if place.line > 0 { format!("{} rad {}", place.file, place.line) } else { place.file.clone() }
}
