//! Pieces of one file through all cores: whoever is free cuts the next piece and reads it, and the blocks come out in order.
//!
//! Bounded: no piece is cut long before it is asked for. The same blocks and faults for any number of threads.

use super::cut::{Cutter, Piece};
use super::rows::{Rows, rows};
use crate::dataset::block::Block;
use crate::dataset::found::Found;
use crate::dataset::plan::Plan;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// What became of the pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Total {
    /// Rows with something in them.
    pub filled: u64,
    /// Rows with nothing but separators.
    pub empty: u64,
    /// The first of these.
    pub first_empty: Option<u32>,
    /// Whether a reader gave up without being able to say why.
    pub failed: bool,
}

/// Where blocks go, in the order of the file.
pub(super) type Each<'e> = &'e mut dyn FnMut(Block, &mut Found);

/// Reads all pieces.
pub(super) fn run(cutter: &mut Cutter<'_>, separator: u8, plan: &Plan<'_>, found: &mut Found, each: Each<'_>) -> Total {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut out = Out { plan, found, each, total: Total::default() };
    // A small file is all there already.
    if cutter.is_last() || threads == 1 {
        let mut buffer = Vec::new();
        while let Some(piece) = cutter.next(&mut buffer) {
            if !out.take(read(|| rows(&buffer, piece, separator, plan))) {
                break;
            }
        }
    } else {
        on_threads(cutter, separator, threads, &mut out);
    }
    out.total
}

fn on_threads(cutter: &mut Cutter<'_>, separator: u8, threads: usize, out: &mut Out<'_, '_, '_>) {
    let ahead = threads as u64 * 2;
    let plan = out.plan;
    let gate = Gate { inner: Mutex::new(Inner { cutter, given: 0, closed: false }), turn: Condvar::new() };
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(threads);
        for _ in 0..threads {
            let (send, gate) = (send.clone(), &gate);
            scope.spawn(move || {
                let mut buffer = Vec::new();
                loop {
                    let (number, made) = match gate.next(ahead, &mut buffer) {
                        Turn::Over => break,
                        Turn::Failed(number) => (number, None),
                        Turn::Read(piece) => (piece.number, read(|| rows(&buffer, piece, separator, plan))),
                    };
                    if send.send((number, made)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        // Whatever happens here, nobody is left waiting for a turn.
        let _closing = Closing(&gate);
        let mut early = BTreeMap::new();
        let mut turn = 0;
        while let Ok((number, made)) = receive.recv() {
            early.insert(number, made);
            while let Some(made) = early.remove(&turn) {
                turn += 1;
                if !out.take(made) {
                    return;
                }
                gate.give(turn);
            }
        }
    });
}

/// What was to be read; `None` when that went wrong in a way that nobody has thought of. It must end as a remark, and must not leave
/// other threads waiting.
fn read<T>(what: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(what)).ok()
}

/// What a thread is to do next.
enum Turn {
    /// Read this piece.
    Read(Piece),
    /// Say that the piece of this number could not be cut.
    Failed(u64),
    /// Nothing more.
    Over,
}

/// The one who cuts, and how far the others may be ahead.
struct Gate<'g, 's> {
    inner: Mutex<Inner<'g, 's>>,
    turn: Condvar,
}

struct Inner<'g, 's> {
    cutter: &'g mut Cutter<'s>,
    /// Pieces that have been given on.
    given: u64,
    closed: bool,
}

impl<'g, 's> Gate<'g, 's> {
    fn lock(&self) -> MutexGuard<'_, Inner<'g, 's>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self, ahead: u64, buffer: &mut Vec<u8>) -> Turn {
        let mut inner = self.lock();
        while !inner.closed && inner.cutter.number() >= inner.given + ahead {
            inner = self.turn.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        if inner.closed {
            return Turn::Over;
        }
        let number = inner.cutter.number();
        match read(|| inner.cutter.next(buffer)) {
            Some(Some(piece)) => Turn::Read(piece),
            Some(None) => Turn::Over,
            None => {
                inner.closed = true;
                Turn::Failed(number)
            }
        }
    }

    fn give(&self, given: u64) {
        self.lock().given = given;
        self.turn.notify_all();
    }
}

struct Closing<'c, 'g, 's>(&'c Gate<'g, 's>);

impl Drop for Closing<'_, '_, '_> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.turn.notify_all();
    }
}

/// Where the rows of pieces go.
struct Out<'p, 'f, 'e> {
    plan: &'p Plan<'p>,
    found: &'f mut Found,
    each: Each<'e>,
    total: Total,
}

impl Out<'_, '_, '_> {
    /// Takes the rows of the next piece. Whether to go on.
    fn take(&mut self, made: Option<Rows>) -> bool {
        let Some(made) = made else {
            self.total.failed = true;
            return false;
        };
        for fault in made.faults {
            let column = fault.at.map(|at| self.plan.name(at));
            self.found.add(fault.kind, column.as_deref(), fault.row, || fault.says);
        }
        for (block, tallies) in made.blocks {
            self.plan.count(tallies);
            (self.each)(block, self.found);
        }
        self.total.filled += made.filled;
        self.total.empty += made.empty;
        self.total.first_empty = self.total.first_empty.or(made.first_empty);
        !made.stops
    }
}
