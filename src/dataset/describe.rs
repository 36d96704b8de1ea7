//! Problems as diagnostics: the code, the sentence, and what was probably meant.

use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use super::deserializer::{UnknownKey, nearest_word};
use super::file::TextFile;
use super::mend;
use super::node::{Node, Position, Step, shortened};
use super::problem::{Kind, Problem};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, FigureValue, FiscalYear, Period, PeriodError, Quantity};

/// Lists of words up to this length are shown whole.
const LONGEST_LIST: usize = 12;

/// Tells a problem of a value of the tree.
pub(super) fn describe_problem(file: &TextFile, root: &Node, problem: &Problem) -> Diagnostic {
    let mut node = root;
    let mut position = root.position;
    let mut key = None;
    for step in problem.path() {
        if let Step::Key(index) = step {
            let entry = node.entries().get(index);
            key = entry.map(|entry| entry.key.as_str());
            position = entry.map_or(position, |entry| entry.key_position);
        } else if let Some(child) = node.child(step) {
            node = child;
            position = child.position;
        }
    }
    let text = key.or(node.text());
    let found = key.map_or_else(|| node.describe(), |key| format!("`{}`", shortened(key)));
    match &problem.kind {
        Kind::Refused(message) => describe_refused(file, position, text.unwrap_or_default(), message),
        Kind::WrongType(expected) => {
            let diagnostic = file.error(Code::WRONG_TYPE, position, format!("expected {expected}, found {found}"));
            match (node.text(), expected.as_str()) {
                (None, _) if node.is_null() => diagnostic.with_hint("give it a value or remove the key"),
                (Some(text), "keys with values") => {
                    let text = shortened(text);
                    diagnostic.with_hint(format!("write `KEY: {text}`; the keys of a text are its languages"))
                }
                (Some(text), "a list") => diagnostic.with_hint(format!("write `[{}]`", shortened(text))),
                _ => diagnostic,
            }
        }
        Kind::WrongValue(expected) => {
            file.error(Code::INVALID_VALUE, position, format!("expected {expected}, found {found}"))
        }
        Kind::UnknownWord(words) => {
            let message = format!("{found} is not a value that this key takes");
            with_known(file.error(Code::INVALID_VALUE, position, message), text.unwrap_or_default(), words, "one of")
        }
        Kind::UnknownKey(known) => {
            let key = text.unwrap_or_default();
            let meant = nearest_word(key, known.iter().copied());
            describe_unknown_key(file, position, &UnknownKey { key: key.to_owned(), known, meant })
        }
        Kind::MissingKey(key) => file
            .error(Code::MISSING_KEY, position, format!("the key `{key}` is missing from this record"))
            .with_hint(format!("add `{key}`")),
        Kind::DuplicateKey(key) => file
            .error(Code::DUPLICATE_KEY, position, format!("the key `{key}` stands here under two of its names"))
            .with_hint("keep one of them"),
    }
}

/// Tells of a key that its record does not have.
pub(super) fn describe_unknown_key(file: &TextFile, position: Position, unknown: &UnknownKey) -> Diagnostic {
    let message = format!("this record has no key `{}`", shortened(&unknown.key));
    let diagnostic = file.error(Code::UNKNOWN_KEY, position, message);
    match unknown.meant {
        Some(meant) => diagnostic.with_hint(format!("did you mean `{meant}`?")),
        None => with_known(diagnostic, "", unknown.known, "its keys are"),
    }
}

/// Adds the word that was probably meant, else all of them if they are few.
fn with_known(diagnostic: Diagnostic, word: &str, known: &[&str], introduction: &str) -> Diagnostic {
    match nearest_word(word, known.iter().copied()) {
        Some(meant) => diagnostic.with_hint(format!("did you mean `{meant}`?")),
        None if known.is_empty() || known.len() > LONGEST_LIST => diagnostic,
        None => {
            let words: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
            diagnostic.with_hint(format!("{introduction} {}", words.join(", ")))
        }
    }
}

/// Tells of a text that a type of the model refused. Which type it was is seen by asking each of them what it says
/// to the same text, so that no wording is written twice.
fn describe_refused(file: &TextFile, position: Position, text: &str, message: &str) -> Diagnostic {
    let (code, meant) = if says::<Quantity>(text, message) || says::<FigureValue>(text, message) {
        (Code::INVALID_AMOUNT, mend::amount(text))
    } else if says::<Date>(text, message) || says::<FiscalYear>(text, message) {
        (Code::INVALID_DATE, mend::date(text))
    } else if says::<Period>(text, message) {
        match Period::parse(text) {
            Err(PeriodError::Reversed(_)) => (Code::REVERSED_PERIOD, mend::period(text)),
            Err(PeriodError::Malformed(_)) | Ok(_) => (Code::INVALID_PERIOD, mend::period(text)),
        }
    } else {
        (Code::INVALID_VALUE, None)
    };
    let diagnostic = file.error(code, position, message.replace(text, &shortened(text)));
    match meant {
        Some(meant) => diagnostic.with_hint(format!("did you mean `{meant}`?")),
        None => diagnostic,
    }
}

/// Whether a type refuses a text with this message.
fn says<T: DeserializeOwned>(text: &str, message: &str) -> bool {
    T::deserialize(StrDeserializer::<Error>::new(text)).is_err_and(|error| error.to_string() == message)
}
