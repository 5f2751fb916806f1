//! The directory of a zip file: which parts a workbook has, how large they really are, and a way to read one.
//!
//! Reads only what workbooks use (stored and deflated parts, large files). Trusts no size that the file states of itself.

use crate::store::Bytes;
use std::io::{self, Read, SeekFrom};

/// A part of a zip file.
pub(super) struct Part {
    /// Its name, in lower case and with `/`.
    pub name: String,
    /// Whether it is encrypted.
    pub locked: bool,
    deflated: bool,
    packed: u64,
    at: u64,
}

/// The most parts that a workbook may have.
const MOST_PARTS: usize = 20_000;
/// The end record without its comment.
const END: usize = 22;

/// The parts, in the order of the directory; `None` when there is no directory, which is what a cut file looks like.
pub(super) fn parts(file: &mut dyn Bytes) -> io::Result<Option<Vec<Part>>> {
    let length = file.seek(SeekFrom::End(0))?;
    // The end record may be followed by a comment of up to 64 kB.
    let tail = length.min(END as u64 + 65_535);
    file.seek(SeekFrom::Start(length - tail))?;
    let mut bytes = Vec::new();
    Read::take(&mut *file, tail).read_to_end(&mut bytes)?;
    let Some(end) = memchr::memmem::rfind(&bytes, b"PK\x05\x06").filter(|at| at + END <= bytes.len()) else {
        return Ok(None);
    };
    let record = &bytes[end..];
    let (mut count, mut size, mut start) =
        (u64::from(two(record, 10)), u64::from(four(record, 12)), u64::from(four(record, 16)));
    // A large file has its real figures in a record of its own, found through a locator of 20 bytes just before this one.
    if let Some(locator) = end.checked_sub(20).map(|at| &bytes[at..]).filter(|l| l.starts_with(b"PK\x06\x07")) {
        let mut large = [0; 56];
        file.seek(SeekFrom::Start(eight(locator, 8)))?;
        if file.read_exact(&mut large).is_ok() && large.starts_with(b"PK\x06\x06") {
            (count, size, start) = (eight(&large, 32), eight(&large, 40), eight(&large, 48));
        }
    }
    if start.checked_add(size).is_none_or(|after| after > length) {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(start))?;
    let mut directory = Vec::new();
    Read::take(&mut *file, size).read_to_end(&mut directory)?;
    let mut found = Vec::new();
    let mut rest = directory.as_slice();
    while (found.len() as u64) < count && found.len() < MOST_PARTS {
        let Some((part, after)) = part(rest) else { return Ok(None) };
        found.push(part);
        rest = after;
    }
    Ok(Some(found))
}

/// One entry of the directory, and what follows it.
fn part(bytes: &[u8]) -> Option<(Part, &[u8])> {
    if bytes.len() < 46 || !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let (name, extra, comment) = (two(bytes, 28) as usize, two(bytes, 30) as usize, two(bytes, 32) as usize);
    let after = bytes.get(46 + name + extra + comment..)?;
    let (mut packed, mut at) = (u64::from(four(bytes, 20)), u64::from(four(bytes, 42)));
    let mut extras = &bytes[46 + name..46 + name + extra];
    while extras.len() >= 4 {
        let length = two(extras, 2) as usize;
        let Some(field) = extras.get(4..4 + length) else { break };
        if two(extras, 0) == 1 {
            // Only what did not fit above stands here, in this order.
            let mut large = field.chunks_exact(8).map(|c| eight(c, 0));
            if four(bytes, 24) == u32::MAX {
                large.next();
            }
            if four(bytes, 20) == u32::MAX {
                packed = large.next()?;
            }
            if four(bytes, 42) == u32::MAX {
                at = large.next()?;
            }
        }
        extras = &extras[4 + length..];
    }
    let name = String::from_utf8_lossy(&bytes[46..46 + name]).replace('\\', "/").to_lowercase();
    let part = Part { name, locked: two(bytes, 8) & 1 == 1, deflated: two(bytes, 10) == 8, packed, at };
    Some((part, after))
}

impl Part {
    /// Its bytes, unpacked.
    pub(super) fn open<'a>(&self, file: &'a mut dyn Bytes) -> io::Result<Box<dyn Read + 'a>> {
        let mut head = [0; 30];
        file.seek(SeekFrom::Start(self.at))?;
        file.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(io::ErrorKind::InvalidData.into());
        }
        file.seek(SeekFrom::Current(i64::from(two(&head, 26)) + i64::from(two(&head, 28))))?;
        let packed = Read::take(file, self.packed);
        Ok(if self.deflated { Box::new(flate2::read::DeflateDecoder::new(packed)) } else { Box::new(packed) })
    }

    /// How many bytes it really unpacks to, counted no further than a limit; nothing is kept.
    pub(super) fn weigh(&self, file: &mut dyn Bytes, limit: u64) -> io::Result<u64> {
        if !self.deflated {
            return Ok(self.packed);
        }
        io::copy(&mut self.open(file)?.take(limit), &mut io::sink())
    }
}

fn two(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn four(bytes: &[u8], at: usize) -> u32 {
    u32::from(two(bytes, at)) | u32::from(two(bytes, at + 2)) << 16
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    u64::from(four(bytes, at)) | u64::from(four(bytes, at + 4)) << 32
}
