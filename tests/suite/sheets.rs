//! Workbooks as people send them, and as nobody should: `tests/cases/workbooks`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use hokoku::dataset::read_yaml;
use hokoku::diagnostic::Severity;
use hokoku::spreadsheet::mapping::{Context, LoadedMapping, Mapping, References, import};
use hokoku::spreadsheet::read::{FileKind, ReadOptions, Workbook};
use hokoku::spreadsheet::value::Words;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::absent::skipped;
use crate::built::{files_of, hokoku, root};
use crate::sheet_files::{Sheet, binary_workbook, bytes_of, expanded, workbook};

fn folder() -> PathBuf {
    root().join("tests/cases/workbooks")
}

/// The process of its own, as the program starts it.
fn isolate(kind: FileKind, input: &mut dyn Read) -> io::Result<Box<dyn BufRead>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let output = hokoku().args(["read-workbook", kind.as_str()]).write_stdin(bytes).output()?;
    Ok(Box::new(Cursor::new(output.stdout)))
}

/// The blocks of a case: what stands behind the fence, and what is in it.
fn blocks(case: &str) -> Vec<(&str, String)> {
    let (mut blocks, mut lines) = (Vec::new(), case.lines());
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((kind, body.join("\n")));
        }
    }
    blocks
}

/// The file of a case.
fn file_of(blocks: &[(&str, String)]) -> Vec<u8> {
    let block = |kind: &str| blocks.iter().find(|(found, _)| *found == kind).map(|(_, body)| body.clone());
    let xml = |kind: &str| expanded(&block(kind).unwrap_or_default());
    if let Some((kind, text)) = blocks.iter().find(|(kind, _)| kind.starts_with("text ")) {
        let (label, mark) = kind["text ".len()..].split_once(' ').unwrap_or((&kind["text ".len()..], ""));
        return bytes_of(text, label, mark == "bom");
    }
    if let Some(pieces) = block("bytes") {
        return crate::sheet_files::pieces(&pieces);
    }
    workbook(&Sheet {
        rows: &xml("sheet"),
        before: &xml("before"),
        after: &xml("after"),
        properties: &xml("properties"),
        strings: &xml("strings"),
    })
}

fn mapping(yaml: &str) -> LoadedMapping {
    let (mapping, problems) = read_yaml::<Mapping>("mapping.yaml", yaml.as_bytes());
    let mapping = mapping.unwrap_or_else(|| panic!("{problems:?}"));
    LoadedMapping { path: "mapping.yaml".to_owned(), sha256: "m".to_owned(), mapping }
}

fn words() -> Words {
    let bytes = fs::read(root().join("report-templates/locales/quantities.yaml")).unwrap();
    read_yaml("quantities.yaml", &bytes).0.expect("the words of the project are whole")
}

/// A case shows so many findings, and says how many more there are.
const MOST_FINDINGS: usize = 12;

/// What an import makes of a file: rows, findings, accounts, one a line.
fn said(bytes: &[u8], loaded: LoadedMapping) -> String {
    let mut lines = Vec::new();
    let options = ReadOptions { encoding: loaded.mapping.encoding.clone(), delimiter: loaded.mapping.delimiter };
    let mut findings = Vec::new();
    match Workbook::open("office.xls", bytes, &options, &isolate) {
        Ok(mut workbook) => {
            let references = References::from([(
                "projects".to_owned(),
                BTreeMap::from([("North road".to_owned(), "north-road".to_owned())]),
            )]);
            let context =
                Context { sha256: "f", schemas: &[], words: words(), references: &references, findings_sheet: None };
            let import = import(&mut workbook, &[loaded], &context);
            assert!(import.accounting.is_balanced(), "{}", import.accounting);
            for row in import.tables.iter().flat_map(|table| &table.rows) {
                let cells = row.cells.iter().map(|(name, located)| match located.origin.transformation.as_str() {
                    "" => format!("{name} = {}", located.value),
                    made => format!("{name} = {} ({made})", located.value),
                });
                lines.push(format!("row {}: {}", row.number, cells.collect::<Vec<_>>().join(", ")));
            }
            findings = import.all_findings();
            lines.push(import.accounting.to_string());
            lines.extend(Some(workbook.reservations()).filter(|text| !text.is_empty()).map(str::to_owned));
        }
        Err(problem) => findings.push(problem),
    }
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    let findings = findings.into_iter().take(MOST_FINDINGS).map(|finding| {
        let place = finding.place.as_ref().expect("a place").to_string();
        let level = if finding.severity == Severity::Error { "error" } else { "warning" };
        let raw = finding.excerpt.as_ref().map(|raw| format!(" «{raw}»")).unwrap_or_default();
        format!("{place} {level} {}: {}{raw}; {}", finding.code, finding.message, finding.hints.join("; "))
    });
    lines.extend(findings);
    lines.extend((more > 0).then(|| format!("{more} more findings")));
    lines.join("\n")
}

