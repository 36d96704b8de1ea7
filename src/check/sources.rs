//! Every number and every record says where it comes from.

use super::error;
use super::records::{figures, programmes};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Dataset;

const HINT: &str = "add `sources`, with the `document` and its line or page";

/// Figures, other statements, commitments and rates have a source.
pub(super) fn figures_have_sources(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbers: Vec<(String, String, bool)> = Vec::new();
    for (path, figure) in figures(dataset) {
        for (index, statement) in figure.other_statements.iter().enumerate() {
            let words = format!("an other statement of the figure `{}`", figure.id);
            numbers.push((format!("{path}/other-statements/{index}"), words, statement.sources.is_empty()));
        }
        numbers.push((path, format!("the figure `{}`", figure.id), figure.sources.is_empty()));
    }
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
            let words = format!("the commitment `{}` of the project `{}`", commitment.id, project.id);
            numbers.push((path, words, commitment.sources.is_empty()));
        }
    }
    for rate in dataset.rates.values() {
        numbers.push((format!("rates/{}", rate.id), format!("the rate `{}`", rate.id), rate.sources.is_empty()));
    }
    for (path, words, _) in numbers.into_iter().filter(|(_, _, is_unexplained)| *is_unexplained) {
        let problem = error(dataset, &path, Code::UNEXPLAINED_FIGURE, format!("{words} has no source"));
        diagnostics.push(problem.with_hint(HINT));
    }
}

/// Records in words have a source; a project may leave it to its commitments.
pub(super) fn records_have_sources(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    let mut records: Vec<(String, String, bool)> = Vec::new();
    for office in &dataset.country.offices {
        let path = format!("country/offices/{}", office.id);
        records.push((path, format!("the office `{}`", office.id), office.sources.is_empty()));
    }
    for policy in &dataset.policies {
        let path = format!("policies/{}", policy.id);
        records.push((path, format!("the policy `{}`", policy.id), policy.sources.is_empty()));
    }
    for project in &dataset.projects {
        let path = format!("projects/{}", project.id);
        let is_unexplained = project.sources.is_empty() && project.commitments.is_empty();
        records.push((path, format!("the project `{}`", project.id), is_unexplained));
    }
    for (path, programme) in programmes(dataset) {
        let words = format!("the programme `{}`", path.trim_start_matches("people/"));
        records.push((path, words, programme.sources.is_empty()));
    }
    for dispatch in &dataset.people.dispatches {
        let path = format!("people/dispatches/{}", dispatch.id);
        records.push((path, format!("the dispatch `{}`", dispatch.id), dispatch.sources.is_empty()));
    }
    for event in &dataset.people.events {
        let path = format!("people/events/{}", event.id);
        records.push((path, format!("the event `{}`", event.id), event.sources.is_empty()));
    }
    for (path, words, _) in records.into_iter().filter(|(_, _, is_unexplained)| *is_unexplained) {
        diagnostics.push(error(dataset, &path, Code::MISSING_KEY, format!("{words} has no source")).with_hint(HINT));
    }
}
