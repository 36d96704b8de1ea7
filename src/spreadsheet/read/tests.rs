//! Files of all kinds as rows of cells, and files that are none.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::sample::{Book, in_this_process, rows};
use super::*;
use crate::package::{Limits, Package};

mod text;

/// What is in a file, a line for each cell and problem.
fn lines(bytes: &[u8], options: &ReadOptions) -> Vec<String> {
    let mut workbook = match Workbook::open("a.file", bytes, options, &in_this_process) {
        Ok(workbook) => workbook,
        Err(problem) => return vec![format!("{} {}", problem.code, problem.message)],
    };
    let mut lines = Vec::new();
    for index in 0..workbook.sheets().len() {
        let mut given = 0;
        let end = workbook.read(index, &mut |context, row| {
            for cell in row.cells {
                given += 1;
                let is_hidden = row.is_hidden || context.hidden_columns.has(cell.address.column);
                let formula = cell.formula.as_ref().map(|formula| format!(" ={formula}")).unwrap_or_default();
                let date = if context.formats.is_date(cell.format) { " as date" } else { "" };
                let hidden = if is_hidden { " hidden" } else { "" };
                lines.push(format!("{} {} {}{formula}{date}{hidden}", cell.address, cell.kind.as_str(), cell.raw));
            }
            ControlFlow::Continue(())
        });
        match end {
            Ok(end) => {
                assert_eq!(end.cells, given + end.withheld, "every cell is given out or counted as withheld");
                lines.extend(end.problems.iter().map(|problem| {
                    let cell = problem.cell.map(|cell| format!("{cell} ")).unwrap_or_default();
                    format!("{cell}{}: {}", problem.code, problem.message)
                }));
            }
            Err(problem) => lines.push(format!("{} {}", problem.code, problem.message)),
        }
    }
    lines
}

fn check(bytes: &[u8], expected: &[&str]) {
    assert_eq!(lines(bytes, &ReadOptions::default()), expected);
}

fn check_book(rows: &str, expected: &[&str]) {
    check(&Book::new(rows).bytes(), expected);
}

#[test]
fn a_cell_keeps_the_digits_and_the_spaces_of_the_file() {
    check_book(
        r#"<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1E+999</v></c><c r="C1"><v>12345678901234567890</v></c></row>
           <row r="2"><c r="A2" t="inlineStr"><is><t> two </t></is></c><c r="B2" t="str"><v>a_x000D_b</v></c></row>"#,
        &[
            "A1 number 0.30000000000000004",
            "B1 number 1E+999",
            "C1 number 12345678901234567890",
            "A2 text  two ",
            "B2 text a\rb",
        ],
    );
}

#[test]
fn shared_texts_are_put_together_from_runs_without_their_readings() {
    let strings =
        "<si><t>plain</t></si><si><r><t>東</t></r><r><t>京</t></r><rPh sb=\"0\" eb=\"1\"><t>トウ</t></rPh></si><si/>";
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>9</v></c></row>"#;
    check(
        &Book::new(rows).with_strings(strings).bytes(),
        &["A1 text plain", "B1 text 東京", "D1 damaged-workbook: the text of the cell is not in the file"],
    );
}

#[test]
fn a_formula_comes_with_its_result_or_is_said_to_have_none() {
    check_book(
        r#"<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v></v></c>
           <c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/><v>5</v></c></row>"#,
        &["A1 number 2 =1+1", "B1 formula-without-result  =A1", "C1 formula-without-result  =A1", "E1 number 5 ="],
    );
}

#[test]
fn error_values_of_all_ages_are_cells() {
    check_book(
        r##"<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>A1#</f><v>#SPILL!</v></c><c r="C1"><v>1</v></c></row>"##,
        &["A1 error #REF!", "B1 error #SPILL! =A1#", "C1 number 1"],
    );
}

