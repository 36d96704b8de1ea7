//! Sheets of a workbook.

use std::ops::ControlFlow;

use super::cell::{CellRange, HiddenColumns, RawRow};
use super::format::Formats;
use crate::diagnostic::{CellRef, Code, Severity};

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// As sheets are.
    Visible,
    /// A person can show it.
    Hidden,
    /// Only a program can show it.
    VeryHidden,
}

/// A sheet, before its cells are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name; empty in a file that is one unnamed sheet.
    pub name: String,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Its defined tables.
    pub tables: Vec<TableInfo>,
}

impl SheetInfo {
    /// The only sheet of a text file.
    pub(super) fn unnamed() -> SheetInfo {
        SheetInfo { name: String::new(), visibility: Visibility::Visible, tables: Vec::new() }
    }
}

/// A defined table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableInfo {
    /// Its name.
    pub name: String,
    /// Where it is, header and totals included.
    pub range: CellRange,
    /// How many rows of it are header.
    pub header_rows: u32,
    /// How many rows of it are totals.
    pub totals_rows: u32,
}

/// What is known of a sheet when its cells have been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetEnd {
    /// Cells that are not empty, those with a problem included. Counted by the reader, for the accounting.
    pub cells: u64,
    /// Merged cells.
    pub merged: Vec<CellRange>,
    /// Hidden columns.
    pub hidden_columns: HiddenColumns,
    /// Cells that were counted and not given out, since something is wrong with them.
    pub withheld: u64,
    /// What people wrote beside cells.
    pub comments: Vec<CellComment>,
    /// What is wrong.
    pub problems: Vec<SheetProblem>,
}

/// What somebody wrote beside a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellComment {
    /// Beside which.
    pub cell: CellRef,
    /// Its words.
    pub text: String,
}

/// Something in a sheet that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetProblem {
    /// What kind.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// At which cell; `None` for the sheet.
    pub cell: Option<CellRef>,
    /// What was found.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// What all rows of a sheet have in common.
#[derive(Debug)]
pub struct SheetContext<'a> {
    /// The number formats.
    pub formats: &'a Formats,
    /// The columns that are hidden, as far as known before the cells.
    pub hidden_columns: &'a HiddenColumns,
}

/// Takes the rows of a sheet one by one, and says whether more are wanted.
pub type Give<'a> = &'a mut dyn FnMut(&SheetContext<'_>, &RawRow<'_>) -> ControlFlow<()>;
