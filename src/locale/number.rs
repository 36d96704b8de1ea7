//! Numbers: grouping and decimal marks of CLDR.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Locale;
use crate::model::LanguageTag;

/// Formatter of one language, built once.
pub(super) struct NumberFormat {
    formatter: DecimalFormatter,
    decimal_mark: char,
}

impl NumberFormat {
    pub(super) fn new(tag: &LanguageTag) -> Result<NumberFormat, String> {
        let locale: icu_locale_core::Locale = tag.as_str().parse().map_err(|error| format!("`{tag}`: {error}"))?;
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default())
            .map_err(|error| format!("`{tag}` has no number format: {error}"))?;
        let mut format = NumberFormat { formatter, decimal_mark: '.' };
        let probe = format.format(Decimal::new(15, 1), None);
        format.decimal_mark = probe.chars().nth(1).unwrap_or('.');
        Ok(format)
    }

    fn format(&self, value: Decimal, decimals: Option<u32>) -> String {
        let rounded = match decimals {
            Some(decimals) => {
                let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
                rounded.rescale(decimals);
                rounded
            }
            None => value.normalize(),
        };
        // A rounded zero has no sign.
        let text = if rounded.is_zero() { rounded.abs().to_string() } else { rounded.to_string() };
        let decimal: IcuDecimal = text.parse().expect("a decimal in plain notation is one for ICU too");
        self.formatter.format(&decimal).to_string()
    }
}

impl Locale {
    /// Prints a number, rounded half away from zero to so many decimals, or with as many as it has.
    pub fn number(&self, value: Decimal, decimals: Option<u32>) -> String {
        self.numbers.format(value, decimals)
    }

    /// The decimal mark.
    pub fn decimal_mark(&self) -> char {
        self.numbers.decimal_mark
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::sample::locale;

    fn check(tag: &str, value: &str, decimals: Option<u32>, expected: &str) {
        let printed = locale(tag).number(value.parse().expect("a decimal"), decimals);
        assert_eq!(printed, expected, "{tag} {value}");
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        check("en", "27800", None, "27,800");
        check("de", "27800.5", Some(1), "27.800,5");
        check("ru", "27800", None, "27\u{a0}800");
        check("ja", "27800", None, "27,800");
        check("en", "-3", None, "-3");
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        check("en", "0.25", Some(1), "0.3");
        check("en", "-0.25", Some(1), "-0.3");
        check("en", "196.948", Some(1), "196.9");
        check("en", "-0.04", Some(1), "0.0");
        check("en", "5", Some(1), "5.0");
        check("en", "1.50", None, "1.5");
    }

    #[test]
    fn the_decimal_mark_is_known() {
        assert_eq!((locale("en").decimal_mark(), locale("ru").decimal_mark()), ('.', ','));
    }
}
