//! Messages that a language lacks and others have.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::locale::Locale;
use crate::model::LanguageTag;
use crate::template;

use super::Project;
use super::project::TEMPLATES;

/// One problem a language: an error where it lacks what a report can't be made without (a title, a word of the writers),
/// else a warning. It stands at the language's file, so that it stops no report in another.
pub(super) fn missing_messages(project: &Project) -> Vec<Diagnostic> {
    let all: BTreeSet<&str> = project.locales.values().flat_map(|locale| locale.message_keys()).collect();
    project.locales.values().filter_map(|locale| missing(project, locale, &all)).collect()
}

fn missing(project: &Project, locale: &Locale, all: &BTreeSet<&str>) -> Option<Diagnostic> {
    let path = format!("{TEMPLATES}locales/{}.ftl", locale.tag());
    let needed = needed(project, locale);
    let optional = all.iter().filter(|key| !locale.has_message(key)).map(|key| (*key).to_owned());
    let missing: BTreeSet<String> = needed.iter().cloned().chain(optional).collect();
    // What stops reports is named first.
    let first = needed.first().or(missing.first())?;
    let other = project.locales.values().find(|other| other.has_message(first));
    let file = other.map_or_else(|| "the project".to_owned(), |other| format!("`{}.ftl`", other.tag()));
    let message = match missing.len() {
        1 => format!("the message `{first}` is missing"),
        count => format!("{count} messages of {file} are missing, the first: `{first}`"),
    };
    let hint = match missing.len() {
        1 => format!("add `{first}` to `{path}`"),
        _ => format!("add them to `{path}`"),
    };
    let problem = match needed.is_empty() {
        true => Diagnostic::warning(Code::MISSING_TRANSLATION, Place::file(&path), message),
        false => Diagnostic::error(Code::UNKNOWN_MESSAGE, Place::file(&path), message),
    };
    Some(problem.with_hint(hint))
}

/// Whether a language has all messages that its reports can't be made without; one that could not be read has not.
pub(super) fn is_finished(project: &Project, language: &LanguageTag) -> bool {
    project.locales.get(language).is_some_and(|locale| needed(project, locale).is_empty())
}

/// Messages without which no report, or none of a template that is offered in the language, can be made. What no
/// language has is a slip of the template, and told there.
fn needed(project: &Project, locale: &Locale) -> Vec<String> {
    let is_missing = |key: &String| !locale.has_message(key);
    let is_elsewhere = |key: &String| project.locales.values().any(|other| other.has_message(key));
    let words = locale.words().err().into_iter().flatten().map(|problem| problem.key);
    let mut needed: Vec<String> = words.filter(is_missing).collect();
    for template in project.templates.values().filter(|template| project.languages_of(template).contains(locale.tag()))
    {
        needed.extend(Some(template.manifest.title.clone()).filter(is_missing));
        needed.extend(template::missing_messages(template, locale).into_iter().filter(is_elsewhere));
    }
    needed
}
