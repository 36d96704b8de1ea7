//! What a mistyped amount, date or period was probably meant to be. Only for hints: nothing is corrected.

use super::deserializer::nearest_word;
use crate::model::{Date, Period, Quantity};

const SCALES: [&str; 4] = ["thousand", "million", "hundred-million", "billion"];
/// Longer texts are not meant to be one of these values.
const LONGEST: usize = 60;

/// An amount with thousands separators, a decimal comma, or a mistyped scale.
pub(super) fn amount(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let is_number_part =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '-');
    let end = text.find(|c| !is_number_part(c)).unwrap_or(text.len());
    let (number, words) = text.split_at_checked(end)?;
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
    let number = match number.rsplit_once(',') {
        Some((whole, decimals)) if decimals.len() != 3 && !whole.contains([',', '.']) => format!("{whole}.{decimals}"),
        Some(_) | None => number.replace(',', ""),
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    let meant = match words[..] {
        [unit] => format!("{number} {unit}"),
        [scale, unit] => format!("{number} {} {unit}", nearest_word(&scale.to_lowercase(), SCALES)?),
        _ => return None,
    };
    Quantity::parse(&meant).ok().map(|_| meant)
}

/// A date with dots, slashes or without leading zeros, day first or year first.
pub(super) fn date(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some(year) = text.to_uppercase().strip_prefix("JFY").or(text.to_uppercase().strip_prefix("FY")) {
        return checked_date(format!("JFY{}", year.trim()));
    }
    let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).collect();
    checked_date(match parts[..] {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
        _ => return None,
    })
}

fn checked_date(text: String) -> Option<String> {
    Date::parse(&text).map(|_| text)
}

/// A period that is reversed, or written with a dash or a word between its dates.
pub(super) fn period(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let separators = ["/", " to ", " - ", " – ", "–", "—", "..", "-"];
    let halves = |separator: &&str| text.split_once(*separator).map(|(start, end)| (start.trim(), end.trim()));
    separators.iter().filter_map(halves).find_map(|(start, end)| {
        let side = |text: &str| if Date::parse(text).is_some() { Some(text.to_owned()) } else { date(text) };
        let (start, end) = (side(start)?, side(end)?);
        [format!("{start}/{end}"), format!("{end}/{start}")].into_iter().find(|text| Period::parse(text).is_ok())
    })
}
