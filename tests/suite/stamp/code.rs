//! The QR code of a mark is read from the picture of the page, as a telephone does.

use std::process::Command;

use super::handmade::{file, objects};
use super::{Folder, stamp};
use crate::absent::skipped;
use crate::built::all;
use crate::word::python;

/// Fails unless exactly one code is seen on the first page, and it is the hash of the original.
fn check(original: &[u8], words: &[&str]) {
    let Some(python) = python("zxingcpp", "zxing-cpp") else { return };
    let folder = Folder::new(&stamp(original, words));
    let picture = folder.path("page");
    let mut draws = Command::new("pdftoppm");
    // As high as A4 at 200 dpi, whatever the page.
    draws.args(["-scale-to", "2339", "-cropbox", "-png", "-singlefile"]).arg(&folder.file).arg(&picture);
    match draws.output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => return skipped("pdftoppm"),
    }
    let script = "import sys, zxingcpp\nfrom PIL import Image\n\
                  print(*(code.text for code in zxingcpp.read_barcodes(Image.open(sys.argv[1]))))";
    let output = Command::new(python).args(["-c", script]).arg(picture.with_extension("png")).output();
    let output = output.expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let hash = hokoku::report::sha256_hex(original).to_uppercase();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), hash);
}

#[test]
fn the_code_on_reports_of_ours() {
    for path in [super::BRIEF, "kgz/2022/annual-report.en.pdf"] {
        check(&all()[path], &["--status", "for-approval", "--note", "Board, 12 March"]);
    }
}

#[test]
fn the_code_on_turned_cropped_large_and_crowded_pages() {
    let content = "BT /F 12 Tf 100 300 Td (Words of a page) Tj ET";
    let full = "BT /F 9 Tf 10 TL 5 835 Td ".to_owned() + &format!("({}) Tj T* ", "Words ".repeat(25)).repeat(83) + "ET";
    let pages = [
        ("/Rotate 90", content),
        ("/Rotate 180/CropBox[50 60 500 700]", content),
        ("/MediaBox[0 0 5950 8420]", content),
        ("/UserUnit 3", content),
        ("", &full),
    ];
    for (page, content) in pages {
        check(&file(&objects(page, content), ""), &["--status", "superseded"]);
    }
}
