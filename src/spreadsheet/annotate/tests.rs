//! Copies with notes, read again.

use std::ops::ControlFlow;

use super::*;
use crate::diagnostic::CellRef;
use crate::spreadsheet::mapping::{Context, LoadedMapping, Mapping, References, import};
use crate::spreadsheet::read::sample::{Book, in_this_process};
use crate::spreadsheet::read::{ReadOptions, Visibility};
use crate::spreadsheet::value::Words;

fn open<'a>(name: &str, bytes: &'a [u8]) -> Source<'a> {
    Source::open(name, bytes, &ReadOptions::default(), &in_this_process).unwrap()
}

fn finding(sheet: &str, cell: &str, message: &str) -> Diagnostic {
    let place =
        Place::cell("a.xlsx", sheet, CellRef::parse(cell)).by_rule(Some("persons: type integer, in m.yaml".to_owned()));
    Diagnostic::error(Code::TYPE_ERROR, place, message).with_hint("write a whole number").with_excerpt("27.8")
}

/// Every cell of a sheet, hidden rows and columns and merged cells, in one line.
fn sheet(bytes: &[u8], name: &str) -> String {
    let mut workbook = open("copy.xlsx", bytes);
    let index = workbook.sheets().iter().position(|sheet| sheet.name == name);
    let index = index.unwrap_or_else(|| panic!("{:?} has no {name}", workbook.sheets()));
    let mut lines = Vec::new();
    let end = workbook.read(index, &mut |context, row| {
        lines.extend(row.is_hidden.then(|| format!("{} hidden", row.number)));
        lines.extend(row.cells.iter().map(|cell| {
            let code = Some(context.formats.code(cell.format)).filter(|code| *code != "General");
            format!(
                "{} {} {}{}",
                cell.address,
                cell.kind.as_str(),
                cell.raw,
                code.map(|c| format!(" {c}")).unwrap_or_default()
            )
        }));
        ControlFlow::Continue(())
    });
    let end = end.unwrap();
    lines.extend(
        (1..100).filter(|column| end.hidden_columns.has(*column)).map(|column| format!("column {column} hidden")),
    );
    lines.extend(end.merged.iter().map(|range| format!("{}:{} merged", range.first, range.last)));
    lines.join("; ")
}

fn check(name: &str, original: &[u8], findings: &[Diagnostic]) -> Vec<u8> {
    let copy = annotate(&mut open(name, original), original, findings).unwrap();
    assert_eq!(copy, annotate(&mut open(name, original), original, findings).unwrap());
    copy
}

#[test]
fn a_copy_has_the_cells_of_the_original_and_a_list_of_findings() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Code</v></c><c r=\"C1\" t=\"str\"><v>Day</v></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\"><v>27.8</v></c><c r=\"C2\" s=\"1\"><v>43663</v></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"e\"><v>#REF!</v></c><c r=\"B3\"><f>B2*2</f><v>55.6</v></c><c r=\"C3\"><f>NOW()</f></c></row>";
    let columns = "<cols><col min=\"5\" max=\"6\" hidden=\"1\"/></cols>";
    let merged =
        "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"C1:C1\"/></mergeCells>";
    let book = Book::around(rows, columns, merged).with_sheet("Findings", "state=\"veryHidden\"", "").bytes();
    let findings =
        [finding("Lines", "B2", "`27.8` where a whole number is expected"), finding("Lines", "D9", "no value")];
    let copy = check("a.xlsx", &book, &findings);
    assert_eq!(
        sheet(&copy, "Lines"),
        "A1 text Code; C1 text Day; 2 hidden; A2 boolean 1; B2 number 27.8; C2 number 43663 yyyy-mm-dd; A3 error #REF!; \
         B3 number 55.6; C3 formula-without-result ; column 5 hidden; column 6 hidden; A1:B1 merged"
    );
    let listed = sheet(&copy, "Findings 2");
    for text in ["text type-error", "text Lines", "text B2", "text 27.8", "persons: type integer, in m.yaml", "text D9"]
    {
        assert!(listed.contains(text), "{listed} has no {text}");
    }
    assert_eq!(open("a.xlsx", &copy).sheets()[2].visibility, Visibility::VeryHidden);
    let mut archive = crate::package::Archive::open(&copy, crate::package::Limits::default()).unwrap();
    let notes = String::from_utf8(archive.part("xl/comments1.xml").unwrap().unwrap()).unwrap();
    assert!(notes.contains("ref=\"B2\"") && notes.contains("ref=\"D9\"") && notes.contains("→ write a whole number"));
}

#[test]
fn the_list_of_a_copy_is_no_sheet_of_the_next_one() {
    let book = Book::new("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").bytes();
    let copy = check("a.xlsx", &book, &[finding("Lines", "A1", "wrong")]);
    assert_eq!(findings_sheet(&copy).as_deref(), Some("Findings"));
    assert_eq!(findings_sheet(&book), None);
    let again = check("copy.xlsx", &copy, &[]);
    let names: Vec<String> = open("again.xlsx", &again).sheets().iter().map(|sheet| sheet.name.clone()).collect();
    assert_eq!(names, ["Findings", "Lines"]);
    assert!(sheet(&again, "Findings").ends_with("A2 text Nothing was found."));
}

