//! The keys of the rows of a file as numbers of 56 bits: six bytes each in parts by the seventh, so that a hundred million fit in memory.
//!
//! Knows no rows. Two keys with one number may still differ: that is for whoever reads the rows again. Of a hundred million different keys two
//! have the same number once in fourteen times, of ten million once in 1 400, and then the rows are read once more for nothing.

use std::num::NonZeroUsize;
use std::thread;

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

/// The keys, as far as they are [`kept`], that stand more than once in some files, sorted, each once. Old files that are `apart` have no key
/// twice, in one or in two of them, and are held against the new ones alone.
pub(super) fn repeated(new: &[&KeySet], old: &[KeptKeys], are_apart: bool) -> Vec<u64> {
    let is_empty = |set: &&KeySet| set.parts.iter().all(|part| part.pieces.is_empty());
    if (are_apart || old.is_empty()) && new.iter().all(is_empty) {
        return Vec::new();
    }
    let (apart, also) = if are_apart { (old, &[][..]) } else { (&[][..], old) };
    shared((0..PARTS).collect(), |number, marks: &mut Marks| {
        let pieces = new.iter().flat_map(|set| &set.parts[number].pieces).map(Vec::as_slice);
        let mine: Vec<&[u8]> = pieces.chain(also.iter().map(|set| set.part(number))).collect();
        let count: usize = mine.iter().map(|piece| piece.len() / BYTES).sum();
        if count == 0 {
            return Vec::new();
        }
        let keys = || mine.iter().flat_map(|piece| piece.as_chunks::<BYTES>().0);
        marks.clear(count);
        keys().for_each(|key| marks.mark(key));
        let mut found: Vec<Rest> = Vec::new();
        for key in apart.iter().flat_map(|set| set.part(number).as_chunks::<BYTES>().0) {
            if marks.mark_marked(key) {
                found.push(*key);
            }
        }
        found.extend(keys().filter(|key| marks.is_marked_twice(key)));
        // Few are left, and only those that are the same count.
        found.sort_unstable();
        let whole = |[a, b, c, d, e, f]: Rest| u64::from_be_bytes([number as u8, a, b, c, d, e, f, 0]);
        let same = found.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        same.filter_map(|same| same.first().copied()).map(whole).collect()
    })
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
    /// Begins anew, for so many keys.
    fn clear(&mut self, keys: usize) {
        // Never more marks than keys can be told apart.
        let marks = keys.saturating_mul(MARKS).max(IN_WORD).next_power_of_two().min(1 << 40);
        self.shift = 8 * BYTES as u32 - marks.trailing_zeros();
        self.made.clear();
        self.made.resize(marks / IN_WORD, 0);
    }

    fn at(&self, key: &Rest) -> (usize, u32) {
        let [a, b, c, d, e, f] = *key;
        let number = (u64::from_be_bytes([0, 0, a, b, c, d, e, f]) >> self.shift) as usize;
        (number / IN_WORD, (number % IN_WORD) as u32 * 2)
    }

    fn mark(&mut self, key: &Rest) {
        let (word, bit) = self.at(key);
        let is_made = (self.made[word] >> bit) & 1;
        self.made[word] |= (1 | (is_made << 1)) << bit;
    }

    /// Marks a key again when its mark is made; whether it is.
    fn mark_marked(&mut self, key: &Rest) -> bool {
        let (word, bit) = self.at(key);
        let is_made = (self.made[word] >> bit) & 1 == 1;
        if is_made {
            self.made[word] |= 2 << bit;
        }
        is_made
    }

    fn is_marked_twice(&self, key: &Rest) -> bool {
        let (word, bit) = self.at(key);
        (self.made[word] >> bit) & 2 != 0
    }
}

/// Does each of some things, in turn on several threads with something to work with; what comes of them, in order.
fn shared<T: Send, W: Default, R: Send>(things: Vec<T>, each: impl Fn(T, &mut W) -> Vec<R> + Sync) -> Vec<R> {
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
                    let mut with = W::default();
                    some.into_iter().flat_map(|thing| each(thing, &mut with)).collect::<Vec<R>>()
                })
            })
            .collect();
        // Marking numbers cannot fail.
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
            prop_assert_eq!(repeated(&sets, &kept, false), all);
            // Files that are apart from each other are held against the new ones all the same.
            let mut apart: Vec<u64> = old.concat();
            apart.sort_unstable();
            apart.dedup();
            let (first, second) = apart.split_at(apart.len() / 2);
            let all = twice(new.iter().flatten().chain(&apart).copied());
            prop_assert_eq!(repeated(&sets, &[read(first), read(second)], true), all);
        }

        #[test]
        fn what_is_kept_of_keys_is_read_as_it_was(keys in keys()) {
            let of = bytes(&set(&keys));
            prop_assert_eq!(KeptKeys::read(of[..of.len() - 1].to_vec()), None);
            prop_assert_eq!(repeated(&[], &[KeptKeys::read(of).expect("keys")], false), twice(keys.into_iter()));
        }
    }

    #[test]
    fn keys_are_held_against_each_other_over_all_pieces_of_a_part() {
        let keys: Vec<u64> =
            (0..50_000_u64).map(|n| (7 << 56) | kept(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8)).collect();
        let set = set(&keys);
        assert!(set.parts[7].pieces.len() > 1);
        assert_eq!(repeated(&[&set], &[], true), [0; 0]);
        assert_eq!(repeated(&[&set, &set], &[], true).len(), keys.len());
        assert_eq!(repeated(&[&set], &[read(&keys)], true), twice(keys.iter().chain(&keys).copied()));
    }
}
