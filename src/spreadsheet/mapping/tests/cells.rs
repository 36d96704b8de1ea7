//! What becomes of the value of one cell.

use super::*;

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
fn yes_and_no_have_the_words_that_are_declared_and_no_others() {
    let yaml = r#"
mapping: lines/1
target: lines
source: {sheet: {any_of: [Lines]}}
fields:
  - {name: id, labels: [Code]}
  - {name: tied, labels: [Tied], type: boolean, enum: {"true": ["1", "○"], "false": ["0"]}}
  - {name: open, labels: [Open], type: boolean}
"#;
    check(
        &Book::new(&rows(&[
            &["Code", "Tied", "Open"],
            &["a", "1", "TRUE"],
            &["b", "○", "false"],
            &["c", "0", "1"],
            &["d", "2", "○"],
        ])),
        yaml,
        "
2: id=a, open=true, tied=true (code true)
3: id=b, open=false, tied=true (code true)
4: id=c, tied=false (code false)
5: id=d
Lines!C4 type-error: `1` where yes or no is expected
Lines!B5 type-error: `2` where yes or no is expected
Lines!C5 type-error: `○` where yes or no is expected
15 cells: 9 imported, 3 header, 0 verified totals, 0 ignored, 3 in findings",
    );
}

#[test]
fn a_note_beside_a_value_is_told_and_one_beside_a_header_is_not() {
    let book = Book::new(&rows(&[&["Code", "Persons"], &["x", "5"]])).with_notes(&[
        ("B1", "people, not places"),
        ("B2", "preliminary"),
        ("A9", " "),
    ]);
    let yaml = format!("{MAPPING}{FIELDS}");
    check(
        &book,
        &yaml,
        "
2: id=x, persons=5
Lines!B2 cell-note: a note at the cell is not imported: `preliminary`
4 cells: 2 imported, 2 header, 0 verified totals, 0 ignored, 0 in findings",
    );
    // It is a remark, and nothing is refused for it.
    assert!(run(&book.bytes(), &[mapping(&yaml)]).all_findings().iter().all(|finding| !finding.is_error()));
}
