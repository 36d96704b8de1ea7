//! Names by which the workbook is known again, whatever its language.

use crate::model::Dataset;
use crate::spreadsheet::schema::{Record, TableSchema, records, tables};

/// The kind of workbook and its version.
pub const TEMPLATE: &str = "workbook/1";

/// The document property that holds [`TEMPLATE`].
pub const PROPERTY_TEMPLATE: &str = "hokoku.template";
/// The document property of the country's code.
pub const PROPERTY_COUNTRY: &str = "hokoku.country";
/// The document property of the year that is filled in.
pub const PROPERTY_YEAR: &str = "hokoku.year";
/// The document property of the language of labels.
pub const PROPERTY_LANGUAGE: &str = "hokoku.language";
/// The document property that holds [`schema_hash`].
pub const PROPERTY_SCHEMA: &str = "hokoku.schema";
/// The document property that holds [`revision`].
pub const PROPERTY_REVISION: &str = "hokoku.revision";

/// The sheet of the lists that cells are chosen from; only a program can show it.
pub const LISTS_SHEET: &str = "_hokoku_lists";
/// The sheet of the values that the data had; only a program can show it.
///
/// Row 1 has the headers of [`BASE_COLUMNS`]; each row behind it is one value, all cells text. The first have no table and
/// no key: they are the document properties, which programs on the web do not keep.
pub const BASE_SHEET: &str = "_hokoku_base";
/// Headers of [`BASE_SHEET`]: the table, the record's path, the field, and the value as its `Display` writes it.
pub const BASE_COLUMNS: [&str; 4] = ["table", "key", "field", "text"];

/// The row of the table's title, counted from 1.
pub const TITLE_ROW: u32 = 1;
/// The hidden row of the columns' ids.
pub const ID_ROW: u32 = 2;
/// The row of labels, with which the table object begins.
pub const LABEL_ROW: u32 = 3;

/// The name of the table object of a table.
pub fn table_object(table: &str) -> String {
    format!("hokoku_{}", table.replace('-', "_"))
}

/// The defined name of a table's rows, from that of ids to the last that is prepared. (It can't be that of the table
/// object: to Excel a workbook in which two things have one name is damaged.)
pub fn table_range(table: &str) -> String {
    format!("hokoku_rows_{}", table.replace('-', "_"))
}

/// A hash of all tables and fields: workbooks of another one may have other columns.
pub fn schema_hash() -> String {
    let descriptors: Vec<String> = tables().iter().map(|table| table.descriptor().to_string()).collect();
    short_hash(&descriptors.join("\n"))
}

/// A hash of what a workbook holds of the data.
pub fn revision(dataset: &Dataset) -> String {
    let mut all = String::new();
    for table in tables() {
        for record in records(dataset, &table) {
            for [table, key, field, text] in base_rows(&table, &record) {
                // The lengths keep apart what would else run into each other.
                all.push_str(&format!("{table} {key} {field} {} {text}\n", text.len()));
            }
        }
    }
    short_hash(&all)
}

/// A record as rows of [`BASE_SHEET`]: its key, and every other value that there is.
pub(super) fn base_rows(table: &TableSchema, record: &Record) -> Vec<[String; 4]> {
    let values = table.fields.iter().zip(&record.values);
    let values = values.filter(|(field, value)| field.is_key() || !value.is_null());
    let mut rows: Vec<[String; 4]> = values
        .map(|(field, value)| [table.name.to_owned(), record.path.clone(), field.name.to_owned(), value.to_string()])
        .collect();
    if rows.is_empty() {
        rows.push([table.name.to_owned(), record.path.clone(), String::new(), String::new()]);
    }
    rows
}

fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect()
}
