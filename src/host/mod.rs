//! The machine: the disk behind small functions. Stands aside of the floors; only `cli` and `batch` call it.
//!
//! Files are read as a sorted list, so that the order of a directory never reaches an output, and written
//! whole or not at all. Knows nothing of what is in them.

mod child;
mod lock;
mod program;
mod read;
mod store;
mod stored_file;
mod write;
mod write_all;

use std::io;
use std::path::PathBuf;

pub use child::{ProcessLimits, limit_this_process, run_again};
pub use lock::{Lock, lock};
pub use program::program_digest;
pub use read::{DiskFile, list_tree, read_file, read_linked_tree, read_tree};
pub use store::{Shelf, Store, Usage, cache_folder};
pub use stored_file::StoredFile;
pub use write::{
    Change, Staged, append, compare, has_file, has_folder, is_same_file, obstacle, read_sized, remove, stage, sweep,
    write,
};
pub use write_all::{Left, Replacement, place_all, write_all};

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
    /// A file is not what it was when it was read, so that to write it would lose what somebody else wrote.
    #[error("`{}` was changed while the command ran; nothing was written, run it again", path.display())]
    Changed {
        /// Which.
        path: PathBuf,
    },
    /// A file that was written is another by now.
    #[error("`{}` was written over while this run went on; give each run an output folder of its own", path.display())]
    Overwritten {
        /// Which.
        path: PathBuf,
    },
    /// Of several files that belong together one could not be written, and others not be put back.
    #[error("cannot write `{}`: {}; and these could not be put back: {}; take each from the copy named here or your version control", path.display(), reason(source), listed(left))]
    Torn {
        /// Which could not be written.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// Which have their new content and should not, each with the copy of its old content.
        left: Vec<Left>,
    },
    /// A folder holds what looks like a cache, without the tag that ours have.
    #[error("`{}` is no cache of this program: it has no `CACHEDIR.TAG` of ours; name another folder, or empty it by hand", path.display())]
    Untagged {
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

impl Error {
    /// The failure to write a file, since another that belongs to it could not be written.
    #[must_use]
    pub fn of_another(&self, path: PathBuf) -> Error {
        let source = match self {
            Error::Write { source, .. } | Error::Read { source, .. } => io::Error::new(source.kind(), reason(source)),
            other => io::Error::other(other.to_string()),
        };
        Error::Write { path, source }
    }
}

fn listed(left: &[Left]) -> String {
    left.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Why the disk refused, in its own words: a lowercase fragment without the number of the error.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
