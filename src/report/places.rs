//! The line of an input at the place of a problem.

use crate::diagnostic::Diagnostic;

use super::Project;

/// Adds the line of the file to each diagnostic that has a place with a line and no excerpt yet.
pub fn add_excerpts(project: &Project, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.excerpt.is_none()) {
        let line = diagnostic.place.as_ref().filter(|place| place.line > 0).and_then(|place| {
            let file = project.files.get(&*place.file)?;
            let text = std::str::from_utf8(&file.bytes).ok()?;
            text.lines().nth(place.line as usize - 1)
        });
        diagnostic.excerpt = line.map(Box::from);
    }
}
