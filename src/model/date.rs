//! Dates as sources give them. Extended Date/Time Format (EDTF, ISO 8601-2), level 1.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::FiscalYear;

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A year.
    Year,
    /// A Japanese fiscal year.
    FiscalYear,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// A day, month, year or fiscal year, possibly uncertain. Never completed: it is printed at its own
/// precision and compares as the interval of the days that it may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    first_day: civil::Date,
    precision: Precision,
    is_uncertain: bool,
}

/// The answer to a question about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// True whichever day is meant.
    Yes,
    /// False whichever day is meant.
    No,
    /// It depends on the day that is meant.
    NotKnown,
}

impl Date {
    /// A day.
    pub fn day(day: civil::Date) -> Date {
        Date { first_day: day, precision: Precision::Day, is_uncertain: false }
    }

    /// Reads `2019-07-17`, `2009-09`, `1996`, each with `?` behind it where uncertain, or `JFY2020`.
    pub fn parse(text: &str) -> Option<Date> {
        let (text, is_uncertain) = match text.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if let Some(year) = FiscalYear::parse(text) {
            return Some(Date { first_day: year.first_day(), precision: Precision::FiscalYear, is_uncertain });
        }
        let is_number = |part: &&str, width| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        let year = parts.first().filter(|part| is_number(part, 4))?.parse::<i16>().ok().filter(|y| *y >= 1000)?;
        let number = |part: &&str| if is_number(part, 2) { part.parse::<i8>().ok() } else { None };
        let (first_day, precision) = match parts.get(1..)? {
            [] => (civil::Date::new(year, 1, 1), Precision::Year),
            [month] => (civil::Date::new(year, number(month)?, 1), Precision::Month),
            [month, day] => (civil::Date::new(year, number(month)?, number(day)?), Precision::Day),
            [_, _, _, ..] => return None,
        };
        Some(Date { first_day: first_day.ok()?, precision, is_uncertain })
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Whether the source gives it as uncertain.
    pub fn is_uncertain(self) -> bool {
        self.is_uncertain
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> civil::Date {
        self.first_day
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> civil::Date {
        match self.precision {
            Precision::Year => self.first_day.last_of_year(),
            Precision::FiscalYear => {
                FiscalYear::of(self.first_day).expect("a fiscal year was parsed from a valid year").last_day()
            }
            Precision::Month => self.first_day.last_of_month(),
            Precision::Day => self.first_day,
        }
    }

    /// The calendar year of the first day.
    pub fn year(self) -> i16 {
        self.first_day.year()
    }

    /// The fiscal year, where every day that it may mean falls into the same.
    pub fn fiscal_year(self) -> Option<FiscalYear> {
        let year = FiscalYear::of(self.first_day)?;
        (FiscalYear::of(self.last_day()) == Some(year)).then_some(year)
    }

    /// Whether it is on or before a day.
    pub fn is_by(self, day: civil::Date) -> Certainty {
        if self.last_day() <= day {
            Certainty::Yes
        } else if self.first_day > day {
            Certainty::No
        } else {
            Certainty::NotKnown
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.first_day;
        match self.precision {
            Precision::Year => write!(f, "{:04}", day.year())?,
            Precision::FiscalYear => write!(f, "JFY{:04}", day.year())?,
            Precision::Month => write!(f, "{:04}-{:02}", day.year(), day.month())?,
            Precision::Day => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())?,
        }
        f.write_str(if self.is_uncertain { "?" } else { "" })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text).ok_or_else(|| {
            de::Error::custom(format!("expected a date such as `2019-07-17`, `2009-09` or `JFY2020`, found `{text}`"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_back_as_they_were_written() {
        for text in ["2019-07-17", "2009-09", "1996", "2017-03?", "JFY2020"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["", "17.07.2019", "2019-13", "2019-02-30", "19", "JFY20", "2019-7", "2019-07-17-01", "0999"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_is_known_only_where_all_days_agree() {
        let year = |text| Date::parse(text).and_then(Date::fiscal_year).map(FiscalYear::year);
        assert_eq!(year("2017-03?"), Some(2016));
        assert_eq!(year("1998-10"), Some(1998));
        assert_eq!(year("JFY2020"), Some(2020));
        assert_eq!(year("2012"), None);
    }

    #[test]
    fn an_interval_that_holds_the_day_decides_nothing() {
        let by = |text, y, m, d| Date::parse(text).map(|date| date.is_by(civil::date(y, m, d)));
        assert_eq!(by("2023", 2023, 8, 31), Some(Certainty::NotKnown));
        assert_eq!(by("2022", 2023, 8, 31), Some(Certainty::Yes));
        assert_eq!(by("2023-09", 2023, 8, 31), Some(Certainty::No));
    }
}
