//! The numbers that every format prints the same: of sections, tables and charts. Floor 3.
//!
//! Counted once, in reading order, so that "Table 3" is the same table in each format. Tables inside
//! footnotes are not counted. Footnotes and pages are numbered by the writers themselves.

use std::collections::BTreeMap;

use crate::document::{Block, BlockId, Document, Inline, Words, walk_blocks};

/// The numbers of a document's headings, tables and charts, by block id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbering {
    sections: BTreeMap<BlockId, String>,
    tables: BTreeMap<BlockId, usize>,
    charts: BTreeMap<BlockId, usize>,
    titles: BTreeMap<BlockId, String>,
}

impl Numbering {
    /// Counts the blocks of a document.
    ///
    /// A heading without a number does not count, but the headings below it begin at 1 again. A level that
    /// has no numbered heading yet is left out of the number.
    pub fn of(document: &Document) -> Numbering {
        let mut numbering = Numbering::default();
        let mut counters = [0_usize; 6];
        walk_blocks(&document.blocks, &mut |block| match block {
            Block::Heading(heading) => {
                let level = usize::from(heading.level.clamp(1, 6));
                counters[level..].fill(0);
                if heading.is_numbered {
                    counters[level - 1] += 1;
                    let number = counters[..level].iter().filter(|counter| **counter > 0).map(usize::to_string);
                    numbering.sections.insert(heading.id.clone(), number.collect::<Vec<_>>().join("."));
                }
                numbering.name(&heading.id, &heading.content);
            }
            Block::Table(table) => {
                let number = numbering.tables.len() + 1;
                numbering.tables.insert(table.id.clone(), number);
                numbering.name(&table.id, &table.caption);
            }
            Block::Chart(chart) => {
                let number = numbering.charts.len() + 1;
                numbering.charts.insert(chart.id.clone(), number);
                numbering.name(&chart.id, &chart.caption);
            }
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
            | Block::PageBreak => {}
        });
        numbering
    }

    fn name(&mut self, id: &BlockId, content: &[Inline]) {
        self.titles.insert(id.clone(), crate::document::plain_text(content));
    }

    /// The number of a heading, such as "3.1"; `None` where it has none.
    pub fn section(&self, id: &BlockId) -> Option<&str> {
        self.sections.get(id).map(String::as_str)
    }

    /// The number of a table, from 1.
    pub fn table(&self, id: &BlockId) -> Option<usize> {
        self.tables.get(id).copied()
    }

    /// The number of a chart, from 1.
    pub fn chart(&self, id: &BlockId) -> Option<usize> {
        self.charts.get(id).copied()
    }

    /// What a cross reference without words of its own prints: "Table 3", "Figure 2", "Section 3.1", or the
    /// words of a heading that has no number. A no-break space stands before the number.
    pub fn reference(&self, id: &BlockId, words: &Words) -> String {
        if let Some(number) = self.table(id) {
            format!("{}\u{a0}{number}", words.table)
        } else if let Some(number) = self.chart(id) {
            format!("{}\u{a0}{number}", words.chart)
        } else if let Some(number) = self.section(id) {
            format!("{}\u{a0}{number}", words.section)
        } else {
            self.titles.get(id).cloned().unwrap_or_else(|| id.0.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn numbers_count_in_reading_order_and_skip_what_has_none() {
        let document = sample::document();
        let numbering = Numbering::of(&document);
        let print = |id: &str| numbering.reference(&BlockId(id.into()), &document.words);
        let ids = ["at-a-glance", "activity", "projects", "annex", "projects-table", "chart-column", "chart-doughnut"];
        let expected = [
            "At a glance",
            "Section\u{a0}1",
            "Section\u{a0}1.1",
            "Section\u{a0}2",
            "Table\u{a0}1",
            "Figure\u{a0}1",
            "Figure\u{a0}2",
        ];
        assert_eq!(ids.map(print), expected);
    }
}
