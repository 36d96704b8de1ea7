//! `--reference-doc`: the office's own document, read from the disk.

use std::path::Path;

use crate::batch::Job;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host;
use crate::report::{Format, Input, sha256_hex};
use crate::writer::docx::ReferenceDocument;

use super::exit::Stop;

/// A reference document, and what the manifest says of it.
pub(super) struct Reference {
    pub(super) document: ReferenceDocument,
    pub(super) input: Input,
}

/// Reads the reference document, if there is to be one.
pub(super) fn read(path: Option<&Path>) -> Result<Option<Reference>, Stop> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    if !path.is_file() {
        let kind = if path.is_dir() { "is a folder" } else { "is not there" };
        let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the reference document `{name}` {kind}"));
        return Err(Stop::Problems(vec![problem.with_hint("name a Word document with `--reference-doc FILE.docx`")]));
    }
    let bytes = host::read_file(path, ReferenceDocument::MOST_BYTES)?;
    let document = ReferenceDocument::read(&name, &bytes).map_err(Stop::Problems)?;
    let file = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
    let input = Input { path: format!("reference-doc/{file}"), sha256: sha256_hex(&bytes) };
    Ok(Some(Reference { document, input }))
}

/// Warns where no report takes the reference document.
pub(super) fn unused(path: Option<&Path>, jobs: &[Job]) -> Option<Diagnostic> {
    let place = Place::file(path?.display().to_string());
    let is_used = jobs.iter().any(|job| job.formats.contains(&Format::Docx));
    let message = "the reference document has no effect, since no Word file is built";
    let problem = Diagnostic::warning(Code::REFERENCE_DOCUMENT, place, message);
    (!is_used).then(|| problem.with_hint("add `docx` to `--format`, or leave `--reference-doc` out"))
}
