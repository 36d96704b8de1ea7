//! Any bytes as a spreadsheet: cells or a finding, never a panic or a hang.
#![no_main]

use std::io::{BufRead, Cursor, Read, Result};
use std::ops::ControlFlow;

use hokoku::spreadsheet::read::{FileKind, Workbook, dump};

fn in_this_process(kind: FileKind, input: &mut dyn Read) -> Result<Box<dyn BufRead>> {
    let (mut bytes, mut out) = (Vec::new(), Vec::new());
    input.read_to_end(&mut bytes)?;
    dump(kind, &bytes, &mut out)?;
    Ok(Box::new(Cursor::new(out)))
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let options = hokoku::spreadsheet::read::ReadOptions::default();
    if let Ok(mut workbook) = Workbook::open("fuzz", data, &options, &in_this_process) {
        for index in 0..workbook.sheets().len() {
            let _ = workbook.read(index, &mut |_, _| ControlFlow::Continue(()));
        }
    }
});
