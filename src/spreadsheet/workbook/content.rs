//! What stands in a cell.

use jiff::civil;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::columns::{Column, Part, codes};
use super::words;
use crate::locale::Locale;
use crate::model::{FigureValue, Scale, Unit};
use crate::spreadsheet::schema::{FieldKind, Value};
use crate::spreadsheet::value::stored_number;

/// The first day that is a date in every spreadsheet program: before it, some count 29 February 1900, a day that was not
/// (ECMA-376-1, 18.17.4.1).
const FIRST_DAY: civil::Date = civil::date(1900, 3, 1);

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number that a spreadsheet program keeps with all its digits.
    Number(f64),
    /// A day.
    Day(civil::Date),
    /// Yes or no.
    Boolean(bool),
}

impl Content {
    /// A text; nothing where there is none.
    pub(super) fn text(text: String) -> Content {
        if text.is_empty() { Content::Blank } else { Content::Text(text) }
    }

    /// The part of a value that a column holds.
    pub(super) fn of(value: &Value, column: &Column<'_>, locale: &Locale) -> Content {
        let codes = codes(column.field.kind);
        match (column.part, value) {
            (_, Value::Null) => Content::Blank,
            (Part::Number, Value::Amount(FigureValue::Known(quantity))) => number(quantity.stated()),
            (Part::Number, Value::Amount(FigureValue::NotAvailable(_))) => {
                Content::text(words::code(locale, "not-available", codes))
            }
            (Part::Number, Value::Amount(FigureValue::NotApplicable(_))) => {
                Content::text(words::code(locale, "not-applicable", codes))
            }
            (Part::Unit, Value::Amount(FigureValue::Known(quantity))) => {
                Content::text(unit_text(quantity.scale, &quantity.unit))
            }
            (Part::Unit, Value::Amount(FigureValue::NotAvailable(unit) | FigureValue::NotApplicable(unit))) => {
                Content::text(unit.as_str().to_owned())
            }
            (_, Value::Code(code)) => Content::text(words::code(locale, code, codes)),
            (_, Value::Number(value)) => number(*value),
            (_, Value::Date(date)) if column.field.kind == FieldKind::Day && date.first_day() >= FIRST_DAY => {
                Content::Day(date.first_day())
            }
            (_, Value::Boolean(value)) => Content::Boolean(*value),
            (_, Value::List(items)) if !codes.is_empty() => {
                let items = items.iter().map(|item| words::code(locale, &item.to_string(), codes));
                Content::text(items.collect::<Vec<_>>().join(", "))
            }
            (
                _,
                Value::Text(_)
                | Value::Amount(_)
                | Value::Date(_)
                | Value::Period(_)
                | Value::Source(_)
                | Value::List(_),
            ) => Content::text(value.to_string()),
        }
    }

    /// How many characters wide it is shown.
    pub(super) fn width(&self) -> usize {
        match self {
            Content::Blank => 0,
            Content::Text(text) => text.lines().map(shown_width).max().unwrap_or_default(),
            Content::Number(number) => format!("{number}").len() + 2,
            Content::Day(_) => 10,
            Content::Boolean(_) => 6,
        }
    }
}

/// A scale and unit as the data writes them: `billion JPY`.
pub(super) fn unit_text(scale: Scale, unit: &Unit) -> String {
    match scale {
        Scale::One => unit.as_str().to_owned(),
        Scale::Thousand | Scale::Million | Scale::HundredMillion | Scale::Billion => {
            format!("{} {}", scale.as_str(), unit.as_str())
        }
    }
}

/// The width of a line; letters of East Asian text are twice as wide as others.
pub(super) fn shown_width(line: &str) -> usize {
    line.chars().map(|letter| if u32::from(letter) >= 0x1100 { 2 } else { 1 }).sum()
}

/// A number that comes back as it is, else its text.
fn number(value: Decimal) -> Content {
    let float = value.to_f64().filter(|float| {
        // The writer of the file prints numbers so.
        stored_number(&format!("{float}")).is_ok_and(|(read, is_rounded)| read == value && !is_rounded)
    });
    float.map_or_else(|| Content::Text(value.to_string()), Content::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Content {
        number(text.parse().expect("a number"))
    }

    #[test]
    fn numbers_of_up_to_fifteen_digits_are_numbers_and_longer_ones_text() {
        assert_eq!(check("27.80"), Content::Number(27.8));
        assert_eq!(check("123456789012345"), Content::Number(123_456_789_012_345.0));
        assert_eq!(check("0.0000001"), Content::Number(0.000_000_1));
        for long in ["1234567890123456", "0.12345678901234567", "-99999999999999.95"] {
            assert_eq!(check(long), Content::Text(long.to_owned()));
        }
    }
}
