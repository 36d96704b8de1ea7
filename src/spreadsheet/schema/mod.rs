//! What of the model a workbook can carry, as tables. Floor 1.
//!
//! In the words of Frictionless Table Schema v2 (tables, fields, constraints, primary keys). Each field says where its
//! value stands in the YAML, so one list serves the workbook to fill in, the mapping that reads it back, the comparison
//! with the data and the edits that follow. The values are taken from the model as it serialises itself: a field needs no
//! code of its own, and a test holds every value that the model has against the fields (see [`NOT_CARRIED`]).
//!
//! A field is a value of the model, such as an amount with its unit. The columns of a sheet are for
//! [`crate::spreadsheet::workbook`] to make of it.

mod carried;
mod kind;
mod list;
mod path;
mod record;
mod root;
mod table;
mod tables;
mod tree;
mod value;

pub use carried::{NOT_CARRIED, NotCarried};
pub use kind::{FieldKind, KindError};
pub use path::PathError;
pub use record::{Record, records};
pub use table::{FieldSchema, Holding, TableSchema};
pub use tables::{TRANSLATIONS, tables};
pub use tree::tree_of;
pub use value::Value;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
