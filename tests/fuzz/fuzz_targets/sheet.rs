//! Any bytes as the sheet of an Excel workbook that is otherwise whole, which bytes of a zip archive seldom are.
#![no_main]

use std::io::{BufRead, Error, Read, Result};
use std::ops::ControlFlow;

use hokoku::package::{Package, Target};
use hokoku::spreadsheet::annotate::annotate;
use hokoku::spreadsheet::read::{FileKind, ReadOptions, Workbook};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut package = Package::new();
    let target = |name: &str| Target::Part(name.to_owned());
    package.relate("", &format!("{KINDS}/officeDocument"), target("xl/workbook.xml"));
    let sheets = "<sheets><sheet name=\"Lines\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    let workbook = format!("<workbook {MAIN} xmlns:r=\"{KINDS}\">{sheets}</workbook>");
    package.add_part("xl/workbook.xml", "application/xml", workbook.into_bytes());
    for (kind, name) in [("worksheet", "xl/sheet.xml"), ("sharedStrings", "xl/strings.xml"), ("styles", "xl/styles.xml")] {
        package.relate("xl/workbook.xml", &format!("{KINDS}/{kind}"), target(name));
    }
    // Sheet, texts and styles are told apart by a byte that no XML has.
    let mut parts = data.split(|byte| *byte == 0xff);
    for name in ["xl/sheet.xml", "xl/strings.xml", "xl/styles.xml"] {
        package.add_part(name, "application/xml", parts.next().unwrap_or_default().to_vec());
    }
    let bytes = package.write();
    let none = |_: FileKind, _: &mut dyn Read| -> Result<Box<dyn BufRead>> { Err(Error::other("not needed")) };
    if let Ok(mut workbook) = Workbook::open("fuzz.xlsx", &bytes, &ReadOptions::default(), &none) {
        let read = workbook.read(0, &mut |_, _| ControlFlow::Continue(()));
        if read.is_ok() {
            let _ = annotate(&mut workbook, &bytes, &[]);
        }
    }
});
