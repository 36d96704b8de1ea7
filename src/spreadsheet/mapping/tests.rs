//! Mappings applied to small workbooks: each case is one line of the list of silent losses, and the accounts add up in all.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::spreadsheet::read::sample::{Book, in_this_process, rows};
use crate::spreadsheet::read::{ReadOptions, Workbook};
use crate::spreadsheet::schema;
use crate::spreadsheet::value::Words;

/// A mapping of three fields; cases put more lines behind it.
const MAPPING: &str = r#"
mapping: lines/1
target: lines
source: {sheet: {any_of: ["Lines", "Строки"]}}
rows: {key: [id]}
"#;

const FIELDS: &str = r#"
fields:
  - {name: id, labels: ["Code", "Код"], required: true, unique: true}
  - {name: signed-on, labels: ["Date"], type: date, formats: [excel, edtf, "%d.%m.%Y", wareki]}
  - {name: persons, labels: ["Persons"], type: integer, min: 0}
  - {name: amount, labels: ["Amount"], type: money, unit: JPY, scale: 1e6}
"#;

fn words() -> Words {
    let bytes = include_bytes!("../../../report-templates/locales/quantities.yaml");
    crate::dataset::read_yaml("quantities.yaml", bytes).0.unwrap()
}

fn mapping(yaml: &str) -> LoadedMapping {
    let (mapping, problems) = crate::dataset::read_yaml::<Mapping>("mappings/lines.yaml", yaml.as_bytes());
    let mapping = mapping.unwrap_or_else(|| panic!("{problems:?}"));
    LoadedMapping { path: "mappings/lines.yaml".to_owned(), sha256: "m".to_owned(), mapping }
}

fn run(bytes: &[u8], mappings: &[LoadedMapping]) -> Import {
    let options = ReadOptions {
        encoding: mappings.iter().find_map(|loaded| loaded.mapping.encoding.clone()),
        delimiter: mappings.iter().find_map(|loaded| loaded.mapping.delimiter),
    };
    let mut workbook = Workbook::open("a.xlsx", bytes, &options, &in_this_process).unwrap();
    let references = References::from([(
        "projects".to_owned(),
        BTreeMap::from([("North road".to_owned(), "north-road".to_owned())]),
    )]);
    let context = Context { sha256: "f", schemas: &[], words: words(), references: &references, findings_sheet: None };
    let import = import(&mut workbook, mappings, &context);
    assert!(import.accounting.is_balanced(), "{}", import.accounting);
    import
}

/// Every value and every finding, one a line, and the accounts.
fn said(bytes: &[u8], yaml: &str) -> String {
    let import = run(bytes, &[mapping(yaml)]);
    let mut lines = Vec::new();
    for row in import.tables.iter().flat_map(|table| &table.rows) {
        let cells = row.cells.iter().map(|(name, located)| match located.origin.transformation.as_str() {
            "" => format!("{name}={}", located.value),
            made => format!("{name}={} ({made})", located.value),
        });
        lines.push(format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(", ")));
    }
    for finding in import.all_findings() {
        let place = finding.place.unwrap().to_string();
        lines.push(format!("{} {}: {}", place.trim_start_matches("a.xlsx "), finding.code, finding.message));
    }
    lines.push(import.accounting.to_string());
    lines.join("\n")
}

fn check(book: &Book, yaml: &str, expected: &str) {
    let found = said(&book.bytes(), yaml);
    assert_eq!(found.trim(), expected.trim(), "\nfound:\n{found}\n");
}

/// Rows below the usual header, by the usual mapping.
fn check_rows(lines: &[&[&str]], expected: &str) {
    let header: &[&str] = &["Code", "Date", "Persons", "Amount"];
    let all: Vec<&[&str]> = [header].into_iter().chain(lines.iter().copied()).collect();
    check(&Book::new(&rows(&all)), &format!("{MAPPING}{FIELDS}"), expected);
}

