//! Bytes of a text file as UTF-8, a piece at a time, whatever they were written in.
//!
//! A character that cannot be read becomes the byte [`SPOILT`], which no UTF-8 has, so that whoever splits the text into cells finds it
//! in its row and column. Guesses nothing that it does not say.

use super::unpack::{Bytes, Packing, Trouble};
use crate::store::Source;
use encoding_rs::{DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Stands for a character that cannot be read.
const SPOILT: u8 = 0xff;
/// How much of a file is looked at for UTF-16 without a mark.
const SAMPLE: usize = 4096;
/// How much is read at a time when a file is only looked through.
const LOOK: usize = 1 << 20;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or ASCII alone.
    Utf8,
    /// UTF-16 with the low byte first.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// What older Windows programs write.
    Windows1252,
}

/// Whether a file begins with a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does.
    There,
    /// It does not.
    Absent,
}

enum Mode {
    /// Only ASCII so far: it is UTF-8 or Windows-1252.
    Undecided,
    Utf8,
    Utf16(Box<encoding_rs::Decoder>),
    Windows1252(Box<Table>),
}

/// UTF-8 of one file, from its beginning.
pub(super) struct Text<'s> {
    source: &'s Source,
    packing: Packing,
    bytes: Bytes,
    mode: Mode,
    encoding: Encoding,
    mark: Mark,
    /// Bytes that were read to see what the file is.
    first: Vec<u8>,
    ended: bool,
}

impl<'s> Text<'s> {
    /// Opens a file and looks at its beginning.
    pub(super) fn open(source: &'s Source, packing: Packing) -> Result<Self, Trouble> {
        let mut bytes = Bytes::open(source, packing)?;
        let mut first = Vec::new();
        bytes.read(SAMPLE, &mut first)?;
        if let Some((what, help)) = no_text(&first) {
            return Err(Trouble::NoText(what, help));
        }
        let (encoding, mark, skip) = match first.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, Mark::There, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16Le, Mark::There, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16Be, Mark::There, 2),
            sample => (by_nuls(sample).unwrap_or(Encoding::Utf8), Mark::Absent, 0),
        };
        first.drain(..skip);
        let mode = match (encoding, mark) {
            (Encoding::Utf16Le, _) => Mode::Utf16(Box::new(UTF_16LE.new_decoder_without_bom_handling())),
            (Encoding::Utf16Be, _) => Mode::Utf16(Box::new(UTF_16BE.new_decoder_without_bom_handling())),
            (Encoding::Utf8 | Encoding::Windows1252, Mark::There) => Mode::Utf8,
            (Encoding::Utf8 | Encoding::Windows1252, Mark::Absent) => Mode::Undecided,
        };
        Ok(Self { source, packing, bytes, mode, encoding, mark, first, ended: false })
    }

    /// Whether all of it has been given.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// What it turned out to be written in; sure once it has ended.
    pub(super) fn encoding(&self) -> (Encoding, Mark) {
        (self.encoding, self.mark)
    }

    /// Adds more of the text, from about `want` bytes of the file.
    pub(super) fn read(&mut self, want: usize, to: &mut Vec<u8>) -> Result<(), Trouble> {
        match &mut self.mode {
            Mode::Utf8 => {
                take(&mut self.first, &mut self.bytes, want, to, &mut self.ended)?;
            }
            Mode::Undecided => {
                let start = to.len();
                take(&mut self.first, &mut self.bytes, want, to, &mut self.ended)?;
                let new = to.get(start..).unwrap_or_default();
                if !new.is_ascii() {
                    if has_multibyte(new) || self.is_utf8()? {
                        self.mode = Mode::Utf8;
                    } else {
                        let table = Table::new();
                        let raw = to.split_off(start);
                        table.write(&raw, to);
                        self.encoding = Encoding::Windows1252;
                        self.mode = Mode::Windows1252(Box::new(table));
                    }
                }
            }
            Mode::Windows1252(table) => {
                let mut raw = Vec::new();
                take(&mut self.first, &mut self.bytes, want, &mut raw, &mut self.ended)?;
                table.write(&raw, to);
            }
            Mode::Utf16(decoder) => {
                let mut raw = Vec::new();
                take(&mut self.first, &mut self.bytes, want, &mut raw, &mut self.ended)?;
                utf16(decoder, &raw, self.ended, to);
            }
        }
        Ok(())
    }

    /// Looks through the whole file for characters that only UTF-8 writes so. Comes to this only when the first bytes beyond ASCII are
    /// no UTF-8: then the file is Windows-1252, or UTF-8 with faults.
    fn is_utf8(&self) -> Result<bool, Trouble> {
        let mut bytes = Bytes::open(self.source, self.packing)?;
        let mut piece = Vec::new();
        loop {
            let read = bytes.read(LOOK, &mut piece)?;
            if has_multibyte(&piece) {
                return Ok(true);
            }
            if read == 0 {
                return Ok(false);
            }
            // A character may be cut in two.
            piece.drain(..piece.len().saturating_sub(3));
        }
    }
}

