//! What the file says of itself: core, application and custom properties. Floor 3.
//!
//! Source: ECMA-376-2, 11 (core properties); ECMA-376-1, 22.2 (extended) and 22.3 (custom).

use super::cover::{shown_subtitle, shown_title};
use super::names::{CORE, CUSTOM, DUBLIN_CORE, EXTENDED, VARIANTS, relationship};
use super::xml::text;
use crate::document::Document;
use crate::model::Timestamp;
use crate::package::{Package, Target, XmlWriter};

/// The set of custom properties (ECMA-376-1, 22.3.2.2).
const CUSTOM_SET: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Adds the three parts.
pub(super) fn add(package: &mut Package, document: &Document, pages: usize, timestamp: Timestamp) {
    let core_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let office = "application/vnd.openxmlformats-officedocument";
    let parts = [
        (
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            core_kind.to_owned(),
            core(document, timestamp),
        ),
        (
            "docProps/app.xml",
            format!("{office}.extended-properties+xml"),
            relationship("extended-properties"),
            application(document, pages),
        ),
        (
            "docProps/custom.xml",
            format!("{office}.custom-properties+xml"),
            relationship("custom-properties"),
            custom(document),
        ),
    ];
    for (part, content_type, kind, bytes) in parts {
        package.add_part(part, &content_type, bytes);
        package.relate("", &kind, Target::Part(part.to_owned()));
    }
}

/// The title is the one that the cover shows, since the two are bound to each other; what the report calls itself in one
/// line stands among the custom properties.
fn core(document: &Document, timestamp: Timestamp) -> Vec<u8> {
    let metadata = &document.metadata;
    let mut xml = XmlWriter::new();
    let namespaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", DUBLIN_CORE),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        text(xml, "dc:title", shown_title(document).unwrap_or(&metadata.title));
        text(xml, "dc:subject", shown_subtitle(document).unwrap_or_default());
        text(xml, "dc:creator", &metadata.author);
        let keywords = format!("{}, {}, {}", metadata.report, metadata.country, metadata.year);
        text(xml, "cp:keywords", &keywords);
        text(xml, "dc:description", &metadata.description);
        text(xml, "cp:lastModifiedBy", &metadata.author);
        text(xml, "cp:revision", "1");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&timestamp.to_string()));
        }
        text(xml, "dc:language", metadata.language.as_str());
    });
    xml.into_bytes()
}

fn application(document: &Document, pages: usize) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("Properties", &[("xmlns", EXTENDED)], |xml| {
        text(xml, "Pages", &pages.to_string());
        text(xml, "Application", concat!("Hokoku ", env!("CARGO_PKG_VERSION")));
        text(xml, "DocSecurity", "0");
        text(xml, "Company", &document.metadata.author);
        text(xml, "AppVersion", "16.0000");
    });
    xml.into_bytes()
}

fn custom(document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let year = metadata.year.to_string();
    let values = [
        ("hokoku.title", metadata.title.as_str()),
        ("hokoku.country", &metadata.country),
        ("hokoku.report", &metadata.report),
        ("hokoku.year", &year),
        ("hokoku.language", metadata.language.as_str()),
        ("hokoku.data-sha256", &metadata.data_hash),
    ];
    let mut xml = XmlWriter::new();
    xml.element("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", VARIANTS)], |xml| {
        for ((name, value), id) in values.into_iter().zip(2_usize..) {
            xml.element("property", &[("fmtid", CUSTOM_SET), ("pid", &id.to_string()), ("name", name)], |xml| {
                text(xml, "vt:lpwstr", value);
            });
        }
    });
    xml.into_bytes()
}
