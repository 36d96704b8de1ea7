//! Workbooks that were made to fill the memory or to break the reader: each is a message with the file's name, and exit code 1.

use std::path::Path;
use std::process::Command;

use hokoku::package::{Package, Target};
use tempfile::TempDir;

use crate::built::project_of_case;
use crate::sheets::saved_as;

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// How much memory the program may reserve, in kB: what the process that reads such a file may have, and room for this one.
const MOST_MEMORY: u32 = 2_500_000;

/// Imports a file and holds what is said against what is expected, with so little memory that a bomb would burst it.
fn check(name: &str, bytes: &[u8], expected: &str) {
    let (folder, project) = project_of_case("invented-country");
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let output = limited(&project, &file);
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{name}: {said}");
    assert!(said.contains(name) && said.contains(expected) && !said.contains("panicked"), "{name}: {said}");
    assert!(said.contains("help: "), "{name}: {said}");
}

fn limited(project: &Path, file: &Path) -> std::process::Output {
    let mut command = match cfg!(unix) {
        true => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("ulimit -v {MOST_MEMORY}; exec \"$0\" \"$@\"")]);
            shell.arg(env!("CARGO_BIN_EXE_hokoku"));
            shell
        }
        false => Command::new(env!("CARGO_BIN_EXE_hokoku")),
    };
    command.arg("import").arg(file).arg("--project").arg(project).output().expect("it runs")
}

/// An OpenDocument spreadsheet with that in its only sheet.
fn open_document(rows: &str) -> Vec<u8> {
    const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
    const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let mut package = Package::new();
    let manifest = format!(
        "<m:manifest xmlns:m=\"{NAMES}:manifest:1.0\"><m:file-entry m:full-path=\"/\" m:media-type=\"{KIND}\"/></m:manifest>"
    );
    let content = format!(
        "<office:document-content xmlns:office=\"{NAMES}:office:1.0\" xmlns:table=\"{NAMES}:table:1.0\" xmlns:text=\"{NAMES}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Lines\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    package.add_part("mimetype", "text/plain", KIND.as_bytes().to_vec());
    package.add_part("META-INF/manifest.xml", "text/xml", manifest.into_bytes());
    package.add_part("content.xml", "text/xml", content.into_bytes());
    package.write()
}

/// Rows of a number that is said to stand in all of them, and in all of their columns.
fn repeated(rows: &str, columns: &str) -> Vec<u8> {
    open_document(&format!(
        "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row>"
    ))
}

#[test]
fn a_cell_that_is_repeated_over_the_whole_sheet_is_refused() {
    check("rows.ods", &repeated("1048576", "16384"), "a sheet says that it has more cells than are read");
    check("more.ods", &repeated("4294967295", "4294967295"), "a sheet says that it has more cells than are read");
    check("columns.ods", &repeated("1", "18446744073709551615"), "no-mapping");
}

#[test]
fn a_content_that_is_a_bomb_is_refused_while_inflating() {
    let text = "a".repeat(300_000_000);
    let cell = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
    );
    check("bomb.ods", &open_document(&cell), "the contents are larger than 64 MB");
}

/// A compound file ([MS-CFB], 2.2) of version 3 whose directory names a workbook, followed by other bytes.
fn compound_file(counts: u32, rest: u8) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    // How many sectors the tables have (44, 64, 72), and where they begin (48, 60, 68).
    for (at, value) in [(44, counts), (48, 0), (56, 4096), (60, 0), (64, counts), (68, 0), (72, counts)] {
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    bytes.extend("Workbook\0".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.extend([rest; 5000]);
    bytes
}

#[test]
fn an_old_workbook_of_garbage_is_refused() {
    for (counts, rest) in [(0, 0xff), (1, 0), (u32::MAX / 2, 0), (u32::MAX, 0xff), (u32::MAX / 2, 0x41)] {
        check("garbage.xls", &compound_file(counts, rest), "unreadable-workbook");
    }
}

#[test]
fn an_old_workbook_that_says_it_has_more_rows_than_there_are_is_refused() {
    let folder = TempDir::new().unwrap();
    let Some(mut bytes) = saved_as(folder.path(), "xls") else { return };
    // How large the sheet is ([MS-XLS], 2.4.90, Dimensions): type, length, first row, row behind the last.
    let at = bytes.windows(4).position(|window| window == [0, 2, 14, 0]).expect("the record of the size");
    bytes[at + 4..at + 12].copy_from_slice(&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    check("rows.xls", &bytes, "unreadable-workbook");
}

/// An Excel workbook with a table whose part is this; `None` for a part that is not there.
fn with_table(table: Option<&str>) -> Vec<u8> {
    let mut package = Package::new();
    let part = |name: &str| Target::Part(name.to_owned());
    package.relate("", &format!("{KINDS}/officeDocument"), part("xl/workbook.xml"));
    package.relate("xl/workbook.xml", &format!("{KINDS}/worksheet"), part("xl/sheet.xml"));
    package.relate("xl/sheet.xml", &format!("{KINDS}/table"), part("xl/table.xml"));
    let sheets = "<sheets><sheet name=\"Lines\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    let workbook = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\">{sheets}</workbook>");
    package.add_part("xl/workbook.xml", "application/xml", workbook.into_bytes());
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>");
    package.add_part("xl/sheet.xml", "application/xml", sheet.into_bytes());
    if let Some(table) = table {
        package.add_part("xl/table.xml", "application/xml", table.as_bytes().to_vec());
    }
    package.write()
}

#[test]
fn a_defined_table_that_does_not_say_where_it_is_is_refused() {
    let table = |attributes: &str| format!("<table xmlns=\"{MAIN}\" displayName=\"tbl_lines\" {attributes}/>");
    for (part, expected) in [
        (None, "the part `xl/table.xml` is missing"),
        (Some("<table".to_owned()), "`xl/table.xml`: "),
        (Some(table("")), "`xl/table.xml`: a table has the range ``"),
        (Some(table("ref=\"Lines\"")), "`xl/table.xml`: a table has the range `Lines`"),
        (
            Some(table("ref=\"A1:B9\" headerRowCount=\"4294967295\"")),
            "`xl/table.xml`: a table has the headerRowCount `4294967295` in A1:B9",
        ),
        (
            Some(table("ref=\"A1:B9\" totalsRowCount=\"-1\"")),
            "`xl/table.xml`: a table has the totalsRowCount `-1` in A1:B9",
        ),
    ] {
        check("table.xlsx", &with_table(part.as_deref()), expected);
    }
}
