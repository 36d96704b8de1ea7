//! What people wrote beside cells. ECMA-376-1, 18.7 (comments). Conversations of newer programs have such a part too.

use std::io::BufRead;

use super::super::sheet::CellComment;
use super::escape::unescape;
use super::strings::RichText;
use crate::diagnostic::CellRef;
use crate::package::{XmlError, XmlEvent, XmlStream};

/// How many comments of a sheet are kept, and how many bytes of each.
const MOST: usize = 1_000;
const MOST_BYTES: usize = 2_000;

/// Reads the part of a sheet.
pub(super) fn read<R: BufRead>(mut xml: XmlStream<R>) -> Result<Vec<CellComment>, XmlError> {
    let (mut found, mut cell, mut text) = (Vec::new(), None, RichText::default());
    loop {
        match xml.next_event()? {
            XmlEvent::Start(tag) if tag.local_name() == "comment" => {
                cell = tag.attribute("ref")?.and_then(|address| CellRef::parse(&address));
                text = RichText::default();
            }
            XmlEvent::Start(tag) => text.open(tag.local_name()),
            XmlEvent::End(tag) if tag.local_name() == "comment" => {
                let words = unescape(text.text.trim()).into_owned();
                let comment = cell.take().filter(|_| !words.is_empty()).map(|cell| CellComment { cell, text: words });
                found.extend(comment);
            }
            XmlEvent::End(tag) => text.close(tag.local_name()),
            XmlEvent::Text(piece) if text.text.len() < MOST_BYTES => text.text(&piece),
            XmlEvent::Text(_) => {}
            XmlEvent::Eof => return Ok(found),
        }
        if found.len() >= MOST {
            return Ok(found);
        }
    }
}
