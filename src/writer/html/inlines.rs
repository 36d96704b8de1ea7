//! Inlines as phrasing content.

use super::{Page, provenance};
use crate::document::{BlockId, Inline, PrintedFigure};

/// Beginnings of addresses that a page links to.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

impl<'a> Page<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.push_text(text),
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Link { address, content } => {
                if SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
                    self.push("<a");
                    self.push_attribute("href", address);
                    self.push(">");
                    self.inlines(content);
                    self.push("</a>");
                } else {
                    self.inlines(content);
                }
            }
            Inline::CrossReference { target, content } => self.cross_reference(target, content),
            Inline::Footnote(blocks) => {
                self.notes.push(blocks);
                let number = self.notes.len();
                self.push(&format!(
                    "<sup class=\"note-mark\"><a href=\"#hokoku-note-{number}\" id=\"hokoku-mark-{number}\" role=\"doc-noteref\">{number}</a></sup>"
                ));
            }
            Inline::Figure(figure) => self.figure(figure),
            Inline::Code(text) => {
                self.push("<code>");
                self.push_text(text);
                self.push("</code>");
            }
            Inline::LineBreak => self.push("<br>"),
            Inline::Language { language, content } => {
                self.push("<span");
                self.push_attribute("lang", language.as_str());
                self.push(">");
                self.inlines(content);
                self.push("</span>");
            }
        }
    }

    fn wrapped(&mut self, element: &str, content: &'a [Inline]) {
        self.push(&format!("<{element}>"));
        self.inlines(content);
        self.push(&format!("</{element}>"));
    }

    fn cross_reference(&mut self, target: &BlockId, content: &'a [Inline]) {
        self.push("<a");
        self.push_attribute("href", &format!("#{}", target.0));
        self.push(">");
        if content.is_empty() {
            let text = self.numbering.reference(target, &self.document.words);
            self.push_text(&text);
        } else {
            self.inlines(content);
        }
        self.push("</a>");
    }

    /// A number: its exact value is empty where it is not available.
    pub(super) fn figure(&mut self, figure: &PrintedFigure) {
        let value = figure.value.map(|value| value.normalize().to_string()).unwrap_or_default();
        let sources = provenance::sources_text(self.document, self.locale, &figure.id);
        self.push("<data");
        self.push_attribute("value", &value);
        self.push_attribute("data-figure", figure.id.as_str());
        if !sources.is_empty() {
            self.push_attribute("title", &sources);
        }
        self.push(">");
        self.push_text(&figure.text);
        self.push("</data>");
    }
}
