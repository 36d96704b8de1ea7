//! Any text as Markdown.
#![no_main]

use hokoku::markdown::{ReadOptions, Rendered, read};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = read(&Rendered::from_file("fuzz.md", text), &ReadOptions { numbered_headings: true });
});
