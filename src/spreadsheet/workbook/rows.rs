//! The rows of a sheet: those that a new year begins with, then the records of the data.

use std::collections::BTreeSet;

use super::columns::{Column, Part, columns, preprinted};
use super::content::{Content, unit_text};
use super::write::WorkbookInput;
use crate::model::{Dataset, FigureRecord, FigureValue, FiscalYear};
use crate::spreadsheet::schema::{FieldKind, Record, TableSchema, Value, records};

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A form for the new year: what is known is printed, the rest is to be filled in.
    Form,
    /// A record of the data.
    Record,
}

/// A row with one content for each column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Where it comes from.
    pub(super) kind: RowKind,
    /// In the order of the columns.
    pub(super) cells: Vec<Content>,
}

/// A table with all that its sheet shows.
pub(super) struct Sheet<'a> {
    /// The table.
    pub(super) table: &'a TableSchema,
    /// Its columns.
    pub(super) columns: Vec<Column<'a>>,
    /// Its records: those of the year, then all others.
    pub(super) records: Vec<Record>,
    /// Its rows: forms, then the records.
    pub(super) rows: Vec<Row>,
}

impl<'a> Sheet<'a> {
    /// Makes the rows of a table.
    pub(super) fn new(table: &'a TableSchema, input: &WorkbookInput<'_>) -> Sheet<'a> {
        let columns = columns(table);
        let records = records(input.dataset, table);
        let cells = |record: &Record| {
            let content = |column: &Column<'_>| match record.values.get(column.index) {
                Some(value) => Content::of(value, column, input.locale),
                None => Content::Blank,
            };
            Row { kind: RowKind::Record, cells: columns.iter().map(content).collect() }
        };
        let records = in_order(table, records, input.year);
        let forms = forms(table, input);
        let forms = forms.iter().map(|form| Row { kind: RowKind::Form, cells: form_cells(form, &columns, input) });
        let rows = forms.chain(records.iter().map(cells)).collect();
        Sheet { table, columns, records, rows }
    }
}

/// What is printed in a form: a value for each field, and the unit of an amount that is to be filled in.
struct Form {
    values: Vec<(&'static str, Value)>,
    units: Vec<(&'static str, String)>,
}

fn form_cells(form: &Form, columns: &[Column<'_>], input: &WorkbookInput<'_>) -> Vec<Content> {
    let cell = |column: &Column<'_>| {
        let unit = form.units.iter().find(|(name, _)| column.part == Part::Unit && *name == column.field.name);
        let value = form.values.iter().find(|(name, _)| *name == column.field.name);
        match (unit, value) {
            (Some((_, unit)), _) => Content::text(unit.clone()),
            (None, Some((_, value))) => Content::of(value, column, input.locale),
            (None, None) => Content::Blank,
        }
    };
    columns.iter().map(cell).collect()
}

fn forms(table: &TableSchema, input: &WorkbookInput<'_>) -> Vec<Form> {
    let forms = match table.name {
        "editions" => edition_forms(input),
        "figures" => figure_forms(input.dataset, input.year),
        _ => Vec::new(),
    };
    let is_printed = |name: &str| preprinted(table.name).contains(&name);
    debug_assert!(forms.iter().flat_map(|form| &form.values).all(|(name, _)| is_printed(name)));
    forms
}

/// One form for each report that has no edition of the year.
fn edition_forms(input: &WorkbookInput<'_>) -> Vec<Form> {
    let known = input.dataset.editions.iter().map(|edition| edition.report.as_str());
    let reports: BTreeSet<&str> = input.reports.iter().map(String::as_str).chain(known).collect();
    let lacking = reports.into_iter().filter(|report| input.dataset.edition(report, input.year).is_none());
    let fiscal_year = FiscalYear::new(input.year).map_or(Value::Null, |year| Value::Code(year.to_string()));
    let form = |report: &str| {
        let values = vec![
            ("report", Value::Code(report.to_owned())),
            ("year", Value::Number(input.year.into())),
            ("fiscal-year", fiscal_year.clone()),
        ];
        Form { values, units: Vec::new() }
    };
    lacking.map(form).collect()
}

/// One form for each figure of the last year before that has not been stated for this one.
fn figure_forms(dataset: &Dataset, year: i16) -> Vec<Form> {
    let present: BTreeSet<&str> = dataset.figures.get(&year).into_iter().flatten().map(|figure| &*figure.id).collect();
    let Some((last, figures)) = dataset.figures.range(..year).next_back() else { return Vec::new() };
    let root = tables_figures();
    let records = records(dataset, &root);
    let form = |figure: &FigureRecord| {
        let path = format!("figures/{last}/{}", figure.id);
        let record = records.iter().find(|record| record.path == path)?;
        let of_last = |name: &'static str| {
            let index = root.fields.iter().position(|field| field.name == name)?;
            Some((name, record.values.get(index)?.clone()))
        };
        let mut values = vec![("year", Value::Number(year.into()))];
        values.extend(["id", "label", "qualifier", "basis", "scheme"].into_iter().filter_map(of_last));
        let unit = match &figure.value {
            FigureValue::Known(quantity) => unit_text(quantity.scale, &quantity.unit),
            FigureValue::NotAvailable(unit) | FigureValue::NotApplicable(unit) => unit.as_str().to_owned(),
        };
        Some(Form { values, units: vec![("value", unit)] })
    };
    figures.iter().filter(|figure| !present.contains(&*figure.id)).filter_map(form).collect()
}

fn tables_figures() -> TableSchema {
    let tables = crate::spreadsheet::schema::tables();
    tables.into_iter().find(|table| table.name == "figures").expect("the table of figures is one of all tables")
}

/// Records of a year first, each in the order of the data.
fn in_order(table: &TableSchema, records: Vec<Record>, year: i16) -> Vec<Record> {
    let (mut of_year, others): (Vec<Record>, Vec<Record>) =
        records.into_iter().partition(|record| is_of_year(table, record, year));
    of_year.extend(others);
    of_year
}

/// Whether a record is one of a year; never in a table without years.
fn is_of_year(table: &TableSchema, record: &Record, year: i16) -> bool {
    let fields = table.fields.iter().zip(&record.values);
    let mut years = fields.filter(|(field, _)| field.name == "year" && field.kind == FieldKind::Integer);
    years.any(|(_, value)| *value == Value::Number(year.into()))
}
