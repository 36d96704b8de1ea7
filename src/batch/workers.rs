//! Work on several threads, with results in order and panics as words.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Stack of a worker. Typst's own limits on nesting are made for the 8 MB of a main thread on Linux.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Works on every item, on as many threads as there are workers or as the machine can start, and returns the results in
/// the order of the items. `work` gets the index of the item too.
///
/// # Panics
///
/// If `work` panics.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    workers: NonZeroUsize,
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let take_all = || {
        while let Some((index, item)) = take(items, &next) {
            let result = work(index, item);
            done.lock().expect("no worker panics while it holds the lock").push((index, result));
        }
    };
    thread::scope(|scope| {
        let start = || thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, take_all);
        // A machine that has no thread left, because many were asked for or others have them, does with those that it has.
        let started = (0..workers.get().min(items.len())).map_while(|_| start().ok()).count();
        if started == 0 {
            take_all();
        }
    });
    let mut done = done.into_inner().expect("no worker panics while it holds the lock");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}

/// Works, and turns a panic into its words.
pub(super) fn attempt<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| words_of(panic.as_ref()))
}

/// The text of a panic; panics of other kinds have none.
fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[u32], workers: usize) -> Vec<Result<u32, String>> {
        let workers = NonZeroUsize::new(workers).expect("more than none");
        in_order(items, workers, |_, item| {
            attempt(|| {
                assert!(*item != 3, "three is a bug");
                item * 10
            })
        })
    }

    #[test]
    fn results_come_in_the_order_of_the_items_on_any_number_of_threads() {
        let items: Vec<u32> = (4..100).collect();
        let expected: Vec<Result<u32, String>> = items.iter().map(|item| Ok(item * 10)).collect();
        for workers in [1, 2, 7, 200] {
            assert_eq!(check(&items, workers), expected, "{workers} workers");
        }
        assert!(check(&[], 2).is_empty());
    }

    #[test]
    fn a_panic_is_told_in_its_words_and_loses_no_other_result() {
        let expected = vec![Ok(20), Err("three is a bug".to_owned()), Ok(40), Ok(50)];
        assert_eq!(check(&[2, 3, 4, 5], 1), expected);
        assert_eq!(check(&[2, 3, 4, 5], 2), expected);
    }
}
