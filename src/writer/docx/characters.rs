//! Characters that XML 1.0 cannot hold (production 2, `Char`). Floor 3.
//!
//! They are left out of the file, which would be damaged with them, and that is told: nothing is lost silently.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, ChartPoint, Document, Inline, inlines_of, walk_blocks, walk_inlines};
use crate::package::is_legal;

/// A warning that names the characters of a document's text that are left out, if there are any.
pub(super) fn check(document: &Document) -> Option<Diagnostic> {
    let mut found = BTreeSet::new();
    let mut look = |text: &str| found.extend(text.chars().filter(|character| !is_legal(*character)));
    let metadata = &document.metadata;
    let own =
        [&metadata.title, &metadata.author, &metadata.description, &metadata.running_header, &metadata.running_note];
    own.into_iter().for_each(|text| look(text));
    walk_blocks(&document.blocks, &mut |block| {
        look_at_plain_texts(block, &mut look);
        for inlines in inlines_of(block) {
            walk_inlines(inlines, &mut |inline| match inline {
                Inline::Text(text) | Inline::Code(text) => look(text),
                Inline::Figure(figure) => look(&figure.text),
                Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Link { .. }
                | Inline::CrossReference { .. }
                | Inline::Footnote(_)
                | Inline::LineBreak
                | Inline::Language { .. } => {}
            });
        }
    });
    let named: Vec<String> = found.into_iter().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    (!named.is_empty()).then(|| {
        let message = format!("the Word file is written without characters that XML cannot hold: {}", named.join(", "));
        Diagnostic::warning(Code::UNWRITABLE_CHARACTER, None, message).with_hint("take them out of the text")
    })
}

/// Calls a function with the texts of a block that are no inlines.
fn look_at_plain_texts(block: &Block, look: &mut impl FnMut(&str)) {
    match block {
        Block::Table(table) => look(&table.description),
        Block::Chart(chart) => {
            [&chart.alt, &chart.unit, &chart.category_heading].into_iter().for_each(|text| look(text));
            chart.categories.iter().for_each(|category| look(category));
            for series in &chart.series {
                look(&series.name);
                for point in &series.points {
                    match point {
                        ChartPoint::Known { figure, .. } => look(&figure.text),
                        ChartPoint::Unknown => {}
                    }
                }
            }
        }
        Block::Image(image) => [&image.alt, &image.caption].into_iter().for_each(|text| look(text)),
        Block::KeyFigures(tiles) => {
            tiles.iter().flat_map(|tile| [&tile.figure.text, &tile.unit]).for_each(|text| look(text));
        }
        Block::Timeline(timeline) => timeline.entries.iter().for_each(|entry| look(&entry.date)),
        Block::Cover(_)
        | Block::Contents(_)
        | Block::Heading(_)
        | Block::Paragraph(_)
        | Block::List(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Section(_)
        | Block::PageBreak => {}
    }
}
