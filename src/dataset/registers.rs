//! The small registers as typed rows, and what the contract of each must say for that to be possible.
//!
//! Makes rows only of what is in use, under contracts without faults.

use super::cell;
use super::codes;
use super::table::Table;
use crate::diag::{Cell, Place, Remark};
use crate::field::contract::{ColumnType, Dataset};
use crate::field::dataset::{InferredDate, MomentRow, QuotedShareRow, Registers, SteeringRow, ToolRow};
use crate::field::id::{DatasetId, MomentId, UnitId};
use crate::field::period::Period;
use polars::prelude::StringChunked;
use std::collections::BTreeMap;

/// The column that says where a row is taken from.
pub(super) const SOURCE: &str = "kalla";

const MOMENTS: &str = "moment";
/// The dataset that quoted shares are delivered in.
pub const QUOTED: &str = "publicerade_andelar";
const TOOLS: &str = "verktyg";
const STEERING: &str = "styrdokument";

/// What a column of a register is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Unit,
    Moment,
    Period,
    Month,
    Percent,
    /// Text or one of some codes.
    Words,
}

impl Need {
    fn is_met_by(self, kind: &ColumnType) -> bool {
        match kind {
            ColumnType::Unit => self == Self::Unit,
            ColumnType::Moment => self == Self::Moment,
            // Every month is a period.
            ColumnType::Month => matches!(self, Self::Month | Self::Period),
            ColumnType::Period => self == Self::Period,
            ColumnType::Percent => self == Self::Percent,
            ColumnType::Text | ColumnType::OneOf(_) => self == Self::Words,
            ColumnType::Date
            | ColumnType::Week
            | ColumnType::Time
            | ColumnType::Integer
            | ColumnType::Decimal(_)
            | ColumnType::Hours => false,
        }
    }

    /// As it is written in a contract.
    fn written(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Moment => "moment",
            Self::Period => "period",
            Self::Month => "month",
            Self::Percent => "percent",
            Self::Words => "text",
        }
    }
}

/// Columns that each row of a register must have; other columns are read when they are there.
fn needs(dataset: &str) -> &'static [(&'static str, Need)] {
    match dataset {
        MOMENTS => &[
            ("enhet", Need::Unit),
            ("moment", Need::Moment),
            ("period", Need::Period),
            ("bedomning", Need::Words),
            (SOURCE, Need::Words),
        ],
        QUOTED => &[
            ("enhet", Need::Unit),
            ("kontakttyp", Need::Words),
            ("manad", Need::Month),
            ("andel", Need::Percent),
            (SOURCE, Need::Words),
        ],
        TOOLS => &[("enhet", Need::Unit), ("verktyg", Need::Words), (SOURCE, Need::Words)],
        STEERING => &[("id", Need::Words), ("titel", Need::Words), (SOURCE, Need::Words)],
        _ => &[],
    }
}

/// Says where the contract of a register and this program disagree.
pub(super) fn check_contract(contract: &Dataset) -> Vec<Remark> {
    let fault = |message: String, name: &str, need: Need| {
        Remark::new(&codes::CONTRACT, message).at(contract.place.clone(), "kontraktet").help(format!(
            "skriv `{{ name: {name}, type: {}, required: true, label: … }}` bland kolumnerna",
            need.written()
        ))
    };
    let mut remarks = Vec::new();
    for (name, need) in needs(contract.id.as_str()) {
        match contract.columns.iter().find(|c| c.name == *name) {
            None => remarks.push(fault(format!("kontraktet `{}` saknar kolumnen `{name}`", contract.id), name, *need)),
            Some(column) if !need.is_met_by(&column.kind) => {
                remarks.push(fault(
                    format!("kolumnen `{name}` i kontraktet `{}` har fel typ", contract.id),
                    name,
                    *need,
                ));
            }
            Some(column) if !column.required => {
                remarks.push(fault(
                    format!("kolumnen `{name}` i kontraktet `{}` får inte vara tom", contract.id),
                    name,
                    *need,
                ));
            }
            Some(_) => {}
        }
    }
    remarks
}

