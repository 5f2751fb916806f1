//! Files that look like deliveries or catalogue but that nothing reads: what is lost in silence is missed by nobody.
//!
//! Judges by names alone and opens nothing. Is handed the files that nobody asked for; a name that a dataset has, in a format that is
//! read, is taken to be read all the same.

use super::codes;
use crate::diag::{Place, Remark, nearest};
use crate::field::contract::Dataset;
use crate::words;
use glob::{MatchOptions, Pattern};

/// Endings of files that deliveries are read from; the first two may be packed.
const READ: &[&str] = &["csv", "tsv", "parquet", "xlsx", "xls", "ods"];
/// Endings of text files that are packed.
const PACKED: &[&str] = &["gz", "zst"];
/// Endings of files that people keep tables in and that are not read.
const NOT_READ: &[&str] = &["tab", "txt", "xlsm", "xlsb", "numbers", "zip", "7z", "rar", "feather", "arrow", "json"];
/// Endings of files that are about a delivery rather than one.
const ABOUT: &[&str] = &["md", "pdf", "doc", "docx", "odt", "rtf", "png", "jpg", "jpeg", "svg", "eml", "msg"];
/// The folder of an organisation where earlier versions of its files are kept.
const EARLIER: &str = "tidigare";

/// What a name gives away.
enum Looks {
    /// A catalogue or record file whose ending is not in small letters.
    Yaml,
    /// A delivery whose ending is not in small letters.
    Capitals,
    /// A delivery that no dataset has.
    NoContract,
    /// A table in a format that is not read.
    Format,
    /// The name of a delivery without an ending.
    NoEnding,
}

/// Remarks on files of `controls/` or `data/` that were not asked for although they look as if they were meant to be read.
pub(super) fn others(paths: &[String], contracts: &[Dataset]) -> Vec<Remark> {
    paths.iter().filter_map(|path| Some(remark(path, &looks(path, contracts)?, contracts))).collect()
}

/// The path below the folder of an organisation, when there is one.
fn below(path: &str) -> Option<&str> {
    path.strip_prefix("data/").and_then(|p| p.split_once('/')).map(|(_, rest)| rest)
}

/// A name without what says its format, and that ending, with the packing: `a/b` and `csv.gz`.
fn parted(path: &str) -> Option<(&str, &str)> {
    let (stem, ending) = path.rsplit_once('.')?;
    let packed = PACKED.contains(&ending.to_lowercase().as_str());
    match stem.rsplit_once('.').filter(|(_, inner)| packed && READ[..2].contains(&inner.to_lowercase().as_str())) {
        Some((inner, _)) => Some((inner, &path[inner.len() + 1..])),
        None => Some((stem, ending)),
    }
}

fn looks(path: &str, contracts: &[Dataset]) -> Option<Looks> {
    let name = path.rsplit('/').next()?;
    // Excel keeps such a file beside each one that is open.
    if name.starts_with("~$") {
        return None;
    }
    let rest = below(path).filter(|rest| !rest.split('/').any(|part| part == EARLIER));
    let of_dataset = |stem: &str| contracts.iter().any(|c| has(c, &stem.to_lowercase()));
    let Some((stem, ending)) = parted(name) else {
        return rest.filter(|stem| of_dataset(stem)).map(|_| Looks::NoEnding);
    };
    let small = ending.to_lowercase();
    if matches!(small.as_str(), "yaml" | "yml") {
        return Some(Looks::Yaml);
    }
    // Beside the folders of the organisations lies nothing that is delivered, and earlier versions are not meant to be read.
    let rest = rest?;
    let format = small.split('.').next().unwrap_or_default();
    let read = READ.contains(&format);
    if read && ending != small {
        Some(Looks::Capitals)
    } else if read {
        let stem = rest.strip_suffix(ending).and_then(|s| s.strip_suffix('.')).unwrap_or(rest);
        (!contracts.iter().any(|c| has(c, stem))).then_some(Looks::NoContract)
    } else if NOT_READ.contains(&format) || PACKED.contains(&format) {
        let deliverable = |c: &Dataset| has(c, &stem.to_lowercase()) || nearest(stem, [c.id.as_str()]).is_some();
        // Texts and packed things of other kinds are kept among deliveries for many reasons.
        let common = matches!(format, "txt" | "json" | "gz" | "zst" | "7z" | "rar");
        (!common || contracts.iter().any(deliverable)).then_some(Looks::Format)
    } else {
        // `kpp-2025.csv.bak`: a copy, or packed in a way that is not read.
        let stem = rest.strip_suffix(ending).and_then(|s| s.strip_suffix('.')).unwrap_or(rest);
        let inner = stem.rsplit_once('.').filter(|(_, inner)| READ.contains(&inner.to_lowercase().as_str()));
        let stem = inner.map_or(stem, |(stem, _)| stem);
        (!ABOUT.contains(&format) && of_dataset(stem)).then_some(Looks::Format)
    }
}

