//! A package from bytes that may be anything.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::bytes::{Bytes, BytesReader};
use super::content_types::ContentTypes;
use super::error::{PackageError, XmlError};
use super::kind::FileKind;
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
    let kind = FileKind::of(bytes);
    if kind != FileKind::Zip {
        return Err(PackageError::Kind(kind));
    }
    let mut archive = open_zip(bytes.into(), limits)?;
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
            let length =
                read.map_err(|_| PackageError::Damaged(format!("its entry `{entry}` can not be unpacked")))? as u64;
            room = room.checked_sub(length).ok_or(PackageError::TooLarge { limit: limits.bytes })?;
            entries.insert(name::key(&entry), (entry, inflated));
        }
    }
    match has_duplicates {
        true => Err(PackageError::Damaged("two entries have one name".to_owned())),
        false => Ok(entries),
    }
}

/// How many bytes tell what a file is.
const BEGINNING: usize = 4_096;

/// The directory of an archive.
pub(super) fn open_zip(bytes: Bytes<'_>, limits: Limits) -> Result<ZipArchive<BytesReader<'_>>, PackageError> {
    let beginning = bytes.beginning(BEGINNING).map_err(|error| damaged(ZipError::Io(error)))?;
    match FileKind::of(&beginning) {
        kind if kind.is_zip() => {}
        other => return Err(PackageError::Kind(other)),
    }
    let archive = ZipArchive::new(bytes.reader()).map_err(damaged)?;
    match archive.len() > limits.entries {
        true => Err(PackageError::TooManyEntries { limit: limits.entries }),
        false => Ok(archive),
    }
}

/// What the zip reader's problem with an archive means; its own words are for programmers.
pub(super) fn damaged(error: ZipError) -> PackageError {
    let words = match error {
        ZipError::InvalidArchive(_) => {
            "its table of contents is missing or wrong, as when a copy stopped before its end"
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) | ZipError::InvalidPassword => {
            "it uses a feature of zip archives that documents do not use"
        }
        _ => "it can not be read to its end",
    };
    PackageError::Damaged(words.to_owned())
}
