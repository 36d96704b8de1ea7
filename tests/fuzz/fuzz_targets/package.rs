//! Any bytes as a package of XML parts.
#![no_main]

use hokoku::package::{Archive, Limits, Package};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 10_000_000, entries: 1_000 };
    let _ = Package::read(data, limits);
    if let Ok(mut archive) = Archive::open(data, limits) {
        let _ = archive.measure();
    }
});
