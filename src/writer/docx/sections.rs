//! Sections: runs of pages that look alike. Floor 3.
//!
//! A section's properties stand behind it: in the last paragraph of all but the last (ECMA-376-1, 17.6.18), which here is
//! one of its own that takes no room, since a section may end with a table. Each section names its headers and footers,
//! so that pages on their side keep them.

use super::cover::{BAND_ROOM_MM, COVER_BOTTOM_MM, COVER_TOP_MM};
use super::headers::Headers;
use super::paragraph::{Paragraph, properties};
use super::units::Twip;
use super::writing::{Before, Frame, Writing};
use super::xml::value;
use crate::document::{Block, Orientation};
use crate::package::XmlWriter;

/// What the pages of a section have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// The cover: nothing but itself.
    Cover,
    /// Text; the first of a brief has no running header.
    Text(Orientation),
}

/// A run of blocks on pages that look alike.
#[derive(Debug, PartialEq)]
pub(super) struct Part<'a> {
    pub(super) pages: Pages,
    pub(super) blocks: Vec<&'a Block>,
}

/// The parts of a document. Headings that stand directly before pages of another orientation move to the first of these:
/// at the end of the page before, they would head nothing.
pub(super) fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    push_parts(&mut parts, blocks, Orientation::Portrait);
    parts.retain(|part: &Part<'_>| part.blocks.iter().any(|block| !matches!(block, Block::PageBreak)));
    parts
}

fn push_parts<'a>(parts: &mut Vec<Part<'a>>, blocks: &'a [Block], orientation: Orientation) {
    let fresh = || Part { pages: Pages::Text(orientation), blocks: Vec::new() };
    parts.push(fresh());
    for block in blocks {
        match block {
            Block::Cover(cover) if cover.full_page => {
                parts.push(Part { pages: Pages::Cover, blocks: vec![block] });
                parts.push(fresh());
            }
            Block::Section(section) => {
                let headings = parts.last_mut().map(take_headings).unwrap_or_default();
                let first = parts.len();
                push_parts(parts, &section.blocks, section.orientation);
                if let Some(part) = parts.get_mut(first) {
                    part.blocks.splice(0..0, headings);
                }
                parts.push(fresh());
            }
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Table(_)
            | Block::Chart(_)
            | Block::Image(_)
            | Block::KeyFigures(_)
            | Block::Timeline(_)
            | Block::Callout(_)
            | Block::Quote(_)
            | Block::PageBreak => parts.last_mut().expect("a part was begun").blocks.push(block),
        }
    }
}

fn take_headings<'a>(part: &mut Part<'a>) -> Vec<&'a Block> {
    let count = part.blocks.iter().rev().take_while(|block| matches!(block, Block::Heading(_))).count();
    part.blocks.split_off(part.blocks.len() - count)
}

impl<'a> Writing<'a> {
    /// Writes `w:body`.
    pub(super) fn body(&mut self, xml: &mut XmlWriter, headers: &Headers) {
        let parts = parts(&self.document.blocks);
        let last = parts.len().saturating_sub(1);
        let is_brief = self.tokens.is_brief;
        xml.element("w:body", &[], |xml| {
            if parts.is_empty() {
                self.paragraph(xml, Paragraph::default(), |_, _| {});
                self.section(xml, Pages::Text(Orientation::Portrait), headers, false);
            }
            for (index, part) in parts.into_iter().enumerate() {
                self.breaks_page = false;
                self.before = Before::Start;
                self.waiting = None;
                self.orientation = match part.pages {
                    Pages::Cover => Orientation::Portrait,
                    Pages::Text(orientation) => orientation,
                };
                let frame = Frame { style: "", width: self.tokens.text_width(self.orientation), depth: 0 };
                for block in part.blocks {
                    self.block(xml, block, frame);
                }
                self.breaks_page = false;
                let is_banded = is_brief && index == 0;
                if index == last {
                    self.end_cell(xml);
                    self.section(xml, part.pages, headers, is_banded);
                } else {
                    let end = Paragraph { height: Some(Twip(20)), ..Paragraph::of("BlockGap") };
                    xml.element("w:p", &[], |xml| {
                        properties(xml, end, false, |xml| self.section(xml, part.pages, headers, is_banded));
                    });
                }
            }
        });
    }

    /// Writes `w:sectPr`; the first page of a banded section has no running header.
    fn section(&self, xml: &mut XmlWriter, pages: Pages, headers: &Headers, is_banded: bool) {
        let orientation = match pages {
            Pages::Cover => Orientation::Portrait,
            Pages::Text(orientation) => orientation,
        };
        xml.element("w:sectPr", &[], |xml| {
            if let Pages::Text(orientation) = pages {
                headers.references(xml, orientation, is_banded);
            }
            value(xml, "w:type", "nextPage");
            let (width, height) = self.tokens.page(orientation);
            let (width, height) = (width.to_string(), height.to_string());
            let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
            if orientation == Orientation::Landscape {
                size.push(("w:orient", "landscape"));
            }
            xml.empty("w:pgSz", &size);
            self.margins(xml, pages);
            if is_banded {
                super::xml::flag(xml, "w:titlePg");
            }
        });
    }

    fn margins(&self, xml: &mut XmlWriter, pages: Pages) {
        let paper = &self.tokens.paper;
        let (top, bottom, left) = match pages {
            Pages::Cover => {
                let [top, bottom] = [COVER_TOP_MM, COVER_BOTTOM_MM].map(|mm| Twip::from_mm(mm * paper.share_of_a4()));
                (top, bottom, Twip(paper.left.0 + Twip::from_mm(BAND_ROOM_MM).0))
            }
            Pages::Text(_) => (Twip(paper.top.0 - paper.lift.0), paper.bottom, paper.left),
        };
        let lengths = [
            ("w:top", top),
            ("w:right", paper.right),
            ("w:bottom", bottom),
            ("w:left", left),
            ("w:header", paper.header),
            ("w:footer", paper.footer),
            ("w:gutter", paper.gutter),
        ]
        .map(|(name, length)| (name, length.to_string()));
        let attributes = lengths.each_ref().map(|(name, length)| (*name, length.as_str()));
        xml.empty("w:pgMar", &attributes);
    }
}
