//! PDFs of other programs, each made in the test where the program is installed.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::compare::check;
use super::stamp;
use crate::absent::skipped;
use crate::built::all;
use crate::reference::converted;
use crate::word::python;

/// Stamps every PDF of a folder in three ways and proves that nothing else changed.
fn check_all(folder: &Path) {
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    assert!(!files.is_empty(), "the program has made a file");
    for path in files {
        println!("{}", path.display());
        let original = std::fs::read(path).expect("a readable file");
        for (status, word) in [("draft", "DRAFT"), ("for-approval", "Forapproval"), ("final", "Final")] {
            let change = check(&original, &stamp(&original, &["--status", status, "--language", "en"]));
            change.is_on(1..);
            change.says(word);
        }
    }
}

fn finished(output: Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Makes PDFs with a script of Python, in a folder in which it runs.
fn made_by_python(module: &str, name: &str, script: &str) {
    let Some(python) = python(module, name) else { return };
    let folder = TempDir::new().expect("a temporary folder");
    finished(Command::new(python).args(["-c", script]).current_dir(folder.path()).output().expect("Python starts"));
    check_all(folder.path());
}

/// Makes one PDF with a program that is given the name of a text and that of the file.
fn made_by(program: &str, name: &str, words: &[&str], text: (&str, &str)) {
    let folder = TempDir::new().expect("a temporary folder");
    std::fs::write(folder.path().join(text.0), text.1).expect("a writable file");
    match Command::new(program).args(words).current_dir(folder.path()).output() {
        Ok(output) => finished(output),
        Err(_) => return skipped(name),
    }
    check_all(folder.path());
}

#[test]
fn files_of_reportlab_turned_and_cropped() {
    let script = r#"
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A4, A5, landscape
turned = canvas.Canvas("turned.pdf", pagesize=A4)
for turn in (0, 90, 180, 270):
    turned.setPageRotation(turn)
    for line in range(34):
        turned.drawString(72, 770 - 20 * line, f"Turned by {turn}, line {line}")
    turned.drawCentredString(297, 30, f"- {turn} -")
    turned.showPage()
turned.setPageRotation(0)
turned.setPageSize(landscape(A5))
turned.drawString(72, 200, "A page of another size")
turned.linkURL("https://example.org", (72, 190, 200, 215))
turned.bookmarkPage("last")
turned.addOutlineEntry("Last", "last")
turned.showPage()
turned.save()
cropped = canvas.Canvas("cropped.pdf", pagesize=(700, 900), pageCompression=1)
cropped.setCropBox((50, 60, 560.5, 800.25))
cropped.drawString(100, 700, "A cropped page")
cropped.rect(60, 70, 490, 720)
cropped.showPage()
cropped.save()
"#;
    made_by_python("reportlab", "reportlab", script);
}

#[test]
fn files_of_fpdf2() {
    let script = r#"
from fpdf import FPDF
pdf = FPDF(format="Letter")
pdf.set_font("Helvetica", size=12)
pdf.add_page()
for line in range(60):
    pdf.cell(0, 8, f"Line {line}", new_x="LMARGIN", new_y="NEXT")
pdf.add_page(orientation="landscape")
pdf.cell(0, 8, "Landscape")
pdf.output("fpdf2.pdf")
"#;
    made_by_python("fpdf", "fpdf2", script);
}

#[test]
fn scanned_pages() {
    let script = r#"
import io, img2pdf
from PIL import Image, ImageDraw
page = Image.new("L", (827, 1169), 236)
drawing = ImageDraw.Draw(page)
for line in range(60):
    drawing.rectangle((100, 100 + 16 * line, 700, 107 + 16 * line), fill=40 + line)
def scanned(kind, **more):
    file = io.BytesIO()
    page.save(file, kind, **more)
    return file.getvalue()
sheet = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)))
open("gray.pdf", "wb").write(img2pdf.convert(scanned("JPEG"), scanned("PNG"), layout_fun=sheet))
page = page.convert("1")
open("fax.pdf", "wb").write(img2pdf.convert(scanned("TIFF", compression="group4"), rotation=img2pdf.Rotation["90"]))
"#;
    made_by_python("img2pdf", "img2pdf", script);
}

#[test]
fn files_of_libreoffice() {
    let folder = TempDir::new().expect("a temporary folder");
    let page = folder.path().join("page.html");
    let text = "<h1>A heading</h1><p>Words, <a href='https://example.org'>a link</a>, Жук</p><table border=1><tr><td>1<td>2</table>";
    std::fs::write(&page, format!("<meta charset=utf-8>{text}{}", "<p>A line</p>".repeat(80)))
        .expect("a writable file");
    if converted(&page, "pdf").is_some() {
        check_all(folder.path());
    }
}

#[test]
fn pages_that_chromium_printed() {
    let words = ["--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=page.pdf", "page.html"];
    made_by("chromium", "Chromium", &words, ("page.html", "<html lang=en><title>T</title><h1>A heading</h1><p>Words"));
}

#[test]
fn drawings_of_cairo() {
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500">
<rect x="20" y="20" width="360" height="400" fill="none" stroke="black"/><text x="60" y="80">Words</text></svg>"#;
    let words = ["--format=pdf", "--output=drawing.pdf", "drawing.svg"];
    made_by("rsvg-convert", "rsvg-convert", &words, ("drawing.svg", drawing));
}

#[test]
fn files_that_qpdf_wrote_anew() {
    let ways: [&[&str]; 4] = [
        &["--linearize"],
        &["--linearize", "--object-streams=disable"],
        &["--object-streams=disable", "--force-version=1.4"],
        &["--object-streams=generate", "--stream-data=uncompress"],
    ];
    let folder = TempDir::new().expect("a temporary folder");
    let original = folder.path().join("original");
    std::fs::write(&original, &all()[super::BRIEF]).expect("a writable file");
    for (index, words) in ways.iter().enumerate() {
        let written = folder.path().join(format!("{index}.pdf"));
        match Command::new("qpdf").args(*words).arg(&original).arg(written).output() {
            Ok(output) => finished(output),
            Err(_) => return skipped("qpdf"),
        }
    }
    for path in (0..ways.len()).map(|index| folder.path().join(format!("{index}.pdf"))) {
        let original = std::fs::read(path).expect("a readable file");
        for status in ["draft", "for-approval"] {
            check(&original, &stamp(&original, &["--status", status])).is_on(2..=2);
        }
    }
}
