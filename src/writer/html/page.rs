//! The page around the blocks: head, skip link, notes and the list of figures.

use super::{Page, provenance, style};
use crate::document::{Block, Document};
use crate::locale::Locale;
use crate::writer::{Numbering, ThemeFiles};

/// Writes the whole page.
pub(super) fn write(document: &Document, theme: &ThemeFiles, locale: &Locale) -> String {
    let has_cover = document.blocks.iter().any(|block| matches!(block, Block::Cover(_)));
    let mut page = Page {
        document,
        theme,
        locale,
        numbering: Numbering::of(document),
        notes: Vec::new(),
        heading_offset: u8::from(has_cover),
        html: String::new(),
    };
    page.head();
    page.push("<body>\n<a class=\"skip\" href=\"#hokoku-content\">");
    page.push_text(&document.words.skip_to_content);
    page.push("</a>\n<main>\n");
    let is_front = |block: &Block| matches!(block, Block::Cover(_) | Block::Contents(_) | Block::PageBreak);
    let front = document.blocks.iter().take_while(|block| is_front(block)).count();
    let (front, body) = document.blocks.split_at(front);
    page.blocks(front);
    page.push("<div id=\"hokoku-content\" tabindex=\"-1\">\n");
    page.sections(body);
    page.footnotes();
    page.push("</div>\n</main>\n<script type=\"application/json\" id=\"hokoku-figures\">");
    page.push(&provenance::figures_json(document));
    page.push("</script>\n</body>\n</html>\n");
    page.html
}

impl Page<'_> {
    fn head(&mut self) {
        let metadata = &self.document.metadata;
        self.push("<!doctype html>\n<html");
        self.push_attribute("lang", metadata.language.as_str());
        self.push(">\n<head>\n<meta charset=\"utf-8\">\n");
        self.push("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        self.push_text(&metadata.title);
        self.push("</title>\n");
        let timestamp = metadata.timestamp.to_string();
        let year = metadata.year.to_string();
        let entries = [
            ("description", metadata.description.as_str()),
            ("author", &metadata.author),
            ("color-scheme", "light"),
            ("dcterms.title", &metadata.title),
            ("dcterms.description", &metadata.description),
            ("dcterms.creator", &metadata.author),
            ("dcterms.language", metadata.language.as_str()),
            ("dcterms.date", &timestamp),
            ("hokoku.country", &metadata.country),
            ("hokoku.report", &metadata.report),
            ("hokoku.year", &year),
            ("hokoku.data-sha256", &metadata.data_hash),
        ];
        for (name, content) in entries.into_iter().filter(|(_, content)| !content.is_empty()) {
            self.push("<meta");
            self.push_attribute("name", name);
            self.push_attribute("content", content);
            self.push(">\n");
        }
        self.push("<link rel=\"schema.dcterms\" href=\"http://purl.org/dc/terms/\">\n<style>\n");
        let sheet = style::sheet(self.theme);
        self.push(&sheet);
        self.push("</style>\n</head>\n");
    }
}
