//! The moment that an artifact carries as its date. An input, never "now".

use serde::{Serialize, Serializer};

/// A moment in UTC, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// Midnight UTC at the start of a day.
    pub fn of_day(day: jiff::civil::Date) -> Timestamp {
        let zoned = day.to_zoned_datetime(jiff::tz::TimeZone::UTC).expect("a civil date of our range exists in UTC");
        Timestamp(zoned.timestamp())
    }

    /// Seconds since 1970-01-01, as in SOURCE_DATE_EPOCH. `None` outside the years 1 to 9999.
    pub fn from_second(second: i64) -> Option<Timestamp> {
        jiff::Timestamp::from_second(second).ok().map(Timestamp)
    }

    /// Reads RFC 3339, such as `2024-04-01T00:00:00Z`, or a day, such as `2024-04-01`.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let moment = text.parse::<jiff::Timestamp>().ok().map(Timestamp);
        moment.or_else(|| text.parse().ok().map(Timestamp::of_day))
    }

    /// Date and time in UTC.
    pub fn civil(self) -> jiff::civil::DateTime {
        self.0.to_zoned_datetime(jiff::tz::TimeZone::UTC).datetime()
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = self.civil();
        write!(f, "{}T{:02}:{:02}:{:02}Z", time.date(), time.hour(), time.minute(), time.second())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
