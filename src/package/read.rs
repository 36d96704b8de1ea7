//! A package from bytes that may be anything.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::content_types::ContentTypes;
use super::error::{PackageError, XmlError};
use super::name;
use super::parts::{Package, Part};
use super::relationship::{self, Target};

/// How much is read of a package at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all entries together, inflated. They are counted, not believed.
    pub bytes: u64,
    /// Number of entries.
    pub entries: usize,
}

impl Default for Limits {
    /// Room for a report of some hundred pictures: 200 MB in 5,000 entries.
    fn default() -> Self {
        Limits { bytes: 200_000_000, entries: 5_000 }
    }
}

/// How every zip archive with entries begins (APPNOTE.TXT, 4.3.7), and an empty one (4.3.16).
const ZIP: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// How a compound file begins (\[MS-CFB\], 2.2).
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

impl Package {
    /// Reads a package.
    ///
    /// Entries without a content type are no parts and are passed over, folders too. Targets of relationships get the
    /// spelling of the part that they lead to.
    ///
    /// # Errors
    ///
    /// If the bytes are no package, or one that is damaged, encrypted, ambiguous or too large.
    pub fn read(bytes: &[u8], limits: Limits) -> Result<Package, PackageError> {
        let mut entries = inflate(bytes, limits)?;
        let types = entries.remove(&name::key(name::CONTENT_TYPES)).ok_or(PackageError::NoContentTypes)?;
        let types = ContentTypes::read(&types.1).map_err(|source| in_part(name::CONTENT_TYPES, source))?;
        let mut package = Package::new();
        for (entry, bytes) in entries.into_values() {
            if let Some(source) = name::source_of(&entry) {
                let read = relationship::read(&source, &bytes).map_err(|source| in_part(&entry, source))?;
                package.relationships.insert(source, read);
            } else if let Some(content_type) = types.of(&entry) {
                package.parts.insert(entry, Part { content_type: content_type.to_owned(), bytes });
            }
        }
        package.respell();
        Ok(package)
    }

    /// Gives the sources and targets of relationships the spelling of their parts.
    fn respell(&mut self) {
        let spelled: BTreeMap<String, String> = self.parts.keys().map(|part| (name::key(part), part.clone())).collect();
        for relationship in self.relationships.values_mut().flatten() {
            if let Target::Part(target) = &mut relationship.target
                && let Some(part) = spelled.get(&name::key(target))
            {
                target.clone_from(part);
            }
        }
        let sources = std::mem::take(&mut self.relationships).into_iter();
        self.relationships = sources
            .map(|(source, found)| (spelled.get(&name::key(&source)).cloned().unwrap_or(source), found))
            .collect();
    }
}

fn in_part(part: &str, source: XmlError) -> PackageError {
    PackageError::Xml { part: part.to_owned(), source }
}

/// All entries but folders, by the key of their name: name and content.
fn inflate(bytes: &[u8], limits: Limits) -> Result<BTreeMap<String, (String, Vec<u8>)>, PackageError> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        return Err(PackageError::Empty);
    } else if begins(&COMPOUND_FILE) {
        return Err(PackageError::CompoundFile { is_encrypted: is_encrypted(bytes) });
    } else if !ZIP.iter().any(|magic| begins(magic)) {
        return Err(PackageError::NotZip);
    }
    let damaged = |error: ZipError| PackageError::Damaged(plain(&error));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(PackageError::TooManyEntries { limit: limits.entries });
    }
    let (mut entries, mut seen, mut room) = (BTreeMap::new(), BTreeSet::new(), limits.bytes);
    let has_duplicates = archive.has_duplicate_names();
    for index in 0..archive.len() {
        let data = archive.by_index_data(index).map_err(damaged)?;
        let entry = String::from_utf8_lossy(data.name_raw()).into_owned();
        let (is_folder, is_encrypted, method) = (data.is_dir(), data.encrypted(), data.compression());
        if !seen.insert(name::key(&entry)) {
            return Err(PackageError::DuplicateName(entry));
        }
        if !is_folder && entry != name::CONTENT_TYPES && !name::is_part_name(&entry) {
            return Err(PackageError::BadName(entry));
        } else if is_encrypted {
            return Err(PackageError::Encrypted(entry));
        } else if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(PackageError::Compression(entry));
        } else if !is_folder {
            let content = archive.by_index(index).map_err(damaged)?;
            let mut inflated = Vec::new();
            let read = content.take(room.saturating_add(1)).read_to_end(&mut inflated);
            let length = read.map_err(|error| PackageError::Damaged(format!("`{entry}`: {error}")))? as u64;
            room = room.checked_sub(length).ok_or(PackageError::TooLarge { limit: limits.bytes })?;
            entries.insert(name::key(&entry), (entry, inflated));
        }
    }
    match has_duplicates {
        true => Err(PackageError::Damaged("two entries have one name".to_owned())),
        false => Ok(entries),
    }
}

/// Whether a compound file holds an encrypted package: its directory names the stream in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The words of the zip reader as a fragment without final stop.
fn plain(error: &ZipError) -> String {
    let text = match error {
        ZipError::InvalidArchive(text) => text.to_string(),
        ZipError::UnsupportedArchive(text) => (*text).to_owned(),
        other => other.to_string(),
    };
    let text = text.trim_end_matches('.');
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
