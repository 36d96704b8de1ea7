//! The columns of a sheet: one a field, two for an amount.

use crate::spreadsheet::schema::{FieldKind, FieldSchema, TableSchema};

/// What of a field a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The number of an amount, or the word for why there is none.
    Number,
    /// The scale and unit of an amount.
    Unit,
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column<'a> {
    /// The field.
    pub(super) field: &'a FieldSchema,
    /// The place of the field in its table.
    pub(super) index: usize,
    /// What of the field.
    pub(super) part: Part,
}

impl Column<'_> {
    /// What the row of ids names it.
    pub(super) fn id(&self) -> String {
        match self.part {
            Part::Whole | Part::Number => self.field.name.to_owned(),
            Part::Unit => unit_id(self.field),
        }
    }
}

/// The id of the column that has the unit of an amount.
pub(super) fn unit_id(field: &FieldSchema) -> String {
    format!("{}.unit", field.name)
}

/// The columns of a table, in the order of its fields.
pub(super) fn columns(table: &TableSchema) -> Vec<Column<'_>> {
    let columns = table.fields.iter().enumerate().flat_map(|(index, field)| {
        let parts: &[Part] = if is_amount(field.kind) { &[Part::Number, Part::Unit] } else { &[Part::Whole] };
        parts.iter().map(move |part| Column { field, index, part: *part })
    });
    columns.collect()
}

fn is_amount(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Quantity | FieldKind::FigureValue => true,
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Path
        | FieldKind::Choice(_)
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Period
        | FieldKind::Boolean
        | FieldKind::Sources
        | FieldKind::SigningDates
        | FieldKind::List(_) => false,
    }
}

/// The words that a field takes, where it takes certain ones only.
pub(super) fn codes(kind: FieldKind) -> &'static [&'static str] {
    match kind {
        FieldKind::Choice(codes) => codes,
        FieldKind::Channel => &["jica", "mofa-with-jica", "mofa"],
        FieldKind::FigureValue => &["not-available", "not-applicable"],
        FieldKind::List(kind) => codes(*kind),
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Path
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Quantity
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Period
        | FieldKind::Boolean
        | FieldKind::Sources
        | FieldKind::SigningDates => &[],
    }
}

/// The table whose records a field names, one of them or several.
pub(super) fn referred(kind: FieldKind) -> Option<&'static str> {
    match kind {
        FieldKind::Reference(table) => Some(table),
        FieldKind::List(kind) => referred(*kind),
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Path
        | FieldKind::Choice(_)
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Quantity
        | FieldKind::FigureValue
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Period
        | FieldKind::Boolean
        | FieldKind::Sources
        | FieldKind::SigningDates => None,
    }
}

/// Fields of the tables of a year that a new year begins with; where nothing else is filled in, the row is not yet a record.
pub(super) fn preprinted(table: &str) -> &'static [&'static str] {
    match table {
        "editions" => &["report", "year", "fiscal-year"],
        "figures" => &["year", "id", "label", "qualifier", "basis", "scheme"],
        _ => &[],
    }
}
