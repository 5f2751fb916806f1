//! A wall around readers of foreign bytes: a panic behind it becomes a value, and nothing of it is printed.
//!
//! What ends the whole process (an allocation that cannot be had) is beyond it; `store::Journal` and the front door see to that.

use super::codes as c;
use super::found::Found;
use super::recognised::Recognised;
use crate::diag::{Place, Remark, Severity};
use crate::store::Source;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many readers are at work. Readers have threads of their own, so it counts for the whole process.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Whether foreign bytes are being read: the text of a panic may then quote what a person wrote in a cell, and is not printed.
pub fn reads_foreign_bytes() -> bool {
    AT_WORK.load(Ordering::SeqCst) > 0
}

/// A reader panicked; its text is not kept, since it may quote cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

/// Runs a reader of foreign bytes.
/// # Errors
/// When it panics.
pub fn contained<T>(read: impl FnOnce() -> T) -> Result<T, Panicked> {
    struct AtWork;
    impl Drop for AtWork {
        fn drop(&mut self) {
            AT_WORK.fetch_sub(1, Ordering::SeqCst);
        }
    }
    AT_WORK.fetch_add(1, Ordering::SeqCst);
    let _at_work = AtWork;
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| Panicked)
}

/// Reads a foreign file. A file that has stopped the process before is left alone, and one that changes while it is read is refused;
/// `None` as of any reader that could not read, and what was found says why.
pub(super) fn foreign(
    source: &Source,
    found: &mut Found,
    damaged: impl FnOnce() -> Remark,
    read: impl FnOnce(&mut Found) -> Option<Recognised>,
) -> Option<Recognised> {
    let path = source.path();
    let remark =
        |code, message: String| Remark::new(code, message).at(Place::file(path), "").in_delivery(Severity::Error);
    let Some(_reading) = source.begin() else {
        let stopped = remark(&c::READER_STOPPED, format!("`{path}` gick inte att läsa: läsaren stannade"))
            .help("filen är skadad, eller gjord för att ta allt minne; hämta den på nytt ur källsystemet")
            .help("går den att öppna i ett kalkylprogram, spara om den som CSV i UTF-8");
        found.refuse(stopped);
        return None;
    };
    let before = source.look().ok();
    let outcome = contained(|| read(found));
    if before.is_some() && before != source.look().ok() {
        let changed = remark(&c::CHANGED, format!("`{path}` ändrades medan den lästes"));
        found.refuse(changed.help("vänta tills filen är färdigskriven och kör igen"));
    }
    outcome.unwrap_or_else(|Panicked| {
        found.refuse(damaged());
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_behind_the_wall_is_a_value() {
        assert_eq!(contained(|| 1), Ok(1));
        assert_eq!(contained(|| -> u8 { panic!("a cell") }), Err(Panicked));
    }
}
