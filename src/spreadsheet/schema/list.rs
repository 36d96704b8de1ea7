//! Several values in one text: how lists and places in documents are written in a cell.
//!
//! Codes stand beside each other with `, ` between them. Anything else stands one a line; in an item, `\n` is a line
//! break, `\r` a carriage return, `\\` a backslash, and an item that is only `\e` is an empty one. A place in a document is its id, then
//! `line`, `page` and `cell`, each behind ` | `: `yearbook | line 33, 57 | page 4`, in which `\p` is `|`.

use crate::model::SourceReference;

/// Writes codes beside each other.
pub(super) fn join_codes(codes: impl Iterator<Item = String>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

/// Reads codes; people also use semicolons and lines.
pub(super) fn split_codes(text: &str) -> Vec<&str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|code| !code.is_empty()).collect()
}

/// Writes items one a line.
pub(super) fn join_items(items: impl Iterator<Item = String>) -> String {
    items.map(|item| if item.is_empty() { "\\e".to_owned() } else { escape(&item) }).collect::<Vec<_>>().join("\n")
}

/// Reads items one a line. Empty lines are none.
pub(super) fn split_items(text: &str) -> Vec<String> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).filter(|line| !line.is_empty());
    lines.map(unescape).collect()
}

/// Writes a place in a document.
pub(super) fn source_text(source: &SourceReference) -> String {
    let SourceReference { document, line, page, cell } = source;
    let part = |text: &str| text.replace('\\', "\\\\").replace('|', "\\p");
    let mut text = part(document);
    for (word, place) in [("line", line), ("page", page), ("cell", cell)] {
        if let Some(place) = place {
            text.push_str(&format!(" | {word} {}", part(place)));
        }
    }
    text
}

/// Reads a place in a document; `None` where a part has none of the three words, or one comes twice.
pub(super) fn parse_source(text: &str) -> Option<SourceReference> {
    let mut parts = text.split('|').peekable();
    let document = unescape(parts.next()?.trim());
    let mut source = SourceReference { document, line: None, page: None, cell: None };
    while let Some(part) = parts.next() {
        let (word, place) = part.strip_prefix(' ').unwrap_or(part).split_once(' ')?;
        // The blank before the next bar is no part of the place.
        let place = if parts.peek().is_some() { place.strip_suffix(' ').unwrap_or(place) } else { place };
        let slot = match word {
            "line" => &mut source.line,
            "page" => &mut source.page,
            "cell" => &mut source.cell,
            _ => return None,
        };
        if slot.replace(unescape(place)).is_some() {
            return None;
        }
    }
    (!source.document.is_empty()).then_some(source)
}

/// How the places of a text are meant where a number has none of the three words before it: `yearbook | line 67` for
/// `yearbook | 67`. `None` where that is not what is wrong.
pub(super) fn with_words(text: &str) -> Option<String> {
    let meant = text.split('\n').filter(|item| parse_source(item).is_none()).find_map(|item| {
        let (document, place) = item.split_once('|')?;
        let (document, place) = (document.trim(), place.trim());
        place.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{document} | line {place}"))
    })?;
    parse_source(&meant).map(|_| meant)
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// Reads escapes; a backslash before anything else stays.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('p') => plain.push('|'),
            Some('e') => {}
            Some('\\') => plain.push('\\'),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    plain
}
