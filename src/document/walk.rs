//! Walking a document in reading order.

use std::collections::BTreeSet;

use super::{Block, ChartPoint, Document, Heading, Inline, PrintedFigure};
use crate::model::{FigureId, SourceReference};

/// A printed figure with the heading that it stands under.
#[derive(Debug, Clone, Copy)]
pub struct FigureOccurrence<'a> {
    /// The figure.
    pub figure: &'a PrintedFigure,
    /// The nearest heading before it; `None` on the cover.
    pub heading: Option<&'a Heading>,
}

impl Document {
    /// Where a figure stands: its own references; those of its parts, in their order, where it was derived.
    pub fn references_of(&self, id: &FigureId) -> Vec<&SourceReference> {
        let mut found: Vec<&SourceReference> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![id.clone()];
        while let Some(id) = waiting.pop() {
            let Some(figure) = self.figures.get(&id) else { continue };
            for reference in &figure.sources {
                if !found.contains(&reference) {
                    found.push(reference);
                }
            }
            let parts = figure.formula.iter().flat_map(|formula| formula.parts.iter().rev());
            waiting.extend(parts.filter_map(|part| FigureId::parse(part)).filter(|part| seen.insert(part.clone())));
        }
        found
    }

    /// Every printed figure, in reading order, repetitions included. Points of charts count where the
    /// chart stands.
    pub fn figure_occurrences(&self) -> Vec<FigureOccurrence<'_>> {
        let mut found = Vec::new();
        let mut heading = None;
        walk_blocks(&self.blocks, &mut |block| {
            if let Block::Heading(this) = block {
                heading = Some(this);
            }
            let mut push = |figure| found.push(FigureOccurrence { figure, heading });
            if let Block::Chart(chart) = block {
                for point in chart.series.iter().flat_map(|series| &series.points) {
                    match point {
                        ChartPoint::Known { figure, .. } => push(figure),
                        ChartPoint::Unknown => {}
                    }
                }
            }
            if let Block::KeyFigures(tiles) = block {
                tiles.iter().for_each(|tile| push(&tile.figure));
            }
            for inlines in inlines_of(block) {
                walk_inlines(inlines, &mut |inline| {
                    if let Inline::Figure(figure) = inline {
                        push(figure);
                    }
                });
            }
        });
        found
    }
}

/// Calls `visit` with every block, outer before inner, in reading order. Blocks inside footnotes are not
/// visited as blocks; `walk_inlines` enters them.
pub fn walk_blocks<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List(list) => list.items.iter().for_each(|item| walk_blocks(item, visit)),
            Block::Callout(callout) => walk_blocks(&callout.blocks, visit),
            Block::Quote(blocks) => walk_blocks(blocks, visit),
            Block::Section(section) => walk_blocks(&section.blocks, visit),
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Table(_)
            | Block::Chart(_)
            | Block::Image(_)
            | Block::KeyFigures(_)
            | Block::Timeline(_)
            | Block::PageBreak => {}
        }
    }
}

/// The lines of one block itself, in reading order; those of inner blocks are not among them.
pub fn inlines_of(block: &Block) -> Vec<&[Inline]> {
    match block {
        Block::Cover(cover) => {
            let facts = cover.facts.iter().flat_map(|fact| [&fact.label[..], &fact.content[..]]);
            [&cover.kicker[..], &cover.title[..], &cover.subtitle[..]].into_iter().chain(facts).collect()
        }
        Block::Heading(heading) => vec![&heading.content],
        Block::Paragraph(content) => vec![content],
        Block::Table(table) => {
            let headings = table.columns.iter().map(|column| &column.heading[..]);
            let cells = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| &cell.content[..]));
            std::iter::once(&table.caption[..])
                .chain(headings)
                .chain(cells)
                .chain(std::iter::once(&table.note[..]))
                .collect()
        }
        Block::Chart(chart) => vec![&chart.caption, &chart.note],
        Block::KeyFigures(tiles) => tiles.iter().flat_map(|tile| [&tile.label[..], &tile.note[..]]).collect(),
        Block::Timeline(timeline) => timeline.entries.iter().map(|entry| &entry.content[..]).collect(),
        Block::Callout(callout) => vec![&callout.title],
        Block::Contents(_)
        | Block::List(_)
        | Block::Image(_)
        | Block::Quote(_)
        | Block::Section(_)
        | Block::PageBreak => Vec::new(),
    }
}

/// Calls `visit` with every inline, outer before inner, footnotes entered where their mark stands.
pub fn walk_inlines<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. }
            | Inline::Language { content, .. } => walk_inlines(content, visit),
            Inline::Footnote(blocks) => walk_footnote(blocks, visit),
            Inline::Text(_) | Inline::Figure(_) | Inline::Code(_) | Inline::LineBreak => {}
        }
    }
}

fn walk_footnote<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    let mut lines = Vec::new();
    walk_blocks(blocks, &mut |block| lines.extend(inlines_of(block)));
    for line in lines {
        walk_inlines(line, visit);
    }
}
