//! Packages of XML parts in a zip archive, and the XML in them. Floor 1.
//!
//! A [`Package`] holds parts by name, their content types and the relationships between them; it is written
//! with the same bytes for the same parts, and read with every suspicion: sizes are counted while inflating,
//! names that lead elsewhere and documents with a DTD are refused. [`XmlWriter`] writes XML that is balanced by
//! construction, [`read_xml`] reads it as a tree of [`Element`]s. What is too large for that is taken from an [`Archive`] as an
//! [`XmlStream`]. Knows nothing of what the parts mean.
//! Source: ECMA-376-2 (Open Packaging Conventions); XML 1.0, fifth edition; Namespaces in XML 1.0.

mod archive;
mod bytes;
mod content_types;
mod element;
mod error;
mod kind;
mod name;
mod parts;
mod read;
pub mod relationship;
mod write;
mod xml_reader;
mod xml_stream;
mod xml_writer;

pub use archive::Archive;
pub use bytes::{Bytes, BytesReader, ReadAt};
pub use element::{Attribute, Element, Node};
pub use error::{PackageError, XmlError};
pub use kind::FileKind;
pub use parts::{Package, Part};
pub use read::Limits;
pub use relationship::{Relationship, Target};
pub use xml_reader::read_xml;
pub use xml_stream::{Attributes, EndTag, Tag, XmlEvent, XmlStream};
pub use xml_writer::{XmlWriter, is_legal, legal_text};

#[cfg(test)]
mod tests;
