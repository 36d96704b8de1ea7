//! Defined tables. ECMA-376-1, 18.5.

use super::super::cell::CellRange;
use super::super::sheet::TableInfo;
use crate::package::read_xml;

/// How many rows of a table are header or totals at most; Excel has one of each.
const MOST_ROWS: u32 = 100;

/// Reads a table part. `None` where it says not where the table is.
///
/// # Errors
///
/// If the part is not well-formed, or its header and totals are higher than the table.
pub(super) fn read(bytes: &[u8]) -> Result<Option<TableInfo>, String> {
    let root = read_xml(bytes).map_err(|error| error.to_string())?;
    let Some(range) = root.attribute("ref").and_then(CellRange::parse) else { return Ok(None) };
    let name = root.attribute("displayName").or_else(|| root.attribute("name")).unwrap_or_default();
    let height = range.last.row - range.first.row + 1;
    let rows = |attribute: &str, default: u32| match root.attribute(attribute) {
        Some(text) => match text.trim().parse() {
            Ok(count) if count <= height.min(MOST_ROWS) => Ok(count),
            _ => {
                let text: String = text.chars().take(20).collect();
                Err(format!("the table `{name}` has {height} rows and says `{attribute}=\"{text}\"`"))
            }
        },
        None => Ok(default),
    };
    let (header_rows, totals_rows) = (rows("headerRowCount", 1)?, rows("totalsRowCount", 0)?);
    if header_rows + totals_rows > height {
        return Err(format!("the table `{name}` has {height} rows, and more than those are header and totals"));
    }
    Ok(Some(TableInfo { name: name.to_owned(), range, header_rows, totals_rows }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(attributes: &str, expected: Result<(u32, u32), &str>) {
        let xml = format!("<table displayName=\"t\" ref=\"A1048570:B1048576\" {attributes}/>");
        let found =
            read(xml.as_bytes()).map(|table| table.map(|table| (table.header_rows, table.totals_rows)).unwrap());
        assert_eq!(found, expected.map_err(str::to_owned), "{attributes}");
    }

    #[test]
    fn header_and_totals_are_no_higher_than_their_table() {
        check("", Ok((1, 0)));
        check("headerRowCount=\"0\" totalsRowCount=\"1\"", Ok((0, 1)));
        check("headerRowCount=\"6\" totalsRowCount=\"1\"", Ok((6, 1)));
        let said = "the table `t` has 7 rows and says";
        check("headerRowCount=\"4000000000\"", Err(&format!("{said} `headerRowCount=\"4000000000\"`")));
        check("totalsRowCount=\"99999999999\"", Err(&format!("{said} `totalsRowCount=\"99999999999\"`")));
        check("headerRowCount=\"-1\"", Err(&format!("{said} `headerRowCount=\"-1\"`")));
        check(
            "headerRowCount=\"5\" totalsRowCount=\"3\"",
            Err("the table `t` has 7 rows, and more than those are header and totals"),
        );
    }
}
