//! A mapping for a workbook that none fits, for a person to look through.

use std::collections::BTreeMap;

use super::reading::open;
use crate::diagnostic::Diagnostic;
use crate::import::Request;
use crate::report::{Project, mappings};
use crate::spreadsheet::mapping::{self, FieldLabels, Proposal};
use crate::spreadsheet::read::ReadOptions;
use crate::spreadsheet::schema::tables;

/// Writes a mapping for every sheet that seems to be a table of the model. Labels that the country's mappings know, and
/// those of the languages of the project, are known here too.
///
/// # Errors
///
/// `unreadable-workbook`.
pub fn propose(project: &Project, request: &Request<'_>) -> Result<Vec<Proposal>, Vec<Diagnostic>> {
    let options = ReadOptions { encoding: request.encoding.map(str::to_owned), delimiter: None };
    let mut workbook = open(request, &options)?;
    let mut labels: FieldLabels = BTreeMap::new();
    let codes = project.countries.keys().filter(|code| request.country.is_none_or(|country| country == **code));
    for loaded in codes.flat_map(|code| mappings(project, code).0) {
        let fields = labels.entry(loaded.mapping.target.clone()).or_default();
        for field in loaded.mapping.fields {
            fields.entry(field.name).or_default().extend(field.labels);
        }
    }
    mapping::propose(&mut workbook, &tables(), &labels).map_err(|problem| vec![problem])
}
