//! On which page things stand, by our own layout. Floor 3.

use std::collections::BTreeMap;

use crate::document::BlockId;

/// The pages of a document's headings, tables and charts, and how many pages there are.
///
/// Made by the PDF writer's layout; a format whose pages are made by the reader's program writes them where it must show
/// a number before that program has counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageNumbers {
    pages: BTreeMap<BlockId, usize>,
    count: usize,
}

impl PageNumbers {
    /// Of pages by block, each from 1, and their count.
    pub fn new(pages: BTreeMap<BlockId, usize>, count: usize) -> PageNumbers {
        PageNumbers { pages, count }
    }

    /// The page that a block begins on, from 1; `None` for one that is no heading, table or chart.
    pub fn page(&self, id: &BlockId) -> Option<usize> {
        self.pages.get(id).copied()
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.count
    }
}
