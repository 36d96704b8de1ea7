//! One file of an office in: read, compared with the data, as edits of its YAML. Floor 4.
//!
//! What differs is a [`Comparison`], which knows nothing of the file's kind; how the data changes is a list of edits of files
//! that people wrote; where each new value came from goes to `provenance.yaml`. A file is a Word report of ours, whose
//! figures somebody corrected. Nothing is guessed: what cannot be read, or is said twice and differently, is a problem, and
//! with one problem nothing changes.
//!
//! Pure: the file comes in as bytes, changed files go out as bytes. Knows how the project's files belong together from
//! [`crate::report`], and nothing of the disk.

mod comparison;
mod docx;
mod follow;
mod origin;
mod plan;
mod target;

pub use comparison::{Change, Comparison, Counts, Difference};
pub use follow::Follow;
pub use plan::ChangedFile;

use crate::diagnostic::{Diagnostic, sort};
use crate::report::Project;

/// Larger files are refused; a report of ours has a few hundred kilobytes, and pictures that a person adds some megabytes.
pub const MOST_BYTES: u64 = 100_000_000;

/// A file to import.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// As the user named it.
    pub path: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// The country that it must be of, where the user says so.
    pub country: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// Its name without folders.
    pub fn name(&self) -> &'a str {
        self.path.rsplit(['/', std::path::MAIN_SEPARATOR]).next().unwrap_or(self.path)
    }
}

/// What an import found.
#[derive(Debug, Default)]
pub struct Import {
    /// What differs from the data. It leaves out what the diagnostics are about. `None` where nothing could be compared.
    pub comparison: Option<Comparison>,
    /// Problems, sorted. With an error among them there are no changed files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the project with the changes made.
    pub files: Vec<ChangedFile>,
}

/// Reads a file, compares it with the data, and makes the changes in memory.
///
/// # Panics
///
/// If an edited file would not read as it was meant, see [`crate::dataset::edit::edit`].
pub fn import(project: &Project, request: &Request<'_>) -> Import {
    let mut import = match docx::import(project, request) {
        Ok(import) => import,
        Err(diagnostics) => Import { diagnostics, ..Import::default() },
    };
    sort(&mut import.diagnostics);
    if import.diagnostics.iter().any(Diagnostic::is_error) {
        import.files.clear();
    }
    import
}
