//! One file of an office in: read, compared with the data, as edits of its YAML. Floor 4.
//!
//! What differs is a [`Comparison`], which knows nothing of the file's kind; how the data changes is a list of edits of files
//! that people wrote; where each new value came from goes to `provenance.yaml`. A file is a Word report of ours, whose
//! figures somebody corrected, or a workbook or text in columns, of which mappings say what it holds. Nothing is guessed:
//! what cannot be read, or is said twice and differently, is a problem, and with one problem nothing changes.
//!
//! Pure: the file comes in as bytes, which need not be in memory, changed files go out as bytes; what must be read in a process of its own is read by
//! one that the caller starts. Knows how the project's files belong together from [`crate::report`], and nothing of the disk.

mod comparison;
mod docx;
mod follow;
mod kind;
mod origin;
mod plan;
mod subject;
mod target;
mod workbook;

pub use comparison::{Change, Comparison, Counts, Difference, RecordChange, RecordDifference};
pub use follow::Follow;
pub use plan::ChangedFile;
pub use workbook::{Sheets, TableSummary, annotated, propose};

use crate::diagnostic::{Code, Diagnostic, Place, sort};
use crate::package::Bytes;
use crate::report::{Project, sha256_of};
use crate::spreadsheet::read::Isolate;

/// A file to import.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// As the user named it.
    pub path: &'a str,
    /// What it holds.
    pub bytes: Bytes<'a>,
    /// The country that it must be of, where the user says so.
    pub country: Option<&'a str>,
    /// The encoding of a text in columns, where the user says so.
    pub encoding: Option<&'a str>,
    /// Whether records and values may be taken out of the data.
    pub allows_removals: bool,
    /// Starts a process with limits, for formats that are loaded whole.
    pub isolate: Isolate<'a>,
}

impl<'a> Request<'a> {
    /// Its name without folders.
    pub fn name(&self) -> &'a str {
        self.path.rsplit(['/', std::path::MAIN_SEPARATOR]).next().unwrap_or(self.path)
    }

    /// The SHA-256 of its bytes, in hex.
    ///
    /// # Errors
    ///
    /// `unreadable-file` where the machine does not give them.
    fn sha256(&self) -> Result<String, Diagnostic> {
        sha256_of(self.bytes.reader()).map_err(|error| {
            let message = format!("the file can not be read to its end: {error}");
            Diagnostic::error(Code::UNREADABLE_FILE, Place::file(self.path), message).with_hint("copy the file anew")
        })
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
    /// What a workbook held.
    pub sheets: Option<Sheets>,
}

/// Reads a file, compares it with the data, and makes the changes in memory.
///
/// # Panics
///
/// If an edited file would not read as it was meant, see [`crate::dataset::edit::edit`].
pub fn import(project: &Project, request: &Request<'_>) -> Import {
    let import = match kind::is_word(request) {
        true => docx::import(project, request),
        false => workbook::import(project, request),
    };
    let mut import = import.unwrap_or_else(|diagnostics| Import { diagnostics, ..Import::default() });
    sort(&mut import.diagnostics);
    if import.diagnostics.iter().any(Diagnostic::is_error) {
        import.files.clear();
    }
    import
}
