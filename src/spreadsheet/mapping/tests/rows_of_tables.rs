//! Which rows are records, and what stands beside them.

use super::*;

#[test]
fn hidden_rows_and_columns_are_treated_as_declared() {
    let header = rows(&[&["Code", "Persons"]]);
    let body = r#"<row r="2" hidden="1"><c r="A2" t="str"><v>x</v></c><c r="B2"><v>5</v></c></row>"#;
    let book = Book::around(&format!("{header}{body}"), r#"<cols><col min="2" max="2" hidden="1"/></cols>"#, "");
    for (word, expected) in [
        (
            "error",
            "
Lines!B1 hidden-cells: the column `Persons` is hidden
Lines!A2 hidden-cells: row 2 is hidden
4 cells: 0 imported, 2 header, 0 verified totals, 0 ignored, 2 in findings",
        ),
        (
            "warn",
            "
2: id=x, persons=5
Lines!B1 hidden-cells: the column `Persons` is hidden
Lines!A2 hidden-cells: row 2 is hidden
4 cells: 2 imported, 2 header, 0 verified totals, 0 ignored, 0 in findings",
        ),
        ("include", "2: id=x, persons=5\n4 cells: 2 imported, 2 header, 0 verified totals, 0 ignored, 0 in findings"),
    ] {
        let yaml = MAPPING.replace("key: [id]", &format!("key: [id], hidden: {word}"));
        check(&book, &format!("{yaml}{FIELDS}"), expected);
    }
}

#[test]
fn merged_cells_among_the_rows_are_a_finding() {
    let book = Book::around(
        &rows(&[&["Code", "Persons"], &["x", "5"], &["y", ""]]),
        "",
        r#"<mergeCells><mergeCell ref="B2:B3"/></mergeCells>"#,
    );
    check(
        &book,
        &format!("{MAPPING}{FIELDS}"),
        "
2: id=x, persons=5
3: id=y
Lines!B2 merged-cells: merged cells B2:B3: only the first of them has a value
5 cells: 3 imported, 2 header, 0 verified totals, 0 ignored, 0 in findings",
    );
}

#[test]
fn totals_are_verified_and_never_imported() {
    let yaml = MAPPING
        .replace("key: [id]", "key: [id], totals: {when: {column: id, matches: \"^(Total|Итого)\"}, action: verify}");
    let book = |total: &str| {
        Book::new(&rows(&[
            &["Code", "Persons"],
            &["a", "5"],
            &["b", "7"],
            &["Total 1", "12"],
            &["c", "3"],
            &["Total 2", "3"],
            &["Итого", total],
        ]))
    };
    check(
        &book("15"),
        &format!("{yaml}{FIELDS}"),
        "
2: id=a, persons=5
3: id=b, persons=7
5: id=c, persons=3
14 cells: 6 imported, 2 header, 6 verified totals, 0 ignored, 0 in findings",
    );
    check(
        &book("16"),
        &format!("{yaml}{FIELDS}"),
        "
2: id=a, persons=5
3: id=b, persons=7
5: id=c, persons=3
Lines!B7 total-mismatch: the total is 16, the sum of the rows 15 (since the last total 0)
14 cells: 6 imported, 2 header, 5 verified totals, 0 ignored, 1 in findings",
    );
}

#[test]
fn rows_have_keys_and_an_end() {
    let yaml = MAPPING.replace("key: [id]", "key: [id], end: {blank_rows: 2}");
    check(
        &Book::new(&rows(&[
            &["Code", "Persons"],
            &["a", "1"],
            &["", ""],
            &["a", "2"],
            &["", "3"],
            &[""],
            &[""],
            &["Source: yearbook"],
        ])),
        &format!("{yaml}{FIELDS}"),
        "
2: id=a, persons=1
4: id=a, persons=2
5: persons=3
Lines!A4 duplicate-row: row 2 has the same `id` already: `a`
Lines!A4 unique-error: `a` stands in A2 already, and no two rows may have the same
Lines!A5 missing-value: the field `id` has no value
Lines!A8 cells-outside: cells after 2 blank rows, which end the table
8 cells: 5 imported, 2 header, 0 verified totals, 0 ignored, 1 in findings",
    );
}