/// Adds the rows of a table to the register it belongs to; other datasets are left alone.
pub(super) fn add(dataset: &str, table: &Table, registers: &mut Registers) {
    let columns: BTreeMap<&str, &StringChunked> = table.names().filter_map(|n| Some((n, table.column(n)?))).collect();
    let lines = table.lines();
    let rows = lines.iter().enumerate().map(|(at, line)| Row {
        columns: &columns,
        at,
        place: Place::cell(table.file(), *line, Cell::default()),
    });
    extend(dataset, rows, registers);
}

/// Whether a dataset is a register, whose texts must be kept while it is read.
pub(super) fn is_register(dataset: &DatasetId) -> bool {
    !needs(dataset.as_str()).is_empty()
}

fn extend<'a>(dataset: &str, rows: impl Iterator<Item = Row<'a>>, registers: &mut Registers) {
    match dataset {
        MOMENTS => registers.moments.extend(rows.filter_map(|r| r.moment())),
        QUOTED => registers.quoted.extend(rows.filter_map(|r| r.quoted())),
        TOOLS => registers.tools.extend(rows.filter_map(|r| r.tool())),
        STEERING => registers.steering.extend(rows.filter_map(|r| r.steering())),
        _ => {}
    }
}

/// One row. A conversion gives `None` only for what was not checked.
struct Row<'a> {
    columns: &'a BTreeMap<&'a str, &'a StringChunked>,
    at: usize,
    place: Place,
}

impl Row<'_> {
    fn text(&self, name: &str) -> Option<String> {
        self.columns.get(name)?.get(self.at).map(str::to_owned)
    }

    fn unit(&self) -> Option<UnitId> {
        UnitId::new(&self.text("enhet")?).ok()
    }

    fn moment(self) -> Option<MomentRow> {
        Some(MomentRow {
            unit: self.unit()?,
            moment: MomentId::new(&self.text("moment")?).ok()?,
            period: Period::parse(&self.text("period")?).ok()?,
            word: self.text("bedomning")?,
            comment: self.text("kommentar"),
            answered_by: self.text("besvarad_av"),
            date: self.text("datum").and_then(|d| cell::date(&d)),
            source: self.text(SOURCE)?,
            place: self.place,
        })
    }

    fn quoted(self) -> Option<QuotedShareRow> {
        // A code that the contract allows and we do not know is read as the least certain.
        let inferred = InferredDate::of_code(&self.text("slutlett").unwrap_or_default());
        Some(QuotedShareRow {
            unit: self.unit()?,
            contact: self.text("kontakttyp")?,
            month: cell::month(&self.text("manad")?)?,
            share: cell::percent(&self.text("andel")?)?,
            inferred: inferred.unwrap_or(InferredDate::MonthAndYear),
            source: self.text(SOURCE)?,
            place: self.place,
        })
    }

    fn tool(self) -> Option<ToolRow> {
        Some(ToolRow {
            unit: self.unit()?,
            tool: self.text("verktyg")?,
            purpose: self.text("anvands_till").unwrap_or_default(),
            shared: self.text("gemensamt"),
            source: self.text(SOURCE)?,
            place: self.place,
        })
    }

    fn steering(self) -> Option<SteeringRow> {
        Some(SteeringRow {
            id: self.text("id")?,
            title: self.text("titel")?,
            kind: self.text("typ"),
            decided_by: self.text("beslutad_av"),
            source: self.text(SOURCE)?,
            place: self.place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_typed_and_know_where_they_stand() {
        let names = ["enhet", "moment", "period", "bedomning", "datum", "kalla"];
        let rows = [vec!["u", "m", "2020", "Ja", "2020-03-31", "1"], vec!["v", "m", "2020T1", "Nej", "", "2"]];
        let mut registers = Registers::default();
        add(MOMENTS, &Table::of("data/prov/moment.csv", &names, &rows), &mut registers);
        let told: Vec<String> =
            registers.moments.iter().map(|m| format!("{} {} {} {}", m.place, m.unit, m.period, m.word)).collect();
        assert_eq!(told, ["data/prov/moment.csv:2 u 2020 Ja", "data/prov/moment.csv:3 v 2020T1 Nej"]);
        assert!(registers.moments[0].place.cell.is_some() && registers.moments[0].date.is_some());
    }
}
