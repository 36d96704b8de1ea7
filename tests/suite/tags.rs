//! The tags of a PDF, against the same report as HTML.

use lopdf::{Document, Object};

use crate::built::all;

/// How many header cells of a PDF head columns, and how many rows.
fn header_cells(bytes: &[u8]) -> [usize; 2] {
    let document = Document::load_mem(bytes).expect("our own PDF is one");
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let cells = elements.filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"TH"));
    let scopes: Vec<String> = cells
        .map(|cell| format!("{:?}", cell.get_deref(b"A", &document).expect("a header cell says what it heads")))
        .collect();
    ["/Column", "/Row"].map(|scope| scopes.iter().filter(|attributes| attributes.contains(scope)).count())
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
        assert_eq!(header_cells(bytes), [columns, count("scope=\"row\"") + events], "{path}");
        assert!(columns > 0, "{path}");
    }
}
