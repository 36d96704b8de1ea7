//! Defined tables. ECMA-376-1, 18.5.

use super::super::cell::CellRange;
use super::super::sheet::TableInfo;
use crate::package::read_xml;

/// How many rows of a table are header or totals at most; Excel has one of each.
const MOST_ROWS: u32 = 100;

/// Reads a table part.
///
/// # Errors
///
/// In words, where it does not say where the table is, or where its header and totals are higher than itself: rows of it
/// would be taken for others.
pub(super) fn read(bytes: &[u8]) -> Result<TableInfo, String> {
    let root = read_xml(bytes).map_err(|error| error.to_string())?;
    let wrong =
        |name: &str, text: &str| format!("a table has the {name} `{}`", text.chars().take(20).collect::<String>());
    let place = root.attribute("ref").unwrap_or_default();
    let range = CellRange::parse(place).ok_or_else(|| wrong("range", place))?;
    let height = range.last.row - range.first.row + 1;
    let rows = |name: &str, default: u32| match root.attribute(name) {
        Some(text) => {
            let count = text.trim().parse().ok().filter(|count| *count <= height.min(MOST_ROWS));
            count.ok_or_else(|| wrong(name, text) + &format!(" in {place}"))
        }
        None => Ok(default),
    };
    let name = root.attribute("displayName").or_else(|| root.attribute("name")).unwrap_or_default();
    let (header_rows, totals_rows) = (rows("headerRowCount", 1)?, rows("totalsRowCount", 0)?);
    if header_rows + totals_rows > height {
        return Err(format!("a table has more header and totals than its rows in {place}"));
    }
    Ok(TableInfo { name: name.to_owned(), range, header_rows, totals_rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(attributes: &str, expected: Result<(u32, u32), &str>) {
        let xml = format!("<table displayName=\"t\" ref=\"A1048570:B1048576\" {attributes}/>");
        let found = read(xml.as_bytes()).map(|table| (table.header_rows, table.totals_rows));
        assert_eq!(found, expected.map_err(str::to_owned), "{attributes}");
    }

    #[test]
    fn header_and_totals_are_no_higher_than_their_table() {
        check("", Ok((1, 0)));
        check("headerRowCount=\"0\" totalsRowCount=\"1\"", Ok((0, 1)));
        check("headerRowCount=\"6\" totalsRowCount=\"1\"", Ok((6, 1)));
        let said = |name: &str, text: &str| format!("a table has the {name} `{text}` in A1048570:B1048576");
        check("headerRowCount=\"4000000000\"", Err(&said("headerRowCount", "4000000000")));
        check("totalsRowCount=\"99999999999\"", Err(&said("totalsRowCount", "99999999999")));
        check("headerRowCount=\"-1\"", Err(&said("headerRowCount", "-1")));
        let higher = "a table has more header and totals than its rows in A1048570:B1048576";
        check("headerRowCount=\"5\" totalsRowCount=\"3\"", Err(higher));
    }
}
