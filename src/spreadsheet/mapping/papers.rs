//! Days on which papers were signed: none, one or several dates in a cell.

use super::convert::{Conversion, Converted};
use super::file::FieldRule;
use super::finding::CellProblem;
use crate::diagnostic::Code;
use crate::spreadsheet::read::{CellKind, RawCell};
use crate::spreadsheet::schema::{FieldKind, Value};
use crate::spreadsheet::value::{DateFormat, parse_date};

impl Conversion<'_> {
    /// Reads the dates of a cell, each written in one of the field's ways, and what is `undated` as it is.
    pub(super) fn signing_dates(&self, cell: &RawCell, field: &FieldRule) -> Result<Converted, CellProblem> {
        if cell.kind != CellKind::Text {
            return self.date(cell, field, Some(FieldKind::SigningDates));
        }
        let default = [DateFormat::Edtf];
        let formats = if field.formats.is_empty() { &default[..] } else { &field.formats };
        let items = cell.raw.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty());
        // What is no date in any of the ways is left for the kind to accept or to refuse.
        let dates = items.map(|item| match parse_date(item, formats, self.words) {
            Ok(date) => Ok(date.to_string()),
            Err(_) if FieldKind::SigningDates.parse(item).is_ok() => Ok(item.to_owned()),
            Err(problem) => {
                let message = format!("`{item}` where a date is expected: {problem}");
                Err(CellProblem::new(Code::TYPE_ERROR, message, "write it as 2019-07-17, or `undated`"))
            }
        });
        let text = dates.collect::<Result<Vec<_>, _>>()?.join(", ");
        let notes = if text == cell.raw.trim() { Vec::new() } else { vec![format!("dates {text}")] };
        Ok(Converted { value: Value::Text(text), number: None, notes, warning: None })
    }
}
