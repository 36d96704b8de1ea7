//! Relationships between parts (ECMA-376-2, 6.5), and the types of those that office documents have.

use super::element::Element;
use super::error::XmlError;
use super::{XmlWriter, name, read_xml};

/// The namespace of relationships parts (ECMA-376-2, annex E).
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Content type of relationships parts.
pub(super) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// What a relationship leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A part of the package, by its name.
    Part(String),
    /// Something outside of the package, by its address.
    External(String),
}

/// A relationship of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// What the source calls it, such as `rId1`.
    pub id: String,
    /// Its type, an address such as [`STYLES`].
    pub kind: String,
    /// Where it leads.
    pub target: Target,
}

/// Reads a relationships part. The targets are resolved against their source.
pub(super) fn read(source: &str, bytes: &[u8]) -> Result<Vec<Relationship>, XmlError> {
    let root = read_xml(bytes)?;
    let relationship = |element: &Element| {
        let target = element.attribute("Target")?;
        let is_external = element.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let target = match is_external {
            true => Target::External(target.to_owned()),
            false => Target::Part(name::resolve(source, target)),
        };
        let (id, kind) = (element.attribute("Id")?, element.attribute("Type")?);
        Some(Relationship { id: id.to_owned(), kind: kind.to_owned(), target })
    };
    Ok(root.children_named("Relationship").filter_map(relationship).collect())
}

/// Writes a relationships part.
pub(super) fn write(source: &str, relationships: &[Relationship]) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("Relationships", &[("xmlns", NAMESPACE)], |xml| {
        for Relationship { id, kind, target } in relationships {
            let relative = match target {
                Target::Part(target) => name::relative(source, target),
                Target::External(address) => address.clone(),
            };
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind.as_str()), ("Target", relative.as_str())];
            if matches!(target, Target::External(_)) {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes);
        }
    });
    xml.into_bytes()
}

macro_rules! relationship_types {
    ($($name:ident $address:literal $text:literal;)+) => {
        $(#[doc = $text] pub const $name: &str = $address;)+
    };
}

// ECMA-376-1, clauses 11.3 (parts of text documents), 14.2 (of drawings) and 15.2 (shared); ECMA-376-2, 8 (core
// properties).
relationship_types! {
    OFFICE_DOCUMENT "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" "From the package to its main document.";
    CORE_PROPERTIES "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" "From the package to its title, author and dates.";
    EXTENDED_PROPERTIES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" "From the package to properties that offices add.";
    CUSTOM_PROPERTIES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" "From the package to properties of one's own.";
    CUSTOM_XML "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" "To data in XML.";
    CUSTOM_XML_PROPERTIES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" "From data in XML to its store id.";
    STYLES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" "To the styles.";
    NUMBERING "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" "To the definitions of numbering.";
    SETTINGS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" "To the settings.";
    WEB_SETTINGS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/webSettings" "To the settings for web pages.";
    FONT_TABLE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" "To the table of fonts.";
    FONT "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" "From the table of fonts to an embedded font.";
    THEME "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" "To the theme.";
    FOOTNOTES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" "To the footnotes.";
    ENDNOTES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" "To the endnotes.";
    HEADER "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" "To a header.";
    FOOTER "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" "To a footer.";
    IMAGE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" "To an image.";
    HYPERLINK "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" "To the address of a link.";
    CHART "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" "To a chart.";
    EMBEDDED_PACKAGE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" "To an embedded package, such as the workbook of a chart.";
}
