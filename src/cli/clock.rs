//! The clock and the environment's wish for a date.

use std::time::{Duration, Instant, SystemTime};

use crate::model::Timestamp;

use super::args::Common;
use super::exit::Stop;

/// A stopwatch that starts now.
pub(super) fn stopwatch() -> impl Fn() -> Duration + Sync {
    let start = Instant::now();
    move || start.elapsed()
}

/// The day that it is, in UTC.
pub(super) fn today() -> jiff::civil::Date {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = i64::try_from(now).ok().and_then(Timestamp::from_second);
    now.expect("a clock shows a time of our years").civil().date()
}

/// The date that files carry: what was typed, else SOURCE_DATE_EPOCH, else none (each edition's own).
///
/// # Errors
///
/// If SOURCE_DATE_EPOCH is set and is not a number of seconds since 1970.
pub(super) fn timestamp(common: &Common) -> Result<Option<Timestamp>, Stop> {
    match (common.timestamp, std::env::var("SOURCE_DATE_EPOCH")) {
        (Some(timestamp), _) => Ok(Some(timestamp)),
        (None, Ok(text)) if !text.is_empty() => match text.parse().ok().and_then(Timestamp::from_second) {
            Some(timestamp) => Ok(Some(timestamp)),
            None => Err(Stop::Usage(format!("SOURCE_DATE_EPOCH is `{text}`; expected seconds since 1970-01-01"))),
        },
        (None, Ok(_) | Err(_)) => Ok(None),
    }
}
