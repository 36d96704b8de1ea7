//! What is written in cells as numbers, amounts and dates. Part of [`crate::spreadsheet`], floor 1.
//!
//! Texts become exact values, or a problem that says why not: nothing is guessed. Signs, spaces and wide digits are facts of
//! writing and stand here; the words of languages (scales, units, eras) come from a file ([`Words`]). Knows nothing of
//! workbooks, fields or the model's tables.

mod date;
mod number;
mod serial;
mod words;

pub use date::{DateFormat, DateProblem, parse_date};
pub use number::{Notation, NumberProblem, ParsedNumber, parse_number, stored_number};
pub use serial::{SerialProblem, serial_date};
pub use words::{EraWords, ScaleWords, UnitWords, Words};
pub(super) use words::{factor, unit};
