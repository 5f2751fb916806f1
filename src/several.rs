//! The same done with many things, on as many threads as there are cores.
//!
//! Knows nothing of what is done. What comes of the things stands in their order, whichever was done first.

use std::panic;
use std::thread;

/// Does something with each of some things, in turn on several threads; what comes of them, in their order.
///
/// When one of them panics so does this, after the others.
pub fn several<T: Sync, R: Send>(things: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    several_with(things, |thing, (): &mut ()| each(thing))
}

/// The same, where each thread has something of its own to work with, that is used for one thing after the other.
pub fn several_with<T: Sync, W: Default, R: Send>(things: &[T], each: impl Fn(&T, &mut W) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(things.len().max(1));
    let numbered = |from: usize| {
        let mut with = W::default();
        let own = (from..things.len()).step_by(threads);
        own.map(|at| (at, each(&things[at], &mut with))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let numbered = &numbered;
        let others: Vec<_> = (1..threads).map(|from| scope.spawn(move || numbered(from))).collect();
        let own = numbered(0);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|why| panic::resume_unwind(why)));
        own.into_iter().chain(others.flatten()).collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_each_stands_in_the_order_of_the_things() {
        let things: Vec<u32> = (0..1_000).collect();
        assert_eq!(several(&things, |n| n * 2), (0..2_000).step_by(2).collect::<Vec<u32>>());
        assert_eq!(several(&[], |n: &u32| *n), [0; 0]);
    }

    #[test]
    fn each_thread_works_with_something_of_its_own() {
        let counted = |_: &(), done: &mut u32| {
            *done += 1;
            *done
        };
        let done = several_with(&[(); 100], counted);
        // Whoever did the first thing goes on from there.
        assert_eq!((done[0], done.len()), (1, 100));
        assert!(done.into_iter().all(|n| (1..=100).contains(&n)));
    }
}
