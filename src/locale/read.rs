//! A printed figure back to its value: the inverse of [`Locale::figure_text`].
//!
//! Nothing is guessed. A number is taken from the text, every way to read it is printed again as the figure would be, and
//! only what comes out as the same text counts, but for white space, the case of letters, and separators of
//! thousands that were left out altogether.

use rust_decimal::Decimal;

use super::{Form, Locale, Look, MessageError};
use crate::model::{Figure, FigureValue, Qualifier, Quantity, Scale};

/// The largest whole number that is tried as a word.
const LARGEST_SPELLED: u32 = 10;
const SCALES: [Scale; 5] = [Scale::One, Scale::Thousand, Scale::Million, Scale::HundredMillion, Scale::Billion];

/// What a text says of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFigure {
    /// The value, a known one in the scale and with the decimals of the text.
    pub value: FigureValue,
    /// Exact, about, or up to.
    pub qualifier: Qualifier,
}

impl Locale {
    /// What a text says, if it is what a figure of this unit prints in this look with some value. `None` where it is not, and
    /// where it could mean two things.
    ///
    /// # Errors
    ///
    /// As [`Locale::figure_text`].
    pub fn read_figure(&self, text: &str, figure: &Figure, look: &Look) -> Result<Option<ReadFigure>, MessageError> {
        let unit = figure.value.unit();
        let absent = [FigureValue::NotAvailable(unit.clone()), FigureValue::NotApplicable(unit.clone())];
        for value in absent {
            let printed = self.figure_text(&Figure { value: value.clone(), ..figure.clone() }, look)?;
            if normalized(&printed) == normalized(text) {
                return Ok(Some(ReadFigure { value, qualifier: Qualifier::Exact }));
            }
        }
        let stated = match &figure.value {
            FigureValue::Known(quantity) => Some(quantity.scale),
            FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_) => None,
        };
        let usual = look.scale.or(stated).unwrap_or(Scale::One);
        let scales: Vec<Scale> = match look.form {
            // The scale of a bare number is that of its heading.
            Form::Number => vec![usual],
            Form::Full | Form::Words => SCALES.to_vec(),
        };
        let others = [Qualifier::Exact, Qualifier::About, Qualifier::UpTo].into_iter();
        let qualifiers: Vec<Qualifier> =
            std::iter::once(figure.qualifier).chain(others.filter(|one| *one != figure.qualifier)).collect();
        let mut found: Vec<ReadFigure> = Vec::new();
        for number in self.numbers_in(text, look.form) {
            for (scale, qualifier) in scales.iter().flat_map(|scale| qualifiers.iter().map(|one| (*scale, *one))) {
                let Some(amount) = number.value.checked_mul(Decimal::from(10_u64.pow(scale.exponent()))) else {
                    continue;
                };
                let decimals = number.value.scale();
                let quantity = Quantity { amount: amount.normalize(), unit: unit.clone(), scale, decimals };
                let read = ReadFigure { value: FigureValue::Known(quantity), qualifier };
                let again = Figure { value: read.value.clone(), qualifier, ..figure.clone() };
                let as_typed = Look { scale: Some(scale), decimals: Some(decimals), ..*look };
                let printed = self.figure_text(&again, &as_typed)?;
                let is_same = normalized(&printed) == normalized(text)
                    || number.is_ungrouped && normalized(&self.without_groups(&printed, &number)) == normalized(text);
                let is_known = found.iter().any(|known| known.value.amount() == read.value.amount());
                if is_same && !is_known {
                    found.push(read);
                }
            }
        }
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// The numbers that may be meant: each run of digits and marks, and words for small numbers where they are printed.
    fn numbers_in(&self, text: &str, form: Form) -> Vec<Number> {
        let mut numbers: Vec<Number> = match form {
            Form::Words => {
                (0..=LARGEST_SPELLED).map(|number| Number { value: number.into(), is_ungrouped: false }).collect()
            }
            Form::Full | Form::Number => Vec::new(),
        };
        let digits: Vec<char> =
            (0..10_u32).filter_map(|digit| self.number(digit.into(), None).chars().next()).collect();
        let mark = self.decimal_mark();
        let group = self.group_mark();
        let plain = normalized(text);
        let is_part = |sign: char| digits.contains(&sign) || sign == mark || Some(sign) == group || sign == '-';
        for run in plain.split(|sign: char| !is_part(sign)).filter(|run| run.contains(&digits[..])) {
            let run = run.trim_end_matches(|sign| !digits.contains(&sign));
            let mut number = String::new();
            for sign in run.chars() {
                match digits.iter().position(|digit| *digit == sign) {
                    Some(digit) => number.push_str(&digit.to_string()),
                    None if sign == mark => number.push('.'),
                    None if sign == '-' => number.push('-'),
                    None => {}
                }
            }
            let is_ungrouped = group.is_none_or(|group| !run.contains(group));
            let parsed = number.trim_start_matches('.').parse::<Decimal>().ok();
            numbers.extend(parsed.map(|value| Number { value, is_ungrouped }));
        }
        numbers
    }

    /// What separates thousands, as [`normalized`] leaves it.
    fn group_mark(&self) -> Option<char> {
        let probe = normalized(&self.number(Decimal::from(1_000_000), None));
        let digit = |sign: char| {
            self.number(Decimal::ONE, None).starts_with(sign) || self.number(Decimal::ZERO, None).starts_with(sign)
        };
        probe.chars().find(|sign| !digit(*sign))
    }

