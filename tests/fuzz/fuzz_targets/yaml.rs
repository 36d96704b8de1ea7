//! Any bytes as a file of the data.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = hokoku::dataset::read_yaml::<hokoku::spreadsheet::mapping::Mapping>("fuzz.yaml", data);
});
