//! Workbooks that calamine reads: .xlsb, .xls and .ods. For a process of its own, since it loads them whole and may panic.
//!
//! What is found is written as lines (see [`super::dump`]), so that an abort of that process loses nothing but itself.
//! Reduced guarantees: numbers are floats, number formats are dates or not, hidden rows and columns are not known, nor are
//! defined tables; in .xlsb errors behind formulas read as empty.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, Ods, Range, Reader, SheetVisible, Xls, Xlsb};

use super::cell::{CellKind, CellRange};
use super::dump::Line;
use super::kind::FileKind;
use super::sheet::Visibility;
use crate::diagnostic::CellRef;

/// The index of the format of a number that calamine takes for a date; any other has 0.
pub(super) const DATE: u32 = 1;

/// How many cells of a sheet may fail.
const MOST_FAILURES: u32 = 1_000;

/// Reads a workbook and writes what is in it, a line each. What can not be read is a line too.
///
/// # Errors
///
/// If `out` can not be written to.
pub fn dump(kind: FileKind, bytes: &[u8], out: &mut dyn Write) -> std::io::Result<()> {
    let mut result = Ok(());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut write = |line: Line| {
            if result.is_ok() {
                result = line.write(out);
            }
        };
        match kind {
            FileKind::Xlsb => xlsb(bytes, &mut write),
            FileKind::Xls => xls(bytes, &mut write),
            FileKind::Ods => ods(bytes, &mut write),
            FileKind::Xlsx | FileKind::Csv => Err(format!("{} is not read in a process of its own", kind.as_str())),
        }
    }));
    result?;
    match outcome {
        Ok(Ok(())) => Line::End.write(out),
        Ok(Err(message)) => Line::Failed(message).write(out),
        Err(_) => Line::Failed("its records contradict each other".to_owned()).write(out),
    }
}

/// Says that a workbook can not be read, as [`dump`] would.
///
/// # Errors
///
/// If `out` can not be written to.
pub fn dump_failure(message: &str, out: &mut dyn Write) -> std::io::Result<()> {
    Line::Failed(message.to_owned()).write(out)
}

fn words(error: impl std::fmt::Display) -> String {
    let text = error.to_string();
    let lower = text.to_lowercase();
    if lower.contains("password") {
        "the file is protected by a password".to_owned()
    } else if lower.contains("cell limit exceeded") {
        "a sheet says that it has more cells than are read".to_owned()
    } else {
        text
    }
}

fn sheet_line(name: &str, visible: SheetVisible) -> Line {
    let visibility = match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    };
    Line::Sheet { name: name.to_owned(), visibility }
}

fn xlsb(bytes: &[u8], write: &mut impl FnMut(Line)) -> Result<(), String> {
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(words)?;
    write(Line::Epoch1904(workbook.has_1904_epoch()));
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    sheets.iter().for_each(|(name, visible)| write(sheet_line(name, *visible)));
    for (name, _) in sheets {
        write(Line::Cells);
        let mut formulas = BTreeMap::new();
        if let Ok(mut reader) = workbook.worksheet_cells_reader(&name) {
            // A formula that calamine can not spell out is passed over: its cell is looked at like any other.
            let mut failures = 0;
            while failures < MOST_FAILURES {
                match reader.next_formula() {
                    Ok(Some(cell)) => drop(formulas.insert(cell.get_position(), cell.get_value().clone())),
                    Ok(None) => break,
                    Err(_) => failures += 1,
                }
            }
        }
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(words)?;
        let mut failures = 0;
        loop {
            match reader.next_cell() {
                Ok(Some(cell)) => {
                    let position = cell.get_position();
                    uncached(&mut formulas, Some(position), write);
                    let formula = formulas.remove(&position);
                    let (kind, raw, format) = content_ref(cell.get_value());
                    cell_line(position, kind, raw, format, formula, write);
                }
                Ok(None) => break,
                // An error value that calamine does not know; the reader goes on behind it.
                Err(error) => {
                    failures += 1;
                    write(Line::Problem(words(error)));
                    if failures > MOST_FAILURES {
                        return Err("too many of its cells can not be read".to_owned());
                    }
                }
            }
        }
        uncached(&mut formulas, None, write);
    }
    Ok(())
}

fn xls(bytes: &[u8], write: &mut impl FnMut(Line)) -> Result<(), String> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(words)?;
    write(Line::Epoch1904(workbook.has_1904_epoch()));
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    sheets.iter().for_each(|(name, visible)| write(sheet_line(name, *visible)));
    for (name, _) in sheets {
        write(Line::Cells);
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let range = workbook.worksheet_range(&name).map_err(words)?;
        let formulas = workbook.worksheet_formula(&name).map_err(words)?;
        whole(&range, &formulas, &merged, write);
    }
    Ok(())
}

