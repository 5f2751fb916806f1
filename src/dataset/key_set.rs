//! The keys of the rows of a file as numbers of 56 bits: six bytes each in parts by the seventh, so that a hundred million fit in memory.
//!
//! Knows no rows. Two keys with one number may still differ: that is for whoever reads the rows again. Of a hundred million different keys two
//! have the same number once in fourteen times, of ten million once in 1 400, and then the rows are read once more for nothing.

use crate::several::{several, several_with};
use std::sync::{Mutex, PoisonError};

/// Into how many parts keys are divided by their first byte, so that what is marked of each part fits in the cache.
const PARTS: usize = 256;
/// The bytes of a key that are kept in its part.
const BYTES: usize = 6;
/// The most bytes of a piece of a part.
const PIECE: usize = BYTES << 13;
/// How many marks there are for each key: one key in so many has the mark of another by chance.
const MARKS: usize = 8;

/// A key without its first byte and its last.
type Rest = [u8; BYTES];

/// The keys of the rows of one file, as they come.
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

    /// The keys as bytes in pieces, to be read by [`KeptKeys::read`].
    pub fn pieces(&self) -> (Vec<u8>, Vec<&[u8]>) {
        let lengths = self.parts.iter().flat_map(|part| (part.bytes() as u64).to_le_bytes()).collect();
        (lengths, self.parts.iter().flat_map(|part| &part.pieces).map(Vec::as_slice).collect())
    }
}

/// The keys of the rows of one file, as they were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptKeys {
    bytes: Vec<u8>,
    /// Where each part begins in the bytes, and last where the last one ends.
    begins: Vec<usize>,
}

impl KeptKeys {
    /// Keys from the bytes of [`KeySet::pieces`]; `None` when they are no such bytes.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let (lengths, _) = bytes.split_at_checked(PARTS * 8)?;
        let mut end = lengths.len();
        let mut begins = vec![end];
        for length in lengths.as_chunks::<8>().0 {
            let length = usize::try_from(u64::from_le_bytes(*length)).ok().filter(|n| n.is_multiple_of(BYTES))?;
            end = end.checked_add(length)?;
            begins.push(end);
        }
        (end == bytes.len()).then_some(Self { bytes, begins })
    }

    fn part(&self, number: usize) -> &[u8] {
        &self.bytes[self.begins[number]..self.begins[number + 1]]
    }
}

/// What is kept of the hash of a key: all but its last byte.
pub(super) fn kept(hash: u64) -> u64 {
    hash & !0xff
}

/// The keys, as far as they are [`kept`], that stand more than once in some files, new ones and old ones, sorted, each once.
pub(super) fn repeated(new: &[&KeySet], old: &[KeptKeys]) -> Vec<u64> {
    let is_empty = |set: &&KeySet| set.parts.iter().all(|part| part.pieces.is_empty());
    if old.is_empty() && new.iter().all(is_empty) {
        return Vec::new();
    }
    let numbers: Vec<usize> = (0..PARTS).collect();
    let repeated = |number: &usize, marks: &mut Marks| {
        let mine: Vec<&[u8]> = pieces(new, *number).chain(old.iter().map(|set| set.part(*number))).collect();
        marks.make(&mine);
        let keys = mine.iter().flat_map(|piece| piece.as_chunks::<BYTES>().0);
        same(*number, keys.filter(|key| marks.is_made_twice(key)).copied().collect())
    };
    several_with(&numbers, repeated).concat()
}

/// The keys of new files while they are held against those of old files, one after the other, that repeat no key of each other.
pub(super) struct Against<'n> {
    new: Vec<&'n KeySet>,
    /// By part.
    marks: Vec<Marks>,
    met: Mutex<Met>,
}

/// Keys of old files that have the mark of a new one, with their parts.
type Met = Vec<(u8, Rest)>;

impl<'n> Against<'n> {
    pub(super) fn new(new: Vec<&'n KeySet>) -> Self {
        let numbers: Vec<usize> = (0..PARTS).collect();
        let marked = |number: &usize| {
            let mut marks = Marks::default();
            marks.make(&pieces(&new, *number).collect::<Vec<_>>());
            marks
        };
        let marks = several(&numbers, marked);
        Self { new, marks, met: Mutex::default() }
    }

    /// Meets the keys of an old file.
    pub(super) fn meet(&self, old: &KeptKeys) {
        let mut met = Met::new();
        for (number, marks) in (0_u8..=u8::MAX).zip(&self.marks) {
            let keys = old.part(usize::from(number)).as_chunks::<BYTES>().0;
            met.extend(keys.iter().filter(|key| marks.is_made(key)).map(|key| (number, *key)));
        }
        self.met.lock().unwrap_or_else(PoisonError::into_inner).extend(met);
    }

    /// The keys that stand more than once in all that was met, as [`repeated`] has them.
    pub(super) fn repeated(self) -> Vec<u64> {
        let Self { new, mut marks, met } = self;
        let met = met.into_inner().unwrap_or_else(PoisonError::into_inner);
        met.iter().for_each(|(number, key)| marks[usize::from(*number)].make_again(key));
        let mut by_part: Vec<Vec<Rest>> = vec![Vec::new(); PARTS];
        met.into_iter().for_each(|(number, key)| by_part[usize::from(number)].push(key));
        let mut found = Vec::new();
        for (number, (marks, mut some)) in marks.iter().zip(by_part).enumerate() {
            let keys = pieces(&new, number).flat_map(|piece| piece.as_chunks::<BYTES>().0);
            some.extend(keys.filter(|key| marks.is_made_twice(key)));
            found.extend(same(number, some));
        }
        found
    }
}