/// One cell of XML in the column of amounts (D2), persons (C2) or dates (B2).
fn check_cell(cell: &str, properties: &str, expected: &str) {
    let header = rows(&[&["Code", "Date", "Persons", "Amount"]]);
    let xml = format!("{header}<row r=\"2\"><c r=\"A2\" t=\"str\"><v>x</v></c>{cell}</row>");
    let book = Book::new(&xml).with_properties(properties);
    let found = said(&book.bytes(), &format!("{MAPPING}{FIELDS}"));
    let line = found.lines().find(|line| !line.starts_with("2: id=x") || line.contains(", ")).unwrap();
    assert_eq!(line, expected, "\n{found}");
}

#[test]
fn values_come_with_their_unit_and_scale() {
    check_rows(
        &[
            &["a", "2019-07-17", "5", "27.8"],
            &["b", "17.07.2019", "△5", "27,8 млрд"],
            &["c", "令和元年7月17日", "１２", "2\u{a0}680"],
        ],
        "
2: amount=27.8 million JPY (scale 1000000), id=a, persons=5, signed-on=2019-07-17
3: id=b, signed-on=2019-07-17 (date 2019-07-17)
4: amount=2680 million JPY (scale 1000000), id=c, persons=12 (wide digits), signed-on=2019-07-17 (date 2019-07-17)
Lines!C3 constraint-error: `-5` is outside of `min: 0` of `persons`
Lines!D3 unit-contradiction: the cell says a scale of 1000000000, its field 1000000
16 cells: 10 imported, 4 header, 0 verified totals, 0 ignored, 2 in findings",
    );
}

#[test]
fn nothing_is_truncated_rounded_or_guessed() {
    check_rows(
        &[&["a", "", "27.8", ""], &["b", "", "3000000000", ""], &["c", "", "", "1,234"], &["d", "", "-5", ""], &["e", "", "", "n/a"]],
        "
2: id=a
3: id=b, persons=3000000000
4: id=c
5: id=d
6: id=e
Lines!C2 type-error: `27.8` where a whole number is expected
Lines!D4 type-error: `1,234` where a number is expected: `,` may stand before decimals or between thousands, and the mapping does not say which
Lines!C5 constraint-error: `-5` is outside of `min: 0` of `persons`
Lines!D6 type-error: `n/a` where a number is expected: it is no number
14 cells: 6 imported, 4 header, 0 verified totals, 0 ignored, 4 in findings",
    );
}

