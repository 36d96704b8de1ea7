//! Problems as text: for reading, one line each, as JSON, or as annotations of GitHub.

mod github;
mod human;
mod json;
mod short;

pub(super) use github::{annotations, failure_annotation};
pub(super) use human::{Paint, for_reading};
pub(super) use json::{json, object};
pub(super) use short::{in_lines, short};

use crate::diagnostic::Severity;

/// The word for a weight.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Text from an input without characters that could command a terminal; tabs become single spaces.
fn printable(text: &str) -> String {
    let safe = |character: char| match character {
        '\t' => ' ',
        // Marks that reverse the direction of text could make a message read otherwise than it is.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        character if character.is_control() => char::REPLACEMENT_CHARACTER,
        character => character,
    };
    text.chars().map(safe).collect()
}
