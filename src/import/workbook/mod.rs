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
mod own;
mod propose;
mod reading;
mod references;
mod renamed;
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
use crate::spreadsheet::annotate;
use crate::spreadsheet::mapping::{Accounting, Imported};
use crate::spreadsheet::read::ReadOptions;
use base::Base;
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
    /// Whether the workbook is one that `hokoku workbook` made.
    pub is_own: bool,
    /// Tables of which a workbook of ours has no sheet any more. What the data has of them stays.
    pub missing: Vec<String>,
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
    if let Some(refusal) = annotate::refusal(request.path, request.bytes) {
        return Err(vec![refusal]);
    }
    let options = ReadOptions { encoding: request.encoding.map(str::to_owned), delimiter: None };
    let mut workbook = reading::open(request, &options)?;
    let base = Base::read(&mut workbook).map_err(|problem| vec![problem])?;
    let source = Source::find(project, request, base.as_ref())?;
    let base = base.as_ref().filter(|_| source.is_own);
    let data = Data::new(source.dataset);
    let reading = reading::read(workbook, request, &source, &data)?;
    let gathered = rows::gather(&reading.tables, &reading.mappings, data.schemas());
    let compared = compare::compare(&data, &gathered, base, request.allows_removals);
    let mut diagnostics: Vec<Diagnostic> = source.problems.clone();
    let missing = if source.is_own { missing(&data, &reading.tables) } else { Vec::new() };
    let findings = reading.findings.iter().chain(&gathered.findings).chain(&compared.findings).cloned();
    diagnostics.extend(findings.map(|finding| if source.is_own { own::finding(finding, &missing) } else { finding }));
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
        is_own: source.is_own,
        missing,
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
                    diagnostics.extend(verify::is_settled(data.code(), &made.project, &gathered, base, &compared));
                    diagnostics.extend(verify::warnings(&made, project, &data, &gathered));
                }
                files = made.files;
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    let comparison = Comparison { records: compared.records, unchanged: compared.unchanged, ..Comparison::default() };
    Ok(Import { comparison: Some(comparison), diagnostics, files, sheets: Some(sheets) })
}

/// Tables that no sheet is of.
fn missing(data: &Data, read: &[Imported]) -> Vec<String> {
    let names = data.schemas().iter().map(|schema| schema.name);
    names.filter(|name| read.iter().all(|table| table.table != *name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
