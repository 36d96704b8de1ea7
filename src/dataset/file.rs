//! A text file of the project, and diagnostics that point into it.

use super::node::Position;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Lines longer than this are not shown beside a diagnostic.
const LONGEST_EXCERPT: usize = 1000;

/// A file that is valid UTF-8.
#[derive(Debug, Clone)]
pub(super) struct TextFile<'a> {
    /// Relative to the project, with `/`.
    pub(super) path: &'a str,
    /// What it holds, without a byte order mark.
    pub(super) text: &'a str,
    /// Its lines.
    lines: Vec<&'a str>,
}

impl<'a> TextFile<'a> {
    /// Reads bytes as UTF-8.
    ///
    /// # Errors
    ///
    /// `unreadable-file` at the first byte that is not.
    pub(super) fn new(path: &'a str, bytes: &'a [u8]) -> Result<TextFile<'a>, Diagnostic> {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Ok(TextFile { path, text, lines: split_lines(text) })
            }
            Err(error) => {
                let valid = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
                let lines = split_lines(&valid);
                let last = lines.last().copied().unwrap_or_default();
                let place = Place::new(path, number(lines.len()), number(last.chars().count() + 1));
                Err(Diagnostic::error(Code::UNREADABLE_FILE, place, "the file is not UTF-8 text")
                    .with_hint("save it as UTF-8"))
            }
        }
    }

    /// Where a position is.
    pub(super) fn place(&self, position: Position) -> Place {
        Place::new(self.path, position.line, position.column)
    }

    /// A line by its number, from 1.
    pub(super) fn line(&self, number: u32) -> Option<&'a str> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// A problem of level error, with the line it stands on.
    pub(super) fn error(&self, code: Code, position: Position, message: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::error(code, self.place(position), message);
        match self.line(position.line) {
            Some(line) if line.len() <= LONGEST_EXCERPT => diagnostic.with_excerpt(line),
            Some(_) | None => diagnostic,
        }
    }
}

/// The lines of a text as YAML 1.2, 5.4 breaks them: at LF, CR LF and CR.
fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        let (line, tail) = rest.split_at(end);
        lines.push(line);
        rest = tail.strip_prefix("\r\n").unwrap_or_else(|| tail.get(1..).unwrap_or_default());
    }
    lines.push(rest);
    lines
}

/// A count as a line or column number.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
