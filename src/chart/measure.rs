//! How wide a text is, and how it is broken or cut to a width.
//!
//! The widths are the advances of Noto Sans Regular for the letters that reports mostly have, and estimates by
//! class of letters for others. Kerning is left out.

/// Advances of U+0020 to U+007E in thousandths of an em, read from Noto Sans Regular 2.0.
const LATIN: [u16; 95] = [
    259, 269, 408, 645, 571, 831, 731, 225, 299, 299, 550, 571, 268, 321, 268, 372, 571, 571, 571, 571, 571, 571, 571,
    571, 571, 571, 268, 268, 571, 571, 571, 434, 898, 639, 649, 631, 729, 556, 519, 728, 741, 338, 272, 619, 523, 907,
    759, 780, 604, 780, 622, 548, 556, 730, 600, 930, 585, 565, 571, 329, 372, 329, 571, 443, 580, 561, 615, 479, 615,
    563, 344, 615, 618, 257, 257, 534, 257, 935, 618, 604, 615, 615, 413, 479, 360, 618, 507, 786, 528, 509, 470, 379,
    550, 379, 571,
];

/// Advances of U+0410 to U+044F, likewise.
const CYRILLIC: [u16; 64] = [
    639, 615, 649, 523, 690, 556, 854, 587, 768, 768, 618, 708, 907, 741, 780, 730, 604, 631, 556, 624, 804, 585, 741,
    698, 1037, 1041, 691, 857, 642, 632, 1051, 639, 561, 599, 576, 433, 581, 563, 750, 490, 643, 643, 528, 578, 746,
    637, 604, 624, 615, 479, 476, 509, 725, 528, 631, 612, 897, 905, 695, 777, 594, 494, 835, 559,
];

/// Width of a text in points at a type size in points.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Advance width of a character in em.
fn em(character: char) -> f64 {
    let advance = |advances: &[u16], first: u32| -> f64 {
        let index = usize::try_from(u32::from(character) - first).ok();
        index.and_then(|index| advances.get(index)).map_or(0.64, |advance| f64::from(*advance) / 1000.0)
    };
    match character {
        ' '..='~' => advance(&LATIN, 0x20),
        '\u{410}'..='\u{44f}' => advance(&CYRILLIC, 0x410),
        '\u{a0}' => 0.26,
        '\u{202f}' => 0.2,
        '\u{2018}' | '\u{2019}' => 0.18,
        '\u{2013}' => 0.5,
        '\u{2026}' => 0.8,
        '\u{2014}' => 1.0,
        character if is_square(character) => 1.0,
        _ => 0.64,
    }
}

/// Whether a character stands in a square, as ideographs and kana do; a line may end after each.
fn is_square(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
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
        if character == ' ' || is_square(character) {
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
