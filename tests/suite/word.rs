//! Word files from outside: the same whatever else is made, opened by programs that are not ours, of one look with the rest.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::{NamedTempFile, TempDir};

use crate::absent::skipped;
use crate::built::{all, build, files_of, hokoku, project_of_case, root};
use crate::text::{letters, part};

fn word_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    all().iter().filter(|(path, _)| path.ends_with(".docx")).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

#[test]
fn bytes_do_not_depend_on_the_formats_that_are_asked_for() {
    let output = TempDir::new().expect("a temporary folder");
    build(root(), output.path(), &["yearly-brief", "--year", "2018", "--format", "docx"]);
    build(root(), output.path(), &["annual-report", "--format", "docx"]);
    let alone = files_of(output.path());
    for path in ["kgz/2018/yearly-brief.en.docx", "kgz/2022/annual-report.en.docx"] {
        assert!(alone[path] == all()[path], "{path}");
    }
}

#[test]
fn every_control_shows_what_the_store_holds() {
    for (path, bytes) in word_files() {
        let store = part(bytes, "customXml/item1.xml");
        let mut items: BTreeMap<String, String> = BTreeMap::new();
        for item in store.children_named("item") {
            let text = item.child("v").expect("a value").text().into_owned();
            assert_eq!(item.attribute("printed"), Some(text.as_str()), "{path}");
            assert_eq!(items.insert(item.attribute("id").expect("an id").to_owned(), text), None, "{path}");
        }
        let mut controls = 0;
        for name in ["word/document.xml", "word/footnotes.xml"] {
            for control in part(bytes, name).descendants_named("sdt") {
                let properties = control.child("sdtPr").expect("properties");
                let Some(tag) = properties.child("tag").and_then(|tag| tag.attribute("val")) else { continue };
                let texts = control.descendants_named("t").map(|text| text.text().into_owned());
                assert_eq!(texts.collect::<String>(), items[tag], "{path}");
                controls += 1;
            }
        }
        assert!(controls >= items.len() && !items.is_empty(), "{path}");
    }
}

#[test]
fn one_change_of_the_accent_shows_in_every_format() {
    let (_folder, project) = project_of_case("invented-country");
    let tokens = project.join("report-templates/themes/jica/theme.yaml");
    let text = std::fs::read_to_string(&tokens).expect("a readable file");
    let changed = text.replace("accent: \"#143d66\"", "accent: \"#7a1f5c\"");
    assert_ne!(changed, text);
    std::fs::write(&tokens, changed).expect("a writable file");
    let output = project.join("output");
    build(&project, &output, &["yearly-brief", "--format", "docx,html"]);
    let files = files_of(&output);
    let page = String::from_utf8(files["xve/2020/yearly-brief.en.html"].clone()).expect("UTF-8");
    assert!(page.contains("#7a1f5c"));
    let word = &files["xve/2020/yearly-brief.en.docx"];
    for name in ["word/styles.xml", "word/theme/theme1.xml"] {
        let part = part(word, name);
        let colors: Vec<&str> = part.descendants().filter_map(|element| element.attribute("val")).collect();
        assert!(colors.contains(&"7A1F5C") && !colors.contains(&"143D66"), "{name}");
    }
    let styles = part(word, "word/styles.xml");
    let table = styles.children_named("style").find(|style| style.attribute("styleId") == Some("ReportTable"));
    let rules: Vec<&str> =
        table.expect("the style of tables").descendants().filter_map(|element| element.attribute("color")).collect();
    assert!(rules.contains(&"7A1F5C"), "{rules:?}");
}

