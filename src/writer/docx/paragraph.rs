//! Paragraphs. Floor 3.
//!
//! Source: ECMA-376-1, 17.3.1; the order of properties is that of 17.3.1.26.

use super::units::Twip;
use super::writing::{Before, Writing};
use super::xml::{flag, value};
use crate::package::XmlWriter;

/// How a paragraph differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// Its style; that of running text if empty.
    pub(super) style: &'static str,
    /// Stays on the page of what follows.
    pub(super) keeps_next: bool,
    /// Number and level of its list.
    pub(super) number: Option<(usize, usize)>,
    /// Indents from the left and the right.
    pub(super) indent: Option<(Twip, Twip)>,
    /// First on its page, where nothing wants room above.
    pub(super) begins_page: bool,
    /// Room below it, where its style has another.
    pub(super) after: Option<Twip>,
    /// Height of its line to the point, where the font's is not wanted.
    pub(super) height: Option<Twip>,
    /// `w:jc`.
    pub(super) alignment: Option<&'static str>,
}

impl Paragraph {
    /// In a style.
    pub(super) fn of(style: &'static str) -> Paragraph {
        Paragraph { style, ..Paragraph::default() }
    }

    /// In a style, on the page of what follows.
    pub(super) fn kept(style: &'static str, keeps_next: bool) -> Paragraph {
        Paragraph { style, keeps_next, ..Paragraph::default() }
    }
}

impl<'a> Writing<'a> {
    /// Writes a paragraph; a page break that waits comes before it.
    pub(super) fn paragraph(
        &mut self,
        xml: &mut XmlWriter,
        paragraph: Paragraph,
        content: impl FnOnce(&mut Self, &mut XmlWriter),
    ) {
        if self.breaks_page || paragraph.style.starts_with("Heading") {
            self.waiting = None;
        }
        self.release_gap(xml);
        let breaks_page = std::mem::take(&mut self.breaks_page);
        let begins_page = breaks_page || self.before == Before::Start;
        xml.element("w:p", &[], |xml| {
            properties(xml, Paragraph { begins_page, ..paragraph }, breaks_page, |_| {});
            content(self, xml);
        });
        self.before = Before::Paragraph;
    }

    /// Room of a height that no words fill: what a table has none of by itself.
    pub(super) fn gap(&mut self, xml: &mut XmlWriter, height: Twip) {
        let gap = Paragraph { height: Some(height), ..Paragraph::of("BlockGap") };
        self.paragraph(xml, gap, |_, _| {});
        self.before = Before::Gap;
    }

    /// Room below what was written, for whatever comes next that has no room above it.
    pub(super) fn gap_after(&mut self, height: Twip) {
        self.waiting = Some(height);
    }

    /// Writes the room that waits.
    pub(super) fn release_gap(&mut self, xml: &mut XmlWriter) {
        if let Some(height) = self.waiting.take() {
            self.gap(xml, height);
        }
    }

    /// Room before a table without a caption, where nothing before it has left some.
    pub(super) fn gap_before(&mut self, xml: &mut XmlWriter) {
        self.release_gap(xml);
        match self.before {
            Before::Start | Before::Heading | Before::Gap => {}
            Before::Paragraph => {
                let missing = self.tokens.block_space().0 - self.tokens.paragraph_space().0;
                self.gap(xml, Twip(missing.max(20)));
            }
            Before::Table => self.gap(xml, self.tokens.block_space()),
        }
    }
}

/// Writes `w:pPr`; `section` writes what ends a section, if it does.
pub(super) fn properties(
    xml: &mut XmlWriter,
    paragraph: Paragraph,
    breaks_page: bool,
    section: impl FnOnce(&mut XmlWriter),
) {
    xml.element("w:pPr", &[], |xml| {
        if !paragraph.style.is_empty() {
            value(xml, "w:pStyle", paragraph.style);
        }
        if paragraph.keeps_next {
            flag(xml, "w:keepNext");
        }
        if breaks_page {
            flag(xml, "w:pageBreakBefore");
        }
        if let Some((number, level)) = paragraph.number {
            xml.element("w:numPr", &[], |xml| {
                value(xml, "w:ilvl", &level.to_string());
                value(xml, "w:numId", &number.to_string());
            });
        }
        spacing(xml, paragraph);
        if let Some((left, right)) = paragraph.indent {
            xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:right", &right.to_string())]);
        }
        if let Some(alignment) = paragraph.alignment {
            value(xml, "w:jc", alignment);
        }
        section(xml);
    });
}

fn spacing(xml: &mut XmlWriter, paragraph: Paragraph) {
    let height = paragraph.height.map(|height| height.to_string());
    let after = paragraph.after.map(|after| after.to_string());
    let mut attributes = Vec::new();
    if paragraph.begins_page {
        attributes.push(("w:before", "0"));
    }
    if let Some(after) = &after {
        attributes.push(("w:after", after));
    }
    if let Some(height) = &height {
        attributes.extend([("w:line", height.as_str()), ("w:lineRule", "exact")]);
    }
    if !attributes.is_empty() {
        xml.empty("w:spacing", &attributes);
    }
}
