//! A mapping for a sheet that none fits, for a person to look through.
//!
//! What is found in the sheet is written down, and every line that rests on more than the name of a column has a comment
//! that begins with `doubt:`.

mod field;
mod hints;
mod sample;
mod write;

use std::collections::BTreeMap;

use super::header::HeaderTexts;
use super::import::LoadedMapping;
use crate::diagnostic::{Diagnostic, nearest};
use crate::spreadsheet::read::Workbook;
use crate::spreadsheet::schema::{FieldSchema, TableSchema};
use crate::spreadsheet::value::Words;
use sample::SheetSample;

/// A mapping that was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The sheet that it is for.
    pub sheet: String,
    /// The table that its rows seem to be of.
    pub target: &'static str,
    /// The mapping. What is not sure has a comment that begins with `doubt:`.
    pub yaml: String,
}

/// Labels of fields in the languages of the project, by table and field.
pub type FieldLabels = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// What is known before a sheet is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The tables of the model.
    pub schemas: &'a [TableSchema],
    /// Labels of their fields.
    pub labels: &'a FieldLabels,
    /// Words of scales, units and eras.
    pub words: &'a Words,
}

/// The label of a column as a field of a table.
#[derive(Debug, Clone, Copy)]
struct Guess<'a> {
    field: &'a FieldSchema,
    /// Whether the label is one of the field, and not only near to one.
    is_sure: bool,
}

/// Writes a mapping for every sheet that has a table of the model; a file that some of the mappings fit gets none for their
/// sheets.
///
/// # Errors
///
/// If a sheet can not be read.
pub fn propose(
    workbook: &mut Workbook<'_>,
    mappings: &[LoadedMapping],
    known: &Known<'_>,
) -> Result<Vec<Proposal>, Diagnostic> {
    let mut proposals = Vec::new();
    for index in 0..workbook.sheets().len() {
        let Some(sheet) = workbook.sheets().get(index).cloned() else { continue };
        let is_named = |loaded: &LoadedMapping| loaded.mapping.source.names(&sheet);
        if mappings.iter().any(is_named) {
            continue;
        }
        let content = SheetSample::read(workbook, index)?;
        let best = content
            .candidates()
            .flat_map(|row| known.schemas.iter().map(move |schema| (row, schema)))
            .map(|(row, schema)| {
                let texts = content.texts(row);
                let sure = texts.filter(|text| guess(schema, known.labels, text).is_some_and(|guess| guess.is_sure));
                (sure.count(), row, schema)
            })
            // Of equals the first row and the first table.
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((count, row, schema)) = best.filter(|(count, _, _)| *count > 0) else { continue };
        let table = sheet.tables.first();
        let yaml = write::write(&write::Found { sheet: &sheet, table, row, schema, count, content: &content }, known);
        proposals.push(Proposal { sheet: sheet.name, target: schema.name, yaml });
    }
    Ok(proposals)
}

/// A label in the form in which labels are compared.
fn plain(text: &str) -> String {
    let words = text.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The field that a label seems to be of: by the whole label, by its last part, or by what stands before a comma or bracket.
fn guess<'a>(schema: &'a TableSchema, labels: &FieldLabels, label: &str) -> Option<Guess<'a>> {
    let names = |field: &FieldSchema| {
        let own = labels.get(schema.name).and_then(|fields| fields.get(field.name));
        own.into_iter().flatten().map(|text| plain(text)).chain([plain(field.name)]).collect::<Vec<_>>()
    };
    let last = label.rsplit(" / ").next().unwrap_or(label);
    let head = |text: &str| text.split([',', '(', '（', '[']).next().map(plain).unwrap_or_default();
    let forms = [plain(label), plain(last), head(label), head(last)];
    let is_known = |form: &String| schema.fields.iter().find(|field| !form.is_empty() && names(field).contains(form));
    if let Some((place, field)) = forms.iter().enumerate().find_map(|(place, form)| Some((place, is_known(form)?))) {
        return Some(Guess { field, is_sure: place == 0 });
    }
    let all: Vec<(String, &FieldSchema)> =
        schema.fields.iter().flat_map(|field| names(field).into_iter().map(move |name| (name, field))).collect();
    let near = forms.iter().find_map(|form| nearest(form, all.iter().map(|(name, _)| name.as_str())))?;
    all.iter().find(|(name, _)| name == near).map(|(_, field)| Guess { field, is_sure: false })
}
