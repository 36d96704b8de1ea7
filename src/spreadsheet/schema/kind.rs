//! Kinds of values, and how each is read from text.

use rust_decimal::Decimal;

use super::list::{parse_source, split_codes, split_items, with_words};
use super::value::{UNDATED, Value};
use crate::model::{Date, FigureValue, FiscalYear, Period, Precision, Quantity, Unit};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// The name of a record for ever: lowercase letters, digits, `-`, `_`, `.`.
    Id,
    /// The id of a record of another table, by that table's name.
    Reference(&'static str),
    /// The path of a record of any table, such as `projects/north-road`.
    Path,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Through whom money goes: `jica`, `mofa-with-jica`, `mofa`, or `through:` with the id of a name.
    Channel,
    /// A language tag.
    Language,
    /// An ISO 4217 code, such as `JPY`.
    Currency,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// A number with its scale and unit.
    Quantity,
    /// As [`FieldKind::Quantity`], or why there is none.
    FigureValue,
    /// A certain day.
    Day,
    /// A day, month, year or fiscal year, possibly uncertain.
    Date,
    /// A fiscal year.
    FiscalYear,
    /// A period.
    Period,
    /// Yes or no.
    Boolean,
    /// Places in documents.
    Sources,
    /// Days on which papers were signed; a paper without a date is `undated`.
    SigningDates,
    /// Several of a kind.
    List(&'static FieldKind),
}

/// Why a text is not of a kind. A lowercase fragment that says what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found `{found}`")]
pub struct KindError {
    /// What was expected, with an example.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl FieldKind {
    /// Reads the text that the value of this kind is written as (its `Display`). An empty text is [`Value::Null`].
    ///
    /// # Errors
    ///
    /// If the text is not of the kind; of a list, the first item that is not.
    pub fn parse(self, text: &str) -> Result<Value, KindError> {
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let wrong = || {
            let meant = if self == FieldKind::Sources { with_words(text) } else { None };
            let expected = meant.map(|meant| format!("`{meant}` (or `page`, `cell`)"));
            KindError { expected: expected.unwrap_or_else(|| self.expected()), found: text.to_owned() }
        };
        match self {
            FieldKind::Text => Some(Value::Text(text.to_owned())),
            FieldKind::Id | FieldKind::Reference(_) | FieldKind::Path | FieldKind::Language | FieldKind::Currency => {
                let is_allowed = |c: char| !c.is_whitespace() && !matches!(c, ',' | ';' | '\\');
                text.chars().all(is_allowed).then(|| Value::Code(text.to_owned()))
            }
            FieldKind::Choice(words) => words.contains(&text).then(|| Value::Code(text.to_owned())),
            FieldKind::Channel => {
                let is_known = ["jica", "mofa-with-jica", "mofa"].contains(&text);
                let is_organisation = text.strip_prefix("through:").is_some_and(|id| !id.is_empty());
                (is_known || is_organisation).then(|| Value::Code(text.to_owned()))
            }
            FieldKind::Integer => decimal(text).filter(|number| number.fract().is_zero()).map(Value::Number),
            FieldKind::Number => decimal(text).map(Value::Number),
            FieldKind::Quantity => Quantity::parse(text).ok().map(|known| Value::Amount(FigureValue::Known(known))),
            FieldKind::FigureValue => figure_value(text).map(Value::Amount),
            FieldKind::Day => {
                let is_day = |date: &Date| date.precision() == Precision::Day && !date.is_uncertain();
                Date::parse(text).filter(is_day).map(Value::Date)
            }
            FieldKind::Date => Date::parse(text).map(Value::Date),
            FieldKind::FiscalYear => FiscalYear::parse(text).map(|year| Value::Code(year.to_string())),
            FieldKind::Period => Period::parse(text).ok().map(Value::Period),
            FieldKind::Boolean => text.parse().ok().map(Value::Boolean),
            FieldKind::Sources => list(&split_items(text), |item| parse_source(item).map(Value::Source)),
            FieldKind::SigningDates => list(&split_codes(text), |item| match item {
                UNDATED => Some(Value::Null),
                date => Date::parse(date).map(Value::Date),
            }),
            FieldKind::List(kind) if kind.is_code() => list(&split_codes(text), |item| kind.parse(item).ok()),
            FieldKind::List(kind) => list(&split_items(text), |item| match item {
                "" => Some(Value::Text(String::new())),
                item => kind.parse(item).ok(),
            }),
        }
        .ok_or_else(wrong)
    }

    /// What a value is to be, in words, with an example.
    fn expected(self) -> String {
        match self {
            FieldKind::Text => "a text".to_owned(),
            FieldKind::Id => "an id such as `north-road-2`".to_owned(),
            FieldKind::Reference(table) => format!("an id of the table `{table}`"),
            FieldKind::Path => "the path of a record, such as `projects/north-road`".to_owned(),
            FieldKind::Choice(words) => format!("one of `{}`", words.join("`, `")),
            FieldKind::Channel => "`jica`, `mofa-with-jica`, `mofa` or `through:ORGANISATION`".to_owned(),
            FieldKind::Language => "a language tag".to_owned(),
            FieldKind::Currency => "a currency such as `JPY`".to_owned(),
            FieldKind::Integer => "a whole number".to_owned(),
            FieldKind::Number => "a number".to_owned(),
            FieldKind::Quantity => "an amount such as `27.8 billion JPY` or `289 persons`".to_owned(),
            FieldKind::FigureValue => "an amount such as `289 persons`, or `not-available persons`".to_owned(),
            FieldKind::Day => "a day such as `2023-08-31`".to_owned(),
            FieldKind::Date => "a date such as `2019-07-17`, `2009-09`, `1996` or `JFY2020`".to_owned(),
            FieldKind::FiscalYear => "a fiscal year such as `JFY2020`".to_owned(),
            FieldKind::Period => "a period such as `2013/2016`, `2003-04/..` or `2004/`".to_owned(),
            FieldKind::Boolean => "`true` or `false`".to_owned(),
            FieldKind::Sources => "documents such as `yearbook | line 33`, one a line".to_owned(),
            FieldKind::SigningDates => "dates such as `2019-07-17`, or `undated`".to_owned(),
            FieldKind::List(kind) => format!("several of: {}", kind.expected()),
        }
    }

    /// Whether the value is a list.
    pub(in crate::spreadsheet) fn is_list(self) -> bool {
        match self {
            FieldKind::Sources | FieldKind::SigningDates | FieldKind::List(_) => true,
            FieldKind::Text
            | FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Choice(_)
            | FieldKind::Channel
            | FieldKind::Language
            | FieldKind::Currency
            | FieldKind::Integer
            | FieldKind::Number
            | FieldKind::Quantity
            | FieldKind::FigureValue
            | FieldKind::Day
            | FieldKind::Date
            | FieldKind::FiscalYear
            | FieldKind::Period
            | FieldKind::Boolean => false,
        }
    }

    /// Whether items of a list stand beside each other and not one a line.
    fn is_code(self) -> bool {
        match self {
            FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Choice(_)
            | FieldKind::Channel
            | FieldKind::Language
            | FieldKind::Currency
            | FieldKind::FiscalYear => true,
            FieldKind::Text
            | FieldKind::Integer
            | FieldKind::Number
            | FieldKind::Quantity
            | FieldKind::FigureValue
            | FieldKind::Day
            | FieldKind::Date
            | FieldKind::Period
            | FieldKind::Boolean
            | FieldKind::Sources
            | FieldKind::SigningDates
            | FieldKind::List(_) => false,
        }
    }
}

fn figure_value(text: &str) -> Option<FigureValue> {
    match text.split_once(' ') {
        Some(("not-available", unit)) => Some(FigureValue::NotAvailable(Unit::parse(unit)?)),
        Some(("not-applicable", unit)) => Some(FigureValue::NotApplicable(Unit::parse(unit)?)),
        Some(_) | None => Quantity::parse(text).ok().map(FigureValue::Known),
    }
}

/// A number in plain decimal digits, exact.
fn decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if is_plain { Decimal::from_str_exact(text).ok() } else { None }
}

/// Reads the items of a list. A list without items is nothing.
fn list(items: &[impl AsRef<str>], parse: impl Fn(&str) -> Option<Value>) -> Option<Value> {
    let items: Vec<Value> = items.iter().map(|item| parse(item.as_ref())).collect::<Option<_>>()?;
    Some(if items.is_empty() { Value::Null } else { Value::List(items) })
}
