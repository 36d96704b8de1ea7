//! The tags of a PDF, against the same report as HTML.

use crate::built::all;
use crate::pdf::Objects;

/// How many header cells of a PDF head columns, and how many rows; `None` where there is no program that tells.
fn header_cells(bytes: &[u8]) -> Option<[usize; 2]> {
    let objects = Objects::read(bytes)?;
    let cells = objects.all().map(|(_, object)| &object["value"]).filter(|element| element["/S"] == "/TH");
    let scopes: Vec<String> = cells.map(|cell| objects.resolved(&cell["/A"]).to_string()).collect();
    Some(["/Column", "/Row"].map(|scope| scopes.iter().filter(|attributes| attributes.contains(scope)).count()))
}

/// The pieces of a page from a start to an end.
fn pieces<'a>(page: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(start).skip(1).map(move |piece| piece.split_once(end).expect("the piece ends").0)
}

#[test]
fn cells_that_head_rows_and_columns_are_header_cells() {
    for (path, bytes) in all().iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let page = std::str::from_utf8(&all()[&path.replace(".pdf", ".html")]).expect("UTF-8");
        let count = |text: &str| -> usize {
            pieces(page, "<div class=\"table-block", "</table>").map(|table| table.matches(text).count()).sum()
        };
        // A timeline is a table in print, each date the head of its row.
        let events: usize =
            pieces(page, "<ol class=\"timeline\"", "</ol>").map(|list| list.matches("<li").count()).sum();
        let columns = count("scope=\"col\"") + count("scope=\"rowgroup\"");
        if let Some(cells) = header_cells(bytes) {
            assert_eq!(cells, [columns, count("scope=\"row\"") + events], "{path}");
        }
        assert!(columns > 0, "{path}");
    }
}
