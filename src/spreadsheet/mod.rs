//! Tables of data as files that spreadsheets open. Floor 1.
//!
//! Export only, for now: rows become CSV (RFC 4180). Knows nothing of reports or of the model; a cell is a
//! text that its caller has already made.

mod export;
pub mod schema;

pub use export::write_csv;
