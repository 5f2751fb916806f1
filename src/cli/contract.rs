//! `granska explain <datamängd>`: a contract in plain words, for those who deliver.
//!
//! Says what is demanded and what happens otherwise; reads no delivery.

use super::explain::{Page, place};
use crate::catalog::Catalog;
use crate::diag::Severity;
use crate::field::contract::{
    Cadence, Column, ColumnType, Complete, Condition, Dataset, DateForm, DecimalMark, Demand, Effect, Range, Rule,
    Thousands, Writing,
};
use crate::words::{self, either, list};
use std::io;

/// Prints the contract of a dataset.
pub(super) fn explain(page: &mut Page<'_>, dataset: &Dataset, catalog: &Catalog) -> io::Result<()> {
    let d = dataset;
    page.line(&format!("{}: {}", d.id, d.label))?;
    page.fact("En rad är", &d.grain)?;
    if !d.system.is_empty() {
        page.fact("System", &d.system)?;
    }
    page.fact(
        "Filer",
        &format!("{} i organisationens mapp, som CSV, kalkylblad eller Parquet", list(ticked(&d.files))),
    )?;
    page.fact("Nyckel", &key(d))?;
    page.fact("Lämnas", &due(d))?;
    if let Some(schedule) = &d.schedule {
        page.fact("Komplett är", &complete(&schedule.complete))?;
    }
    if let Some(column) = &d.unit_column {
        page.fact("Enhet", &format!("står i `{column}`"))?;
    }
    if let Some(column) = &d.period_column {
        page.fact("Period", &format!("framgår av `{column}`"))?;
    }
    if let Some(level) = &d.level {
        page.fact("Nivå", &format!("lämnas av enheter på nivån `{level}`"))?;
    }
    let by = deliverers(d, catalog);
    if !by.is_empty() {
        page.fact("Lämnas av", &list(&by))?;
    }
    page.fact("Skrivs med", &writing(&d.writing))?;
    let limit = d.quarantine_limit;
    let share = words::exact_percent(limit.permille_rounded());
    page.fact("Karantän", &format!("är mer än {share} av raderna i karantän läggs hela leveransen åt sidan"))?;
    let measures: Vec<String> =
        catalog.controls.measures.iter().filter(|m| m.dataset == d.id).map(|m| m.id.to_string()).collect();
    if !measures.is_empty() {
        page.fact("Används av", &list(&measures))?;
    }
    page.fact("Står i", &place(&d.place))?;
    page.heading("Kolumner")?;
    page.table(
        vec![("name", "Kolumn"), ("label", "Kallas"), ("values", "Värden"), ("required", "Krävs")],
        d.columns.iter().map(column).collect(),
    )?;
    if d.rules.is_empty() {
        return page.heading("Inga regler utöver kolumnernas.");
    }
    page.heading("Regler")?;
    page.table(
        vec![("id", "Regel"), ("demand", "Kräver att"), ("effect", "Annars"), ("help", "Gör då")],
        d.rules.iter().map(|r| vec![r.id.to_string(), demand(&r.demand), effect(r), r.help.clone()]).collect(),
    )
}

/// How often, in words.
pub(super) fn cadence(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => "varje månad",
        Cadence::Tertial => "varje tertial",
        Cadence::Year => "varje år",
        Cadence::OnChange => "vid ändring",
    }
}

/// The day of the month after the period, when there is one.
pub(super) fn due_day(dataset: &Dataset) -> Option<u32> {
    dataset.schedule.as_ref().filter(|s| s.cadence != Cadence::OnChange).map(|s| s.due_day)
}

fn ticked(names: &[String]) -> Vec<String> {
    names.iter().map(|n| format!("`{n}`")).collect()
}

fn key(dataset: &Dataset) -> String {
    match dataset.key.as_slice() {
        [] => "ingen; rader får upprepas".to_owned(),
        [only] => format!("`{only}`, som bara får stå en gång i hela datamängden"),
        several => format!("{}, som tillsammans bara får stå en gång i hela datamängden", list(ticked(several))),
    }
}