#[test]
fn money_is_no_date_and_an_era_is_one() {
    check_book(
        r#"<row r="1"><c r="A1" s="1"><v>43663</v></c><c r="B1" s="2"><v>43663</v></c><c r="C1" s="3"><v>27.8</v></c>
           <c r="D1" s="4"><v>43663</v></c><c r="E1" t="d" s="1"><v>2019-07-17</v></c><c r="F1" t="b"><v>1</v></c></row>"#,
        &[
            "A1 number 43663 as date",
            "B1 number 43663",
            "C1 number 27.8",
            "D1 number 43663 as date",
            "E1 date 2019-07-17 as date",
            "F1 boolean 1",
        ],
    );
}

#[test]
fn hidden_rows_and_columns_are_known() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>"#;
    let book = Book::around(rows, r#"<cols><col min="3" max="4" hidden="1"/></cols>"#, "");
    check(&book.bytes(), &["A1 number 1", "C1 number 2 hidden", "A2 number 3 hidden"]);
}

#[test]
fn the_two_corners_of_a_sheet_are_two_cells() {
    check_book(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
        &["A1 number 1", "XFD1048576 number 2"],
    );
}

#[test]
fn a_cell_that_stands_there_twice_is_a_problem_and_never_the_last_one_silently() {
    check_book(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c></row><row r="1"><c r="C1"><v>4</v></c></row>"#,
        &[
            "A1 number 1",
            "B1 number 3",
            "C1 number 4",
            "A1 duplicate-cell: the cell with `2` stands there a second time or out of order, so which is meant is not known",
            "A1 damaged-workbook: row 1 comes after row 1, so which of the two is meant is not known",
        ],
    );
}

#[test]
fn what_is_more_than_is_kept_is_said_once() {
    let cell = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let last = |book: Book| lines(&book.bytes(), &ReadOptions::default()).pop().unwrap();
    let merged = |count| format!("<mergeCells>{}</mergeCells>", "<mergeCell ref=\"A1:B1\"/>".repeat(count));
    assert_eq!(last(Book::around(cell, "", &merged(100_000))), "A1 number 1");
    assert_eq!(
        last(Book::around(cell, "", &merged(100_002))),
        "unreadable-workbook: the sheet has more than 100000 merged ranges, and which cells those behind merge is not known"
    );
    let columns = format!("<cols>{}</cols>", "<col min=\"3\" max=\"3\" hidden=\"1\"/>".repeat(16_385));
    assert_eq!(
        last(Book::around(cell, &columns, "")),
        "unreadable-workbook: the sheet has more than 16384 ranges of hidden columns, and which columns those behind hide is not known"
    );
    let twice = format!("<row r=\"1\">{}</row>", "<c r=\"A1\"><v>1</v></c>".repeat(1_011));
    let said = lines(&Book::new(&twice).bytes(), &ReadOptions::default());
    assert_eq!(said.len(), 1_002);
    assert_eq!(said.last().unwrap(), "more-findings: 10 more cells and rows of the sheet are damaged");
}

#[test]
fn cells_without_addresses_follow_each_other() {
    check_book(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        &["A1 number 1", "B1 number 2", "A2 number 3"],
    );
}

#[test]
fn a_workbook_says_its_tables_sheets_and_epoch() {
    let book = Book::new(&rows(&[&["id"], &["x"]]))
        .with_sheet("Lists", "state=\"veryHidden\"", "")
        .with_properties("<workbookPr date1904=\"1\"/><calcPr fullCalcOnLoad=\"1\"/>")
        .with_table("tbl_lines", "A1:B2")
        .bytes();
    let workbook = Workbook::open("a.xlsx", &book, &ReadOptions::default(), &in_this_process).unwrap();
    assert!(workbook.is_1904() && workbook.is_uncalculated());
    assert_eq!(workbook.sheets()[1].visibility, Visibility::VeryHidden);
    let table = &workbook.sheets()[0].tables[0];
    assert_eq!((table.name.as_str(), table.range), ("tbl_lines", CellRange::parse("A1:B2").unwrap()));
    assert_eq!((table.header_rows, table.totals_rows), (1, 0));
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    let wide: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600], &wide].concat();
    let mut word = Package::new();
    word.add_part("word/document.xml", "application/xml", b"<document/>".to_vec());
    for (bytes, expected) in [
        (b"".as_slice(), "the file is empty"),
        (b"%PDF-1.7 ...", "the file is a PDF"),
        (b"<html><body><table><tr><td>1", "the file is a web page (HTML), whatever its name says"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "the file is a web page (HTML), whatever its name says"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "the file is a web page (HTML), whatever its name says"),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            "the file is an XML spreadsheet of Excel 2003",
        ),
        (&ole, "the file is protected by a password"),
        (&word.write(), "the file is a Word document"),
        (
            b"PK\x03\x04 cut off",
            "the file is damaged: its table of contents is missing or wrong, as when a copy stopped before its end",
        ),
        (b"\x09\x04\x06\x00\x00\x00", "the file is a workbook of Excel 4.0 or older"),
        (b"a,b\x00\x00\x01\x02c\n", "the file is neither a workbook nor text"),
    ] {
        check(bytes, &[&format!("unreadable-workbook {expected}")]);
    }
}

