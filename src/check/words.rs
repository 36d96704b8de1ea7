//! Words of a closed list that the model holds as text.

use super::records::conflicts;
use super::warning;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Channel, Dataset};

const CONFLICT_SUBJECTS: [&str; 6] = ["title", "period", "year", "status", "works", "identity"];
const NAME_KINDS: [&str; 5] = ["place", "road", "organisation", "programme", "abbreviation"];
const TERMS: [&str; 2] = ["long-term", "short-term"];

/// Warns of words that no list has, and of channels that are not organisations.
pub(super) fn words_are_known(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for (path, conflict) in conflicts(dataset) {
        check_word(dataset, format!("{path}/about"), &conflict.about, &CONFLICT_SUBJECTS, diagnostics);
    }
    for names in dataset.names.values() {
        check_word(dataset, format!("names/{}/kind", names.id), &names.kind, &NAME_KINDS, diagnostics);
    }
    for dispatch in &dataset.people.dispatches {
        if let Some(term) = &dispatch.term {
            let path = format!("people/dispatches/{}/term", dispatch.id);
            check_word(dataset, path, term, &TERMS, diagnostics);
        }
    }
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let Channel::Organisation(id) = &commitment.channel else {
                continue;
            };
            if dataset.names.get(id).is_some_and(|names| names.kind != "organisation") {
                let path = format!("projects/{}/commitments/{}/channel", project.id, commitment.id);
                let message = format!("the name `{id}` is not one of an organisation");
                let problem = warning(dataset, &path, Code::INVALID_VALUE, message);
                diagnostics.push(problem.with_hint(format!("give `{id}` the kind `organisation` if it is one")));
            }
        }
    }
}

fn check_word(dataset: &Dataset, path: String, word: &str, known: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    if known.contains(&word) {
        return;
    }
    let problem = warning(dataset, &path, Code::INVALID_VALUE, format!("`{word}` is not a word that this key takes"));
    diagnostics.push(match nearest(word, known.iter().copied()) {
        Some(meant) => problem.with_hint(format!("did you mean `{meant}`?")),
        None => {
            let known: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
            problem.with_hint(format!("write one of {}", known.join(", ")))
        }
    });
}
