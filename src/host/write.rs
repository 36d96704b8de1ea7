//! Writing files whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Error;

/// What the names of temporary files begin with.
const PREFIX: &str = ".hokoku-";

/// A temporary file that has not been written to for so long is nobody's any more: its process was killed. To write one
/// takes less than a second.
const ABANDONED: Duration = Duration::from_secs(3600);

/// What writing a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The file is new or has new content.
    Written,
    /// The file already had this content and was not touched.
    Unchanged,
}

/// Writes a file and the folders above it: into a temporary file beside it, which then takes its name.
///
/// # Errors
///
/// If the disk refuses; then nothing is left but what stood there before.
pub fn write(path: &Path, bytes: &[u8]) -> Result<Change, Error> {
    stage(path, bytes)?.place()
}

/// A new content that stands beside its file and only has to take its name. It goes where that does not happen.
#[derive(Debug)]
pub struct Staged {
    pub(super) path: PathBuf,
    /// `None` where the file has this content already.
    pub(super) file: Option<tempfile::NamedTempFile>,
}

/// Does all of [`write()`] that takes room on the disk, so that several files can be written, or none of them.
///
/// # Errors
///
/// If the disk refuses, or a folder has the file's name.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, Error> {
    if has_content(path, bytes) {
        return Ok(Staged::in_place(path));
    }
    let failed = |error| Error::Write { path: path.to_owned(), source: plain(error) };
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let file = temporary(path, bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(Staged { path: path.to_owned(), file: Some(file) })
}

impl Staged {
    /// A file that is as it shall be.
    pub fn in_place(path: &Path) -> Staged {
        Staged { path: path.to_owned(), file: None }
    }

    /// Gives the content the file's name.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn place(self) -> Result<Change, Error> {
        let Staged { path, file } = self;
        match file.map(|file| file.persist(&path)) {
            None => Ok(Change::Unchanged),
            Some(Ok(_)) => Ok(Change::Written),
            Some(Err(error)) => Err(Error::Write { path, source: plain(error.error) }),
        }
    }
}

/// Adds to the end of a file, which need not be there yet.
///
/// # Errors
///
/// If the disk refuses.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let file = fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(bytes)).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// The file that stands where a folder is wanted or above it, so that nothing can be written there.
pub fn obstacle(folder: &Path) -> Option<PathBuf> {
    let above = folder.ancestors().find(|above| above.exists())?;
    above.is_file().then(|| above.to_owned())
}

/// The error of the system itself, without the name of the temporary file that `tempfile` puts around it.
pub(super) fn plain(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source).and_then(|inner| inner.downcast_ref::<io::Error>());
    match inner.and_then(io::Error::raw_os_error) {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error,
    }
}

/// Whether a file stands at a path.
pub fn has_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a folder stands at a path.
pub fn has_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether two paths lead to one file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        (_, _) => false,
    }
}

/// Takes away what processes that were killed left half-written in a folder, if nothing has been written to it for an hour.
/// Younger files may be another process's. What can't be taken away harms nobody.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_temporary(&entry.path()) && entry.metadata().is_ok_and(|metadata| is_abandoned(&metadata)) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Whether a file has the name of a temporary one.
pub(super) fn is_temporary(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(PREFIX))
}

/// Whether nobody is writing a temporary file any more.
pub(super) fn is_abandoned(metadata: &fs::Metadata) -> bool {
    let age = |modified| SystemTime::now().duration_since(modified).ok();
    metadata.is_file() && metadata.modified().ok().and_then(age).is_some_and(|age| age > ABANDONED)
}

/// Takes a file away, unless somebody else has.
///
/// # Errors
///
/// If the disk refuses.
pub fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::Write { path: path.to_owned(), source }),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The content of a file of a known size; `None` where it is not there, can't be read or has another size.
pub fn read_sized(path: &Path, bytes: usize) -> Option<Vec<u8>> {
    let has_length = fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes as u64);
    if has_length { fs::read(path).ok() } else { None }
}

/// What [`write()`] would change; nothing is written.
pub fn compare(path: &Path, bytes: &[u8]) -> Change {
    if has_content(path, bytes) { Change::Unchanged } else { Change::Written }
}

/// Whether the file has exactly this content. One that can't be read has not.
fn has_content(path: &Path, bytes: &[u8]) -> bool {
    read_sized(path, bytes.len()).is_some_and(|found| found == bytes)
}

/// Replaces a file whole, but does not wait until it is on the disk: after a loss of power it may be damaged.
pub(super) fn replace_quickly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let persisted = temporary(path, bytes).and_then(|file| file.persist(path).map_err(|error| error.error));
    persisted.map(drop).map_err(plain)
}

