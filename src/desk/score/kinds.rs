//! The words of the list of faults and the codes of the remarks that tell them; what a fault hides, and what follows from it.

use super::At;

/// Which places a fault hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covers {
    /// Everything in the file.
    File,
    /// The rest of its row.
    Row,
    /// Its row and all after it.
    RowsFrom,
}

/// The code of the remark that tells a fault, by its word in the list.
pub(super) fn code(word: &str) -> Option<&'static str> {
    Some(match word {
        "okand-fil" => "G301",
        "olasligt-tecken" => "G302",
        "nolltecken" => "G303",
        "oppet-citattecken" => "G304",
        "citattecken-pa-fel-plats" => "G305",
        "fel-antal-celler" => "G306",
        "for-lang-cell" => "G307",
        "ensam-vagnretur" => "G308",
        "tom-fil" => "G309",
        "kolumn-saknas" => "G310",
        "kolumn-tva-ganger" => "G311",
        "okand-kolumn" => "G312",
        "omojlig-avgransare" => "G313",
        "for-manga-kolumner" => "G314",
        "skadad-packning" => "G316",
        "tom-cell" => "G320",
        "okand-enhet" => "G321",
        "okant-moment" => "G322",
        "ingen-period" => "G323",
        "inget-datum" => "G324",
        "inget-heltal" => "G325",
        "ingen-andel" => "G326",
        "okand-kod" => "G327",
        "samma-nyckel" => "G328",
        "personnummer" | "personnummerkolumn" => "G329",
        "inga-rader" => "G330",
        "tomma-rader" => "G331",
        "tvetydigt-tal" => "G332",
        "utanfor-granserna" => "G333",
        "ingen-tidpunkt" => "G334",
        "inget-decimaltal" => "G335",
        "inga-timmar" => "G336",
        "enhet-fanns-inte" => "G342",
        "for-manga-felaktiga-rader" => "G343",
        "radregel" => "G345",
        "ko-gar-inte-ihop" | "summa-stammer-inte" => "G346",
        "bryter-kedjan" => "G347",
        "finns-inte-i-andra-datamangden" => "G348",
        "fel-format" => "G371",
        "oklart-vilket-blad" => "G373",
        "sammanfogade-celler" => "G374",
        "utanfor-tabellen" => "G375",
        "dolda-rader" => "G376",
        "formelfel" => "G379",
        _ => return None,
    })
}

/// What a told fault hides.
pub(super) fn covers(code: &str) -> Option<Covers> {
    match code {
        // Nothing is read of a file that is empty, unknown, damaged, or has a header that cannot be understood.
        "G301" | "G309" | "G311" | "G313" | "G314" | "G316" | "G371" | "G373" | "G374" => Some(Covers::File),
        // A row with another number of cells has no columns.
        "G306" | "G308" => Some(Covers::Row),
        // What stands after an open quote belongs to its cell.
        "G304" | "G307" => Some(Covers::RowsFrom),
        _ => None,
    }
}

/// Whether a remark only sums up others: that a delivery is set aside.
pub(super) fn sums_up(code: &str) -> bool {
    code == "G300"
}

/// Whether a told fault follows from one in the list: a rule about another dataset, which the remark names, is not judged where a file of
/// that one cannot be read.
pub(super) fn follows(told: &At, cause: &At) -> bool {
    told.code == "G349" && tears(&cause.code) && {
        let file = cause.file.rsplit('/').next().unwrap_or_default();
        let folder = cause.file.rsplit('/').nth(1).unwrap_or_default();
        told.what.split('`').skip(1).step_by(2).any(|dataset| {
            let rest = file.strip_prefix(dataset);
            folder == dataset || rest.is_some_and(|rest| rest.starts_with(['-', '.']))
        })
    }
}

/// Whether a file with a fault of this code cannot be read whole.
fn tears(code: &str) -> bool {
    (("G302".."G319").contains(&code) && code != "G312")
        || ("G370".."G375").contains(&code)
        || matches!(code, "G377" | "G378")
}
