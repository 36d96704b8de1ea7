//! Word reports corrected by a person, and imported.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use assert_cmd::assert::Assert;
use hokoku::dataset::InputFile;
use hokoku::locale::{Look, normalized};
use hokoku::model::LanguageTag;
use hokoku::package::{Element, Limits, Node, Package, XmlWriter, read_xml};
use hokoku::report::{self, Project};
use tempfile::TempDir;

use crate::absent::skipped;
use crate::built::{build, copy, files_of, hokoku, project_of_case, root};
use crate::word::python;

const STORE: &str = "urn:hokoku:figures:1";
const FIGURE: &str = "xve/figures/trainees@2020";

/// A project with its reports in Word's format.
struct Case {
    _folder: TempDir,
    project: PathBuf,
    /// One report that prints [`FIGURE`].
    report: PathBuf,
}

impl Case {
    fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        build(&project, &project.join("output"), &["--format", "docx"]);
        let reports = files_of(&project.join("output")).into_iter().filter(|(path, _)| path.ends_with(".docx"));
        let prints =
            |bytes: &[u8]| items(&Package::read(bytes, Limits::default()).unwrap()).iter().any(|item| item.0 == FIGURE);
        let (path, _) = reports.into_iter().find(|(_, bytes)| prints(bytes)).expect("a report prints the figure");
        Case { _folder: folder, report: project.join("output").join(path), project }
    }

    fn import(&self, file: &Path, more: &[&str]) -> Assert {
        hokoku().arg("import").arg(file).arg("--project").arg(&self.project).args(more).assert()
    }

    /// The report after an edit of its parts, beside the original.
    fn edited(&self, name: &str, edit: impl FnOnce(&mut Package)) -> PathBuf {
        let mut package = Package::read(&std::fs::read(&self.report).unwrap(), Limits::default()).unwrap();
        edit(&mut package);
        let path = self.project.join(name);
        std::fs::write(&path, package.write()).unwrap();
        path
    }
}

/// Each item of the store: figure, item, printed text.
fn items(package: &Package) -> Vec<(String, String, String)> {
    let (_, root) = store(package);
    let get = |item: &Element, name: &str| item.attribute(name).unwrap().to_owned();
    root.children_named("item").map(|item| (get(item, "figure"), get(item, "id"), get(item, "printed"))).collect()
}

fn store(package: &Package) -> (String, Element) {
    let roots = package.parts().filter(|(name, _)| name.starts_with("customXml/"));
    let mut roots = roots.filter_map(|(name, part)| Some((name.to_owned(), read_xml(&part.bytes).ok()?)));
    roots.find(|(_, root)| root.namespace == STORE).expect("a store of figures")
}

fn replace(package: &mut Package, name: &str, root: &Element) {
    let mut xml = XmlWriter::new();
    root.write(&mut xml);
    let kind = package.part(name).unwrap().content_type.clone();
    package.add_part(name, &kind, xml.into_bytes());
}

/// Changes the text of every item of a figure in the store.
fn edit_store(package: &mut Package, figure: &str, old: &str, new: &str) {
    let (name, mut root) = store(package);
    for node in &mut root.children {
        let Node::Element(item) = node else { continue };
        if item.attribute("figure") == Some(figure) && item.attribute("printed") == Some(old) {
            for child in &mut item.children {
                if let Node::Element(value) = child {
                    value.children = vec![Node::Text(new.to_owned())];
                }
            }
        }
    }
    replace(package, &name, &root);
}

/// Changes the text of the content controls of some items, as Word does together with the store.
fn edit_text(package: &mut Package, items: &[String], new: &str) {
    let parts: Vec<String> = package
        .parts()
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
        .collect();
    for name in parts {
        let mut root = read_xml(&package.part(&name).unwrap().bytes).unwrap();
        if edit_controls(&mut root, items, new) > 0 {
            replace(package, &name, &root);
        }
    }
}

