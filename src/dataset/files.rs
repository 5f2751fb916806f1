//! Which file is a delivery of which dataset, and in which format, told by names alone.
//!
//! Opens nothing. A file that no contract names is remarked on, since its figures would otherwise be missed by nobody.

use super::codes;
use super::person::names_a_person;
use super::sheet::SheetFormat;
use super::text::TextFormat;
use crate::diag::{Place, Remark, Severity, nearest};
use crate::field::contract::Dataset;
use crate::store::Source;
use crate::words::counted;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of an organisation where earlier versions of collected forms are kept; nothing in it is a delivery.
pub const EARLIER: &str = "tidigare/";

/// How the rows of a file are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Separated text.
    Text(TextFormat),
    /// A workbook.
    Workbook(SheetFormat),
    /// Apache Parquet.
    Parquet,
}

/// Endings of names that are read as deliveries, in small letters.
pub const ENDINGS: &[&str] =
    &[".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods"];

/// The stem and the format of a path; `None` when its ending is none of [`ENDINGS`].
pub(super) fn format(path: &str) -> Option<(&str, Format)> {
    let lower = path.to_ascii_lowercase();
    // The longest ending first, so that `.csv.gz` is not taken for `.gz` alone.
    let ending = ENDINGS.iter().filter(|e| lower.ends_with(**e)).max_by_key(|e| e.len())?;
    let format = match (TextFormat::of(ending), SheetFormat::of(ending)) {
        (Some(text), _) => Format::Text(text),
        (None, Some(workbook)) => Format::Workbook(workbook),
        (None, None) => Format::Parquet,
    };
    Some((&path[..path.len() - ending.len()], format))
}

/// Whether a path has an ending that is read as a delivery.
pub fn may_be_delivery(path: &str) -> bool {
    format(path).is_some()
}

/// The deliveries of each contract, by its position.
pub(super) type Assigned<'s> = BTreeMap<usize, Vec<(&'s Source, Format)>>;

/// What the names of files came to.
#[derive(Default)]
pub(super) struct Named<'s> {
    /// The deliveries of each contract, by its position, in order of path.
    pub assigned: Assigned<'s>,
    /// Contracts of which a file is not read, since its name looks like a person's.
    pub withheld: BTreeSet<usize>,
    /// Remarks on files that no contract names, or that are withheld.
    pub remarks: Vec<Remark>,
}

/// Tells files by their names.
pub(super) fn assign<'s>(folder: &str, contracts: &[Dataset], sources: &'s [Source]) -> Named<'s> {
    let patterns: Vec<Vec<glob::Pattern>> = contracts
        .iter()
        .map(|c| c.files.iter().filter_map(|f| glob::Pattern::new(&f.to_lowercase()).ok()).collect())
        .collect();
    let Named { mut assigned, mut withheld, mut remarks } = Named::default();
    let mut personal = Vec::new();
    for source in sources {
        let Some(name) = source.path().strip_prefix(folder) else { continue };
        // Excel keeps a file beside each one that is open.
        let open_in_excel = name.rsplit('/').next().is_some_and(|n| n.starts_with("~$"));
        let Some((stem, format)) = format(name).filter(|_| !name.starts_with(EARLIER) && !open_in_excel) else {
            continue;
        };
        let stem = stem.to_lowercase();
        let mut named = patterns.iter().enumerate().filter(|(_, p)| p.iter().any(|p| p.matches_with(&stem, MATCH)));
        if names_a_person(source.path()) {
            withheld.extend(named.map(|(at, _)| at));
            personal.push(source.path());
            continue;
        }
        match (named.next(), named.next()) {
            (Some((at, _)), None) => assigned.entry(at).or_default().push((source, format)),
            (Some((a, _)), Some((b, _))) => remarks.push(several(source.path(), &contracts[a], &contracts[b])),
            (None, _) => remarks.push(unknown(source.path(), name, contracts)),
        }
    }
    remarks.extend(personal_names(personal.into_iter()));
    Named { assigned, withheld, remarks }
}

