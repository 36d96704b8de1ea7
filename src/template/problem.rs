//! Mistakes in templates: from the error that stops the engine to the diagnostic that a person reads.

use minijinja::{Error, ErrorKind};

use super::loader::Sources;
use super::vocabulary;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};

/// A mistake that one of our own functions found; it travels through the engine as the source of its error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(super) struct Problem {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
}

impl Problem {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Problem {
        Problem { code, message: message.into(), hints: Vec::new() }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hints.push(hint.into());
        self
    }

    /// Adds "did you mean", where a known word is near.
    pub(super) fn did_you_mean<'a>(mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        self.hints.extend(did_you_mean(word, known));
        self
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error::new(ErrorKind::InvalidOperation, problem.message.clone()).with_source(problem)
    }
}

/// A hint that offers the nearest of some known words.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("write `{near}`, if that is what you mean"))
}

/// The diagnostic of an error of the engine: at the deepest place that is known, with that line as excerpt.
pub(super) fn to_diagnostic(error: &Error, sources: &Sources) -> Diagnostic {
    let mut deepest = error;
    let mut located = error;
    let mut problem = None;
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>() {
            deepest = inner;
            located = if inner.line().is_some() { inner } else { located };
        }
        problem = source.downcast_ref::<Problem>().or(problem);
        next = source.source();
    }
    let place = located.name().map(|name| sources.place_of_error(name, located.line(), located.range()));
    let problem = problem.cloned().unwrap_or_else(|| of_engine(deepest));
    let excerpt = place.as_ref().and_then(|place| sources.excerpt(place));
    let mut diagnostic = Diagnostic::error(problem.code, place, problem.message);
    diagnostic.hints = problem.hints;
    diagnostic.excerpt = excerpt.map(String::into_boxed_str);
    diagnostic
}

/// A diagnostic at a place of a template, with its line.
pub(super) fn at(place: Place, problem: Problem, sources: &Sources) -> Diagnostic {
    let excerpt = sources.excerpt(&place);
    let mut diagnostic = Diagnostic::error(problem.code, place, problem.message);
    diagnostic.hints = problem.hints;
    diagnostic.excerpt = excerpt.map(String::into_boxed_str);
    diagnostic
}

/// What the engine itself found, in our words where they are clearer.
fn of_engine(error: &Error) -> Problem {
    let detail = error.detail().unwrap_or_default();
    let quoted = detail.split_whitespace().nth(1).unwrap_or_default();
    match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => {
            Problem::new(Code::TEMPLATE_SYNTAX, if detail.is_empty() { "syntax error" } else { detail })
        }
        ErrorKind::UnknownFilter => vocabulary::unknown_filter(quoted),
        ErrorKind::UnknownTest => vocabulary::unknown_test(quoted),
        ErrorKind::UnknownFunction => {
            vocabulary::unknown_function(detail.split_whitespace().next().unwrap_or_default())
        }
        ErrorKind::UndefinedError => {
            let what = if detail.is_empty() { "an undefined name is used".to_owned() } else { detail.to_owned() };
            let name = detail.split('`').nth(1).or_else(|| detail.split('\'').nth(1)).unwrap_or_default();
            Problem::new(Code::TEMPLATE_ERROR, what)
                .did_you_mean(name, vocabulary::FUNCTIONS.into_iter().chain(vocabulary::VALUES))
        }
        ErrorKind::OutOfFuel => {
            Problem::new(Code::TEMPLATE_ERROR, "the template does more work than a report needs; a loop may not end")
        }
        ErrorKind::TemplateNotFound => Problem::new(Code::TEMPLATE_ERROR, detail)
            .hint("include a file of the template's own folder, or `narrative(\"section\")`"),
        kind => {
            let text = if detail.is_empty() { kind.to_string() } else { format!("{kind}: {detail}") };
            Problem::new(Code::TEMPLATE_ERROR, text)
        }
    }
}
