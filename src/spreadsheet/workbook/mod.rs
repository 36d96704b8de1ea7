//! The workbook to fill in: the data as sheets that an office can change, and the mapping that reads it back. Part of
//! [`crate::spreadsheet`], floor 1.
//!
//! One sheet for each table of [`super::schema`], made from it alone, so that a new field of the model needs no code
//! here. What makes a workbook known again are its [names](TEMPLATE), which are the same in every language. What stands in
//! its cells comes back through [`mapping`] as the values that the data had. Knows nothing of YAML and of the disk.
//! Source: ECMA-376-1 (SpreadsheetML), and Excel's own limits.

mod columns;
mod content;
mod guide;
mod lists;
mod look;
mod mapping;
mod names;
mod rows;
mod sheet;
mod validation;
mod words;
mod write;

pub use mapping::mapping;
pub use names::{
    BASE_COLUMNS, BASE_SHEET, ID_ROW, LABEL_ROW, LISTS_SHEET, PROPERTY_COUNTRY, PROPERTY_LANGUAGE, PROPERTY_REVISION,
    PROPERTY_SCHEMA, PROPERTY_TEMPLATE, PROPERTY_YEAR, TEMPLATE, TITLE_ROW, revision, schema_hash, table_object,
    table_range,
};
pub use words::missing as missing_messages;
pub use write::{WorkbookInput, write};

#[cfg(test)]
mod tests;
