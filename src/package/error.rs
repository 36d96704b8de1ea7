//! What can be wrong with a package or with XML from outside.

use super::FileKind;

/// Bytes that are not well-formed XML, or XML that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (byte {offset})")]
pub struct XmlError {
    /// Where the reader stopped, in bytes from the beginning of the text.
    pub offset: u64,
    /// What was found there.
    pub message: String,
}

/// Bytes that are not a package, or a package that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// It is of another kind than a zip archive, or is an OpenDocument file, which is no package.
    #[error("the file is {}", .0.words())]
    Kind(FileKind),
    /// The zip archive is cut off or otherwise damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// An entry is encrypted.
    #[error("the entry `{0}` is encrypted")]
    Encrypted(String),
    /// An entry is compressed in a way that packages do not use (ECMA-376-2, annex B).
    #[error("the entry `{0}` is compressed in a way other than deflate")]
    Compression(String),
    /// It would be too large when inflated.
    #[error("the contents are larger than {} MB", limit / 1_000_000)]
    TooLarge {
        /// How many bytes are read at most.
        limit: u64,
    },
    /// It has too many entries.
    #[error("the zip archive has more than {limit} entries")]
    TooManyEntries {
        /// How many are read at most.
        limit: usize,
    },
    /// Two entries have names that a package does not tell apart.
    #[error("the entry `{0}` is there twice")]
    DuplicateName(String),
    /// A name leads out of the package or is no name of a part.
    #[error("the entry `{0}` has a name that a package does not allow")]
    BadName(String),
    /// The zip archive has no `[Content_Types].xml`, so it is no package.
    #[error("the zip archive has no `[Content_Types].xml`")]
    NoContentTypes,
    /// Content types or relationships can not be read.
    #[error("`{part}` is not well-formed: {source}")]
    Xml {
        /// In which entry.
        part: String,
        /// Why.
        source: XmlError,
    },
}