#[test]
fn bombs_are_refused_while_inflating() {
    // One text of 300 MB is one of 300 kB in the file.
    let long = format!("<si><t>{}</t></si>", "a".repeat(300_000_000));
    check(
        &Book::new("").with_strings(&long).bytes(),
        &["unreadable-workbook `xl/sharedStrings.xml`: a tag or text is larger than is read (byte 78)"],
    );
    let many = "<row><c><v>1</v></c></row>".repeat(12_000_000);
    let said = lines(&Book::new(&many).bytes(), &ReadOptions::default());
    let last = said.last().unwrap();
    assert!(last.contains("inflates to more than is read, as a zip bomb does"), "{last}");
    let deep = "<x>".repeat(1_000);
    let said = lines(&Book::around("", &deep, "").bytes(), &ReadOptions::default()).join("\n");
    assert!(said.contains("nested more than 256 levels"), "{said}");
}

#[test]
fn text_in_columns_is_read_line_by_line() {
    check(
        b"id,amount\nroad,\"1,5\"\n\nbridge,2\n",
        &["A1 text id", "B1 text amount", "A2 text road", "B2 text 1,5", "A4 text bridge", "B4 text 2"],
    );
    check(b"sep=;\nid;amount\nroad;1,5\n", &["A1 text id", "B1 text amount", "A2 text road", "B2 text 1,5"]);
    check(b"id\tamount\r\nroad\t2\r\n", &["A1 text id", "B1 text amount", "A2 text road", "B2 text 2"]);
    // Rows of uneven lengths are read as they are.
    check(b"a,b\n1\n1,2,3\n", &["A1 text a", "B1 text b", "A2 text 1", "A3 text 1", "B3 text 2", "C3 text 3"]);
    check(
        b"id,note\nroad,\"open\nbridge,x\n",
        &[
            "A1 text id",
            "B1 text note",
            "A2 text road",
            "B2 text open\nbridge,x\n",
            "B2 damaged-workbook: a quote is opened and not closed, so rows may have run together",
        ],
    );
}

#[test]
fn a_delimiter_that_is_not_certain_is_asked_for() {
    let said = lines(b"a;b,c\n1;2,3\n", &ReadOptions::default());
    assert_eq!(said.last().unwrap(), "guessed-delimiter: both `,` and `;` could stand between the columns");
    let options = ReadOptions { delimiter: Some(';'), ..ReadOptions::default() };
    assert_eq!(lines(b"a;b,c\n", &options), ["A1 text a", "B1 text b,c"]);
}

