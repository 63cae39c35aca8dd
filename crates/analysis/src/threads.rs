//! Work on several threads. What comes out never depends on how many there are.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

thread_local! {
    static THREADS: Cell<Option<u32>> = const { Cell::new(None) };
}

/// How many threads this process may use.
pub fn threads() -> u32 {
    if let Some(threads) = THREADS.get() {
        return threads;
    }
    thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(1))
}

/// Does `work` on exactly so many threads, to show that nothing hangs on their number.
pub fn on_threads<T>(threads: u32, work: impl FnOnce() -> T) -> T {
    let before = THREADS.replace(Some(threads));
    let done = work();
    THREADS.set(before);
    done
}

/// Does `work` with each of `parts`, all of them at the same time; the results stand as the parts do.
pub fn at_once<P: Send, T: Send>(parts: Vec<P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        workers.into_iter().map(joined).collect()
    })
}

/// Does `here` and `there` at the same time where there are threads for both.
pub fn both<A, B: Send>(here: impl FnOnce() -> A, there: impl FnOnce() -> B + Send) -> (A, B) {
    if threads() < 2 {
        return (here(), there());
    }
    let told = THREADS.get();
    thread::scope(|scope| {
        let there = scope.spawn(move || {
            THREADS.set(told);
            there()
        });
        (here(), joined(there))
    })
}

/// What a worker found; its panic goes on in the one who waits.
fn joined<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{at_once, both, on_threads, threads};

    #[test]
    fn results_stand_as_their_parts_do() {
        assert_eq!(at_once(vec![3, 1, 2], |part| part * 10), [30, 10, 20]);
        assert!(at_once(Vec::<u8>::new(), |part| part).is_empty());
    }

    #[test]
    fn both_are_done_and_know_how_many_threads_there_are() {
        for wanted in [1, 2, 7] {
            assert_eq!(on_threads(wanted, || both(threads, threads)), (wanted, wanted));
        }
    }
}