#[test]
fn every_case_says_what_it_expects() {
    let common = fs::read_to_string(folder().join("mapping.yaml")).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, bytes) in files_of(&folder()) {
        if !name.ends_with(".md") || name == "README.md" {
            continue;
        }
        let case = String::from_utf8(bytes).expect("UTF-8");
        let blocks = blocks(&case);
        let own = blocks.iter().find(|(kind, _)| *kind == "mapping").map_or(&common, |(_, yaml)| yaml);
        let found = said(&file_of(&blocks), mapping(own));
        count += 1;
        match blocks.iter().find(|(kind, _)| *kind == "expected") {
            Some((_, expected)) if *expected == found => {}
            Some((_, expected)) => wrong.push(format!("{name}\n{}", insta_like(expected, &found))),
            None => {
                fs::write(folder().join(&name), format!("{case}\n```expected\n{found}\n```\n")).unwrap();
                wrong.push(format!("{name} had no block `expected`, and has one now: read it"));
            }
        }
    }
    assert!(count > 30, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The lines that differ.
fn insta_like(expected: &str, found: &str) -> String {
    let gone =
        expected.lines().filter(|line| !found.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let new =
        found.lines().filter(|line| !expected.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}

/// Every cell and problem of a file, one a line.
fn cells(bytes: &[u8]) -> Vec<String> {
    let mut workbook = match Workbook::open("office", bytes, &ReadOptions::default(), &isolate) {
        Ok(workbook) => workbook,
        Err(problem) => return vec![format!("{}: {}", problem.code, problem.message)],
    };
    let mut lines = Vec::new();
    for index in 0..workbook.sheets().len() {
        let read = workbook.read(index, &mut |context, row| {
            lines.extend(row.cells.iter().map(|cell| {
                let date = if context.formats.is_date(cell.format) { " as a day" } else { "" };
                let formula = if cell.formula.is_some() { " by formula" } else { "" };
                format!("{} {} {}{date}{formula}", cell.address, cell.kind.as_str(), cell.raw)
            }));
            ControlFlow::Continue(())
        });
        match read {
            Ok(end) => {
                lines.extend(end.merged.iter().map(|range| format!("{}:{} merged", range.first, range.last)));
                lines.extend(end.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message)));
            }
            Err(problem) => lines.push(format!("{}: {}", problem.code, problem.message)),
        }
    }
    lines
}

/// A sheet with a cell of each kind, as XML.
const ROWS: &str = r##"<row r="1"><c r="A1" t="str"><v>Code</v></c><c r="B1" t="str"><v>Amount</v></c></row>
<row r="2"><c r="A2" t="str"><v>дорога</v></c><c r="B2"><v>27.8</v></c><c r="C2" s="1"><v>43663</v></c><c r="D2" t="b"><v>1</v></c></row>
<row r="4"><c r="A4" t="str"><v>橋</v></c><c r="B4"><f>B2*2</f><v>55.6</v></c><c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"##;

/// A small workbook as LibreOffice saves it in the format of that ending; `None` where it is not installed.
pub fn saved_as(folder: &Path, ending: &str) -> Option<Vec<u8>> {
    let path = folder.join("office.xlsx");
    let sheet = Sheet { rows: ROWS, after: r#"<mergeCells><mergeCell ref="A6:B6"/></mergeCells>"#, ..Sheet::default() };
    fs::write(&path, workbook(&sheet)).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", ending, "--outdir"])
        .arg(folder.join("saved"))
        .arg(&path)
        .output();
    let saved = fs::read(folder.join("saved/office").with_extension(ending));
    if output.is_err() || saved.is_err() {
        skipped("LibreOffice Calc");
    }
    saved.ok()
}

#[test]
fn workbooks_of_other_programs_have_the_same_cells() {
    let folder = TempDir::new().unwrap();
    let common = ["A1 text Code", "B1 text Amount", "A2 text дорога", "B2 number 27.8"];
    let check = |ending: &str, rest: &[&str]| {
        let Some(bytes) = saved_as(folder.path(), ending) else { return };
        let expected: Vec<&str> = common.iter().chain(rest).copied().collect();
        // Some versions of LibreOffice save yes and no as formulas, which are numbers in OpenDocument.
        let yes = |cell: &String| ["D2 boolean 1 by formula", "D2 number 1 by formula"].contains(&cell.as_str());
        let found: Vec<String> =
            cells(&bytes).into_iter().map(|cell| if yes(&cell) { "D2 boolean 1".to_owned() } else { cell }).collect();
        assert_eq!(found, expected, "{ending}");
    };
    check(
        "xlsx",
        &[
            "C2 number 43663 as a day",
            "D2 boolean 1",
            "A4 text 橋",
            "B4 number 55.6 by formula",
            "C4 error #DIV/0! by formula",
            "A6:B6 merged",
        ],
    );
    check(
        "xls",
        &[
            "C2 number 43663 as a day",
            "D2 boolean 1",
            "A4 text 橋",
            "B4 number 55.6 by formula",
            "C4 error #DIV/0! by formula",
            "A6:B6 merged",
        ],
    );
    check(
        "ods",
        &[
            "C2 date 2019-07-17 as a day",
            "D2 boolean 1",
            "A4 text 橋",
            "B4 number 55.6 by formula",
            "C4 error #DIV/0! by formula",
        ],
    );
    assert_eq!(cells(saved_as(folder.path(), "csv").as_deref().unwrap_or(b"Code,Amount,,\n"))[..2], common[..2]);
}

#[test]
fn a_binary_workbook_streams_through_the_other_process() {
    let found = cells(&binary_workbook());
    assert_eq!(
        found,
        [
            "A1 text Code",
            "B1 text Amount",
            "A2 text дорога",
            "B2 number 27.8",
            "C2 number 1 by formula",
            "D2 formula-without-result  by formula"
        ]
    );
}

#[test]
fn what_the_other_process_can_not_do_is_a_message() {
    // A process that is asked for what it does not read, and one that gets nothing.
    for (kind, bytes) in [
        ("xlsx", b"PK".as_slice()),
        ("ods", b""),
        ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("xlsb", b"PK\x03\x04"),
    ] {
        let output = hokoku().args(["read-workbook", kind]).write_stdin(bytes).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && said.lines().last().is_some_and(|line| line.starts_with("failed\t")),
            "{kind}: {said}"
        );
    }
    // Nobody is to find it.
    let help = String::from_utf8(hokoku().arg("--help").output().unwrap().stdout).unwrap();
    assert!(!help.contains("read-workbook"));
}

/// Workbooks of every format that can be had here.
fn real() -> Vec<Vec<u8>> {
    let folder = TempDir::new().unwrap();
    let mut files = vec![
        workbook(&Sheet { rows: ROWS, ..Sheet::default() }),
        binary_workbook(),
        fs::read(root().join("tests/cases/invented-country/office-2021.xlsx")).unwrap(),
        "Код;Сумма\nдорога;27,8\n".as_bytes().to_vec(),
    ];
    files.extend(["xls", "ods"].iter().filter_map(|ending| saved_as(folder.path(), ending)));
    files
}

/// Any bytes that were a workbook give cells or findings, in a moment.
#[test]
fn damaged_workbooks_give_cells_or_findings() {
    let files = real();
    let change = (
        0..files.len(),
        proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        any::<prop::sample::Index>(),
        any::<bool>(),
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&change, |(file, changes, end, is_cut)| {
            let mut bytes = files[file].clone();
            for (index, byte) in changes {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
            if is_cut {
                bytes.truncate(end.index(bytes.len()));
            }
            let start = std::time::Instant::now();
            for line in cells(&bytes) {
                prop_assert!(!line.contains("panicked"), "{}", line);
            }
            prop_assert!(start.elapsed().as_secs() < 60);
            let said = said(&bytes, mapping(&fs::read_to_string(folder().join("mapping.yaml")).unwrap()));
            prop_assert!(!said.is_empty());
            Ok(())
        })
        .unwrap();
}
