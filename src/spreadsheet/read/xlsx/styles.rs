//! Number formats of cells. ECMA-376-1, 18.8.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::super::format::{Formats, built_in};
use crate::package::{XmlEvent, XmlStream};

/// How many styles cells may have. Excel knows 65,490 (its limit).
const MOST_STYLES: usize = 100_000;

/// The format of every style that a cell can have.
pub(super) fn read<R: BufRead>(mut xml: XmlStream<R>) -> Result<Formats, String> {
    let words = |error: crate::package::XmlError| error.to_string();
    let (mut own, mut styles): (BTreeMap<u32, String>, Vec<u32>) = Default::default();
    let (mut is_in_formats, mut is_in_styles) = (false, false);
    loop {
        match xml.next_event().map_err(words)? {
            XmlEvent::Start(tag) => match tag.local_name() {
                "numFmts" => is_in_formats = true,
                "cellXfs" => is_in_styles = true,
                "numFmt" if is_in_formats => {
                    let id = tag.attribute("numFmtId").map_err(words)?.and_then(|id| id.parse().ok());
                    let code = tag.attribute("formatCode").map_err(words)?;
                    own.extend(id.zip(code.map(|code| code.into_owned())));
                }
                "xf" if is_in_styles => {
                    let id = tag.attribute("numFmtId").map_err(words)?;
                    styles.push(id.and_then(|id| id.parse().ok()).unwrap_or_default());
                }
                _ => {}
            },
            XmlEvent::End(tag) => match tag.local_name() {
                "numFmts" => is_in_formats = false,
                "cellXfs" => is_in_styles = false,
                _ => {}
            },
            XmlEvent::Text(_) => {}
            XmlEvent::Eof => break,
        }
        if styles.len().max(own.len()) > MOST_STYLES {
            return Err(format!("it has more than {MOST_STYLES} styles of cells"));
        }
    }
    let code = |id: &u32| own.get(id).map_or_else(|| built_in(*id), String::as_str);
    Ok(Formats::new(styles.iter().map(code)))
}
