//! Writing several files so that all of them have their new content, or all their old.
//!
//! What takes time and room comes first: the new contents, and copies of the old ones, are written and synced beside their
//! targets. Then each new file takes its name, which is a rename. If one of them fails, the copies of those before it take
//! their names back, which are renames too, so that a full disk cannot stop them. What is not covered is the end of the process or the
//! machine between two renames: then every file is whole, but some are new and some old.
//!
//! A file keeps its permissions, and a symbolic link stays one: the file that it leads to is the one that is written.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::Error;
use super::write::{Change, Staged, kept, plain, temporary};

/// A file with what it held when it was read and what it shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Which.
    pub path: PathBuf,
    /// What it held; `None` where it did not exist.
    pub before: Option<Vec<u8>>,
    /// What it shall hold.
    pub after: Vec<u8>,
}

/// A file that has its new content and should have its old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which.
    pub path: PathBuf,
    /// Where its old content is; `None` where it did not exist, or the copy is lost.
    pub copy: Option<PathBuf>,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.path.display())?;
        match &self.copy {
            Some(copy) => write!(f, " (its old content is in `{}`)", copy.display()),
            None => Ok(()),
        }
    }
}

/// A file that waits for its rename.
struct Ready {
    path: PathBuf,
    new: TempPath,
    /// A copy of what it held.
    old: Option<TempPath>,
}

/// Writes files in their order, all or none, and the folders above them.
///
/// # Errors
///
/// If a file is not what it was when it was read, or the disk refuses; then every file is as it was, but for
/// [`Error::Torn`].
pub fn write_all(files: &[Replacement]) -> Result<(), Error> {
    let mut ready = Vec::new();
    for Replacement { path, before, after } in files {
        let failed = |source| Error::Write { path: path.clone(), source: plain(source) };
        if current(path)? != *before {
            return Err(Error::Changed { path: path.clone() });
        }
        let path = target(path).map_err(failed)?;
        let new = prepare(&path, after).map_err(failed)?;
        let old = before.as_ref().map(|before| prepare(&path, before)).transpose().map_err(failed)?;
        ready.push(Ready { path, new, old });
    }
    take_names(ready)
}

/// Gives all files their names, or none.
fn take_names(ready: Vec<Ready>) -> Result<(), Error> {
    let mut done: Vec<(PathBuf, Option<TempPath>)> = Vec::new();
    for Ready { path, new, old } in ready {
        let named = match old {
            Some(_) => new.persist(&path),
            // What has appeared there since is somebody else's.
            None => new.persist_noclobber(&path),
        };
        if let Err(error) = named {
            return Err(put_back(done, &path, plain(error.error)));
        }
        done.push((path, old));
    }
    Ok(())
}

/// Gives staged contents their files' names, all or none. Says of each what that changed.
///
/// # Errors
///
/// If the disk refuses one; then every file is as it was, but for [`Error::Torn`].
pub fn place_all(staged: Vec<Staged>) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut done: Vec<(PathBuf, Option<TempPath>)> = Vec::new();
    for Staged { path, file } in staged {
        let Some(file) = file else {
            changes.push(Change::Unchanged);
            continue;
        };
        let placed = kept(&path).and_then(|old| file.persist(&path).map(|_| old).map_err(|error| error.error));
        match placed {
            Ok(old) => done.push((path, old)),
            Err(source) => return Err(put_back(done, &path, plain(source))),
        }
        changes.push(Change::Written);
    }
    Ok(changes)
}

/// Gives the files their old content again, the last first. Where that fails, the copy of the old content stays.
fn put_back(done: Vec<(PathBuf, Option<TempPath>)>, failed: &Path, source: io::Error) -> Error {
    let mut left = Vec::new();
    for (path, old) in done.into_iter().rev() {
        let copy = match old {
            Some(old) => match old.persist(&path) {
                Ok(()) => continue,
                Err(error) => error.path.keep().ok(),
            },
            None if fs::remove_file(&path).is_ok() => continue,
            None => None,
        };
        left.push(Left { path, copy });
    }
    let path = failed.to_owned();
    if left.is_empty() { Error::Write { path, source } } else { Error::Torn { path, source, left } }
}

fn current(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// The file that a path means, behind all symbolic links. One that leads nowhere is an error.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path),
        Ok(_) | Err(_) => Ok(path.to_owned()),
    }
}

