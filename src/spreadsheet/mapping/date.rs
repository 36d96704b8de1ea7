//! One cell as a date.

use jiff::civil;

use super::convert::{Conversion, Converted, parsed};
use super::file::FieldRule;
use super::finding::{CellProblem, short};
use crate::diagnostic::Code;
use crate::model::{Date, Precision};
use crate::spreadsheet::read::{CellKind, RawCell};
use crate::spreadsheet::schema::{FieldKind, Value};
use crate::spreadsheet::value::{DateFormat, parse_date, serial_date};

impl Conversion<'_> {
    /// Reads a cell as a date, `kind` being what the table takes.
    pub(super) fn date(
        &self,
        cell: &RawCell,
        field: &FieldRule,
        kind: Option<FieldKind>,
    ) -> Result<Converted, CellProblem> {
        let default = [DateFormat::Excel, DateFormat::Edtf];
        let formats = if field.formats.is_empty() { &default[..] } else { &field.formats };
        let has = |format: &DateFormat| formats.contains(format);
        match cell.kind {
            CellKind::Number
                if has(&DateFormat::Serial) || (has(&DateFormat::Excel) && self.formats.is_date(cell.format)) =>
            {
                let (number, mut notes) = self.stored(cell)?;
                let (day, has_time) = serial_date(number, self.is_1904).map_err(|problem| {
                    let message = format!("the number `{}` where a day is expected: {problem}", short(&cell.raw));
                    CellProblem::new(Code::TYPE_ERROR, message, "write the date as text, such as 2019-07-17")
                })?;
                notes.push(format!(
                    "day {} counted from {}",
                    number.trunc(),
                    if self.is_1904 { "1904" } else { "1900" }
                ));
                let (date, told) = self.as_shown(day, cell, kind, &mut notes)?;
                let time = has_time.then(|| {
                    let message = format!("the time of day of `{}` is left out", short(&cell.raw));
                    CellProblem::new(Code::TIME_OF_DAY, message, "write the day alone")
                });
                Ok(Converted { warning: told.or(time), ..Converted::new(Value::Date(date), notes) })
            }
            CellKind::Date if has(&DateFormat::Excel) => {
                let (day, time) = cell.raw.trim().split_once('T').unwrap_or((cell.raw.trim(), ""));
                let is_midnight = time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z'));
                let warning = (!is_midnight).then(|| {
                    let message = format!("the time of day of `{}` is left out", short(&cell.raw));
                    CellProblem::new(Code::TIME_OF_DAY, message, "write the day alone")
                });
                Ok(Converted { warning, ..parsed(FieldKind::Day, day, Vec::new())? })
            }
            CellKind::Number | CellKind::Text => {
                let date = parse_date(&cell.raw, formats, self.words).map_err(|problem| {
                    let message = format!("`{}` where a date is expected: {problem}", short(&cell.raw));
                    let hint = match cell.kind {
                        CellKind::Number => "give the cell a date format, or allow `serial` in the field's `formats`",
                        _ => "write it as 2019-07-17, or add its way of writing to the field's `formats`",
                    };
                    CellProblem::new(Code::TYPE_ERROR, message, hint)
                })?;
                let text = date.to_string();
                let notes = if text == cell.raw.trim() { Vec::new() } else { vec![format!("date {text}")] };
                Ok(Converted::new(Value::Date(date), notes))
            }
            CellKind::Boolean | CellKind::Date | CellKind::Error | CellKind::Uncached => {
                let message = format!("a {} where a date is expected", cell.kind.as_str());
                Err(CellProblem::new(Code::TYPE_ERROR, message, "write the date as text, such as 2019-07-17"))
            }
        }
    }

    /// A stored day as much as its format shows of it. Programs keep a month that is typed as its first day, which nobody
    /// wrote; another day of a month was written and is kept, though it is not seen.
    fn as_shown(
        &self,
        day: civil::Date,
        cell: &RawCell,
        kind: Option<FieldKind>,
        notes: &mut Vec<String>,
    ) -> Result<(Date, Option<CellProblem>), CellProblem> {
        let (word, text, is_first) = match self.formats.precision(cell.format) {
            Precision::Month => ("month", day.strftime("%Y-%m").to_string(), day.day() == 1),
            Precision::Year => ("year", day.strftime("%Y").to_string(), day.day_of_year() == 1),
            Precision::Day | Precision::FiscalYear => return Ok((Date::day(day), None)),
        };
        if is_first && kind != Some(FieldKind::Day) {
            notes.push(format!("shown as a {word}"));
            let date = Date::parse(&text).ok_or_else(|| {
                let message = format!("`{text}` is no {word} that a date can have");
                CellProblem::new(Code::TYPE_ERROR, message, "write the date as text, such as 2019-07")
            })?;
            return Ok((date, None));
        }
        let code = self.formats.code(cell.format);
        let message = format!("the day `{day}` is shown as a {word}, by the format `{code}`, and imported as a day");
        let hint = match is_first {
            true => "look whether the day is known, and give the cell a format that shows it",
            false => "give the cell a format that shows the day, or write the date as text, such as 2019-07",
        };
        Ok((Date::day(day), Some(CellProblem::new(Code::DAY_NOT_SHOWN, message, hint))))
    }
}
