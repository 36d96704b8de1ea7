//! Edits of several files, made in memory and looked at before anybody writes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::InputFile;
use crate::dataset::edit::{Edit, edit};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Provenance;
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

/// What is to change.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Edits by the path of their file, in order.
    edits: BTreeMap<String, Vec<Edit>>,
    /// Where new values came from, by value.
    origins: BTreeMap<String, Provenance>,
    /// Values that will be gone.
    gone: BTreeSet<String>,
}

/// Edits that were made.
pub(super) struct Made {
    /// The files that changed.
    pub(super) files: Vec<ChangedFile>,
    /// The project with them.
    pub(super) project: Project,
    /// `import-refused` for every error that the data would have and has not.
    pub(super) refused: Vec<Diagnostic>,
    /// What else the check of the data says now.
    pub(super) warnings_before: Vec<Diagnostic>,
    /// And what it would say then.
    pub(super) warnings_after: Vec<Diagnostic>,
}

impl Plan {
    /// Adds edits of a file.
    pub(super) fn add(&mut self, path: &str, edits: impl IntoIterator<Item = Edit>) {
        self.edits.entry(path.to_owned()).or_default().extend(edits);
    }

    /// Says where a new value came from.
    pub(super) fn trace(&mut self, entry: Provenance) {
        self.origins.insert(entry.value.clone(), entry);
    }

    /// Says that a value will be gone, so that nothing is said of where it came from.
    pub(super) fn forget(&mut self, value: String) {
        self.gone.insert(value);
    }

    /// Makes the edits, and holds the country as it would be then against all rules of its data.
    ///
    /// # Errors
    ///
    /// `edit-refused` for what cannot be edited.
    pub(super) fn make(&self, project: &Project, country: &str) -> Result<Made, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut changed = Vec::new();
        let provenance = format!("data/{country}/{}", origin::FILE);
        let files = self.edits.keys().chain([&provenance]);
        for path in files {
            let before = project.file(path).map(|file| file.bytes.clone());
            let (text, edits) = if *path == provenance {
                let text = before.as_deref().unwrap_or(origin::HEADING.as_bytes());
                (text, origin::edits(path, text, &self.origins, &self.gone))
            } else {
                (before.as_deref().unwrap_or_default(), Ok(self.edits.get(path).cloned().unwrap_or_default()))
            };
            match edits.and_then(|edits| if edits.is_empty() { Ok(None) } else { edit(path, text, &edits).map(Some) }) {
                Ok(Some(after)) => changed.push(ChangedFile { path: path.clone(), before, after }),
                Ok(None) => {}
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
        let (errors, warnings_after): (Vec<_>, Vec<_>) =
            check_country(&project_after, country).into_iter().partition(Diagnostic::is_error);
        let is_new = |problem: &Diagnostic| !known.iter().any(|known| is_same(known, problem));
        let refused = errors.into_iter().filter(is_new).map(after_import).collect();
        let warnings_before = known.into_iter().filter(|problem| !problem.is_error()).collect();
        Ok(Made { files: changed, project: project_after, refused, warnings_before, warnings_after })
    }
}

/// An error of the data as it would be.
fn after_import(problem: Diagnostic) -> Diagnostic {
    let message = format!("with the imported values: {}", problem.message);
    let code = Code::IMPORT_REFUSED;
    Diagnostic { code, message, ..problem }.with_hint("correct the value in the imported file")
}
