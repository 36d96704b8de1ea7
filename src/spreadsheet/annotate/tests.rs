//! Copies with notes, read again.

use std::ops::ControlFlow;

use super::*;
use crate::diagnostic::CellRef;
use crate::spreadsheet::read::sample::{Book, in_this_process};
use crate::spreadsheet::read::{ReadOptions, Visibility};

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
        "A1 text Code; C1 text Day; 2 hidden; A2 boolean 1; B2 number 27.8; C2 number 43663 yyyy-mm-dd; A3 text #REF!; \
         B3 number 55.6; C3 text =NOW(); column 5 hidden; column 6 hidden; A1:B1 merged"
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
