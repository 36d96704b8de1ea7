//! Mappings applied to small workbooks: each case is one line of the list of silent losses, and the accounts add up in all.

mod cells;
mod headers;
mod mappings;
mod rows_of_tables;
mod sheets;

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
    let bytes = include_bytes!("../../../../report-templates/locales/quantities.yaml");
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
