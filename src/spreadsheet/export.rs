//! Rows to bytes.

/// Writes a heading and rows as CSV (RFC 4180): UTF-8, commas, quotes where needed, CRLF after every row.
///
/// Every row has as many cells as the heading.
///
/// # Panics
///
/// If a row has another number of cells than the heading.
///
/// # Examples
///
/// ```
/// let bytes = hokoku::spreadsheet::write_csv(&["id", "title"], &[vec!["1".into(), "Roads, bridges".into()]]);
/// assert_eq!(bytes, b"id,title\r\n1,\"Roads, bridges\"\r\n");
/// ```
pub fn write_csv(heading: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let complete = "every row has as many cells as the heading, and memory takes every byte";
    writer.write_record(heading).expect(complete);
    for row in rows {
        writer.write_record(row).expect(complete);
    }
    writer.into_inner().expect(complete)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expected: &str) {
        let heading: Vec<&str> = cells.iter().map(|_| "h").collect();
        let row = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let bytes = write_csv(&heading, &[row]);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.split_once("\r\n").unwrap().1, expected);
    }

    #[test]
    fn what_would_end_a_cell_is_quoted() {
        check(&["a,b", "c"], "\"a,b\",c\r\n");
        check(&["say \"yes\"", "x"], "\"say \"\"yes\"\"\",x\r\n");
        check(&["two\nlines", "x"], "\"two\nlines\",x\r\n");
    }

    #[test]
    fn an_empty_cell_stays_a_cell() {
        check(&["", "x", ""], ",x,\r\n");
    }
}