/// A temporary file with some content, beside the file that it is for.
pub(super) fn temporary(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// The content of a file under another, temporary name; `None` where there is no file. It is the file itself, where the
/// disk lets a file have two names, and takes neither time nor room then.
pub(super) fn kept(path: &Path) -> io::Result<Option<tempfile::TempPath>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match builder().make_in(folder, |name| fs::hard_link(path, name)) {
        Ok(file) => Ok(Some(file.into_temp_path())),
        Err(_) if fs::symlink_metadata(path).is_err() => Ok(None),
        Err(_) => Ok(Some(temporary(path, &fs::read(path)?)?.into_temp_path())),
    }
}

/// A maker of temporary files with the permissions of any new file, not only for their owner.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_left_alone_after() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("new/folder/report.pdf");
        assert_eq!(write(&path, b"one").unwrap(), Change::Written);
        assert_eq!(write(&path, b"one").unwrap(), Change::Unchanged);
        assert_eq!(write(&path, b"two").unwrap(), Change::Written);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_staged_is_seen_when_it_is_placed_and_goes_otherwise() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("report.pdf");
        write(&path, b"one").unwrap();
        drop(stage(&path, b"two").unwrap());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
        let staged = stage(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(staged.place().unwrap(), Change::Written);
        assert_eq!(stage(&path, b"two").unwrap().place().unwrap(), Change::Unchanged);
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn what_is_added_stands_after_what_was_there() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("summary.md");
        append(&path, b"one\n").unwrap();
        append(&path, b"two\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\n");
        assert!(matches!(append(&path.join("below"), b"x"), Err(Error::Write { .. })));
    }

    #[test]
    fn what_can_not_be_written_says_where() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "x").unwrap();
        let error = write(&file.join("below"), b"y").unwrap_err();
        assert!(error.to_string().contains("below"), "{error}");
    }

    #[test]
    fn comparing_says_what_writing_would_change_and_changes_nothing() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("report.pdf");
        assert_eq!(compare(&path, b"one"), Change::Written);
        assert!(!path.exists());
        write(&path, b"one").unwrap();
        assert_eq!([compare(&path, b"one"), compare(&path, b"two")], [Change::Unchanged, Change::Written]);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn what_a_killed_process_left_is_taken_away_and_what_is_being_written_is_not() {
        let root = tempfile::tempdir().unwrap();
        let file = |name: &str, hours: u64| {
            let file = fs::File::create(root.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(3600 * hours)).unwrap();
        };
        file(".hokoku-old", 2);
        file(".hokoku-new", 0);
        file("report.pdf", 2);
        sweep(root.path());
        let mut left: Vec<_> = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".hokoku-new", "report.pdf"]);
        sweep(&root.path().join("nowhere"));
    }

    #[test]
    fn a_file_in_the_way_of_a_folder_is_found() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "x").unwrap();
        assert_eq!(obstacle(&file), Some(file.clone()));
        assert_eq!(obstacle(&file.join("below/it")), Some(file));
        assert_eq!(obstacle(&root.path().join("new/folder")), None);
    }

    #[test]
    fn a_folder_of_that_name_stays_and_nothing_is_left_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("report.pdf");
        fs::create_dir(&target).unwrap();
        let error = write(&target, b"y").unwrap_err();
        assert!(error.to_string().contains("report.pdf") && !error.to_string().contains(".hokoku-"), "{error}");
        assert!(target.is_dir());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    /// The test runs itself again as a process that may write one kilobyte: to the program, a disk that is full.
    #[test]
    #[cfg(unix)]
    fn a_full_disk_leaves_what_stood_there_and_nothing_else() {
        const TARGET: &str = "HOKOKU_TEST_FULL_DISK";
        if let Some(target) = std::env::var_os(TARGET) {
            let error = write(Path::new(&target), &[0; 1 << 20]).unwrap_err();
            assert!(error.to_string().ends_with("report.pdf`: file too large"), "{error}");
            return;
        }
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("report.pdf");
        write(&target, b"before").unwrap();
        let limited = std::process::Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact \"$1\""])
            .arg(std::env::current_exe().unwrap())
            .arg("host::write::tests::a_full_disk_leaves_what_stood_there_and_nothing_else")
            .env(TARGET, &target)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&limited.stdout);
        assert!(limited.status.success() && said.contains("1 passed"), "{said}");
        assert_eq!(fs::read(&target).unwrap(), b"before");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
