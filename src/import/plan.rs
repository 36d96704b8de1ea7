//! Edits of several files, made in memory and looked at before anybody writes them.

use std::collections::BTreeMap;

use crate::dataset::edit::{Edit, edit};
use crate::dataset::{self, InputFile};
use crate::diagnostic::{Code, Diagnostic};
use crate::report::Project;

use super::origin;

/// A file of the project with changes made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Relative to the project, with `/`.
    pub path: String,
    /// What it holds now; `None` where it does not exist yet.
    pub before: Option<Vec<u8>>,
    /// What it shall hold.
    pub after: Vec<u8>,
}

/// Edits by the path of their file, in order.
#[derive(Debug, Default)]
pub(super) struct Plan(BTreeMap<String, Vec<Edit>>);

impl Plan {
    /// Adds edits of a file.
    pub(super) fn add(&mut self, path: &str, edits: impl IntoIterator<Item = Edit>) {
        self.0.entry(path.to_owned()).or_default().extend(edits);
    }

    /// Makes the edits, and loads the country as it would be then.
    ///
    /// # Errors
    ///
    /// `edit-refused` for what cannot be edited, and every error that the data would have.
    pub(super) fn make(&self, project: &Project, country: &str) -> Result<Vec<ChangedFile>, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut changed = Vec::new();
        for (path, edits) in &self.0 {
            let before = project.file(path).map(|file| file.bytes.clone());
            let text = before.as_deref().unwrap_or(origin::HEADING.as_bytes());
            match edit(path, text, edits) {
                Ok(after) => changed.push(ChangedFile { path: path.clone(), before, after }),
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        changed.retain(|file| file.before.as_ref() != Some(&file.after));
        let mut files: BTreeMap<String, Vec<u8>> =
            project.country_files(country).map(|file| (file.path.clone(), file.bytes.clone())).collect();
        files.extend(changed.iter().map(|file| (file.path.clone(), file.after.clone())));
        let files: Vec<InputFile> = files.into_iter().map(|(path, bytes)| InputFile { path, bytes }).collect();
        let errors: Vec<Diagnostic> =
            dataset::load(country, &files).1.into_iter().filter(Diagnostic::is_error).collect();
        if errors.is_empty() { Ok(changed) } else { Err(errors.into_iter().map(after_import).collect()) }
    }
}

/// An error of the data as it would be.
fn after_import(problem: Diagnostic) -> Diagnostic {
    let message = format!("with the imported values: {}", problem.message);
    let code = Code::IMPORT_REFUSED;
    Diagnostic { code, message, ..problem }.with_hint("correct the value in the imported file")
}
