//! The mapping by which a workbook that was filled in is read: made from the table, so there is nothing to write by hand.

use std::collections::BTreeMap;

use super::columns::{Column, Part, codes, columns, preprinted, referred, unit_id};
use super::names::{BASE_SHEET, ID_ROW, LABEL_ROW, LISTS_SHEET, TEMPLATE, table_object};
use super::words;
use crate::locale::Locale;
use crate::spreadsheet::mapping::{
    Absent, Column as Unmapped, FieldRule, FieldType, Formulas, Header, Ignored, Locale as Notation, Mapping, Rows,
    SheetNames, Source, Treatment,
};
use crate::spreadsheet::schema::{FieldKind, TableSchema};
use crate::spreadsheet::value::{DateFormat, Words};

/// The mapping of a table of a workbook to fill in.
///
/// Sheets, columns and codes are known by the names that are the same in all languages, and by those of the languages that
/// are given: that of the workbook, else all of the project.
pub fn mapping(table: &TableSchema, locales: &[&Locale]) -> Mapping {
    let hidden_sheets = [LISTS_SHEET, BASE_SHEET].map(str::to_owned);
    let guides = locales.iter().map(|locale| words::guide_name(locale));
    let columns = columns(table);
    let preprinted = preprinted(table.name);
    let unfilled = table.fields.iter().filter(|field| !preprinted.is_empty() && !preprinted.contains(&field.name));
    Mapping {
        mapping: format!("{TEMPLATE}/{}", table.name),
        target: table.name.to_owned(),
        source: Source {
            sheet: SheetNames { any_of: locales.iter().map(|locale| words::sheet_name(locale, table.name)).collect() },
            table: Some(table_object(table.name)),
        },
        header: Header { rows: vec![LABEL_ROW], id_row: Some(ID_ROW), ..Header::default() },
        rows: Rows {
            key: table.primary_key().map(|field| field.name.to_owned()).collect(),
            end: None,
            totals: None,
            // A filter hides rows, and what it hides is still said.
            hidden: Treatment::Include,
            unmapped_columns: Unmapped::Error,
            absent: Absent::Remove,
            unfilled: unfilled.map(|field| field.name.to_owned()).collect(),
        },
        // Text that is a number is one that has too many digits for a spreadsheet, as the data writes it. Thousands that a person
        // sets apart by spaces can mean nothing else.
        locale: Notation { decimal: Some('.'), group: vec![' ', '\u{a0}', '\u{202f}'] },
        missing: Vec::new(),
        formulas: Formulas::default(),
        constants: BTreeMap::new(),
        ignore: Ignored { sheets: hidden_sheets.into_iter().chain(guides).collect(), ..Ignored::default() },
        words: Words::default(),
        encoding: None,
        delimiter: None,
        fields: columns.iter().map(|column| rule(table, column, locales)).collect(),
    }
}

fn rule(table: &TableSchema, column: &Column<'_>, locales: &[&Locale]) -> FieldRule {
    let field = column.field;
    let is_unit = column.part == Part::Unit;
    let is_papers = field.kind == FieldKind::SigningDates;
    let (kind, references) = match column.part {
        Part::Unit => (FieldType::Unit, None),
        Part::Whole | Part::Number => (field_type(field.kind), referred(field.kind).filter(|_| !field.kind.is_list())),
    };
    FieldRule {
        name: column.id(),
        labels: locales
            .iter()
            .flat_map(|locale| {
                let (label, heading) =
                    (words::label(locale, table.name, column), words::heading(locale, table.name, column));
                if label == heading { vec![label] } else { vec![label, heading] }
            })
            .collect(),
        kind,
        // An empty cell means the default where there is one, and an empty list is one.
        required: field.is_required && field.default.is_none() && !is_unit && !field.kind.is_list(),
        unique: false,
        unit: None,
        unit_from: (column.part == Part::Number).then(|| unit_id(field)),
        scale: None,
        min: None,
        max: None,
        formats: if kind == FieldType::Date || is_papers { date_formats() } else { Vec::new() },
        codes: if is_unit { BTreeMap::new() } else { code_words(field.kind, locales) },
        references: references.map(str::to_owned),
    }
}

/// What a person may write a date as. Two numbers before a year are day and month only with dots, so nothing is guessed.
fn date_formats() -> Vec<DateFormat> {
    let patterns = ["%d.%m.%Y", "%Y/%m/%d"].map(|pattern| DateFormat::Pattern(pattern.to_owned()));
    [DateFormat::Excel, DateFormat::Edtf].into_iter().chain(patterns).collect()
}

fn code_words(kind: FieldKind, locales: &[&Locale]) -> BTreeMap<String, Vec<String>> {
    // LibreOffice saves yes and no as numbers, and .xls does not tell that they are shown as words.
    if kind == FieldKind::Boolean {
        return [("true", "1"), ("false", "0")].map(|(code, number)| (code.to_owned(), vec![number.to_owned()])).into();
    }
    let codes = codes(kind);
    let words = |code: &&str| {
        let words = locales.iter().map(|locale| words::code(locale, code, codes)).filter(|word| word != code);
        ((*code).to_owned(), words.collect())
    };
    codes.iter().map(words).collect()
}

fn field_type(kind: FieldKind) -> FieldType {
    match kind {
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Path
        | FieldKind::Choice(_)
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Sources
        | FieldKind::SigningDates
        | FieldKind::List(_) => FieldType::String,
        FieldKind::Integer => FieldType::Integer,
        FieldKind::Number => FieldType::Number,
        FieldKind::Quantity | FieldKind::FigureValue => FieldType::Quantity,
        FieldKind::Day | FieldKind::Date => FieldType::Date,
        FieldKind::FiscalYear => FieldType::FiscalYear,
        FieldKind::Period => FieldType::Period,
        FieldKind::Boolean => FieldType::Boolean,
    }
}
