//! The keys of the rows of a file as numbers of 56 bits: six bytes each in parts by the seventh, so that a hundred million fit in memory.
//!
//! Knows no rows. Two keys with one number may still differ: that is for whoever reads the rows again. Of a hundred million different keys two
//! have the same number once in fourteen times, of ten million once in 1 400, and then the rows are read once more for nothing.

use std::num::NonZeroUsize;
use std::thread;

/// Into how many parts keys are divided by their first byte, so that each part fits in the cache while it is sorted.
const PARTS: usize = 256;
/// The bytes of a key that are kept in its part.
const BYTES: usize = 6;
/// The most bytes of a piece of a part.
const PIECE: usize = BYTES << 13;

/// The keys of the rows of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySet {
    parts: Vec<Part>,
}

/// Keys with the same first byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    pieces: Vec<Vec<u8>>,
}

impl Part {
    fn push(&mut self, key: u64) {
        if self.pieces.last().is_none_or(|piece| piece.len() + BYTES > PIECE) {
            self.pieces.push(Vec::new());
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        if piece.len() == piece.capacity() {
            // Never more than a piece.
            piece.reserve_exact((piece.len() * 2).clamp(BYTES * 4, PIECE) - piece.len());
        }
        let [_, rest @ .., _] = key.to_be_bytes();
        piece.extend_from_slice(&rest);
    }

    fn bytes(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    fn extend(&self, number: usize, to: &mut Vec<u64>) {
        for key in self.pieces.iter().flat_map(|piece| piece.as_chunks::<BYTES>().0) {
            let [a, b, c, d, e, f] = *key;
            to.push(u64::from_be_bytes([number as u8, a, b, c, d, e, f, 0]));
        }
    }

    fn sort(&mut self, number: usize, all: &mut Vec<u64>) {
        all.clear();
        self.extend(number, all);
        all.sort_unstable();
        let places = self.pieces.iter_mut().flat_map(|piece| piece.as_chunks_mut::<BYTES>().0);
        for (place, key) in places.zip(all.iter()) {
            let [_, rest @ .., _] = key.to_be_bytes();
            *place = rest;
        }
    }
}

impl Default for KeySet {
    fn default() -> Self {
        Self { parts: vec![Part::default(); PARTS] }
    }
}

impl KeySet {
    /// Adds the keys of some rows; 0 is no key.
    pub(super) fn extend(&mut self, keys: &[u64]) {
        for key in keys.iter().filter(|key| **key != 0) {
            self.parts[(key >> 56) as usize].push(*key);
        }
    }

    /// Puts them in order.
    pub(super) fn sort(&mut self) {
        let parts = self.parts.iter_mut().enumerate();
        shared(parts.collect(), |(number, part): (usize, &mut Part), all| {
            part.sort(number, all);
            Vec::<()>::new()
        });
    }

    /// The keys as bytes in pieces, to be read by [`Self::read`].
    pub fn pieces(&self) -> (Vec<u8>, Vec<&[u8]>) {
        let lengths = self.parts.iter().flat_map(|part| (part.bytes() as u64).to_le_bytes()).collect();
        (lengths, self.parts.iter().flat_map(|part| &part.pieces).map(Vec::as_slice).collect())
    }

    /// Keys from the bytes of [`Self::pieces`]; `None` when they are no such bytes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (lengths, mut rest) = bytes.split_at_checked(PARTS * 8)?;
        let mut parts = Vec::with_capacity(PARTS);
        for length in lengths.as_chunks::<8>().0 {
            let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            let is_whole = length.is_multiple_of(BYTES);
            parts.push(Part { pieces: is_whole.then(|| vec![part.to_vec()])? });
        }
        rest.is_empty().then_some(Self { parts })
    }
}

/// What is kept of the hash of a key: all but its last byte.
pub(super) fn kept(hash: u64) -> u64 {
    hash & !0xff
}

/// The keys, as far as they are [`kept`], that stand more than once in some sets, sorted, each once. Sets that are `apart` have no key twice, in one or in two of them,
/// and are held against the others alone; these and only these must be in order.
pub(super) fn repeated(sets: &[&KeySet], apart: &[&KeySet]) -> Vec<u64> {
    shared((0..PARTS).collect(), |number, all| {
        all.clear();
        sets.iter().for_each(|set| set.parts[number].extend(number, all));
        all.sort_unstable();
        let mut found: Vec<u64> = all
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1)
            .filter_map(|same| same.first().copied())
            .collect();
        let mut known = Vec::new();
        for set in apart {
            known.clear();
            set.parts[number].extend(number, &mut known);
            let mut rest = all.as_slice();
            for key in &known {
                while rest.first().is_some_and(|first| first < key) {
                    rest = &rest[1..];
                }
                if rest.first() == Some(key) {
                    found.push(*key);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    })
}

/// Does each of some things, in turn on several threads with some numbers to work with; what comes of them, in order.
fn shared<T: Send, R: Send>(things: Vec<T>, each: impl Fn(T, &mut Vec<u64>) -> Vec<R> + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = things.len().div_ceil(threads).max(1);
    let (mut things, mut shares) = (things.into_iter(), Vec::new());
    loop {
        let some: Vec<T> = things.by_ref().take(share).collect();
        if some.is_empty() {
            break;
        }
        shares.push(some);
    }
    let each = &each;
    thread::scope(|scope| {
        let work: Vec<_> = shares
            .into_iter()
            .map(|some| {
                scope.spawn(move || {
                    let mut numbers = Vec::new();
                    some.into_iter().flat_map(|thing| each(thing, &mut numbers)).collect::<Vec<R>>()
                })
            })
            .collect();
        // Sorting numbers cannot fail.
        work.into_iter().filter_map(|work| work.join().ok()).flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(keys: &[u64]) -> KeySet {
        let mut set = KeySet::default();
        set.extend(keys);
        set
    }

    fn sorted(keys: &[u64]) -> KeySet {
        let mut set = set(keys);
        set.sort();
        set
    }

    /// Few different keys, in few parts, so that many are the same.
    fn keys() -> impl Strategy<Value = Vec<u64>> {
        let key = (0_u64..3, 0_u64..40).prop_map(|(part, rest)| (part << 56) | (rest * 0x0101_0101_0100));
        proptest::collection::vec(key, 0..60)
    }

    proptest! {
        #[test]
        fn keys_that_stand_twice_are_found_wherever_they_stand(files in proptest::collection::vec(keys(), 0..5)) {
            let mut all: Vec<u64> = files.iter().flatten().copied().filter(|key| *key != 0).collect();
            all.sort_unstable();
            let mut twice: Vec<u64> = all.chunk_by(|a, b| a == b).filter(|s| s.len() > 1).map(|s| s[0]).collect();
            let sets: Vec<KeySet> = files.iter().map(|keys| set(keys)).collect();
            let sets: Vec<&KeySet> = sets.iter().collect();
            prop_assert_eq!(&repeated(&sets, &[]), &twice);
            // A set that is apart from itself alone is held against the others all the same.
            if let Some((first, others)) = files.split_first() {
                let mut first = first.clone();
                first.sort_unstable();
                first.dedup();
                let mut all: Vec<u64> = others.iter().flatten().chain(&first).copied().filter(|key| *key != 0).collect();
                all.sort_unstable();
                twice = all.chunk_by(|a, b| a == b).filter(|s| s.len() > 1).map(|s| s[0]).collect();
                prop_assert_eq!(repeated(&sets[1..], &[&sorted(&first)]), twice);
            }
        }

        #[test]
        fn what_is_kept_of_keys_is_read_as_it_was(keys in keys()) {
            let of = |set: &KeySet| {
                let (lengths, pieces) = set.pieces();
                [lengths, pieces.concat()].concat()
            };
            let bytes = of(&sorted(&keys));
            let read = KeySet::read(&bytes).expect("keys");
            prop_assert_eq!(of(&read), bytes.clone());
            prop_assert_eq!(repeated(&[&read], &[]), repeated(&[&set(&keys)], &[]));
            prop_assert_eq!(KeySet::read(&bytes[..bytes.len() - 1]), None);
        }
    }

    #[test]
    fn a_part_of_many_pieces_is_put_in_order_over_all_of_them() {
        let keys: Vec<u64> =
            (0..50_000_u64).map(|n| (7 << 56) | kept(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8)).collect();
        let set = sorted(&keys);
        let mut all = Vec::new();
        set.parts[7].extend(7, &mut all);
        assert!(set.parts[7].pieces.len() > 1 && all.is_sorted() && all.len() == keys.len());
        assert_eq!(repeated(&[&set], &[&set]).len(), keys.len());
    }
}
