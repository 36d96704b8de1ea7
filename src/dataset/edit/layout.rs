//! Where things stand in a YAML text: what lies between values, where a value ends, where a line does.

use std::ops::Range;

use crate::dataset::node::{Content, Entry, Node, Style};

/// A text with the questions that can be asked of it. Offsets are bytes.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    /// The text.
    pub(super) text: &'a str,
}

impl<'a> Layout<'a> {
    /// What stands at an offset and after it.
    pub(super) fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Past white space, line ends and comments.
    pub(super) fn skip(self, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = self.rest(at);
            let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// Where the value of the document may begin: past directives and `---`.
    pub(super) fn document_start(self) -> usize {
        let mut at = self.skip(0);
        while self.rest(at).starts_with('%') {
            at = self.skip(self.line_end(at));
        }
        if self.rest(at).starts_with("---") { at + 3 } else { at }
    }

    /// Past the colon of an entry; past its key where it has none, as in `{a}`. `None` where its key is nothing, behind `?`, or
    /// shared.
    pub(super) fn after_colon(self, entry: &Entry) -> Option<usize> {
        let key = entry.key_extent;
        let is_simple = key.start < key.end && !key.is_shared && !self.before(key.start).trim_end().ends_with('?');
        let at = self.skip(key.end);
        is_simple.then(|| if self.rest(at).starts_with(':') { at + 1 } else { key.end })
    }

    /// The dash of the next item of a block list, from the end of the item before or the beginning of the list.
    pub(super) fn dash(self, from: usize) -> Option<usize> {
        let at = self.skip(from);
        self.rest(at).starts_with('-').then_some(at)
    }

    /// The dash of each item of a block list. `lower` is where the list may begin.
    pub(super) fn dashes(self, items: &[Node], lower: usize) -> Option<Vec<usize>> {
        let mut from = lower;
        let mut dashes = Vec::new();
        for item in items {
            let dash = self.dash(from)?;
            dashes.push(dash);
            from = self.end(item, dash + 1)?;
        }
        Some(dashes)
    }

    /// Past the last character of a value that may begin at `lower`, without the line end after it. `None` where it is written
    /// in a way that has no such place.
    pub(super) fn end(self, node: &Node, lower: usize) -> Option<usize> {
        let end = node.extent.end;
        match node.extent.style {
            Style::Alias | Style::SingleQuoted | Style::DoubleQuoted | Style::Flow => Some(end),
            Style::Plain if node.extent.start == end => (!node.extent.is_shared).then_some(lower),
            Style::Plain => Some(end),
            Style::Literal | Style::Folded => self.block_scalar(node, lower).map(|(_, body)| body.end),
            Style::FlowPair | Style::Block => match &node.content {
                Content::Mapping(entries) => {
                    let last = entries.last()?;
                    self.end(&last.value, self.after_colon(last)?)
                }
                Content::Sequence(items) => {
                    let dash = self.dashes(items, lower)?.pop()?;
                    self.end(items.last()?, dash + 1)
                }
                Content::Scalar { .. } | Content::Sample(_) => None,
            },
        }
    }

    /// The indicators of a block scalar, and its lines from the line end before them to the end of the last that counts.
    pub(super) fn block_scalar(self, node: &Node, lower: usize) -> Option<(Range<usize>, Range<usize>)> {
        let start = self.skip(lower);
        let sign = self.rest(start).strip_prefix(['|', '>'])?;
        let indicators =
            sign.len() - sign.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-').len();
        let header = start..start + 1 + indicators;
        let body = self.line_end(header.end);
        if node.extent.start >= node.extent.end {
            let is_empty = matches!(&node.content, Content::Scalar { text, .. } if text.is_empty());
            return is_empty.then_some((header.clone(), header.end..header.end));
        }
        let keeps = self.text.get(header.clone())?.contains('+');
        if keeps && !self.text.ends_with(['\n', '\r']) {
            // A line behind it would add a line end to it.
            return None;
        }
        let mut lines = self.text.get(..node.extent.end)?;
        // The indentation of what follows is counted to the scalar.
        if node.extent.end < self.text.len() || lines.ends_with(' ') {
            let trimmed = lines.trim_end_matches(' ');
            if trimmed.ends_with(['\n', '\r']) {
                lines = trimmed;
            }
        }
        lines = without_line_end(lines);
        if !keeps {
            lines = without_blank_lines(lines, node.extent.indent);
        }
        Some((header, body..lines.len().max(body)))
    }

    /// Where the line of an offset begins.
    pub(super) fn line_start(self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
    }

    /// Where the line of an offset ends, before its line end.
    pub(super) fn line_end(self, at: usize) -> usize {
        self.rest(at).find(['\n', '\r']).map_or(self.text.len(), |length| at + length)
    }

    /// Where the next line begins.
    pub(super) fn next_line(self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.rest(end);
        end + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
    }

    /// Whether the line above that of an offset is there and holds nothing but white space.
    pub(super) fn is_blank_above(self, at: usize) -> bool {
        let start = self.line_start(at);
        let above = self.text.get(..start).unwrap_or_default();
        let end = without_line_end(above).len();
        end < start && self.is_blank(end)
    }

    /// What stands before an offset on its line.
    pub(super) fn before(self, at: usize) -> &'a str {
        self.text.get(self.line_start(at)..at).unwrap_or_default()
    }

    /// Whether nothing stands before an offset on its line.
    pub(super) fn begins_line(self, at: usize) -> bool {
        self.before(at).bytes().all(|byte| byte == b' ')
    }

    /// Whether a line, given by an offset in it, holds nothing but white space.
    pub(super) fn is_blank(self, at: usize) -> bool {
        let line = self.text.get(self.line_start(at)..self.line_end(at)).unwrap_or_default();
        line.trim().is_empty()
    }

    /// The line end of the file: that of its first line.
    pub(super) fn new_line(self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text.get(..at).is_some_and(|before| before.ends_with('\r')) => "\r\n",
            Some(_) | None => "\n",
        }
    }
}

/// Lines without the blank ones at their end, those that no space more than the indentation fills.
fn without_blank_lines(lines: &str, indent: usize) -> &str {
    let mut lines = lines;
    loop {
        let before = lines.trim_end_matches(' ');
        if lines.len() - before.len() > indent || !before.ends_with(['\n', '\r']) {
            return lines;
        }
        lines = without_line_end(before);
    }
}

fn without_line_end(lines: &str) -> &str {
    let without = lines.strip_suffix('\n').unwrap_or(lines);
    without.strip_suffix('\r').unwrap_or(without)
}