fn ods(bytes: &[u8], write: &mut impl FnMut(Line)) -> Result<(), String> {
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(words)?;
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    sheets.iter().for_each(|(name, visible)| write(sheet_line(name, *visible)));
    for (name, _) in sheets {
        write(Line::Cells);
        let range = workbook.worksheet_range(&name).map_err(words)?;
        let formulas = workbook.worksheet_formula(&name).map_err(words)?;
        whole(&range, &formulas, &[], write);
    }
    Ok(())
}

/// Writes the formulas before a position whose cell did not come: they have no result, or an error as their result, which
/// these readers do not give. So cells come in the order of the sheet.
fn uncached(formulas: &mut BTreeMap<(u32, u32), String>, before: Option<(u32, u32)>, write: &mut impl FnMut(Line)) {
    while let Some(entry) = formulas.first_entry().filter(|entry| before.is_none_or(|before| *entry.key() < before)) {
        let (position, formula) = entry.remove_entry();
        cell_line(position, Some(CellKind::Uncached), String::new(), 0, Some(formula), write);
    }
}

fn whole(range: &Range<Data>, formulas: &Range<String>, merged: &[Dimensions], write: &mut impl FnMut(Line)) {
    for range in merged {
        if let (Some(first), Some(last)) = (address(range.start), address(range.end)) {
            write(Line::Merged(CellRange { first, last }));
        }
    }
    // Formulas without a result are no used cells of the range.
    let mut rest: BTreeMap<(u32, u32), String> = formulas
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty())
        .filter_map(|(row, column, formula)| Some((position(formulas.start(), row, column)?, formula.clone())))
        .collect();
    for (row, column, data) in range.used_cells() {
        let Some(position) = position(range.start(), row, column) else { continue };
        uncached(&mut rest, Some(position), write);
        let formula = rest.remove(&position);
        let (kind, raw, format) = content(data);
        cell_line(position, kind, raw, format, formula, write);
    }
    uncached(&mut rest, None, write);
}

/// The position of a cell in its sheet by that in its range.
fn position(start: Option<(u32, u32)>, row: usize, column: usize) -> Option<(u32, u32)> {
    let at = |offset: u32, index: usize| u32::try_from(index).ok().and_then(|index| offset.checked_add(index));
    let (first_row, first_column) = start.unwrap_or_default();
    at(first_row, row).zip(at(first_column, column))
}

fn address((row, column): (u32, u32)) -> Option<CellRef> {
    let address = CellRef { row: row.checked_add(1)?, column: column.checked_add(1)? };
    (address.row <= CellRef::MOST_ROWS && address.column <= CellRef::MOST_COLUMNS).then_some(address)
}

fn cell_line(
    position: (u32, u32),
    kind: Option<CellKind>,
    raw: String,
    format: u32,
    formula: Option<String>,
    write: &mut impl FnMut(Line),
) {
    let kind = match (kind, &formula) {
        // OpenDocument keeps the error of a formula as its text.
        (Some(CellKind::Text), Some(_)) if is_error(&raw) => CellKind::Error,
        (Some(kind), _) => kind,
        (None, Some(_)) => CellKind::Uncached,
        (None, None) => return,
    };
    match address(position) {
        Some(address) => write(Line::Cell { address, kind, format, raw, formula }),
        None => write(Line::Problem(format!("a cell in row {} that no sheet has", u64::from(position.0) + 1))),
    }
}

/// Whether a formula's text is the name of an error: those of Excel, and LibreOffice's own with their numbers.
fn is_error(text: &str) -> bool {
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "/!?_".contains(c));
    let is_number = |number: &str| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    text.strip_prefix('#').is_some_and(|name| !name.is_empty() && is_name(name))
        || text.strip_prefix("Err:").is_some_and(is_number)
}

/// What a cell holds; `None` for nothing.
fn content(data: &Data) -> (Option<CellKind>, String, u32) {
    match data {
        Data::Empty => (None, String::new(), 0),
        Data::Int(number) => (Some(CellKind::Number), number.to_string(), 0),
        Data::Float(number) => (Some(CellKind::Number), number.to_string(), 0),
        Data::DateTime(date) => (Some(CellKind::Number), date.as_f64().to_string(), DATE),
        Data::DateTimeIso(text) => (Some(CellKind::Date), text.clone(), DATE),
        Data::String(text) | Data::DurationIso(text) => text_content(text),
        Data::Bool(value) => (Some(CellKind::Boolean), u8::from(*value).to_string(), 0),
        Data::Error(error) => (Some(CellKind::Error), error.to_string(), 0),
    }
}

fn content_ref(data: &DataRef<'_>) -> (Option<CellKind>, String, u32) {
    match data {
        DataRef::SharedString(text) => text_content(text),
        other => content(&Data::from(other.clone())),
    }
}

fn text_content(text: &str) -> (Option<CellKind>, String, u32) {
    if text.is_empty() { (None, String::new(), 0) } else { (Some(CellKind::Text), text.to_owned(), 0) }
}
