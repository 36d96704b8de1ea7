//! Inlines as runs, links, fields and content controls. Floor 3.

use super::names::WORD;
use super::run::Format;
use super::writing::{Story, Writing};
use super::xml::flag;
use crate::document::{Block, BlockId, Inline, inlines_of, walk_blocks};
use crate::package::XmlWriter;

/// Beginnings of addresses that a report links to.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

impl<'a> Writing<'a> {
    /// Writes inlines in a paragraph.
    pub(super) fn inlines(&mut self, xml: &mut XmlWriter, inlines: &'a [Inline], format: &Format<'a>) {
        for inline in inlines {
            self.inline(xml, inline, format);
        }
    }

    fn inline(&mut self, xml: &mut XmlWriter, inline: &'a Inline, format: &Format<'a>) {
        match inline {
            Inline::Text(text) => self.text(xml, format, text),
            Inline::Emphasis(content) => self.inlines(xml, content, &Format { is_emphasis: true, ..format.clone() }),
            Inline::Strong(content) => self.inlines(xml, content, &Format { is_strong: true, ..format.clone() }),
            Inline::Link { address, content } => self.outer_link(xml, address, content, format),
            Inline::CrossReference { target, content } => self.cross_reference(xml, target, content, format),
            Inline::Footnote(blocks) => self.footnote_mark(xml, blocks, format),
            Inline::Figure(figure) => {
                if self.is_repeated {
                    self.text(xml, format, &figure.text);
                } else {
                    self.figure(xml, figure, format);
                }
            }
            Inline::Code(code) => self.text(xml, &Format { is_code: true, ..format.clone() }, code),
            Inline::LineBreak if self.is_repeated => self.text(xml, format, " "),
            Inline::LineBreak => self.run(xml, format, false, |xml| flag(xml, "w:br")),
            Inline::Language { language, content } => {
                self.inlines(xml, content, &Format { language: Some(language), ..format.clone() });
            }
        }
    }

    fn outer_link(&mut self, xml: &mut XmlWriter, address: &str, content: &'a [Inline], format: &Format<'a>) {
        let is_link = SCHEMES.iter().any(|scheme| address.starts_with(scheme));
        if !is_link || format.is_link || self.is_repeated {
            return self.inlines(xml, content, format);
        }
        let id = self.link(encode(address));
        xml.element("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |xml| {
            self.inlines(xml, content, &Format { is_link: true, ..format.clone() });
        });
    }

    /// A reference without words of its own is a field, which Word keeps up to date; one with words is a link, and so is one
    /// to a heading whose number Word does not count.
    fn cross_reference(&mut self, xml: &mut XmlWriter, target: &BlockId, content: &'a [Inline], format: &Format<'a>) {
        let bookmark = self.targets.reference(target).filter(|_| !self.is_repeated && !format.is_link);
        let words = self.numbering.reference(target, &self.document.words);
        let Some(bookmark) = bookmark else {
            return if content.is_empty() {
                self.text(xml, format, &words)
            } else {
                self.inlines(xml, content, format)
            };
        };
        if !content.is_empty() {
            return xml.element("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")], |xml| {
                self.inlines(xml, content, &Format { is_link: true, ..format.clone() });
            });
        }
        let format = Format { is_link: true, ..format.clone() };
        match self.numbering.section(target).map(str::to_owned) {
            Some(_) if !self.targets.is_counted(target) => {
                xml.element("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")], |xml| {
                    self.text(xml, &format, &words);
                });
            }
            // The bookmark is around the words of the heading; `\r` asks for its number.
            Some(number) => {
                self.text(xml, &format, words.strip_suffix(&number).unwrap_or_default());
                self.field(xml, &format, &format!("REF {bookmark} \\r \\h"), |this, xml| {
                    this.text(xml, &format, &number)
                });
            }
            None => {
                self.field(xml, &format, &format!("REF {bookmark} \\h"), |this, xml| this.text(xml, &format, &words));
            }
        }
    }

    /// A mark in the text; the note itself is written when the text is done. A note inside a note, which Word has not,
    /// stands in brackets.
    fn footnote_mark(&mut self, xml: &mut XmlWriter, blocks: &'a [Block], format: &Format<'a>) {
        if self.is_repeated {
            return;
        }
        match self.story {
            Story::Body => {
                self.notes.push(blocks);
                let id = self.notes.len().to_string();
                self.run(xml, &Format::of("FootnoteReference"), false, |xml| {
                    xml.empty("w:footnoteReference", &[("w:id", &id)]);
                });
            }
            Story::Notes => {
                let mut lines = Vec::new();
                walk_blocks(blocks, &mut |block| lines.extend(inlines_of(block)));
                self.text(xml, format, " (");
                for (index, line) in lines.into_iter().enumerate() {
                    if index > 0 {
                        self.text(xml, format, " ");
                    }
                    self.inlines(xml, line, format);
                }
                self.text(xml, format, ")");
            }
        }
    }

    /// The footnotes that the text has marks of, with the separators that Word wants.
    pub(super) fn footnotes_part(&mut self) -> Vec<u8> {
        self.story = Story::Notes;
        let mut xml = XmlWriter::new();
        let names = [("xmlns:w", WORD), ("xmlns:r", super::names::RELATIONSHIPS)];
        let drawings = [
            ("xmlns:wp", super::names::DRAWING),
            ("xmlns:a", super::names::ART),
            ("xmlns:pic", super::names::PICTURE),
            ("xmlns:c", super::names::CHART),
        ];
        xml.element("w:footnotes", &[&names[..], &drawings[..]].concat(), |xml| {
            for (id, kind) in [("-1", "separator"), ("0", "continuationSeparator")] {
                xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                    xml.element("w:p", &[], |xml| {
                        xml.element("w:pPr", &[], |xml| {
                            xml.empty("w:spacing", &[("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")]);
                        });
                        xml.element("w:r", &[], |xml| flag(xml, &format!("w:{kind}")));
                    });
                });
            }
            for (index, blocks) in std::mem::take(&mut self.notes).into_iter().enumerate() {
                xml.element("w:footnote", &[("w:id", &(index + 1).to_string())], |xml| self.note(xml, blocks));
            }
        });
        xml.into_bytes()
    }
}

/// An address as a relationship may hold it: Word calls a file damaged whose addresses hold spaces and the like. What
/// RFC 3986 does not allow is percent-encoded, other scripts are left as they are (RFC 3987).
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for character in address.chars() {
        let is_refused = character.is_ascii_control() || " \"<>\\^`{|}".contains(character);
        if is_refused || character.is_control() || character.is_whitespace() {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_marks_and_loses_what_no_address_has() {
        assert_eq!(encode("https://a.example/?q=a b&c=\"d\"#e"), "https://a.example/?q=a%20b&c=%22d%22#e");
        assert_eq!(encode("https://a.example/%20/\u{e9}"), "https://a.example/%20/\u{e9}");
    }
}