fn due(dataset: &Dataset) -> String {
    match (&dataset.schedule, due_day(dataset)) {
        (Some(schedule), Some(day)) => {
            format!("{}, senast den {day} i månaden efter perioden", cadence(schedule.cadence))
        }
        (Some(_), None) => "när något ändras".to_owned(),
        (None, _) => "inte regelbundet".to_owned(),
    }
}

fn complete(complete: &Complete) -> String {
    match complete {
        Complete::AnyRow => "minst en rad för enheten och perioden".to_owned(),
        Complete::EveryWeek => "minst en rad för varje vecka vars torsdag ligger i perioden".to_owned(),
        Complete::EveryMonth => "minst en rad för varje månad i perioden".to_owned(),
        Complete::EveryCode(column) => format!("en rad för varje kod i `{column}`"),
        Complete::EveryMoment => "en rad för varje moment som enheten tillfrågas om".to_owned(),
    }
}

fn deliverers(dataset: &Dataset, catalog: &Catalog) -> Vec<String> {
    let units = catalog.organisations.values().flat_map(|o| &o.tree.units);
    units.filter(|u| u.delivers.contains(&dataset.id)).map(|u| u.label.clone()).collect()
}

fn writing(writing: &Writing) -> String {
    let decimal = match writing.decimal {
        DecimalMark::Comma => "decimalkomma",
        DecimalMark::Point => "decimalpunkt",
    };
    let thousands: Vec<&str> = writing
        .thousands
        .iter()
        .map(|t| match t {
            Thousands::Space => "mellanslag",
            Thousands::Point => "punkt",
        })
        .collect();
    let thousands = if thousands.is_empty() { "inget".to_owned() } else { either(&thousands) };
    let dates: Vec<&str> = writing
        .dates
        .iter()
        .map(|d| match d {
            DateForm::Iso => "`2020-02-29`",
            DateForm::Compact => "`20200229`",
            DateForm::Serial => "kalkylprogrammets dagnummer",
        })
        .collect();
    format!("{decimal}, {thousands} mellan tusental och datum som {}", either(&dates))
}

fn column(column: &Column) -> Vec<String> {
    let label = match column.aliases.as_slice() {
        [] => column.label.clone(),
        aliases => format!("{}; även {}", column.label, list(ticked(aliases))),
    };
    let required = if column.required { "ja" } else { "" };
    vec![column.name.clone(), label, values(column), required.to_owned()]
}

fn values(column: &Column) -> String {
    let mut text = match &column.kind {
        ColumnType::Text => "text".to_owned(),
        ColumnType::Unit => "en enhets id".to_owned(),
        ColumnType::Moment => "ett moments id".to_owned(),
        ColumnType::Period => "period: `2020`, `2020T2`, `2020-02` eller `2020-W07`".to_owned(),
        ColumnType::Month => "månad, `2020-02`".to_owned(),
        ColumnType::Week => "vecka, `2020-W07`".to_owned(),
        ColumnType::Date => "datum".to_owned(),
        ColumnType::Time => "datum och klockslag, `2020-02-29 07:45`".to_owned(),
        ColumnType::Integer => "heltal".to_owned(),
        ColumnType::Decimal(decimals) => {
            format!("tal med högst {}", words::counted(u64::from(*decimals), "decimal", "decimaler"))
        }
        ColumnType::Hours => "timmar, `37,5` eller `37:30`".to_owned(),
        ColumnType::Percent => "andel, `62 %`".to_owned(),
        ColumnType::OneOf(codes) => either(ticked(codes)),
    };
    if !column.unit.is_empty() {
        text.push_str(&format!(" ({})", column.unit));
    }
    text.push_str(&bounds(column));
    if let Some(on) = &column.exists_on {
        text.push_str(&format!("; enheten ska finnas den tid som står i `{on}`"));
    }
    if !column.suppressed.is_empty() {
        text.push_str(&format!("; {} betyder ett litet tal som är dolt", either(ticked(&column.suppressed))));
    }
    text
}

fn bounds(column: &Column) -> String {
    let (least, most) = match column.range {
        // Numbers without declared bounds are never negative.
        None if column.kind.is_number() => (Some(number(&column.kind, 0)), None),
        None => return String::new(),
        Some(Range::Numbers { least, most }) => {
            (least.map(|n| number(&column.kind, n)), most.map(|n| number(&column.kind, n)))
        }
        Some(Range::Days { first, last }) => (first.map(|d| d.to_string()), last.map(|d| d.to_string())),
    };
    match (least, most) {
        (Some(least), Some(most)) => format!(", från {least} till {most}"),
        (Some(least), None) => format!(", från {least}"),
        (None, Some(most)) => format!(", till {most}"),
        (None, None) => String::new(),
    }
}

