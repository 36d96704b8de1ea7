//! Japanese fiscal years.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A Japanese fiscal year (JFY): 1 April of the year it is named after to 31 March of the next. Between
/// 1000 and 9998.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// The fiscal year named after a calendar year.
    pub fn new(year: i16) -> Option<FiscalYear> {
        (1000..=9998).contains(&year).then_some(FiscalYear(year))
    }

    /// Reads `JFY2020`.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let digits = text.strip_prefix("JFY").filter(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit()))?;
        FiscalYear::new(digits.parse().ok()?)
    }

    /// The fiscal year that a day falls into.
    pub fn of(day: civil::Date) -> Option<FiscalYear> {
        FiscalYear::new(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// The calendar year that it is named after.
    pub fn year(self) -> i16 {
        self.0
    }

    /// 1 April.
    pub fn first_day(self) -> civil::Date {
        civil::date(self.0, 4, 1)
    }

    /// 31 March of the next year.
    pub fn last_day(self) -> civil::Date {
        civil::date(self.0 + 1, 3, 31)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JFY{}", self.0)
    }
}

impl Serialize for FiscalYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FiscalYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        FiscalYear::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("expected a fiscal year such as `JFY2020`, found `{text}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn march_belongs_to_the_year_before() {
        let year = |y, m, d| FiscalYear::of(civil::date(y, m, d)).map(FiscalYear::year);
        assert_eq!(year(2005, 1, 14), Some(2004));
        assert_eq!(year(2023, 3, 31), Some(2022));
        assert_eq!(year(2023, 4, 1), Some(2023));
    }
}
