//! The workbook to fill in: written by the program, changed by others, and read again.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use hokoku::dataset::InputFile;
use hokoku::locale::Locale;
use hokoku::model::Dataset;
use hokoku::package::{Limits, Package};
use hokoku::report::Project;
use hokoku::spreadsheet::mapping::{Context, LoadedMapping, References, import};
use hokoku::spreadsheet::read::{ReadOptions, Workbook};
use hokoku::spreadsheet::schema::{records, tables};
use hokoku::spreadsheet::value::Words;
use hokoku::spreadsheet::workbook::{self, TEMPLATE};
use tempfile::TempDir;

use crate::absent::skipped;
use crate::built::{build, copy, files_of, hokoku, project_of_case, root};
use crate::filling::{Filling, Typed};
use crate::word::python;

/// Every value by table, path of its record, and field.
type Values = BTreeMap<(String, String, String), String>;

fn project() -> Project {
    let files = ["data", "report-templates"].into_iter().flat_map(|folder| {
        let files = files_of(&root().join(folder)).into_iter();
        files.map(move |(path, bytes)| InputFile { path: format!("{folder}/{path}"), bytes })
    });
    Project::load(files.collect())
}

fn dataset(project: &Project) -> &Dataset {
    project.countries["kgz"].dataset.as_deref().expect("the project's own data is whole")
}

fn locale(project: &Project) -> &Locale {
    &project.locales[&dataset(project).country.language]
}

/// A workbook of the project's own data, written by the program.
fn written() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("office.xlsx");
    hokoku()
        .args(["workbook", "--country", "kgz", "--year", "2023", "--quiet", "--project"])
        .arg(root())
        .arg("-o")
        .arg(&path)
        .assert()
        .success();
    (folder, path)
}

/// What a workbook says, read by its own mapping. Nothing in it may be a finding.
fn said(bytes: &[u8], project: &Project) -> Values {
    let tables = tables();
    let mappings: Vec<LoadedMapping> = tables
        .iter()
        .map(|table| LoadedMapping {
            path: format!("{TEMPLATE}/{}", table.name),
            sha256: workbook::schema_hash(),
            mapping: workbook::mapping(table, &[locale(project)]),
        })
        .collect();
    let never = |_, _: &mut dyn io::Read| Err(io::Error::other("a workbook of this format needs no other process"));
    let mut file = Workbook::open("office.xlsx", bytes, &ReadOptions::default(), &never).expect("a workbook");
    let context = Context {
        sha256: "",
        schemas: &tables,
        words: Words::default(),
        references: &References::new(),
        findings_sheet: None,
    };
    let import = import(&mut file, &mappings, &context);
    let findings: Vec<String> = import.all_findings().iter().map(|finding| format!("{finding:?}")).collect();
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(import.accounting.is_balanced(), "{}", import.accounting);
    let mut values = Values::new();
    for imported in &import.tables {
        let table = tables.iter().find(|table| table.name == imported.table).expect("a table of the schema");
        for row in &imported.rows {
            let value = |name: &str| row.cells.get(name).map(|located| located.value.clone());
            let all = table.fields.iter().map(|field| value(field.name).unwrap_or_else(|| field.default_value()));
            let all: Vec<_> = all.collect();
            let keys = table.fields.iter().zip(&all).filter(|(field, _)| field.is_key());
            let path = table.path(&keys.map(|(_, value)| value.clone()).collect::<Vec<_>>()).expect("a key");
            for (field, value) in table.fields.iter().zip(&all) {
                values.insert((table.name.into(), path.clone(), field.name.into()), value.to_string());
            }
        }
    }
    values
}

/// What the data says.
fn known(dataset: &Dataset) -> Values {
    let mut values = Values::new();
    for table in tables() {
        for record in records(dataset, &table) {
            for (field, value) in table.fields.iter().zip(&record.values) {
                values.insert((table.name.into(), record.path.clone(), field.name.into()), value.to_string());
            }
        }
    }
    values
}

/// What differs, one a line.
fn changes(old: &Values, new: &Values) -> Vec<String> {
    let text = |values: &Values, key| values.get(key).cloned().unwrap_or_else(|| "nothing".to_owned());
    let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    let changed = keys.into_iter().filter(|key| old.get(key) != new.get(key));
    changed.map(|key| format!("{} {}: {} → {}", key.1, key.2, text(old, key), text(new, key))).collect()
}

