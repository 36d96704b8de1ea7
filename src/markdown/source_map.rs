//! From comrak's lines and columns to bytes of the Markdown.

use std::ops::Range;

use comrak::nodes::{LineColumn, Sourcepos};

/// Where the lines of a text begin.
pub(super) struct SourceMap {
    text: String,
    line_starts: Vec<usize>,
}

impl SourceMap {
    /// Finds the lines of a text; they end as in CommonMark 0.31, 2.1, with LF, CR or CR LF.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_line_end = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let line_starts = std::iter::once(0).chain((0..bytes.len()).filter(|at| is_line_end(*at)).map(|at| at + 1));
        SourceMap { text: text.to_owned(), line_starts: line_starts.collect() }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte at a line and a column, both counted from 1, the column in bytes.
    pub(super) fn offset(&self, position: LineColumn) -> usize {
        let start = self.line_starts.get(position.line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        (start + position.column.saturating_sub(1)).min(self.text.len())
    }

    /// The bytes of a node outside tables.
    pub(super) fn range(&self, position: Sourcepos) -> Range<usize> {
        let start = self.offset(position.start);
        // Comrak's end is the last byte itself.
        let end = (self.offset(position.end) + 1).min(self.text.len());
        self.whole_characters(start, end)
    }

    /// The bytes of a node in a table cell that begins at `cell`.
    ///
    /// Comrak counts the columns there after it has taken the backslashes before pipes away (GFM 4.10).
    pub(super) fn range_in_cell(&self, position: Sourcepos, cell: usize) -> Range<usize> {
        let range = self.range(position);
        let start = self.with_pipe_escapes(cell, range.start.saturating_sub(cell));
        let end = self.with_pipe_escapes(cell, range.end.saturating_sub(cell));
        self.whole_characters(start, end)
    }

    /// The bytes from `start` to `end`, widened to whole characters: behind the definition of a link Comrak's positions may
    /// lie within one.
    fn whole_characters(&self, start: usize, end: usize) -> Range<usize> {
        let start = self.text.floor_char_boundary(start);
        start..self.text.ceil_char_boundary(end).max(start)
    }

    /// The rest of the line from a byte on, without its end.
    pub(super) fn rest_of_line(&self, offset: usize) -> &str {
        let rest = self.text.get(offset..).unwrap_or("");
        rest.split(['\n', '\r']).next().unwrap_or(rest)
    }

    /// The byte that stands `distance` bytes behind the start of a cell once `\|` counts as one byte.
    fn with_pipe_escapes(&self, cell: usize, distance: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut counted) = (cell, 0);
        while counted < distance && at < bytes.len() {
            let pair = (bytes[at], bytes.get(at + 1));
            at += 1;
            counted += 1;
            match pair {
                (b'\\', Some(b'|')) => at += 1,
                (b'\\', Some(b'\\')) if counted < distance => {
                    at += 1;
                    counted += 1;
                }
                _ => {}
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_any_of_the_three_line_ends() {
        let map = SourceMap::new("a\r\nb\rc\nd");
        let offsets: Vec<_> = (1..=4).map(|line| map.offset(LineColumn { line, column: 1 })).collect();
        assert_eq!(offsets, [0, 3, 5, 7]);
    }

    #[test]
    fn an_escaped_pipe_counts_as_one_byte_in_a_cell() {
        let map = SourceMap::new(r"| a\|b c |");
        assert_eq!(&map.text()[map.range_in_cell((1, 3, 1, 7).into(), 1)], r"a\|b c");
    }
}
