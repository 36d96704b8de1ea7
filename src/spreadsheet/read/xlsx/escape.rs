//! Characters that SpreadsheetML writes as `_xHHHH_`. ECMA-376-1, 22.9.2.19 (`ST_Xstring`).

use std::borrow::Cow;

/// Puts the characters in the place of their escapes. `_x005F_` is an underscore that begins none.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        units.extend(before.encode_utf16());
        match code(from) {
            Some(unit) => {
                units.push(unit);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// The code of an escape at the beginning of a text.
fn code(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let is_closed = text.get(6..7) == Some("_");
    let is_code = is_closed && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_code { u16::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_characters_and_what_only_looks_like_one_stays() {
        for (text, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x0041_", "A"),
            ("_xD83D__xDE00_", "\u{1f600}"),
            ("snake_x1", "snake_x1"),
            ("_x00_", "_x00_"),
            ("_x令和令和_", "_x令和令和_"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
