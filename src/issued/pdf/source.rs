//! Dictionaries as they are written in a file, so that what is written anew keeps every digit.
//!
//! `lopdf` keeps seven digits of a number. That moves the edge of a page by less than anybody sees, and still changes
//! how a reader draws the pixels of a picture on it.

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, ObjectId};

use super::open::MOST_UNFOLDED;
use super::syntax::{Entry, entries, number_at, reference, space_end};

/// The text of a file with the places of its objects.
pub(crate) struct Source<'a> {
    bytes: &'a [u8],
    document: &'a Document,
    /// Object streams that have been unfolded.
    unfolded: BTreeMap<u32, Vec<u8>>,
}

impl<'a> Source<'a> {
    /// `bytes` begin with the header of the file.
    pub(crate) fn new(bytes: &'a [u8], document: &'a Document) -> Source<'a> {
        Source { bytes, document, unfolded: BTreeMap::new() }
    }

    /// The entries of a dictionary that is an object of its own. `None` where it is not found.
    pub(crate) fn dictionary(&mut self, id: ObjectId) -> Option<Vec<Entry>> {
        match *self.document.reference_table.get(id.0)? {
            XrefEntry::Normal { offset, .. } => {
                let text = self.bytes.get(usize::try_from(offset).ok()?..)?;
                let (number, at) = number_at(text, 0)?;
                let (_, at) = number_at(text, at)?;
                let text = text.get(space_end(text, at)..)?.strip_prefix(b"obj")?;
                if number == id.0 { entries(text) } else { None }
            }
            XrefEntry::Compressed { container, index } => {
                let stream = self.document.get_object((container, 0)).and_then(Object::as_stream).ok()?;
                let first = stream.dict.get(b"First").and_then(Object::as_i64).ok()?;
                let unfolded = self.unfolded(container)?;
                let mut at = 0;
                for _ in 0..2 * usize::from(index) {
                    at = number_at(unfolded, at)?.1;
                }
                let (number, at) = number_at(unfolded, at)?;
                let (offset, _) = number_at(unfolded, at)?;
                let start = usize::try_from(first.checked_add(i64::from(offset))?).ok()?;
                if number == id.0 { entries(unfolded.get(start..)?) } else { None }
            }
            XrefEntry::Free | XrefEntry::UnusableFree => None,
        }
    }

    /// The entries of a value that is a dictionary or refers to one.
    pub(crate) fn resolved(&mut self, value: &[u8]) -> Option<Vec<Entry>> {
        match reference(value) {
            Some(id) => self.dictionary(id),
            None => entries(value),
        }
    }

    fn unfolded(&mut self, container: u32) -> Option<&[u8]> {
        if !self.unfolded.contains_key(&container) {
            let stream = self.document.get_object((container, 0)).and_then(Object::as_stream).ok()?;
            let content = match stream.is_compressed() {
                true => stream.decompressed_content_with_limit(MOST_UNFOLDED).ok()?,
                false => stream.content.clone(),
            };
            self.unfolded.insert(container, content);
        }
        self.unfolded.get(&container).map(Vec::as_slice)
    }
}

/// The value of a key, unless it is null.
pub(crate) fn value<'a>(entries: &'a [Entry], key: &[u8]) -> Option<&'a [u8]> {
    let entry = entries.iter().rfind(|entry| entry.is(key));
    entry.map(|entry| entry.value.as_slice()).filter(|value| *value != b"null")
}
