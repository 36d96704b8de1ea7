//! Edits of several files, made in memory and looked at before anybody writes them.

use std::collections::BTreeMap;

use crate::dataset::InputFile;
use crate::dataset::edit::{Edit, edit};
use crate::diagnostic::{Code, Diagnostic};
use crate::report::{Project, check_country};

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

/// What edits make.
pub(super) struct Made {
    /// The files that differ.
    pub(super) files: Vec<ChangedFile>,
    /// The project with them.
    pub(super) project: Project,
}

/// Edits by the path of their file, in order.
#[derive(Debug, Default)]
pub(super) struct Plan(BTreeMap<String, Vec<Edit>>);

impl Plan {
    /// Adds edits of a file.
    pub(super) fn add(&mut self, path: &str, edits: impl IntoIterator<Item = Edit>) {
        self.0.entry(path.to_owned()).or_default().extend(edits);
    }

    /// Makes the edits, and holds the country as it would be then against all rules of its data.
    ///
    /// # Errors
    ///
    /// `edit-refused` for what cannot be edited, and `import-refused` for every error that the data would have and has not.
    pub(super) fn make(&self, project: &Project, country: &str) -> Result<Made, Vec<Diagnostic>> {
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
        let file = |file: &ChangedFile| InputFile { path: file.path.clone(), bytes: file.after.clone() };
        let project_after = project.with_files(changed.iter().map(file));
        let is_same = |one: &Diagnostic, other: &Diagnostic| one.code == other.code && one.message == other.message;
        let known = check_country(project, country);
        let errors: Vec<Diagnostic> = check_country(&project_after, country)
            .into_iter()
            .filter(|problem| problem.is_error() && !known.iter().any(|known| is_same(known, problem)))
            .collect();
        if !errors.is_empty() {
            return Err(errors.into_iter().map(after_import).collect());
        }
        Ok(Made { files: changed, project: project_after })
    }
}

/// An error of the data as it would be.
fn after_import(problem: Diagnostic) -> Diagnostic {
    let message = format!("with the imported values: {}", problem.message);
    let code = Code::IMPORT_REFUSED;
    Diagnostic { code, message, ..problem }.with_hint("correct the value in the imported file")
}
