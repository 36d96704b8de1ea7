//! Number formats of cells. ECMA-376-1, 18.8.

use std::collections::BTreeMap;

use super::super::format::{Formats, built_in};
use crate::package::read_xml;

/// The format of every style that a cell can have.
pub(super) fn read(bytes: &[u8]) -> Result<Formats, String> {
    let root = read_xml(bytes).map_err(|error| error.to_string())?;
    let mut own: BTreeMap<u32, &str> = BTreeMap::new();
    for format in root.children_named("numFmts").flat_map(|formats| formats.children_named("numFmt")) {
        let id = format.attribute("numFmtId").and_then(|id| id.parse().ok());
        own.extend(id.zip(format.attribute("formatCode")));
    }
    let styles = root.children_named("cellXfs").flat_map(|styles| styles.children_named("xf"));
    Ok(Formats::new(styles.map(|style| {
        let id = style.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
        own.get(&id).copied().unwrap_or_else(|| built_in(id)).to_owned()
    })))
}
