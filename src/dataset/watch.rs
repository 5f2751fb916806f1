//! Rows in use, met while a file is read: whoever counts something counts it then, so that no file is read twice or held whole.
//!
//! Hands out typed columns and judges nothing. What was counted in a file that is set aside afterwards is thrown away by `read`.

use super::block::Block;
use super::person::{HIDDEN, must_be_hidden};
use super::value::{Value, Values, written};
use crate::field::contract::Dataset;
use polars::prelude::{BooleanChunked, Column};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, Scope, ScopedJoinHandle};

/// Someone who counts the rows of one file.
///
/// A large file has several, each on a thread of its own, who share its rows between them: what they count must add up.
pub trait Watch: Send {
    /// What it has found out in the end.
    type Counted: Clone;

    /// Meets some rows, in the order of the file.
    fn rows(&mut self, rows: &Rows<'_>);

    /// Ends.
    fn counted(self) -> Self::Counted;
}

/// The size in bytes from which a file has several to count its rows.
const LARGE: u64 = 1 << 22;
/// The most who count the rows of one file.
const MOST: usize = 4;

/// How many count the rows of a file of some size.
pub(super) fn how_many(size: u64) -> usize {
    if size < LARGE { 1 } else { thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST) }
}

/// Those who count the rows of one file, while it is read.
pub(super) enum Watching<'s, W> {
    /// One, on the thread that reads.
    Here(Vec<W>),
    /// Several, who take the blocks in turn.
    Beside { to: Vec<SyncSender<Given>>, counting: Vec<ScopedJoinHandle<'s, W>>, next: usize },
}

/// A block that is handed on, and which of its rows are in use.
type Given = (Arc<Block>, BooleanChunked);

impl<'s, W: Watch + 's> Watching<'s, W> {
    /// Begins. With more than one, each counts on a thread of `scope`.
    pub(super) fn new<'e>(watches: Vec<W>, contract: &'s Dataset, scope: &'s Scope<'s, 'e>) -> Self {
        if watches.len() < 2 {
            return Self::Here(watches);
        }
        let begin = |mut watch: W| {
            let (to, given) = sync_channel::<Given>(1);
            let counting = scope.spawn(move || {
                for (block, stays) in given {
                    watch.rows(&Rows::new(contract, &block, &stays));
                }
                watch
            });
            (to, counting)
        };
        let (to, counting) = watches.into_iter().map(begin).unzip();
        Self::Beside { to, counting, next: 0 }
    }

    /// Hands on a block.
    pub(super) fn block(&mut self, contract: &Dataset, block: &Arc<Block>, stays: &BooleanChunked) {
        match self {
            Self::Here(watches) => {
                watches.iter_mut().for_each(|watch| watch.rows(&Rows::new(contract, block, stays)));
            }
            Self::Beside { to, next, .. } => {
                // One that has stopped is noticed at the end.
                let _ = to[*next].send((Arc::clone(block), stays.clone()));
                *next = (*next + 1) % to.len();
            }
        }
    }

    /// Everyone, when all have counted to the end; `None` when one has stopped.
    pub(super) fn end(self) -> Option<Vec<W>> {
        match self {
            Self::Here(watches) => Some(watches),
            Self::Beside { to, counting, .. } => {
                drop(to);
                counting.into_iter().map(|counting| counting.join().ok()).collect()
            }
        }
    }
}

impl Watch for () {
    type Counted = ();
    fn rows(&mut self, _: &Rows<'_>) {}
    fn counted(self) {}
}

/// What one who counted met in a file that is in use; a large file has several.
#[derive(Debug)]
pub struct Watched<C> {
    /// The file.
    pub file: String,
    /// What was counted.
    pub counted: C,
}

/// Some rows of one file.
pub struct Rows<'b> {
    contract: &'b Dataset,
    block: &'b Block,
    stays: &'b BooleanChunked,
}

impl<'b> Rows<'b> {
    pub(super) fn new(contract: &'b Dataset, block: &'b Block, stays: &'b BooleanChunked) -> Self {
        Self { contract, block, stays }
    }

    /// The names of the columns, in the order of the contract.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'b str> {
        self.contract.columns.iter().map(|c| c.name.as_str())
    }

    /// A cell as it is written in a delivery; what looks like a personal number is hidden, and so is a number that the deliverer has hidden.
    pub(crate) fn written(&self, column: usize, row: usize) -> String {
        let (Some(of), Some(cells)) = (self.contract.columns.get(column), self.block.cells.get(column)) else {
            return String::new();
        };
        let is_hidden = u32::try_from(row).is_ok_and(|row| cells.suppressed.binary_search(&row).is_ok());
        if is_hidden {
            return HIDDEN.to_owned();
        }
        let text = match Values::of(cells).and_then(|values| values.get(row)) {
            Some(Value::Text(text)) => text.to_owned(),
            Some(value) => written(&of.kind, value),
            None => String::new(),
        };
        if must_be_hidden(&text) { HIDDEN.to_owned() } else { text }
    }

    /// The number of each row in the file, as Excel counts them.
    pub(crate) fn lines(&self) -> &'b [u32] {
        &self.block.rows
    }

    /// Which rows are in use; the others are in quarantine.
    pub(crate) fn in_use(&self) -> &'b BooleanChunked {
        self.stays
    }

    /// The values of a column: `String` for texts, units and codes, `Int32` for days, months and weeks, `Int64` for times and numbers;
    /// no value where a cell is empty, hidden or faulty.
    pub(crate) fn column(&self, name: &str) -> Option<&'b Column> {
        self.at(name).map(|at| &self.block.cells[at].values)
    }

    /// Positions of rows whose number in a column the deliverer has hidden, sorted.
    pub(crate) fn hidden(&self, name: &str) -> &'b [u32] {
        self.at(name).map_or(&[], |at| &self.block.cells[at].suppressed)
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.contract.columns.iter().position(|c| c.name == name)
    }
}
