//! Any text as a number or a date.
#![no_main]

use hokoku::spreadsheet::value::{DateFormat, Notation, Words, parse_date, parse_number, stored_number};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let words = Words::default();
    for decimal in [None, Some(','), Some('.')] {
        let _ = parse_number(text, &Notation { decimal, group: &[' '], words: &words });
    }
    let _ = stored_number(text);
    let formats = [DateFormat::Edtf, DateFormat::Wareki, DateFormat::FiscalYear, DateFormat::Pattern("%d.%m.%Y".to_owned())];
    let _ = parse_date(text, &formats, &words);
});
