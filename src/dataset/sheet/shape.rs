//! What a file that calls itself a workbook really is, looked at before anything is unpacked.
//!
//! Reads no cells. A file that is something else than its name says is refused with its real name, never read as what it seems to be.

use super::SheetFormat;
use super::zip::{self, Part};
use crate::store::{Bytes, Source};
use std::io::{self, Read, Seek, SeekFrom};

/// The most bytes that a workbook may unpack to.
const MOST: u64 = 1 << 30;
/// The most bytes of the shared texts, which are held whole in memory and take several times as much there.
const MOST_TEXTS: u64 = 128 << 20;
/// The most bytes of the looks of cells, of which no workbook has many.
const MOST_LOOKS: u64 = 16 << 20;
/// A workbook that unpacks to more than this must not be packed much harder than workbooks are.
const LARGE: u64 = 100 << 20;
/// How many times larger than its file a large workbook may be.
const MOST_TIMES: u64 = 200;
/// The largest file whose rows are all held at once.
const MOST_DENSE: u64 = 100 << 20;

/// Why a file cannot be read as the workbook it calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It has no bytes.
    Empty,
    /// It ends too early.
    Cut,
    /// It needs a password.
    Locked,
    /// It unpacks to more than is reasonable; how many bytes of it were unpacked.
    Bomb(u64),
    /// It has a cell so far away that the empty ones before it are too many; how many there are.
    Sparse(u64),
    /// It is larger than such files may be.
    Large(u64),
    /// It is something else, in Swedish: `en webbsida (HTML)`; and the ending it should have, if such files are read.
    Other(&'static str, Option<&'static str>),
    /// Its content contradicts itself.
    Damaged,
    /// The system could not read it.
    Unreadable,
}

impl From<io::Error> for Refusal {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system knows many faults; these say what the file is")]
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Cut,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Damaged,
            _ => Self::Unreadable,
        }
    }
}

/// Looks at a file. The parts of a zip file are given back; a file of the old form has none.
pub(super) fn look(source: &Source, format: SheetFormat) -> Result<Vec<Part>, Refusal> {
    let mut file = source.open()?;
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    Read::take(&mut *file, 4096).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    let old = head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let zipped = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
    if !old && !zipped {
        return Err(other(&head));
    }
    if format != SheetFormat::Xlsx && size > MOST_DENSE {
        return Err(Refusal::Large(size));
    }
    if old {
        return if holds_locked_package(&mut *file)? {
            Err(Refusal::Locked)
        } else if format == SheetFormat::Xls {
            Ok(Vec::new())
        } else {
            Err(Refusal::Other("en arbetsbok i det äldre formatet för Excel", Some(".xls")))
        };
    }
    let parts = zip::parts(&mut *file)?.ok_or(Refusal::Cut)?;
    kind_of(&parts, format)?;
    if parts.iter().any(|p| p.locked) {
        return Err(Refusal::Locked);
    }
    weigh(&parts, &mut *file, size)?;
    Ok(parts)
}

/// Whether a zip file is a workbook of the form that its name says.
fn kind_of(parts: &[Part], format: SheetFormat) -> Result<(), Refusal> {
    let has = |name: &str| parts.iter().any(|p| p.name == name);
    let below = |folder: &str| parts.iter().any(|p| p.name.starts_with(folder));
    let (is, ending) = if has("xl/workbook.bin") {
        return Err(Refusal::Other("en binär arbetsbok (.xlsb)", None));
    } else if below("xl/") {
        (SheetFormat::Xlsx, ".xlsx")
    } else if has("mimetype") && has("content.xml") {
        (SheetFormat::Ods, ".ods")
    } else if below("word/") {
        return Err(Refusal::Other("ett Word-dokument", None));
    } else if below("ppt/") {
        return Err(Refusal::Other("en PowerPoint-presentation", None));
    } else if below("index/tables/") || has("index.zip") {
        return Err(Refusal::Other("en arbetsbok i Numbers", None));
    } else {
        return Err(Refusal::Other("en zip-fil med annat än en arbetsbok", None));
    };
    let what = match is {
        SheetFormat::Ods => "en arbetsbok i LibreOffice-format",
        SheetFormat::Xlsx | SheetFormat::Xls => "en arbetsbok i det nyare formatet för Excel",
    };
    if is == format { Ok(()) } else { Err(Refusal::Other(what, Some(ending))) }
}

/// Unpacks everything once, keeping nothing: what a file says of its own size may be a lie.
fn weigh(parts: &[Part], file: &mut dyn Bytes, size: u64) -> Result<(), Refusal> {
    let mut total = 0;
    for part in parts {
        let weight = part.weigh(file, MOST - total + 1)?;
        let texts = part.name.ends_with("sharedstrings.xml") && weight > MOST_TEXTS;
        let looks = part.name.ends_with("styles.xml") && weight > MOST_LOOKS;
        total += weight;
        if total > MOST || texts || looks || (total > LARGE && total / MOST_TIMES > size) {
            return Err(Refusal::Bomb(total));
        }
    }
    Ok(())
}

/// Whether a file of the old form is the wrapping of an encrypted new one: it names its content in UTF-16.
fn holds_locked_package(file: &mut dyn Bytes) -> io::Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The names stand in a directory that may lie anywhere in the file.
    file.seek(SeekFrom::Start(0))?;
    let mut window = Vec::new();
    loop {
        let keep = window.len().min(name.len());
        window.drain(..window.len() - keep);
        if Read::take(&mut *file, 1 << 20).read_to_end(&mut window)? == 0 {
            return Ok(false);
        }
        if memchr::memmem::find(&window, &name).is_some() {
            return Ok(true);
        }
    }
}

/// What a file that is no workbook is.
fn other(head: &[u8]) -> Refusal {
    let other = |what| Refusal::Other(what, None);
    for (magic, what, ending) in [
        (&b"PAR1"[..], "en Parquet-fil", Some(".parquet")),
        (b"%PDF", "ett PDF-dokument", None),
        (b"\x1f\x8b", "en fil packad med gzip", None),
        (b"\x28\xb5\x2f\xfd", "en fil packad med zstd", None),
        (b"Rar!", "en fil packad med RAR", None),
        (b"7z\xbc\xaf", "en fil packad med 7-Zip", None),
        (b"\x89PNG", "en bild", None),
        (b"\xff\xd8\xff", "en bild", None),
    ] {
        if head.starts_with(magic) {
            return Refusal::Other(what, ending);
        }
    }
    if matches!(head, [9, 0 | 2 | 4 | 8, ..]) {
        return other("en arbetsbok från Excel före 1997");
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Refusal::Other("en textfil (UTF-16)", Some(".csv"));
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with("<?xml") || text.starts_with('<') {
        return if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            other("ett kalkylblad i XML (Excel 2003)")
        } else if ["<html", "<!doctype html", "<table", "<body", "<meta"].iter().any(|t| text.contains(t)) {
            other("en webbsida (HTML), som en del system exporterar under namnet Excel")
        } else {
            other("en XML-fil")
        };
    }
    if head.iter().all(|b| *b >= 32 || matches!(b, b'\t' | b'\r' | b'\n')) {
        return Refusal::Other("en textfil, kanske CSV", Some(".csv"));
    }
    Refusal::Damaged
}
