//! What an import of the copy must find as in the original: formulas, errors, days, and the flags of the workbook.

use jiff::civil;
use rust_xlsxwriter::Formula;

use crate::package::{Limits, Package, PackageError, Part};
use crate::spreadsheet::read::{CellKind, RawCell};

/// Stands for a result that is not there until the copy is written; the writer puts 0 for none.
const NO_RESULT: &str = "\u{e000}hokoku-no-result\u{e000}";
/// The part with the flags.
const WORKBOOK: &str = "xl/workbook.xml";
/// How long a text within a formula may be (the limit of Excel), without quotes that are written twice.
const LONGEST_LITERAL: usize = 120;
/// Errors that the writer knows.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The copy with what the writer can not make: formulas without a result, and the flags of the original, which are the year
/// from which days are counted, and whether results of formulas are to be calculated first.
pub(super) fn with_flags(bytes: &[u8], is_1904: bool, is_uncalculated: bool) -> Result<Vec<u8>, PackageError> {
    let mut package = Package::read(bytes, Limits::default())?;
    if let Some(part) = package.part(WORKBOOK) {
        let (kind, mut xml) = (part.content_type.clone(), String::from_utf8_lossy(&part.bytes).into_owned());
        if is_1904 {
            xml = xml.replacen("<workbookPr", "<workbookPr date1904=\"1\"", 1);
        }
        if !is_uncalculated {
            xml = xml.replacen(" fullCalcOnLoad=\"1\"", "", 1);
        }
        package.add_part(WORKBOOK, &kind, xml.into_bytes());
    }
    let value = format!("<v>{NO_RESULT}</v>");
    let has_value = |part: &Part| part.bytes.windows(value.len()).any(|bytes| bytes == value.as_bytes());
    let sheets = package.parts().filter(|(name, part)| name.starts_with("xl/worksheets/") && has_value(part));
    let sheets: Vec<(String, Part)> = sheets.map(|(name, part)| (name.to_owned(), part.clone())).collect();
    for (name, part) in sheets {
        let xml = String::from_utf8_lossy(&part.bytes).replace(&value, "");
        package.add_part(&name, &part.content_type, xml.into_bytes());
    }
    Ok(package.write())
}

/// The formula that stands for a cell which is one, or is an error; `None` for a plain value.
///
/// It names no other cell: sheets, names and files that the original speaks of need not be there.
pub(super) fn formula(cell: &RawCell, is_uncalculated: bool) -> Option<Formula> {
    let raw = cell.raw.trim();
    let text = cell.formula.as_deref().unwrap_or_default();
    let is_zero = is_uncalculated && raw == "0";
    let made = match cell.kind {
        CellKind::Error => {
            let error = ERRORS.into_iter().find(|known| *known == raw).unwrap_or("#VALUE!");
            return Some(Formula::new(format!("={error}")).set_result(error));
        }
        // What a program makes of it is an error, never a value.
        CellKind::Uncached => unknown(text).set_result(NO_RESULT),
        _ if cell.formula.is_none() => return None,
        CellKind::Number if is_zero => unknown(text).set_result(raw),
        CellKind::Number => Formula::new(format!("={raw}")).set_result(raw),
        CellKind::Boolean => {
            let word = if raw == "1" { "TRUE" } else { "FALSE" };
            Formula::new(format!("={word}")).set_result(word)
        }
        CellKind::Text | CellKind::Date if cell.raw.chars().count() <= LONGEST_LITERAL => {
            Formula::new(format!("={}", literal(&cell.raw))).set_result(&*cell.raw)
        }
        CellKind::Text | CellKind::Date => unknown(text).set_result(&*cell.raw),
    };
    Some(made)
}

/// A formula that has no value, and shows the one that was there.
fn unknown(formula: &str) -> Formula {
    let shown: String = formula.chars().take(LONGEST_LITERAL).collect();
    Formula::new(format!("=IF(TRUE,NA(),{})", literal(&shown)))
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A day in ISO 8601 as the number that a cell has; `None` where it has none.
pub(super) fn serial(raw: &str, is_1904: bool) -> Option<f64> {
    let raw = raw.trim().trim_end_matches('Z');
    let moment: civil::DateTime = raw.parse().or_else(|_| raw.parse::<civil::Date>().map(civil::Date::into)).ok()?;
    let first = if is_1904 { civil::date(1904, 1, 1) } else { civil::date(1899, 12, 30) };
    // Before March 1900 days are counted otherwise.
    let is_counted = moment.date() >= if is_1904 { first } else { civil::date(1900, 3, 1) };
    let days = (moment.date() - first).get_days();
    let time = moment.time();
    let seconds = f64::from(time.hour()) * 3_600.0 + f64::from(time.minute()) * 60.0 + f64::from(time.second());
    is_counted.then_some(f64::from(days) + seconds / 86_400.0)
}
