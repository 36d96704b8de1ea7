//! Days as the numbers that spreadsheets store. ECMA-376-1, 18.17.4 (dates and times).

use std::fmt;

use jiff::{ToSpan, civil};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Why a number is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerialProblem {
    /// 29 February 1900, which was not (18.17.4.1: the bug of Lotus 1-2-3 that is kept).
    NoSuchDay,
    /// Before the first or after the last day that spreadsheets know.
    OutOfRange,
}

impl fmt::Display for SerialProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SerialProblem::NoSuchDay => "the number 60 stands for 29 February 1900, a day that was not",
            SerialProblem::OutOfRange => "no day has that number",
        })
    }
}

/// The day of a number, and whether a time of day stands behind it.
///
/// # Errors
///
/// If there is no such day.
pub fn serial_date(number: Decimal, is_1904: bool) -> Result<(civil::Date, bool), SerialProblem> {
    let days = number.trunc().to_i64().ok_or(SerialProblem::OutOfRange)?;
    let has_time = !number.fract().is_zero();
    let first = if is_1904 { civil::date(1904, 1, 1) } else { civil::date(1899, 12, 30) };
    // Up to 28 February 1900 a day is counted one less than the days from 30 December 1899.
    let offset = match (is_1904, days) {
        (false, 60) => return Err(SerialProblem::NoSuchDay),
        (false, 1..60) => days + 1,
        (false, ..=0) | (true, ..0) => return Err(SerialProblem::OutOfRange),
        (false | true, _) => days,
    };
    let date = if offset > 3_000_000 { Err(SerialProblem::OutOfRange) } else { Ok(offset.days()) }?;
    let date = first.checked_add(date).map_err(|_| SerialProblem::OutOfRange)?;
    Ok((date, has_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_days_of_both_calendars() {
        for (number, is_1904, expected) in [
            ("43663", false, Ok((civil::date(2019, 7, 17), false))),
            ("42201", true, Ok((civil::date(2019, 7, 17), false))),
            ("43663.75", false, Ok((civil::date(2019, 7, 17), true))),
            ("1", false, Ok((civil::date(1900, 1, 1), false))),
            ("59", false, Ok((civil::date(1900, 2, 28), false))),
            ("60", false, Err(SerialProblem::NoSuchDay)),
            ("61", false, Ok((civil::date(1900, 3, 1), false))),
            ("0", true, Ok((civil::date(1904, 1, 1), false))),
            ("0", false, Err(SerialProblem::OutOfRange)),
            ("-1", false, Err(SerialProblem::OutOfRange)),
            ("2958465", false, Ok((civil::date(9999, 12, 31), false))),
            ("2958466", false, Err(SerialProblem::OutOfRange)),
            ("99999999999999999999", false, Err(SerialProblem::OutOfRange)),
        ] {
            assert_eq!(serial_date(number.parse().unwrap(), is_1904), expected, "{number}");
        }
    }
}
