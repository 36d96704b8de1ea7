//! Running headers and footers. Floor 3.
//!
//! Source: ECMA-376-1, 17.10; `PAGE` and `NUMPAGES` with a result, as every field.

use super::look::SizeToken;
use super::names::{DOCUMENT_PART, RELATIONSHIPS, WORD, relationship, word_type};
use super::paragraph::Paragraph;
use super::paragraph::properties;
use super::run::Format;
use super::tokens::Tokens;
use super::units::Twip;
use super::writing::Writing;
use super::xml::flag;
use crate::document::Orientation;
use crate::package::{Target, XmlWriter};

/// Height of the line of a header, in sizes of small type: its scale, the pitch of Noto Sans, the distance of lines.
const HEADER_LINE: f64 = 0.94 * 1.362 * 1.03;
/// The rule below it, with its distance, in points.
const HEADER_RULE_PT: f64 = 5.5;

/// Relationships to the headers and footers of a document.
pub(super) struct Headers {
    upright: String,
    lying: String,
    /// The empty header of a page whose band says all of it.
    none: String,
    footer: String,
}

impl Headers {
    /// Writes the references of a section (ECMA-376-1, 17.10.5 and 17.10.2).
    pub(super) fn references(&self, xml: &mut XmlWriter, orientation: Orientation, is_banded: bool) {
        let header = match orientation {
            Orientation::Portrait => &self.upright,
            Orientation::Landscape => &self.lying,
        };
        if is_banded {
            xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", &self.none)]);
            xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", &self.footer)]);
        }
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", header)]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &self.footer)]);
    }
}

impl<'a> Writing<'a> {
    /// Adds the parts and relates the document to them.
    pub(super) fn add_headers(&mut self) -> Headers {
        let headers = [Some(Orientation::Portrait), Some(Orientation::Landscape), None];
        let mut ids = Vec::new();
        for (number, orientation) in headers.into_iter().enumerate() {
            let bytes = self.header(orientation);
            ids.push(self.add_story("header", number + 1, bytes));
        }
        let footer = self.footer();
        let footer = self.add_story("footer", 1, footer);
        let [upright, lying, none] = <[String; 3]>::try_from(ids).expect("three headers were added");
        Headers { upright, lying, none, footer }
    }

    fn add_story(&mut self, kind: &str, number: usize, bytes: Vec<u8>) -> String {
        let part = format!("word/{kind}{number}.xml");
        self.package.add_part(&part, &word_type(kind), bytes);
        self.package.relate(DOCUMENT_PART, &relationship(kind), Target::Part(part))
    }

    fn header(&self, orientation: Option<Orientation>) -> Vec<u8> {
        let mut xml = XmlWriter::new();
        let metadata = &self.document.metadata;
        xml.element("w:hdr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONSHIPS)], |xml| {
            xml.element("w:p", &[], |xml| {
                let Some(orientation) = orientation else {
                    // Without the style's line, since there is nothing above it.
                    return properties(xml, Paragraph::of("BlockGap"), false, |_| {});
                };
                xml.element("w:pPr", &[], |xml| {
                    super::xml::value(xml, "w:pStyle", "Header");
                    turned_tab(xml, &self.tokens, orientation);
                });
                self.text(xml, &Format::default(), &metadata.running_header);
                if !metadata.running_note.is_empty() {
                    self.run(xml, &Format::default(), false, |xml| flag(xml, "w:tab"));
                    self.text(xml, &Format::default(), &metadata.running_note);
                }
            });
            if orientation.is_some() && self.tokens.paper.lift > Twip(0) {
                xml.element("w:p", &[], |xml| {
                    let height = Some(self.room_below_header());
                    properties(xml, Paragraph { height, ..Paragraph::of("BlockGap") }, false, |_| {});
                });
            }
        });
        xml.into_bytes()
    }

    /// The room that brings the text of a page to its margin, where the section's margin is that of a page without a header:
    /// a header pushes the text down.
    fn room_below_header(&self) -> Twip {
        let paper = &self.tokens.paper;
        let line = self.tokens.size_pt(SizeToken::Small) * HEADER_LINE + HEADER_RULE_PT;
        Twip((paper.top.0 - paper.header.0 - Twip::from_pt(line).0).max(20))
    }

    fn footer(&mut self) -> Vec<u8> {
        let mut xml = XmlWriter::new();
        let pages = self.pages.count().max(1).to_string();
        let page_of = self.document.words.page_of.clone();
        xml.element("w:ftr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONSHIPS)], |xml| {
            xml.element("w:p", &[], |xml| {
                properties(xml, Paragraph::of("Footer"), false, |_| {});
                let plain = Format::default();
                let mut rest = page_of.as_str();
                while let Some(at) = rest.find('{') {
                    let (before, after) = rest.split_at(at);
                    self.text(xml, &plain, before);
                    rest = if let Some(after) = after.strip_prefix("{pages}") {
                        self.field(xml, &plain, "NUMPAGES", |this, xml| this.text(xml, &plain, &pages));
                        after
                    } else if let Some(after) = after.strip_prefix("{page}") {
                        self.field(xml, &plain, "PAGE", |this, xml| this.text(xml, &plain, "1"));
                        after
                    } else {
                        self.text(xml, &plain, "{");
                        &after[1..]
                    };
                }
                self.text(xml, &plain, rest);
            });
        });
        xml.into_bytes()
    }
}

/// On pages on their side, the right edge is elsewhere than the style says.
fn turned_tab(xml: &mut XmlWriter, tokens: &Tokens<'_>, orientation: Orientation) {
    match orientation {
        Orientation::Portrait => {}
        Orientation::Landscape => xml.element("w:tabs", &[], |xml| {
            let [upright, lying] = [Orientation::Portrait, Orientation::Landscape]
                .map(|orientation| tokens.text_width(orientation).to_string());
            xml.empty("w:tab", &[("w:val", "clear"), ("w:pos", &upright)]);
            xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &lying)]);
        }),
    }
}
