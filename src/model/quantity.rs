//! Amounts with their unit, as people write them: `27.8 billion JPY`, `289 persons`.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Money, by ISO 4217 code such as `JPY`.
    Currency(String),
    /// Things, by a word in kebab-case such as `persons`, `units`, `km`, `percent`. The locale has its forms.
    Count(String),
}

impl Unit {
    /// Reads a currency code or a word.
    pub fn parse(text: &str) -> Option<Unit> {
        let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        let is_word = !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if is_code { Some(Unit::Currency(text.to_owned())) } else { is_word.then(|| Unit::Count(text.to_owned())) }
    }

    /// The code or word.
    pub fn as_str(&self) -> &str {
        match self {
            Unit::Currency(name) | Unit::Count(name) => name,
        }
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// In which power of ten an amount is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// As it is.
    One,
    /// 1,000.
    Thousand,
    /// 1,000,000.
    Million,
    /// 100,000,000, the oku of Japanese tables.
    HundredMillion,
    /// 1,000,000,000.
    Billion,
}

impl Scale {
    /// How many digits before the decimal mark it stands for.
    pub fn exponent(self) -> u32 {
        match self {
            Scale::One => 0,
            Scale::Thousand => 3,
            Scale::Million => 6,
            Scale::HundredMillion => 8,
            Scale::Billion => 9,
        }
    }

    /// Its name in kebab-case; empty for [`Scale::One`].
    pub fn as_str(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousand => "thousand",
            Scale::Million => "million",
            Scale::HundredMillion => "hundred-million",
            Scale::Billion => "billion",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Scale> {
        [Scale::One, Scale::Thousand, Scale::Million, Scale::HundredMillion, Scale::Billion]
            .into_iter()
            .find(|scale| scale.as_str() == text)
    }
}

/// An amount with its unit, exact, and the scale and decimals that it was stated with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount in base units: 27.8 billion yen is 27,800,000,000.
    pub amount: Decimal,
    /// What is counted.
    pub unit: Unit,
    /// The scale that it was stated with, which is how it prints unless asked otherwise.
    pub scale: Scale,
    /// Decimals at that scale.
    pub decimals: u32,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an amount such as `27.8 billion JPY` or `289 persons`, found `{0}`")]
pub struct QuantityError(pub String);

impl Quantity {
    /// Reads a decimal number, an optional scale and a unit, with spaces between them.
    ///
    /// # Errors
    ///
    /// If the number is not plain decimal, the scale or unit not a word, or the whole too large.
    pub fn parse(text: &str) -> Result<Quantity, QuantityError> {
        let error = || QuantityError(text.to_owned());
        let words: Vec<&str> = text.split(' ').collect();
        let (number, scale, unit) = match words[..] {
            [number, unit] => (number, Scale::One, unit),
            [number, scale, unit] => (number, Scale::parse(scale).ok_or_else(error)?, unit),
            _ => return Err(error()),
        };
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return Err(error());
        }
        let stated: Decimal = number.parse().map_err(|_| error())?;
        let amount = stated.checked_mul(Decimal::from(10_u64.pow(scale.exponent()))).ok_or_else(error)?;
        let unit = Unit::parse(unit).ok_or_else(error)?;
        Ok(Quantity { amount: amount.normalize(), unit, scale, decimals: stated.scale() })
    }

    /// The amount at the scale that it was stated with.
    pub fn stated(&self) -> Decimal {
        let mut stated = self.amount / Decimal::from(10_u64.pow(self.scale.exponent()));
        stated.rescale(self.decimals);
        stated
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.scale.as_str();
        write!(f, "{}{}{} {}", self.stated(), if scale.is_empty() { "" } else { " " }, scale, self.unit.as_str())
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Quantity::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_come_back() {
        for text in ["27.8 billion JPY", "289 persons", "69.2 million JPY", "0 JPY", "-3 km"] {
            assert_eq!(Quantity::parse(text).map(|q| q.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Quantity::parse("27.8 billion JPY").map(|q| q.amount), Ok(Decimal::from(27_800_000_000_u64)));
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        for text in ["1,234 JPY", "2 680 persons", "27.8", "1e3 JPY", "27.8 bln JPY", ".5 km", "5. km", "٣ km"] {
            assert!(Quantity::parse(text).is_err(), "{text}");
        }
    }
}
