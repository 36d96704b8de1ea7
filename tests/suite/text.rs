//! The text of finished files, for comparing words without their layout.

use hokoku::issued::IssuedFile;
use hokoku::package::{Element, Limits, Package, read_xml};

/// The text of a PDF in the order of its content.
pub fn pdf_text(bytes: &[u8]) -> String {
    opened(bytes).text().expect("our own PDF has text")
}

/// The text of a PDF without white space and hyphens, which depend on the layout.
pub fn pdf_letters(bytes: &[u8]) -> String {
    letters(&pdf_text(bytes))
}

/// A text without white space and hyphens.
pub fn letters(text: &str) -> String {
    let is_layout = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2060}' | '\u{200b}');
    text.chars().filter(|c| !is_layout(*c)).collect()
}

/// The text of an HTML page of ours, entities resolved, tags dropped.
pub fn html_text(html: &str) -> String {
    let body = html.split_once("<body").expect("a page has a body").1;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag is closed");
        rest = match tag.split_whitespace().next() {
            Some(name @ ("script" | "style" | "svg")) => {
                after.split_once(&format!("</{name}>")).map_or("", |(_, after)| after)
            }
            _ => after,
        };
    }
    text.push_str(rest);
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    text
}

/// A part of a Word file.
pub fn part(bytes: &[u8], name: &str) -> Element {
    let package = Package::read(bytes, Limits::default()).expect("our own Word file is one");
    read_xml(&package.part(name).expect("the part is there").bytes).expect("our own part is XML")
}

/// The text of a Word file, a paragraph a line, footnotes at the end.
pub fn docx_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        for paragraph in part(bytes, name).descendants_named("p") {
            for piece in paragraph.descendants() {
                match piece.local_name() {
                    "t" => text.push_str(&piece.text()),
                    "tab" | "br" => text.push(' '),
                    _ => {}
                }
            }
            text.push('\n');
        }
    }
    text
}

/// A file attached to a PDF.
pub fn attachment(bytes: &[u8], name: &str) -> Vec<u8> {
    opened(bytes).attachment(name).unwrap_or_else(|| panic!("no attachment {name}"))
}

fn opened(bytes: &[u8]) -> IssuedFile<'_> {
    IssuedFile::open("a report", bytes).expect("our own PDF is one")
}
