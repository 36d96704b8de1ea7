//! What comes out of an import: rows of values that know their cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::accounting::Accounting;
use crate::diagnostic::{CellPlace, CellRef, Diagnostic, Place};
use crate::spreadsheet::schema::Value;

/// The rows of one table from one sheet.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The table.
    pub table: String,
    /// The sheet, and how it was read.
    pub origin: Arc<OriginFile>,
    /// The fields that have a column, and which.
    pub columns: BTreeMap<String, u32>,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<ImportedRow>,
    /// What became of the cells of the sheet.
    pub accounting: Accounting,
    /// What was found. Nothing may be written where one is an error.
    pub findings: Vec<Diagnostic>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct ImportedRow {
    /// Its number in the sheet.
    pub number: u32,
    /// Values by field. A field whose cell is empty is not there, one that is marked as missing is
    /// [`Value::Null`].
    pub cells: BTreeMap<String, Located>,
}

/// A value and the cell that it comes from.
#[derive(Debug, Clone)]
pub struct Located {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: CellOrigin,
}

/// A cell behind a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellOrigin {
    /// What all cells of the sheet have in common.
    pub file: Arc<OriginFile>,
    /// Where it stands.
    pub cell: CellRef,
    /// The text of the file.
    pub raw: String,
    /// What the file says that it is.
    pub kind: &'static str,
    /// What the number is shown as; empty for `General`.
    pub number_format: String,
    /// The formula whose result it is.
    pub formula: Option<String>,
    /// What was made of it; empty where it is taken as it is.
    pub transformation: String,
}

/// The sheet that values come from, and how they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginFile {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// The name of the sheet; empty for a text file.
    pub sheet: String,
    /// The path of the mapping.
    pub mapping: String,
    /// Its SHA-256, in hex.
    pub mapping_sha256: String,
    /// What read the file: program and version.
    pub reader: String,
}

impl Located {
    /// About how many bytes of memory it takes with its entry in the row: two texts of the cell, and what all have.
    pub(super) fn memory(&self) -> usize {
        const EACH: usize = 300;
        let CellOrigin { raw, number_format, formula, transformation, .. } = &self.origin;
        let formula = formula.as_ref().map_or(0, String::len);
        EACH + 2 * raw.len() + number_format.len() + formula + transformation.len()
    }
}

impl CellOrigin {
    /// The place of the cell for a message.
    pub fn place(&self) -> Place {
        Place::cell(&self.file.file, &self.file.sheet, Some(self.cell))
    }

    /// The cell as formulas write it: `Sheet!B7`.
    pub fn address(&self) -> String {
        CellPlace { sheet: self.file.sheet.clone(), cell: Some(self.cell), rule: None }.to_string()
    }
}
