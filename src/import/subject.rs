//! The country that a file is of.

use std::sync::Arc;

use super::Request;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Dataset;
use crate::report::Project;

/// The data of the country that a file says that it is of, or that the user says. `what` is the file's kind in a word.
///
/// # Errors
///
/// `import-mismatch` where both say something else, or the project does not have the country; the errors of its data, if it
/// has any.
pub(super) fn find<'a>(
    project: &'a Project,
    request: &Request<'_>,
    (what, said): (&str, Option<&str>),
) -> Result<&'a Arc<Dataset>, Vec<Diagnostic>> {
    let refused = |message: String, hint: String| {
        vec![Diagnostic::error(Code::IMPORT_MISMATCH, Place::file(request.path), message).with_hint(hint)]
    };
    let known: Vec<&str> = project.countries.keys().map(String::as_str).collect();
    let countries = match known.as_slice() {
        [] => "no country: it is not the folder that holds `data/`".to_owned(),
        known => known.join(", "),
    };
    let code = match (said, request.country, known.as_slice()) {
        (Some(said), Some(country), _) if said != country => {
            let message = format!("the {what} is of `{said}`, not of `{country}`");
            return Err(refused(message, "leave `--country` out, or name the right file".to_owned()));
        }
        (Some(code), _, _) | (None, Some(code), _) | (None, None, &[code]) => code,
        (None, None, _) => {
            let message = format!("the {what} does not say which country it is of");
            return Err(refused(message, format!("say it with `--country`; the project has {countries}")));
        }
    };
    let Some(country) = project.countries.get(code) else {
        let message = format!("the {what} is of `{code}`, which the project does not have");
        let hint = format!("name the project with `--project DIR`; this one has {countries}");
        return Err(refused(message, hint));
    };
    let errors: Vec<Diagnostic> = country.diagnostics.iter().filter(|problem| problem.is_error()).cloned().collect();
    match (country.dataset.as_ref(), errors.is_empty()) {
        (Some(dataset), true) => Ok(dataset),
        (Some(_) | None, _) => Err(errors),
    }
}
