//! What a source says of a project's state, against the project's dates.

use jiff::civil;

use super::records::is_recorded;
use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Certainty, Dataset, Project, StatedStatus, source_date};

/// Warns of a stated status that the dates rule out on every day that the source's date may mean.
pub(super) fn stated_status_agrees(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for project in &dataset.projects {
        let Some((stated, date)) = project.stated_status.zip(source_date(&project.sources, &dataset.sources)) else {
            continue;
        };
        let reasons = [date.first_day(), date.last_day()].map(|day| contradiction(project, stated, day));
        let (Some(_), Some(reason)) = (reasons[0], reasons[1]) else {
            continue;
        };
        if is_recorded(&project.conflicts, &["status"]) {
            continue;
        }
        let message = format!(
            "the project `{}` is stated as `{}` by a source of {date}, but by its dates {reason}",
            project.id,
            word(stated)
        );
        let path = format!("projects/{}/stated-status", project.id);
        let problem = warning(dataset, &path, Code::STATUS_CONTRADICTION, message);
        diagnostics
            .push(problem.with_hint("check the dates, or record the disagreement in `conflicts` about `status`"));
    }
}

/// What the dates say against a status on a day.
fn contradiction(project: &Project, stated: StatedStatus, day: civil::Date) -> Option<&'static str> {
    let begun = project.period.map(|period| period.has_begun(day));
    let ended = project.period.map(|period| period.has_ended(day));
    let signed = || project.commitments.iter().filter_map(|commitment| Some(commitment.signed()?.is_by(day)));
    let is_unsigned = project.commitments.iter().any(|commitment| commitment.signed().is_some())
        && signed().all(|is_by| is_by == Certainty::No);
    let had_not_begun = (begun == Some(Certainty::No)).then_some("it had not begun");
    let was_over = (ended == Some(Certainty::Yes)).then_some("it was over");
    match stated {
        StatedStatus::Completed => {
            let went_on = ended == Some(Certainty::No) && begun == Some(Certainty::Yes);
            had_not_begun.or(went_on.then_some("it was still going on"))
        }
        StatedStatus::Ongoing => had_not_begun.or(was_over),
        StatedStatus::Signed => was_over.or(is_unsigned.then_some("nothing was signed yet")),
        StatedStatus::UnderPreparation => {
            let had_begun = (begun == Some(Certainty::Yes)).then_some("it had begun");
            let is_signed = signed().any(|is_by| is_by == Certainty::Yes);
            was_over.or(had_begun).or(is_signed.then_some("it was signed already"))
        }
    }
}

/// The status as it is written in the data.
fn word(stated: StatedStatus) -> &'static str {
    match stated {
        StatedStatus::UnderPreparation => "under-preparation",
        StatedStatus::Signed => "signed",
        StatedStatus::Ongoing => "ongoing",
        StatedStatus::Completed => "completed",
    }
}
