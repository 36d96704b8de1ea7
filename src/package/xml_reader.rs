//! Reading XML from outside.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use super::element::{Attribute, Element, Node};
use super::error::XmlError;
use super::xml_writer::is_legal;

/// How deep elements may be nested. Documents of offices have some dozens of levels.
const MOST_LEVELS: usize = 256;

/// How many elements, attributes and texts a document may have, so that a small file can not fill the memory. A
/// part of a thousand pages has about a million.
const MOST_NODES: usize = 5_000_000;

/// Reads a document as a tree.
///
/// UTF-8, or UTF-16 with a byte order mark, as ECMA-376-2 (6.2.5) allows. White space is kept, comments and
/// processing instructions are not. There is no DTD, so no entity but the five of XML.
///
/// # Errors
///
/// If it is not well-formed, uses a prefix that it does not declare, has a DTD, or is nested or filled too much.
pub fn read_xml(bytes: &[u8]) -> Result<Element, XmlError> {
    let text = decode(bytes)?;
    if let Some((offset, character)) = text.char_indices().find(|(_, character)| !is_legal(*character)) {
        let message = format!("a character that XML does not allow: U+{:04X}", u32::from(character));
        return Err(XmlError { offset: offset as u64, message });
    }
    let mut builder = Builder { open: Vec::new(), root: None, nodes: 0 };
    let mut reader = NsReader::from_str(&text);
    loop {
        let offset = reader.buffer_position();
        let failed = |message: String| XmlError { offset, message };
        match reader.read_event() {
            Err(error) => {
                return Err(XmlError { offset: reader.error_position(), message: lowercase(&error.to_string()) });
            }
            Ok(Event::Start(start)) => {
                let element = element(&reader, &start).map_err(failed)?;
                builder.open(element).map_err(failed)?;
            }
            Ok(Event::Empty(start)) => {
                let element = element(&reader, &start).map_err(failed)?;
                builder.open(element).and_then(|()| builder.close()).map_err(failed)?;
            }
            Ok(Event::End(_)) => builder.close().map_err(failed)?,
            Ok(Event::Text(text)) => builder.text(&text.xml10_content()).map_err(failed)?,
            Ok(Event::CData(text)) => builder.text(&text.xml10_content()).map_err(failed)?,
            Ok(Event::GeneralRef(reference)) => {
                let character = character(&reference).map_err(failed)?;
                builder.text(character.encode_utf8(&mut [0; 4])).map_err(failed)?;
            }
            Ok(Event::DocType(_)) => return Err(failed("a document type definition, which is not read".to_owned())),
            Ok(Event::Decl(declaration)) => {
                let encoding = declaration.encoding().and_then(Result::ok).unwrap_or_default().to_ascii_lowercase();
                if !["", "utf-8", "utf8", "us-ascii", "utf-16"].contains(&encoding.as_str()) {
                    return Err(failed(format!("the encoding `{encoding}`, expected UTF-8 or UTF-16")));
                }
            }
            Ok(Event::Comment(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => return builder.finish().map_err(failed),
        }
    }
}

/// The text behind the bytes.
fn decode(bytes: &[u8]) -> Result<String, XmlError> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or_default()]));
        let text = char::decode_utf16(units).collect::<Result<String, _>>();
        text.map_err(|_| XmlError { offset: 0, message: "text that is not UTF-16".to_owned() })
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        bytes => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, XmlError> {
    let text = std::str::from_utf8(bytes).map(str::to_owned);
    text.map_err(|error| XmlError { offset: error.valid_up_to() as u64, message: "text that is not UTF-8".to_owned() })
}

/// The first letter small, so that the words of the parser fit into ours.
fn lowercase(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// A start tag with its namespaces resolved.
fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, String> {
    let namespace = |name: QName<'_>, result: ResolveResult<'_>| match result {
        ResolveResult::Unbound => Ok(String::new()),
        ResolveResult::Bound(namespace) => Ok(namespace.as_ref().to_owned()),
        ResolveResult::Unknown(prefix) => Err(format!("the prefix `{prefix}` of `{}` is not declared", name.as_ref())),
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| lowercase(&error.to_string()))?;
        let value =
            attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| lowercase(&error.to_string()))?;
        if let Some(character) = value.chars().find(|character| !is_legal(*character)) {
            return Err(format!("a reference to a character that XML does not allow: U+{:04X}", u32::from(character)));
        }
        let (key, value) = (attribute.key, value.into_owned());
        let namespace = match key.as_namespace_binding() {
            Some(_) => super::element::XMLNS.to_owned(),
            None => namespace(key, reader.resolver().resolve_attribute(key).0)?,
        };
        attributes.push(Attribute { name: key.as_ref().to_owned(), namespace, value });
    }
    let namespace = namespace(start.name(), reader.resolver().resolve_element(start.name()).0)?;
    Ok(Element { name: start.name().as_ref().to_owned(), namespace, attributes, children: Vec::new() })
}

/// The character that a reference stands for.
fn character(reference: &BytesRef<'_>) -> Result<char, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| lowercase(&error.to_string()))? {
        let refused = || format!("a reference to a character that XML does not allow: U+{:04X}", u32::from(character));
        return if is_legal(character) { Ok(character) } else { Err(refused()) };
    }
    match &*reference.xml10_content() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        name => Err(format!("the entity `{name}`, which is none of XML's own")),
    }
}

/// A tree in the making.
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Builder {
    fn count(&mut self, nodes: usize) -> Result<(), String> {
        self.nodes += nodes;
        if self.nodes > MOST_NODES { Err(format!("more than {MOST_NODES} elements and attributes")) } else { Ok(()) }
    }

    fn open(&mut self, element: Element) -> Result<(), String> {
        self.count(1 + element.attributes.len())?;
        if self.open.len() >= MOST_LEVELS {
            return Err(format!("elements nested more than {MOST_LEVELS} levels deep"));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(format!("a second root element `{}`", element.name));
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let element = self.open.pop().ok_or_else(|| "an end tag without its start tag".to_owned())?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last_mut() {
            _ if text.is_empty() => Ok(()),
            Some(element) => match element.children.last_mut() {
                Some(Node::Text(before)) => {
                    before.push_str(text);
                    Ok(())
                }
                Some(Node::Element(_)) | None => {
                    element.children.push(Node::Text(text.to_owned()));
                    self.count(1)
                }
            },
            None if text.trim().is_empty() => Ok(()),
            None => Err("text outside of the root element".to_owned()),
        }
    }

    fn finish(self) -> Result<Element, String> {
        match self.open.last() {
            Some(element) => Err(format!("the end of the file within `{}`", element.name)),
            None => self.root.ok_or_else(|| "no element".to_owned()),
        }
    }
}
