//! A file that a command was given, as the bytes that readers take.

use std::io;

use crate::host::StoredFile;
use crate::package::{Bytes, ReadAt};

impl ReadAt for StoredFile {
    fn length(&self) -> u64 {
        StoredFile::length(self)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        StoredFile::read_at(self, offset, buffer)
    }
}

/// Its bytes, in memory or on the disk.
pub(super) fn bytes(file: &StoredFile) -> Bytes<'_> {
    match file.held() {
        Some(held) => Bytes::Held(held),
        None => Bytes::Stored(file),
    }
}
