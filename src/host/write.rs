//! Writing a file whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Error;

/// What writing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file is new or has new bytes.
    Written,
    /// The file already had these bytes and was left alone.
    Unchanged,
}

/// Puts bytes under a name: through a temporary file beside it, synced and renamed, so that no one ever sees half
/// of it. Makes the folders above. A file that already has the bytes is left alone.
///
/// # Errors
///
/// If a step fails (no permission, no space, a folder of that name). Then the name holds what it held before, and
/// no temporary file is left.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<Outcome, Error> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(Outcome::Unchanged);
    }
    let failed = |cause| Error::new("write", path, cause);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|cause| Error::new("make the folder", folder, cause))?;
    let mut file = tempfile::Builder::new().prefix(".hokoku-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    set_readable(file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(Outcome::Written)
}

/// Gives the rights that a new file usually has; temporary files are private to their owner.
#[cfg(unix)]
fn set_readable(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("readable");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_same_bytes_leave_the_file_alone() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("a/b.pdf");
        assert_eq!(write_atomically(&path, b"one").ok(), Some(Outcome::Written));
        assert_eq!(write_atomically(&path, b"one").ok(), Some(Outcome::Unchanged));
        assert_eq!(write_atomically(&path, b"two").ok(), Some(Outcome::Written));
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"two"[..]));
    }

    #[test]
    fn a_failure_names_the_path_and_leaves_nothing_behind() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let taken = folder.path().join("report.pdf");
        fs::create_dir(&taken).expect("made");
        let error = write_atomically(&taken, b"bytes").expect_err("a folder of that name");
        assert!(error.to_string().contains("report.pdf"), "{error}");
        assert_eq!(names(folder.path()), ["report.pdf"]);
        fs::write(folder.path().join("file"), "x").expect("written");
        assert!(write_atomically(&folder.path().join("file/report.pdf"), b"bytes").is_err());
    }
}