#[test]
fn text_in_columns_and_names_that_no_program_takes_are_copied_too() {
    let copy = check("a.csv", "a,b\n1,2\n".as_bytes(), &[finding("", "B2", "wrong")]);
    assert_eq!(sheet(&copy, "Sheet 1"), "A1 text a; B1 text b; A2 text 1; B2 text 2");
    let long = "A very long name: with [marks] that Excel refuses";
    let book = Book::new("").with_sheet(long, "", "").with_sheet(&long.to_uppercase(), "", "").bytes();
    let copy = check("a.xlsx", &book, &[]);
    let names: Vec<String> = open("copy.xlsx", &copy).sheets().iter().map(|sheet| sheet.name.clone()).collect();
    assert_eq!(names, ["Findings", "Lines", "A very long name_ with _marks_ ", "Sheet 3"]);
}

/// A mapping in which every cell is looked at by its type.
const MAPPING: &str = r#"
mapping: lines/1
target: lines
source: {sheet: {any_of: ["Lines"]}}
fields:
  - {name: id, labels: ["Code"], required: true}
  - {name: label, labels: ["Label"]}
  - {name: day, labels: ["Day"], type: date}
  - {name: serial, labels: ["Serial"], type: date, formats: [serial]}
  - {name: persons, labels: ["Persons"], type: integer}
  - {name: is-new, labels: ["New"], type: boolean}
"#;

/// Values and findings of an import, one a line.
fn imported(bytes: &[u8], formulas: &str) -> Vec<String> {
    let yaml = format!("{MAPPING}{formulas}");
    let (mapping, problems) = crate::dataset::read_yaml::<Mapping>("m.yaml", yaml.as_bytes());
    let mapping = mapping.unwrap_or_else(|| panic!("{problems:?}"));
    let loaded = LoadedMapping { path: "m.yaml".to_owned(), sha256: "m".to_owned(), mapping };
    let (references, listed) = (References::new(), findings_sheet(bytes));
    let context = Context {
        sha256: "f",
        schemas: &[],
        words: Words::default(),
        references: &references,
        findings_sheet: listed.as_deref(),
    };
    let import = import(&mut open("a.xlsx", bytes), &[loaded], &context);
    let rows = import.tables.iter().flat_map(|table| &table.rows);
    let values = rows.flat_map(|row| {
        row.cells.iter().map(|(name, cell)| format!("{} {name} = {}", row.number, cell.value)).collect::<Vec<_>>()
    });
    let findings = import.all_findings().into_iter();
    let findings = findings.map(|found| format!("{} {} {}", found.place.unwrap(), found.code, found.message));
    values.chain(findings).collect()
}

#[test]
fn an_import_of_the_copy_finds_what_an_import_of_the_original_finds() {
    let rows = r##"<row r="1"><c r="A1" t="str"><v>Code</v></c><c r="B1" t="str"><v>Label</v></c><c r="C1" t="str"><v>Day</v></c>
        <c r="D1" t="str"><v>Serial</v></c><c r="E1" t="str"><v>Persons</v></c><c r="F1" t="str"><v>New</v></c></row>
        <row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>A</v></c><c r="C2" s="1"><v>42201</v></c><c r="D2"><v>42201</v></c><c r="E2"><v>5</v></c><c r="F2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3"><f>A2&amp;"""x"</f></c><c r="C3" t="d"><v>2019-07-17</v></c><c r="D3"><f>[1]No!A1</f></c><c r="E3"><f>E2*2</f><v>0</v></c><c r="F3" t="b"><f>A1=A1</f><v>0</v></c></row>
        <row r="4"><c r="A4" t="str"><v>c</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E4"><f>E2*3</f><v>15</v></c></row>
        <row r="5"><c r="A5" t="str"><v>d</v></c><c r="B5" t="str"><f>"="</f><v>=say "x"</v></c><c r="C5" s="1"><f>C2</f><v>42201</v></c><c r="E5"><v>0</v></c></row>"##;
    for properties in ["", "<workbookPr date1904=\"1\"/>", "<calcPr fullCalcOnLoad=\"1\"/>"] {
        let book = Book::new(rows).with_properties(properties).bytes();
        for formulas in ["", "formulas: {allow: true}\n", "formulas: {allow: false}\n"] {
            let original = imported(&book, formulas);
            assert!(original.iter().any(|line| line.contains("error-cell")), "{original:?}");
            let copy = check("a.xlsx", &book, &[finding("Lines", "B4", "wrong")]);
            assert_eq!(imported(&copy, formulas), original, "{properties} {formulas}");
            assert_eq!(refusal("a.xlsx", &copy), None);
            let again = check("a.xlsx", &copy, &[]);
            assert_eq!(imported(&again, formulas), original, "{properties} {formulas}");
        }
    }
}

#[test]
fn a_copy_that_can_not_hold_all_of_the_original_says_so_and_is_refused() {
    let twice = r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#;
    let long = format!("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>{}</v></c></row>", "a".repeat(40_000));
    let over = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A1:A2\"/></mergeCells>";
    for (book, expected) in [
        (Book::new(twice), "of `Lines`, what could not be read for certain"),
        (Book::new(&long), "of `Lines`, the end of a long text"),
        (Book::new("<row r=\"1\"><c r=\"A1\"><v>1E+999</v></c></row>"), "a number or day that a workbook can not hold"),
        (Book::around("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "", over), "of `Lines`, which cells are merged"),
    ] {
        let copy = check("a.xlsx", &book.bytes(), &[]);
        let refused = refusal("copy.xlsx", &copy).unwrap();
        assert!(refused.is_error() && refused.message.ends_with(expected), "{}", refused.message);
        assert!(sheet(&copy, "Findings").contains(&refused.message));
    }
    assert_eq!(refusal("a.xlsx", &Book::new("").bytes()), None);
}
