//! Shared strings. ECMA-376-1, 18.4.

use std::io::BufRead;

use super::escape::unescape;
use crate::package::{XmlEvent, XmlStream};

/// How much memory texts may take.
const MOST_BYTES: usize = 256_000_000;

/// How many bytes the text of a cell has at most: 32,767 characters (the limit of Excel), each of which may be written as an
/// escape of seven.
pub(super) const MOST_IN_A_CELL: usize = 250_000;

/// The texts that cells share, one behind the other.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    /// Where each ends. Texts of one million rows are many, and end within [`MOST_BYTES`].
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads the part.
    pub(super) fn read<R: BufRead>(mut xml: XmlStream<R>) -> Result<SharedStrings, String> {
        let mut strings = SharedStrings::default();
        let mut item = RichText::default();
        loop {
            match xml.next_event().map_err(|error| error.to_string())? {
                XmlEvent::Start(tag) => item.open(tag.local_name()),
                XmlEvent::End(tag) if tag.local_name() == "si" => {
                    strings.text.push_str(&unescape(&item.text));
                    strings.ends.push(u32::try_from(strings.text.len()).map_err(|_| too_large())?);
                    item = RichText { text: std::mem::take(&mut item.text), ..RichText::default() };
                    item.text.clear();
                    if strings.text.len() + strings.ends.len() * size_of::<u32>() > MOST_BYTES {
                        return Err(too_large());
                    }
                }
                XmlEvent::End(tag) => item.close(tag.local_name()),
                XmlEvent::Text(text) => {
                    item.text(&text);
                    if item.text.len() > MOST_IN_A_CELL {
                        return Err(too_long());
                    }
                }
                XmlEvent::Eof => return Ok(strings),
            }
        }
    }

    /// A text by its number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }
}

fn too_large() -> String {
    format!("the texts of its cells are larger than {} MB", MOST_BYTES / 1_000_000)
}

/// Why a text is not read to its end.
pub(super) fn too_long() -> String {
    "the text of a cell is longer than spreadsheets have".to_owned()
}

/// A text in runs, put together: what stands in `t`, but not the readings of characters (`rPh`).
#[derive(Debug, Default)]
pub(super) struct RichText {
    /// What was found.
    pub(super) text: String,
    is_text: bool,
    is_reading: bool,
}

impl RichText {
    /// An element begins.
    pub(super) fn open(&mut self, name: &str) {
        match name {
            "t" => self.is_text = true,
            "rPh" => self.is_reading = true,
            _ => {}
        }
    }

    /// An element ends.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "rPh" => self.is_reading = false,
            _ => {}
        }
    }

    /// Text is found.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_text && !self.is_reading {
            self.text.push_str(text);
        }
    }
}
