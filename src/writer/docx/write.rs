//! From a Document to the bytes of a Word file. Floor 3.

use super::names::{
    ART, CHART, COMPATIBILITY, DOCUMENT_PART, DRAWING, FOOTNOTES_PART, PICTURE, RELATIONSHIPS, SHAPE, WORD,
    relationship, word_type,
};
use super::numbering::Needs;
use super::paper::Paper;
use super::reference::ReferenceDocument;
use super::tokens::Tokens;
use super::writing::Writing;
use super::{contents, numbering, properties, settings, styles};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::locale::Locale;
use crate::model::Timestamp;
use crate::package::{Target, XmlWriter};
use crate::writer::{PageNumbers, ThemeFiles, is_brief};

/// All that a Word file is made of.
pub struct DocxInput<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its look.
    pub theme: &'a ThemeFiles,
    /// Its language: decimal mark, and the numbers on the axes of charts.
    pub locale: &'a Locale,
    /// The pages of our own layout.
    pub pages: &'a PageNumbers,
    /// A document whose styles, paper, header and footer are taken.
    pub reference: Option<&'a ReferenceDocument>,
    /// The date that the file carries.
    pub timestamp: Timestamp,
}

/// Writes a Word file. The same input gives the same bytes. Codes: `unwritable-character`; `reference-document` as a note.
pub fn write(input: &DocxInput<'_>) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let DocxInput { document, theme, locale, pages, reference, timestamp } = *input;
    let is_brief = is_brief(document);
    // The header of an office is as high as the office wants it.
    let own_paper = Paper::of_theme(&theme.tokens, is_brief && reference.is_none());
    let paper = reference.and_then(ReferenceDocument::paper).unwrap_or(own_paper);
    let tokens = Tokens { theme: &theme.tokens, look: &theme.word, is_brief, paper };
    let mut writing = Writing::new(document, tokens, locale, pages);
    let headers = writing.add_headers();
    let body = document_part(&mut writing, &headers);
    writing.package.add_part(DOCUMENT_PART, &word_type("document.main"), body);
    writing.package.relate("", &relationship("officeDocument"), Target::Part(DOCUMENT_PART.to_owned()));
    let notes = writing.footnotes_part();
    let language = document.metadata.language.as_str();
    let needs = Needs {
        lists: writing.numbered_lists,
        event_indent: writing.event_indent(),
        heading_characters: writing.heading_characters(),
    };
    let office = "application/vnd.openxmlformats-officedocument";
    let parts = [
        (
            "styles",
            "word/styles.xml",
            word_type("styles"),
            styles::part(&tokens, language, writing.has_numbered_headings),
        ),
        ("numbering", "word/numbering.xml", word_type("numbering"), numbering::part(&tokens, &needs)),
        ("settings", "word/settings.xml", word_type("settings"), settings::settings(language, locale.decimal_mark())),
        ("fontTable", "word/fontTable.xml", word_type("fontTable"), settings::font_table(&tokens)),
        ("theme", "word/theme/theme1.xml", format!("{office}.theme+xml"), settings::theme(&tokens, &theme.name)),
        ("footnotes", FOOTNOTES_PART, word_type("footnotes"), notes),
    ];
    for (kind, part, content_type, bytes) in parts {
        writing.package.add_part(part, &content_type, bytes);
        writing.package.relate(DOCUMENT_PART, &relationship(kind), Target::Part(part.to_owned()));
    }
    writing.story = super::writing::Story::Body;
    writing.add_figures();
    properties::add(&mut writing.package, document, pages.count(), timestamp);
    if let Some(reference) = reference {
        reference.apply(&mut writing.package);
    }
    let told = super::characters::check(document).into_iter();
    let told = told.chain(reference.and_then(|_| contents::counted_elsewhere(document)));
    (Some(writing.package.write()), told.collect())
}

fn document_part(writing: &mut Writing<'_>, headers: &super::headers::Headers) -> Vec<u8> {
    let namespaces = [
        ("xmlns:w", WORD),
        ("xmlns:r", RELATIONSHIPS),
        ("xmlns:wp", DRAWING),
        ("xmlns:a", ART),
        ("xmlns:pic", PICTURE),
        ("xmlns:c", CHART),
        ("xmlns:mc", COMPATIBILITY),
        ("xmlns:wps", SHAPE),
    ];
    let mut xml = XmlWriter::new();
    xml.element("w:document", &namespaces, |xml| writing.body(xml, headers));
    xml.into_bytes()
}