#[test]
fn a_cell_that_lies_is_a_finding() {
    for (cell, properties, expected) in [
        (r#"<c r="D2"><f>1+1</f></c>"#, "", "Lines!D2 uncached-formula: a formula whose result is not in the file"),
        (r#"<c r="D2"><f>1+1</f><v>0</v></c>"#, "", "2: amount=0 million JPY (scale 1000000), id=x"),
        (
            r#"<c r="D2"><f>1+1</f><v>0</v></c>"#,
            r#"<calcPr fullCalcOnLoad="1"/>"#,
            "Lines!D2 uncached-formula: a formula whose result `0` the program that wrote the file did not calculate",
        ),
        (
            r##"<c r="D2" t="e"><v>#SPILL!</v></c>"##,
            "",
            "Lines!D2 error-cell: the error `#SPILL!` where a value is expected",
        ),
        (r#"<c r="D2" s="2"><v>43663</v></c>"#, "", "2: amount=43663 million JPY (scale 1000000), id=x"),
        (
            r#"<c r="D2" s="1"><v>43663</v></c>"#,
            "",
            "2: amount=43663 million JPY (shown as a day; scale 1000000), id=x",
        ),
        (r#"<c r="D2" s="3"><v>27.8</v></c>"#, "", "2: amount=27.8 million JPY (scale 1000000), id=x"),
        (
            r#"<c r="D2"><v>0.30000000000000004</v></c>"#,
            "",
            "2: amount=0.3 million JPY (rounded to 15 digits; scale 1000000), id=x",
        ),
        (
            r#"<c r="D2"><v>1E+999</v></c>"#,
            "",
            "Lines!D2 type-error: the number `1E+999` can not be kept: it is larger or finer than numbers are calculated with (28 digits)",
        ),
        (
            r#"<c r="C2"><v>12345678901234567</v></c>"#,
            "",
            "Lines!C2 type-error: the number `12345678901234567` can not be kept: it has more than 15 digits, of which a spreadsheet program has lost some",
        ),
        (r#"<c r="B2" s="1"><v>43663</v></c>"#, "", "2: id=x, signed-on=2019-07-17 (day 43663 counted from 1900)"),
        (r#"<c r="B2" s="4"><v>43663</v></c>"#, "", "2: id=x, signed-on=2019-07-17 (day 43663 counted from 1900)"),
        (
            r#"<c r="B2" s="1"><v>42201</v></c>"#,
            r#"<workbookPr date1904="1"/>"#,
            "2: id=x, signed-on=2019-07-17 (day 42201 counted from 1904)",
        ),
        (
            r#"<c r="B2" s="1"><v>60</v></c>"#,
            "",
            "Lines!B2 type-error: the number `60` where a day is expected: the number 60 stands for 29 February 1900, a day that was not",
        ),
        // A bare number in a column of dates is a year, never a day of 1905.
        (r#"<c r="B2"><v>2019</v></c>"#, "", "2: id=x, signed-on=2019"),
        (
            r#"<c r="B2"><v>43663</v></c>"#,
            "",
            "Lines!B2 type-error: `43663` where a date is expected: it is written in none of the formats that the mapping names",
        ),
        (r#"<c r="B2" t="b"><v>1</v></c>"#, "", "Lines!B2 type-error: a boolean where a date is expected"),
        (r#"<c r="D2" t="str"><v> </v></c>"#, "", "Lines!D2 type-error: the cell is not empty, but has only spaces"),
    ] {
        check_cell(cell, properties, expected);
    }
}

#[test]
fn a_time_of_day_is_left_out_with_a_warning() {
    let header = rows(&[&["Code", "Date"]]);
    let xml =
        format!("{header}<row r=\"2\"><c r=\"A2\" t=\"str\"><v>x</v></c><c r=\"B2\" s=\"1\"><v>43663.5</v></c></row>");
    let import = run(&Book::new(&xml).bytes(), &[mapping(&format!("{MAPPING}{FIELDS}"))]);
    let findings = import.all_findings();
    assert_eq!(findings.len(), 1);
    assert!(!findings[0].is_error() && findings[0].code == crate::diagnostic::Code::TIME_OF_DAY);
}

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

#[test]
fn codes_references_and_missing_marks_are_as_declared() {
    let yaml = r#"
mapping: lines/1
target: lines
source: {sheet: {any_of: [Lines]}}
missing: ["…", "n/a", ""]
fields:
  - {name: id, labels: [Code]}
  - {name: scheme, labels: [Scheme], enum: {grant-aid: ["Grant aid", "無償"], oda-loan: []}}
  - {name: project, labels: [Project], references: projects}
  - {name: amount, labels: [Amount], type: quantity, unit_from: unit}
  - {name: unit, labels: [Unit], type: unit}
"#;
    check(
        &Book::new(&rows(&[
            &["Code", "Scheme", "Project", "Amount", "Unit"],
            &["a", "無償", "North road", "27.8", "billion JPY"],
            &["b", "oda-loan", "north-road", "…", ""],
            &["c", "Grant", "North rod", "5", "persons"],
        ])),
        yaml,
        "
2: amount=27.8 billion JPY (scale 1000000000), id=a, project=north-road (`North road` of `projects`), scheme=grant-aid (code grant-aid)
3: amount= (marked as missing), id=b, project=north-road, scheme=oda-loan
4: amount=5 persons, id=c
Lines!B4 enum-error: `Grant` is none of the codes of `scheme`
Lines!C4 unknown-reference: no record of `projects` has the id or name `North rod`
19 cells: 12 imported, 5 header, 0 verified totals, 0 ignored, 2 in findings",
    );
}

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

#[test]
fn origins_name_the_cell_its_text_and_what_was_made_of_it() {
    let book = Book::new(
        r#"<row r="1"><c r="A1" t="str"><v>Code</v></c><c r="B1" t="str"><v>Amount</v></c></row><row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2" s="3"><f>C2*2</f><v>27.80</v></c></row>"#,
    );
    let import = run(&book.bytes(), &[mapping(&format!("{MAPPING}{FIELDS}"))]);
    let origin = &import.tables[0].rows[0].cells["amount"].origin;
    assert_eq!(origin.address(), "Lines!B2");
    assert_eq!(
        (
            origin.raw.as_str(),
            origin.kind,
            origin.number_format.as_str(),
            origin.formula.as_deref(),
            origin.transformation.as_str()
        ),
        ("27.80", "number", "0.0 mln", Some("C2*2"), "scale 1000000")
    );
    let file = &origin.file;
    assert_eq!(
        (file.sha256.as_str(), file.mapping.as_str(), file.mapping_sha256.as_str()),
        ("f", "mappings/lines.yaml", "m")
    );
}

#[test]
fn an_unknown_key_of_a_mapping_is_refused() {
    for (wrong, said) in
        [("rows: {keys: [id]}", "keys"), ("rows: {hidden: maybe}", "maybe"), ("locale: {decimal: \",,\"}", ",,")]
    {
        let yaml = format!("{}{FIELDS}", MAPPING.replace("rows: {key: [id]}", wrong));
        let (mapping, problems) = crate::dataset::read_yaml::<Mapping>("m.yaml", yaml.as_bytes());
        assert!(mapping.is_none() && problems.iter().any(|problem| problem.message.contains(said)), "{problems:?}");
    }
    let import = run(
        &Book::new("").bytes(),
        &[mapping(&format!(
            "{}{FIELDS}",
            MAPPING.replace("key: [id]", "totals: {when: {column: nothing, matches: x}}")
        ))],
    );
    assert!(import.all_findings().iter().any(|finding| finding.code == crate::diagnostic::Code::BAD_MAPPING));
}

#[test]
fn a_proposed_mapping_is_one_and_marks_its_doubts() {
    let book = Book::new(&rows(&[
        &["Rates"],
        &["id", "base", "quote", "value", "Kind", "Remark"],
        &["r1", "USD", "JPY", "1,234", "jica-monthly", "x"],
    ]));
    let bytes = book.bytes();
    let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &in_this_process).unwrap();
    let schemas = schema::tables();
    let (labels, words_known) = (FieldLabels::new(), words());
    let known = Known { schemas: &schemas, labels: &labels, words: &words_known };
    let proposals = propose(&mut workbook, &[], &known).unwrap();
    assert_eq!(proposals.len(), 1);
    let Proposal { target, yaml, .. } = &proposals[0];
    assert_eq!(*target, "rates", "{yaml}");
    for part in ["header: {rows: [2]}", "doubt: column F, \"Remark\", is no field", "doubt: declare `decimal`"] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    let loaded = mapping(yaml);
    let references = References::new();
    let context =
        Context { sha256: "f", schemas: &schemas, words: words(), references: &references, findings_sheet: None };
    let import = import(&mut workbook, &[loaded], &context);
    assert!(
        import.accounting.is_balanced() && import.accounting.imported >= 4,
        "{} {:?}\n{yaml}",
        import.accounting,
        import.all_findings()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_accounts_add_up_whatever_the_cells_are(
        cells in proptest::collection::vec(proptest::collection::vec("[0-9,. ()△a-zé%-]{0,6}", 0..6), 0..12),
        hidden in proptest::sample::select(vec!["error", "warn", "include"]),
        unmapped in proptest::sample::select(vec!["error", "warn", "ignore"]),
    ) {
        let header: &[&str] = &["Code", "Date", "Persons", "Amount"];
        let body: Vec<Vec<&str>> = cells.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let all: Vec<&[&str]> = [header].into_iter().chain(body.iter().map(Vec::as_slice)).collect();
        let rules = format!("key: [id], hidden: {hidden}, unmapped_columns: {unmapped}, end: {{blank_rows: 1}}, totals: {{when: {{column: id, matches: \"a\"}}}}");
        let yaml = format!("{}{FIELDS}", MAPPING.replace("key: [id]", &rules));
        let bytes = Book::new(&rows(&all)).bytes();
        let import = run(&bytes, &[mapping(&yaml)]);
        // The reader counts apart from the import.
        let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &in_this_process).unwrap();
        let end = workbook.read(0, &mut |_, _| ControlFlow::Continue(())).unwrap();
        prop_assert_eq!(import.accounting.cells, end.cells);
    }
}
