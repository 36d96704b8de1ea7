//! Files that were made before, by what they were made from.
//!
//! An entry says what a fingerprint gave: the hash and size of the file and what its writer had to tell. The file itself
//! is an object, named by its SHA-256. Both are held against their hashes when they are read, so that one that is
//! damaged, cut short or gone is as good as none. A cache that fails is one that has nothing: a run goes on without it
//! and says so once.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::host::{Error, Shelf, Store};
use crate::report::{Fingerprint, sha256_hex};

/// Most bytes that a cache holds after a run, 1 GB: some 3,000 reports as PDF. The longest unread go first.
const MOST_BYTES: u64 = 1_000_000_000;

/// The cache of a run.
pub struct Cache {
    store: Store,
    program: [u8; 32],
    /// Whether something was written, and the first failure.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    has_written: bool,
    trouble: Option<Error>,
}

/// What a fingerprint gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    /// SHA-256 of the file in hex.
    pub(super) sha256: String,
    /// Its size.
    pub(super) bytes: usize,
    /// What the writer found, sorted.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// A cache in a store. `program` tells one build of the program from another, see
    /// [`crate::host::program_digest`].
    pub fn new(store: Store, program: [u8; 32]) -> Cache {
        Cache { store, program, state: Mutex::default() }
    }

    /// What tells one build of the program from another.
    pub(super) fn program(&self) -> &[u8; 32] {
        &self.program
    }

    /// The entry of a fingerprint.
    pub(super) fn entry(&self, fingerprint: Fingerprint) -> Option<Entry> {
        let content = self.store.read(Shelf::Entries, &fingerprint.to_string())?;
        let (hash, json) = content.split_at_checked(HASH_LENGTH)?;
        let json = json.strip_prefix(b"\n")?;
        (sha256_hex(json).as_bytes() == hash).then(|| serde_json::from_slice(json).ok())?
    }

    /// The file of an entry.
    pub(super) fn object(&self, entry: &Entry) -> Option<Vec<u8>> {
        let bytes = self.store.read(Shelf::Objects, &entry.sha256)?;
        (bytes.len() == entry.bytes && sha256_hex(&bytes) == entry.sha256).then_some(bytes)
    }

    /// Notes that the file of an entry is still wanted.
    pub(super) fn renew(&self, entry: &Entry) {
        self.store.renew(Shelf::Objects, &entry.sha256);
    }

    /// Keeps what a fingerprint gave: first the file, then the entry that leads to it.
    pub(super) fn keep(&self, fingerprint: Fingerprint, entry: &Entry, bytes: &[u8]) {
        let json = serde_json::to_vec(entry).expect("an entry has text keys and no failing field");
        let content = [sha256_hex(&json).as_bytes(), b"\n", &json].concat();
        let object = self.store.write(Shelf::Objects, &entry.sha256, bytes);
        let kept = object.and_then(|()| self.store.write(Shelf::Entries, &fingerprint.to_string(), &content));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match kept {
            Ok(()) => state.has_written = true,
            Err(error) => drop(state.trouble.get_or_insert(error)),
        }
    }

    /// Ends a run: makes room, where something was written, and says the first thing that went wrong.
    ///
    /// # Errors
    ///
    /// If the disk refused. The cache then holds less, or more, than it should, but nothing that is wrong.
    pub fn finish(self) -> Result<(), Error> {
        let State { has_written, trouble } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let trimmed = if has_written { self.store.trim(MOST_BYTES) } else { Ok(()) };
        trouble.map_or(trimmed, Err)
    }
}

/// Digits of a SHA-256 in hex.
const HASH_LENGTH: usize = 64;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::{Code, Place};
    use crate::report::Fingerprint;

    const BYTES: &[u8] = b"a finished file";

    fn entry() -> Entry {
        let place = Place::new("report-templates/themes/plain/theme.yaml", 3, 1);
        let problem = Diagnostic::warning(Code::MISSING_FONT, place, "not there").with_hint("give it");
        Entry { sha256: sha256_hex(BYTES), bytes: BYTES.len(), diagnostics: vec![problem] }
    }

    fn fingerprint() -> Fingerprint {
        Fingerprint::of_test(b"some values")
    }

    /// What is found after something has been done to the folder of a cache that held one file.
    fn check(damage: impl Fn(&Path)) -> (Option<Entry>, Option<Vec<u8>>) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(Store::new(folder.path().to_owned()), [7; 32]);
        cache.keep(fingerprint(), &entry(), BYTES);
        damage(folder.path());
        let found = (cache.entry(fingerprint()), cache.object(&entry()));
        cache.finish().unwrap();
        found
    }

    fn change(folder: &Path, shelf: &str, edit: impl Fn(&mut Vec<u8>)) {
        let file = std::fs::read_dir(folder.join(shelf)).unwrap().next().unwrap().unwrap().path();
        let mut bytes = std::fs::read(&file).unwrap();
        edit(&mut bytes);
        std::fs::write(file, bytes).unwrap();
    }

    #[test]
    fn what_was_kept_is_found_with_all_that_was_said() {
        assert_eq!(check(|_| {}), (Some(entry()), Some(BYTES.to_vec())));
    }

    #[test]
    fn what_is_damaged_or_gone_is_as_good_as_none() {
        for at in [0, 40, 70, 100] {
            let (found, object) = check(|folder| change(folder, "entries", |bytes| bytes[at] ^= 1));
            assert_eq!((found, object.is_some()), (None, true), "{at}");
        }
        let (found, object) = check(|folder| change(folder, "objects", |bytes| bytes[3] ^= 1));
        assert_eq!((found.is_some(), object), (true, None));
        for shelf in ["entries", "objects"] {
            for length in [0, 5] {
                let (found, object) = check(|folder| change(folder, shelf, |bytes| bytes.truncate(length)));
                assert!(found.is_none() || object.is_none());
            }
            let (found, object) = check(|folder| std::fs::remove_dir_all(folder.join(shelf)).unwrap());
            assert!(found.is_none() || object.is_none());
        }
    }

    #[test]
    fn a_cache_that_can_not_be_written_says_so_at_the_end_and_finds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "in the way").unwrap();
        let cache = Cache::new(Store::new(file), [7; 32]);
        cache.keep(fingerprint(), &entry(), BYTES);
        cache.keep(fingerprint(), &entry(), BYTES);
        assert_eq!(cache.entry(fingerprint()), None);
        assert!(cache.finish().unwrap_err().to_string().starts_with("cannot write `"));
    }
}
