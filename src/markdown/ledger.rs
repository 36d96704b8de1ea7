//! Blocks from data: what `![](block:N)` stands for.

use comrak::nodes::{Node, NodeValue};

use super::reader::{Context, Reader};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::{Block, BlockId, Inline, inlines_of, walk_blocks, walk_inlines};

/// Scheme of the address that points to a block.
pub(super) const BLOCK_SCHEME: &str = "block:";

impl<'a> Reader<'_, 'a> {
    /// The blocks that a paragraph stands for, if it holds nothing but `![](block:N)`.
    pub(super) fn ledger_blocks(&mut self, paragraph: Node<'a>, context: Context) -> Option<Vec<Block>> {
        let is_block_image = |node: Node<'a>| match &node.data().value {
            NodeValue::Image(image) => image.url.starts_with(BLOCK_SCHEME),
            _ => false,
        };
        let is_break = |node: Node<'a>| matches!(node.data().value, NodeValue::SoftBreak);
        let has_image = paragraph.children().any(is_block_image);
        if !has_image || !paragraph.children().all(|node| is_block_image(node) || is_break(node)) {
            return None;
        }
        let images: Vec<_> = paragraph.children().filter(|node| is_block_image(node)).collect();
        Some(images.into_iter().filter_map(|image| self.ledger_block(image, context)).collect())
    }

    fn ledger_block(&mut self, image: Node<'a>, context: Context) -> Option<Block> {
        let range = self.range(image, context);
        // A forgery is reported here, so the guard need not look at it again.
        self.covered.push(range.clone());
        let url = match &image.data().value {
            NodeValue::Image(link) if link.title.is_empty() && image.first_child().is_none() => link.url.clone(),
            _ => String::new(),
        };
        let block = index(&url, BLOCK_SCHEME).and_then(|at| self.rendered.ledger.blocks.get(at));
        let (Some(block), true) = (block, self.is_printed_whole(&range)) else {
            let message = "a block from data was written by hand";
            self.refuse(image, context, message, "call the function of the block in `{{ … }}`");
            return None;
        };
        let place = self.place(image, context);
        if !self.can_stand(block, context, &place) {
            return None;
        }
        let mut block = block.clone();
        self.name_block(&mut block, &place);
        self.note_references(&block, &place);
        Some(block)
    }

    /// Whether a block may stand here; reports one that may not.
    fn can_stand(&mut self, block: &Block, context: Context, place: &Place) -> bool {
        let (name, can_be_nested) = match block {
            Block::Cover(_) => ("cover", false),
            Block::Contents(_) => ("contents", false),
            Block::Section(_) => ("landscape", false),
            Block::PageBreak => ("page_break", false),
            Block::Heading(_) => ("heading", false),
            Block::Table(_) => ("table", true),
            Block::Chart(_) => ("chart", true),
            Block::Image(_) => ("image", true),
            Block::KeyFigures(_) => ("key_figures", true),
            Block::Timeline(_) => ("timeline", true),
            Block::Callout(_) => ("callout", true),
            Block::Paragraph(_) | Block::List(_) | Block::Quote(_) => ("text", true),
        };
        let problem = if context.is_footnote {
            format!("the block `{name}` stands in a footnote")
        } else if context.depth > 0 && !can_be_nested {
            format!("the block `{name}` stands inside a list, quote or alert")
        } else if matches!(block, Block::Cover(_)) && self.has_blocks {
            "the block `cover` is not the first of the report".to_owned()
        } else {
            return true;
        };
        let hint = if name == "cover" { "make it the first block" } else { "move it out" };
        self.diagnostics.push(Diagnostic::error(Code::BLOCK_ARGUMENT, place.clone(), problem).with_hint(hint));
        false
    }

    /// Notes the ids of the tables and charts in a block, and gives one to those without.
    fn name_block(&mut self, block: &mut Block, place: &Place) {
        match block {
            Block::Table(table) => self.name(&mut table.id, "table", place),
            Block::Chart(chart) => self.name(&mut chart.id, "chart", place),
            Block::Section(section) => section.blocks.iter_mut().for_each(|inner| self.name_block(inner, place)),
            Block::Callout(callout) => callout.blocks.iter_mut().for_each(|inner| self.name_block(inner, place)),
            Block::Quote(blocks) => blocks.iter_mut().for_each(|inner| self.name_block(inner, place)),
            Block::List(list) => {
                list.items.iter_mut().flatten().for_each(|inner| self.name_block(inner, place));
            }
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Image(_)
            | Block::KeyFigures(_)
            | Block::Timeline(_)
            | Block::PageBreak => {}
        }
    }

    fn name(&mut self, id: &mut BlockId, kind: &str, place: &Place) {
        if id.0.is_empty() {
            *id = self.counted_id(kind);
        } else {
            self.take_id(&id.0, place.clone());
        }
    }

    /// The first free id of `kind-1`, `kind-2`, …
    pub(super) fn counted_id(&mut self, kind: &str) -> BlockId {
        let is_free = |id: &String| !self.ids.contains(id) && !self.given_ids.contains(id);
        let mut candidates = (1..).map(|number: usize| format!("{kind}-{number}"));
        let id = candidates.find(is_free).expect("the numbers do not end");
        self.ids.insert(id.clone());
        BlockId(id)
    }

    fn note_references(&mut self, block: &Block, place: &Place) {
        let references = &mut self.references;
        walk_blocks(std::slice::from_ref(block), &mut |block| {
            for inlines in inlines_of(block) {
                walk_inlines(inlines, &mut |inline| {
                    if let Inline::CrossReference { target, .. } = inline {
                        references.push((target.0.clone(), place.clone()));
                    }
                });
            }
        });
    }
}

/// The index in an address such as `block:3`.
pub(super) fn index(url: &str, scheme: &str) -> Option<usize> {
    let digits = url.strip_prefix(scheme)?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}
