//! A folder of files that can be made again: what is in it may vanish or be damaged at any time.
//!
//! Files stand on shelves under names that are hashes. They are written whole or not at all, so that any number of
//! processes may use one store; nobody waits for anybody. Reading a file makes it young, and [`Store::trim`] takes the
//! oldest away. The folder carries the tag that backup programs pass over (bford.info/cachedir), with the program's name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;

use super::Error;
use super::write::{is_abandoned, is_temporary, remove, replace_quickly};

/// What marks a folder as a cache (bford.info/cachedir, Cache Directory Tagging Specification): the name of a file and how
/// it begins.
const TAG: (&str, &[u8]) = ("CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55\n");

/// What makes the tag ours. Other programs mark their caches too, and theirs are not for us to empty.
const OURS: &[u8] = b"# This is the cache of hokoku: finished files, which it makes anew where they are missing.\n";

/// A file is made young again when it is read and older than this; not each time, since that writes to the disk.
const YOUTH: Duration = Duration::from_secs(3600);

/// A folder of files that can be made again.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// Where in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// What was made of what, named by a hash of what it was made of.
    Entries,
    /// What was made, named by a hash of it.
    Objects,
}

impl Shelf {
    const ALL: [Shelf; 2] = [Shelf::Entries, Shelf::Objects];

    fn folder(self) -> &'static str {
        match self {
            Shelf::Entries => "entries",
            Shelf::Objects => "objects",
        }
    }
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Files on the shelf of entries.
    pub entries: usize,
    /// Files on both shelves.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
}

/// A file of a store.
struct Stored {
    shelf: Shelf,
    path: PathBuf,
    bytes: u64,
    age: SystemTime,
}

/// The program's folder below the folder for caches of the user: XDG_CACHE_HOME, or what the system has for it. `None`
/// where the user has no home.
pub fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("hokoku"))
}

impl Store {
    /// A store in a folder, which need not be there yet.
    pub fn new(folder: PathBuf) -> Store {
        Store { folder }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, shelf: Shelf, name: &str) -> PathBuf {
        self.folder.join(shelf.folder()).join(name)
    }

    /// The content of a file; `None` where it is not there or can't be read. It may be damaged.
    pub fn read(&self, shelf: Shelf, name: &str) -> Option<Vec<u8>> {
        let content = fs::read(self.path(shelf, name)).ok()?;
        self.renew(shelf, name);
        Some(content)
    }

    /// Makes a file young, where it is old. A store that can't be written serves all the same.
    pub fn renew(&self, shelf: Shelf, name: &str) {
        let now = SystemTime::now();
        let path = self.path(shelf, name);
        let modified = fs::metadata(&path).and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| now.duration_since(modified).is_ok_and(|age| age > YOUTH)) {
            drop(File::options().append(true).open(path).and_then(|file| file.set_modified(now)));
        }
    }

    /// Writes a file, also over an older one.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn write(&self, shelf: Shelf, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let put =
            |path: PathBuf, bytes: &[u8]| replace_quickly(&path, bytes).map_err(|source| Error::Write { path, source });
        self.check_tag()?;
        let tag = self.folder.join(TAG.0);
        if !tag.exists() {
            put(tag, &[TAG.1, OURS].concat())?;
        }
        put(self.path(shelf, name), bytes)
    }

    /// How much it holds.
    ///
    /// # Errors
    ///
    /// If its folders are there and can't be read.
    pub fn usage(&self) -> Result<Usage, Error> {
        Ok(sum(&self.files()?))
    }

    /// Takes every file away and says how much that was. Folders stay, so that nobody who writes at the same time fails.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn clear(&self) -> Result<Usage, Error> {
        let files = self.files()?;
        files.iter().try_for_each(|file| remove(&file.path))?;
        Ok(sum(&files))
    }

    /// Takes the files away that were read or written longest ago, until no more than `most` bytes are left.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn trim(&self, most: u64) -> Result<(), Error> {
        let mut files = self.files()?;
        files.sort_by(|a, b| (a.age, &a.path).cmp(&(b.age, &b.path)));
        let mut bytes = sum(&files).bytes;
        for file in files {
            if bytes <= most {
                break;
            }
            remove(&file.path)?;
            bytes -= file.bytes;
        }
        Ok(())
    }

    /// Refuses a folder that another program has tagged, and one in which shelves stand without a tag, which is written
    /// before them: what looks like our files may be somebody's own. A tag that ends after its first line is ours of old.
    fn check_tag(&self) -> Result<(), Error> {
        // Looked for before the tag, since another process may be writing both.
        let has_shelf = Shelf::ALL.iter().any(|shelf| self.folder.join(shelf.folder()).exists());
        let is_ours = match fs::read(self.folder.join(TAG.0)) {
            Ok(tag) => tag.strip_prefix(TAG.1).is_some_and(|rest| rest.is_empty() || rest.starts_with(OURS)),
            Err(_) => !has_shelf,
        };
        if is_ours { Ok(()) } else { Err(Error::Untagged { path: self.folder.clone() }) }
    }

    /// Its files. What a process that was killed left half-written is taken away; other files are not ours.
    fn files(&self) -> Result<Vec<Stored>, Error> {
        self.check_tag()?;
        let mut files = Vec::new();
        for shelf in Shelf::ALL {
            let folder = self.folder.join(shelf.folder());
            let failed = |source| Error::Read { path: folder.clone(), source };
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error)),
            };
            for entry in entries {
                let path = entry.map_err(failed)?.path();
                // Somebody else may have taken it away since.
                let Ok(metadata) = fs::metadata(&path) else { continue };
                if is_temporary(&path) && is_abandoned(&metadata) {
                    remove(&path)?;
                } else if is_name(&path) {
                    let age = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    files.push(Stored { shelf, path, bytes: metadata.len(), age });
                }
            }
        }
        Ok(files)
    }
}