/// A temporary file beside another, with some content and the other's permissions.
fn prepare(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let file = temporary(path, bytes)?;
    if let Ok(metadata) = fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

#[cfg(test)]
mod tests {
    use super::super::stage;
    use super::*;

    fn replacement(path: &Path, before: Option<&str>, after: &str) -> Replacement {
        Replacement { path: path.to_owned(), before: before.map(|text| text.into()), after: after.into() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_get_their_new_content_and_nothing_is_left_beside_them() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        fs::write(&a, "old").unwrap();
        write_all(&[replacement(&a, Some("old"), "new"), replacement(&b, None, "made")]).unwrap();
        assert_eq!((fs::read(&a).unwrap(), fs::read(&b).unwrap()), (b"new".to_vec(), b"made".to_vec()));
        assert_eq!(names(root.path()), ["a", "b"]);
    }

    #[test]
    fn a_file_that_somebody_changed_meanwhile_stops_all_of_them() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        fs::write(&a, "old").unwrap();
        fs::write(&b, "theirs").unwrap();
        let error = write_all(&[replacement(&a, Some("old"), "new"), replacement(&b, Some("old"), "new")]).unwrap_err();
        assert!(matches!(error, Error::Changed { path } if path == b));
        let error = write_all(&[replacement(&a, Some("old"), "new"), replacement(&b, None, "new")]).unwrap_err();
        assert!(matches!(error, Error::Changed { .. }));
        assert_eq!(fs::read(&a).unwrap(), b"old");
        assert_eq!(names(root.path()), ["a", "b"]);
    }

    #[test]
    fn what_was_renamed_before_a_failure_is_put_back() {
        let root = tempfile::tempdir().unwrap();
        let (a, b, c) = (root.path().join("a"), root.path().join("b"), root.path().join("c"));
        fs::write(&a, "old").unwrap();
        let prepared = |path: &Path| prepare(path, fs::read(path).unwrap_or_default().as_slice()).unwrap();
        let done = vec![(a.clone(), Some(prepared(&a))), (b.clone(), None)];
        fs::write(&a, "new").unwrap();
        fs::write(&b, "made").unwrap();
        let error = put_back(done, &c, io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(matches!(error, Error::Write { path, .. } if path == c));
        assert_eq!(fs::read(&a).unwrap(), b"old");
        assert_eq!(names(root.path()), ["a"]);
    }

    #[test]
    fn of_what_is_staged_all_is_placed_or_nothing() {
        let root = tempfile::tempdir().unwrap();
        let [old, new, last] = ["old", "new", "last"].map(|name| root.path().join(name));
        let stage_all = || {
            let mut staged = vec![stage(&old, b"1").unwrap(), stage(&new, b"2").unwrap(), stage(&last, b"3").unwrap()];
            staged.insert(0, Staged::in_place(&root.path().join("other")));
            staged
        };
        fs::write(&old, "0").unwrap();
        let staged = stage_all();
        // Somebody makes a folder there, after the contents were written.
        fs::create_dir(&last).unwrap();
        let error = place_all(staged).unwrap_err();
        assert!(matches!(&error, Error::Write { path, .. } if *path == last), "{error}");
        assert_eq!(fs::read(&old).unwrap(), b"0");
        assert_eq!(names(root.path()), ["last", "old"]);
        fs::remove_dir(&last).unwrap();
        let written = Change::Written;
        assert_eq!(place_all(stage_all()).unwrap(), [Change::Unchanged, written, written, written]);
        assert_eq!([&old, &new, &last].map(|path| fs::read(path).unwrap()), [b"1", b"2", b"3"]);
        assert_eq!(names(root.path()), ["last", "new", "old"]);
        assert_eq!(place_all(stage_all()).unwrap(), [Change::Unchanged; 4]);
    }

    #[test]
    fn what_cannot_be_put_back_is_named_with_its_copy_and_the_rest_is_put_back() {
        let root = tempfile::tempdir().unwrap();
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| root.path().join(name));
        let copy = |path: &Path, text: &str| (path.to_owned(), Some(prepare(path, text.as_bytes()).unwrap()));
        let done = vec![copy(&a, "old a"), copy(&b, "old b"), copy(&c, "old c")];
        fs::write(&a, "new a").unwrap();
        for folder in [&b, &c] {
            // No file can take the name of a folder that is not empty.
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("x"), "").unwrap();
        }
        let error = put_back(done, &d, io::Error::from(io::ErrorKind::PermissionDenied));
        let text = error.to_string();
        let Error::Torn { path, left, .. } = error else { panic!("{text}") };
        assert_eq!(path, d);
        assert_eq!(left.iter().map(|left| left.path.clone()).collect::<Vec<_>>(), [c, b]);
        let copies: Vec<_> = left.iter().map(|left| fs::read(left.copy.as_ref().unwrap()).unwrap()).collect();
        assert_eq!(copies, [b"old c", b"old b"]);
        assert!(left.iter().all(|left| text.contains(&left.to_string())), "{text}");
        assert_eq!(fs::read(&a).unwrap(), b"old a");
    }

    #[test]
    fn a_file_that_has_appeared_meanwhile_is_not_written_over() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        fs::write(&a, "old").unwrap();
        let ready = vec![
            Ready { path: a.clone(), new: prepare(&a, b"new").unwrap(), old: Some(prepare(&a, b"old").unwrap()) },
            Ready { path: b.clone(), new: prepare(&b, b"made").unwrap(), old: None },
        ];
        fs::write(&b, "theirs").unwrap();
        let error = take_names(ready).unwrap_err();
        assert!(matches!(error, Error::Write { path, .. } if path == b));
        assert_eq!((fs::read(&a).unwrap(), fs::read(&b).unwrap()), (b"old".to_vec(), b"theirs".to_vec()));
        assert_eq!(names(root.path()), ["a", "b"]);
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_an_error_before_anything_is_written() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        fs::write(&a, "old").unwrap();
        fs::create_dir(&b).unwrap();
        write_all(&[replacement(&a, Some("old"), "new"), replacement(&b, None, "x")]).unwrap_err();
        assert_eq!(fs::read(&a).unwrap(), b"old");
        assert_eq!(names(root.path()), ["a", "b"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay_and_a_link_to_nowhere_is_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let root = tempfile::tempdir().unwrap();
        let (a, link, lost) = (root.path().join("a"), root.path().join("link"), root.path().join("lost"));
        fs::write(&a, "old").unwrap();
        fs::set_permissions(&a, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("a", &link).unwrap();
        symlink("nowhere", &lost).unwrap();
        write_all(&[replacement(&link, Some("old"), "new")]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&a).unwrap(), b"new");
        assert_eq!(fs::metadata(&a).unwrap().permissions().mode() & 0o777, 0o600);
        write_all(&[replacement(&a, Some("new"), "newer"), replacement(&lost, None, "x")]).unwrap_err();
        assert_eq!(fs::read(&a).unwrap(), b"new");
    }
}