fn edit_controls(element: &mut Element, items: &[String], new: &str) -> usize {
    let tag =
        element.child("sdtPr").and_then(|properties| properties.child("tag")).and_then(|tag| tag.attribute("val"));
    if tag.is_some_and(|tag| items.iter().any(|item| item == tag)) {
        let mut rest = new;
        set_texts(element, &mut rest);
        return 1;
    }
    let children = element.children.iter_mut();
    children.map(|child| if let Node::Element(child) = child { edit_controls(child, items, new) } else { 0 }).sum()
}

/// Puts a text into the first run, and nothing into the others.
fn set_texts(element: &mut Element, rest: &mut &str) {
    if element.local_name() == "t" {
        element.children = vec![Node::Text(std::mem::take(rest).to_owned())];
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            set_texts(child, rest);
        }
    }
}

fn out(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn err(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn last_line(assert: &Assert) -> String {
    out(assert).lines().last().unwrap_or_default().to_owned()
}

/// As Word does it: the store and every text, of the one look in which the figure is printed as stated.
fn as_word(package: &mut Package, new: &str) {
    let edited: Vec<(String, String)> = items(package)
        .into_iter()
        .filter(|(figure, _, printed)| figure == FIGURE && printed == "412 people")
        .map(|(_, item, printed)| (item, printed))
        .collect();
    assert!(!edited.is_empty(), "the report prints the figure as stated");
    edit_store(package, FIGURE, "412 people", new);
    edit_text(package, &edited.into_iter().map(|(item, _)| item).collect::<Vec<_>>(), new);
}

#[test]
fn a_report_that_nobody_touched_changes_nothing() {
    let case = Case::new();
    for (path, _) in files_of(&case.project.join("output")).iter().filter(|(path, _)| path.ends_with(".docx")) {
        let assert = case.import(&case.project.join("output").join(path), &[]).success();
        assert!(last_line(&assert).starts_with("0 added, 0 changed, 0 removed, "), "{}", out(&assert));
        assert!(!last_line(&assert).ends_with(" 0 unchanged"), "{}", out(&assert));
    }
}

#[test]
fn a_correction_is_shown_then_written_then_no_longer_a_difference() {
    let case = Case::new();
    let file = case.edited("brief.docx", |package| as_word(package, "415 people"));
    let before = files_of(&case.project.join("data"));
    let shown = case.import(&file, &[]).success();
    let text = out(&shown);
    assert!(text.contains("changed xve/figures/trainees@2020: 412 persons → 415 persons"), "{text}");
    assert!(text.contains("printed `412 people`, edited `415 people`"), "{text}");
    assert!(last_line(&shown).starts_with("0 added, 1 changed, 0 removed, "), "{text}");
    assert_eq!(files_of(&case.project.join("data")), before, "nothing is written without --apply");

    let json = out(&case.import(&file, &["--message-format", "json"]).success());
    let change: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((&change["kind"], &change["difference"]["new"]), (&"change".into(), &"415 persons".into()), "{json}");

    case.import(&file, &["--apply", "--country", "xve"]).success();
    let mut after = files_of(&case.project.join("data"));
    let origin = String::from_utf8(after.remove("xve/provenance.yaml").expect("the origin is written")).unwrap();
    assert!(origin.contains("file: brief.docx") && origin.contains("raw: 415 people"), "{origin}");
    let expected = before.clone().into_iter().map(|(path, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let is_meant = path == "xve/figures/2020.yaml";
        (path, if is_meant { text.replacen("412 persons", "415 persons", 1) } else { text }.into_bytes())
    });
    assert_eq!(after, expected.collect());

    let again = case.import(&file, &["--apply"]).success();
    assert!(last_line(&again).starts_with("0 added, 0 changed, 0 removed, "), "{}", out(&again));
    hokoku().arg("check").arg("--project").arg(&case.project).assert().success();
    build(&case.project, &case.project.join("output"), &["--format", "html"]);
}

#[test]
fn a_correction_of_what_is_calculated_names_what_it_is_made_of() {
    let case = Case::new();
    let package = Package::read(&std::fs::read(&case.report).unwrap(), Limits::default()).unwrap();
    let derived = items(&package).into_iter().find(|(figure, ..)| figure.contains("/derived/"));
    let (figure, item, printed) = derived.expect("the report prints a calculated figure");
    let file = case.edited("brief.docx", |package| {
        edit_store(package, &figure, &printed, "9");
        edit_text(package, &[item], "9");
    });
    let assert = case.import(&file, &["--apply"]).code(1);
    let text = err(&assert);
    assert!(text.contains("derived-figure-edited") && text.contains("it is `"), "{text}");
    assert!(last_line(&assert).starts_with("0 added, 0 changed, 0 removed, "), "{}", out(&assert));
}

#[test]
fn what_would_break_a_rule_of_the_data_is_not_written() {
    let case = Case::new();
    let package = Package::read(&std::fs::read(&case.report).unwrap(), Limits::default()).unwrap();
    let amount = items(&package).into_iter().find(|(figure, ..)| figure.contains("/commitments/"));
    let (figure, item, printed) = amount.expect("the report prints an amount");
    let file = case.edited("brief.docx", |package| {
        let number = printed.split(' ').find(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        let new = printed.replace(number.expect("an amount has a number"), "0");
        edit_store(package, &figure, &printed, &new);
        edit_text(package, &[item], &new);
    });
    let before = files_of(&case.project.join("data"));
    let assert = case.import(&file, &["--apply"]).code(1);
    assert!(
        err(&assert).contains("import-refused") && out(&assert).contains("nothing was written"),
        "{}",
        err(&assert)
    );
    assert_eq!(files_of(&case.project.join("data")), before);
}

/// Puts what a control holds in its place, as when somebody types over it.
fn unwrap_controls(element: &mut Element, items: &[String]) {
    let is_meant = |child: &Element| {
        let tag = child.child("sdtPr").and_then(|properties| properties.child("tag"));
        tag.and_then(|tag| tag.attribute("val")).is_some_and(|tag| items.iter().any(|item| item == tag))
    };
    let mut children = Vec::new();
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(child) if is_meant(&child) => {
                children.extend(child.child("sdtContent").expect("a control has content").children.clone());
            }
            Node::Element(mut child) => {
                unwrap_controls(&mut child, items);
                children.push(Node::Element(child));
            }
            Node::Text(text) => children.push(Node::Text(text)),
        }
    }
    element.children = children;
}

#[test]
fn a_figure_that_was_typed_over_is_told() {
    let case = Case::new();
    let file = case.edited("brief.docx", |package| {
        let (_, item, _) = items(package).into_iter().find(|(.., printed)| printed == "412 people").unwrap();
        let mut root = read_xml(&package.part("word/document.xml").unwrap().bytes).unwrap();
        unwrap_controls(&mut root, &[item]);
        replace(package, "word/document.xml", &root);
    });
    let assert = case.import(&file, &[]).success();
    let text = err(&assert);
    assert!(text.contains("figure-taken-out") && text.contains("`412 people`"), "{text}");
    assert_eq!(err(&case.import(&case.report, &[]).success()), "");
}

#[test]
fn other_files_are_refused_with_a_way_out() {
    let case = Case::new();
    let case_of = |name: &str, bytes: &[u8], expected: &str| {
        let path = case.project.join(name);
        std::fs::write(&path, bytes).unwrap();
        let told = case.import(&path, &["--apply"]).code(1);
        assert!(err(&told).contains(expected), "{name}: {}", err(&told));
        assert!(out(&told).contains("nothing was written"), "{name}: {}", out(&told));
    };
    case_of("figures.csv", b"a,b\n1,2\n", "no mapping fits this file");
    case_of("text.docx", b"hello", "no document of an office");
    let half = std::fs::read(&case.report).unwrap();
    case_of("half.docx", &half[..half.len() / 2], "damaged");
    let text = err(&case.import(&case.project.join("none.docx"), &[]).code(1));
    assert!(text.contains("there is no file"), "{text}");
    let text = err(&case.import(&case.report, &["--country", "abc"]).code(1));
    assert!(text.contains("the project has no country `abc`"), "{text}");
    // The report of another project.
    let other = TempDir::new().unwrap();
    copy(&root().join("report-templates"), &other.path().join("report-templates"));
    copy(&root().join("data"), &other.path().join("data"));
    let text = err(&hokoku().arg("import").arg(&case.report).arg("--project").arg(other.path()).assert().code(1));
    assert!(text.contains("which the project does not have"), "{text}");
    let none = TempDir::new().unwrap();
    let text = err(&hokoku().arg("import").arg(&case.report).arg("--project").arg(none.path()).assert().code(1));
    assert!(text.contains("this one has no country: it is not the folder that holds `data/`"), "{text}");
}

#[test]
fn libreoffice_keeps_what_was_corrected() {
    let Some(office) = ["soffice", "libreoffice"].into_iter().find(|name| runs(name, &["--version"])) else {
        skipped("LibreOffice");
        return;
    };
    let case = Case::new();
    let file = case.edited("brief.docx", |package| as_word(package, "415 people"));
    let folder = case.project.join("converted");
    let profile = format!("-env:UserInstallation=file://{}", case.project.join("profile").display());
    let status = Command::new(office)
        .args([&profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(&folder)
        .arg(&file)
        .output()
        .unwrap();
    assert!(folder.join("brief.docx").is_file(), "{}", String::from_utf8_lossy(&status.stderr));
    let assert = case.import(&folder.join("brief.docx"), &[]).success();
    let text = out(&assert);
    assert!(text.contains("412 persons → 415 persons"), "{text}");
    assert!(last_line(&assert).starts_with("0 added, 1 changed, 0 removed, "), "{text}");
}

#[test]
fn a_program_that_edits_the_text_alone_is_told_apart() {
    let Some(python) = python("docx", "python-docx") else { return };
    const SCRIPT: &str = "\
import sys, docx
from docx.oxml.ns import qn
document = docx.Document(sys.argv[1])
for control in document.element.body.iter(qn('w:sdt')):
    texts = list(control.iter(qn('w:t')))
    if ''.join(text.text or '' for text in texts).replace('\\u00a0', ' ') == '412 people':
        for text in texts: text.text = ''
        texts[0].text = '415 people'
document.save(sys.argv[2])
";
    let case = Case::new();
    let file = case.project.join("by-python.docx");
    let made = Command::new(python).args(["-c", SCRIPT]).arg(&case.report).arg(&file).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = err(&case.import(&file, &["--apply"]).code(1));
    assert!(text.contains("edited-twice") && text.contains("in the document's store"), "{text}");
}

fn runs(program: &str, words: &[&str]) -> bool {
    Command::new(program).args(words).output().is_ok_and(|output| output.status.success())
}

#[test]
fn every_printed_figure_of_the_annual_report_can_be_read_back() {
    let mut files = Vec::new();
    for folder in ["data", "report-templates"] {
        let found = files_of(&root().join(folder)).into_iter();
        files.extend(found.map(|(path, bytes)| InputFile { path: format!("{folder}/{path}"), bytes }));
    }
    let project = Project::load(files);
    let dataset = Arc::clone(project.countries["kgz"].dataset.as_ref().unwrap());
    let mut count = 0;
    for edition in &dataset.editions {
        for tag in project.locales.keys().cloned().collect::<Vec<LanguageTag>>() {
            let request = project.request("kgz", edition, &tag).unwrap();
            let (Some(document), _) = report::compose(&request, None) else { continue };
            for occurrence in document.figure_occurrences() {
                let printed = occurrence.figure;
                let figure = &document.figures[&printed.id];
                let look = Look::parse(&printed.look).unwrap();
                let read = request.locale.read_figure(&printed.text, figure, &look).unwrap();
                let read =
                    read.unwrap_or_else(|| panic!("`{}` of `{}`, look `{}`", printed.text, printed.id, printed.look));
                let again =
                    hokoku::model::Figure { value: read.value.clone(), qualifier: read.qualifier, ..figure.clone() };
                let text = request.locale.figure_text(&again, &Look { decimals: look.decimals, ..look }).unwrap();
                assert_eq!(normalized(&text), normalized(&printed.text), "{} {}", printed.id, printed.look);
                count += 1;
            }
        }
    }
    assert!(count > 500, "{count} figures were read");
}