#[test]
fn the_project_s_language_has_every_word_of_a_workbook() {
    let project = project();
    assert_eq!(workbook::missing_messages(locale(&project)), Vec::<String>::new());
}

#[test]
fn the_project_s_data_comes_back_from_its_workbook() {
    let project = project();
    let (_folder, path) = written();
    let said = said(&std::fs::read(path).unwrap(), &project);
    assert_eq!(changes(&known(dataset(&project)), &said), Vec::<String>::new());
    assert!(said.len() > 1000, "{} values", said.len());
}

/// Two figures of the year 2022, changed.
const EDITED: [&str; 2] = [
    "figures/2022/grant-aid-total value: 27.8 billion JPY → 27.95 billion JPY",
    "figures/2022/trainees value: 2680 persons → 2690 persons",
];

#[test]
fn after_openpyxl_only_the_edited_cells_differ() {
    let Some(python) = python("openpyxl", "openpyxl") else { return };
    let project = project();
    let (_folder, path) = written();
    let script = r"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = next(sheet for sheet in book if 'hokoku_figures' in sheet.tables)
columns = {cell.value: cell.column for cell in sheet[2]}
new = {'trainees': 2690, 'grant-aid-total': 27.95}
for row in range(4, sheet.max_row + 1):
    cell = lambda field: sheet.cell(row, columns[field])
    if cell('year').value == 2022 and cell('id').value in new:
        cell('value').value = new[cell('id').value]
book.save(sys.argv[1])
";
    let status = Command::new(python).args(["-W", "error", "-c", script]).arg(&path).status().expect("Python starts");
    assert!(status.success());
    let said = said(&std::fs::read(&path).unwrap(), &project);
    assert_eq!(changes(&known(dataset(&project)), &said), EDITED);
    assert!(imported(&path, root(), &[]).starts_with("0 added, 2 changed, 0 removed, "));
}

#[test]
fn after_libreoffice_only_the_edited_cells_differ() {
    let project = project();
    let (folder, path) = written();
    let mut filling = Filling::open(&std::fs::read(&path).unwrap());
    filling.set("figures", &[("year", "2022"), ("id", "trainees")], "value", Typed::Number("2690"));
    filling.set("figures", &[("year", "2022"), ("id", "grant-aid-total")], "value", Typed::Number("27.95"));
    std::fs::write(&path, filling.bytes()).unwrap();
    let Some(saved) = saved_by_libreoffice(folder.path(), &path, "xlsx:Calc MS Excel 2007 XML") else { return };
    let said = said(&std::fs::read(&saved).unwrap(), &project);
    assert_eq!(changes(&known(dataset(&project)), &said), EDITED);
    assert!(imported(&saved, root(), &[]).starts_with("0 added, 2 changed, 0 removed, "));
}

#[test]
fn a_copy_in_an_older_format_or_another_is_the_same_workbook() {
    let (folder, path) = written();
    for format in ["xls:MS Excel 97", "ods:calc8"] {
        let Some(saved) = saved_by_libreoffice(folder.path(), &path, format) else { return };
        let last = imported(&saved, root(), &[]);
        assert!(last.starts_with("0 added, 0 changed, 0 removed, "), "{format}: {last}");
        assert_eq!(last, imported(&path, root(), &[]), "{format}");
    }
}

/// The workbook as LibreOffice Calc writes it; `None` where it is not installed.
fn saved_by_libreoffice(folder: &Path, path: &Path, format: &str) -> Option<PathBuf> {
    let saved = folder.join("saved");
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(&saved)
        .arg(path)
        .output();
    let ending = format.split(':').next().unwrap_or_default();
    let file = saved.join(path.file_name().expect("a file")).with_extension(ending);
    if status.is_err() || !file.is_file() {
        skipped("LibreOffice Calc");
        return None;
    }
    Some(file)
}

/// The exit code of the command with these options, and what it says.
fn run(project: &Path, options: &[&str]) -> (i32, String) {
    let output = hokoku().arg("workbook").args(options).arg("--project").arg(project).output().expect("it runs");
    let text = String::from_utf8(output.stderr).expect("UTF-8") + &String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code().expect("an exit code"), text)
}