#[test]
fn encodings_are_certain_declared_or_asked_for() {
    let text = "Код;Сумма\nдорога;27,8\nмост через реку;15,2\n";
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").encode_utf16().flat_map(unit).collect()
    };
    let cp1251 = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let japanese = "コード;金額\n道路;27\n橋の建設計画;15\n";
    let cp932 = encoding_rs::SHIFT_JIS.encode(japanese).0.into_owned();
    let certain = lines(text.as_bytes(), &ReadOptions::default());
    assert_eq!(certain[..2], ["A1 text Код", "B1 text Сумма"]);
    for (bytes, label) in [
        (utf16(u16::to_le_bytes, true), None),
        (utf16(u16::to_be_bytes, true), None),
        (format!("\u{feff}{text}").into_bytes(), None),
        (cp1251.clone(), Some("windows-1251")),
        (cp1251.clone(), Some("cp1251")),
        (utf16(u16::to_le_bytes, false), Some("utf-16le")),
    ] {
        let options = ReadOptions { encoding: label.map(str::to_owned), ..ReadOptions::default() };
        assert_eq!(lines(&bytes, &options), certain, "{label:?}");
    }
    for (bytes, expected) in [
        (&cp1251, "guessed-encoding: the text seems to be windows-1251; its first line then reads `Код;Сумма`"),
        (&cp932, "guessed-encoding: the text seems to be Shift_JIS; its first line then reads `コード;金額`"),
        (
            &utf16(u16::to_le_bytes, false),
            "guessed-encoding: the text seems to be UTF-16LE; its first line then reads `Код;Сумма`",
        ),
    ] {
        assert_eq!(lines(bytes, &ReadOptions::default()).last().unwrap(), expected);
    }
    let options = ReadOptions { encoding: Some("cp932".to_owned()), ..ReadOptions::default() };
    assert_eq!(lines(&cp932, &options)[..2], ["A1 text コード", "B1 text 金額"]);
    let options = ReadOptions { encoding: Some("klingon".to_owned()), ..ReadOptions::default() };
    assert_eq!(lines(b"a", &options), ["unreadable-workbook `klingon` is no encoding"]);
    // What is declared and is not so is an error, never replaced by question marks.
    let options = ReadOptions { encoding: Some("utf-8".to_owned()), ..ReadOptions::default() };
    assert!(lines(&cp1251, &options).last().unwrap().contains("bytes that are not UTF-8"));
}

#[test]
fn another_process_that_dies_is_a_message() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("Workbook\0".encode_utf16().flat_map(u16::to_le_bytes));
    let cut = |_: FileKind, _: &mut dyn std::io::Read| -> std::io::Result<Box<dyn std::io::BufRead>> {
        Ok(Box::new(std::io::Cursor::new(b"epoch\t0\nsheet\tvisible\tLines\ncell\tA1\tnum".to_vec())))
    };
    let problem = Workbook::open("a.xls", &bytes, &ReadOptions::default(), &cut).err().unwrap();
    assert_eq!(problem.message, "it could not be read within the limits of memory and time");
    // The real reader refuses the same bytes with words, and does not panic.
    let said = lines(&bytes, &ReadOptions::default());
    assert!(said[0].starts_with("unreadable-workbook"), "{said:?}");
}

fn small_limits() -> Limits {
    Limits { bytes: 1_000_000, entries: 100 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_cells_or_problems(
        magic in proptest::sample::select(vec!["", "PK\u{3}\u{4}", "sep=;\n", "<?xml", "\u{feff}"]),
        bytes in proptest::collection::vec(any::<u8>(), 0..2_000),
    ) {
        lines(&[magic.as_bytes(), &bytes].concat(), &ReadOptions::default());
        lines(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &bytes].concat(), &ReadOptions::default());
        let _ = sniff(&bytes, small_limits());
        for kind in [FileKind::Xls, FileKind::Xlsb, FileKind::Ods] {
            let mut out = Vec::new();
            dump(kind, &bytes, &mut out).unwrap();
            prop_assert!(!out.is_empty());
        }
    }

    #[test]
    fn a_workbook_with_some_bytes_changed_gives_cells_or_problems(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = Book::new(&rows(&[&["id", "amount"], &["x", "27.8"], &["y", "=A1"]])).bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        lines(&bytes, &ReadOptions::default());
    }

    #[test]
    fn any_text_in_a_sheet_gives_cells_or_problems(text in "[<>/a-z0-9 =\"&;]{0,200}") {
        lines(&Book::new(&text).bytes(), &ReadOptions::default());
    }
}
