//! From what the engine wrote to [`Rendered`]: where each piece came from, and whether it was typed or printed.
//!
//! The engine attributes all that a macro or a `{% set %}` block captured to the expression that prints it. The
//! private-use characters that [`super::formatter`] sets around each printed value tell typed from printed
//! inside it; they are taken out here. Where they do not pair up, captured text was cut.

use minijinja::{OutputSpan, OutputSpanKind};

use super::loader::Sources;
use super::phrase::{EXPRESSION_END, EXPRESSION_START, FIGURE_MARK};
use super::problem::{self, Problem};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::markdown::{Span, SpanKind};

/// Markdown without marks, its spans, and what is wrong with the marks.
pub(super) fn read(output: &str, spans: &[OutputSpan], sources: &Sources) -> (String, Vec<Span>, Vec<Diagnostic>) {
    let mut read = Reading { text: String::with_capacity(output.len()), spans: Vec::new() };
    let mut diagnostics = Vec::new();
    for span in spans {
        let piece = output.get(span.output_range()).unwrap_or_default();
        let place = sources.place(span.name(), span.source_range().start);
        let problem = match span.kind() {
            OutputSpanKind::Raw => read.raw(piece, place.clone()),
            _ => read.expression(piece, &place),
        };
        diagnostics.extend(problem.err().map(|problem| problem::at(place, problem, sources)));
    }
    (read.text, read.spans, diagnostics)
}

struct Reading {
    text: String,
    spans: Vec<Span>,
}

impl Reading {
    fn push(&mut self, piece: &str, kind: SpanKind, place: &Place) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(piece);
        self.spans.push(Span { output: start..self.text.len(), kind, place: place.clone() });
    }

    fn raw(&mut self, piece: &str, place: Place) -> Result<(), Problem> {
        if piece.contains([EXPRESSION_START, EXPRESSION_END, FIGURE_MARK]) {
            return Err(Problem::new(
                Code::TEMPLATE_ERROR,
                "the text has a private-use character (U+F8FC, U+F8FD or U+F8FF)",
            )
            .hint("take it out"));
        }
        self.push(piece, SpanKind::Raw, &place);
        Ok(())
    }

    fn expression(&mut self, piece: &str, place: &Place) -> Result<(), Problem> {
        let mut rest = piece;
        while !rest.is_empty() {
            let (typed, behind) = rest.split_once(EXPRESSION_START).unwrap_or((rest, ""));
            let is_last = typed.len() == rest.len();
            if typed.contains(EXPRESSION_END) {
                return Err(cut());
            }
            // Where it was typed is not known any more: it stands at the expression that printed the capture.
            self.push(typed, SpanKind::Raw, place);
            if is_last {
                return Ok(());
            }
            let (printed, following) = behind.split_once(EXPRESSION_END).ok_or_else(cut)?;
            if printed.contains(EXPRESSION_START) {
                return Err(cut());
            }
            self.push(printed, SpanKind::Expression, place);
            rest = following;
        }
        Ok(())
    }
}

fn cut() -> Problem {
    Problem::new(Code::TEMPLATE_ERROR, "the output of a macro or of `{% set %}…{% endset %}` was cut or changed")
        .hint("print it whole")
}
