//! Any bytes as XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = hokoku::package::read_xml(data);
});
