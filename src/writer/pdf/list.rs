//! Lists as Typst markup. Floor 3.

use super::markup::Markup;
use crate::document::{Block, List, ListKind};

impl<'a> Markup<'a> {
    pub(super) fn push_list(&mut self, list: &'a List, text: &mut String) {
        let is_tight = list.items.iter().all(|item| is_plain(item));
        text.push_str(match list.kind {
            ListKind::Bulleted => "#list(",
            ListKind::Numbered => "#enum(",
        });
        text.push_str(&format!("tight: {is_tight},"));
        for item in &list.items {
            text.push_str("\n  [");
            self.push_item(item, text);
            text.push_str("],");
        }
        text.push_str("\n)");
    }

    /// The blocks of a list item or footnote; a first paragraph stands on the line of its mark.
    pub(super) fn push_item(&mut self, blocks: &'a [Block], text: &mut String) {
        let (first, rest) = match blocks {
            [Block::Paragraph(content), rest @ ..] => (content.as_slice(), rest),
            blocks => (&[][..], blocks),
        };
        self.push_inlines(first, text);
        if is_plain(blocks) {
            // An empty line would make a paragraph of the words before the inner list.
            for block in rest {
                text.push('\n');
                self.push_block(block, text);
            }
        } else if !rest.is_empty() {
            text.push_str("\n\n");
            self.push_blocks(rest, text);
        }
    }
}

/// Whether an item is one paragraph, perhaps with lists below it.
fn is_plain(item: &[Block]) -> bool {
    let Some((Block::Paragraph(_), rest)) = item.split_first() else { return false };
    rest.iter().all(|block| matches!(block, Block::List(_)))
}
