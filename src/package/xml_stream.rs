//! XML event by event, for parts that are too large for a tree.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::reader::Reader;

use super::error::XmlError;
use super::xml_reader::{character, lowercase};

/// How deep elements may be nested.
const MOST_LEVELS: usize = 256;

/// How many bytes one tag or text may have. The text of a cell has 32,767 characters at most (the limit of Excel), each of
/// which may be a reference.
const MOST_IN_ONE: u64 = 1_000_000;

/// A document as a series of events. Memory is bounded by the longest tag or text that is allowed.
pub struct XmlStream<R: BufRead> {
    reader: Reader<Rationed<R>>,
    buffer: Vec<u8>,
    level: usize,
}

/// What comes next in a document. Comments, declarations and processing instructions are passed over.
#[derive(Debug)]
pub enum XmlEvent<'a> {
    /// An element begins. One without content ends with the next event.
    Start(Tag<'a>),
    /// An element ends.
    End(EndTag<'a>),
    /// Text, unescaped. What belongs together may come in pieces.
    Text(Cow<'a, str>),
    /// The document ends.
    Eof,
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Tag<'a>(BytesStart<'a>);

/// The end of an element.
#[derive(Debug)]
pub struct EndTag<'a>(BytesEnd<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    #[inline]
    pub fn local_name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The attributes in their order: names with the prefix of the file, values unescaped.
    pub fn attributes(&self) -> Attributes<'_> {
        Attributes { rest: self.0.attributes_raw() }
    }

    /// The attribute of that name, which has no prefix.
    ///
    /// # Errors
    ///
    /// If the attributes are not well-formed.
    pub fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, XmlError> {
        for attribute in self.attributes() {
            match attribute? {
                (found, value) if found == name => return Ok(Some(value)),
                _ => {}
            }
        }
        Ok(None)
    }
}

/// The attributes of a tag. A sheet has two of them in every cell, so they are taken apart here, and only those with
/// references in them by the parser.
#[derive(Debug, Clone)]
pub struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, Cow<'a, str>), XmlError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        if rest.is_empty() {
            return None;
        }
        let Some(RawAttribute { name, value, is_plain, rest }) = attribute(rest) else {
            self.rest = "";
            let message = "an attribute that is not well-formed".to_owned();
            return Some(Err(XmlError { offset: 0, message }));
        };
        self.rest = rest;
        if is_plain {
            return Some(Ok((name, Cow::Borrowed(value))));
        }
        let parsed = Attribute { key: QName(name), value: Cow::Borrowed(value) };
        let value = parsed.normalized_value(XmlVersion::Explicit1_0).map(|value| (name, value));
        Some(value.map_err(|error| XmlError { offset: 0, message: lowercase(&error.to_string()) }))
    }
}

/// An attribute as it stands in its tag.
struct RawAttribute<'a> {
    name: &'a str,
    value: &'a str,
    /// Whether the value is what it means: it has no references and no white space that would be changed.
    is_plain: bool,
    /// What follows.
    rest: &'a str,
}

/// The attribute at the beginning of a text. One of the hot places: names and values are a few bytes long, so plain loops
/// are faster than searches (measured on a sheet of one million cells, November 2026).
fn attribute(text: &str) -> Option<RawAttribute<'_>> {
    let equals = text.bytes().position(|byte| byte == b'=')?;
    let name = text.get(..equals)?.trim_ascii_end();
    if name.is_empty() || name.bytes().any(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'<')) {
        return None;
    }
    let rest = text.get(equals + 1..)?.trim_ascii_start();
    let quote = *rest.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let rest = rest.get(1..)?;
    let mut is_plain = true;
    let end = rest.bytes().position(|byte| {
        is_plain &= !matches!(byte, b'&' | b'\n' | b'\r' | b'\t');
        byte == quote
    })?;
    Some(RawAttribute { name, value: rest.get(..end)?, is_plain, rest: rest.get(end + 1..)? })
}

impl EndTag<'_> {
    /// The name without its prefix.
    #[inline]
    pub fn local_name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

/// A name without its prefix. Names of sheets seldom have one, and are short.
#[inline]
fn local(name: &str) -> &str {
    match name.bytes().position(|byte| byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

impl<R: BufRead> XmlStream<R> {
    /// A document in UTF-8.
    pub(super) fn new(content: R) -> XmlStream<R> {
        let mut reader = Reader::from_reader(Rationed { content, left: 0 });
        reader.config_mut().expand_empty_elements = true;
        XmlStream { reader, buffer: Vec::new(), level: 0 }
    }

    /// The next event.
    ///
    /// # Errors
    ///
    /// If the document is not well-formed, has a DTD, is nested too deeply, or a tag, a text or the whole is too large.
    pub fn next_event(&mut self) -> Result<XmlEvent<'_>, XmlError> {
        self.buffer.clear();
        self.reader.get_mut().left = MOST_IN_ONE;
        let offset = self.reader.buffer_position();
        let failed = |message: String| XmlError { offset, message };
        // One match, since taking the event out of its result first copies it, which could be measured.
        Ok(match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(_)) if self.level >= MOST_LEVELS => {
                return Err(failed(format!("elements nested more than {MOST_LEVELS} levels deep")));
            }
            Ok(Event::Start(start) | Event::Empty(start)) => {
                self.level += 1;
                XmlEvent::Start(Tag(start))
            }
            Ok(Event::End(end)) => {
                self.level = self.level.saturating_sub(1);
                XmlEvent::End(EndTag(end))
            }
            Ok(Event::Text(text)) => XmlEvent::Text(text.xml10_content()),
            Ok(Event::CData(text)) => XmlEvent::Text(text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                XmlEvent::Text(Cow::Owned(character(&reference).map_err(failed)?.to_string()))
            }
            // Nothing where something is passed over: texts come in pieces anyhow.
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => XmlEvent::Text(Cow::Borrowed("")),
            Ok(Event::DocType(_)) => return Err(failed("a document type definition, which is not read".to_owned())),
            Ok(Event::Eof) if self.level > 0 => {
                return Err(failed("the end of the part within an element".to_owned()));
            }
            Ok(Event::Eof) => XmlEvent::Eof,
            Err(quick_xml::Error::Io(error)) => return Err(failed(error.to_string())),
            Err(other) => return Err(failed(lowercase(&other.to_string()))),
        })
    }
}

/// A reader that gives no more than it has left, so that one tag or text can not fill the memory.
struct Rationed<R> {
    content: R,
    left: u64,
}

impl<R: BufRead> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.content.read(buffer)
    }
}

impl<R: BufRead> BufRead for Rationed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.left {
            0 => Err(io::Error::new(io::ErrorKind::QuotaExceeded, "a tag or text is larger than is read")),
            _ => self.content.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.content.consume(amount);
    }
}
