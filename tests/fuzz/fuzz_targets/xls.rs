//! Any bytes as .xls, as the process of its own reads them.
#![no_main]

use hokoku::spreadsheet::read::{FileKind, dump};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut out = Vec::new();
    dump(FileKind::Xls, data, &mut out).expect("memory takes every byte");
    assert!(!out.is_empty());
});
