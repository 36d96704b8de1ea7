//! Number formats of axes and labels (ECMA-376-1, 18.8.31).
//!
//! A format is written with point and comma whatever the language; an office prints it with the separators of its
//! reader, as it does with every number of its own.

use rust_decimal::Decimal;

use crate::document::ChartPoint;
use crate::locale::Locale;

/// Most decimals that are looked for in a printed number.
const MOST_DECIMALS: u32 = 10;

/// The format of a number with so many decimals, grouped where the language groups.
pub(super) fn of_decimals(locale: &Locale, decimals: u32) -> String {
    let is_grouped = locale.number(Decimal::from(1_234_567), None).chars().any(|character| !character.is_numeric());
    let whole = if is_grouped { "#,##0" } else { "0" };
    match decimals {
        0 => whole.to_owned(),
        decimals => format!("{whole}.{}", "0".repeat(decimals as usize)),
    }
}

/// The format that shows no less than any of the values.
pub(super) fn of_values(locale: &Locale, values: impl IntoIterator<Item = Decimal>) -> String {
    of_decimals(locale, values.into_iter().map(|value| value.normalize().scale()).max().unwrap_or(0).min(MOST_DECIMALS))
}

/// The format that prints the value of a point as it is printed in the report, with the words around it.
pub(super) fn of_point(locale: &Locale, point: &ChartPoint) -> String {
    let ChartPoint::Known { figure, plotted } = point else { return of_decimals(locale, 0) };
    let found = (0..=MOST_DECIMALS).rev().find_map(|decimals| {
        let (before, after) = figure.text.split_once(&locale.number(*plotted, Some(decimals)))?;
        let is_whole = |text: Option<char>| text.is_none_or(|character| !character.is_numeric());
        let is_number = is_whole(before.chars().next_back()) && is_whole(after.chars().next());
        is_number.then(|| [literal(before), of_decimals(locale, decimals), literal(after)].concat())
    });
    found.unwrap_or_else(|| of_values(locale, [*plotted]))
}

/// Words in a number format.
fn literal(text: &str) -> String {
    let text = text.replace('"', "");
    if text.is_empty() { text } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::locale::sample::locale;

    fn check(tag: &str, text: &str, value: &str, expected: &str) {
        let (figure, plotted) = (sample::printed("x", "", text, None), value.parse().unwrap());
        assert_eq!(of_point(&locale(tag), &ChartPoint::Known { figure, plotted }), expected, "{tag} {text}");
    }

    #[test]
    fn a_label_is_printed_as_in_the_report() {
        check("en", "1,200", "1200", "#,##0");
        check("en", "69.2", "69.2", "#,##0.0");
        check("en", "5.0", "5", "#,##0.0");
        check("en", "196.9", "196.948", "#,##0.0");
        check("de", "27.800,50", "27800.5", "#,##0.00");
        check("en", "about 28", "27.8", "\"about \"#,##0");
        check("en", "12%", "12", "#,##0\"%\"");
    }

    #[test]
    fn a_label_in_words_is_a_number_with_all_its_decimals() {
        check("en", "twelve", "12.25", "#,##0.00");
        check("en", "1200", "12", "#,##0");
    }
}
