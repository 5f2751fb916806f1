//! The folders of report-templates/ as reports that can be made.
//!
//! Is given `(path, bytes)` pairs and opens no file. Knows nothing of what a template says: that is Typst's business, in `pdf`.

use super::codes;
use super::pdf::Shelf;
use crate::diag::{self, Place, Remark};
use crate::field::id::ReportId;
use crate::placed::{self, At};
use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The folder that templates live in, as the project's paths begin.
pub const FOLDER: &str = "report-templates/";

/// A report that can be made: one folder of report-templates/.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id, the name of its folder.
    pub id: ReportId,
    /// What kind of document it is, as printed: `Revisionsrapport`.
    pub label: String,
    /// Name of the document in `out/`, without ending.
    pub file: String,
    /// The Typst file in the folder.
    pub template: String,
    /// What the template reads.
    pub view: View,
}

/// Which of the three views a template reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The whole report.
    Revisionsrapport,
    /// One page.
    Sammanfattning,
    /// The follow-up.
    Uppfoljning,
}

impl View {
    /// The view that the name of a folder means; any other name means the whole report.
    fn of_folder(folder: &str) -> Self {
        match folder {
            "sammanfattning" => Self::Sammanfattning,
            "uppfoljning" => Self::Uppfoljning,
            _ => Self::Revisionsrapport,
        }
    }
}

/// All reports, and the files and fonts they are set with. Made once per process: fonts are read once.
#[derive(Debug)]
pub struct Templates {
    reports: BTreeMap<ReportId, Report>,
    pub(super) shelf: Shelf,
}

/// En rapport: en mapp i report-templates.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReportForm {
    /// Mappens namn.
    id: At<String>,
    /// Vad för slags dokument det är, som det trycks på dokumentet.
    label: At<String>,
    /// Dokumentets namn i out, utan ändelse.
    file: At<String>,
    /// Typst-filen i mappen, oftast main.typ.
    template: At<String>,
    /// Vilka uppgifter mallen får läsa. Utan nyckeln avgör mappens namn: `sammanfattning` och `uppfoljning` får sina, alla andra
    /// får rapportens.
    view: Option<ViewForm>,
}

/// Uppgifterna som en mall läser.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ViewForm {
    /// Hela rapporten med bilaga.
    Revisionsrapport,
    /// En sida.
    Sammanfattning,
    /// Uppföljningen av rekommendationer.
    Uppfoljning,
}

impl From<ViewForm> for View {
    fn from(form: ViewForm) -> Self {
        match form {
            ViewForm::Revisionsrapport => Self::Revisionsrapport,
            ViewForm::Sammanfattning => Self::Sammanfattning,
            ViewForm::Uppfoljning => Self::Uppfoljning,
        }
    }
}

/// The form of report.yaml as a JSON Schema, under the name of its schema file.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("report", schemars::schema_for!(ReportForm))]
}

impl Templates {
    /// Takes the files of report-templates/: paths from the project's root with `/`, in any order.
    ///
    /// A faulty folder is left out and remarked on; the others can still be used. Remarks come sorted by place.
    pub fn read(files: Vec<(String, Vec<u8>)>) -> (Self, Vec<Remark>) {
        let files: BTreeMap<String, Vec<u8>> = files
            .into_iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER)?.to_owned(), bytes)))
            .collect();
        let mut remarks = Vec::new();
        let mut reports = BTreeMap::new();
        let mut names: BTreeMap<String, Place> = BTreeMap::new();
        for folder in folders(&files) {
            let path = format!("{folder}/report.yaml");
            let Some(bytes) = files.get(&path) else {
                if files.contains_key(&format!("{folder}/main.typ")) {
                    remarks.push(without_yaml(folder));
                }
                continue;
            };
            match report(folder, &format!("{FOLDER}{path}"), bytes, &files, &mut names) {
                Ok(report) => {
                    reports.insert(report.id.clone(), report);
                }
                Err(remark) => remarks.push(remark),
            }
        }
        if reports.is_empty() && remarks.is_empty() {
            remarks.push(
                Remark::new(&codes::NO_TEMPLATES, format!("det finns ingen rapport i `{FOLDER}`"))
                    .at(Place::file(FOLDER), "här väntades mappar med report.yaml och main.typ")
                    .help("kontrollera att kommandot körs i rätt projekt, eller ange det med `--project`"),
            );
        }
        let (shelf, mut faults) = Shelf::new(files);
        remarks.append(&mut faults);
        diag::sort(&mut remarks);
        (Self { reports, shelf }, remarks)
    }

    /// The report with an id.
    pub fn report(&self, id: &ReportId) -> Option<&Report> {
        self.reports.get(id)
    }

    /// All reports in order of id.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.reports.values()
    }
}

