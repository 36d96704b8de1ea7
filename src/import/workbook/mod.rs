//! Workbooks and text in columns: by mappings to records, against the records of the data.
//!
//! A mapping is one of the country's (`data/<country>/mappings/`), or for a workbook of ours the one that belongs to its
//! table. The sheet of values that such a workbook was made from tells what its reader changed from what has changed in the
//! data since; what both changed is a conflict.

mod apply;
mod base;
mod compare;
mod data;
mod notes;
mod propose;
mod reading;
mod references;
mod rows;
mod source;
mod trees;
mod verify;

use serde::Serialize;

pub use notes::annotated;
pub use propose::propose;

use super::{Comparison, Import, Request};
use crate::diagnostic::Diagnostic;
use crate::report::Project;
use crate::spreadsheet::mapping::Accounting;
use data::Data;
use source::Source;

/// What a workbook held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheets {
    /// One for each sheet that a mapping fits.
    pub tables: Vec<TableSummary>,
    /// What became of every cell.
    pub accounting: Accounting,
    /// What the format does not tell; empty for nothing.
    pub reservations: &'static str,
    /// Values of a workbook of ours that have changed in the data since it was made, and not in the workbook.
    pub newer: usize,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableSummary {
    /// Its name; empty for text in columns.
    pub sheet: String,
    /// The table that its rows are of.
    pub table: String,
    /// The mapping that said so.
    pub mapping: String,
    /// How many rows have values.
    pub rows: usize,
}

/// Imports a workbook.
pub(super) fn import(project: &Project, request: &Request<'_>) -> Result<Import, Vec<Diagnostic>> {
    let source = Source::find(project, request)?;
    let data = Data::new(source.dataset);
    let reading = reading::read(request, &source, &data)?;
    let gathered = rows::gather(&reading.tables, &reading.mappings, data.schemas());
    let compared = compare::compare(&data, &gathered, reading.base.as_ref(), request.allows_removals);
    let mut diagnostics: Vec<Diagnostic> = source.problems.clone();
    diagnostics.extend(reading.findings.iter().chain(&gathered.findings).chain(&compared.findings).cloned());
    let tables = reading.tables.iter().map(|table| TableSummary {
        sheet: table.origin.sheet.clone(),
        table: table.table.clone(),
        mapping: table.origin.mapping.clone(),
        rows: table.rows.len(),
    });
    let sheets = Sheets {
        tables: tables.collect(),
        accounting: reading.accounting,
        reservations: reading.reservations,
        newer: compared.newer,
    };
    let mut files = Vec::new();
    if !diagnostics.iter().any(Diagnostic::is_error) {
        let made =
            apply::plan(project, source.dataset, &compared).and_then(|plan| plan.make(project, source.dataset.code()));
        match made {
            Ok(made) => {
                let refused =
                    made.refused.iter().map(|problem| verify::at_cell(problem, &made.project, &data, &gathered));
                diagnostics.extend(refused);
                if made.refused.is_empty() {
                    diagnostics.extend(verify::is_settled(
                        data.code(),
                        &made.project,
                        &gathered,
                        reading.base.as_ref(),
                        &compared,
                    ));
                }
                files = made.files;
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    let comparison = Comparison { records: compared.records, unchanged: compared.unchanged, ..Comparison::default() };
    Ok(Import { comparison: Some(comparison), diagnostics, files, sheets: Some(sheets) })
}
