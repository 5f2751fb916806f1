//! Bytes of a delivery as they were before they were packed.
//!
//! Bounded: a small file that unpacks to far too much is refused, a damaged one is told, and neither is held whole.

use crate::store::Source;
use std::io::{self, Read};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dataset) enum Packing {
    /// Not at all.
    Plain,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
}

/// Unpacked bytes are never more than this.
const MOST: u64 = 64 << 30;
/// Up to here any ratio is let pass.
const FREE: u64 = 100_000_000;
/// How many times larger than packed a large file may become.
const RATIO: u64 = 1_000;

/// Why the bytes stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The system could not give them.
    NotRead,
    /// They cannot be unpacked.
    Damaged,
    /// They become too many.
    TooLarge,
    /// They are no text: what they are, and what to do.
    NoText(&'static str, &'static str),
}

/// Unpacked bytes of one file, from its beginning.
pub(super) struct Bytes {
    reader: Box<dyn Read + Send>,
    packing: Packing,
    left: u64,
}

impl Bytes {
    /// Opens a file.
    pub(super) fn open(source: &Source, packing: Packing) -> Result<Self, Trouble> {
        let file = source.open().map_err(|_| Trouble::NotRead)?;
        let reader: Box<dyn Read + Send> = match packing {
            Packing::Plain => Box::new(file),
            Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(file)),
            Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(file).map_err(|_| Trouble::NotRead)?),
        };
        let left = match packing {
            Packing::Plain => u64::MAX,
            Packing::Gzip | Packing::Zstd => most(source.size()),
        };
        Ok(Self { reader, packing, left })
    }

    /// Adds about `want` bytes; fewer only when they end.
    pub(super) fn read(&mut self, want: usize, to: &mut Vec<u8>) -> Result<usize, Trouble> {
        to.reserve(want);
        match (&mut self.reader).take(want as u64).read_to_end(to) {
            Ok(read) if read as u64 > self.left => Err(Trouble::TooLarge),
            Ok(read) => {
                self.left -= read as u64;
                Ok(read)
            }
            Err(fault) => Err(self.trouble(&fault)),
        }
    }

    fn trouble(&self, fault: &io::Error) -> Trouble {
        match self.packing {
            Packing::Plain => Trouble::NotRead,
            Packing::Gzip | Packing::Zstd if fault.kind() == io::ErrorKind::IsADirectory => Trouble::NotRead,
            Packing::Gzip | Packing::Zstd => Trouble::Damaged,
        }
    }
}

/// The most bytes that a packed file of a size may become.
fn most(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).clamp(FREE, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write as _;
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        to.write_all(bytes).expect("written");
        to.finish().expect("ended")
    }

    #[test]
    fn a_packed_file_that_becomes_too_large_is_refused_before_it_is_unpacked_whole() {
        let source = Source::in_memory("a.csv.gz", gzip(&vec![b'a'; 1_000_000]));
        let mut bytes = Bytes::open(&source, Packing::Gzip).expect("opens");
        bytes.left = 250_000;
        let mut to = Vec::new();
        assert_eq!(bytes.read(200_000, &mut to), Ok(200_000));
        assert_eq!(bytes.read(200_000, &mut to), Err(Trouble::TooLarge));
        assert_eq!(to.len(), 400_000);
    }

    #[test]
    fn a_packed_file_may_grow_a_thousand_times_and_never_past_64_gigabytes() {
        assert_eq!((most(10), most(1_000_000), most(1 << 40)), (FREE, 1_000_000_000, MOST));
    }
}
