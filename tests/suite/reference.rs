//! `build --reference-doc`: Word files in the look of documents that other programs have made.

use std::path::{Path, PathBuf};
use std::process::Command;

use hokoku::package::{Element, Limits, Package, relationship};
use tempfile::TempDir;

use crate::absent::skipped;
use crate::built::{files_of, hokoku, project_of_case};
use crate::text::{docx_text, part};
use crate::word::python;

const BRIEF: &str = "xve/2020/yearly-brief.en.docx";

/// The brief of the invented country, alone and in the look of a document.
struct Pair {
    plain: Vec<u8>,
    like: Vec<u8>,
    manifest: String,
}

fn check(reference: &Path) -> Pair {
    let (_folder, project) = project_of_case("invented-country");
    let build = |more: &[&str]| {
        let output = TempDir::new().expect("a temporary folder");
        let words = ["build", "yearly-brief", "--format", "docx", "--output"];
        let mut command = hokoku();
        command.current_dir(&project).args(words).arg(output.path()).args(more).assert().success();
        files_of(output.path())
    };
    let plain = build(&[])[BRIEF].clone();
    let files = build(&["--reference-doc", &reference.display().to_string()]);
    let like = files[BRIEF].clone();
    assert_ne!(like, plain);
    assert_eq!(build(&[])[BRIEF], plain, "a file in another look is not taken for it");
    assert_eq!(docx_text(&plain), docx_text(&like), "the words are the report's");
    Pair { plain, like, manifest: String::from_utf8(files["manifest.json"].clone()).expect("UTF-8") }
}

fn val<'a>(element: &'a Element, path: &[&str]) -> Option<&'a str> {
    let found = path.iter().try_fold(element, |element, name| element.child(name))?;
    found.attribute("val")
}

/// The style that Word stores under a name.
fn style<'a>(styles: &'a Element, name: &str) -> &'a Element {
    let same = |style: &&Element| val(style, &["name"]).is_some_and(|found| found.eq_ignore_ascii_case(name));
    styles.children_named("style").find(same).expect("a style of this name")
}

/// Width and height of the pages of each section, in twentieths of a point.
fn pages(bytes: &[u8]) -> Vec<(i64, i64)> {
    let number = |element: &Element, name: &str| element.attribute(name).and_then(|value| value.parse().ok());
    let document = part(bytes, "word/document.xml");
    let sizes = document.descendants_named("pgSz").map(|size| (number(size, "w"), number(size, "h")));
    sizes.map(|(width, height)| (width.expect("a width"), height.expect("a height"))).collect()
}

