//! How many files of a build met which fate.

use serde::Serialize;

use crate::batch::{Fate, Finished, Job};
use crate::host::Change;

/// How many files met which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Tally {
    written: usize,
    unchanged: usize,
    rejected: usize,
    crashed: usize,
    not_writable: usize,
    /// How many of those written or unchanged came from the cache.
    cached: usize,
}

/// Counts the files of jobs.
pub(super) fn tally(finished: &[Finished], rejected: &[Job]) -> Tally {
    let mut tally = Tally { rejected: rejected.iter().map(|job| job.formats.len()).sum(), ..Tally::default() };
    for product in finished.iter().flat_map(|job| &job.products) {
        tally.cached += usize::from(matches!(product.fate, Fate::Written { is_cached: true, .. }));
        match &product.fate {
            Fate::Written { change: Change::Written, .. } => tally.written += 1,
            Fate::Written { change: Change::Unchanged, .. } => tally.unchanged += 1,
            Fate::Rejected { .. } => tally.rejected += 1,
            Fate::Crashed => tally.crashed += 1,
            Fate::NotWritable(_) => tally.not_writable += 1,
        }
    }
    tally
}

/// The counts in words.
pub(super) fn summary(tally: &Tally) -> String {
    let Tally { written, unchanged, rejected, crashed, not_writable, cached: _ } = tally;
    let refused = if *not_writable > 0 { format!(", {not_writable} refused by the disk") } else { String::new() };
    format!("{written} written, {unchanged} unchanged, {rejected} rejected, {crashed} crashed{refused}")
}
