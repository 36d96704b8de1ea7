//! Any bytes as text in columns.
#![no_main]

use std::io::{BufRead, Result};
use std::ops::ControlFlow;

use hokoku::spreadsheet::read::{FileKind, Workbook};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let options = hokoku::spreadsheet::read::ReadOptions::default();
    let none = |_: FileKind, _: &mut dyn std::io::Read| -> Result<Box<dyn BufRead>> { Err(std::io::Error::other("text only")) };
    if let Ok(mut workbook) = Workbook::open("fuzz.csv", data, &options, &none) {
        let _ = workbook.read(0, &mut |_, _| ControlFlow::Continue(()));
    }
});
