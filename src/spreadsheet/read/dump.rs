//! What a process of its own says of a workbook: one line for each thing, ended by a line that says so.
//!
//! Words are separated by tabs, texts escaped; so the side that reads needs no more memory than a line has.

use std::io::{self, BufRead, Read, Write};

use super::cell::{CellKind, CellRange};
use super::sheet::Visibility;
use crate::diagnostic::CellRef;

/// How long a line may be: a cell of 32,767 characters and a formula of 8,192, each escaped.
const MOST_IN_A_LINE: u64 = 1_000_000;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Whether days are counted from 1904.
    Epoch1904(bool),
    /// A sheet of the workbook. All of them stand before the first cell.
    Sheet {
        /// Its name.
        name: String,
        /// Whether it is shown.
        visibility: Visibility,
    },
    /// What follows is of the next sheet.
    Cells,
    /// Merged cells of the sheet.
    Merged(CellRange),
    /// A cell of the sheet.
    Cell {
        /// Where it stands.
        address: CellRef,
        /// What it holds.
        kind: CellKind,
        /// The index of its format.
        format: u32,
        /// Its text.
        raw: String,
        /// Its formula.
        formula: Option<String>,
    },
    /// A cell that could not be read; which one is not known.
    Problem(String),
    /// The workbook could not be read.
    Failed(String),
    /// All was said.
    End,
}

const KINDS: [CellKind; 6] =
    [CellKind::Number, CellKind::Text, CellKind::Boolean, CellKind::Date, CellKind::Error, CellKind::Uncached];

impl Line {
    /// Writes it.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Line::Epoch1904(is_1904) => writeln!(out, "epoch\t{}", u8::from(*is_1904)),
            Line::Sheet { name, visibility } => {
                let word = match visibility {
                    Visibility::Visible => "visible",
                    Visibility::Hidden => "hidden",
                    Visibility::VeryHidden => "very-hidden",
                };
                writeln!(out, "sheet\t{word}\t{}", escape(name))
            }
            Line::Cells => writeln!(out, "cells"),
            Line::Merged(CellRange { first, last }) => writeln!(out, "merged\t{first}:{last}"),
            Line::Cell { address, kind, format, raw, formula } => {
                write!(out, "cell\t{address}\t{}\t{format}\t{}", kind.as_str(), escape(raw))?;
                match formula {
                    Some(formula) => writeln!(out, "\t{}", escape(formula)),
                    None => writeln!(out),
                }
            }
            Line::Problem(message) => writeln!(out, "problem\t{}", escape(message)),
            Line::Failed(message) => writeln!(out, "failed\t{}", escape(message)),
            Line::End => writeln!(out, "end"),
        }
    }

    /// Reads one; `None` where the text is none.
    pub(super) fn parse(text: &str) -> Option<Line> {
        let words: Vec<&str> = text.split('\t').collect();
        Some(match words[..] {
            ["epoch", flag] => Line::Epoch1904(flag == "1"),
            ["sheet", word, name] => {
                let visibility = match word {
                    "visible" => Visibility::Visible,
                    "hidden" => Visibility::Hidden,
                    "very-hidden" => Visibility::VeryHidden,
                    _ => return None,
                };
                Line::Sheet { name: unescape(name), visibility }
            }
            ["cells"] => Line::Cells,
            ["merged", range] => Line::Merged(CellRange::parse(range)?),
            ["cell", address, kind, format, raw] | ["cell", address, kind, format, raw, _] => Line::Cell {
                address: CellRef::parse(address)?,
                kind: KINDS.into_iter().find(|known| known.as_str() == kind)?,
                format: format.parse().ok()?,
                raw: unescape(raw),
                formula: words.get(5).map(|formula| unescape(formula)),
            },
            ["problem", message] => Line::Problem(unescape(message)),
            ["failed", message] => Line::Failed(unescape(message)),
            ["end"] => Line::End,
            _ => return None,
        })
    }
}

/// Reads the next line; `None` at the end of the stream or where it is cut off.
pub(super) fn next(content: &mut dyn BufRead) -> io::Result<Option<Line>> {
    let mut text = String::new();
    let mut limited = Read::take(content, MOST_IN_A_LINE);
    limited.read_line(&mut text)?;
    Ok(text.strip_suffix('\n').and_then(Line::parse))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('t') => plain.push('\t'),
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => {}
            },
            (other, false) => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &Line) {
        let mut out = Vec::new();
        line.write(&mut out).unwrap();
        assert_eq!(next(&mut out.as_slice()).unwrap().as_ref(), Some(line));
    }

    #[test]
    fn what_is_written_is_read() {
        let address = CellRef { row: 7, column: 2 };
        for kind in KINDS {
            for formula in [None, Some(String::new()), Some("A1&\"\t\"".to_owned())] {
                check(&Line::Cell { address, kind, format: 1, raw: "two\nlines \\ and\ta tab\r".to_owned(), formula });
            }
        }
        for visibility in [Visibility::Visible, Visibility::Hidden, Visibility::VeryHidden] {
            check(&Line::Sheet { name: "表\t1".to_owned(), visibility });
        }
        check(&Line::Cells);
        check(&Line::Merged(CellRange { first: address, last: address }));
        check(&Line::Failed("no\nreason".to_owned()));
        check(&Line::Problem(String::new()));
        check(&Line::Epoch1904(true));
        check(&Line::End);
    }

    #[test]
    fn a_line_that_is_cut_off_is_none() {
        assert_eq!(next(&mut "cell\tA1\tnumber\t0\t12".as_bytes()).unwrap(), None);
        assert_eq!(next(&mut "".as_bytes()).unwrap(), None);
    }
}
