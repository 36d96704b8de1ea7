//! Text as text: escaping for content, attributes, scripts and style, and bytes as addresses.

/// Appends text as content. Characters that HTML does not allow are left out.
pub(super) fn push_text(out: &mut String, text: &str) {
    for character in text.chars().filter(|character| is_allowed(*character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}

/// Appends ` name="value"`; the name is our own.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for character in value.chars().filter(|character| is_allowed(*character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Whether a character may stand in a page: no controls but white space, no noncharacters (HTML, 13.1).
fn is_allowed(character: char) -> bool {
    let is_noncharacter = (0xFDD0..=0xFDEF).contains(&u32::from(character)) || u32::from(character) & 0xFFFE == 0xFFFE;
    (!character.is_control() || matches!(character, '\n' | '\t')) && !is_noncharacter
}

/// JSON that can stand in a `script` element: nothing in it can end the element or open a comment.
pub(super) fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A style sheet that can stand in a `style` element.
pub(super) fn style_sheet(css: &str) -> String {
    css.replace("</", "<\\/").replace("<!--", "<\\!--")
}

/// Bytes in base64 with padding (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (group >> (18 - 6 * place) & 63) as usize;
            out.push(if place <= chunk.len() { char::from(ALPHABET[index]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{ff}", "w78=")];
        for (text, expected) in cases {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn text_cannot_become_markup() {
        let mut out = String::new();
        push_text(&mut out, "<b>&\u{0}\u{fffe}");
        push_attribute(&mut out, "title", "\"><b>'");
        assert_eq!(out, "&lt;b&gt;&amp; title=\"&quot;&gt;&lt;b&gt;'\"");
        assert_eq!(script_json("\"</script><!--\""), "\"\\u003c/script>\\u003c!--\"");
        assert_eq!(style_sheet("a{content:'</style>'}"), "a{content:'<\\/style>'}");
    }
}
