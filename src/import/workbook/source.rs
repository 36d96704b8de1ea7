//! What a workbook is of, and the mappings that may fit it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::base::Base;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::{Request, subject};
use crate::locale::Locale;
use crate::model::Dataset;
use crate::report::{self, Project};
use crate::spreadsheet::mapping::LoadedMapping;
use crate::spreadsheet::read::properties;
use crate::spreadsheet::schema::{TableSchema, tables};
use crate::spreadsheet::value::Words;
use crate::spreadsheet::workbook::{
    self, PROPERTY_COUNTRY, PROPERTY_LANGUAGE, PROPERTY_REVISION, PROPERTY_TEMPLATE, TEMPLATE,
};

/// What is known of a workbook before it is read.
pub(super) struct Source<'a> {
    /// The data of its country.
    pub(super) dataset: &'a Arc<Dataset>,
    /// Mappings to try, in order.
    pub(super) mappings: Vec<LoadedMapping>,
    /// Words of scales, units and eras.
    pub(super) words: Words,
    /// Whether the workbook is one of ours.
    pub(super) is_own: bool,
    /// Problems of mappings that are left out, and of the file of words.
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Source<'a> {
    /// Finds the country and its mappings.
    ///
    /// # Errors
    ///
    /// `import-mismatch` where the country is not clear or not in the project, or where a workbook of ours has lost what it was
    /// made from and the data has changed since; `import-format` for a workbook of ours that a later version made, and errors
    /// that the data has.
    pub(super) fn find(
        project: &'a Project,
        request: &Request<'_>,
        base: Option<&Base>,
    ) -> Result<Source<'a>, Vec<Diagnostic>> {
        let mut properties = properties(request.bytes);
        for (name, value) in base.map(Base::properties).unwrap_or_default() {
            properties.entry(name).or_insert(value);
        }
        let template = properties.get(PROPERTY_TEMPLATE);
        let is_own = template.is_some();
        if let Some(template) = template.filter(|template| *template != TEMPLATE) {
            let message =
                format!("the workbook is a form of the kind `{template}`, and this version reads `{TEMPLATE}`");
            return Err(vec![Diagnostic::error(Code::IMPORT_FORMAT, Place::file(request.path), message).with_hint(
                "import it with the version of the program that made it, or write a new one with `hokoku workbook`",
            )]);
        }
        let said = properties.get(PROPERTY_COUNTRY).filter(|_| is_own).map(String::as_str);
        let dataset = subject::find(project, request, ("workbook", said))?;
        if is_own && base.is_none() {
            let said = properties.get(PROPERTY_REVISION).map(String::as_str);
            without_base(request.path, said, &workbook::revision(dataset)).map_err(|problem| vec![problem])?;
        }
        let (words, mut problems) = report::words(project);
        let mappings = match is_own {
            true => own_mappings(project, &properties),
            false => {
                let (mappings, found) = report::mappings(project, dataset.code());
                problems.extend(found);
                mappings
            }
        };
        Ok(Source { dataset, mappings, words, is_own, problems })
    }
}

/// Whether a workbook of ours that has lost its sheet of all values can be held against the data: only where it was made from
/// just this data. Else what has changed in the data since would look as if the workbook had changed it back.
///
/// # Errors
///
/// `import-mismatch` where the revision of the data is not that of the workbook, or the workbook does not say its own.
fn without_base(path: &str, said: Option<&str>, now: &str) -> Result<(), Diagnostic> {
    let why = match said {
        Some(said) if said == now => return Ok(()),
        Some(_) => "the data has changed since",
        None => "it does not say what state of the data it was made from",
    };
    let message = format!(
        "the workbook has lost its hidden sheet `{}`, and {why}: what was changed in it cannot be told from what was changed \
         in the data",
        workbook::BASE_SHEET
    );
    Err(Diagnostic::error(Code::IMPORT_MISMATCH, Place::file(path), message).with_hint(
        "write a new workbook with `hokoku workbook`, and enter the changes there; programs that clean documents (in Excel \
         \"Inspect Document\") take hidden sheets out",
    ))
}

/// The mappings of our own sheets, whose labels are in the language of the workbook, or any where it does not say which.
fn own_mappings(project: &Project, properties: &BTreeMap<String, String>) -> Vec<LoadedMapping> {
    let language = properties.get(PROPERTY_LANGUAGE);
    let said = project.locales.iter().filter(|(tag, _)| language.is_some_and(|language| language == tag.as_str()));
    let said: Vec<&Locale> = said.map(|(_, locale)| &**locale).collect();
    let locales = if said.is_empty() { project.locales.values().map(|locale| &**locale).collect() } else { said };
    let own = |table: &TableSchema| LoadedMapping {
        path: format!("{TEMPLATE}/{}", table.name),
        sha256: report::sha256_hex(table.descriptor().to_string().as_bytes()),
        mapping: workbook::mapping(table, &locales),
    };
    tables().iter().map(own).collect()
}
