//! Keys: rows that state the same thing, within a file or between the files of a dataset.
//!
//! A hash is known of each row. Only when two are equal, as far as they are kept, are the files read once more, and only such rows are then
//! held against each other by all of their key.

use super::tuple::ByHash;
use crate::dataset::block::Block;
use crate::dataset::found::{Found, Kind};
use crate::dataset::key_set;
use crate::dataset::value::{Value, Values, cell, is_bad, is_suppressed, position};
use crate::field::contract::Dataset;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Where a key was first seen.
struct First {
    file: u32,
    row: u32,
    /// A hash of the whole row, when all of its cells were read.
    whole: Option<u64>,
}

/// The second reading of the files of a dataset, in the same order as the first, that finds the rows whose key has stood before.
pub(in crate::dataset) struct Repeats<'c> {
    contract: &'c Dataset,
    key: Vec<usize>,
    wanted: Vec<u64>,
    /// By the hash of the block and an independent one, together 128 bits.
    seen: HashMap<(u64, u64), First, ByHash>,
    files: Vec<(Arc<str>, Arc<str>)>,
}

impl<'c> Repeats<'c> {
    /// Looks for the hashes that `key_set::repeated` gave.
    pub(in crate::dataset) fn new(contract: &'c Dataset, wanted: Vec<u64>) -> Self {
        let key = contract.key.iter().filter_map(|name| position(contract, name)).collect();
        Self { contract, key, wanted, seen: HashMap::default(), files: Vec::new() }
    }

    /// Takes the rows of a block of the file that `found` is about, and notes those that have stood before.
    pub(in crate::dataset) fn block(&mut self, block: &Block, found: &mut Found) {
        let file = self.file(found);
        for (at, hash) in block.keys.iter().enumerate() {
            if *hash == 0 || self.wanted.binary_search(&key_set::kept(*hash)).is_err() {
                continue;
            }
            let key = hashed(block, self.key.iter().copied(), at);
            // A block that is only judged lacks texts that nobody asks for.
            let whole = block.texts.as_ref().map(|_| hashed(block, 0..block.cells.len(), at));
            let row = block.rows[at];
            let Some(first) = self.seen.get(&(*hash, key)) else {
                self.seen.insert((*hash, key), First { file, row, whole });
                continue;
            };
            found.group(Kind::DuplicateRow, None).push(row, || {
                let values: Vec<String> = self.key.iter().map(|c| cell(self.contract, block, *c, at)).collect();
                let what =
                    if whole.is_some() && first.whole == whole { "hela raden".to_owned() } else { values.join(" · ") };
                format!("{what} står redan på rad {}{}", first.row, self.of(first.file, file))
            });
        }
        found.conceal();
    }

    fn file(&mut self, found: &Found) -> u32 {
        let named = (found.file_name(), found.sheet_name());
        match self.files.last() {
            Some(last) if *last == named => {}
            Some(_) | None => self.files.push(named),
        }
        self.files.len() as u32 - 1
    }

    /// Names another file or sheet than the one that is read.
    fn of(&self, first: u32, now: u32) -> String {
        let ((file, sheet), (this_file, _)) = (&self.files[first as usize], &self.files[now as usize]);
        match (first == now, file == this_file, sheet.is_empty()) {
            (true, _, _) => String::new(),
            (false, true, _) => format!(" i bladet `{sheet}`"),
            (false, false, true) => format!(" i `{file}`"),
            (false, false, false) => format!(" i bladet `{sheet}` i `{file}`"),
        }
    }
}

/// A hash of some cells of a row, independent of that of the block.
fn hashed(block: &Block, columns: impl Iterator<Item = usize>, at: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cells in columns.filter_map(|c| block.cells.get(c)) {
        match Values::of(cells).and_then(|values| values.get(at)) {
            Some(Value::Text(text)) => text.hash(&mut hasher),
            Some(Value::Day(day)) => day.hash(&mut hasher),
            Some(Value::Number(n)) => n.hash(&mut hasher),
            None if is_bad(cells, at) => {
                let bad = cells.bad.iter().find(|b| b.at as usize == at);
                bad.map(|b| &b.text).hash(&mut hasher);
            }
            None => is_suppressed(cells, at).hash(&mut hasher),
        }
    }
    hasher.finish()
}
