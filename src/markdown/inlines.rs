//! What stands within a line.

use comrak::nodes::{Node, NodeValue};

use super::escape::is_refused;
use super::reader::{Context, Reader, refused_character};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Inline;

impl<'a> Reader<'_, 'a> {
    /// The words of a block: its inlines, without forced line ends at the edges.
    pub(super) fn content(&mut self, node: Node<'a>, context: Context) -> Vec<Inline> {
        let mut inlines = self.inlines(node, context);
        while inlines.last() == Some(&Inline::LineBreak) {
            inlines.pop();
        }
        let leading = inlines.iter().take_while(|inline| **inline == Inline::LineBreak).count();
        inlines.drain(..leading);
        inlines
    }

    /// The inlines in a node.
    pub(super) fn inlines(&mut self, parent: Node<'a>, context: Context) -> Vec<Inline> {
        let mut inlines = Vec::new();
        if self.can_enter(parent, context) {
            for node in parent.children() {
                self.push_inline(node, context, &mut inlines);
            }
        }
        inlines
    }

    fn push_inline(&mut self, node: Node<'a>, context: Context, inlines: &mut Vec<Inline>) {
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => {
                let mut range = self.range(node, context);
                // Comrak lets an escaped character begin after its backslash.
                if self.map.text()[..range.start].ends_with('\\') {
                    range.start -= 1;
                }
                self.covered.push(range.clone());
                self.check_marks(range);
                self.push_text(node, text, context, inlines);
            }
            NodeValue::SoftBreak => {
                if !is_between_cjk(node) {
                    self.push_text(node, " ", context, inlines);
                }
            }
            NodeValue::LineBreak => inlines.push(Inline::LineBreak),
            NodeValue::Code(code) if !code.literal.is_empty() => inlines.push(Inline::Code(code.literal.clone())),
            NodeValue::Code(_) => {}
            NodeValue::HtmlInline(html) => {
                self.warn_of_html(node, context);
                self.push_text(node, html, context, inlines);
            }
            NodeValue::Emph => inlines.push(Inline::Emphasis(self.inlines(node, context.inside()))),
            NodeValue::Strong => inlines.push(Inline::Strong(self.inlines(node, context.inside()))),
            NodeValue::Link(link) => inlines.extend(self.link(node, link, context)),
            NodeValue::Image(image) => self.image(node, image, context),
            NodeValue::FootnoteReference(note) => inlines.extend(self.footnote(node, &note.name, context)),
            NodeValue::Strikethrough => {
                let message = "text is struck through";
                self.refuse(node, context, message, "delete the text, or write `\\~` for the character");
                inlines.extend(self.inlines(node, context.inside()));
            }
            other => {
                let message = format!("the Document has no place for `{}`", other.xml_node_name());
                self.refuse(node, context, message, "write it in words");
            }
        }
    }

    /// Adds text to the last text; a line end in a value is a forced one.
    pub(super) fn push_text(&mut self, node: Node<'a>, text: &str, context: Context, inlines: &mut Vec<Inline>) {
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => inlines.push(Inline::LineBreak),
                _ if is_refused(character) => {
                    let place = self.place(node, context);
                    self.diagnostics.push(refused_character(character, place));
                }
                _ => match inlines.last_mut() {
                    Some(Inline::Text(last)) => last.push(character),
                    Some(_) | None => inlines.push(Inline::Text(character.to_string())),
                },
            }
        }
    }

    /// Says that HTML is not markup here.
    pub(super) fn warn_of_html(&mut self, node: Node<'a>, context: Context) {
        let place = self.place(node, context);
        let message = "HTML is printed letter by letter, not understood";
        let hint = "write `\\<` if that is meant, `{# … #}` for a comment, and Markdown for the rest";
        self.diagnostics.push(Diagnostic::warning(Code::MARKDOWN_UNSUPPORTED, place, message).with_hint(hint));
    }
}

/// Whether a line was broken between two characters of a script that has no spaces between words.
fn is_between_cjk(soft_break: Node<'_>) -> bool {
    let before = soft_break.previous_sibling().and_then(|node| edge_character(node, Edge::Last));
    let after = soft_break.next_sibling().and_then(|node| edge_character(node, Edge::First));
    before.is_some_and(is_cjk) && after.is_some_and(is_cjk)
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

fn edge_character(node: Node<'_>, edge: Edge) -> Option<char> {
    let mut current = node;
    loop {
        if let NodeValue::Text(text) = &current.data().value {
            return match edge {
                Edge::First => text.chars().next(),
                Edge::Last => text.chars().next_back(),
            };
        }
        current = match edge {
            Edge::First => current.first_child()?,
            Edge::Last => current.last_child()?,
        };
    }
}

/// Han, kana, and the punctuation and full-width forms that stand with them (Unicode 16, blocks). Hangul has
/// spaces between words and is not among them.
fn is_cjk(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0x2FDF | 0x3000..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF01..=0xFF9F | 0x20000..=0x3FFFF)
}
