//! Excel workbooks, read from their parts. ECMA-376-1, part 1, clause 18 (SpreadsheetML), transitional and strict.
//!
//! calamine's stream of cells gives neither the digits that the file has, nor hidden rows, nor a formula together with its
//! result, and fails a sheet at an error value that it does not know; a second reading beside it would take as long again.
//! So the parts are read here in one pass. Memory is bounded by the shared strings, which have a limit.

mod comments;
mod escape;
mod package;
mod sheet;
mod strings;
mod styles;
mod tables;

pub(super) use package::XlsxFile;
