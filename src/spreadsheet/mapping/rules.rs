//! Rules of rows: what every row must have, and what no two may share.

use std::collections::{BTreeMap, HashMap};

use super::columns::Columns;
use super::file::{FieldRule, Mapping};
use super::finding::{CellProblem, Findings, short};
use super::imported::Located;
use crate::diagnostic::{CellRef, Code, Severity};
use crate::spreadsheet::read::{RawCell, RawRow};
use crate::spreadsheet::schema::Value;

/// What was seen in the rows before.
#[derive(Debug, Default)]
pub(super) struct RowRules {
    /// Where each key was seen first. Only looked up, so its order reaches no output.
    keys: HashMap<String, u32>,
    /// Where each value of a unique field was seen first; as above.
    unique: HashMap<(usize, String), CellRef>,
}

impl RowRules {
    /// No two rows may have the same value.
    pub(super) fn check_unique(
        &mut self,
        (field, rule): (usize, &FieldRule),
        cell: &RawCell,
        value: &Value,
        findings: &mut Findings,
    ) {
        let text = value.to_string();
        let first = *self.unique.entry((field, text.clone())).or_insert(cell.address);
        if first != cell.address {
            let message = format!("`{}` stands in {first} already, and no two rows may have the same", short(&text));
            findings.error(
                cell.address,
                &cell.raw,
                CellProblem::new(Code::UNIQUE_ERROR, message, "mend one of the two").by(rule),
            );
        }
    }

    /// Every row has a value.
    pub(super) fn check_required(
        &self,
        mapping: &Mapping,
        columns: &Columns,
        row: &RawRow<'_>,
        cells: &BTreeMap<String, Located>,
        findings: &mut Findings,
    ) {
        for (index, field) in mapping.fields.iter().enumerate().filter(|(_, field)| field.required) {
            let Some(column) = columns.column_of(index) else { continue };
            let address = CellRef { row: row.number, column };
            let has_cell = row.cells.iter().any(|cell| cell.address == address);
            let is_null = cells.get(&field.name).is_some_and(|located| located.value.is_null());
            // A cell with a problem has been told.
            if !has_cell || is_null {
                findings.add(Severity::Error, Some(address), None, missing_value(&field.name).by(field));
            }
        }
    }

    /// No two rows may have the same key.
    pub(super) fn check_key(
        &mut self,
        mapping: &Mapping,
        row: u32,
        cells: &BTreeMap<String, Located>,
        findings: &mut Findings,
    ) {
        let key = &mapping.rows.key;
        let parts: Vec<String> =
            key.iter().filter_map(|name| cells.get(name)).map(|found| found.value.to_string()).collect();
        if key.is_empty() || parts.len() != key.len() {
            return;
        }
        let first = *self.keys.entry(parts.join("\u{0}")).or_insert(row);
        if let Some(located) = key.first().and_then(|name| cells.get(name)).filter(|_| first != row) {
            let same = parts.iter().map(|part| short(part)).collect::<Vec<_>>().join("`, `");
            let message = format!("row {first} has the same `{}` already: `{same}`", key.join("`, `"));
            let problem =
                CellProblem::new(Code::DUPLICATE_ROW, message, "give one of the two another key, or remove it")
                    .by(format!("rows.key: [{}]", key.join(", ")));
            findings.error(located.origin.cell, &located.origin.raw, problem);
        }
    }
}

/// What is said of a field without a value.
pub(super) fn missing_value(name: &str) -> CellProblem {
    let message = format!("the field `{name}` has no value");
    CellProblem::new(Code::MISSING_VALUE, message, "fill in the cell")
}
