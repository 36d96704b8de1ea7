//! Word reports of ours, in which somebody corrected figures.
//!
//! A report's figures are content controls bound to a store of figures, a custom XML part with one item for each figure and
//! look. Source: ECMA-376-1, 17.5.2 (content controls) and 22.5 (custom XML).

mod charts;
mod compare;
mod controls;
mod findings;
mod open;
mod report;
mod store;

use crate::diagnostic::Diagnostic;
use crate::report::Project;

use super::{Import, Request};

/// Imports the corrections of a report.
pub(super) fn import(project: &Project, request: &Request<'_>) -> Result<Import, Vec<Diagnostic>> {
    let package = open::open(request).map_err(|problem| vec![problem])?;
    let report = report::read(&package, request.path).map_err(|problem| vec![problem])?;
    let mut import = compare::compare(project, request, &report)?;
    import.diagnostics.extend(charts::edited(&package, &report, request.path));
    Ok(import)
}

#[cfg(test)]
mod tests;
