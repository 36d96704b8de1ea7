//! The text of finished files, for comparing words without their layout.

use hokoku::package::{Element, Limits, Package, read_xml};
use lopdf::Document;

/// The text of a PDF in the order of its content.
pub fn pdf_text(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).expect("our own PDF is one");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("our own PDF has text")
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
    let document = Document::load_mem(bytes).expect("our own PDF is one");
    for object in document.objects.values() {
        let Ok(specification) = object.as_dict() else { continue };
        let is_named = |key: &[u8]| {
            let text = specification.get(key).and_then(lopdf::decode_text_string);
            text.is_ok_and(|text| text == name)
        };
        if !is_named(b"UF") && !is_named(b"F") {
            continue;
        }
        let Ok(files) = specification.get(b"EF").and_then(|files| document.dereference(files)) else { continue };
        let stream = files.1.as_dict().and_then(|files| files.get(b"F")).and_then(|file| document.dereference(file));
        if let Ok((_, stream)) = stream {
            let stream = stream.as_stream().expect("an embedded file is a stream");
            return stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        }
    }
    panic!("no attachment {name}");
}
