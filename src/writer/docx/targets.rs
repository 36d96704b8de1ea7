//! Bookmarks: what the contents and references point to. Floor 3.
//!
//! Names are counted in reading order and never made from words: a bookmark's name has at most 40 characters
//! (ECMA-376-1, 17.13.6.2), a heading has as many as it likes.

use std::collections::BTreeMap;

use crate::document::{Block, BlockId, Document, walk_blocks};

/// The bookmarks of a document's headings, tables and charts.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    places: BTreeMap<BlockId, usize>,
}

impl Targets {
    /// Counts the blocks of a document.
    pub(super) fn of(document: &Document) -> Targets {
        let mut targets = Targets::default();
        walk_blocks(&document.blocks, &mut |block| {
            let id = match block {
                Block::Heading(heading) => &heading.id,
                Block::Table(table) => &table.id,
                Block::Chart(chart) => &chart.id,
                Block::Cover(_)
                | Block::Contents(_)
                | Block::Paragraph(_)
                | Block::List(_)
                | Block::Image(_)
                | Block::KeyFigures(_)
                | Block::Timeline(_)
                | Block::Callout(_)
                | Block::Quote(_)
                | Block::Section(_)
                | Block::PageBreak => return,
            };
            let next = targets.places.len() + 1;
            targets.places.entry(id.clone()).or_insert(next);
        });
        targets
    }

    /// The bookmark around a whole heading or caption, for contents.
    pub(super) fn contents(&self, id: &BlockId) -> Option<String> {
        self.places.get(id).map(|place| format!("_Toc{place:09}"))
    }

    /// The bookmark around what a reference repeats: a heading, or "Table 3" of a caption.
    pub(super) fn reference(&self, id: &BlockId) -> Option<String> {
        self.places.get(id).map(|place| format!("_Ref{place:09}"))
    }
}
