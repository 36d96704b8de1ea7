//! Periods between two dates. EDTF intervals: `2013/2016`, open `2003-04/..`, end not known `2004/`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Certainty, Date};

/// One side of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// It is at this date.
    At(Date),
    /// There is none (yet): the period goes on.
    Open,
    /// There is one, but the source does not say when.
    NotKnown,
}

impl Bound {
    /// The date, where there is one and it is known.
    pub fn date(self) -> Option<Date> {
        match self {
            Bound::At(date) => Some(date),
            Bound::Open | Bound::NotKnown => None,
        }
    }
}

/// A time from one date to another. Not reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: Bound,
    end: Bound,
    is_single: bool,
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// A side is not a date.
    #[error("expected a period such as `2013/2016`, `2003-04/..` or `2004/`, found `{0}`")]
    Malformed(String),
    /// It ends before it begins.
    #[error("the period `{0}` ends before it begins")]
    Reversed(String),
}

impl Period {
    /// Reads an EDTF interval, or a single date that stands for the whole of it.
    ///
    /// # Errors
    ///
    /// `Malformed` or `Reversed`.
    pub fn parse(text: &str) -> Result<Period, PeriodError> {
        let malformed = || PeriodError::Malformed(text.to_owned());
        let Some((start, end)) = text.split_once('/') else {
            let date = Date::parse(text).ok_or_else(malformed)?;
            return Ok(Period { start: Bound::At(date), end: Bound::At(date), is_single: true });
        };
        let bound = |side: &str| match side {
            "" => Ok(Bound::NotKnown),
            ".." => Ok(Bound::Open),
            date => Date::parse(date).map(Bound::At).ok_or_else(malformed),
        };
        let (start, end) = (bound(start)?, bound(end)?);
        match (start.date(), end.date()) {
            (None, None) => Err(malformed()),
            (Some(start), Some(end)) if end.last_day() < start.first_day() => {
                Err(PeriodError::Reversed(text.to_owned()))
            }
            _ => Ok(Period { start, end, is_single: false }),
        }
    }

    /// When it begins.
    pub fn start(self) -> Bound {
        self.start
    }

    /// When it ends.
    pub fn end(self) -> Bound {
        self.end
    }

    /// Whether it was written as one date.
    pub fn is_single(self) -> bool {
        self.is_single
    }

    /// Whether it was written as a range but begins and ends with the same date.
    pub fn is_degenerate(self) -> bool {
        !self.is_single && self.start == self.end
    }

    /// Whether it has begun by a day.
    pub fn has_begun(self, day: jiff::civil::Date) -> Certainty {
        match self.start {
            Bound::At(date) => date.is_by(day),
            Bound::Open => Certainty::Yes,
            Bound::NotKnown => Certainty::NotKnown,
        }
    }

    /// Whether it is over on a day; its last day still belongs to it.
    pub fn has_ended(self, day: jiff::civil::Date) -> Certainty {
        match self.end {
            Bound::At(date) => day.yesterday().map_or(Certainty::No, |before| date.is_by(before)),
            Bound::Open => Certainty::No,
            Bound::NotKnown => match self.has_begun(day) {
                Certainty::No => Certainty::No,
                Certainty::Yes | Certainty::NotKnown => Certainty::NotKnown,
            },
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |bound: Bound, f: &mut fmt::Formatter<'_>| match bound {
            Bound::At(date) => write!(f, "{date}"),
            Bound::Open => f.write_str(".."),
            Bound::NotKnown => Ok(()),
        };
        side(self.start, f)?;
        if self.is_single {
            return Ok(());
        }
        f.write_str("/")?;
        side(self.end, f)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Period::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_come_back_as_they_were_written() {
        for text in ["2013/2016", "2003-04/..", "2004/", "../1999", "1996"] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn the_last_day_belongs_to_the_period() {
        let has_ended = |day| Period::parse("2020-04/2025-03").map(|period| period.has_ended(day));
        assert_eq!(has_ended(jiff::civil::date(2025, 3, 31)), Ok(Certainty::NotKnown));
        assert_eq!(has_ended(jiff::civil::date(2025, 4, 1)), Ok(Certainty::Yes));
        let has_ended = Period::parse("2020/2025-03-31").map(|period| period.has_ended(jiff::civil::date(2025, 3, 31)));
        assert_eq!(has_ended, Ok(Certainty::No));
    }

    #[test]
    fn a_reversed_period_is_refused_and_an_overlap_is_not() {
        assert!(matches!(Period::parse("2016/2013"), Err(PeriodError::Reversed(_))));
        assert!(Period::parse("2015-06/2015").is_ok());
        assert!(matches!(Period::parse("/"), Err(PeriodError::Malformed(_))));
    }
}
