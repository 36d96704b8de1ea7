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
    pub fn local_name(&self) -> &str {
        self.0.local_name().into_inner()
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
        let attribute = attribute(rest);
        self.rest = attribute.as_ref().map_or("", |(_, _, rest)| rest);
        let Some((name, value, _)) = attribute else {
            let message = "an attribute that is not well-formed".to_owned();
            return Some(Err(XmlError { offset: 0, message }));
        };
        if !value.bytes().any(|byte| matches!(byte, b'&' | b'\n' | b'\r' | b'\t')) {
            return Some(Ok((name, Cow::Borrowed(value))));
        }
        let parsed = Attribute { key: QName(name), value: Cow::Borrowed(value) };
        let value = parsed.normalized_value(XmlVersion::Explicit1_0).map(|value| (name, value));
        Some(value.map_err(|error| XmlError { offset: 0, message: lowercase(&error.to_string()) }))
    }
}

/// The name and value of the attribute at the beginning of a text, and what follows it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_ascii_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, rest) = rest.get(1..)?.split_once(quote)?;
    let name = name.trim_ascii_end();
    let is_name =
        !name.is_empty() && !name.contains(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '<'));
    is_name.then_some((name, value, rest))
}

impl EndTag<'_> {
    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        self.0.local_name().into_inner()
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
        let event = self.reader.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| match error {
            quick_xml::Error::Io(error) => failed(error.to_string()),
            other => failed(lowercase(&other.to_string())),
        })?;
        Ok(match event {
            Event::Start(_) if self.level >= MOST_LEVELS => {
                return Err(failed(format!("elements nested more than {MOST_LEVELS} levels deep")));
            }
            Event::Start(start) | Event::Empty(start) => {
                self.level += 1;
                XmlEvent::Start(Tag(start))
            }
            Event::End(end) => {
                self.level = self.level.saturating_sub(1);
                XmlEvent::End(EndTag(end))
            }
            Event::Text(text) => XmlEvent::Text(text.xml10_content()),
            Event::CData(text) => XmlEvent::Text(text.xml10_content()),
            Event::GeneralRef(reference) => {
                XmlEvent::Text(Cow::Owned(character(&reference).map_err(failed)?.to_string()))
            }
            // Nothing where something is passed over: texts come in pieces anyhow.
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => XmlEvent::Text(Cow::Borrowed("")),
            Event::DocType(_) => return Err(failed("a document type definition, which is not read".to_owned())),
            Event::Eof if self.level > 0 => return Err(failed("the end of the part within an element".to_owned())),
            Event::Eof => XmlEvent::Eof,
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
