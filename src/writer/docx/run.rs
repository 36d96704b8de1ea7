//! Runs: text in one format. Floor 3.
//!
//! Source: ECMA-376-1, 17.3.2 and 17.3.3; the order of properties is that of 17.3.2.28.

use super::writing::Writing;
use super::xml::{flag, value};
use crate::model::LanguageTag;
use crate::package::XmlWriter;

/// How a run differs from its paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Format<'a> {
    /// A character style that goes before what is below.
    pub(super) style: Option<&'static str>,
    /// Stressed.
    pub(super) is_emphasis: bool,
    /// Strongly stressed.
    pub(super) is_strong: bool,
    /// Of fixed width.
    pub(super) is_code: bool,
    /// Inside a link, which cannot hold another.
    pub(super) is_link: bool,
    /// Its language, where it is not the document's.
    pub(super) language: Option<&'a LanguageTag>,
    /// Six hex digits, where the style's colour is not wanted.
    pub(super) color: Option<String>,
}

impl Format<'_> {
    /// In a character style.
    pub(super) fn of(style: &'static str) -> Format<'static> {
        Format { style: Some(style), ..Format::default() }
    }

    /// The one character style that a run can have.
    fn character_style(&self) -> Option<&'static str> {
        self.style.or(match self {
            Format { is_link: true, .. } => Some("Hyperlink"),
            Format { is_code: true, .. } => Some("Code"),
            Format { is_strong: true, .. } => Some("Strong"),
            Format { is_emphasis: true, .. } => Some("Emphasis"),
            Format { .. } => None,
        })
    }
}

impl<'a> Writing<'a> {
    /// Writes a run around what `content` writes; `has_ideographs` chooses the font for East Asian characters.
    pub(super) fn run(
        &self,
        xml: &mut XmlWriter,
        format: &Format<'_>,
        has_ideographs: bool,
        content: impl FnOnce(&mut XmlWriter),
    ) {
        xml.element("w:r", &[], |xml| {
            self.run_properties(xml, format, has_ideographs);
            content(xml);
        });
    }

    fn run_properties(&self, xml: &mut XmlWriter, format: &Format<'_>, has_ideographs: bool) {
        let style = format.character_style();
        let is_direct = |name: &str, is_on: bool| is_on && style != Some(name);
        let is_bold = is_direct("Strong", format.is_strong);
        let is_italic = is_direct("Emphasis", format.is_emphasis);
        let is_code = is_direct("Code", format.is_code);
        let is_plain = style.is_none()
            && !(is_bold || is_italic || is_code || has_ideographs)
            && format.language.is_none()
            && format.color.is_none();
        if is_plain {
            return;
        }
        xml.element("w:rPr", &[], |xml| {
            if let Some(style) = style {
                value(xml, "w:rStyle", style);
            }
            let code = self.tokens.font(super::look::FontToken::Code);
            match (is_code, has_ideographs) {
                (true, true) => xml.empty("w:rFonts", &[("w:hint", "eastAsia"), ("w:ascii", code), ("w:hAnsi", code)]),
                (true, false) => xml.empty("w:rFonts", &[("w:ascii", code), ("w:hAnsi", code)]),
                (false, true) => xml.empty("w:rFonts", &[("w:hint", "eastAsia")]),
                (false, false) => {}
            }
            if is_bold {
                flag(xml, "w:b");
                flag(xml, "w:bCs");
            }
            if is_italic {
                flag(xml, "w:i");
                flag(xml, "w:iCs");
            }
            if let Some(color) = &format.color {
                value(xml, "w:color", color);
            }
            if let Some(language) = format.language {
                let tag = language.as_str();
                xml.empty("w:lang", &[("w:val", tag), ("w:eastAsia", tag)]);
            }
        });
    }

    /// Writes text as a run.
    pub(super) fn text(&self, xml: &mut XmlWriter, format: &Format<'_>, text: &str) {
        if text.is_empty() {
            return;
        }
        self.run(xml, format, text.chars().any(is_ideograph), |xml| push_text(xml, text));
    }
}

/// Writes the text of a run. Characters that Word has elements for become those.
fn push_text(xml: &mut XmlWriter, text: &str) {
    let special = |character: char| matches!(character, '\u{ad}' | '\u{2011}' | '\t' | '\n');
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        push_plain(xml, &rest[..at]);
        let character = rest[at..].chars().next().expect("a character was found there");
        match character {
            '\u{ad}' => flag(xml, "w:softHyphen"),
            '\u{2011}' => flag(xml, "w:noBreakHyphen"),
            '\t' => flag(xml, "w:tab"),
            _ => flag(xml, "w:br"),
        }
        rest = &rest[at + character.len_utf8()..];
    }
    push_plain(xml, rest);
}

fn push_plain(xml: &mut XmlWriter, text: &str) {
    if !text.is_empty() {
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    }
}

/// Whether a character is drawn from an East Asian font: ideographs, kana, hangul and their punctuation.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