/// A number that is kept in the smallest part of its column, as people write it.
fn number(kind: &ColumnType, value: i64) -> String {
    let (sign, n) = (if value < 0 { "−" } else { "" }, value.unsigned_abs());
    let text = match kind {
        ColumnType::Decimal(decimals) => {
            let unit = 10_u64.pow(u32::from(*decimals));
            let rest = format!("{:0width$}", n % unit, width = usize::from(*decimals));
            let rest = rest.trim_end_matches('0');
            let mark = if rest.is_empty() { "" } else { "," };
            format!("{}{mark}{rest}", words::number(n / unit))
        }
        ColumnType::Hours => format!("{}:{:02}", n / 60, n % 60),
        ColumnType::Percent => words::exact_percent(n),
        ColumnType::Integer
        | ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::OneOf(_) => words::number(n),
    };
    format!("{sign}{text}")
}

/// What a fault leads to.
fn effect(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "fel",
        Severity::Warning => "varning",
        Severity::Note => "upplysning",
    };
    let effect = match rule.effect() {
        Effect::None => "inget tas bort",
        Effect::Quarantine => "raden sätts i karantän",
        Effect::SetAside => "leveransen läggs åt sidan",
    };
    format!("{severity}: {effect}")
}

fn demand(demand: &Demand) -> String {
    match demand {
        Demand::Order { first, then } => format!("`{then}` inte är mindre eller tidigare än `{first}`"),
        Demand::Needs { when, column } => format!("`{column}` har ett värde när {}", condition(when)),
        Demand::Forbids { when, column } => format!("`{column}` är tom när {}", condition(when)),
        Demand::Within { column, of } => format!("`{column}` ligger i `{of}`"),
        Demand::Balance { start, plus, minus, end } => {
            let plus: String = plus.iter().map(|c| format!(" + `{c}`")).collect();
            let minus: String = minus.iter().map(|c| format!(" − `{c}`")).collect();
            format!("`{start}`{plus}{minus} = `{end}`")
        }
        Demand::AddsUp { per, by, parts, total, value } => format!(
            "{} i `{by}` tillsammans blir `{total}` i `{value}`, för samma {}",
            list(ticked(parts)),
            list(ticked(per))
        ),
        Demand::Follows { per, along, end, start } => {
            format!("`{start}` är lika med `{end}` i `{along}` närmast före, för samma {}", list(ticked(per)))
        }
        Demand::ExistsIn { columns, dataset } => {
            let pairs: Vec<String> = columns
                .iter()
                .map(
                    |(here, there)| {
                        if here == there { format!("`{here}`") } else { format!("`{here}` (där `{there}`)") }
                    },
                )
                .collect();
            format!("{} står i `{dataset}`", list(&pairs))
        }
    }
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::OneOf { column, values } => format!("`{column}` är {}", either(ticked(values))),
        Condition::Filled(column) => format!("`{column}` har ett värde"),
        Condition::Empty(column) => format!("`{column}` är tom"),
        Condition::All(all) => {
            let all: Vec<String> = all.iter().map(self::condition).collect();
            list(&all)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_shown_as_people_write_them() {
        for (kind, value, shown) in [
            (ColumnType::Integer, 1_440, "1\u{202f}440"),
            (ColumnType::Decimal(4), 1_000_500, "100,05"),
            (ColumnType::Decimal(4), 1_000_000, "100"),
            (ColumnType::Hours, 2_250, "37:30"),
            (ColumnType::Integer, -5, "−5"),
        ] {
            assert_eq!(number(&kind, value), shown);
        }
    }

    #[test]
    fn conditions_are_told_in_a_row() {
        let all = Condition::All(vec![
            Condition::OneOf { column: "status".into(), values: vec!["a".into(), "b".into()] },
            Condition::Empty("slut".into()),
        ]);
        assert_eq!(condition(&all), "`status` är `a` eller `b` och `slut` är tom");
    }
}
