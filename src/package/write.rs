//! A package as bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::parts::Package;
use super::{content_types, name, relationship};

/// How much work goes into compression; fixed, so that bytes are, too.
const LEVEL: i64 = 6;

impl Package {
    /// Writes the package as a zip archive (ECMA-376-2, clause 7).
    ///
    /// The same package has the same bytes: content types first, then the package's relationships, then by name, with
    /// one fixed time.
    pub fn write(&self) -> Vec<u8> {
        let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
        for (source, relationships) in self.relationships.iter().filter(|(_, found)| !found.is_empty()) {
            entries.push((name::relationships_of(source), relationship::write(source, relationships)));
        }
        let types = content_types::write(&self.parts);
        let relationships = entries.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let parts = self.parts.iter().map(|(name, part)| (name.as_str(), part.bytes.as_slice()));
        let mut all: Vec<(&str, &[u8])> = relationships.chain(parts).collect();
        all.sort_by_key(|(name, _)| (*name != name::relationships_of(""), *name));
        all.insert(0, (name::CONTENT_TYPES, &types));
        zipped(&all).expect("names are unique, and memory takes every byte of a package below 4 GiB")
    }
}

fn zipped(entries: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .system(System::Dos)
        .unix_permissions(0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