/// Whether a dataset has a file of that name.
fn has(contract: &Dataset, stem: &str) -> bool {
    let exactly =
        MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
    contract.files.iter().any(|p| Pattern::new(p).is_ok_and(|p| p.matches_with(stem, exactly)))
}

fn remark(path: &str, looks: &Looks, contracts: &[Dataset]) -> Remark {
    let name = path.rsplit('/').next().unwrap_or(path);
    let small =
        parted(name).map_or_else(|| name.to_owned(), |(stem, ending)| format!("{stem}.{}", ending.to_lowercase()));
    match looks {
        Looks::Yaml | Looks::Capitals => {
            not_read(path, "ändelsen ska stå med små bokstäver").help(format!("byt namn till `{small}`"))
        }
        Looks::NoContract => {
            let remark = not_read(path, "ingen datamängd har en fil med det namnet");
            let stem = parted(name).map_or(name, |(stem, _)| stem).to_lowercase();
            match nearest(&stem, contracts.iter().map(|c| c.id.as_str())) {
                Some(near) => {
                    remark.help(format!("byt namn till `{near}`, eller till `{near}-` och något mer, om den hör dit"))
                }
                None => remark.help("byt namn på filen, eller lägg till en datamängd i `controls/datasets.yaml`"),
            }
        }
        Looks::NoEnding => not_read(path, "namnet har ingen ändelse som säger formatet")
            .help(format!("byt namn till `{name}.csv`, eller till den ändelse som filens format har")),
        Looks::Format => {
            let formats = words::list(READ.iter().map(|e| format!("`.{e}`")));
            not_read(path, "formatet läses inte").help(format!(
                "spara om den i ett format som läses: {formats}; text kan vara packad som `.gz` eller `.zst`"
            ))
        }
    }
}

fn not_read(path: &str, why: &str) -> Remark {
    Remark::new(&codes::NOT_READ, format!("`{path}` läses inte: {why}")).at(Place::file(path), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contracts() -> Vec<Dataset> {
        let mut dataset = Dataset::plain("moment", Vec::new());
        dataset.files.extend(["moment-*", "moment/*"].map(str::to_owned));
        vec![dataset]
    }

    fn check(path: &str, help: Option<&str>) {
        let told: Vec<String> = others(&[path.to_owned()], &contracts()).into_iter().flat_map(|r| r.help).collect();
        assert_eq!(told.first().map(String::as_str), help, "{path}");
    }

    #[test]
    fn what_a_dataset_has_in_a_format_that_is_read_is_left_to_its_reader() {
        for name in
            ["moment.csv", "moment-2020.tsv", "moment/norr.csv.gz", "moment.csv.zst", "moment.parquet", "moment-a.xlsx"]
        {
            check(&format!("data/x/{name}"), None);
        }
    }

    #[test]
    fn an_ending_in_capitals_is_told_with_the_name_to_give_it() {
        check("data/x/moment.CSV", Some("byt namn till `moment.csv`"));
        check("data/x/moment.Csv.GZ", Some("byt namn till `moment.csv.gz`"));
        check("controls/Scales.YAML", Some("byt namn till `Scales.yaml`"));
    }

    #[test]
    fn a_name_that_no_dataset_has_is_told_with_the_nearest_that_one_has() {
        let near = "byt namn till `moment`, eller till `moment-` och något mer, om den hör dit";
        check("data/x/moments.csv", Some(near));
        check("data/x/Moment.xlsx", Some(near));
        let far = "byt namn på filen, eller lägg till en datamängd i `controls/datasets.yaml`";
        check("data/x/salar.ods", Some(far));
        check("data/x/moment/norr/2020.csv", Some(far));
    }

    #[test]
    fn a_format_that_is_not_read_is_told_with_those_that_are() {
        let formats = "spara om den i ett format som läses: `.csv`, `.tsv`, `.parquet`, `.xlsx`, `.xls` och `.ods`; text kan vara packad som `.gz` eller `.zst`";
        for name in [
            "moment.xlsb",
            "plan.numbers",
            "allt.zip",
            "moment.json",
            "moment.xlsx.gz",
            "moment.csv.bz2",
            "moment.csv.xz",
            "moment-2020.bak",
            "Moment.csv.old",
            "moment.html",
        ] {
            check(&format!("data/x/{name}"), Some(formats));
        }
    }

    #[test]
    fn a_delivery_without_an_ending_is_told() {
        check(
            "data/x/moment-2020",
            Some("byt namn till `moment-2020.csv`, eller till den ändelse som filens format har"),
        );
    }

    #[test]
    fn what_was_never_meant_to_be_read_is_left_in_peace() {
        for path in [
            "data/x/README.md",
            "data/x/~$moment.xlsx",
            "controls/mapping.xlsx",
            "data/x/csv",
            "data/x/avtal.pdf",
            "data/x/moment.pdf",
            "data/x/LICENSE",
            "data/x/noteringar.txt",
            "data/x/tidigare/moment-2020-01-01.csv",
            "data/x/tidigare/2020/gammalt.xlsb",
            "data/sammanstallning.xlsx",
        ] {
            check(path, None);
        }
    }
}
