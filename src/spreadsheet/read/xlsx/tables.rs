//! Defined tables. ECMA-376-1, 18.5.

use super::super::cell::CellRange;
use super::super::sheet::TableInfo;
use crate::package::read_xml;

/// Reads a table part. `None` where it says not where the table is.
pub(super) fn read(bytes: &[u8]) -> Result<Option<TableInfo>, String> {
    let root = read_xml(bytes).map_err(|error| error.to_string())?;
    let rows = |name: &str, default: u32| match root.attribute(name) {
        Some(text) => text.parse().unwrap_or(default),
        None => default,
    };
    let range = root.attribute("ref").and_then(CellRange::parse);
    let name = root.attribute("displayName").or_else(|| root.attribute("name")).unwrap_or_default();
    Ok(range.map(|range| TableInfo {
        name: name.to_owned(),
        range,
        header_rows: rows("headerRowCount", 1),
        totals_rows: rows("totalsRowCount", 0),
    }))
}