#[test]
fn what_can_not_be_written_is_said_with_a_way_out() {
    let (_folder, project) = project_of_case("invented-country");
    let file = project.join("new/office.xlsx").display().to_string();
    let check = |options: &[&str], exit: i32, part: &str| {
        let (code, text) = run(&project, options);
        assert_eq!(code, exit, "{text}");
        assert!(text.contains(part), "expected `{part}` in {text}");
    };
    check(&["--country", "xvf", "--year", "2020", "-o", &file], 1, "did you mean `xve`?");
    check(&["--year", "20", "-o", &file], 2, "expected a year such as 2022");
    check(&["--year", "2020", "-o", "office.xls"], 2, "ends with `.xlsx`");
    check(&["--year", "2020", "--language", "zz", "-o", &file], 1, "the project offers no language `zz`");
    check(&["--year", "2020", "-o", &file], 0, "wrote");
    check(&["--year", "2020", "-o", &file], 0, "unchanged");
    check(&["--year", "2021", "-o", &file], 2, "write over it with `--replace`");
    check(&["--year", "2021", "--replace", "-o", &file], 0, "wrote");
    std::fs::write(project.join("plain"), "a file").unwrap();
    let below = project.join("plain/office.xlsx").display().to_string();
    check(&["--year", "2021", "-o", &below], 3, "cannot write");
    let people = project.join("data/xve/people.yaml");
    std::fs::write(&people, "training: {perod: 2001}\n").unwrap();
    check(&["--year", "2021", "--replace", "-o", &file], 1, "unknown-key");
}

/// A copy of the project in a temporary folder.
fn copied_project() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let project = folder.path().join("project");
    for part in ["data", "report-templates"] {
        copy(&root().join(part), &project.join(part));
    }
    (folder, project)
}

/// The last line of an import that is to succeed.
fn imported(file: &Path, project: &Path, more: &[&str]) -> String {
    let output = hokoku().arg("import").arg(file).arg("--project").arg(project).args(more).output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    out.lines().last().expect("a last line").to_owned()
}

#[test]
fn the_year_of_an_office_goes_from_the_workbook_to_the_brief() {
    let (folder, project) = copied_project();
    let file = folder.path().join("office-2026.xlsx");
    let (code, text) = run(&project, &["--country", "kgz", "--year", "2026", "-o", file.to_str().expect("UTF-8")]);
    assert_eq!(code, 0, "{text}");
    let mut filling = Filling::open(&std::fs::read(&file).unwrap());
    let text = Typed::Text;
    let edition = [("report", "yearly-brief"), ("year", "2026")];
    filling.set("editions", &edition, "as-of", Typed::Day(jiff::civil::date(2027, 3, 31)));
    filling.set("editions", &edition, "rate", text("jica-2027-03"));
    filling.add(
        "sources",
        &[("id", text("office-2026")), ("title", text("Data of the office for 2026")), ("date", text("2027-03"))],
    );
    filling.add(
        "rates",
        &[
            ("id", text("jica-2027-03")),
            ("base", text("USD")),
            ("quote", text("JPY")),
            ("value", Typed::Number("150.25")),
            ("kind", text("JICA monthly rate")),
            ("date", text("2027-03")),
            ("sources", text("office-2026 | page 3")),
        ],
    );
    let trainees = [("year", "2026"), ("id", "trainees")];
    filling.set("figures", &trainees, "value", Typed::Number("2811"));
    filling.set("figures", &trainees, "period", text("1993/2026"));
    filling.set("figures", &trainees, "sources", text("office-2026 | page 1"));
    filling.add(
        "commitments",
        &[
            ("project", text("jds")),
            ("id", text("2026")),
            ("amount", Typed::Number("317")),
            ("amount.unit", text("million JPY")),
            ("qualifier", text("up to")),
            ("scheme", text("Grant aid")),
            ("channel", text("JICA")),
            ("exchange-of-notes", text("05.08.2026")),
            ("sources", text("office-2026 | page 2")),
        ],
    );
    std::fs::write(&file, filling.bytes()).unwrap();
    let before = files_of(&project);
    let shown = imported(&file, &project, &[]);
    assert!(shown.contains(" added, 0 changed, 0 removed, "), "{shown}");
    assert_eq!(files_of(&project), before, "nothing is written before it is asked for");
    imported(&file, &project, &["--apply"]);
    let editions = std::fs::read_to_string(project.join("data/kgz/editions.yaml")).unwrap();
    assert!(
        editions.starts_with(&std::fs::read_to_string(root().join("data/kgz/editions.yaml")).unwrap()),
        "{editions}"
    );
    assert!(editions.contains("2027-03-31"), "{editions}");
    let again = imported(&file, &project, &["--apply"]);
    assert!(again.starts_with("0 added, 0 changed, 0 removed, "), "{again}");
    let output = folder.path().join("output");
    build(&project, &output, &["yearly-brief", "--year", "2026", "--format", "html", "--no-cache"]);
    let brief = std::fs::read_to_string(output.join("kgz/2026/yearly-brief.en.html")).unwrap();
    for part in ["5 August 2026", "317", "2,811", "31 March 2027"] {
        assert!(brief.contains(part), "expected `{part}` in the brief");
    }
}

