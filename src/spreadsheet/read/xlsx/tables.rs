//! Defined tables. ECMA-376-1, 18.5.

use super::super::cell::CellRange;
use super::super::sheet::TableInfo;
use crate::package::read_xml;

/// Reads a table part.
///
/// # Errors
///
/// In words, where it does not say where the table is: rows of it would be taken for others.
pub(super) fn read(bytes: &[u8]) -> Result<TableInfo, String> {
    let root = read_xml(bytes).map_err(|error| error.to_string())?;
    let wrong = |name: &str, text: &str| format!("a table has the {name} `{text}`");
    let place = root.attribute("ref").unwrap_or_default();
    let range = CellRange::parse(place).ok_or_else(|| wrong("range", place))?;
    let rows = |name: &str, default: u32| match root.attribute(name) {
        Some(text) => text
            .parse()
            .ok()
            .filter(|count| *count <= range.last.row - range.first.row + 1)
            .ok_or_else(|| wrong(name, text) + &format!(" in {place}")),
        None => Ok(default),
    };
    let name = root.attribute("displayName").or_else(|| root.attribute("name")).unwrap_or_default();
    let (header_rows, totals_rows) = (rows("headerRowCount", 1)?, rows("totalsRowCount", 0)?);
    Ok(TableInfo { name: name.to_owned(), range, header_rows, totals_rows })
}
