//! What a run tells its display.

use super::{Finished, Job};

/// Something happened. Events of different jobs come in any order, from any thread.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A job begins.
    Started(&'a Job),
    /// A job is over, and its files are on the disk.
    Finished(&'a Finished),
}
