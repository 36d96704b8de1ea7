//! The disk behind small functions. Stands aside: only `cli` and `batch` call it.
//!
//! A file is written whole or not at all: into a temporary file beside its target, synced, then renamed. Knows
//! nothing of reports.

mod read;
mod write;

use std::path::PathBuf;

pub use read::{has_folder, read_tree};
pub use write::{Outcome, write_atomically};

/// A failure of the machine: what was tried, on which path, and what the system said.
#[derive(Debug, thiserror::Error)]
#[error("could not {action} `{}`: {cause}", path.display())]
pub struct Error {
    /// What was tried, such as "write".
    pub action: &'static str,
    /// On what.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub cause: std::io::Error,
}

impl Error {
    fn new(action: &'static str, path: impl Into<PathBuf>, cause: std::io::Error) -> Error {
        Error { action, path: path.into(), cause }
    }
}
