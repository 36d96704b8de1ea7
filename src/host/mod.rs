//! The machine: the disk behind small functions. Stands aside of the floors; only `cli` and `batch` call it.
//!
//! Files are read as a sorted list, so that the order of a directory never reaches an output, and written
//! whole or not at all. Knows nothing of what is in them.

mod read;
mod write;

use std::io;
use std::path::PathBuf;

pub use read::{DiskFile, read_file, read_linked_tree, read_tree};
pub use write::{Change, has_file, obstacle, write};

/// A failure of the disk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A name is not Unicode, so it could not stand in an output.
    #[error("the name of `{}` is not UTF-8", path.display())]
    Name {
        /// Which.
        path: PathBuf,
    },
    /// Folders are nested too deeply, or a link leads back.
    #[error("`{}` is nested too deeply; a link may lead back to a folder above it", path.display())]
    Depth {
        /// Which.
        path: PathBuf,
    },
    /// A link leads out of the project; what stands there is not the project's to read.
    #[error("the link `{}` leads out of `{}`; put the file itself there", path.display(), root.display())]
    Link {
        /// Which.
        path: PathBuf,
        /// The folder that it leads out of.
        root: PathBuf,
    },
    /// A file could not be written, for a reason that [`reason`] puts in words; what stood there before is still there.
    #[error("cannot write `{}`: {}", path.display(), reason(source))]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Why the disk refused, in its own words: a lowercase fragment without the number of the error.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
