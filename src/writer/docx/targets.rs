//! Bookmarks: what the contents and references point to. Floor 3.
//!
//! Names are counted in reading order and never made from words: a bookmark's name has at most 40 characters
//! (ECMA-376-1, 17.13.6.2), a heading has as many as it likes.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, BlockId, Document, walk_blocks};
use crate::writer::Numbering;

/// The bookmarks of a document's headings, tables and charts.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    places: BTreeMap<BlockId, usize>,
    /// Headings that Word gives the number that the other formats print.
    counted: BTreeSet<BlockId>,
}

impl Targets {
    /// Counts the blocks of a document.
    pub(super) fn of(document: &Document, numbering: &Numbering) -> Targets {
        let mut targets = Targets::default();
        let mut counters = [0; 6];
        walk_blocks(&document.blocks, &mut |block| {
            let id = match block {
                Block::Heading(heading) => {
                    let level = usize::from(heading.level.clamp(1, 6));
                    if numbering.section(&heading.id).is_some_and(|number| counts(&mut counters, level, number)) {
                        targets.counted.insert(heading.id.clone());
                    }
                    &heading.id
                }
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

    /// Whether Word gives a heading the number that the other formats print, so that it can count it.
    pub(super) fn is_counted(&self, id: &BlockId) -> bool {
        self.counted.contains(id)
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

/// Counts a heading as Word does, unless Word would give it another number than the other formats print.
fn counts(counters: &mut [usize; 6], level: usize, number: &str) -> bool {
    let mut next = *counters;
    next[level - 1] += 1;
    next[level..].fill(0);
    next[..level].iter_mut().for_each(|counter| *counter = (*counter).max(1));
    let printed: Vec<String> = next[..level].iter().map(usize::to_string).collect();
    let is_same = printed.join(".") == number;
    if is_same {
        *counters = next;
    }
    is_same
}
