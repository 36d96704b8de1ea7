//! The lists that cells are chosen from, on a sheet that only a program can show.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::columns::{Column, Part, codes};
use super::content::{Content, unit_text};
use super::names::LISTS_SHEET;
use super::rows::Sheet;
use super::words;
use super::write::WorkbookInput;
use crate::model::{Scale, Unit};
use crate::spreadsheet::schema::FieldKind;

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Text(String),
    Boolean(bool),
}

/// The lists, each one a column.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<Vec<Entry>>,
    units: Vec<String>,
    currencies: Vec<String>,
    organisations: Vec<String>,
    reports: Vec<String>,
}

impl Lists {
    /// The lists that the data gives.
    pub(super) fn new(input: &WorkbookInput<'_>, sheets: &[(String, Sheet<'_>)]) -> Lists {
        let dataset = input.dataset;
        let units = units(input, sheets);
        let mut currencies: BTreeSet<&str> =
            dataset.rates.values().flat_map(|rate| [rate.base.as_str(), rate.quote.as_str()]).collect();
        currencies.extend(units.iter().map(|(unit, _)| unit).filter(|unit| is_currency(unit)).map(Unit::as_str));
        let organisations = dataset.names.values().filter(|names| names.kind == "organisation");
        let known = dataset.editions.iter().map(|edition| edition.report.clone());
        let reports: BTreeSet<String> = known.chain(input.reports.iter().cloned()).collect();
        Lists {
            lists: Vec::new(),
            currencies: currencies.into_iter().map(str::to_owned).collect(),
            units: units.iter().map(|(unit, scale)| unit_text(*scale, unit)).collect(),
            organisations: organisations.map(|names| format!("through:{}", names.id)).collect(),
            reports: reports.into_iter().collect(),
        }
    }

    /// The cells of a column's list, where it has one; and whether nothing else may be written.
    pub(super) fn of(&mut self, column: &Column<'_>, input: &WorkbookInput<'_>) -> Option<(String, bool)> {
        let texts = |texts: &[String]| texts.iter().cloned().map(Entry::Text).collect::<Vec<_>>();
        let words = |kind: FieldKind| {
            let codes = codes(kind);
            codes.iter().map(|code| Entry::Text(words::code(input.locale, code, codes))).collect::<Vec<_>>()
        };
        if column.part == Part::Unit {
            return self.place(texts(&self.units)).map(|cells| (cells, false));
        }
        let (entries, is_closed) = match column.field.kind {
            FieldKind::Choice(_) => (words(column.field.kind), true),
            // Several may be written with commas.
            FieldKind::List(FieldKind::Choice(_)) => (words(column.field.kind), false),
            FieldKind::Channel => {
                (words(column.field.kind).into_iter().chain(texts(&self.organisations)).collect(), false)
            }
            FieldKind::Currency => (texts(&self.currencies), false),
            FieldKind::Boolean => (vec![Entry::Boolean(true), Entry::Boolean(false)], true),
            FieldKind::Id if column.field.name == "report" => (texts(&self.reports), false),
            FieldKind::Text
            | FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Language
            | FieldKind::Integer
            | FieldKind::Number
            | FieldKind::Quantity
            | FieldKind::FigureValue
            | FieldKind::Day
            | FieldKind::Date
            | FieldKind::FiscalYear
            | FieldKind::Period
            | FieldKind::Sources
            | FieldKind::SigningDates
            | FieldKind::List(_) => return None,
        };
        self.place(entries).map(|cells| (cells, is_closed))
    }

    /// The cells of a list, which is written once however many columns have it.
    fn place(&mut self, entries: Vec<Entry>) -> Option<String> {
        if entries.is_empty() {
            return None;
        }
        let count = entries.len();
        let column = self.lists.iter().position(|list| *list == entries).unwrap_or_else(|| {
            self.lists.push(entries);
            self.lists.len() - 1
        });
        let name = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).ok()?);
        Some(format!("='{LISTS_SHEET}'!${name}$1:${name}${count}"))
    }

    /// Writes all lists that were asked for.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (list, column) in self.lists.iter().zip(0..) {
            for (entry, row) in list.iter().zip(0..) {
                match entry {
                    Entry::Text(text) => sheet.write_string(row, column, text)?,
                    Entry::Boolean(value) => sheet.write_boolean(row, column, *value)?,
                };
            }
        }
        Ok(())
    }
}

/// The units of the sheets and those that the language has words for, currencies at every scale; currencies come first.
fn units(input: &WorkbookInput<'_>, sheets: &[(String, Sheet<'_>)]) -> BTreeSet<(Unit, Scale)> {
    let mut units: BTreeSet<(Unit, Scale)> = sheets.iter().flat_map(|(_, sheet)| units_of(sheet)).collect();
    let known = input.locale.message_keys().filter_map(|key| key.strip_prefix("unit-"));
    units.extend(known.filter(|word| *word != "scaled").filter_map(Unit::parse).map(|unit| (unit, Scale::One)));
    let currencies: Vec<Unit> = units.iter().map(|(unit, _)| unit.clone()).filter(is_currency).collect();
    let scales = [Scale::One, Scale::Thousand, Scale::Million, Scale::Billion];
    units.extend(currencies.iter().flat_map(|unit| scales.map(|scale| (unit.clone(), scale))));
    units
}

fn units_of(sheet: &Sheet<'_>) -> Vec<(Unit, Scale)> {
    let cells = sheet.rows.iter().flat_map(|row| sheet.columns.iter().zip(&row.cells));
    let texts = cells.filter_map(|(column, cell)| match (column.part, cell) {
        (Part::Unit, Content::Text(text)) => Some(text.as_str()),
        (Part::Unit | Part::Whole | Part::Number, _) => None,
    });
    let parsed = texts.filter_map(|text| match text.split_once(' ') {
        Some((scale, unit)) => Some((Unit::parse(unit)?, Scale::parse(scale)?)),
        None => Some((Unit::parse(text)?, Scale::One)),
    });
    parsed.collect()
}

fn is_currency(unit: &Unit) -> bool {
    matches!(unit, Unit::Currency(_))
}
