//! Codes of faults of meaning: G100–G199 in `controls/`, G200–G299 in `data/`. Only joins the lists of the two rooms.

use crate::diag::Code;

/// All codes of this room, those of `controls` first.
pub fn codes() -> Vec<&'static Code> {
    [super::controls::codes::CODES, super::record::codes::CODES].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_own_and_explained_in_whole_sentences() {
        let codes = codes();
        let ids: BTreeSet<_> = codes.iter().map(|c| c.id).collect();
        assert_eq!(ids.len(), codes.len(), "a code is never reused");
        for code in codes {
            assert!(code.explanation.ends_with('.') && code.explanation.len() > 80, "{}", code.id);
            assert!(!code.title.ends_with('.') && !code.title.is_empty(), "{}", code.id);
        }
    }
}
