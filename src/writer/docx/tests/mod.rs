//! Tests of the writer as a whole, on parsed parts. Bytes are compared only between two runs.

mod bad_input;
mod blocks;
mod fields;
mod figures;
mod look;
mod pitfalls;
mod reference;

use std::collections::BTreeMap;

use super::{DocxInput, ReferenceDocument, write};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::sample;
use crate::document::{Block, BlockId, Document, Heading, Inline};
use crate::locale::Locale;
use crate::model::LanguageTag;
use crate::package::{Element, Limits, Node, Package, read_xml};
use crate::writer::{PageNumbers, ThemeFiles};

/// A finished file, opened again.
struct Word {
    package: Package,
}

impl Word {
    fn part(&self, name: &str) -> Element {
        let part = self.package.part(name).unwrap_or_else(|| panic!("the part `{name}` is there"));
        read_xml(&part.bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn document(&self) -> Element {
        self.part("word/document.xml")
    }

    /// Every part that is XML, by name.
    fn parts(&self) -> Vec<(String, Element)> {
        let names = self.package.parts().map(|(name, _)| name.to_owned());
        names.filter(|name| name.ends_with(".xml")).map(|name| (name.clone(), self.part(&name))).collect()
    }
}

fn theme() -> ThemeFiles {
    ThemeFiles {
        name: "test".into(),
        tokens: sample::theme(),
        typst: String::new(),
        typst_path: String::new(),
        css: String::new(),
        word: Default::default(),
    }
}

fn locale() -> Locale {
    let ftl = include_str!("../../../locale/sample.ftl");
    Locale::new(LanguageTag::parse("en").unwrap(), "en.ftl", ftl).unwrap()
}

/// The page of each block is its place in the text.
fn pages(document: &Document) -> PageNumbers {
    let mut pages = BTreeMap::new();
    crate::document::walk_blocks(&document.blocks, &mut |block| {
        let id = match block {
            Block::Heading(heading) => &heading.id,
            Block::Table(table) => &table.id,
            Block::Chart(chart) => &chart.id,
            _ => return,
        };
        let page = pages.len() + 2;
        pages.insert(id.clone(), page);
    });
    PageNumbers::new(pages, 9)
}

fn bytes(document: &Document, theme: &ThemeFiles) -> Vec<u8> {
    bytes_like(document, theme, None)
}

/// The bytes of a document in the look of another.
fn bytes_like(document: &Document, theme: &ThemeFiles, reference: Option<&ReferenceDocument>) -> Vec<u8> {
    let (bytes, problems) = written_like(document, theme, reference);
    // That pages are others with another paper is a remark of its own.
    let is_remark = |problem: &Diagnostic| problem.severity == Severity::Note && reference.is_some();
    assert!(problems.iter().all(is_remark), "{problems:?}");
    bytes
}

/// The bytes of a document and what is told of it.
fn written(document: &Document, theme: &ThemeFiles) -> (Vec<u8>, Vec<Diagnostic>) {
    written_like(document, theme, None)
}

fn written_like(
    document: &Document,
    theme: &ThemeFiles,
    reference: Option<&ReferenceDocument>,
) -> (Vec<u8>, Vec<Diagnostic>) {
    let (locale, pages) = (locale(), pages(document));
    let timestamp = document.metadata.timestamp;
    let (bytes, problems) = write(&DocxInput { document, theme, locale: &locale, pages: &pages, reference, timestamp });
    (bytes.expect("a document without errors is written"), problems)
}

/// A file, opened again.
fn opened(bytes: &[u8]) -> Word {
    let package = Package::read(bytes, Limits::default());
    Word { package: package.unwrap_or_else(|error| panic!("{error}")) }
}

fn word_of(document: &Document, theme: &ThemeFiles) -> Word {
    opened(&bytes(document, theme))
}

/// The document with every block and every inline.
fn sample_word() -> Word {
    word_of(&sample::document(), &theme())
}

fn with_blocks(blocks: Vec<Block>) -> Document {
    Document { blocks, ..sample::document() }
}

fn word_with(blocks: Vec<Block>) -> Word {
    word_of(&with_blocks(blocks), &theme())
}

fn heading(id: &str, level: u8, is_numbered: bool, content: Vec<Inline>) -> Block {
    Block::Heading(Heading { id: BlockId(id.into()), level, is_numbered, content })
}

/// The value of `w:val`.
fn val(element: &Element) -> &str {
    element.attribute("val").unwrap_or_default()
}

/// The words of an element: of runs, not of instructions.
fn words(element: &Element) -> String {
    let texts = element.descendants().filter(|inner| matches!(inner.local_name(), "t" | "tab" | "br"));
    texts.map(|inner| if inner.local_name() == "t" { inner.text().into_owned() } else { " ".to_owned() }).collect()
}

/// An element as indented text: names without prefixes, attributes without those of namespaces.
fn outline(element: &Element) -> String {
    fn push(element: &Element, depth: usize, text: &mut String) {
        text.push_str(&"  ".repeat(depth));
        text.push_str(element.local_name());
        for attribute in element.attributes.iter().filter(|attribute| !attribute.name.starts_with("xml")) {
            text.push_str(&format!(" {}={}", attribute.local_name(), attribute.value));
        }
        if !element.children.iter().any(|child| matches!(child, Node::Element(_))) && !element.text().is_empty() {
            text.push_str(&format!(": {}", element.text()));
        }
        text.push('\n');
        element.elements().for_each(|inner| push(inner, depth + 1, text));
    }
    let mut text = String::new();
    push(element, 0, &mut text);
    text
}

/// The outline of some blocks, without the section behind them.
fn outline_of(blocks: Vec<Block>) -> String {
    let document = word_with(blocks).document();
    let body = document.child("body").expect("a body");
    let shown = body.elements().filter(|element| element.local_name() != "sectPr");
    shown.map(outline).collect::<String>()
}
