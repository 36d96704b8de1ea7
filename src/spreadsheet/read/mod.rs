//! Spreadsheets as cells: recognised by their content, read row by row. Part of [`crate::spreadsheet`], floor 1.
//!
//! Bytes in; rows of [`RawCell`]s and problems out. .xlsx and text stream here; what calamine reads (.xlsb, .xls, .ods)
//! comes from a process of its own with limits, which the caller starts ([`Isolate`]). What a cell means is for
//! [`super::value`] and [`super::mapping`] to say.

mod cell;
mod csv;
mod dump;
mod encoding;
mod foreign;
mod format;
mod isolated;
mod kind;
mod properties;
mod quotes;
mod sheet;
mod workbook;
mod xlsx;

pub use cell::{CellKind, CellRange, HiddenColumns, RawCell, RawRow};
pub use encoding::Certainty;
pub use foreign::{dump, dump_failure};
pub use format::{Formats, Percent};
pub use isolated::Isolate;
pub use kind::{FileKind, Refusal, sniff};
pub use properties::properties;
pub use sheet::{CellComment, Give, SheetContext, SheetEnd, SheetInfo, SheetProblem, TableInfo, Visibility};
pub use workbook::{ReadOptions, Workbook};

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
