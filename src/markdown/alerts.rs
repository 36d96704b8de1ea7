//! Alerts of GFM, with a title on the line of their mark.

use comrak::nodes::{AlertType, Node, NodeAlert, NodeValue};

use super::reader::{Context, Reader, parser_options};
use super::source_map::SourceMap;
use crate::document::{Block, Callout, CalloutKind, Inline};

impl<'a> Reader<'_, 'a> {
    /// Reads an alert.
    pub(super) fn alert(&mut self, node: Node<'a>, alert: &NodeAlert, context: Context) -> Block {
        let kind = match alert.alert_type {
            AlertType::Note | AlertType::Tip => CalloutKind::Note,
            AlertType::Important => CalloutKind::Important,
            AlertType::Warning | AlertType::Caution => CalloutKind::Warning,
        };
        let title = alert.title.as_ref().map_or_else(Vec::new, |_| self.alert_title(node, context));
        Block::Callout(Callout { kind, title, blocks: self.blocks(node, context.inside()) })
    }

    /// Reads the title, which comrak hands over as a string, as a line of its own.
    ///
    /// It is parsed behind a paragraph as long as all that stands before it, so that its offsets stay those of the
    /// whole Markdown.
    fn alert_title(&mut self, node: Node<'a>, context: Context) -> Vec<Inline> {
        let start = self.range(node, context).start;
        let line = self.map.rest_of_line(start);
        let mark = line.find(']').map_or(line.len(), |at| at + 1);
        let title = line[mark..].trim_start();
        let offset = start + line.len() - title.len();
        // The mark of the alert alone is longer than the empty line.
        let text = format!("{}\n\n{title}", "x".repeat(offset.saturating_sub(2)));

        let root = comrak::parse_document(self.arena, &text, &parser_options());
        let whole = std::mem::replace(&mut self.map, SourceMap::new(&text));
        let is_paragraph = |node: &Node<'a>| matches!(node.data().value, NodeValue::Paragraph);
        let after_padding: Vec<_> = root.children().skip(1).collect();
        let paragraph = <[Node<'a>; 1]>::try_from(after_padding).ok().map(|[only]| only).filter(is_paragraph);
        let content = paragraph.map(|paragraph| self.content(paragraph, context));
        self.map = whole;
        if content.is_none() {
            self.refuse(node, context, "the title of an alert is not a line of words", "write its words only");
        }
        content.unwrap_or_default()
    }
}
