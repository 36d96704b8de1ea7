//! One process at a time.

use std::fs::{File, OpenOptions};
use std::path::Path;

use super::Error;

/// Held until it is dropped, or its process ends in whatever way.
#[derive(Debug)]
#[must_use = "what is not kept is given back at once"]
pub struct Lock {
    _file: File,
}

/// Waits until no other process holds the lock of a file, and takes it. The file is made where it is missing; it stays
/// there, empty, since to take it away could leave two processes with a lock each.
///
/// # Errors
///
/// If the disk refuses, or knows no locks.
pub fn lock(path: &Path) -> Result<Lock, Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(Lock { _file: file })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use super::*;

    #[test]
    fn what_is_read_and_written_under_the_lock_is_not_lost() {
        let root = tempfile::tempdir().unwrap();
        let (guard, counter) = (root.path().join(".lock"), root.path().join("counter"));
        fs::write(&counter, "").unwrap();
        let add = || {
            let _held = lock(&guard).unwrap();
            let old = fs::read_to_string(&counter).unwrap();
            thread::yield_now();
            fs::write(&counter, old + "x").unwrap();
        };
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(add);
            }
        });
        assert_eq!(fs::read_to_string(&counter).unwrap().len(), 16);
        assert_eq!(fs::read(&guard).unwrap(), b"");
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert!(matches!(lock(&root.path().join("none/.lock")), Err(Error::Write { .. })));
    }
}
