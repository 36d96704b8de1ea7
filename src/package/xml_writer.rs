//! Writing XML, balanced by construction.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes one XML document into memory, without any white space of its own.
pub struct XmlWriter {
    writer: quick_xml::Writer<Vec<u8>>,
    /// The declarations of namespaces in force, innermost last: prefix and namespace.
    in_force: Vec<(String, String)>,
}

impl Default for XmlWriter {
    fn default() -> Self {
        XmlWriter::new()
    }
}

impl XmlWriter {
    /// Begins a document with its XML declaration.
    pub fn new() -> XmlWriter {
        let mut writer = XmlWriter { writer: quick_xml::Writer::new(Vec::new()), in_force: Vec::new() };
        writer.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        writer
    }

    /// Writes an element; what `content` writes stands inside.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut XmlWriter)) {
        let outside = self.in_force.len();
        for (name, value) in attributes.iter().filter(|(name, _)| name.starts_with("xmlns")) {
            let prefix = name.strip_prefix("xmlns:").unwrap_or_default();
            self.in_force.push((prefix.to_owned(), (*value).to_owned()));
        }
        self.put(Event::Start(start(name, attributes)));
        content(self);
        self.put(Event::End(BytesEnd::new(name)));
        self.in_force.truncate(outside);
    }

    /// Writes an element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// Writes text. Characters that XML 1.0 does not allow are left out, here and in attributes.
    pub fn text(&mut self, text: &str) {
        let text = quick_xml::escape::partial_escape(legal_text(text));
        self.put(Event::Text(BytesText::from_escaped(text)));
    }

    /// The document so far; complete when called outside of every element.
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    /// Whether a prefix stands for a namespace at this place. The empty prefix stands for none at first.
    pub(super) fn is_in_force(&self, prefix: &str, namespace: &str) -> bool {
        let bound = self.in_force.iter().rev().find(|(name, _)| name == prefix);
        bound.map_or(prefix.is_empty() && namespace.is_empty(), |(_, bound)| bound == namespace)
    }

    fn put(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every byte");
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, legal_text(value)));
    }
    start
}

/// The text without the characters that XML 1.0 does not allow.
pub fn legal_text(text: &str) -> Cow<'_, str> {
    match text.chars().all(is_legal) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|character| is_legal(*character)).collect()),
    }
}

/// The control characters that XML allows.
const LEGAL_CONTROLS: [char; 3] = ['\t', '\n', '\r'];

/// Whether a character may stand in a document (XML 1.0, production 2, `Char`).
pub fn is_legal(character: char) -> bool {
    const NOT_CHARACTERS: Range<char> = '\u{fffe}'..'\u{10000}';
    (character >= ' ' || LEGAL_CONTROLS.contains(&character)) && !NOT_CHARACTERS.contains(&character)
}
