//! The workbook as a file.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::content::Content;
use super::lists::Lists;
use super::names::{
    BASE_COLUMNS, BASE_SHEET, ID_ROW, LABEL_ROW, LISTS_SHEET, PROPERTY_COUNTRY, PROPERTY_LANGUAGE, PROPERTY_REVISION,
    PROPERTY_SCHEMA, PROPERTY_TEMPLATE, PROPERTY_YEAR, TEMPLATE, base_rows, revision, schema_hash, table_range,
};
use super::rows::{RowKind, Sheet};
use super::{guide, sheet, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::{Argument, Locale};
use crate::model::{Dataset, Localized, Timestamp};
use crate::spreadsheet::schema::{TableSchema, tables};

/// The longest text of a cell, in UTF-16 units (Excel's own limit).
const LONGEST_TEXT: usize = 32_767;

/// What a workbook to fill in is made of.
#[derive(Clone, Copy)]
pub struct WorkbookInput<'a> {
    /// The data that it holds.
    pub dataset: &'a Dataset,
    /// The language of labels and explanations. Texts of the data are in the language of the data.
    pub locale: &'a Locale,
    /// The year that is to be filled in; there need not be anything of it yet.
    pub year: i16,
    /// The reports that there may be editions of, by the names of their templates.
    pub reports: &'a [String],
    /// The date of the file.
    pub created: Timestamp,
}

impl WorkbookInput<'_> {
    /// The country's name as a title.
    pub(super) fn country(&self) -> String {
        self.name(&self.dataset.country.short_name)
    }

    /// The country's name, with its article where the language has one.
    pub(super) fn country_in_a_sentence(&self) -> String {
        self.name(&self.dataset.country.name)
    }

    fn name(&self, name: &Localized) -> String {
        let country = &self.dataset.country;
        let name = name.get(self.locale.tag()).or_else(|| name.get(&country.language));
        name.map_or_else(|| country.code.clone(), |name| name.text.clone())
    }

    /// The title of the workbook.
    pub(super) fn title(&self) -> String {
        let (country, year) = (self.country(), self.year.to_string());
        let otherwise = format!("{country} {year}");
        let arguments = [("country", Argument::Text(country)), ("year", Argument::Text(year))];
        words::text_with(self.locale, "workbook-title", &arguments, &otherwise)
    }
}

