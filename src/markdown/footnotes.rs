//! Footnotes: their text is read where their mark stands.

use comrak::nodes::{Node, NodeValue};

use super::SpanKind;
use super::reader::{Context, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Inline;

impl<'a> Reader<'_, 'a> {
    /// Notes the definitions of footnotes; reports those that no mark points to.
    pub(super) fn gather_footnotes(&mut self, root: Node<'a>) {
        for node in root.descendants() {
            let (name, references) = match &node.data().value {
                NodeValue::FootnoteDefinition(note) => (note.name.clone(), note.total_references),
                _ => continue,
            };
            if references > 0 {
                self.footnotes.insert(name, node);
            } else {
                // Its values are not read: they would be reported a second time.
                self.covered.push(self.range(node, Context::default()));
                let message = format!("no text refers to the footnote `{name}`, or it is defined twice");
                let hint = format!("write `[^{name}]` where it belongs, or delete it");
                self.refuse(node, Context::default(), message, &hint);
            }
        }
    }

    /// Reads a mark as the footnote that it points to.
    pub(super) fn footnote(&mut self, node: Node<'a>, name: &str, context: Context) -> Option<Inline> {
        if context.is_footnote {
            let message = format!("the footnote `{name}` stands in a footnote");
            self.refuse(node, context, message, "write it into the text of the outer one");
            return None;
        }
        let Some(definition) = self.footnotes.remove(name) else {
            let message = format!("the footnote `{name}` has two marks");
            self.refuse(node, context, message, "write a second footnote, or refer to the first in words");
            return None;
        };
        let inside = Context { is_footnote: true, lists: 0, cell: None, ..context.inside() };
        let blocks = self.blocks(definition, inside);
        if definition.first_child().is_none() {
            self.refuse(node, context, format!("the footnote `{name}` is empty"), "write its text, or delete it");
            return None;
        }
        Some(Inline::Footnote(blocks))
    }

    /// Reports marks in typed text that point to no footnote; they would be printed letter by letter.
    pub(super) fn check_marks(&mut self, range: std::ops::Range<usize>) {
        let source = self.map.text().get(range.clone()).unwrap_or("");
        for (at, _) in source.match_indices("[^") {
            let offset = range.start + at;
            let is_escaped = source[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
            let is_typed = self.rendered.span_at(offset).is_none_or(|span| span.kind == SpanKind::Raw);
            let Some((name, _)) = source[at + 2..].split_once(']') else { continue };
            if is_escaped || !is_typed {
                continue;
            }
            let place = self.rendered.place_of(offset);
            let message = format!("the footnote `{name}` is not defined");
            let hint = format!("add a paragraph that begins with `[^{name}]:`, or write `\\[^` for a bracket");
            self.diagnostics.push(Diagnostic::error(Code::MARKDOWN_UNSUPPORTED, place, message).with_hint(hint));
        }
    }
}
