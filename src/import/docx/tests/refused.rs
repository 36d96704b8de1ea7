//! What is not written, and files that are no reports.

use super::*;

#[test]
fn a_value_that_changed_meanwhile_is_a_conflict() {
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let bytes = docx(&[store("xyz", &figures)], text(&figures));
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.7 billion JPY")]), &bytes)), @r"
    brief.docx import-conflict: the figure `xyz/figures/grant-aid-total@2020` was printed as `3.4 billion yen` and edited to `3.5 billion yen`, in `word/document.xml`: “It came to 3.5 billion yen in all.”, but the data now gives `3.7 billion yen`
      | decide which is right; write it into the data, or build the report anew and correct that
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.5 billion JPY")]), &bytes)), @"0 added, 0 changed, 0 removed, 1 unchanged");
    let unedited = [edited(TOTAL, "", "3.4 billion yen", "3.4 billion yen")];
    let bytes = docx(&[store("xyz", &unedited)], text(&unedited));
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.7 billion JPY")]), &bytes)), @"0 added, 0 changed, 0 removed, 1 unchanged");
}

#[test]
fn a_value_that_the_data_refuses_is_not_written() {
    let figures = [edited("xyz/rates/r1", "number", "141.154", "-1")];
    let import = run(&project(&[]), &docx(&[store("xyz", &figures)], text(&figures)));
    assert_snapshot!(show(&import), @r"
    changed xyz/rates/r1: 141.154 → -1
            printed `141.154`, edited `-1`
            data/xyz/rates.yaml:1:42
    data/xyz/rates.yaml:1:42 import-refused: with the imported values: expected a positive decimal number, found `-1`
      | correct the value in the imported file
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert!(import.files.is_empty());
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let bytes = docx(&[store("xyz", &figures)], text(&figures));
    assert_snapshot!(show(&run(&project(&[("value: 3.4 billion JPY", "value: &v 3.4 billion JPY")]), &bytes)), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:13
    data/xyz/figures/2020.yaml:4:13 edit-refused: `grant-aid-total/value` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place
      | write the value out at each place
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn files_that_are_no_reports_of_this_project_are_told_apart() {
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let good = store("xyz", &figures);
    let compound = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        bytes
    };
    let whole = docx(std::slice::from_ref(&good), text(&figures));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.docx", vec![]),
        ("text.docx", b"hello".to_vec()),
        ("old.doc", compound("WordDocument")),
        ("printed.docx", b"%PDF-1.7".to_vec()),
        ("printed.pdf", b"%PDF-1.7".to_vec()),
        ("secret.docx", compound("EncryptedPackage")),
        ("cut.docx", whole[..whole.len() / 2].to_vec()),
        ("other.docx", docx(&[], text(&figures))),
        ("two.docx", docx(&[good.clone(), good.clone()], text(&figures))),
        ("torn.docx", docx(&[good[..good.len() / 2].to_vec()], text(&figures))),
        ("broken.docx", docx(std::slice::from_ref(&good), b"<w:document".to_vec())),
        ("abroad.docx", docx(&[store("abc", &figures)], text(&figures))),
        ("bare.docx", docx(&[b"<figures xmlns='urn:hokoku:figures:1'/>".to_vec()], text(&figures))),
    ];
    let project = project(&[]);
    let lines: Vec<String> =
        cases.iter().map(|(name, bytes)| show(&import_file(&project, &request(name, bytes, None)))).collect();
    assert_snapshot!(lines.join("\n"), @r"
    empty.docx import-format: the file is empty
      | save it again from Word
    text.docx import-format: the file is no document of an office, expected a Word document (`.docx`)
      | name a report of ours in Word's format
    old.doc import-format: the file is a document of Word 97-2003 (`.doc`), expected a report of ours as a Word document (`.docx`)
      | enter the corrections in the Word report as it was built (.docx), and import that; other formats lose which text is which figure
    printed.docx import-format: the file is a PDF, whatever its name says
      | a PDF can't be read back: enter the corrections in the Word report (.docx) as it was built, and import that
    printed.pdf unreadable-workbook: the file is a PDF
      | a PDF can't be read back: enter the corrections in the Word report (.docx) and give that, or give the workbook that holds the figures
    secret.docx import-format: the file is protected by a password
      | save it without a password, and import that
    cut.docx unreadable-file: the file is damaged: its table of contents is missing or wrong, as when a copy stopped before its end
      | open it in Word, which may repair it, and save it again
    other.docx import-format: the document has no store of figures: it was not made by this program, or another program lost it
      | edit the report in Word or LibreOffice, and keep it in Word's format (.docx)
    two.docx import-format: the document has figures of more than one report
      | import each report by itself, as it was before they were put together
    torn.docx import-format: the part `customXml/item7.xml`, which may be its store of figures, is damaged: syntax error: tag not closed: `>` not found before end of input
      | take the file as it was before the last program saved it
    broken.docx unreadable-file: the part `word/document.xml` is damaged: syntax error: tag not closed: `>` not found before end of input
      | open it in Word, which may repair it, and save it again
    abroad.docx import-mismatch: the report is of `abc`, which the project does not have
      | name the project with `--project DIR`; this one has xyz
    bare.docx import-format: its store of figures lacks its `country`
      | build the report anew, and enter the corrections in that
    ");
    let request = request("brief.docx", &whole, Some("abc"));
    assert_snapshot!(show(&import_file(&project, &request)), @r"
    brief.docx import-mismatch: the report is of `xyz`, not of `abc`
      | leave `--country` out, or name the right file
    ");
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_findings_and_no_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), kind in 0_usize..3) {
        let start: &[u8] = [&b""[..], b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]][kind];
        let import = run(&project(&[]), &[start, &bytes].concat());
        proptest::prop_assert!(import.diagnostics.iter().any(|problem| problem.is_error()) && import.files.is_empty());
    }

    /// Whatever was typed is refused, or is what the data prints afterwards.
    #[test]
    fn any_text_is_refused_or_stands_in_the_data_afterwards(text in "(about )?[0-9]{1,2}[0-9., ]{0,6}( (million|billion))?( yen)?|\\PC{0,12}") {
        let new: &'static str = Box::leak(text.clone().into_boxed_str());
        let figures = [edited(TOTAL, "", "3.4 billion yen", new)];
        let project = project(&[]);
        let bytes = docx(&[store("xyz", &figures)], super::tests::text(&figures));
        let import = run(&project, &bytes);
        if import.diagnostics.iter().all(|problem| !problem.is_error()) {
            let again = run(&applied(&project, &import), &bytes);
            proptest::prop_assert_eq!(show(&again), "0 added, 0 changed, 0 removed, 1 unchanged", "{}", text);
        }
    }
}