/// A remark for each folder with files that are not read since their path seems to hold a personal identity number; it is not repeated.
pub fn personal_names<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<Remark> {
    let mut folders: BTreeMap<String, u64> = BTreeMap::new();
    for path in paths {
        // A folder may itself be the one.
        let known: Vec<&str> = path.split('/').take_while(|part| !names_a_person(part)).collect();
        let last = usize::from(known.len() == path.split('/').count());
        *folders.entry(known[..known.len() - last].join("/")).or_default() += 1;
    }
    let told = folders.into_iter().map(|(folder, count)| {
        let files = counted(count, "fil", "filer");
        let message = format!("{files} i mappen `{folder}` läses inte: namnet ser ut att innehålla ett personnummer");
        Remark::new(&codes::PERSON_NUMBER, message)
            .at(Place::file(folder), "namnet, på filen eller på en mapp den ligger i, visas inte")
            .help("byt namn, och kontrollera om filen redan har spridits eller finns i versionshistoriken")
            .help("är det en tidsstämpel: skriv den som 2026-01-31")
            .in_delivery(Severity::Error)
    });
    told.collect()
}

const MATCH: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

fn several(path: &str, a: &Dataset, b: &Dataset) -> Remark {
    Remark::new(
        &codes::UNKNOWN_FILE,
        format!("`{path}` kan höra till både `{}` och `{}`, och den läses inte", a.id, b.id),
    )
    .at(Place::file(path), "")
    .at(a.place.clone(), "den ena datamängden")
    .at(b.place.clone(), "den andra")
    .help("byt namn på filen, eller ändra `files` i `controls/datasets.yaml`")
}

fn unknown(path: &str, name: &str, contracts: &[Dataset]) -> Remark {
    let remark =
        Remark::new(&codes::UNKNOWN_FILE, format!("`{name}` är ingen fil som någon datamängd har, och den läses inte"))
            .at(Place::file(path), "");
    let plain: Vec<String> = contracts.iter().map(Dataset::plain_file).collect();
    match nearest(name, plain.iter().map(String::as_str)) {
        Some(near) => remark.help(format!("menades `{near}`? byt i så fall namn på filen")),
        None => remark.help("byt namn på filen, eller lägg till en datamängd i `controls/datasets.yaml`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::contract::Dataset;

    fn check(name: &str, expected: Option<(&str, Format)>) {
        let patterns = |id: &str| vec![id.to_owned(), format!("{id}-*"), format!("{id}/*")];
        let contracts = ["vantande", "vantande_aggregerat"]
            .map(|id| Dataset { files: patterns(id), ..Dataset::plain(id, Vec::new()) });
        let sources = [Source::in_memory(format!("data/x/{name}"), *b"")];
        let Named { assigned, remarks, .. } = assign("data/x/", &contracts, &sources);
        let got = assigned.iter().next().map(|(at, files)| (contracts[*at].id.as_str(), files[0].1));
        assert_eq!(got, expected, "{name}");
        let in_peace = format(name).is_none() || name.starts_with(EARLIER) || name.contains("~$");
        assert_eq!(remarks.len(), usize::from(expected.is_none() && !in_peace), "{name}");
    }

    #[test]
    fn a_file_belongs_to_the_dataset_that_its_name_fits() {
        let text = |name: &str| Format::Text(TextFormat::of(name).expect("text"));
        check("vantande.csv", Some(("vantande", text("a.csv"))));
        check("Vantande-2021-03.TSV", Some(("vantande", text("a.tsv"))));
        check("vantande/2021.csv.gz", Some(("vantande", text("a.csv.gz"))));
        check("vantande_aggregerat/a.csv.zst", Some(("vantande_aggregerat", text("a.csv.zst"))));
        check("vantande-a.parquet", Some(("vantande", Format::Parquet)));
        check("vantande.xls", Some(("vantande", Format::Workbook(SheetFormat::Xls))));
        check("vantande.ods", Some(("vantande", Format::Workbook(SheetFormat::Ods))));
    }

    #[test]
    fn a_name_that_fits_nothing_is_told_and_what_is_no_delivery_is_left_in_peace() {
        for name in ["vantade.csv", "vantande/2021/a.csv", "x.xlsx"] {
            check(name, None);
        }
        for name in ["README.md", "tidigare/vantande/2021.1.csv", "vantande/~$2021.xlsx", "organisation.yaml"] {
            check(name, None);
        }
    }

    #[test]
    fn a_name_that_fits_two_datasets_is_read_as_neither() {
        let contracts = ["a", "b"].map(|id| Dataset { files: vec!["x*".to_owned()], ..Dataset::plain(id, Vec::new()) });
        let sources = [Source::in_memory("data/x/x1.csv", *b"")];
        let Named { assigned, remarks, .. } = assign("data/x/", &contracts, &sources);
        assert!(assigned.is_empty());
        assert_eq!(remarks.len(), 1);
    }
}
