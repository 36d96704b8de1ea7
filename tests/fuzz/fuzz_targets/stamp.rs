//! Any bytes as a PDF: a stamp behind them that comes off again, or a finding.
#![no_main]

use hokoku::issued::{IssuedFile, Mark, Pages, Status, Words, stamp};
use hokoku::writer::pdf::Fonts;

thread_local! {
    static FONTS: Fonts = Fonts::new(&[]);
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(file) = IssuedFile::open("fuzz", data) else { return };
    let Ok(original) = file.original() else { return };
    let date = "2024-04-01".parse().expect("a date");
    let mark = Mark::new(Status::Draft, date, None, Pages::All);
    if let Ok(stamped) = FONTS.with(|fonts| stamp("fuzz", &file, &mark, &Words::plain(&mark), fonts)) {
        assert!(stamped.bytes.starts_with(original), "the original is the beginning");
        let again = IssuedFile::open("fuzz", &stamped.bytes).expect("a stamped file opens");
        assert_eq!(again.without_stamp().expect("a stamp that comes off"), original);
    }
});