#[test]
fn a_mistake_in_word_yaml_is_told_at_its_line() {
    let (_folder, project) = project_of_case("invented-country");
    let look = project.join("report-templates/themes/jica/word.yaml");
    for (wrong, said) in [
        ("styles:\n  Headin1: {color: accent}\n", ["word.yaml:2", "no style `Headin1`", "did you mean `Heading1`?"]),
        ("colors:\n  band: acent\n", ["word.yaml:2", "no colour `acent`", "did you mean `accent`?"]),
        ("styles:\n  Heading1: {colour: accent}\n", ["word.yaml:2:", "unknown-key", "did you mean `color`?"]),
    ] {
        std::fs::write(&look, wrong).expect("a writable file");
        let found = hokoku().current_dir(&project).args(["check"]).assert().code(1);
        let text = String::from_utf8_lossy(&found.get_output().stderr).into_owned();
        assert!(said.iter().all(|words| text.contains(words)), "{text}");
    }
    std::fs::remove_file(&look).expect("a file");
    hokoku().current_dir(&project).args(["build", "yearly-brief", "--format", "docx"]).assert().success();
}

/// A Python with the module, or a word that there is none.
pub fn python(module: &str, name: &str) -> Option<String> {
    let python = std::env::var("HOKOKU_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    command.args(["-c", &format!("import {module}")]).stdout(Stdio::null()).stderr(Stdio::null());
    let is_there = command.status().is_ok_and(|status| status.success());
    if !is_there {
        skipped(name);
    }
    is_there.then_some(python)
}

/// What a script of Python prints of a Word file.
fn run(python: &str, script: &str, bytes: &[u8]) -> String {
    let mut file = NamedTempFile::with_suffix(".docx").expect("a temporary file");
    file.write_all(bytes).expect("a writable file");
    let mut command = Command::new(python);
    command.args(["-c", script]).arg(file.path()).env("PYTHONIOENCODING", "utf-8");
    let output = command.output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n")
}

#[test]
fn python_docx_sees_headings_tables_sections_and_properties() {
    let Some(python) = python("docx", "python-docx") else { return };
    let script = r#"
import sys, docx
document = docx.Document(sys.argv[1])
for paragraph in document.paragraphs:
    if paragraph.style.name.lower().startswith("heading"):
        print(paragraph.style.name.lower()[-1], paragraph.text)
data = [table for table in document.tables if table.style.name == "Report Table"]
print("tables", len(data), "cells", sum(len(row.cells) for table in data for row in table.rows) > 100)
print("sections", len(document.sections), document.sections[0].header.paragraphs[0].text == "")
print("title", document.core_properties.title, "|", document.core_properties.subject)
print("charts", len([1 for part in document.part.package.iter_parts() if "/charts/" in part.partname]))
"#;
    let said = run(&python, script, &all()["kgz/2022/annual-report.en.docx"]);
    let html = std::str::from_utf8(&all()["kgz/2022/annual-report.en.html"]).expect("UTF-8");
    let headings = html.matches("class=\"level-").count() - html.matches("id=\"hokoku-notes\"").count();
    let seen: Vec<&str> = said.lines().take_while(|line| !line.starts_with("tables")).collect();
    assert_eq!(seen.len(), headings, "{said}");
    assert!(seen[0].starts_with("1 ") && seen.iter().any(|line| line.starts_with("2 ")));
    let tables = html.matches("<div class=\"table-block").count();
    assert!(said.contains(&format!("tables {tables} cells True")), "{said}");
    assert!(said.contains("sections 2 True") && said.contains("charts 3"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("title ") && line.ends_with("| Annual report 2022")), "{said}");
}

#[test]
fn mammoth_reads_every_figure() {
    let Some(python) = python("mammoth", "mammoth") else { return };
    let script = r#"
import sys, mammoth
with open(sys.argv[1], "rb") as file:
    result = mammoth.extract_raw_text(file)
print("errors", len([message for message in result.messages if message.type == "error"]))
print(result.value)
"#;
    for path in ["kgz/2022/annual-report.en.docx", "kgz/1998/yearly-brief.en.docx"] {
        let said = run(&python, script, &all()[path]);
        let (errors, text) = said.split_once('\n').expect("lines");
        assert_eq!(errors, "errors 0", "{path}");
        let text = letters(text);
        for item in part(&all()[path], "customXml/item1.xml").children_named("item") {
            let printed = letters(item.attribute("printed").expect("a text"));
            assert!(text.contains(&printed), "{path}: {printed}");
        }
    }
}