    fn without_groups(&self, printed: &str, number: &Number) -> String {
        let grouped = self.number(number.value, Some(number.value.scale()));
        let Some(group) = self.group_mark() else { return printed.to_owned() };
        let is_group = |sign: char| sign == group || (group == ' ' && sign.is_whitespace());
        printed.replacen(&grouped, &grouped.replace(is_group, ""), 1)
    }
}

/// A number that stands in a text.
struct Number {
    value: Decimal,
    /// Whether no thousands are set apart in it.
    is_ungrouped: bool,
}

/// A text as it is compared: any white space is one space, and none unless digits stand on both sides of it; minus signs are hyphens;
/// small letters.
pub fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut whole = String::new();
    for word in words {
        let is_number = |sign: Option<char>| sign.is_some_and(char::is_numeric);
        if is_number(whole.chars().next_back()) && is_number(word.chars().next()) {
            whole.push(' ');
        }
        whole.push_str(word);
    }
    whole.replace(['\u{2212}', '\u{2011}'], "-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::sample::locale;
    use crate::model::{FigureId, Localized, Unit};

    fn figure(value: &str, qualifier: Qualifier) -> Figure {
        let value = match Quantity::parse(value) {
            Ok(quantity) => FigureValue::Known(quantity),
            Err(_) => FigureValue::NotAvailable(Unit::Count("persons".into())),
        };
        Figure {
            id: FigureId::parse("xyz/figures/a@2022").expect("an id"),
            label: Localized::default(),
            value,
            qualifier,
            basis: None,
            period: None,
            as_of: None,
            coverage: Default::default(),
            sources: vec![],
            formula: None,
        }
    }

    fn check(tag: &str, text: &str, value: &str, look: &str) -> String {
        let look = Look::parse(look).expect("a look");
        match locale(tag).read_figure(text, &figure(value, Qualifier::Exact), &look).expect("messages") {
            Some(read) => format!("{} {:?}", read.value, read.qualifier),
            None => "?".to_owned(),
        }
    }

    #[test]
    fn what_is_typed_as_it_would_be_printed_comes_back() {
        assert_eq!(check("en", "28.15 billion yen", "27.8 billion JPY", ""), "28.15 billion JPY Exact");
        assert_eq!(
            check("en", " 950\u{a0}million  yen", "27.8 billion JPY", "unit(billion),decimals(1)"),
            "950 million JPY Exact"
        );
        assert_eq!(check("en", "About 3,000 people", "2680 persons", ""), "3000 persons About");
        assert_eq!(check("en", "3000 people", "2680 persons", ""), "3000 persons Exact");
        assert_eq!(check("en", "1 person", "2680 persons", ""), "1 persons Exact");
        assert_eq!(check("en", "four people", "3 persons", "words"), "4 persons Exact");
        assert_eq!(check("en", "12 people", "3 persons", "words"), "12 persons Exact");
        assert_eq!(check("en", "not available", "3 persons", ""), "not-available persons Exact");
        assert_eq!(check("en", "17.2%", "16.9 percent", ""), "17.2 percent Exact");
        assert_eq!(check("en", "−3", "4 km", "number"), "-3 km Exact");
        assert_eq!(check("en", "290 people", "none", ""), "290 persons Exact");
        assert_eq!(check("de", "27.801,5", "27.8 million JPY", "number"), "27801.5 million JPY Exact");
        assert_eq!(check("ru", "27 801", "27800 million JPY", "number"), "27801 million JPY Exact");
        assert_eq!(check("ru", "27801", "27800 million JPY", "number"), "27801 million JPY Exact");
    }

    #[test]
    fn what_could_be_something_else_does_not() {
        for text in [
            "1,5 people",
            "1 234 people",
            "12,34 people",
            "5",
            "5 yen",
            "5 or 6 people",
            "5 peple",
            "",
            "people",
            "-",
            "1 people",
        ] {
            assert_eq!(check("en", text, "2680 persons", ""), "?", "{text}");
        }
        assert_eq!(check("de", "1,234", "4 km", "number"), "1.234 km Exact");
        assert_eq!(check("en", "1.234", "4 km", "number"), "1.234 km Exact");
        assert_eq!(check("en", "1.234,5", "4 km", "number"), "?");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_printed_can_be_read(digits in proptest::num::i64::ANY, places in 0_u32..6, scale in 0_usize..5, qualifier in 0_usize..3, look in 0_usize..5, tag in 0_usize..4) {
            let scale = SCALES[scale];
            let stated = Decimal::new(digits % 1_000_000_000, places);
            let quantity = Quantity { amount: (stated * Decimal::from(10_u64.pow(scale.exponent()))).normalize(), unit: Unit::Currency("JPY".into()), scale, decimals: places };
            let mut given = figure("1 JPY", [Qualifier::Exact, Qualifier::About, Qualifier::UpTo][qualifier]);
            given.value = FigureValue::Known(quantity.clone());
            let look = Look::parse(["", "number", "unit(million)", "words", "unit(billion),number"][look]).expect("a look");
            let locale = locale(["en", "de", "ru", "ja"][tag]);
            let printed = locale.figure_text(&given, &look).expect("messages");
            let read = locale.read_figure(&printed, &given, &look).expect("messages").unwrap_or_else(|| panic!("{printed}"));
            proptest::prop_assert_eq!(read.value.amount(), Some(quantity.amount), "{}", printed);
            proptest::prop_assert_eq!(read.qualifier, given.qualifier);
        }

        #[test]
        fn any_text_is_read_or_not(text in "\\PC{0,30}") {
            drop(check("en", &text, "2680 persons", ""));
        }
    }
}
