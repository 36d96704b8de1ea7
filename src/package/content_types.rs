//! The stream of content types (ECMA-376-2, 7.2.3).

use std::collections::BTreeMap;

use super::error::XmlError;
use super::{Part, XmlWriter, name, read_xml, relationship};

/// The namespace of the stream (ECMA-376-2, annex E).
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// What the stream says: types by extension and by part name, both in lower case.
pub(super) struct ContentTypes {
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl ContentTypes {
    /// Reads the stream.
    pub(super) fn read(bytes: &[u8]) -> Result<ContentTypes, XmlError> {
        let root = read_xml(bytes)?;
        let table = |element: &str, key: &str| {
            let entry = |element: &super::Element| {
                let key = name::key(element.attribute(key)?.trim_start_matches('/'));
                Some((key, element.attribute("ContentType")?.to_owned()))
            };
            root.children_named(element).filter_map(entry).collect()
        };
        Ok(ContentTypes { defaults: table("Default", "Extension"), overrides: table("Override", "PartName") })
    }

    /// The type of an entry; `None` makes it no part.
    pub(super) fn of(&self, part: &str) -> Option<&str> {
        let given = self.overrides.get(&name::key(part));
        given.or_else(|| self.defaults.get(&name::key(name::extension(part)))).map(String::as_str)
    }
}

/// Writes the stream: an extension whose parts have all one type gets a default, every other part its own line.
///
/// Parts in XML have their own lines, since their extension says nothing.
pub(super) fn write(parts: &BTreeMap<String, Part>) -> Vec<u8> {
    let mut defaults: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (part, Part { content_type, .. }) in parts {
        let seen = defaults.entry(name::extension(part)).or_insert(Some(content_type));
        *seen = seen.filter(|seen| seen == content_type);
    }
    defaults.remove("");
    defaults.insert("rels", Some(relationship::CONTENT_TYPE));
    defaults.insert("xml", Some("application/xml"));
    let default = |part: &str| defaults.get(name::extension(part)).copied().flatten();
    let mut xml = XmlWriter::new();
    xml.element("Types", &[("xmlns", NAMESPACE)], |xml| {
        for (extension, content_type) in &defaults {
            if let Some(content_type) = content_type {
                xml.empty("Default", &[("Extension", extension), ("ContentType", content_type)]);
            }
        }
        for (part, Part { content_type, .. }) in
            parts.iter().filter(|(name, part)| default(name) != Some(&part.content_type))
        {
            xml.empty("Override", &[("PartName", &format!("/{part}")), ("ContentType", content_type)]);
        }
    });
    xml.into_bytes()
}
