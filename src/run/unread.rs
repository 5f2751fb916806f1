//! Files that look like deliveries or catalogue but that nothing reads: what is lost in silence is missed by nobody.
//!
//! Judges by names alone and opens nothing.

use super::codes;
use crate::diag::{Place, Remark};
use crate::field::dataset::Dataset;
use crate::words;

/// Endings of files that people keep tables in.
const TABLES: &[&str] = &["csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "parquet", "gz", "zip"];

/// What a name gives away.
enum Looks {
    /// A catalogue or record file whose ending is not in small letters.
    Yaml,
    /// A delivery whose ending is not in small letters.
    Csv,
    /// A table in a format that is not read.
    Table,
}

/// Remarks on files of `controls/` or `data/` that were not asked for although they look as if they were meant to be read.
pub(super) fn others(paths: &[String], contracts: &[Dataset]) -> Vec<Remark> {
    paths.iter().filter_map(|path| Some(remark(path, &looks(path)?, contracts))).collect()
}

fn looks(path: &str) -> Option<Looks> {
    let name = path.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    // Excel keeps such a file beside each one that is open.
    if stem.starts_with("~$") {
        return None;
    }
    let ending = ending.to_lowercase();
    match ending.as_str() {
        "yaml" | "yml" => Some(Looks::Yaml),
        _ if !path.starts_with("data/") || !TABLES.contains(&ending.as_str()) => None,
        "csv" => Some(Looks::Csv),
        _ => Some(Looks::Table),
    }
}

fn remark(path: &str, looks: &Looks, contracts: &[Dataset]) -> Remark {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let meant = contracts.iter().map(|c| c.file.as_str()).find(|f| f.strip_suffix(".csv") == Some(stem));
    let read = || words::list(contracts.iter().map(|c| format!("`{}`", c.file)).collect::<Vec<_>>());
    match (looks, meant) {
        (Looks::Yaml, _) => {
            not_read(path, "ändelsen ska stå med små bokstäver").help(format!("byt namn till `{name}`"))
        }
        (Looks::Csv, Some(file)) => {
            not_read(path, "ändelsen ska stå med små bokstäver").help(format!("byt namn till `{file}`"))
        }
        (Looks::Table, Some(file)) => not_read(path, "leveranser läses bara ur CSV-filer")
            .help(format!("spara om den som CSV med semikolon i UTF-8 under namnet `{file}`")),
        (Looks::Csv, None) => {
            not_read(path, "ändelsen ska stå med små bokstäver").help(format!("filer som läses: {}", read()))
        }
        (Looks::Table, None) => not_read(path, "leveranser läses bara ur CSV-filer")
            .help(format!("spara om den som CSV med semikolon i UTF-8; filer som läses: {}", read())),
    }
}

fn not_read(path: &str, why: &str) -> Remark {
    Remark::new(&codes::NOT_READ, format!("`{path}` läses inte: {why}")).at(Place::file(path), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::id::DatasetId;

    fn contracts() -> Vec<Dataset> {
        vec![Dataset {
            id: DatasetId::new("moment").expect("an id"),
            label: String::new(),
            grain: String::new(),
            file: "moment.csv".to_owned(),
            columns: Vec::new(),
            place: Place::file("controls/datasets.yaml"),
        }]
    }

    fn check(path: &str, help: Option<&str>) {
        let told: Vec<String> = others(&[path.to_owned()], &contracts()).into_iter().flat_map(|r| r.help).collect();
        assert_eq!(told.first().map(String::as_str), help, "{path}");
    }

    #[test]
    fn what_looks_like_a_delivery_is_named_with_what_is_read_instead() {
        check("data/x/MOMENT.CSV", Some("byt namn till `moment.csv`"));
        check("data/x/a.Csv", Some("filer som läses: `moment.csv`"));
        for name in ["Moment.xlsx", "moment.csv.gz", "moment.parquet", "moment.tsv", "moment.ods"] {
            let help = "spara om den som CSV med semikolon i UTF-8 under namnet `moment.csv`";
            check(&format!("data/x/{name}"), Some(help));
        }
        check("controls/Scales.YAML", Some("byt namn till `scales.yaml`"));
    }

    #[test]
    fn what_was_never_meant_to_be_read_is_left_in_peace() {
        for path in
            ["data/x/README.md", "data/x/~$moment.xlsx", "controls/mapping.xlsx", "data/x/csv", "data/x/avtal.pdf"]
        {
            check(path, None);
        }
    }
}
