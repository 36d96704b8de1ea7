//! A mapping for a workbook that none fits, for a person to look through.

use std::collections::BTreeMap;

use super::reading::open;
use crate::diagnostic::Diagnostic;
use crate::import::Request;
use crate::report::{Project, mappings, words};
use crate::spreadsheet::mapping::{self, FieldLabels, Known, LoadedMapping, Proposal};
use crate::spreadsheet::read::ReadOptions;
use crate::spreadsheet::schema::tables;
use crate::spreadsheet::workbook;

/// Writes a mapping for every sheet that no mapping fits and that seems to be a table of the model. Labels that the country's mappings know, and
/// those of the languages of the project, are known here too.
///
/// # Errors
///
/// `unreadable-workbook`.
pub fn propose(project: &Project, request: &Request<'_>) -> Result<Vec<Proposal>, Vec<Diagnostic>> {
    let options = ReadOptions { encoding: request.encoding.map(str::to_owned), delimiter: None };
    let mut file = open(request, &options)?;
    let mut labels: FieldLabels = BTreeMap::new();
    let codes = project.countries.keys().filter(|code| request.country.is_none_or(|country| country == **code));
    let mappings: Vec<LoadedMapping> = codes.flat_map(|code| mappings(project, code).0).collect();
    let (schemas, locales) = (tables(), project.locales.values().map(|locale| &**locale).collect::<Vec<_>>());
    let own = schemas.iter().map(|table| workbook::mapping(table, &locales));
    for mapping in mappings.iter().map(|loaded| loaded.mapping.clone()).chain(own) {
        let fields = labels.entry(mapping.target).or_default();
        for field in mapping.fields {
            fields.entry(field.name).or_default().extend(field.labels);
        }
    }
    let words = words(project).0;
    let known = Known { schemas: &schemas, labels: &labels, words: &words };
    mapping::propose(&mut file, &mappings, &known).map_err(|problem| vec![problem])
}
