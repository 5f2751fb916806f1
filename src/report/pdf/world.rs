//! What Typst may see: the files of report-templates/, one view, our fonts and the date of the run. Nothing else exists for it.

use super::super::codes;
use super::super::templates::FOLDER;
use crate::diag::{Place, Remark};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Where fonts lie, below report-templates/.
const FONTS: &str = "shared/fonts/";
/// The name a template reads its view under. The same for every document: Typst never forgets a file name.
const VIEW: &str = "view.json";

/// What all documents of a process share: template files, fonts, Typst's library.
pub(in super::super) struct Shelf {
    files: BTreeMap<String, Stored>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    library: LazyHash<Library>,
    shown: BTreeSet<u32>,
}

/// A template file, parsed at most once.
struct Stored {
    bytes: Bytes,
    source: OnceLock<FileResult<Source>>,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("files", &self.files.keys()).field("fonts", &self.fonts).finish_non_exhaustive()
    }
}

impl Shelf {
    /// Takes files by their path below report-templates/; remarks on fonts that cannot be used.
    pub(in super::super) fn new(files: BTreeMap<String, Vec<u8>>) -> (Self, Vec<Remark>) {
        let mut remarks = Vec::new();
        let mut fonts = Vec::new();
        let mut stored = BTreeMap::new();
        for (path, bytes) in files {
            let bytes = Bytes::new(bytes);
            if path.starts_with(FONTS) && [".ttf", ".otf", ".ttc"].iter().any(|end| path.to_lowercase().ends_with(end))
            {
                let before = fonts.len();
                fonts.extend(Font::iter(bytes.clone()));
                if fonts.len() == before {
                    remarks.push(
                        Remark::new(&codes::FAULTY_FONT, format!("`{path}` går inte att läsa som typsnitt"))
                            .at(Place::file(format!("{FOLDER}{path}")), "inget typsnitt")
                            .help("hämta filen på nytt, eller ta bort den"),
                    );
                }
            }
            stored.insert(path, Stored { bytes, source: OnceLock::new() });
        }
        if fonts.is_empty() {
            remarks.push(
                Remark::new(&codes::NO_FONTS, format!("det finns inget typsnitt i `{FOLDER}{FONTS}`"))
                    .at(Place::file(format!("{FOLDER}{FONTS}")), "här väntades filer av slaget .ttf eller .otf")
                    .help("kopiera mappen från en fungerande installation"),
            );
        }
        let shelf = Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            // Row headers (`pdf.header-cell`) are still an extra in this version of Typst.
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            shown: shown(&fonts),
            files: stored,
            fonts,
        };
        (shelf, remarks)
    }

    /// Whether the text font can show a character in all its styles.
    pub(in super::super) fn shows(&self, c: char) -> bool {
        self.shown.contains(&u32::from(c))
    }
}

/// The characters that every style of the text font has. The text font is the family with most styles; of equals the first by name.
fn shown(fonts: &[Font]) -> BTreeSet<u32> {
    let mut families: BTreeMap<&str, Vec<&Font>> = BTreeMap::new();
    for font in fonts {
        families.entry(font.info().family.as_str()).or_default().push(font);
    }
    let Some(styles) = families.into_values().rev().max_by_key(Vec::len) else { return BTreeSet::new() };
    let mut common: Option<BTreeSet<u32>> = None;
    for font in styles {
        let has: BTreeSet<u32> = font.info().coverage.iter().collect();
        common = Some(match common {
            Some(common) => common.intersection(&has).copied().collect(),
            None => has,
        });
    }
    common.unwrap_or_default()
}

/// The world of one document.
pub(super) struct Room<'a> {
    shelf: &'a Shelf,
    main: FileId,
    view: Bytes,
    today: Option<Datetime>,
}

impl<'a> Room<'a> {
    /// A document set by the template file `main`; `None` when that cannot be a file name.
    pub(super) fn new(shelf: &'a Shelf, main: &str, view: String, today: Option<Datetime>) -> Option<Self> {
        let path = VirtualPath::new(main).ok()?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Some(Self { shelf, main, view: Bytes::from_string(view), today })
    }

    fn stored(&self, id: FileId) -> FileResult<&Stored> {
        match id.root() {
            VirtualRoot::Project => {}
            VirtualRoot::Package(spec) => return Err(FileError::Package(PackageError::NotFound(spec.clone()))),
        }
        let path = id.vpath().get_without_slash();
        self.shelf.files.get(path).ok_or_else(|| FileError::NotFound(format!("{FOLDER}{path}").into()))
    }
}

impl World for Room<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let stored = self.stored(id)?;
        let parse = || Ok(Source::new(id, stored.bytes.as_str().map_err(|_| FileError::InvalidUtf8)?.to_owned()));
        stored.source.get_or_init(parse).clone()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if matches!(id.root(), VirtualRoot::Project) && id.vpath().get_without_slash() == VIEW {
            return Ok(self.view.clone());
        }
        Ok(self.stored(id)?.bytes.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
