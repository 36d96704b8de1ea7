//! Contents and the list of tables, with every entry and its page written. Floor 3.
//!
//! Source: ECMA-376-1, 17.16.5.68 (`TOC`), 17.16.5.43 (`PAGEREF`).

use super::caption::Counted;
use super::paragraph::Paragraph;
use super::run::Format;
use super::units::Twip;
use super::writing::{Before, Writing};
use super::xml::{flag, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, BlockId, Contents, ContentsOf, Document, Inline, walk_blocks};
use crate::package::XmlWriter;

/// Styles of entries, by level of heading.
const STYLES: [&str; 6] = ["TOC1", "TOC2", "TOC3", "TOC4", "TOC5", "TOC6"];

/// A note that the pages in the contents are those of the theme's own paper and styles, where others were taken.
pub(super) fn counted_elsewhere(document: &Document) -> Option<Diagnostic> {
    let mut has_contents = false;
    walk_blocks(&document.blocks, &mut |block| has_contents |= matches!(block, Block::Contents(_)));
    has_contents.then(|| {
        let message = "the contents of Word files show the pages of the PDF; with the paper and styles of the reference \
                       document the pages are others: click into the contents in Word and press F9";
        Diagnostic::note(Code::REFERENCE_DOCUMENT, None, message)
    })
}

/// One line of the contents.
struct Entry<'a> {
    style: &'static str,
    id: &'a BlockId,
    /// What stands before the first tab; empty for nothing, and then there is no tab.
    number: String,
    words: &'a [Inline],
}

impl<'a> Writing<'a> {
    pub(super) fn contents(&mut self, xml: &mut XmlWriter, contents: &'a Contents) {
        let entries = match contents.of {
            ContentsOf::Headings => self.headings(contents.depth),
            ContentsOf::Tables => self.tables(),
        };
        if entries.is_empty() {
            return;
        }
        let names = &self.document.words;
        match contents.of {
            ContentsOf::Headings => {
                let instruction = format!("TOC \\o \"1-{}\" \\h \\z \\u", contents.depth.clamp(1, 6));
                let control = self.control_id("contents");
                xml.element("w:sdt", &[], |xml| {
                    xml.element("w:sdtPr", &[], |xml| {
                        value(xml, "w:id", &control);
                        xml.element("w:docPartObj", &[], |xml| {
                            value(xml, "w:docPartGallery", "Table of Contents");
                            flag(xml, "w:docPartUnique");
                        });
                    });
                    xml.element("w:sdtContent", &[], |xml| self.listing(xml, &names.contents, &instruction, entries));
                });
            }
            ContentsOf::Tables => {
                let instruction = format!("TOC \\h \\z \\c \"{}\"", Counted::Table.sequence());
                self.listing(xml, &names.list_of_tables, &instruction, entries);
            }
        }
        self.before = Before::Paragraph;
    }

    fn headings(&self, depth: u8) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        walk_blocks(&self.document.blocks, &mut |block| {
            if let Block::Heading(heading) = block
                && heading.level <= depth
            {
                let number = self.numbering.section(&heading.id).unwrap_or_default().to_owned();
                let style = STYLES[usize::from(heading.level.clamp(1, 6)) - 1];
                entries.push(Entry { style, id: &heading.id, number, words: &heading.content });
            }
        });
        entries
    }

    fn tables(&self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        walk_blocks(&self.document.blocks, &mut |block| {
            if let Block::Table(table) = block {
                let number = format!("{}.", self.numbering.reference(&table.id, &self.document.words));
                entries.push(Entry { style: "TableofFigures", id: &table.id, number, words: &table.caption });
            }
        });
        entries
    }

    /// The field begins in its first entry, and ends in a line of its own that takes no room.
    fn listing(&mut self, xml: &mut XmlWriter, title: &str, instruction: &str, entries: Vec<Entry<'a>>) {
        let plain = Format::default();
        self.paragraph(xml, Paragraph::of("TOCHeading"), |this, xml| this.text(xml, &plain, title));
        for (index, entry) in entries.iter().enumerate() {
            self.paragraph(xml, Paragraph::of(entry.style), |this, xml| {
                if index == 0 {
                    this.field_start(xml, &plain, instruction);
                }
                this.entry(xml, entry);
            });
        }
        let end = Paragraph { height: Some(Twip(20)), ..Paragraph::of("BlockGap") };
        self.paragraph(xml, end, |this, xml| this.field_end(xml, &plain));
    }

    fn entry(&mut self, xml: &mut XmlWriter, entry: &Entry<'a>) {
        let plain = Format::default();
        let Some(bookmark) = self.targets.contents(entry.id) else { return };
        let page = self.pages.page(entry.id).map_or_else(|| "1".to_owned(), |page| page.to_string());
        let outer = std::mem::replace(&mut self.is_repeated, true);
        xml.element("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")], |xml| {
            if !entry.number.is_empty() {
                self.text(xml, &plain, &entry.number);
                self.text(xml, &plain, if entry.style == "TableofFigures" { " " } else { "\t" });
            }
            self.inlines(xml, entry.words, &plain);
            self.text(xml, &plain, "\t");
            self.field(xml, &plain, &format!("PAGEREF {bookmark} \\h"), |this, xml| this.text(xml, &plain, &page));
        });
        self.is_repeated = outer;
    }
}
