//! What a reader recognised about a delivery, so that nothing is guessed silently.

/// What was read and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognised {
    /// Rows with something in them, the header apart.
    pub rows: u64,
    /// The format, encoding, separator, and columns that were matched under another name, in Swedish.
    pub says: String,
}