/// Adds raw bytes: first those that were looked at, then new ones.
fn take(
    first: &mut Vec<u8>,
    bytes: &mut Bytes,
    want: usize,
    to: &mut Vec<u8>,
    ended: &mut bool,
) -> Result<(), Trouble> {
    let waiting = first.len();
    to.append(first);
    let want = want.saturating_sub(waiting).max(1);
    let read = bytes.read(want, to)?;
    *ended = read < want;
    Ok(())
}

/// Whether some of it is UTF-8 beyond ASCII.
fn has_multibyte(mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        match std::str::from_utf8(bytes) {
            Ok(text) => return !text.is_ascii(),
            Err(fault) => {
                let (valid, rest) = bytes.split_at(fault.valid_up_to());
                if !valid.is_ascii() {
                    return true;
                }
                let Some(skip) = fault.error_len() else { return false };
                bytes = rest.get(skip..).unwrap_or_default();
            }
        }
    }
    false
}

/// What a file is that begins as no text does, and what to do with it.
fn no_text(first: &[u8]) -> Option<(&'static str, &'static str)> {
    const RENAME: &str = "ge filen den ändelse som hör till dess format, eller spara om den som CSV i UTF-8";
    const EXPORT: &str = "lämna själva uppgifterna, som CSV i UTF-8";
    let known: &[(&[u8], (&str, &str))] = &[
        (
            b"PK\x03\x04",
            (
                "en arbetsbok eller en annan packad fil (zip)",
                "ge filen ändelsen `.xlsx` eller `.ods`, eller packa upp den",
            ),
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("en äldre arbetsbok eller ett annat Office-dokument", RENAME)),
        (b"\x1f\x8b\x08", ("packad med gzip", "lägg till `.gz` sist i filens namn")),
        (b"\x28\xb5\x2f\xfd", ("packad med zstd", "lägg till `.zst` sist i filens namn")),
        (b"BZh", ("packad med bzip2", "packa upp filen, eller packa den som `.gz` eller `.zst`")),
        (b"\xfd7zXZ\0", ("packad med xz", "packa upp filen, eller packa den som `.gz` eller `.zst`")),
        (b"7z\xbc\xaf\x27\x1c", ("packad med 7-Zip", "packa upp filen, eller packa den som `.gz` eller `.zst`")),
        (b"PAR1", ("en Parquet-fil", "ge filen ändelsen `.parquet`")),
        (b"%PDF-", ("en PDF", EXPORT)),
        (b"\x89PNG\r\n\x1a\n", ("en bild", EXPORT)),
        (b"\xff\xd8\xff", ("en bild", EXPORT)),
        (b"\xff\xfe\0\0", ("text i UTF-32", "spara om filen i UTF-8")),
        (b"\0\0\xfe\xff", ("text i UTF-32", "spara om filen i UTF-8")),
    ];
    let wide = |of: &[u8]| {
        first.len() >= 16
            && first[..16].chunks(4).all(|four| four.iter().zip(of).all(|(b, of)| (*b == 0) == (*of == 0)))
    };
    let is_wide = wide(&[1, 0, 0, 0]) || wide(&[0, 0, 0, 1]);
    let known = known.iter().find(|(magic, _)| first.starts_with(magic)).map(|(_, what)| *what);
    known.or_else(|| is_wide.then_some(("text i UTF-32", "spara om filen i UTF-8")))
}