#[test]
fn the_look_of_a_document_of_python_docx_is_taken() {
    let Some(python) = python("docx", "python-docx") else { return };
    let folder = TempDir::new().expect("a temporary folder");
    let script = r#"
import struct, sys, zlib, docx
from docx.shared import Mm, Pt
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
with open(sys.argv[1] + "/logo.png", "wb") as file:
    lines = b"".join(b"\0" + bytes((200, 30, 60)) * 12 for _ in range(4))
    header = struct.pack(">IIBBBBB", 12, 4, 8, 2, 0, 0, 0)
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
document = docx.Document()
section = document.sections[0]
section.page_width, section.page_height = Mm(148), Mm(210)
section.header.paragraphs[0].add_run().add_picture(sys.argv[1] + "/logo.png", width=Mm(20))
section.footer.paragraphs[0].text = "Office of Exampleland"
document.styles["Heading 1"].font.name = "Georgia"
document.styles["Heading 1"].font.size = Pt(21)
document.add_paragraph("Words that stay behind")
document.save(sys.argv[1] + "/office.docx")
"#;
    let output = Command::new(&python).args(["-c", script]).arg(folder.path()).output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let Pair { plain, like, manifest } = check(&folder.path().join("office.docx"));
    assert!(manifest.contains("\"path\": \"reference-doc/office.docx\""), "{manifest}");
    assert!(pages(&like).iter().all(|(width, height)| (*width - 8391).abs() < 2 && (*height - 11_906).abs() < 2));
    assert_ne!(pages(&like), pages(&plain));
    let styles = part(&like, "word/styles.xml");
    assert_eq!(val(style(&styles, "heading 1"), &["rPr", "sz"]), Some("42"));
    let package = Package::read(&like, Limits::default()).expect("a package");
    let texts = |kind: &str| -> Vec<String> {
        let parts = package.related("word/document.xml", kind).map(|(name, _)| part(&like, name).text().into_owned());
        parts.collect()
    };
    assert_eq!(texts(relationship::FOOTER), ["Office of Exampleland"]);
    let (header, _) = package.related("word/document.xml", relationship::HEADER).next().expect("a header");
    assert_eq!(package.related(header, relationship::IMAGE).count(), 1);
    // The other program opens what became of its document.
    let result = folder.path().join("like.docx");
    std::fs::write(&result, &like).expect("a writable file");
    let script = "import sys, docx; d = docx.Document(sys.argv[1]); print(d.styles['Heading 1'].font.name, d.sections[0].page_width.mm)";
    let output = Command::new(&python).args(["-c", script]).arg(&result).output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("Georgia 148"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// A text document in one file (OpenDocument 1.3), with a narrow page, a footer and a style of headings.
const FLAT: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:color="#aa0000" fo:font-size="25pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="150mm" fo:page-height="220mm" fo:margin="20mm"/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:footer><text:p>Footer of an office</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">A</text:h></office:text></office:body></office:document>
"##;

/// Converts a file with LibreOffice, into its folder; `None` where it is not installed.
pub fn converted(file: &Path, to: &str) -> Option<PathBuf> {
    let folder = file.parent().expect("a file has a folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    let words = [profile.as_str(), "--headless", "--convert-to", to, "--outdir"];
    let Ok(output) = command.args(words).arg(folder).arg(file).output() else {
        skipped("LibreOffice");
        return None;
    };
    let made = file.with_extension(to);
    assert!(made.is_file(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(made)
}

#[test]
fn the_look_of_a_document_of_libreoffice_is_taken() {
    let folder = TempDir::new().expect("a temporary folder");
    let flat = folder.path().join("office.fodt");
    std::fs::write(&flat, FLAT).expect("a writable file");
    let Some(reference) = converted(&flat, "docx") else { return };
    let Pair { like, .. } = check(&reference);
    assert!(pages(&like).iter().all(|(width, height)| (*width - 8504).abs() < 5 && (*height - 12_472).abs() < 5));
    let styles = part(&like, "word/styles.xml");
    assert_eq!(val(style(&styles, "heading 1"), &["rPr", "sz"]), Some("50"));
    assert_eq!(val(style(&styles, "heading 1"), &["rPr", "color"]).map(str::to_lowercase).as_deref(), Some("aa0000"));
    let result = folder.path().join("like.docx");
    std::fs::write(&result, &like).expect("a writable file");
    let pdf = converted(&result, "pdf").expect("LibreOffice is there");
    assert!(std::fs::read(pdf).expect("a readable file").starts_with(b"%PDF"));
}

#[test]
fn a_file_that_can_not_be_a_reference_stops_the_build_with_a_way_out() {
    let (_folder, project) = project_of_case("invented-country");
    let file = project.join("office.docx");
    for (bytes, said) in [
        (
            &b"%PDF-1.7"[..],
            ["error[reference-document]", "is a PDF, expected a Word document", "save it as a Word document"],
        ),
        (b"", ["error[reference-document]", "is empty", "give a Word document"]),
    ] {
        std::fs::write(&file, bytes).expect("a writable file");
        told(&project, &["--reference-doc", "office.docx", "--format", "docx"], 1, &said);
    }
    let said = ["error[not-found]", "`nowhere.docx` is not there", "--reference-doc FILE.docx"];
    told(&project, &["--reference-doc", "nowhere.docx"], 1, &said);
    assert!(!project.join("output").join(BRIEF).exists());
}

fn told(project: &Path, more: &[&str], code: i32, said: &[&str]) {
    let found = hokoku().current_dir(project).args(["build", "yearly-brief"]).args(more).assert().code(code);
    let text = String::from_utf8_lossy(&found.get_output().stderr).into_owned();
    assert!(said.iter().all(|words| text.contains(words)), "{text}");
}
