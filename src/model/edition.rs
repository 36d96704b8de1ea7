//! Editions and exchange rates.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Date, FiscalYear, Localized, SourceReference};

/// One issue of a report (an entry of `editions.yaml`, and nowhere else).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Edition {
    /// Folder of the template, such as `annual-report`.
    pub report: String,
    /// Year in its title; with the report it names the edition.
    pub year: i16,
    /// The fiscal year that it covers.
    pub fiscal_year: FiscalYear,
    /// What is not true by this day is not printed. A day.
    pub as_of: Date,
    /// Id of the rate for amounts in another currency; without one, only the currency of the data is printed.
    #[serde(default)]
    pub rate: Option<String>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// An exchange rate (an entry of `rates.yaml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExchangeRate {
    /// Its name for ever.
    pub id: String,
    /// Currency that one unit of is priced, such as `USD`.
    pub base: String,
    /// Currency of the price, such as `JPY`.
    pub quote: String,
    /// How many of `quote` for one of `base`. Positive.
    #[serde(with = "rust_decimal_text")]
    pub value: Decimal,
    /// Which series.
    pub kind: RateKind,
    /// Month or year that it is for.
    pub date: Date,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// Series of exchange rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RateKind {
    /// JICA's own monthly rate.
    JicaMonthly,
    /// The DAC's annual rate.
    DacAnnual,
}

mod rust_decimal_text {
    //! A positive decimal as the text that stands in the file, so that no digit passes through a float.

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .ok()
            .filter(|value: &Decimal| value.is_sign_positive() && !value.is_zero())
            .ok_or_else(|| de::Error::custom(format!("expected a positive decimal number, found `{text}`")))
    }
}
