//! Blocks as paragraphs, and those that hold other blocks. Floor 3.

use super::numbering::{LIST_STEP_MM, NONE};
use super::paragraph::Paragraph;
use super::run::Format;
use super::units::Twip;
use super::writing::{Before, Frame, Writing};
use super::xml::flag;
use crate::document::{Block, Heading, Inline, LIST_LEVELS, List, ListKind, walk_blocks};
use crate::package::XmlWriter;

impl<'a> Writing<'a> {
    /// Writes blocks, one below the other.
    pub(super) fn blocks(&mut self, xml: &mut XmlWriter, blocks: &'a [Block], frame: Frame) {
        for block in blocks {
            self.block(xml, block, frame);
        }
    }

    /// Writes a block.
    pub(super) fn block(&mut self, xml: &mut XmlWriter, block: &'a Block, frame: Frame) {
        match block {
            Block::Cover(cover) => self.cover(xml, cover),
            Block::Contents(contents) => self.contents(xml, contents),
            Block::Heading(heading) => self.heading(xml, heading),
            Block::Paragraph(content) => self.words(xml, frame, content),
            Block::List(list) => self.list(xml, list, frame),
            Block::Table(table) => self.table(xml, table, frame),
            Block::Chart(chart) => self.chart(xml, chart, frame),
            Block::Image(image) => self.image(xml, image, frame),
            Block::KeyFigures(tiles) => self.key_figures(xml, tiles, frame),
            Block::Timeline(timeline) => self.timeline(xml, timeline),
            Block::Callout(callout) => self.callout(xml, callout, frame),
            Block::Quote(blocks) => self.blocks(xml, blocks, Frame { style: "Quote", ..frame }),
            // Pages of another orientation are made of sections at the top; elsewhere there are no pages to turn.
            Block::Section(section) => self.blocks(xml, &section.blocks, frame),
            Block::PageBreak => self.breaks_page = self.before != Before::Start,
        }
    }

    /// A paragraph of running text in the style of its frame.
    fn words(&mut self, xml: &mut XmlWriter, frame: Frame, content: &'a [Inline]) {
        let indent = (frame.depth > 0).then(|| (list_indent(frame.depth), Twip(0)));
        let style = if frame.depth > 0 { "ListContinue" } else { frame.style };
        self.paragraph(xml, Paragraph { indent, ..Paragraph::of(style) }, |this, xml| {
            this.inlines(xml, content, &Format::default());
        });
    }

    fn heading(&mut self, xml: &mut XmlWriter, heading: &'a Heading) {
        let level = usize::from(heading.level.clamp(1, 6));
        let number = self.numbering.section(&heading.id).map(str::to_owned);
        let is_counted = self.targets.is_counted(&heading.id);
        // A heading whose number Word would not count, and one without, stand outside the numbering of their style.
        let outside = (self.has_numbered_headings && !is_counted).then_some((NONE, level - 1));
        let paragraph = Paragraph { number: outside, ..Paragraph::of(HEADING_STYLES[level - 1]) };
        self.paragraph(xml, paragraph, |this, xml| {
            if let Some(number) = number.filter(|_| !is_counted) {
                this.text(xml, &Format::default(), &format!("{number}\u{2002}"));
            }
            let contents = this.targets.contents(&heading.id);
            let reference = this.targets.reference(&heading.id);
            this.bookmarked(xml, contents, |this, xml| {
                this.bookmarked(xml, reference, |this, xml| this.inlines(xml, &heading.content, &Format::default()));
            });
        });
        self.before = Before::Heading;
    }

    /// Most characters in the number of a heading, by level.
    pub(super) fn heading_characters(&self) -> [u32; 6] {
        let mut most = [0; 6];
        walk_blocks(&self.document.blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                let number = self.numbering.section(&heading.id).unwrap_or_default();
                let longest = &mut most[usize::from(heading.level.clamp(1, 6)) - 1];
                *longest = u32::try_from(number.chars().count()).unwrap_or(u32::MAX).max(*longest);
            }
        });
        most
    }

    fn list(&mut self, xml: &mut XmlWriter, list: &'a List, frame: Frame) {
        // Deeper ones stand at the last level, which the reader has told.
        let level = frame.depth.min(LIST_LEVELS - 1);
        let (style, number) = match list.kind {
            ListKind::Bulleted => ("ListBullet", super::numbering::BULLETS),
            ListKind::Numbered => {
                self.numbered_lists += 1;
                ("ListNumber", NONE + self.numbered_lists)
            }
        };
        let inner = Frame { depth: level + 1, ..frame };
        for (index, item) in list.items.iter().enumerate() {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(content), rest)) => (content.as_slice(), rest),
                Some(_) | None => (&[][..], item.as_slice()),
            };
            // Items stand closer than what follows their list.
            let ends_list = index + 1 == list.items.len() && rest.is_empty() && level == 0 && frame.style.is_empty();
            let after = ends_list.then(|| self.tokens.paragraph_space());
            let paragraph = Paragraph { number: Some((number, level)), after, ..Paragraph::of(style) };
            self.paragraph(xml, paragraph, |this, xml| {
                this.inlines(xml, first, &Format::default());
            });
            self.blocks(xml, rest, inner);
        }
    }

    /// The blocks of a footnote; its mark stands in the first paragraph.
    pub(super) fn note(&mut self, xml: &mut XmlWriter, blocks: &'a [Block]) {
        let (first, rest) = match blocks.split_first() {
            Some((Block::Paragraph(content), rest)) => (content.as_slice(), rest),
            Some(_) | None => (&[][..], blocks),
        };
        self.paragraph(xml, Paragraph::of("FootnoteText"), |this, xml| {
            this.run(xml, &Format::of("FootnoteReference"), false, |xml| flag(xml, "w:footnoteRef"));
            this.text(xml, &Format::default(), " ");
            this.inlines(xml, first, &Format::default());
        });
        let width = self.tokens.text_width(crate::document::Orientation::Portrait);
        self.blocks(xml, rest, Frame { style: "FootnoteText", width, depth: 0 });
        self.end_cell(xml);
    }
}

/// The styles of headings, by level.
const HEADING_STYLES: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];

fn list_indent(depth: usize) -> Twip {
    let steps = u32::try_from(depth).unwrap_or(1);
    Twip::from_mm(LIST_STEP_MM * f64::from(steps))
}
