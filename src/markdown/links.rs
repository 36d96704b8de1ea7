//! Links: to the outside, to blocks of the document, and to figures of the ledger.

use comrak::nodes::{Node, NodeLink, NodeValue};

use super::ledger::{BLOCK_SCHEME, index};
use super::reader::{Context, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{BlockId, Inline};

/// Scheme of the address that points to a figure.
const FIGURE_SCHEME: &str = "figure:";

/// Schemes that a reader of the report may be sent to.
const ALLOWED_SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

impl<'a> Reader<'_, 'a> {
    /// Reads a link.
    pub(super) fn link(&mut self, node: Node<'a>, link: &NodeLink, context: Context) -> Option<Inline> {
        let range = self.range(node, context);
        if link.url.starts_with(FIGURE_SCHEME) {
            return self.figure(node, link, context);
        }
        if self.is_printed_whole(&range) {
            self.covered.push(range.clone());
        }
        if !link.title.is_empty() {
            let message = format!("a link has the title `{}`, which a printed page cannot show", link.title);
            self.refuse(node, context, message, "write it into the text");
        }
        let content = self.inlines(node, context.inside());
        let place = self.rendered.place_of(range.start);
        if let Some(target) = link.url.strip_prefix('#') {
            self.references.push((target.to_owned(), place));
            return Some(Inline::CrossReference { target: BlockId(target.to_owned()), content });
        }
        if !is_allowed(&link.url) {
            let message = format!("the link to `{}` is none to https, http, mailto or tel", link.url);
            let hint = "write the whole address, such as `https://…`, or `#id` for a part of the report";
            self.diagnostics.push(Diagnostic::error(Code::LINK_REFUSED, place, message).with_hint(hint));
        } else if content.is_empty() {
            self.refuse(
                node,
                context,
                format!("the link to `{}` has no words", link.url),
                "write words between `[` and `]`",
            );
        }
        Some(Inline::Link { address: link.url.clone(), content })
    }

    /// Reads a link to a figure, if an expression printed it as the ledger has it.
    fn figure(&mut self, node: Node<'a>, link: &NodeLink, context: Context) -> Option<Inline> {
        let range = self.range(node, context);
        // A forgery is reported here, so the guard need not look at it again.
        self.covered.push(range.clone());
        let mut text = String::new();
        let mut is_text = link.title.is_empty();
        for child in node.children() {
            match &child.data().value {
                NodeValue::Text(part) => text.push_str(part),
                _ => is_text = false,
            }
        }
        let figure = index(&link.url, FIGURE_SCHEME).and_then(|at| self.rendered.ledger.figures.get(at));
        match figure {
            Some(figure) if is_text && figure.text == text && self.is_printed_whole(&range) => {
                Some(Inline::Figure(figure.clone()))
            }
            Some(_) | None => {
                let message = format!("the link `[{text}]({})` was not printed by an expression", link.url);
                let place = self.rendered.place_of(range.start);
                let hint = "print the figure by itself, in `{{ … }}`";
                self.diagnostics.push(Diagnostic::error(Code::FORGED_FIGURE, place, message).with_hint(hint));
                None
            }
        }
    }

    /// Reports an image: only blocks from data, alone in a paragraph, can be shown.
    pub(super) fn image(&mut self, node: Node<'a>, link: &NodeLink, context: Context) {
        if link.url.starts_with(BLOCK_SCHEME) {
            self.covered.push(self.range(node, context));
            let message = "a block from data stands inside a line of text";
            self.refuse(node, context, message, "leave an empty line before and after it");
        } else {
            let message = format!("the image `{}` cannot be shown", link.url);
            self.refuse(node, context, message, "delete it; charts come from `{{ chart(…) }}`");
        }
    }
}

fn is_allowed(address: &str) -> bool {
    let is_plain = !address.contains(|character: char| character.is_whitespace() || character.is_control());
    let scheme = address.split_once(':').filter(|(_, rest)| !rest.is_empty()).map(|(scheme, _)| scheme);
    is_plain && scheme.is_some_and(|scheme| ALLOWED_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}
