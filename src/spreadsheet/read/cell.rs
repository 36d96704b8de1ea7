//! What stands in a cell, before anybody asks what it means.

use crate::diagnostic::CellRef;

/// What a file says that a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// A number, also one that is shown as a date.
    Number,
    /// A text.
    Text,
    /// `1` or `0`.
    Boolean,
    /// A day in ISO 8601, maybe with a time.
    Date,
    /// An error such as `#REF!`.
    Error,
    /// A formula without a stored result.
    Uncached,
}

impl CellKind {
    /// One word, for provenance.
    pub fn as_str(self) -> &'static str {
        match self {
            CellKind::Number => "number",
            CellKind::Text => "text",
            CellKind::Boolean => "boolean",
            CellKind::Date => "date",
            CellKind::Error => "error",
            CellKind::Uncached => "formula-without-result",
        }
    }
}

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCell {
    /// Where it stands.
    pub address: CellRef,
    /// What it holds.
    pub kind: CellKind,
    /// The text of the file, untouched: digits of a number, not a float's idea of them.
    pub raw: String,
    /// Its formula, where it has one. Empty where the file leaves the text to another cell (shared formulas).
    pub formula: Option<String>,
    /// Index into the formats of its file.
    pub format: u32,
}

impl RawCell {
    /// An empty text at A1, to be filled.
    pub(super) fn new() -> RawCell {
        let address = CellRef { row: 1, column: 1 };
        RawCell { address, kind: CellKind::Text, raw: String::new(), formula: None, format: 0 }
    }
}

/// Cells of one row, in the order of the file.
#[derive(Debug)]
pub struct RawRow<'a> {
    /// 1-based.
    pub number: u32,
    /// Whether the row is hidden.
    pub is_hidden: bool,
    /// Those that are not empty.
    pub cells: &'a [RawCell],
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellRange {
    /// The upper left.
    pub first: CellRef,
    /// The lower right.
    pub last: CellRef,
}

impl CellRange {
    /// Reads `B2:D7`, or one address.
    pub fn parse(text: &str) -> Option<CellRange> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (a, b) = (CellRef::parse(first)?, CellRef::parse(last)?);
        let first = CellRef { row: a.row.min(b.row), column: a.column.min(b.column) };
        Some(CellRange { first, last: CellRef { row: a.row.max(b.row), column: a.column.max(b.column) } })
    }

    /// Whether a cell stands in it.
    pub fn has(self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

/// Columns that are hidden, as ranges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HiddenColumns(pub(super) Vec<(u32, u32)>);

impl HiddenColumns {
    /// Whether a column is hidden.
    pub fn has(&self, column: u32) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}
