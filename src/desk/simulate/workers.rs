//! Many hands, one order: jobs run side by side, and their results are taken one after the other as if a single hand had made them.
//!
//! A worker never runs far ahead of what has been taken, so only a few results are in memory at once.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

struct Turn {
    /// The next job to begin.
    next: u32,
    /// Results taken so far.
    taken: u32,
    /// Nobody wants more.
    stopped: bool,
}

/// More workers than this gain nothing and cost memory.
const MOST: usize = 16;

/// Runs jobs 0 to `count` − 1 on so many threads, and hands each result to `take` in order.
///
/// # Errors
/// The first that `take` gives; jobs not begun are then left.
pub(super) fn in_order<T: Send, E>(
    threads: usize,
    count: u32,
    job: &(dyn Fn(u32) -> T + Sync),
    take: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, MOST).min(count.max(1) as usize);
    if threads == 1 {
        return (0..count).try_for_each(|number| take(job(number)));
    }
    let ahead = threads as u32 + 2;
    let turn = Mutex::new(Turn { next: 0, taken: 0, stopped: false });
    let moved = Condvar::new();
    let begin = || {
        let mut turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if turn.stopped || turn.next >= count {
                return None;
            }
            if turn.next < turn.taken + ahead {
                turn.next += 1;
                return Some(turn.next - 1);
            }
            turn = moved.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
    };
    let tell = |change: &dyn Fn(&mut Turn)| {
        change(&mut turn.lock().unwrap_or_else(PoisonError::into_inner));
        moved.notify_all();
    };
    std::thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..threads {
            let (sender, begin) = (sender.clone(), &begin);
            scope.spawn(move || {
                while let Some(number) = begin() {
                    // The one who takes may have stopped; then the result is not wanted.
                    if sender.send((number, job(number))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut taken = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&taken) {
                if let Err(e) = take(result) {
                    tell(&|turn| turn.stopped = true);
                    return Err(e);
                }
                taken += 1;
                tell(&|turn| turn.taken = taken);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_with_any_number_of_workers() {
        for threads in [1, 2, 4, 9] {
            let mut seen = Vec::new();
            in_order(threads, 100, &|n| n * n, &mut |n| {
                seen.push(n);
                Ok::<(), ()>(())
            })
            .expect("taken");
            assert_eq!(seen, (0..100).map(|n| n * n).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn no_worker_runs_far_ahead_of_what_is_taken() {
        use std::sync::atomic::{AtomicU32, Ordering};
        let (begun, mut taken, mut most) = (AtomicU32::new(0), 0, 0);
        in_order(4, 60, &|_| begun.fetch_add(1, Ordering::SeqCst), &mut |_| {
            std::thread::sleep(std::time::Duration::from_millis(1));
            most = most.max(begun.load(Ordering::SeqCst) - taken);
            taken += 1;
            Ok::<(), ()>(())
        })
        .expect("taken");
        assert!(most <= 7, "{most} at once");
    }

    #[test]
    fn a_failure_stops_the_work() {
        let result = in_order(3, 1_000_000, &|n| n, &mut |n| if n == 5 { Err(n) } else { Ok(()) });
        assert_eq!(result, Err(5));
    }
}
