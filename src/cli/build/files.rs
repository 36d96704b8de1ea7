//! What became of each file of a plan, for the reports that a CI server reads.

use crate::batch::{Fate, Finished, Job, Mode, Plan, Product};
use crate::cli::feedback::{FileOutcome, State};
use crate::diagnostic::Diagnostic;
use crate::host::Change;
use crate::report::{Format, Project};

/// One outcome a file, in the order of the plan. `problems` are those of the inputs that stopped jobs.
pub(super) fn outcomes(
    project: &Project,
    plan: &Plan,
    finished: &[Finished],
    problems: &[Diagnostic],
    mode: Mode,
) -> Vec<FileOutcome> {
    let mut files = Vec::new();
    for job in &plan.jobs {
        match finished.iter().find(|finished| finished.job == *job) {
            Some(finished) => files.extend(finished.products.iter().map(|product| {
                let state = state(product, finished.crash.as_deref(), mode);
                outcome(job, product.format, state, finished.diagnostics.clone())
            })),
            None => {
                let request = project.request(&job.country, &job.edition, &job.language);
                let is_own = |problem: &&Diagnostic| {
                    let file = problem.place.as_ref().map(|place| &*place.file);
                    problem.is_error() && file.is_none_or(|file| request.is_none_or(|request| request.uses(file)))
                };
                let own: Vec<Diagnostic> = problems.iter().filter(is_own).cloned().collect();
                files.extend(job.formats.iter().map(|format| outcome(job, *format, State::Rejected, own.clone())));
            }
        }
    }
    files
}

fn outcome(job: &Job, format: Format, state: State, problems: Vec<Diagnostic>) -> FileOutcome {
    FileOutcome {
        group: format!("{}/{}", job.country, job.edition.report),
        report: format!("{} {}", job.edition.year, job.language),
        format: format.as_str(),
        path: job.path(format),
        state,
        problems,
    }
}

fn state(product: &Product, crash: Option<&str>, mode: Mode) -> State {
    match (&product.fate, mode) {
        (Fate::Written { change: Change::Unchanged, .. }, _) => State::Unchanged,
        (Fate::Written { change: Change::Written, .. }, Mode::Write) => State::Written,
        (Fate::Written { change: Change::Written, .. }, Mode::Compare) => State::Differs,
        (Fate::Rejected { .. }, _) => State::Rejected,
        (Fate::Crashed, _) => State::Crashed(crash.unwrap_or_default().to_owned()),
        (Fate::NotWritable(error), _) => State::Refused(error.to_string()),
    }
}
