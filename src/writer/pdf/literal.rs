//! Typst values as source text: strings, contents, arrays, lengths. Floor 3.
//!
//! Every text of a report passes through [`string`]; nothing else in this folder may put data into markup.

use std::fmt::Write as _;

/// A string literal that Typst reads back as exactly `text`.
///
/// Quotes, backslashes and control characters are escaped, so the literal is one line and cannot be left.
pub(super) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            // Line ends of Unicode and marks that turn the writing direction are shown by their number, so that
            // the markup itself reads as it is.
            character
                if character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                write!(literal, "\\u{{{:x}}}", u32::from(character)).expect("a String takes any text");
            }
            character => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// A string literal, or `none` for an empty text.
pub(super) fn optional_string(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { string(text) }
}

/// An array literal of finished expressions; one element alone needs the comma behind it.
pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    if items.is_empty() { "()".to_owned() } else { format!("({},)", items.join(", ")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_back(text: &str) -> Option<String> {
        let literal = string(text);
        let root = typst::syntax::parse_code(&literal);
        assert!(root.errors_and_warnings().0.is_empty(), "{literal}");
        let children: Vec<_> = root.children().collect();
        assert_eq!(children.len(), 1, "{literal}");
        children[0].cast::<typst::syntax::ast::Str>().map(|literal| literal.get().to_string())
    }

    #[test]
    fn code_markup_and_templates_stand_letter_by_letter() {
        let text = "#read(\"/etc/passwd\") *x* [a](b) <b> $1$ {{ 7*7 }} \\u{41} // x";
        assert_eq!(string(text), r##""#read(\"/etc/passwd\") *x* [a](b) <b> $1$ {{ 7*7 }} \\u{41} // x""##);
        assert_eq!(read_back(text).as_deref(), Some(text));
    }

    #[test]
    fn line_ends_and_controls_are_escaped() {
        assert_eq!(string("a\nb\u{0}\u{2028}\u{202e}"), "\"a\\nb\\u{0}\\u{2028}\\u{202e}\"");
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in any::<String>()) {
            prop_assert_eq!(read_back(&text), Some(text));
        }
    }
}
