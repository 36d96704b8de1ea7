//! Fingerprints of what goes in and what comes out. SHA-256 (FIPS 180-4), since issued files are named by it.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::dataset::InputFile;

/// The SHA-256 of some bytes, in lowercase hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// One SHA-256 over files: of each, in order of path, the length of the path, the path, the length of the
/// content and the content. Lengths are 8 bytes, big-endian, so that no two sets of files look alike.
pub fn hash_files<'a>(files: impl IntoIterator<Item = &'a InputFile>) -> String {
    let mut sorted: Vec<&InputFile> = files.into_iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hasher = Sha256::new();
    for part in sorted.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes[..]]) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    to_hex(&hasher.finalize())
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes every text");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)]) -> String {
        let files: Vec<InputFile> = files
            .iter()
            .map(|(path, text)| InputFile { path: (*path).into(), bytes: text.as_bytes().into() })
            .collect();
        hash_files(&files)
    }

    #[test]
    fn the_hash_of_nothing_is_that_of_the_standard() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn the_order_of_files_does_not_matter_but_their_borders_do() {
        assert_eq!(check(&[("a", "1"), ("b", "2")]), check(&[("b", "2"), ("a", "1")]));
        assert_ne!(check(&[("a", "1b"), ("c", "2")]), check(&[("a", "1"), ("bc", "2")]));
    }
}
