//! A file that stays on the disk while it is read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::Error;

/// Smaller files are held in memory, where nothing changes them while they are read.
const HELD: u64 = 16_000_000;

/// A file that a command was given.
#[derive(Debug)]
pub struct StoredFile {
    file: File,
    length: u64,
    held: Option<Vec<u8>>,
}

impl StoredFile {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// If it can not be read.
    pub fn open(path: &Path) -> Result<StoredFile, Error> {
        let failed = |source| Error::Read { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(failed)?;
        let mut held = Vec::new();
        file.by_ref().take(HELD + 1).read_to_end(&mut held).map_err(failed)?;
        let is_small = held.len() as u64 <= HELD;
        let length = if is_small { held.len() as u64 } else { file.metadata().map_err(failed)?.len() };
        Ok(StoredFile { file, length, held: is_small.then_some(held) })
    }

    /// Its bytes, where they are held in memory.
    pub fn held(&self) -> Option<&[u8]> {
        self.held.as_deref()
    }

    /// How many bytes it had when it was opened.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Reads some bytes from a place on, as [`Read::read`] does.
    ///
    /// # Errors
    ///
    /// If they can not be read.
    pub fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(offset))?;
        file.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(length: usize, is_held: bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let bytes: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        let file = StoredFile::open(&path).unwrap();
        assert_eq!((file.held().is_some(), file.length()), (is_held, length as u64));
        assert!(file.held().is_none_or(|held| held == bytes));
        for start in [0, length / 2, length] {
            let mut piece = [0; 10];
            let read = file.read_at(start as u64, &mut piece).unwrap();
            assert_eq!(piece[..read], bytes[start..][..read]);
            assert!(read > 0 || start == length);
        }
    }

    #[test]
    fn large_files_stay_on_the_disk_and_have_the_same_bytes() {
        check(0, true);
        check(1_000, true);
        check(17_000_000, false);
    }
}