#[test]
fn the_workbook_of_the_invented_office_is_as_its_script_makes_it_and_comes_in() {
    let (folder, project) = project_of_case("invented-country");
    let sample = root().join("tests/cases/invented-country/office-2021.xlsx");
    let shown = imported(&sample, &project, &[]);
    assert_eq!(shown, "3 added, 1 changed, 0 removed, 1 unchanged", "as the README shows it");
    imported(&sample, &project, &["--apply"]);
    let projects = std::fs::read_to_string(project.join("data/xve/projects/grant-aid.yaml")).unwrap();
    for part in ["amount: 1240.5 million JPY", "amount: 96 million JPY", "310 million JPY", "2022-02-15"] {
        assert!(projects.contains(part), "expected `{part}` in {projects}");
    }
    // What the mapping says of every row has no cell, but is traced too.
    let provenance = std::fs::read_to_string(project.join("data/xve/provenance.yaml")).unwrap();
    let basis = provenance.split("- value: ").find(|entry| entry.starts_with("xve/figures/2021/trainees/basis\n"));
    for part in
        ["place: People", "raw: count", "constant of the mapping", "mapping: data/xve/mappings/people.yaml (SHA-256 "]
    {
        assert!(basis.is_some_and(|entry| entry.contains(part)), "expected `{part}` in {provenance}");
    }
    let figures = std::fs::read_to_string(project.join("data/xve/figures/2021.yaml")).unwrap();
    for part in ["431 persons", "not-available persons"] {
        assert!(figures.contains(part), "expected `{part}` in {figures}");
    }
    let Some(python) = python("openpyxl", "openpyxl") else { return };
    let made = folder.path().join("made.xlsx");
    let script = root().join("tests/tools/make_office_workbook.py");
    assert!(Command::new(python).arg(script).arg(&made).status().expect("Python starts").success());
    let cells = |path: &Path| {
        let package = Package::read(&std::fs::read(path).unwrap(), Limits::default()).unwrap();
        let parts =
            package.parts().filter(|(name, _)| name.starts_with("xl/worksheets/") || *name == "xl/sharedStrings.xml");
        parts.map(|(name, part)| (name.to_owned(), part.bytes.clone())).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(cells(&made), cells(&sample));
}

#[test]
fn a_workbook_that_is_older_than_the_data_changes_only_what_its_reader_changed() {
    let (folder, project) = project_of_case("invented-country");
    let file = folder.path().join("office.xlsx");
    let (code, text) = run(&project, &["--year", "2020", "-o", file.to_str().expect("UTF-8")]);
    assert_eq!(code, 0, "{text}");
    // Meanwhile somebody changes a figure in the data.
    let figures = project.join("data/xve/figures/2020.yaml");
    let newer = std::fs::read_to_string(&figures).unwrap().replace("3.4 billion JPY", "3.5 billion JPY");
    std::fs::write(&figures, newer).unwrap();
    let fresh = std::fs::read(&file).unwrap();
    let edited = |id: &str, number: &str| {
        let mut filling = Filling::open(&fresh);
        filling.set("figures", &[("year", "2020"), ("id", id)], "value", Typed::Number(number));
        std::fs::write(&file, filling.bytes()).unwrap();
    };
    edited("trainees", "413");
    assert!(imported(&file, &project, &[]).starts_with("0 added, 1 changed, 0 removed, "));
    edited("grant-aid-total", "3.6");
    let output = hokoku().arg("import").arg(&file).arg("--project").arg(&project).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for part in ["import-conflict", "3.4 billion JPY", "3.5 billion JPY", "3.6 billion JPY"] {
        assert!(text.contains(part), "expected `{part}` in {text}");
    }
}
