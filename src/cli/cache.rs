//! `hokoku cache`, and the cache of a build.

use std::path::PathBuf;
use std::thread::{self, JoinHandle};

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::batch::Cache;
use crate::diagnostic::{Code, Diagnostic};
use crate::host::{self, Store, Usage};

use super::console::Console;
use super::exit::{Exit, Stop};

/// `cache`.
#[derive(Debug, Args)]
pub(super) struct CacheOptions {
    /// What to do
    #[arg(value_enum, value_name = "WHAT")]
    what: Deed,
}

/// What `cache` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deed {
    /// Say where it is and how much it holds
    Stat,
    /// Take all files out of it
    Clear,
}

/// The folder that HOKOKU_CACHE_DIR names, else the program's in the user's folder for caches.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("HOKOKU_CACHE_DIR").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(host::cache_folder)
}

/// Shows the cache or empties it.
pub(super) fn run(options: &CacheOptions, console: &Console) -> Result<Exit, Stop> {
    let folder = folder().ok_or_else(|| Stop::Folder(format!("{HOMELESS}; name one with `HOKOKU_CACHE_DIR`")))?;
    let store = Store::new(folder);
    let (usage, word) = match options.what {
        Deed::Stat => (store.usage()?, "in"),
        Deed::Clear => (store.clear()?, "cleared from"),
    };
    let Usage { entries, files, bytes } = usage;
    let folder = store.folder().display().to_string();
    let noun = if entries == 1 { "entry" } else { "entries" };
    let text = format!("{entries} {noun}, {files} files, {:.1} MB {word} `{folder}`", megabytes(bytes));
    let object = json!({ "folder": folder, "entries": entries, "files": files, "bytes": bytes });
    console.answer(&text, "cache", &object);
    Ok(Exit::Done)
}

const HOMELESS: &str = "there is no folder for the cache, since the user has no home";

/// Millions of bytes, for reading.
fn megabytes(bytes: u64) -> f64 {
    let tenths = u32::try_from(bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

/// A cache that is being opened: the hash of the program is made while the project is read.
pub(super) struct Opening {
    program: JoinHandle<std::io::Result<[u8; 32]>>,
}

impl Opening {
    /// Begins.
    pub(super) fn begin() -> Opening {
        Opening { program: thread::spawn(host::program_digest) }
    }

    /// The cache, or why there is none.
    pub(super) fn finish(self) -> Result<Cache, Diagnostic> {
        let program = self.program.join().expect("hashing a file does not panic");
        let program =
            program.map_err(|error| unusable(&format!("the program can't read itself: {}", host::reason(&error))))?;
        let folder = folder().ok_or_else(|| unusable(HOMELESS))?;
        Ok(Cache::new(Store::new(folder), program))
    }
}

/// The warning that a build goes on without the cache, or without a part of it.
pub(super) fn unusable(why: &str) -> Diagnostic {
    let problem = Diagnostic::warning(Code::CACHE_UNUSABLE, None, format!("finished files could not be kept: {why}"));
    problem.with_hint("name a folder for them with `HOKOKU_CACHE_DIR`, or build with `--no-cache`")
}
