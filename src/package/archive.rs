//! Zip archives of which only some entries are wanted, or whose entries are too large to be held.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};

use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::bytes::{Bytes, BytesReader};
use super::error::PackageError;
use super::name;
use super::read::{Limits, damaged, open_zip};
use super::relationship::{self, Relationship, Target};
use super::xml_stream::XmlStream;

/// An entry that inflates to less than this is no bomb, however well it was compressed.
const HARMLESS: u64 = 64_000_000;

/// How much is inflated of an entry that is wanted whole: a tree of XML takes some twenty times as much memory as its text.
/// The relationships of a sheet with 65,530 links (the limit of Excel) have 13 MB.
const MOST_WHOLE: u64 = 16_000_000;

/// How much larger than its compressed form a large entry may be. Deflate reaches 1,032 at most (zlib's technical
/// notes); sheets that were measured had between 6 and 40.
const MOST_RATIO: u64 = 100;

/// A zip archive whose entries are inflated one by one, when they are asked for. Bytes are counted while inflating.
#[derive(Debug, Clone)]
pub struct Archive<'a> {
    zip: ZipArchive<BytesReader<'a>>,
    /// Index by the key of the name.
    entries: BTreeMap<String, usize>,
    limits: Limits,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive. `limits.bytes` is for each entry.
    ///
    /// # Errors
    ///
    /// If the bytes are no zip archive, or one that is damaged, encrypted or ambiguous.
    pub fn open(bytes: impl Into<Bytes<'a>>, limits: Limits) -> Result<Archive<'a>, PackageError> {
        let zip = open_zip(bytes.into(), limits)?;
        let mut entries = BTreeMap::new();
        for index in 0..zip.len() {
            let data = zip.by_index_data(index).map_err(damaged)?;
            let entry = String::from_utf8_lossy(data.name_raw()).into_owned();
            if data.encrypted() {
                return Err(PackageError::Encrypted(entry));
            } else if !matches!(data.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(PackageError::Compression(entry));
            } else if entries.insert(name::key(&entry), index).is_some() {
                return Err(PackageError::DuplicateName(entry));
            }
        }
        if zip.has_duplicate_names() {
            return Err(PackageError::Damaged("two entries have one name".to_owned()));
        }
        Ok(Archive { zip, entries, limits })
    }

    /// Whether there is such an entry. Capital letters make no difference.
    pub fn has(&self, entry: &str) -> bool {
        self.entries.contains_key(&name::key(entry))
    }

    /// All of an entry, up to 16 MB; `None` where there is none.
    ///
    /// # Errors
    ///
    /// If it is damaged or too large.
    pub fn part(&mut self, entry: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let most = self.limits.bytes.min(MOST_WHOLE);
        let Some(mut content) = self.inflate(entry)? else { return Ok(None) };
        content.room = content.room.min(most);
        let mut bytes = Vec::new();
        match content.read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(failure(entry, &error, most)),
        }
    }

    /// The XML of an entry, event by event; `None` where there is none.
    ///
    /// # Errors
    ///
    /// If it is damaged.
    pub fn stream(&mut self, entry: &str) -> Result<Option<XmlStream<impl io::BufRead>>, PackageError> {
        Ok(self.inflate(entry)?.map(|content| XmlStream::new(BufReader::with_capacity(1 << 16, content))))
    }

    /// Inflates every entry and keeps nothing: whether a reader that does not count may be given the bytes.
    ///
    /// # Errors
    ///
    /// If an entry is damaged or too large, or all together are larger than the limit.
    pub fn measure(&mut self) -> Result<u64, PackageError> {
        let names: Vec<String> = self.entries.keys().cloned().collect();
        let (mut sum, most) = (0_u64, self.limits.bytes);
        for entry in names {
            let Some(mut content) = self.inflate(&entry)? else { continue };
            let length = io::copy(&mut content, &mut io::sink());
            sum += length.map_err(|error| failure(&entry, &error, most.min(HARMLESS)))?;
            if sum > most {
                return Err(PackageError::TooLarge { limit: most });
            }
        }
        Ok(sum)
    }

    /// What a part is related to (`""` stands for the archive itself). Targets have the spelling of the relationships.
    ///
    /// # Errors
    ///
    /// If the relationships are not well-formed.
    pub fn relationships(&mut self, source: &str) -> Result<Vec<Relationship>, PackageError> {
        let entry = name::relationships_of(source);
        let Some(bytes) = self.part(&entry)? else { return Ok(Vec::new()) };
        relationship::read(source, &bytes).map_err(|source| PackageError::Xml { part: entry, source })
    }

    /// The first part that a part is related to in this way.
    ///
    /// # Errors
    ///
    /// If the relationships are not well-formed.
    pub fn related(&mut self, source: &str, kind: &str) -> Result<Option<String>, PackageError> {
        let all = self.relationships(source)?.into_iter();
        Ok(all.filter(|relationship| is_kind(relationship, kind)).find_map(|relationship| match relationship.target {
            Target::Part(part) => Some(part),
            Target::External(_) => None,
        }))
    }

    fn inflate(&mut self, entry: &str) -> Result<Option<Inflating<'_, 'a>>, PackageError> {
        let Some(index) = self.entries.get(&name::key(entry)) else { return Ok(None) };
        let content = self.zip.by_index(*index).map_err(damaged)?;
        let by_ratio = content.compressed_size().saturating_mul(MOST_RATIO).max(HARMLESS);
        Ok(Some(Metered { content, room: self.limits.bytes.min(by_ratio) }))
    }
}

/// The text by which [`Metered`] is known again behind readers that know only of [`io::Error`].
const TOO_LARGE: &str = "it inflates to more than is read, as a zip bomb does";

/// An entry of the archive while it is inflated.
type Inflating<'z, 'a> = Metered<ZipFile<'z, BytesReader<'a>>>;

/// A reader that ends with an error where it gives more than it may.
struct Metered<R> {
    content: R,
    room: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.content.read(buffer)?;
        match self.room.checked_sub(length as u64) {
            Some(room) => {
                self.room = room;
                Ok(length)
            }
            None => Err(io::Error::new(io::ErrorKind::QuotaExceeded, TOO_LARGE)),
        }
    }
}

/// Whether a relationship is of a type, in the transitional or the strict spelling of it (ECMA-376-1 and ISO/IEC 29500-1).
fn is_kind(relationship: &Relationship, kind: &str) -> bool {
    let word = |address: &str| address.rsplit('/').next().map(str::to_owned);
    word(&relationship.kind) == word(kind)
}

fn failure(entry: &str, error: &io::Error, limit: u64) -> PackageError {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => PackageError::TooLarge { limit },
        _ => PackageError::Damaged(format!("`{entry}`: {error}")),
    }
}
