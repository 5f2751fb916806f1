//! Numbers of short words met lately, for columns where the same few words come in turn.
//!
//! Only remembers; what a word's number is, is known elsewhere.

/// Words of up to twelve bytes met lately, by the form in which a column holds them.
pub(super) struct Seen([(u128, u32); 64]);

impl Default for Seen {
    fn default() -> Self {
        // No word of any length looks like this: the first four bytes are the length.
        Self([(u128::MAX, 0); 64])
    }
}

impl Seen {
    fn place(short: u128) -> usize {
        let folded = (short ^ (short >> 64)) as u64;
        (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as usize
    }

    /// The number kept for a word.
    pub(super) fn find(&self, short: u128) -> Option<u32> {
        let (kept, number) = self.0[Self::place(short)];
        (kept == short).then_some(number)
    }

    /// Keeps the number of a word, in place of another that had the same place.
    pub(super) fn keep(&mut self, short: u128, number: u32) {
        self.0[Self::place(short)] = (short, number);
    }
}