/// The pieces of a part in some files.
fn pieces<'n>(new: &[&'n KeySet], number: usize) -> impl Iterator<Item = &'n [u8]> {
    new.iter().flat_map(move |set| &set.parts[number].pieces).map(Vec::as_slice)
}

/// Of some keys of a part those that stand there more than once, sorted, each once.
fn same(number: usize, mut some: Vec<Rest>) -> Vec<u64> {
    some.sort_unstable();
    let whole = |[a, b, c, d, e, f]: Rest| u64::from_be_bytes([number as u8, a, b, c, d, e, f, 0]);
    let same = some.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    same.filter_map(|same| same.first().copied()).map(whole).collect()
}

/// Marks for the keys of one part, more than there are keys: a key whose mark was made once is no other key's.
#[derive(Default)]
struct Marks {
    /// Of each mark two bits: made, and made again. Beside each other, so that a mark costs one look into memory.
    made: Vec<u64>,
    /// How far a key is shifted to become the number of its mark.
    shift: u32,
}

/// How many marks a word of them holds.
const IN_WORD: usize = 32;

impl Marks {
    /// Begins anew, with the marks of all keys in some pieces.
    fn make(&mut self, pieces: &[&[u8]]) {
        let keys: usize = pieces.iter().map(|piece| piece.len() / BYTES).sum();
        // Never more marks than keys can be told apart.
        let marks = keys.saturating_mul(MARKS).max(IN_WORD).next_power_of_two().min(1 << 40);
        self.shift = 8 * BYTES as u32 - marks.trailing_zeros();
        self.made.clear();
        self.made.resize(marks / IN_WORD, 0);
        for key in pieces.iter().flat_map(|piece| piece.as_chunks::<BYTES>().0) {
            let (word, bit) = self.at(key);
            let is_made = (self.made[word] >> bit) & 1;
            self.made[word] |= (1 | (is_made << 1)) << bit;
        }
    }

    fn at(&self, key: &Rest) -> (usize, u32) {
        let [a, b, c, d, e, f] = *key;
        let number = (u64::from_be_bytes([0, 0, a, b, c, d, e, f]) >> self.shift) as usize;
        (number / IN_WORD, (number % IN_WORD) as u32 * 2)
    }

    fn is_made(&self, key: &Rest) -> bool {
        let (word, bit) = self.at(key);
        (self.made[word] >> bit) & 1 != 0
    }

    /// Makes the mark of a key, that is made already, once more.
    fn make_again(&mut self, key: &Rest) {
        let (word, bit) = self.at(key);
        self.made[word] |= 2 << bit;
    }

    fn is_made_twice(&self, key: &Rest) -> bool {
        let (word, bit) = self.at(key);
        (self.made[word] >> bit) & 2 != 0
    }
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

    fn bytes(set: &KeySet) -> Vec<u8> {
        let (lengths, pieces) = set.pieces();
        [lengths, pieces.concat()].concat()
    }

    fn read(keys: &[u64]) -> KeptKeys {
        KeptKeys::read(bytes(&set(keys))).expect("keys")
    }

    /// Those that stand more than once, found in another way.
    fn twice(keys: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut all: Vec<u64> = keys.filter(|key| *key != 0).collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect()
    }

    /// Few different keys, in few parts, so that many are the same, and many more have the same mark.
    fn keys() -> impl Strategy<Value = Vec<u64>> {
        let key = (0_u64..3, 0_u64..40).prop_map(|(part, rest)| (part << 56) | (rest * 0x0101_0101_0100));
        proptest::collection::vec(key, 0..60)
    }

    proptest! {
        #[test]
        fn keys_that_stand_twice_are_found_wherever_they_stand(
            new in proptest::collection::vec(keys(), 0..4), old in proptest::collection::vec(keys(), 0..4),
        ) {
            let sets: Vec<KeySet> = new.iter().map(|keys| set(keys)).collect();
            let sets: Vec<&KeySet> = sets.iter().collect();
            let kept: Vec<KeptKeys> = old.iter().map(|keys| read(keys)).collect();
            let all = twice(new.iter().chain(&old).flatten().copied());
            prop_assert_eq!(repeated(&sets, &kept), all);
            // Files that repeat no key of each other are met one by one.
            let mut apart: Vec<u64> = old.concat();
            apart.sort_unstable();
            apart.dedup();
            let (first, second) = apart.split_at(apart.len() / 2);
            let all = twice(new.iter().flatten().chain(&apart).copied());
            let against = Against::new(sets);
            [first, second].iter().for_each(|old| against.meet(&read(old)));
            prop_assert_eq!(against.repeated(), all);
        }

        #[test]
        fn what_is_kept_of_keys_is_read_as_it_was(keys in keys()) {
            let of = bytes(&set(&keys));
            prop_assert_eq!(KeptKeys::read(of[..of.len() - 1].to_vec()), None);
            prop_assert_eq!(repeated(&[], &[KeptKeys::read(of).expect("keys")]), twice(keys.into_iter()));
        }
    }

    #[test]
    fn keys_are_held_against_each_other_over_all_pieces_of_a_part() {
        let keys: Vec<u64> =
            (0..50_000_u64).map(|n| (7 << 56) | kept(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8)).collect();
        let set = set(&keys);
        assert!(set.parts[7].pieces.len() > 1);
        assert_eq!(repeated(&[&set], &[]), [0; 0]);
        assert_eq!(repeated(&[&set, &set], &[]).len(), keys.len());
        let against = Against::new(vec![&set]);
        against.meet(&read(&keys));
        assert_eq!(against.repeated(), twice(keys.iter().chain(&keys).copied()));
    }
}
