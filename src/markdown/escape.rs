//! The escaper: any text as Markdown that reads back as that text.

/// Longest run of digits that can begin an ordered list (CommonMark 0.31, 5.2).
const LONGEST_LIST_NUMBER: usize = 9;

/// Writes a text so that Markdown reads it back letter by letter, wherever text may stand: in a paragraph, a
/// heading, a list item, a table cell, a link text, a quote, emphasis or a footnote.
///
/// Line ends come back as forced line ends, but not at the end of a block. The empty text stays empty, which
/// no Markdown can tell from nothing (`****`): the caller refuses it.
///
/// # Errors
///
/// The first character that no format can print: a control character other than tab and line ends, or one of
/// the two noncharacters U+FFFE and U+FFFF.
///
/// # Examples
///
/// ```
/// use hokoku::markdown::escape;
/// assert_eq!(escape("5 * 3 | <b>").as_deref(), Ok(r"5 \* 3 &#124; \<b\>"));
/// assert_eq!(escape("2024").as_deref(), Ok("&#50;024"));
/// assert_eq!(escape("\u{7}"), Err('\u{7}'));
/// ```
pub fn escape(text: &str) -> Result<String, char> {
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    let could_begin_list = text.len() <= LONGEST_LIST_NUMBER && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut markdown = String::with_capacity(text.len() + text.len() / 8);
    for (at, character) in text.char_indices() {
        let is_at_edge = at == 0 || at == last;
        if is_refused(character) {
            return Err(character);
        }
        // White space at the edges would be trimmed; a tab can become an indent and a pipe a table.
        let is_referenced = matches!(character, '\n' | '\r' | '\t' | '|' | '\u{FEFF}')
            || (is_at_edge && character.is_whitespace())
            || (at == 0 && could_begin_list);
        if is_referenced {
            markdown.push_str("&#");
            markdown.push_str(&u32::from(character).to_string());
            markdown.push(';');
        } else {
            if character.is_ascii_punctuation() {
                markdown.push('\\');
            }
            markdown.push(character);
        }
    }
    Ok(markdown)
}

/// Whether no format could print the character.
pub(super) fn is_refused(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n' | '\r')) || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_markdown_could_take_for_markup_is_escaped() {
        let cases = [
            ("plain words, Кыргызча", "plain words\\, Кыргызча"),
            (" a b ", "&#32;a b&#32;"),
            ("\u{A0}a\u{A0}b", "&#160;a\u{A0}b"),
            ("a\n\tb", "a&#10;&#9;b"),
            ("2024", "&#50;024"),
            ("1234567890", "1234567890"),
            ("20.5", "20\\.5"),
            ("\u{FEFF}x", "&#65279;x"),
            ("", ""),
        ];
        for (text, markdown) in cases {
            assert_eq!(escape(text).as_deref(), Ok(markdown), "{text:?}");
        }
    }

    #[test]
    fn characters_that_no_format_can_print_are_refused() {
        for character in ['\0', '\u{1B}', '\u{7F}', '\u{85}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(escape(&format!("a{character}b")), Err(character));
        }
    }
}
