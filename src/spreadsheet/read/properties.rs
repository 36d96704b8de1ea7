//! Custom properties of a workbook, by which a program knows its own. ECMA-376-1, 22.3 (.xlsx, .xlsb); ODF 1.3, part 3, 4.3.3
//! (.ods).

use std::collections::BTreeMap;

use crate::package::{Archive, Bytes, Element, Limits, read_xml, relationship};

/// How much the part of the properties may hold.
const MOST_BYTES: u64 = 1_000_000;

/// Names and values of the custom properties; none where the file has none, or is no package.
pub fn properties<'a>(bytes: impl Into<Bytes<'a>>) -> BTreeMap<String, String> {
    let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
    let Ok(mut archive) = Archive::open(bytes, limits) else { return BTreeMap::new() };
    let custom = archive.related("", relationship::CUSTOM_PROPERTIES).ok().flatten();
    let mut part = |name: &str| read_xml(&archive.part(name).ok().flatten()?).ok();
    let found = match custom {
        Some(name) => part(&name).map(|root| of_office(&root)),
        None => part("meta.xml").map(|root| of_open_document(&root)),
    };
    found.unwrap_or_default()
}

fn of_office(root: &Element) -> BTreeMap<String, String> {
    let properties = root.children_named("property");
    properties
        .filter_map(|property| Some((property.attribute("name")?.to_owned(), property.text().into_owned())))
        .collect()
}

fn of_open_document(root: &Element) -> BTreeMap<String, String> {
    let properties = root.descendants_named("user-defined");
    properties
        .filter_map(|property| Some((property.attribute("name")?.to_owned(), property.text().into_owned())))
        .collect()
}
