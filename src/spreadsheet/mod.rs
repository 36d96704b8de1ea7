//! Tables of data as files that spreadsheets open, and such files as tables of data. Floor 1.
//!
//! Rows become CSV (RFC 4180), the data of a chart a workbook that travels inside a Word file ([`chart_workbook()`]), and all
//! that is known of a country a workbook to fill in ([`workbook`]). Workbooks that come in are read cell by cell ([`read`])
//! and, by a [`mapping`], as rows of the tables that the model has ([`schema`]); what was found in them can stand in a copy
//! ([`annotate`]). Knows nothing of reports, YAML and the disk.

pub mod annotate;
mod chart_workbook;
mod export;
pub mod mapping;
pub mod read;
pub mod schema;
pub mod value;
pub mod workbook;

pub use chart_workbook::{CHART_SHEET, chart_workbook};
pub use export::write_csv;
