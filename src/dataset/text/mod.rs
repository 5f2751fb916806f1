//! Reads deliveries of text, CSV and TSV, also packed: from a file to blocks of typed columns, never held whole.
//!
//! Recognises encoding and separator and says so; what cannot be read is told with its row and column. Judges nothing between cells.

mod again;
mod cut;
mod decode;
mod flow;
mod head;
mod records;
mod rows;
#[cfg(test)]
mod tests;
mod unpack;

pub(super) use again::rows;
pub(super) use unpack::Packing;

use super::block::Block;
use super::codes;
use super::found::Found;
use super::names::Names;
use super::plan::{Plan, Want};
use super::recognised::Recognised;
use crate::diag::{Place, Remark};
use crate::field::contract::Dataset;
use crate::store::Source;
use cut::{Cutter, PIECE};
use decode::{Encoding, Mark, Text};
use flow::{Each, Total};
use head::{Head, Told};
use unpack::Trouble;

/// What the name of a file says about its separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// `.csv`: semicolon first.
    Csv,
    /// `.tsv`: tab first.
    Tsv,
}

/// What the name of a file says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextFormat {
    /// Its kind.
    pub table: Table,
    /// How it is packed.
    pub packing: Packing,
}

impl TextFormat {
    /// The format that a path names: `.csv` or `.tsv`, perhaps with `.gz` or `.zst`, in any case.
    pub(super) fn of(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        let (path, packing) = match (path.strip_suffix(".gz"), path.strip_suffix(".zst")) {
            (Some(inner), _) => (inner, Packing::Gzip),
            (None, Some(inner)) => (inner, Packing::Zstd),
            (None, None) => (path.as_str(), Packing::Plain),
        };
        let table = match path.rsplit_once('.')?.1 {
            "csv" => Table::Csv,
            "tsv" => Table::Tsv,
            _ => return None,
        };
        Some(Self { table, packing })
    }
}

/// What is to be read, and under what.
#[derive(Clone, Copy)]
struct Job<'c> {
    source: &'c Source,
    format: TextFormat,
    contract: &'c Dataset,
    names: &'c Names,
    want: Want,
    /// How much is read at a time.
    piece: usize,
}

/// Reads one file. Blocks go to `each` in the order of the file, with what has been found up to there; faults of form and of whole
/// columns go to `found`. `None`: it has no rows that could be read; the reason is in `found`.
pub(super) fn read(
    source: &Source,
    format: TextFormat,
    contract: &Dataset,
    names: &Names,
    want: Want,
    found: &mut Found,
    each: &mut dyn FnMut(Block, &mut Found),
) -> Option<Recognised> {
    Job { source, format, contract, names, want, piece: PIECE }.read(found, each)
}

impl Job<'_> {
    fn read(self, found: &mut Found, each: Each<'_>) -> Option<Recognised> {
        let before = self.source.look();
        let outcome = self.parts(found, each);
        let steady = match (before, self.source.look()) {
            (Ok(before), Ok(after)) => before == after,
            // A file that is gone has changed; one that never was there has not been read.
            (Ok(_), Err(_)) => false,
            (Err(_), _) => true,
        };
        if !steady {
            let remark = Remark::new(&codes::CHANGED, format!("`{}` ändrades medan den lästes", found.file()));
            found.refuse(remark.at(found.place(0, ""), "").help("vänta tills filen är färdigskriven och kör igen"));
        }
        match outcome {
            Ok(recognised) => recognised,
            Err(trouble) => {
                found.refuse(remark(trouble, found));
                None
            }
        }
    }

    fn parts(self, found: &mut Found, each: Each<'_>) -> Result<Option<Recognised>, Trouble> {
        let Self { source, format, contract, names, want, piece } = self;
        let mut cutter = Cutter::new(Text::open(source, format.packing)?, piece);
        let Some(head) = head::head(&mut cutter, format.table, contract, found)? else { return Ok(None) };
        let plan = Plan::new(&head.names, head.row, "", contract, names, want, found);
        for fault in &head.faults {
            let column = plan.as_ref().map(|p| p.name(fault.at));
            found.add(fault.kind, column.as_deref(), head.row, || fault.says.to_owned());
        }
        let Some(plan) = plan else { return Ok(None) };
        let total = flow::run(&mut cutter, head.separator, &plan, found, each);
        let renamed = plan.renamed();
        plan.close(found);
        // How many rows there were is known only when the end has been seen.
        if let Some(trouble) = cutter.trouble() {
            return Err(trouble);
        }
        told_of_rows(&head, &total, found);
        let mut says = recognised(format, cutter.encoding(), &head);
        if !renamed.is_empty() {
            says = format!("{says}; {renamed}");
        }
        Ok(Some(Recognised { rows: total.filled, says }))
    }
}

/// Says what only the whole file shows.
fn told_of_rows(head: &Head, total: &Total, found: &mut Found) {
    if total.failed {
        let remark = Remark::new(&codes::UNREADABLE, format!("`{}` gick inte att läsa som tabell", found.file()));
        found.refuse(remark.at(Place::file(found.file()), "").help("spara om filen som CSV i UTF-8 och försök igen"));
        return;
    }
    let empty = head.empty + total.empty;
    if let Some(first) = head.first_empty.or(total.first_empty) {
        let remark =
            Remark::new(&codes::EMPTY_ROWS, format!("rader med bara tomma celler hoppades över, antal: {empty}"));
        found.mention(remark.at(found.place(first, ""), "den första av dem").help("ta bort raderna om de stör"));
    }
    if total.filled == 0 {
        found.without_rows();
    }
}

fn remark(trouble: Trouble, found: &Found) -> Remark {
    let file = found.file();
    let remark = match trouble {
        Trouble::NoText(what, help) => {
            Remark::new(&codes::NOT_A_WORKBOOK, format!("`{file}` är ingen textfil utan {what}")).help(help)
        }
        Trouble::NotRead => Remark::new(&codes::NOT_READ, format!("`{file}` gick inte att läsa till slutet"))
            .help("kontrollera att filen går att öppna och kör igen"),
        Trouble::Damaged => Remark::new(&codes::PACKED, format!("`{file}` går inte att packa upp"))
            .help("hämta filen på nytt, eller packa den igen"),
        Trouble::TooLarge => {
            Remark::new(&codes::PACKED_TOO_LARGE, format!("`{file}` blir orimligt stor när den packas upp"))
                .help("packa upp filen själv och se vad den innehåller")
        }
    };
    remark.at(found.place(0, ""), "")
}

/// What was recognised, in Swedish.
fn recognised(format: TextFormat, (encoding, mark): (Encoding, Mark), head: &Head) -> String {
    let table = match format.table {
        Table::Csv => "CSV",
        Table::Tsv => "TSV",
    };
    let packed = match format.packing {
        Packing::Plain => "",
        Packing::Gzip => " packad med gzip",
        Packing::Zstd => " packad med zstd",
    };
    let encoding = match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16LE",
        Encoding::Utf16Be => "UTF-16BE",
        Encoding::Windows1252 => "Windows-1252",
    };
    let mark = match mark {
        Mark::There => " med BOM",
        Mark::Absent => "",
    };
    let separator = match head.separator {
        b';' => "semikolon".to_owned(),
        b'\t' => "tabb".to_owned(),
        b',' => "komma".to_owned(),
        b'|' => "lodstreck".to_owned(),
        other => format!("tecknet `{}`", char::from(other)),
    };
    let told = match head.told {
        Told::ByNames => "",
        Told::ByFile => " enligt raden `sep=`",
    };
    format!("{table}{packed}, {encoding}{mark}, {separator}{told}")
}
