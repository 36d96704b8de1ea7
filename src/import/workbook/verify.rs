//! The data as it would be: held against the sheets again, and its faults led back to their cells.

use std::collections::BTreeSet;

use super::base::Base;
use super::compare::{Compared, compare};
use super::data::Data;
use super::rows::Gathered;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::import::plan::Made;
use crate::report::Project;

/// A fault of the data as it would be, at the cell of the value where one says it.
pub(super) fn at_cell(problem: &Diagnostic, after: &Project, data: &Data, gathered: &Gathered<'_>) -> Diagnostic {
    let cell = problem.place.as_ref().and_then(|place| cell_of(place, after, data, gathered));
    Diagnostic { place: cell.or_else(|| problem.place.clone()), ..problem.clone() }
}

/// What the check of the data would warn of then and does not now, each at the cell of its value where one says it.
pub(super) fn warnings(made: &Made, before: &Project, data: &Data, gathered: &Gathered<'_>) -> Vec<Diagnostic> {
    // Lines move, so the same warning is one of the same value, in the same words.
    let by_value = |project: &Project, warning: &Diagnostic| {
        let path = warning.place.as_ref().and_then(|place| path_of(place, project, data.code()));
        let file = warning.place.as_ref().filter(|_| path.is_none()).map(|place| place.file.to_string());
        (warning.code.to_string(), warning.message.clone(), path.map(str::to_owned), file)
    };
    let known: BTreeSet<_> = made.warnings_before.iter().map(|warning| by_value(before, warning)).collect();
    // Remarks on the data are for `check`.
    let after = made.warnings_after.iter().filter(|problem| problem.severity > Severity::Note);
    let new = after.filter(|warning| !known.contains(&by_value(&made.project, warning)));
    new.map(|warning| at_cell(warning, &made.project, data, gathered)).collect()
}

/// The path of the value at a place of a file.
fn path_of<'p>(place: &Place, project: &'p Project, code: &str) -> Option<&'p str> {
    let dataset = project.countries.get(code)?.dataset.as_ref()?;
    let paths = dataset.places.0.iter().filter(|(_, known)| *known == place).map(|(path, _)| path);
    // Of several values that begin at the same place the innermost is meant.
    paths.max_by_key(|path| path.len()).map(String::as_str)
}

fn cell_of(place: &Place, after: &Project, data: &Data, gathered: &Gathered<'_>) -> Option<Place> {
    let path = path_of(place, after, data.code())?;
    let is_within = |owner: &str| path == owner || path.strip_prefix(owner).is_some_and(|rest| rest.starts_with('/'));
    let row = gathered.rows.iter().filter(|row| is_within(&row.path)).max_by_key(|row| row.path.len())?;
    let fields = row.schema.fields.iter().zip(&row.given).filter(|(field, _)| !field.path.is_empty());
    let meant = fields.filter(|(field, _)| is_within(&format!("{}/{}", row.path, field.path.join("/"))));
    meant.filter_map(|(_, given)| given.place()).next().or_else(|| Some(row.place.clone()))
}

/// Whether the sheets say what the data would say then, so that importing them again changes nothing.
///
/// # Errors
///
/// Each record that would still differ.
pub(super) fn is_settled(
    code: &str,
    after: &Project,
    gathered: &Gathered<'_>,
    base: Option<&Base>,
    compared: &Compared<'_>,
) -> Vec<Diagnostic> {
    let dataset = after.countries.get(code).and_then(|country| country.dataset.as_ref());
    let Some(dataset) = dataset.filter(|_| !compared.steps.is_empty()) else { return Vec::new() };
    let data = Data::new(dataset);
    let again = compare(&data, gathered, base, true);
    again
        .records
        .iter()
        .map(|record| {
            let cell = record.values.iter().find_map(|value| value.place.clone());
            let message = format!("`{}` would not be in the data as the sheet says it", record.record);
            Diagnostic::error(Code::IMPORT_REFUSED, cell.or_else(|| record.place.clone()), message)
                .with_hint("change the record in its file by hand, and tell the makers of the program")
        })
        .collect()
}
