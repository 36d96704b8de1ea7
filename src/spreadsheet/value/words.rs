//! Words that amounts and dates are written with. They are data: `report-templates/locales/quantities.yaml`.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

use crate::model::{Date, Unit};

/// Words of all languages that people write amounts and dates in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Powers of ten: `mln`.
    #[serde(default)]
    pub scales: Vec<ScaleWords>,
    /// What is counted: `yen`.
    #[serde(default)]
    pub units: Vec<UnitWords>,
    /// Eras of a calendar whose years begin anew with each, the oldest first.
    #[serde(default)]
    pub eras: Vec<EraWords>,
    /// What stands before a fiscal year: `FY`.
    #[serde(default)]
    pub fiscal_year_before: Vec<String>,
    /// What stands behind a fiscal year.
    #[serde(default)]
    pub fiscal_year_after: Vec<String>,
    /// What stands for the number of the first year of an era.
    #[serde(default)]
    pub first_year: Vec<String>,
    /// What stands behind the number of a year.
    #[serde(default)]
    pub year_after: Vec<String>,
    /// What stands behind the number of a month.
    #[serde(default)]
    pub month_after: Vec<String>,
    /// What stands behind the number of a day.
    #[serde(default)]
    pub day_after: Vec<String>,
}

/// A power of ten.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleWords {
    /// By what the number before it is multiplied: `1e6`.
    #[serde(deserialize_with = "factor")]
    pub factor: Decimal,
    /// How it is written.
    pub words: Vec<String>,
}

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnitWords {
    /// The unit of the model.
    #[serde(deserialize_with = "unit")]
    pub unit: Unit,
    /// How it is written.
    pub words: Vec<String>,
}

/// An era.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EraWords {
    /// The day on which it begins; the year 1 is the year of that day.
    pub first_day: Date,
    /// How it is written.
    pub words: Vec<String>,
}

impl Words {
    /// These words and others. Of the same word the other meaning counts.
    #[must_use]
    pub fn with(&self, more: &Words) -> Words {
        fn join<T: Clone>(more: &[T], own: &[T]) -> Vec<T> {
            more.iter().chain(own).cloned().collect()
        }
        Words {
            scales: join(&more.scales, &self.scales),
            units: join(&more.units, &self.units),
            eras: join(&self.eras, &more.eras),
            fiscal_year_before: join(&more.fiscal_year_before, &self.fiscal_year_before),
            fiscal_year_after: join(&more.fiscal_year_after, &self.fiscal_year_after),
            first_year: join(&more.first_year, &self.first_year),
            year_after: join(&more.year_after, &self.year_after),
            month_after: join(&more.month_after, &self.month_after),
            day_after: join(&more.day_after, &self.day_after),
        }
    }
}

/// The longest of some words at the beginning of a text, and what it means. Capital letters make no difference.
pub(super) fn longest<'a, T>(text: &str, words: impl Iterator<Item = (&'a str, T)>) -> Option<(usize, T)> {
    words
        .filter_map(|(word, meaning)| begins_with(text, word).map(|length| (length, meaning)))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// How many bytes of a text a word at its beginning takes. A word of letters that have spaces between words ends where
/// letters end: `km` does not begin `kmol`.
pub(super) fn begins_with(text: &str, word: &str) -> Option<usize> {
    let start = text.get(..word.len())?;
    let is_equal = start == word || start.to_lowercase() == word.to_lowercase();
    let is_spaced = |c: char| c.is_alphabetic() && (c.is_lowercase() || c.is_uppercase());
    let goes_on = text.get(word.len()..).and_then(|rest| rest.chars().next()).is_some_and(is_spaced);
    let ends_in_letter = word.chars().next_back().is_some_and(is_spaced);
    (is_equal && !word.is_empty() && !(goes_on && ends_in_letter)).then_some(word.len())
}

/// Reads `1e6`, `1000000` or `0.01`.
pub(in crate::spreadsheet) fn factor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    let number =
        if text.contains(['e', 'E']) { Decimal::from_scientific(&text) } else { Decimal::from_str_exact(&text) };
    let number = number.ok().filter(|number| number.is_sign_positive() && !number.is_zero());
    number.ok_or_else(|| de::Error::custom(format!("expected a number such as `1e6`, found `{text}`")))
}

/// Reads a unit of the model.
pub(in crate::spreadsheet) fn unit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
    let text = String::deserialize(deserializer)?;
    Unit::parse(&text)
        .ok_or_else(|| de::Error::custom(format!("expected a unit such as `JPY` or `persons`, found `{text}`")))
}
