//! Which column is which field.

use super::*;

#[test]
fn a_header_of_three_merged_rows_is_one_label_a_column() {
    let lines: &[&[&str]] = &[
        &["Code", "2022", "", "", ""],
        &["", "Grants", "", "Loans", ""],
        &["", "Plan", "Fact", "Plan", "Fact"],
        &["x", "1", "2", "3", "4"],
    ];
    let merged = r#"<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B1:E1"/><mergeCell ref="B2:C2"/><mergeCell ref="D2:E2"/></mergeCells>"#;
    let yaml = r#"
mapping: lines/1
target: lines
source: {sheet: {any_of: [Lines]}}
header: {rows: [1, 2, 3], join: " / ", merged: fill_right_down}
fields:
  - {name: id, labels: [Code]}
  - {name: grants-plan, labels: ["2022 / Grants / Plan"], type: integer}
  - {name: grants-fact, labels: ["2022 / Grants / Fact"], type: integer}
  - {name: loans-plan, labels: ["2022 / Loans / Plan"], type: integer}
  - {name: loans-fact, labels: ["2022 / Loans / Fact"], type: integer}
"#;
    check(
        &Book::around(&rows(lines), "", merged),
        yaml,
        "
4: grants-fact=2, grants-plan=1, id=x, loans-fact=4, loans-plan=3
13 cells: 5 imported, 8 header, 0 verified totals, 0 ignored, 0 in findings",
    );
}

#[test]
fn columns_are_found_by_id_or_label_and_none_is_dropped_silently() {
    let yaml = format!("{MAPPING}header: {{rows: [1], id_row: 2}}\nignore: {{columns: [Notes]}}{FIELDS}");
    check(
        &Book::new(&rows(&[
            &["Code", "Число людей", "Notes", "Personss", "Code", ""],
            &["id", "persons", "", "", "", ""],
            &["x", "5", "n", "6", "y", "7"],
        ])),
        &yaml,
        "
3: id=x, persons=5
Lines!D1 unmapped-column: no field of the mapping is the column `Personss`
Lines!E1 duplicate-header: the column `Code` is the field `id`, as that of A1 is
Lines!F3 unmapped-column: column F has cells and no header
13 cells: 2 imported, 7 header, 0 verified totals, 1 ignored, 3 in findings",
    );
    check(
        &Book::new(&rows(&[&["Persons"], &["5"]])),
        &format!("{MAPPING}{FIELDS}"),
        "
2: persons=5
Lines!A1 missing-column: no column is the field `id`; its labels are `Code`, `Код`, `id`
2 cells: 1 imported, 1 header, 0 verified totals, 0 ignored, 0 in findings",
    );
}
