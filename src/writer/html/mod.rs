//! Documents as one self-contained HTML page. Floor 3.
//!
//! The page needs no script and no other file: style, charts and images stand in it. Its numbers are `<data>`
//! elements that keep their figure's id, exact value and source, and a block of JSON lists all of them in
//! reading order. It knows nothing of pages of paper but for the rules that a browser needs to print it.
//! Source: HTML Living Standard (WHATWG); roles as in WAI-ARIA 1.2 and DPUB-ARIA 1.1.

mod blocks;
mod contents;
mod encode;
mod graphics;
mod inlines;
mod page;
mod provenance;
mod style;
mod table;

use super::{Numbering, ThemeFiles};
use crate::document::{Block, Document};
use crate::locale::Locale;

/// Writes a document as one HTML page.
///
/// Every text of the document is escaped, so that none of it can become markup. Headings stand one level
/// lower where a cover carries the title.
pub fn write(document: &Document, theme: &ThemeFiles, locale: &Locale) -> String {
    page::write(document, theme, locale)
}

/// A page while it is being written.
struct Page<'a> {
    document: &'a Document,
    theme: &'a ThemeFiles,
    locale: &'a Locale,
    numbering: Numbering,
    /// Footnotes in the order of their marks; the first of them has the number 1.
    notes: Vec<&'a [Block]>,
    /// Levels that headings stand below those of the document.
    heading_offset: u8,
    html: String,
}

impl Page<'_> {
    fn push(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn push_text(&mut self, text: &str) {
        encode::push_text(&mut self.html, text);
    }

    /// Writes ` name="value"`.
    fn push_attribute(&mut self, name: &str, value: &str) {
        encode::push_attribute(&mut self.html, name, value);
    }
}

#[cfg(test)]
mod tests;
