//! Whether a file is a Word document or a spreadsheet, by what it holds.

use super::Request;
use crate::package::{Bytes, Limits};
use crate::spreadsheet::read::{FileKind, sniff};

/// Whether a file is to be read as a Word document. What is neither is taken for what its name says.
pub(super) fn is_word(request: &Request<'_>) -> bool {
    let ending = request.name().rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let is_named_so = ["docx", "docm", "dotx", "doc", "odt"].contains(&ending.as_str());
    match sniff(request.bytes, Limits::default()) {
        Ok(FileKind::Xlsx | FileKind::Xlsb | FileKind::Xls | FileKind::Ods) => false,
        // Any bytes may be text in columns.
        Ok(FileKind::Csv) => is_named_so,
        Err(_) => is_named_so || has_word_parts(request.bytes),
    }
}

/// Whether bytes hold the name of the main part of a Word document, or that of a stream of its old format (MS-DOC, 2.1).
fn has_word_parts(bytes: Bytes<'_>) -> bool {
    let stream: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // What can not be read is told by the reader.
    let has = |name: &[u8]| bytes.has(name).unwrap_or_default();
    has(b"word/document.xml") || has(&stream)
}
