//! Values that cells and data have in common.

use std::fmt;

use rust_decimal::Decimal;

use super::list::{join_codes, join_items, source_text};
use crate::model::{Date, FigureValue, Period, SourceReference};

/// One value, from a cell or from the data.
///
/// Equal are values that say the same: numbers by what they count, not by zeros behind the decimal mark (a cell has none),
/// amounts at the same scale and unit, everything else as it is written.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing; the key is absent, the cell empty.
    Null,
    /// Any text.
    Text(String),
    /// A word from a list, or an id.
    Code(String),
    /// A number.
    Number(Decimal),
    /// A number with its unit and scale, or why there is none.
    Amount(FigureValue),
    /// A date at its own precision.
    Date(Date),
    /// A period.
    Period(Period),
    /// Yes or no.
    Boolean(bool),
    /// A place in a document.
    Source(SourceReference),
    /// Several, in order. [`Value::Null`] among dates is a paper without a date of its own.
    List(Vec<Value>),
}

/// What stands in a list for a paper without a date of its own.
pub(super) const UNDATED: &str = "undated";

impl Value {
    /// Whether there is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Text(a), Value::Text(b)) | (Value::Code(a), Value::Code(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Amount(FigureValue::Known(a)), Value::Amount(FigureValue::Known(b))) => {
                (a.amount, &a.unit, a.scale) == (b.amount, &b.unit, b.scale)
            }
            (Value::Amount(a), Value::Amount(b)) => a == b,
            (Value::Date(a), Value::Date(b)) => a == b,
            (Value::Period(a), Value::Period(b)) => a == b,
            (Value::Boolean(a), Value::Boolean(b)) => a == b,
            (Value::Source(a), Value::Source(b)) => a == b,
            (Value::List(a), Value::List(b)) => a == b,
            (
                Value::Null
                | Value::Text(_)
                | Value::Code(_)
                | Value::Number(_)
                | Value::Amount(_)
                | Value::Date(_)
                | Value::Period(_)
                | Value::Boolean(_)
                | Value::Source(_)
                | Value::List(_),
                _,
            ) => false,
        }
    }
}

/// The text that [`super::FieldKind::parse`] reads back.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Text(text) | Value::Code(text) => f.write_str(text),
            Value::Number(number) => number.fmt(f),
            Value::Amount(value) => value.fmt(f),
            Value::Date(date) => date.fmt(f),
            Value::Period(period) => period.fmt(f),
            Value::Boolean(value) => value.fmt(f),
            Value::Source(source) => f.write_str(&source_text(source)),
            Value::List(items) if items.iter().all(|item| matches!(item, Value::Code(_))) => {
                f.write_str(&join_codes(items.iter().map(Value::to_string)))
            }
            Value::List(items) => f.write_str(&join_items(items.iter().map(|item| match item {
                Value::Null => UNDATED.to_owned(),
                item => item.to_string(),
            }))),
        }
    }
}
