//! What the name of a file tells of its contents, for a file that is not in use: units and a period that stand in it.
//!
//! Only whole ids and whole periods count. A name that tells nothing may hold anything.

use crate::field::contract::Dataset;
use crate::field::id::UnitId;
use crate::field::org::{OrgTree, OrgUnit};
use crate::field::period::Period;

/// What a name tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Units that it names; empty when it names none.
    pub units: Vec<UnitId>,
    /// The period that it names.
    pub period: Option<Period>,
}

impl Told {
    /// What the name of a file of a dataset tells.
    pub fn of(file: &str, contract: &Dataset, tree: &OrgTree) -> Self {
        let name = file.strip_prefix(&format!("data/{}/", tree.id)).unwrap_or(file).to_lowercase();
        // A unit may be called what the dataset is called.
        let plain = contract.plain_file().trim_end_matches(".csv").to_lowercase();
        let rest = name.strip_prefix(&plain).unwrap_or(&name);
        let mut units: Vec<&OrgUnit> =
            tree.units.iter().filter(|u| holds(rest, &u.id.as_str().to_lowercase())).collect();
        let ids: Vec<String> = units.iter().map(|u| u.id.as_str().to_lowercase()).collect();
        // `ogon-lulea` names that unit and not `ogon`.
        units.retain(|u| {
            let id = u.id.as_str().to_lowercase();
            !ids.iter().any(|longer| *longer != id && holds(longer, &id))
        });
        Self { units: units.into_iter().map(|u| u.id.clone()).collect(), period: period(rest) }
    }

    /// Whether the file may concern a unit: it names none, or one that the unit is or belongs to.
    pub fn may_concern(&self, tree: &OrgTree, unit: &UnitId, period: Period) -> bool {
        (self.units.is_empty() || self.units.iter().any(|told| tree.is_within(unit, told)))
            && self.period.is_none_or(|told| overlap(told, period))
    }
}

/// Whether one of two periods lies within the other.
pub(super) fn overlap(a: Period, b: Period) -> bool {
    a.contains(b) || b.contains(a)
}

/// Whether `part` stands in `text` with no letter or digit at its sides.
fn holds(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| stands_alone(text, at, at + part.len()))
}

fn stands_alone(text: &str, from: usize, to: usize) -> bool {
    let before = text[..from].chars().next_back();
    let after = text[to..].chars().next();
    [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
}

/// The first period that stands in a name, the longest reading of it: `2024-03` rather than `2024`.
fn period(name: &str) -> Option<Period> {
    let starts = name.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    starts.flat_map(|at| [9, 8, 7, 6, 4].map(|length| (at, at + length))).find_map(|(from, to)| {
        let text = name.get(from..to).filter(|_| stands_alone(name, from, to))?;
        Period::parse(&text.to_uppercase()).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::received::tests::tree;

    fn check(file: &str, units: &[&str], period: Option<&str>) {
        let told = Told::of(&format!("data/prov/{file}"), &Dataset::plain("vantande", Vec::new()), &tree());
        let named: Vec<&str> = told.units.iter().map(UnitId::as_str).collect();
        assert_eq!((named.as_slice(), told.period.map(|p| p.to_string()).as_deref()), (units, period), "{file}");
    }

    #[test]
    fn whole_ids_and_periods_in_a_name_are_told() {
        check("vantande.csv", &[], None);
        check("vantande-2024-03.csv", &[], Some("2024-03"));
        check("vantande/ogon-lulea-2024.csv.gz", &["ogon-lulea"], Some("2024"));
        check("vantande/Ogon_2024T2.parquet", &["ogon"], Some("2024T2"));
        check("vantande-norr-2024-03-31.csv", &["norr"], Some("2024-03"));
        check("vantande-2024-w07.csv", &[], Some("2024-W07"));
    }

    #[test]
    fn parts_of_words_and_numbers_tell_nothing() {
        for file in ["vantande-ogonen.csv", "vantande-120243.csv", "vantande-v7.csv", "vantande-2024-13.csvx"] {
            let told = Told::of(file, &Dataset::plain("vantande", Vec::new()), &tree());
            assert!(told.units.is_empty(), "{file}");
        }
        check("vantande-120243.csv", &[], None);
        check("vantande-å2024.csv", &[], None);
    }
}