/// UTF-16 without a mark is seen from its NULs: in text of Latin letters nearly every other byte is one.
fn by_nuls(sample: &[u8]) -> Option<Encoding> {
    let nuls = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (nuls(0), nuls(1), sample.len() / 2);
    match (even, odd) {
        (0, odd) if odd * 10 >= pairs * 7 && odd > 0 => Some(Encoding::Utf16Le),
        (even, 0) if even * 10 >= pairs * 7 && even > 0 => Some(Encoding::Utf16Be),
        (_, _) => None,
    }
}

fn utf16(decoder: &mut encoding_rs::Decoder, mut raw: &[u8], last: bool, to: &mut Vec<u8>) {
    loop {
        let start = to.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len()).unwrap_or(raw.len()).max(16);
        to.resize(start + room, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(raw, to.get_mut(start..).unwrap_or_default(), last);
        to.truncate(start + written);
        raw = raw.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => to.push(SPOILT),
        }
    }
}

/// The UTF-8 of each byte of Windows-1252.
struct Table([([u8; 3], u8); 256]);

impl Table {
    fn new() -> Self {
        Self(std::array::from_fn(|byte| {
            let one = [byte as u8];
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(&one);
            let mut utf8 = [SPOILT, 0, 0];
            // Five bytes have no character; the decoder makes control characters of them.
            let undefined = text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c));
            let length = if undefined { 1 } else { text.len().min(3) };
            if !undefined {
                utf8.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
            }
            (utf8, length as u8)
        }))
    }

    fn write(&self, raw: &[u8], to: &mut Vec<u8>) {
        to.reserve(raw.len() + raw.len() / 8);
        let mut rest = raw;
        while !rest.is_empty() {
            let plain = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
            let (ascii, after) = rest.split_at(plain);
            to.extend_from_slice(ascii);
            rest = match after.split_first() {
                None => after,
                Some((byte, after)) => {
                    let (utf8, length) = self.0[usize::from(*byte)];
                    to.extend(utf8.iter().take(usize::from(length)));
                    after
                }
            };
        }
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named_and_what_only_looks_like_it_is_text() {
        let wide = |to: fn(u32) -> [u8; 4]| "enhet;antal\n".chars().flat_map(|c| to(u32::from(c))).collect::<Vec<u8>>();
        for (bytes, what) in [
            (&b"PK\x03\x04\x14\0\x06\0"[..], "en arbetsbok eller en annan packad fil (zip)"),
            (b"\x1f\x8b\x08\0", "packad med gzip"),
            (b"PAR1\x15\0", "en Parquet-fil"),
            (b"%PDF-1.7", "en PDF"),
            (b"\xff\xfe\0\0e\0\0\0", "text i UTF-32"),
            (&wide(u32::to_le_bytes), "text i UTF-32"),
            (&wide(u32::to_be_bytes), "text i UTF-32"),
        ] {
            assert_eq!(no_text(bytes).map(|(what, _)| what), Some(what));
            let source = Source::in_memory("data/x/a.csv", bytes);
            assert!(matches!(Text::open(&source, Packing::Plain), Err(Trouble::NoText(found, _)) if found == what));
        }
        let utf16: Vec<u8> = "enhet;antal\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [&b"enhet;antal\nPAR1;5\n"[..], b"PK;antal\n", &utf16, b""] {
            assert_eq!(no_text(bytes), None);
        }
    }
}
