//! Characters that no text of the data may hold: those that nobody sees, but that change what is read.
//!
//! Controls of the writing direction make a line read otherwise than it is written (Unicode 16, UAX #9, 2.1–2.6;
//! UTR #36, 2.10); other controls mean something to a terminal, or nothing at all. Joiners, soft hyphens and spaces of no
//! width are letters of some languages and stay.

use std::collections::BTreeSet;

use super::file::{TextFile, number};
use super::node::{Content, Node, Position};
use crate::diagnostic::{Code, Diagnostic};

/// Characters that are refused, from first to last, with what they are called (Unicode 16, chapter 23).
const REFUSED: [(char, char, &str); 12] = [
    ('\u{0}', '\u{8}', "a control"),
    ('\u{b}', '\u{1f}', "a control"),
    ('\u{7f}', '\u{9f}', "a control"),
    ('\u{61c}', '\u{61c}', "a mark of the writing direction"),
    ('\u{200e}', '\u{200f}', "a mark of the writing direction"),
    ('\u{2028}', '\u{2029}', "a separator of lines or paragraphs"),
    ('\u{202a}', '\u{202e}', "a control of the writing direction"),
    ('\u{2066}', '\u{2069}', "a control of the writing direction"),
    ('\u{206a}', '\u{206f}', "a deprecated control"),
    ('\u{feff}', '\u{feff}', "a byte order mark"),
    ('\u{fff9}', '\u{fffb}', "a control of annotations"),
    ('\u{e0000}', '\u{e007f}', "an invisible tag"),
];

/// What a refused character is.
fn refused(character: char) -> Option<&'static str> {
    let found = REFUSED.iter().find(|(first, last, _)| (*first..=*last).contains(&character));
    found.map(|(_, _, what)| *what)
}

/// Reports the first refused character of each value and key, at its place.
pub(super) fn check_values(file: &TextFile<'_>, root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    // An alias repeats a value with its place.
    let mut seen = BTreeSet::new();
    let mut add = |text: &str, position: Position| {
        let found = text.chars().find_map(|c| Some((c, refused(c)?)));
        if let Some((character, what)) = found.filter(|_| seen.insert(position)) {
            diagnostics.push(problem(file, position, character, what));
        }
    };
    check_node(root, &mut add);
}

fn check_node(node: &Node, add: &mut impl FnMut(&str, Position)) {
    match &node.content {
        Content::Scalar { text, .. } => add(text, node.position),
        Content::Sequence(items) => items.iter().for_each(|item| check_node(item, add)),
        Content::Mapping(entries) => {
            for entry in entries {
                add(&entry.key, entry.key_position);
                check_node(&entry.value, add);
            }
        }
        Content::Sample(_) => {}
    }
}

/// Reports each refused character of a narrative text. A carriage return before a line feed ends a line.
pub(super) fn check_text(file: &TextFile<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (index, line) in file.text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for (column, character) in line.chars().enumerate() {
            if let Some(what) = refused(character) {
                let position = Position { line: number(index + 1), column: number(column + 1) };
                diagnostics.push(problem(file, position, character, what));
            }
        }
    }
}

fn problem(file: &TextFile<'_>, position: Position, character: char, what: &str) -> Diagnostic {
    let message = format!("the text holds U+{:04X}, {what}, which no reader sees", u32::from(character));
    file.error(Code::INVALID_VALUE, position, message).with_hint("remove it, or type the text anew")
}
