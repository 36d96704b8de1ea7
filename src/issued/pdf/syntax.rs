//! Where the values of a dictionary begin and end in the text of a file (ISO 32000-1, 7.2 and 7.3).
//!
//! Values are found, never understood: what they mean is for `lopdf` to say.

use lopdf::ObjectId;

/// How deep values may stand in values.
const MOST_LEVELS: usize = 64;

/// A key with its value, both as they are written; the key without its slash. [`Entry::is`] tells what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Such as `MediaBox`.
    pub(crate) key: Vec<u8>,
    /// Such as `[0 0 595.27559055 841.88976378]`.
    pub(crate) value: Vec<u8>,
}

impl Entry {
    pub(crate) fn new(key: &str, value: Vec<u8>) -> Entry {
        Entry { key: key.as_bytes().to_vec(), value }
    }

    /// Whether the key is a name, however it is written: `/#41B` is `/AB` (ISO 32000-1, 7.3.5).
    pub(crate) fn is(&self, name: &[u8]) -> bool {
        let mut rest = &self.key[..];
        let decoded = std::iter::from_fn(|| {
            let (first, others) = rest.split_first()?;
            let digits = others.get(..2).filter(|_| *first == b'#').and_then(|digits| str::from_utf8(digits).ok());
            let coded = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
            let coded = coded.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            rest = if coded.is_some() { &others[2..] } else { others };
            Some(coded.unwrap_or(*first))
        });
        decoded.eq(name.iter().copied())
    }
}

/// Entries as a dictionary.
pub(crate) fn written(entries: &[Entry]) -> Vec<u8> {
    let lines = entries.iter().map(|entry| [b"/", &entry.key[..], b" ", &entry.value[..], b"\n"].concat());
    [b"<<".to_vec(), lines.collect::<Vec<_>>().concat(), b">>".to_vec()].concat()
}

/// The entries of a dictionary at the beginning of a text. `None` where there is none, or none that ends.
pub(super) fn entries(text: &[u8]) -> Option<Vec<Entry>> {
    let mut at = space_end(text, 0);
    if !text.get(at..)?.starts_with(b"<<") {
        return None;
    }
    at += 2;
    let mut entries = Vec::new();
    loop {
        at = space_end(text, at);
        if text.get(at..)?.starts_with(b">>") {
            return Some(entries);
        }
        let key = text.get(at..value_end(text, at, MOST_LEVELS)?)?.strip_prefix(b"/")?.to_vec();
        let start = space_end(text, at + 1 + key.len());
        let end = match reference_at(text, start) {
            Some((_, end)) => end,
            None => value_end(text, start, MOST_LEVELS)?,
        };
        entries.push(Entry { key, value: text.get(start..end)?.to_vec() });
        at = end;
    }
}

/// The object that a value refers to, such as `12 0 R`.
pub(super) fn reference(value: &[u8]) -> Option<ObjectId> {
    reference_at(value, space_end(value, 0)).map(|(id, _)| id)
}

fn reference_at(text: &[u8], at: usize) -> Option<(ObjectId, usize)> {
    let (number, at) = number_at(text, at)?;
    let (generation, at) = number_at(text, at)?;
    let at = space_end(text, at);
    let is_reference = text.get(at) == Some(&b'R') && text.get(at + 1).is_none_or(|byte| !is_regular(*byte));
    is_reference.then_some(((number, u16::try_from(generation).ok()?), at + 1))
}

/// A whole number, and where it ends.
pub(super) fn number_at(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let start = space_end(text, at);
    let digits = text.get(start..)?.iter().take_while(|byte| is_regular(**byte)).count();
    let number = str::from_utf8(text.get(start..start + digits)?).ok()?.parse().ok()?;
    Some((number, start + digits))
}

/// The end of white space and comments.
pub(super) fn space_end(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        match byte {
            b'%' => at += rest(text, at).iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count(),
            byte if is_space(*byte) => at += 1,
            _ => break,
        }
    }
    at
}

/// The end of the value that begins at a place; of a reference, the end of its number.
fn value_end(text: &[u8], at: usize, levels: usize) -> Option<usize> {
    match rest(text, at) {
        [b'<', b'<', ..] => inner_end(text, at + 2, b">>", levels),
        [b'[', ..] => inner_end(text, at + 1, b"]", levels),
        [b'<', ..] => Some(at + 1 + rest(text, at).iter().position(|byte| *byte == b'>')?),
        [b'(', ..] => string_end(text, at),
        [b'/', name @ ..] => Some(at + 1 + name.iter().take_while(|byte| is_regular(**byte)).count()),
        [byte, ..] if is_regular(*byte) => {
            Some(at + rest(text, at).iter().take_while(|byte| is_regular(**byte)).count())
        }
        _ => None,
    }
}

fn inner_end(text: &[u8], mut at: usize, closing: &[u8], levels: usize) -> Option<usize> {
    let levels = levels.checked_sub(1)?;
    loop {
        at = space_end(text, at);
        if rest(text, at).starts_with(closing) {
            return Some(at + closing.len());
        }
        at = value_end(text, at, levels)?;
    }
}

pub(super) fn string_end(text: &[u8], mut at: usize) -> Option<usize> {
    let mut open = 0_usize;
    loop {
        match text.get(at)? {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
        if open == 0 {
            return Some(at);
        }
    }
}

fn rest(text: &[u8], at: usize) -> &[u8] {
    text.get(at..).unwrap_or_default()
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<String> {
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let found = entries(text.as_bytes())?;
        Some(found.iter().map(|entry| format!("{}={}|", lossy(&entry.key), lossy(&entry.value))).collect())
    }

    #[test]
    fn values_are_found_as_they_are_written() {
        let text = " << /A 1.23456789012/B[ 0 (a\\)]) <3e> ]%c /X 1\n/C<</D 1>>/E 12 0 R/F/G /H(a(b)c)/I true>> rest";
        let meant = "A=1.23456789012|B=[ 0 (a\\)]) <3e> ]|C=<</D 1>>|E=12 0 R|F=/G|H=(a(b)c)|I=true|";
        assert_eq!(check(text).as_deref(), Some(meant));
    }

    #[test]
    fn names_are_the_same_however_they_are_written() {
        let is = |key: &str| Entry::new(key, Vec::new()).is(b"A#B");
        assert_eq!(["A#B", "#41#23#42", "A#23B", "A#b", "#4", "A#2"].map(is), [true, true, true, false, false, false]);
    }

    #[test]
    fn a_number_beside_another_is_no_reference() {
        assert_eq!(check("<</A 12/B 0/R 3>>").as_deref(), Some("A=12|B=0|R=3|"));
        assert_eq!(reference(b"7 0 R"), Some((7, 0)));
        assert_eq!(reference(b"7 0 Rx"), None);
    }

    #[test]
    fn what_does_not_end_or_goes_too_deep_is_nothing() {
        let deep = "[".repeat(100_000);
        for text in ["", "<<", "<</A", "<</A (", "<</A 1", "<</A [1>>", "<<1 2>>", "7", &format!("<</A {deep}")] {
            assert_eq!(check(text), None, "{}", text.get(..20).unwrap_or(text));
        }
    }
}
