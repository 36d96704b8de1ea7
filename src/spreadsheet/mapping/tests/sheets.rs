//! Where the table of a mapping is.

use super::*;

#[test]
fn a_defined_table_says_where_it_is() {
    let book = Book::new(&rows(&[&["A title"], &[""], &["Code", "Persons"], &["x", "5"], &["y", "6"]]))
        .with_table("tbl_lines", "A3:B4");
    let yaml = "mapping: lines/1\ntarget: lines\nsource: {table: TBL_lines}\nfields:\n  - {name: id, labels: [Code]}\n  - {name: persons, labels: [Persons], type: integer}\n";
    // A row that was inserted below the table is not lost.
    check(
        &book,
        yaml,
        "
4: id=x, persons=5
5: id=y, persons=6
7 cells: 4 imported, 3 header, 0 verified totals, 0 ignored, 0 in findings",
    );
}

#[test]
fn sheets_that_no_mapping_fits_are_findings_unless_ignored() {
    let lines = rows(&[&["Code"], &["x"]]);
    let book = Book::new(&lines).with_sheet("Lists", "state=\"hidden\"", &rows(&[&["a"], &["b"]]));
    check(
        &book,
        &format!("{MAPPING}{FIELDS}"),
        "
2: id=x
Lists unmapped-sheet: no mapping fits the hidden sheet, which has 2 cells
4 cells: 1 imported, 1 header, 0 verified totals, 0 ignored, 2 in findings",
    );
    check(
        &book,
        &format!("{MAPPING}ignore: {{sheets: [Lists]}}{FIELDS}"),
        "2: id=x\n4 cells: 1 imported, 1 header, 0 verified totals, 2 ignored, 0 in findings",
    );
    let other = MAPPING.replace("Lines", "Other");
    check(
        &Book::new(&lines),
        &format!("{other}{FIELDS}"),
        "
a.xlsx no-mapping: no mapping fits; the file has the sheets `Lines`
Lines unmapped-sheet: no mapping fits the sheet, which has 2 cells
2 cells: 0 imported, 0 header, 0 verified totals, 0 ignored, 2 in findings",
    );
}

#[test]
fn text_files_fit_by_their_header() {
    let yaml = format!(
        "{MAPPING}delimiter: \";\"\nencoding: windows-1251\nlocale: {{decimal: \",\", group: [\" \"]}}{FIELDS}"
    );
    let bytes = encoding_rs::WINDOWS_1251.encode("Код;Persons;Date;Amount\nдорога;1 234;2019;2 680,5\n").0.into_owned();
    assert_eq!(
        said(&bytes, &yaml),
        "2: amount=2680.5 million JPY (scale 1000000), id=дорога, persons=1234, signed-on=2019\n8 cells: 4 imported, 4 header, 0 verified totals, 0 ignored, 0 in findings"
    );
    let other = said("x;y\n1;2\n".as_bytes(), &yaml);
    assert!(other.starts_with("a.xlsx no-mapping: no mapping fits this file"), "{other}");
}