fn sum(files: &[Stored]) -> Usage {
    Usage {
        entries: files.iter().filter(|file| file.shelf == Shelf::Entries).count(),
        files: files.len(),
        bytes: files.iter().map(|file| file.bytes).sum(),
    }
}

/// Whether a file is named by a hash of 32 bytes, as all files of a store are.
fn is_name(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name made of one digit.
    fn name(digit: char) -> String {
        String::from(digit).repeat(64)
    }

    /// A store with objects named `a`, `b`, …, each older than the next by a day, the last a day old.
    fn check(objects: &[&[u8]]) -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path().join("deep/store"));
        for (index, (bytes, digit)) in objects.iter().zip('a'..).enumerate() {
            store.write(Shelf::Objects, &name(digit), bytes).unwrap();
            let days = u64::try_from(objects.len() - index).unwrap();
            let time = SystemTime::now() - Duration::from_secs(86400 * days);
            let file = File::options().append(true).open(store.path(Shelf::Objects, &name(digit))).unwrap();
            file.set_modified(time).unwrap();
        }
        (root, store)
    }

    fn left(store: &Store) -> String {
        let is_there = |digit: &char| store.path(Shelf::Objects, &name(*digit)).exists();
        ('a'..='f').filter(is_there).collect()
    }

    #[test]
    fn what_is_written_can_be_read_and_counted_and_cleared() {
        let (_root, store) = check(&[b"one", b"three"]);
        store.write(Shelf::Entries, &name('e'), b"x").unwrap();
        assert_eq!(store.read(Shelf::Objects, &name('b')).as_deref(), Some(&b"three"[..]));
        assert_eq!(store.read(Shelf::Objects, &name('c')), None);
        let usage = Usage { entries: 1, files: 3, bytes: 9 };
        assert_eq!(store.usage().unwrap(), usage);
        assert_eq!(store.clear().unwrap(), usage);
        assert_eq!(store.usage().unwrap(), Usage::default());
        assert!(fs::read(store.folder().join(TAG.0)).unwrap().starts_with(b"Signature: "));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_empty_store() {
        let store = Store::new(PathBuf::from("nowhere/at/all"));
        assert_eq!(store.usage().unwrap(), Usage::default());
        store.trim(0).unwrap();
    }

    #[test]
    fn what_was_not_read_longest_goes_first() {
        let (_root, store) = check(&[b"12345", b"12345", b"12345", b"12345"]);
        store.trim(20).unwrap();
        assert_eq!(left(&store), "abcd");
        store.read(Shelf::Objects, &name('a')).unwrap();
        store.trim(12).unwrap();
        assert_eq!(left(&store), "ad");
        store.trim(0).unwrap();
        assert_eq!(left(&store), "");
    }

    #[test]
    fn files_of_others_stay_and_what_a_killed_process_left_goes() {
        let (_root, store) = check(&[b"x"]);
        let shelf = store.folder().join("objects");
        fs::write(shelf.join("holiday.jpg"), "mine").unwrap();
        fs::write(shelf.join(".hokoku-new"), "being written").unwrap();
        fs::write(shelf.join(".hokoku-old"), "left").unwrap();
        let old = File::options().append(true).open(shelf.join(".hokoku-old")).unwrap();
        old.set_modified(SystemTime::now() - Duration::from_secs(86400)).unwrap();
        store.clear().unwrap();
        let mut names: Vec<String> =
            fs::read_dir(&shelf).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, [".hokoku-new", "holiday.jpg"]);
    }

    #[test]
    fn a_folder_without_our_tag_is_somebody_s_own() {
        let root = tempfile::tempdir().unwrap();
        let own = root.path().join("objects").join(name('a'));
        fs::create_dir(root.path().join("objects")).unwrap();
        fs::write(&own, "mine").unwrap();
        let store = Store::new(root.path().to_owned());
        assert!(store.clear().unwrap_err().to_string().contains("no cache of this program"));
        assert!(matches!(store.trim(0), Err(Error::Untagged { .. })));
        assert!(matches!(store.write(Shelf::Objects, &name('b'), b"x"), Err(Error::Untagged { .. })));
        assert_eq!(fs::read_dir(root.path().join("objects")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_with_the_tag_of_another_program_is_not_ours() {
        let root = tempfile::tempdir().unwrap();
        let other = [TAG.1, b"# This file is a cache directory tag created by cargo.\n"].concat();
        fs::write(root.path().join(TAG.0), &other).unwrap();
        let store = Store::new(root.path().to_owned());
        assert!(matches!(store.write(Shelf::Objects, &name('b'), b"x"), Err(Error::Untagged { .. })));
        assert!(matches!(store.clear(), Err(Error::Untagged { .. })));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
        fs::write(root.path().join(TAG.0), TAG.1).unwrap();
        store.write(Shelf::Objects, &name('b'), b"x").unwrap();
        assert_eq!(store.clear().unwrap().files, 1);
    }
}
