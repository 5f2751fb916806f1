//! A closed list of words, looked up for every cell of a large file.
//!
//! Exact words only; the nearest word is looked for when a remark needs it, never to read a cell.

use super::key_hash::hash_text;
use crate::diag::nearest;
use polars::prelude::{PlSmallStr, StringChunked, StringChunkedBuilder};

/// Marks a free place in the table.
const FREE: u32 = u32::MAX;

/// Words, each with its number in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    words: Vec<String>,
    /// The hash of each word, for keys.
    hashes: Vec<u64>,
    /// Numbers of words by hash; a power of two of them, at least half of them free.
    places: Vec<u32>,
}

impl Lexicon {
    /// A list of words; a repeated word counts once.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lexicon = Self::default();
        let words: Vec<&str> = words.into_iter().collect();
        lexicon.places = vec![FREE; (words.len().max(1) * 4).next_power_of_two()];
        for word in words {
            let hash = hash_text(word);
            if let Err(place) = lexicon.seek(word, hash) {
                lexicon.places[place] = lexicon.words.len() as u32;
                lexicon.words.push(word.to_owned());
                lexicon.hashes.push(hash);
            }
        }
        lexicon
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.seek(word, hash_text(word)).ok()
    }

    /// Whether a number is that of a word: quicker than looking it up when the same word comes many times in a row.
    pub(super) fn is(&self, number: u32, word: &str) -> bool {
        self.words.get(number as usize).is_some_and(|w| w == word)
    }

    /// The hash of a word, as `key_hash` has it.
    pub(super) fn hash(&self, number: u32) -> u64 {
        self.hashes.get(number as usize).copied().unwrap_or_default()
    }

    /// Words in the order given.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// The word that was likely meant.
    pub(super) fn near(&self, word: &str) -> Option<&str> {
        nearest(word, self.words())
    }

    /// The number that stands for no word in [`Lexicon::column`].
    pub(super) fn none(&self) -> u32 {
        self.words.len() as u32
    }

    /// All words as a column, with a null after the last.
    pub(super) fn column(&self) -> StringChunked {
        let mut builder = StringChunkedBuilder::new(PlSmallStr::EMPTY, self.words.len() + 1);
        self.words.iter().for_each(|w| builder.append_value(w));
        builder.append_null();
        builder.finish()
    }

    /// Where a word stands, or the free place where it would.
    fn seek(&self, word: &str, hash: u64) -> Result<u32, usize> {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = hash as usize & mask;
        loop {
            match self.places.get(place) {
                None | Some(&FREE) => return Err(place),
                Some(number) if self.is(*number, word) => return Ok(*number),
                Some(_) => place = (place + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_found_under_its_number_and_no_other_is() {
        let words: Vec<String> = (0..1000).map(|i| format!("enhet-{i}")).collect();
        let lexicon = Lexicon::new(words.iter().map(String::as_str).chain(["enhet-7"]));
        for (number, word) in (0..).zip(&words) {
            assert_eq!((lexicon.find(word), lexicon.is(number, word)), (Some(number), true));
        }
        assert_eq!((lexicon.find("enhet-1000"), lexicon.find(""), lexicon.none()), (None, None, 1000));
        assert_eq!(Lexicon::default().find("x"), None, "an empty list has no word");
    }
}
