//! Sheets of people as rows of typed values, by a mapping that a person wrote. Part of [`crate::spreadsheet`], floor 1.
//!
//! A [`Mapping`] says where the table is, what its columns mean and how its values are written, in the words of Frictionless
//! Table Schema v2 for types, constraints and errors, and with HXL's idea of a row of machine ids below the human headers.
//! [`import`] applies mappings to a workbook: every cell that is not empty is imported, header, verified total, declared as
//! ignored or a finding, and the counts add up ([`Accounting`]). [`propose`] writes a mapping for a sheet that none fits.
//! Knows nothing of the data's files and of what is in them.

mod accounting;
mod apply;
mod codes;
mod columns;
mod convert;
mod date;
mod file;
mod find;
mod finding;
mod header;
mod import;
mod imported;
mod papers;
mod propose;
mod rules;
mod stated;
mod totals;

pub use accounting::Accounting;
pub use file::{
    Absent, Column, End, FieldRule, FieldType, Formulas, Header, Ignored, Locale, Mapping, Merging, Rows, SheetNames,
    Source, Totals, TotalsAction, TotalsCondition, Treatment,
};
pub use find::has_table;
pub use import::{Context, Import, LoadedMapping, References, import};
pub use imported::{CellOrigin, Imported, ImportedRow, Located, OriginFile};
pub use propose::{FieldLabels, Known, Proposal, propose};

#[cfg(test)]
mod tests;
