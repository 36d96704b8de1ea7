//! Digits typed into the text of a template or narrative.

use minijinja::machinery::ast::Stmt;

use super::Found;
use super::exempt::{Typed, is_exempt};
use super::walk::{Node, walk};
use crate::diagnostic::Code;
use crate::template::problem::Problem;

/// Stands for each byte of code while the text around it is looked at; no text has it.
pub(super) const CODE: char = '\u{1}';

/// Finds numbers in the text between the tags.
pub(super) fn check(source: &str, statements: &[Stmt<'_>], names: &[String]) -> Vec<Found> {
    let text = without_code(source, statements);
    numbers(&text)
        .into_iter()
        .filter_map(|(start, end)| {
            let typed = Typed { text: &text, start, end, names };
            let problem = if is_exempt(&typed) { None } else { Some(typed_digit(&text[start..end])) };
            let problem = problem.or_else(|| typed.year_as_quantity().map(|year| typed_year(&year)));
            problem.map(|problem| Found { offset: start, problem })
        })
        .collect()
}

/// The text of a template in which every byte of code, comments included, is [`CODE`]; line ends stay.
fn without_code(source: &str, statements: &[Stmt<'_>]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    let hide = |text: &mut String, to: usize, copied: &mut usize| {
        for byte in source.get(*copied..to).unwrap_or_default().bytes() {
            text.push(if byte == b'\n' { '\n' } else { CODE });
        }
        *copied = to.max(*copied);
    };
    walk(statements, &mut |node| {
        if let Node::Stmt(Stmt::EmitRaw(raw)) = node {
            let span = raw.span();
            let (start, end) = (usize::try_from(span.start_offset), usize::try_from(span.end_offset));
            let (Ok(start), Ok(end)) = (start, end) else { return };
            if let Some(piece) = source.get(start..end).filter(|_| start >= copied) {
                hide(&mut text, start, &mut copied);
                text.push_str(piece);
                copied = end;
            }
        }
    });
    hide(&mut text, source.len(), &mut copied);
    text
}

/// Runs of digits, with the points, commas and spaces that join groups of them.
pub(super) fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| character.is_numeric()) {
        let end = at + character.len_utf8();
        match found.last_mut() {
            Some(last) if last.1 == at => last.1 = end,
            Some(last) if matches!(&text[last.1..at], "." | "," | "\u{a0}" | "\u{202f}") => last.1 = end,
            Some(_) | None => found.push((at, end)),
        }
    }
    found
}

/// A number that has no source.
pub(super) fn typed_digit(number: &str) -> Problem {
    Problem::new(Code::TYPED_DIGIT, format!("the number `{number}` is typed, so nothing says where it comes from"))
        .hint("print it: `{{ figure(\"…\") }}`, `{{ count(…) }}` or a date of a record")
        .hint("add it to `names.yaml`, if it is part of a name")
}

fn typed_year(year: &str) -> Problem {
    Problem::new(Code::TYPED_YEAR, format!("`{year}` reads like a quantity, not like a year"))
        .hint("print it: `{{ figure(\"…\") }}`")
}
