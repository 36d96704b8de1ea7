//! How wide a text is, by estimate, and how it is broken or cut to a width.
//!
//! The widths are those of Noto Sans Regular, rounded up by class of letters, so that a text rather seems
//! too wide than too narrow.

/// Width of a text in points at a type size in points.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Advance width of a character in em.
fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '\u{a0}' | ' ' | '\u{202f}' => 0.28,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | 'I' => 0.42,
        '0'..='9' => 0.58,
        'm' | 'M' | 'W' | 'w' | '@' | '%' | '\u{2014}' => 0.93,
        'a'..='z' => 0.6,
        'A'..='Z' => 0.72,
        '\u{436}' | '\u{448}' | '\u{449}' | '\u{44e}' | '\u{44b}' | '\u{444}' | '\u{43c}' => 0.9,
        '\u{410}'..='\u{42f}' => 0.75,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
        _ => 0.64,
    }
}

/// The text, cut with an ellipsis where it is wider than `limit` points.
pub(super) fn cut(text: &str, size: f64, limit: f64) -> String {
    if width(text, size) <= limit {
        return text.to_owned();
    }
    let mut room = limit - width("\u{2026}", size);
    let kept = text.chars().take_while(|character| {
        room -= em(*character) * size;
        room >= 0.0
    });
    let kept: String = kept.collect();
    format!("{}\u{2026}", kept.trim_end())
}

/// The text in at most `lines` lines, broken at spaces, none wider than `limit`; the last one is cut if the
/// rest does not fit. Text without spaces, as in Japanese, is broken between wide characters.
pub(super) fn wrap(text: &str, size: f64, limit: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    for word in words(text) {
        match wrapped.last_mut() {
            Some(last) if wrapped_fits(last, word, size, limit) => last.push_str(word),
            _ => wrapped.push(word.trim_start().to_owned()),
        }
    }
    if wrapped.len() > lines {
        let rest = wrapped.split_off(lines.saturating_sub(1)).join(" ");
        wrapped.push(rest);
    }
    wrapped.iter().map(|line| cut(line.trim(), size, limit)).collect()
}

fn wrapped_fits(line: &str, word: &str, size: f64, limit: f64) -> bool {
    width(line, size) + width(word.trim_end(), size) <= limit
}

/// The pieces between which a line may end; a space belongs to the piece before it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character == ' ' || em(character) >= 1.0 {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_and_cut() {
        assert_eq!(wrap("Grant aid", 8.0, 100.0, 2), ["Grant aid"]);
        assert_eq!(wrap("Technical cooperation", 8.0, 60.0, 2), ["Technical", "cooperation"]);
        assert_eq!(wrap("one two three four", 8.0, 24.0, 2), ["one", "two\u{2026}"]);
        assert_eq!(wrap("\u{5831}\u{544a}\u{66f8}", 8.0, 17.0, 3), ["\u{5831}\u{544a}", "\u{66f8}"]);
        assert_eq!(wrap("", 8.0, 20.0, 2), Vec::<String>::new());
    }

    #[test]
    fn a_cut_text_is_never_wider_than_its_limit() {
        for limit in [0.0, 5.0, 20.0, 60.0] {
            let text = cut("A very long name of a project", 8.0, limit);
            assert!(width(&text, 8.0) <= limit.max(width("\u{2026}", 8.0)), "{text}");
        }
    }
}
