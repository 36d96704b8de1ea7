//! Tables of data as files that spreadsheets open. Floor 1.
//!
//! Rows become CSV (RFC 4180), the data of a chart becomes a workbook that travels inside a
//! Word file. Knows nothing of reports or of the model; a cell is a text or number that its caller has already made.

mod chart_workbook;
mod export;
pub mod mapping;
pub mod read;
pub mod schema;
pub mod value;
pub mod workbook;

pub use chart_workbook::{CHART_SHEET, chart_workbook};
pub use export::write_csv;