/// The folders that could be reports, sorted; `shared` holds what reports have in common.
fn folders(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<&str> {
    files
        .keys()
        .filter_map(|path| path.split_once('/'))
        .map(|(folder, _)| folder)
        .filter(|folder| *folder != "shared")
        .collect()
}

fn without_yaml(folder: &str) -> Remark {
    Remark::new(&codes::NO_REPORT_YAML, format!("mappen `{folder}` har en mall men ingen report.yaml"))
        .at(Place::file(format!("{FOLDER}{folder}/main.typ")), "används inte")
        .help("lägg till report.yaml med id, label, file och template; se en annan mapp")
}

fn report(
    folder: &str,
    path: &str,
    bytes: &[u8],
    files: &BTreeMap<String, Vec<u8>>,
    names: &mut BTreeMap<String, Place>,
) -> Result<Report, Remark> {
    let raw: ReportForm = placed::read(path, placed::text(path, bytes)?)?;
    let id = ReportId::new(&raw.id.value).ok().filter(|id| id.as_str() == folder).ok_or_else(|| {
        Remark::new(&codes::ID_IS_NOT_FOLDER, format!("rapporten `{}` ligger i mappen `{folder}`", raw.id.value))
            .at(raw.id.place(path), "id och mapp heter olika")
            .help(format!(
                "skriv `id: {folder}` eller byt namn på mappen; namnet får bara ha a–z, 0–9, `-`, `_` och `.`"
            ))
    })?;
    let place = raw.file.place(path);
    if ReportId::new(&raw.file.value).is_err() {
        return Err(Remark::new(
            &codes::BAD_FILE_NAME,
            format!("`{}` kan inte vara namn på ett dokument", raw.file.value),
        )
        .at(place, "andra tecken än a–z, 0–9, `-`, `_` och `.`")
        .help(format!("skriv till exempel `file: {folder}`")));
    }
    if let Some(first) = names.get(&raw.file.value) {
        return Err(Remark::new(
            &codes::BAD_FILE_NAME,
            format!("två rapporter skriver dokumentet `{}`", raw.file.value),
        )
        .at(place, "samma namn en gång till")
        .at(first.clone(), "första gången")
        .help(format!("skriv till exempel `file: {folder}`")));
    }
    names.insert(raw.file.value.clone(), place);
    if !files.contains_key(&format!("{folder}/{}", raw.template.value)) {
        let known =
            files.keys().filter_map(|p| p.strip_prefix(folder)?.strip_prefix('/')).filter(|p| p.ends_with(".typ"));
        let remark = Remark::new(
            &codes::MISSING_TEMPLATE,
            format!("mallen `{}` finns inte i mappen `{folder}`", raw.template.value),
        )
        .at(raw.template.place(path), "ingen fil heter så");
        return Err(match diag::nearest(&raw.template.value, known) {
            Some(near) => remark.help(format!("menas `{near}`?")),
            None => remark.help(format!("lägg filen i `{FOLDER}{folder}/`")),
        });
    }
    let view = raw.view.map_or_else(|| View::of_folder(folder), View::from);
    Ok(Report { id, label: raw.label.value, file: raw.file.value, template: raw.template.value, view })
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "id: blad\nlabel: Blad\nfile: blad\ntemplate: main.typ\n";

    /// Reads a folder `blad` with this report.yaml and says which reports there are and which remarks.
    fn check(yaml: &str, more: &[(&str, &str)], reports: &[&str], expected: &[&str]) {
        let mut files = vec![("report-templates/blad/report.yaml", yaml), ("report-templates/blad/main.typ", "")];
        files.extend(more);
        let (templates, remarks) =
            Templates::read(files.into_iter().map(|(p, t)| (p.to_owned(), t.as_bytes().to_vec())).collect());
        let found: Vec<_> = templates.reports().map(|r| r.id.as_str()).collect();
        assert_eq!(found, reports);
        let remarks: Vec<_> = remarks
            .iter()
            .filter(|r| r.code != &codes::NO_FONTS)
            .map(|r| format!("{} {} {}", r.code.id, r.labels[0].place, r.message))
            .collect();
        assert_eq!(remarks, expected);
    }

    #[test]
    fn a_folder_with_report_yaml_and_template_is_a_report() {
        check(YAML, &[], &["blad"], &[]);
    }

    #[test]
    fn a_folder_says_what_its_template_reads_and_else_its_name_does() {
        let view = |folder: &str, key: &str| {
            let yaml = format!("id: {folder}\nlabel: Blad\nfile: blad\ntemplate: main.typ\n{key}");
            let files = [("report.yaml", yaml.as_str()), ("main.typ", "")];
            let files = files.map(|(name, text)| (format!("{FOLDER}{folder}/{name}"), text.as_bytes().to_vec()));
            Templates::read(files.into()).0.reports().next().map(|r| r.view)
        };
        assert_eq!(view("blad", "view: uppfoljning\n"), Some(View::Uppfoljning));
        assert_eq!(view("blad", ""), Some(View::Revisionsrapport));
        assert_eq!(view("sammanfattning", ""), Some(View::Sammanfattning));
        assert_eq!(view("blad", "view: uppföljning\n"), None);
    }

    #[test]
    fn a_copied_folder_must_get_an_id_and_a_file_name_of_its_own() {
        let copy = ("report-templates/eget/report.yaml", YAML);
        check(
            YAML,
            &[copy],
            &["blad"],
            &["G503 report-templates/eget/report.yaml:1:5 rapporten `blad` ligger i mappen `eget`"],
        );
        let renamed = ("report-templates/eget/report.yaml", "id: eget\nlabel: Eget\nfile: blad\ntemplate: main.typ\n");
        check(
            YAML,
            &[renamed],
            &["blad"],
            &["G504 report-templates/eget/report.yaml:3:7 två rapporter skriver dokumentet `blad`"],
        );
    }

    #[test]
    fn a_template_that_is_not_there_and_a_key_that_is_not_known_are_remarked_on() {
        let missing = YAML.replace("main.typ", "man.typ");
        check(
            &missing,
            &[],
            &[],
            &["G502 report-templates/blad/report.yaml:4:11 mallen `man.typ` finns inte i mappen `blad`"],
        );
        let unknown = format!("{YAML}colour: red\n");
        check(&unknown, &[], &[], &["G002 report-templates/blad/report.yaml:5:1 nyckeln `colour` finns inte här"]);
        let escaping = YAML.replace("file: blad", "file: ../blad");
        check(
            &escaping,
            &[],
            &[],
            &["G504 report-templates/blad/report.yaml:3:7 `../blad` kan inte vara namn på ett dokument"],
        );
    }

    #[test]
    fn a_template_without_report_yaml_is_a_warning_and_an_empty_folder_an_error() {
        check(
            YAML,
            &[("report-templates/eget/main.typ", "")],
            &["blad"],
            &["G505 report-templates/eget/main.typ mappen `eget` har en mall men ingen report.yaml"],
        );
        let (_, remarks) = Templates::read(Vec::new());
        assert!(
            remarks.iter().any(|r| r.code == &codes::NO_TEMPLATES)
                && remarks.iter().any(|r| r.code == &codes::NO_FONTS)
        );
    }
}
