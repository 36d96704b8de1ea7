//! The mappings of the country that the project has: a list of each kind, as an office keeps it, is read without a finding.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tempfile::TempDir;

use crate::built::{copy, hokoku, root};

/// A cell as a person types it: what begins with a digit and is a number is one.
fn put(sheet: &mut Worksheet, rows: &[&[&str]]) {
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (cells, row) in rows.iter().zip(0..) {
        for (text, column) in cells.iter().zip(0..) {
            let number = text.parse::<f64>().ok();
            match (text.strip_prefix("day "), number) {
                (Some(serial), _) => sheet.write_number_with_format(row, column, serial.parse::<f64>().unwrap(), &day),
                (None, Some(number)) => sheet.write_number(row, column, number),
                (None, None) if text.is_empty() => continue,
                (None, None) => sheet.write_string(row, column, *text),
            }
            .expect("a cell");
        }
    }
}

/// A workbook of an office: a sheet of each kind, each in one of the languages of the mappings. Nothing in it is true.
fn office() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheets: [(&str, &[&[&str]]); 7] = [
        (
            "Источники",
            &[&["Код", "Название", "Издатель", "Дата"], &["office-list", "A list", "An office", "day 45444"]],
        ),
        (
            "Проекты",
            &[
                &["Код", "Название", "Схема", "Места", "Срок", "Источник"],
                &[
                    "test-bridge",
                    "A bridge for a test",
                    "Грантовая помощь",
                    "Bishkek City; osh",
                    "2024-04/..",
                    "office-list | page 1",
                ],
            ],
        ),
        (
            "Commitments",
            &[
                &[
                    "Project",
                    "Code",
                    "Scheme",
                    "Amount, million yen",
                    "Exact or limit",
                    "Through",
                    "Date of E/N",
                    "Source",
                ],
                &[
                    "A bridge for a test",
                    "notes",
                    "無償",
                    "1 234,5",
                    "Limit",
                    "JICA",
                    "day 45444",
                    "office-list | page 2",
                ],
                &[
                    "test-bridge",
                    "second",
                    "Grant aid",
                    "65.5",
                    "Exact",
                    "MOFA",
                    "令和6年6月1日",
                    "office-list | page 2",
                ],
                &["Total", "", "", "1300"],
            ],
        ),
        (
            "人数",
            &[
                &["年", "コード", "項目", "人", "出典"],
                &["2024", "test-people", "Trainees of a test", "１２", "office-list | page 3"],
            ],
        ),
        (
            "Figures by year",
            &[
                &["Year", "Code", "Figure", "Value", "Unit", "Basis", "Period", "Source"],
                &[
                    "2024",
                    "test-grants",
                    "Grants of a test",
                    "317,5",
                    "million JPY",
                    "Commitment",
                    "JFY2024",
                    "office-list | page 4",
                ],
            ],
        ),
        (
            "Dispatches",
            &[
                &["Code", "Title", "Counterpart", "Periods", "Source"],
                &["test-expert", "An expert for a test", "A ministry", "2024-04/2024-06", "office-list | page 5"],
            ],
        ),
        (
            "Exchange rates",
            &[
                &["Code", "One unit of", "In", "Rate", "Kind", "Month or year", "Source"],
                &["jica-2024-06", "USD", "JPY", "155,5", "JICA monthly", "06.2024", "office-list | page 6"],
            ],
        ),
    ];
    for (name, rows) in sheets {
        put(workbook.add_worksheet().set_name(name).expect("a name"), rows);
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// The project with its data, and the office's workbook.
fn project() -> (TempDir, PathBuf, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let project = folder.path().join("project");
    for part in ["data", "report-templates"] {
        copy(&root().join(part), &project.join(part));
    }
    let file = folder.path().join("office.xlsx");
    fs::write(&file, office()).expect("the disk takes it");
    (folder, project, file)
}

#[test]
fn a_list_of_each_kind_is_read_by_the_mappings_of_the_country() {
    let (_folder, project, file) = project();
    let run = |more: &[&str]| {
        let output =
            hokoku().args(["import", "--project"]).arg(&project).arg(&file).args(more).output().expect("it runs");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        (output.status.code(), said.concat())
    };
    let (code, said) = run(&["--apply"]);
    assert_eq!(code, Some(0), "{said}");
    for part in [
        "1 rows of sources, by data/kgz/mappings/sources.yaml",
        "1 rows of projects, by data/kgz/mappings/projects.yaml",
        "2 rows of commitments, by data/kgz/mappings/commitments.yaml",
        "1 rows of figures, by data/kgz/mappings/headcounts.yaml",
        "1 rows of figures, by data/kgz/mappings/figures.yaml",
        "1 rows of dispatches, by data/kgz/mappings/dispatches.yaml",
        "1 rows of rates, by data/kgz/mappings/rates.yaml",
        "2 verified totals, 0 ignored, 0 in findings",
        "8 added, 0 changed, 0 removed, 0 unchanged",
    ] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
    let (code, said) = run(&[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("0 added, 0 changed, 0 removed, 8 unchanged"), "{said}");
    // What no mapping fits is proposed one.
    let (code, said) = run(&["--propose-mapping"]);
    assert_eq!(code, Some(1), "every sheet has a mapping: {said}");
}

#[test]
fn findings_stand_in_a_copy_of_the_workbook_that_is_imported_like_it() {
    let (folder, project, file) = project();
    let copy = folder.path().join("notes.xlsx");
    let run = |file: &Path, more: &[&str]| {
        let mut command = hokoku();
        let command = command.args(["import", "--project"]).arg(&project).arg(file).args(more);
        let output = command.args(["--annotate"]).arg(&copy).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, said) = run(&file, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("a copy with 0 notes") && copy.is_file(), "{said}");
    // The copy is never written over itself, nor over one in which somebody may have worked.
    fs::write(&copy, [fs::read(&copy).expect("a copy"), b" ".to_vec()].concat()).expect("the disk takes it");
    assert_eq!(run(&file, &[]).0, Some(2));
    assert_eq!(run(&file, &["--replace"]).0, Some(0));
    assert_eq!(run(&copy, &["--replace"]).0, Some(2));
    let output = hokoku().args(["import", "--project"]).arg(&project).arg(&copy).output().expect("it runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("8 added, 0 changed, 0 removed, 0 unchanged") && said.contains(" 9 ignored"), "{said}");
}

#[test]
fn a_cell_whose_finding_is_one_of_those_not_shown_is_not_called_empty() {
    let (folder, project, _) = project();
    let file = folder.path().join("rates.csv");
    let rows: String = (0..1_100).map(|row| format!("r{row},USD,JPY,\"10,5\",JIKA,2019-03,office-list\n")).collect();
    fs::write(&file, format!("Code,One unit of,In,Rate,Kind,Month or year,Source\n{rows}")).expect("the disk takes it");
    let output = hokoku().args(["import", "--project"]).arg(&project).arg(&file).output().expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("error[enum-error]").count(), 1_000, "{said}");
    assert!(said.contains("100 more findings in this sheet are not shown"), "{said}");
    assert!(!said.contains("missing-value"), "{said}");
}

#[test]
fn an_encoding_that_a_mapping_misspells_is_told() {
    let (folder, project, _) = project();
    let mapping = project.join("data/kgz/mappings/rates.yaml");
    let yaml = fs::read_to_string(&mapping).expect("a mapping");
    fs::write(&mapping, format!("{yaml}encoding: windows-125l\n")).expect("the disk takes it");
    let file = folder.path().join("office.csv");
    fs::write(&file, "a,b\n1,2\n").expect("the disk takes it");
    let output = hokoku().args(["import", "--project"]).arg(&project).arg(&file).output().expect("it runs");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in [
        "by the mapping `data/kgz/mappings/rates.yaml`: `windows-125l` is no encoding",
        "mend `encoding:` or `delimiter:` in `data/kgz/mappings/rates.yaml`",
        "no mapping fits this file",
    ] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
}

#[test]
fn a_copy_that_does_not_hold_all_is_not_imported() {
    let (folder, project, _) = project();
    let (file, copy) = (folder.path().join("office.csv"), folder.path().join("notes.xlsx"));
    fs::write(&file, "Code,Label\na,\"North\nb,South\"\nc,d\n").expect("the disk takes it");
    let run = |arguments: &[&Path]| {
        let output = hokoku().args(["import", "--project"]).arg(&project).args(arguments).output().expect("it runs");
        (
            output.status.code(),
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat(),
        )
    };
    let (code, said) = run(&[&file, Path::new("--annotate"), &copy]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("rows may have run together") && copy.is_file(), "{said}");
    let (code, said) = run(&[&copy]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("does not hold all of the original") && !said.contains("no mapping fits"), "{said}");
}
