//! The guard: every printed value stands in text.
//!
//! The escaper makes a value harmless where text stands. In a code span, the address of a link, an attribute or
//! HTML it would not; so what an expression printed must lie in text of the parse, in a link that it printed
//! whole, or be a block. White space, which Markdown trims, is let through.

use std::ops::Range;

use super::{Rendered, SpanKind};
use crate::diagnostic::{Code, Diagnostic};

/// Longest part of a value that a message shows, in characters.
const LONGEST_EXCERPT: usize = 40;

/// Reports each printed value that is not wholly covered by the given bytes of the Markdown.
pub(super) fn values_outside_text(rendered: &Rendered, covered: Vec<Range<usize>>) -> Vec<Diagnostic> {
    let covered = joined(covered);
    let mut found = Vec::new();
    for span in rendered.spans.iter().filter(|span| span.kind == SpanKind::Expression) {
        let Some(value) = rendered.text.get(span.output.clone()) else { continue };
        let is_covered = |offset: usize| {
            let following = covered.partition_point(|range| range.start <= offset);
            following.checked_sub(1).is_some_and(|before| offset < covered[before].end)
        };
        let is_outside =
            |(at, character): (usize, char)| !character.is_whitespace() && !is_covered(span.output.start + at);
        if value.char_indices().any(is_outside) {
            let excerpt: String = value.chars().take(LONGEST_EXCERPT).collect();
            found.push(
                Diagnostic::error(
                    Code::VALUE_OUTSIDE_TEXT,
                    span.place.clone(),
                    format!("the value `{excerpt}` is printed where Markdown is not text"),
                )
                .with_hint(
                    "print it in running text, not in code, the address of a link, the title of an alert, an \
                     attribute or HTML",
                ),
            );
        }
    }
    found
}

/// The same bytes in order, as ranges that do not touch.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => joined.push(range),
        }
    }
    joined
}
