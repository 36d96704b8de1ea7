//! Which jobs may run: those whose inputs have no errors.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, sort};
use crate::model::LanguageTag;
use crate::report::{Project, check_country, check_shared, is_translated};

use super::{Job, Plan};

/// What the inputs of a plan allow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Admission {
    /// Jobs that may run, in the order of the plan.
    pub admitted: Vec<Job>,
    /// Jobs whose data, template, theme or language has errors, in the order of the plan.
    pub rejected: Vec<Job>,
    /// Everything found in the inputs that the plan uses, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Holds the inputs of a plan against their rules. An error in a country's data, a template, a theme or a
/// locale stops the jobs that use it and no others; a text that a language lacks stops the jobs in that language.
pub fn admit(project: &Project, plan: &Plan) -> Admission {
    let mut diagnostics = check_shared(project);
    diagnostics.extend(plan.countries.iter().flat_map(|code| check_country(project, code)));
    sort(&mut diagnostics);
    let broken: Vec<&str> = diagnostics
        .iter()
        .filter(|problem| problem.is_error() && problem.code != Code::MISSING_TRANSLATION)
        .filter_map(|problem| problem.place.as_ref())
        .map(|place| &*place.file)
        .collect();
    let pairs: BTreeSet<(&String, &LanguageTag)> = plan.jobs.iter().map(|job| (&job.country, &job.language)).collect();
    let untranslated: Vec<(&String, &LanguageTag)> =
        pairs.into_iter().filter(|(code, language)| !is_translated(project, code, language)).collect();
    let is_sound = |job: &Job| {
        let request = project.request(&job.country, &job.edition, &job.language);
        let is_translated = !untranslated.contains(&(&job.country, &job.language));
        is_translated && request.is_some_and(|request| !broken.iter().any(|file| request.uses(file)))
    };
    let (admitted, rejected) = plan.jobs.iter().cloned().partition(is_sound);
    Admission { admitted, rejected, diagnostics }
}
