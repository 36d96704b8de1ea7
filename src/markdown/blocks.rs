//! What stands under each other.

use comrak::nodes::{ListType, Node, NodeList, NodeValue};

use super::reader::{Context, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, LIST_LEVELS, List, ListKind};

impl<'a> Reader<'_, 'a> {
    /// The blocks in a node.
    pub(super) fn blocks(&mut self, parent: Node<'a>, context: Context) -> Vec<Block> {
        let mut blocks = Vec::new();
        if self.can_enter(parent, context) {
            for node in parent.children() {
                self.push_block(node, context, &mut blocks);
                self.has_blocks |= context.depth == 0 && !blocks.is_empty();
            }
        }
        blocks
    }

    fn push_block(&mut self, node: Node<'a>, context: Context, blocks: &mut Vec<Block>) {
        let data = node.data();
        match &data.value {
            NodeValue::Paragraph => match self.ledger_blocks(node, context) {
                Some(found) => blocks.extend(found),
                None => {
                    let content = self.content(node, context);
                    blocks.extend((!content.is_empty()).then_some(Block::Paragraph(content)));
                }
            },
            NodeValue::Heading(heading) => blocks.extend(self.heading(node, *heading, context)),
            NodeValue::List(list) => blocks.push(self.list(node, list, context)),
            NodeValue::BlockQuote => blocks.push(Block::Quote(self.blocks(node, context.inside()))),
            NodeValue::Alert(alert) => blocks.push(self.alert(node, alert, context)),
            NodeValue::Table(table) => blocks.extend(self.table(node, table, context)),
            // Read where its mark stands.
            NodeValue::FootnoteDefinition(_) => {}
            NodeValue::HtmlBlock(html) => {
                self.warn_of_html(node, context);
                let mut content = Vec::new();
                self.push_text(node, html.literal.trim_end(), context, &mut content);
                blocks.extend((!content.is_empty()).then_some(Block::Paragraph(content)));
            }
            NodeValue::CodeBlock(code) => {
                let hint = match code.fenced {
                    true => "write a paragraph with `code` in it",
                    false => "indent the line by fewer than four spaces",
                };
                self.refuse(node, context, "a block of code", hint);
            }
            NodeValue::ThematicBreak => {
                self.refuse(node, context, "a line across the page", "delete it, or print `{{ page_break() }}`");
            }
            other => {
                let message = format!("the Document has no place for `{}`", other.xml_node_name());
                self.refuse(node, context, message, "write it in words");
            }
        }
    }

    fn list(&mut self, node: Node<'a>, list: &NodeList, context: Context) -> Block {
        let kind = match list.list_type {
            ListType::Bullet => ListKind::Bulleted,
            ListType::Ordered => ListKind::Numbered,
        };
        if kind == ListKind::Numbered && list.start != 1 {
            let message = format!("a numbered list begins at {}, not at 1", list.start);
            let hint = "begin it at 1; if it is a sentence that begins with a number, write a backslash before the dot";
            self.refuse(node, context, message, hint);
        }
        if context.lists == LIST_LEVELS {
            let message =
                format!("a list stands in {LIST_LEVELS} others; in Word files it stands at the level of the last");
            let warning = Diagnostic::warning(Code::DEEP_LIST, self.place(node, context), message);
            self.diagnostics.push(warning.with_hint("make the list flatter, or write some of its levels as headings"));
        }
        let inside = Context { lists: context.lists + 1, ..context.inside() };
        let items = node.children().map(|item| self.blocks(item, inside)).collect();
        Block::List(List { kind, items })
    }
}
