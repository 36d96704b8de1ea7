//! What the template stage hands over: Markdown, where each piece of it came from, and a ledger.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::document::{Block, PrintedFigure};

/// Markdown with the origin of every piece, and the typed values that it points to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rendered {
    /// The Markdown.
    pub text: String,
    /// Pieces of `text` in order; they do not overlap, and together cover all that is not white space.
    pub spans: Vec<Span>,
    /// What `[…](figure:N)` and `![](block:N)` point to.
    pub ledger: Ledger,
}

/// A piece of the Markdown and where in a template it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of [`Rendered::text`].
    pub output: Range<usize>,
    /// Whether it was typed or printed.
    pub kind: SpanKind,
    /// For typed text, of its first character that was rendered, so that the others can be counted from it; for
    /// a printed value, of the expression.
    pub place: Place,
}

/// How a piece came into the Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanKind {
    /// Typed into a template, and copied letter by letter.
    Raw,
    /// Printed by an expression.
    Expression,
}

/// The typed values behind the Markdown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// `[text](figure:N)` is the figure at index N; its text must be that of the figure.
    pub figures: Vec<PrintedFigure>,
    /// `![](block:N)` is the block at index N. A table or chart with an empty id is given one by the reader.
    pub blocks: Vec<Block>,
    /// What the template says of the report; the reader makes no use of it.
    pub metadata: Option<LedgerMetadata>,
}

/// What a template says of its report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerMetadata {
    /// The title, also of the file.
    pub title: String,
    /// One sentence that says what the report is.
    pub description: String,
    /// Who answers for the report.
    pub author: String,
    /// Left part of the running header.
    pub running_header: String,
    /// Right part of the running header.
    pub running_note: String,
}

impl Rendered {
    /// Markdown that is one file as it stands, without values from data.
    pub fn from_file(file: &str, text: &str) -> Rendered {
        let span = Span { output: 0..text.len(), kind: SpanKind::Raw, place: Place::new(file, 1, 1) };
        Rendered { text: text.to_owned(), spans: vec![span], ledger: Ledger::default() }
    }

    /// Where the byte at an offset of the Markdown came from.
    ///
    /// Between two spans it is the end of the first; without any, a place without a file.
    pub fn place_of(&self, offset: usize) -> Place {
        let following = self.spans.partition_point(|span| span.output.start <= offset);
        let Some(span) = self.spans.get(following.saturating_sub(1)) else { return Place::file("") };
        match span.kind {
            SpanKind::Expression => span.place.clone(),
            SpanKind::Raw => advance(
                &span.place,
                self.text.get(span.output.clone()).unwrap_or(""),
                offset.saturating_sub(span.output.start),
            ),
        }
    }

    /// The span that has the byte at an offset.
    pub(super) fn span_at(&self, offset: usize) -> Option<&Span> {
        let following = self.spans.partition_point(|span| span.output.start <= offset);
        self.spans.get(following.checked_sub(1)?).filter(|span| span.output.contains(&offset))
    }
}

/// The place of a byte of a text that begins at `start`.
fn advance(start: &Place, text: &str, offset: usize) -> Place {
    let mut place = start.clone();
    for (_, character) in text.char_indices().take_while(|(at, _)| *at < offset) {
        if character == '\n' {
            place.line += 1;
            place.column = 1;
        } else {
            place.column += 1;
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_traced_to_the_line_and_column_of_its_template() {
        let text = "Äb\nc 5 d\n";
        let spans = vec![
            Span { output: 0..6, kind: SpanKind::Raw, place: Place::new("a.md.j2", 3, 2) },
            Span { output: 6..7, kind: SpanKind::Expression, place: Place::new("a.md.j2", 4, 3) },
            Span { output: 7..10, kind: SpanKind::Raw, place: Place::new("b.md.j2", 9, 1) },
        ];
        let rendered = Rendered { text: text.into(), spans, ledger: Ledger::default() };
        let places: Vec<_> = [0, 2, 4, 6, 8].iter().map(|offset| rendered.place_of(*offset).to_string()).collect();
        assert_eq!(places, ["a.md.j2:3:2", "a.md.j2:3:3", "a.md.j2:4:1", "a.md.j2:4:3", "b.md.j2:9:2"]);
    }
}