/// Makes the workbook to fill in: a guide, one sheet a table, the lists to choose from, and the values that the data had.
///
/// The same input has the same bytes.
///
/// # Errors
///
/// `invalid-value` for each text that is longer than a cell can hold, at its place in the data.
///
/// # Panics
///
/// If the data has more records than a sheet has rows.
pub fn write(input: &WorkbookInput<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let tables = tables();
    let sheets: Vec<Sheet<'_>> = tables.iter().map(|table| Sheet::new(table, input)).collect();
    let problems: Vec<Diagnostic> = sheets.iter().flat_map(|sheet| too_long(sheet, input)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let names = sheet_names(&tables, input.locale);
    let sheets: Vec<(String, Sheet<'_>)> = names.into_iter().zip(sheets).collect();
    Ok(file(&sheets, input).expect("names, lengths and counts are within what a workbook can hold"))
}

/// Texts that no cell can hold.
fn too_long(sheet: &Sheet<'_>, input: &WorkbookInput<'_>) -> Vec<Diagnostic> {
    let rows = sheet.rows.iter().filter(|row| row.kind == RowKind::Record);
    let mut problems = Vec::new();
    for (row, record) in rows.zip(&sheet.records) {
        for (cell, column) in row.cells.iter().zip(&sheet.columns) {
            let Content::Text(text) = cell else { continue };
            let length = text.encode_utf16().count();
            if length > LONGEST_TEXT {
                let path = column.field.path.iter().fold(record.path.clone(), |path, key| format!("{path}/{key}"));
                let message = format!(
                    "the field `{}` of `{}` has {length} characters, and a cell of a workbook holds {LONGEST_TEXT}",
                    column.field.name, record.path
                );
                let problem = Diagnostic::error(Code::INVALID_VALUE, input.dataset.places.of(&path), message);
                problems.push(problem.with_hint("shorten the text"));
            }
        }
    }
    problems
}

/// The names of the sheets, each different from all others.
fn sheet_names(tables: &[TableSchema], locale: &Locale) -> Vec<String> {
    let mut taken: BTreeSet<String> = [LISTS_SHEET, BASE_SHEET].iter().map(|name| name.to_lowercase()).collect();
    taken.insert(words::guide_name(locale).to_lowercase());
    let mut free = |name: String| taken.insert(name.to_lowercase()).then_some(name);
    let names = tables.iter().map(|table| {
        let localized = free(words::sheet_name(locale, table.name));
        localized.or_else(|| free(table.name.to_owned())).unwrap_or_else(|| format!("_{}", table.name))
    });
    names.collect()
}

fn file(sheets: &[(String, Sheet<'_>)], input: &WorkbookInput<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(input)?);
    let mut lists = Lists::new(input, sheets);
    guide::write(workbook.add_worksheet().set_name(words::guide_name(input.locale))?, sheets, input)?;
    let ids = |table: &str| {
        let (name, sheet) = sheets.iter().find(|(_, sheet)| sheet.table.name == table)?;
        let column = sheet.columns.iter().position(|column| column.field.name == "id")?;
        let letters = column_number_to_name(u16::try_from(column).ok()?);
        let last = sheet::last_row(sheet) + 1;
        Some(format!("={}!${letters}${}:${letters}${last}", quoted(name), LABEL_ROW + 1))
    };
    for (name, content) in sheets {
        sheet::write(workbook.add_worksheet().set_name(name)?, content, input, &mut lists, &ids)?;
    }
    for (name, content) in sheets {
        let letters = column_number_to_name(u16::try_from(content.columns.len() - 1).unwrap_or_default());
        let range = format!("={}!$A${ID_ROW}:${letters}${}", quoted(name), sheet::last_row(content) + 1);
        workbook.define_name(table_range(content.table.name), &range)?;
    }
    lists.write(workbook.add_worksheet().set_name(LISTS_SHEET)?.set_very_hidden(true))?;
    base(workbook.add_worksheet().set_name(BASE_SHEET)?.set_very_hidden(true), sheets, input)?;
    workbook.save_to_buffer()
}

/// The name of a sheet as formulas write it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

fn properties(input: &WorkbookInput<'_>) -> Result<DocProperties, XlsxError> {
    let created = input.created.civil();
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    // Spreadsheet programs know the years 1900 to 9999.
    let year = u16::try_from(created.year().clamp(1900, 9999)).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, part(created.month()), part(created.day()))?.and_hms(
        u16::try_from(created.hour()).unwrap_or_default(),
        part(created.minute()),
        part(created.second()),
    )?;
    let subject = words::text(input.locale, "workbook-subject", "");
    let plain = DocProperties::new().set_title(input.title()).set_subject(subject).set_creation_datetime(&created);
    let custom = identity(input).into_iter();
    Ok(custom.fold(plain, |properties, (name, value)| properties.set_custom_property(name, value)))
}

/// What the workbook is, by the names of its document properties.
fn identity(input: &WorkbookInput<'_>) -> [(&'static str, String); 6] {
    [
        (PROPERTY_TEMPLATE, TEMPLATE.to_owned()),
        (PROPERTY_COUNTRY, input.dataset.code().to_owned()),
        (PROPERTY_YEAR, input.year.to_string()),
        (PROPERTY_LANGUAGE, input.locale.tag().as_str().to_owned()),
        (PROPERTY_SCHEMA, schema_hash()),
        (PROPERTY_REVISION, revision(input.dataset)),
    ]
}

/// What the workbook is, once more, since not every program keeps properties; then what the data had, so that a workbook that
/// is older than the data can be compared with both.
fn base(target: &mut Worksheet, sheets: &[(String, Sheet<'_>)], input: &WorkbookInput<'_>) -> Result<(), XlsxError> {
    let mut rows: Vec<[String; 4]> = vec![BASE_COLUMNS.map(str::to_owned)];
    rows.extend(identity(input).map(|(name, value)| [String::new(), String::new(), name.to_owned(), value]));
    for (_, sheet) in sheets {
        rows.extend(sheet.records.iter().flat_map(|record| base_rows(sheet.table, record)));
    }
    for (cells, row) in rows.iter().zip(0..) {
        for (text, column) in cells.iter().zip(0..) {
            if !text.is_empty() {
                target.write_string(row, column, text)?;
            }
        }
    }
    Ok(())
}
