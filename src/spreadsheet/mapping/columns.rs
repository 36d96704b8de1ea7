//! Columns: which field each is.

use std::collections::BTreeMap;

use super::accounting::Accounting;
use super::file::{Column, FieldRule, Mapping, Treatment};
use super::finding::{CellProblem, Findings};
use super::header::{Heading, tidy};
use crate::diagnostic::{CellRef, Code, Severity, nearest};
use crate::spreadsheet::read::{HiddenColumns, RawCell, RawRow};

/// What a column is to the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// That field of the mapping.
    Field(usize),
    /// Declared as ignored.
    Ignored,
    /// An error that has been told; its cells belong to it.
    Told,
}

/// The columns of a sheet.
#[derive(Debug, Default)]
pub(super) struct Columns {
    roles: BTreeMap<u32, Role>,
    /// The column of each field that has one.
    fields: BTreeMap<usize, u32>,
}

impl Columns {
    /// Finds the field of every column.
    pub(super) fn new(
        mapping: &Mapping,
        headings: &BTreeMap<u32, Heading>,
        hidden: &HiddenColumns,
        header_row: u32,
        findings: &mut Findings,
    ) -> Columns {
        let mut columns = Columns::default();
        let mut found: BTreeMap<usize, CellRef> = BTreeMap::new();
        for (column, heading) in headings {
            let role = match field_of(mapping, heading) {
                Some(field) => match found.insert(field, heading.cell) {
                    Some(first) => {
                        let name = mapping.fields.get(field).map(|field| field.name.as_str()).unwrap_or_default();
                        let message =
                            format!("the column `{}` is the field `{name}`, as that of {first} is", heading.label);
                        let hint =
                            "give one of the two columns another header, or name it under `ignore: {columns: […]}`";
                        let of_field = mapping.fields.get(field).map(ToString::to_string).unwrap_or_default();
                        findings.error(
                            heading.cell,
                            &heading.label,
                            CellProblem::new(Code::DUPLICATE_HEADER, message, hint).by(of_field),
                        );
                        found.insert(field, first);
                        Role::Told
                    }
                    None => columns.of_field(mapping, field, *column, heading, hidden, findings),
                },
                None => unmapped(mapping, heading, findings),
            };
            if let Role::Field(field) = role {
                columns.fields.insert(field, *column);
            }
            columns.roles.insert(*column, role);
        }
        for (index, field) in mapping.fields.iter().enumerate() {
            if field.required && !found.contains_key(&index) {
                let labels: Vec<&str> = field.labels.iter().map(String::as_str).chain([field.name.as_str()]).collect();
                let message =
                    format!("no column is the field `{}`; its labels are `{}`", field.name, labels.join("`, `"));
                let at = CellRef { row: header_row.max(1), column: 1 };
                let hint = format!("add a column `{}`", labels.first().copied().unwrap_or_default());
                let problem = CellProblem::new(Code::MISSING_COLUMN, message, hint).by(field);
                findings.add(Severity::Error, Some(at), None, problem);
            }
        }
        columns
    }

    fn of_field(
        &self,
        mapping: &Mapping,
        field: usize,
        column: u32,
        heading: &Heading,
        hidden: &HiddenColumns,
        findings: &mut Findings,
    ) -> Role {
        let problem = || {
            let message = format!("the column `{}` is hidden", heading.label);
            CellProblem::new(Code::HIDDEN_CELLS, message, "show the column, or say `hidden: include` in the mapping")
                .by(format!("rows.hidden: {}", mapping.rows.hidden.as_str()))
        };
        match mapping.rows.hidden {
            Treatment::Error if hidden.has(column) => {
                findings.error(heading.cell, &heading.label, problem());
                Role::Told
            }
            Treatment::Warn if hidden.has(column) => {
                findings.add(Severity::Warning, Some(heading.cell), Some(&heading.label), problem());
                Role::Field(field)
            }
            Treatment::Error | Treatment::Warn | Treatment::Include => Role::Field(field),
        }
    }

    /// What a column is; one without a header is told at its first cell.
    pub(super) fn role(&mut self, mapping: &Mapping, cell: CellRef, raw: &str, findings: &mut Findings) -> Role {
        *self.roles.entry(cell.column).or_insert_with(|| {
            let message = format!("column {} has cells and no header", cell.column_letters());
            let hint = "give the column a header that the mapping knows, or empty it";
            let rule = format!("rows.unmapped_columns: {}", mapping.rows.unmapped_columns.as_str());
            let problem = CellProblem::new(Code::UNMAPPED_COLUMN, message, hint).by(rule);
            match mapping.rows.unmapped_columns {
                Column::Error => {
                    findings.error(cell, raw, problem);
                    Role::Told
                }
                Column::Warn => {
                    findings.add(Severity::Warning, Some(cell), Some(raw), problem);
                    Role::Ignored
                }
                Column::Ignore => Role::Ignored,
            }
        })
    }

    /// Whether a row is a form of which nothing has been filled in. The unit that is printed beside an amount is not the amount.
    pub(super) fn is_unfilled(&self, mapping: &Mapping, row: &RawRow<'_>) -> bool {
        let unfilled = &mapping.rows.unfilled;
        let is_by_hand = |cell: &RawCell| match self.roles.get(&cell.address.column) {
            Some(Role::Field(field)) => mapping.fields.get(*field).is_none_or(|field| unfilled.contains(&field.name)),
            Some(Role::Ignored | Role::Told) | None => true,
        };
        !unfilled.is_empty() && !row.cells.iter().any(is_by_hand)
    }

    /// The column of a field.
    pub(super) fn column_of(&self, field: usize) -> Option<u32> {
        self.fields.get(&field).copied()
    }
}

/// Counts a cell by its column's role.
pub(super) fn count(role: Role, accounting: &mut Accounting) {
    match role {
        Role::Field(_) => accounting.imported += 1,
        Role::Ignored => accounting.ignored += 1,
        Role::Told => accounting.findings += 1,
    }
}

/// The field of a column: by the row of ids, else by its label.
pub(super) fn field_of(mapping: &Mapping, heading: &Heading) -> Option<usize> {
    if let Some(id) = &heading.id
        && let Some(index) = mapping.fields.iter().position(|field| field.name == *id)
    {
        return Some(index);
    }
    let label = tidy(&heading.label).to_lowercase();
    let has = |field: &FieldRule| field.labels.iter().any(|known| tidy(known).to_lowercase() == label);
    mapping.fields.iter().position(has).or_else(|| mapping.fields.iter().position(|field| field.name == heading.label))
}

fn unmapped(mapping: &Mapping, heading: &Heading, findings: &mut Findings) -> Role {
    let label = tidy(&heading.label);
    if mapping.ignore.columns.iter().any(|known| tidy(known) == label) {
        return Role::Ignored;
    }
    let known = mapping.fields.iter().flat_map(|field| field.labels.iter().map(String::as_str));
    let message = format!("no field of the mapping is the column `{label}`");
    let hint = match nearest(&label, known) {
        Some(near) => format!("did you mean `{near}`? Add `{label}` to the labels of its field"),
        None => {
            format!("add a field with that label to the mapping, or name it under `ignore: {{columns: [\"{label}\"]}}`")
        }
    };
    let rule = format!("rows.unmapped_columns: {}", mapping.rows.unmapped_columns.as_str());
    let problem = CellProblem::new(Code::UNMAPPED_COLUMN, message, hint).by(rule);
    match mapping.rows.unmapped_columns {
        Column::Error => {
            findings.error(heading.cell, &heading.label, problem);
            Role::Told
        }
        Column::Warn => {
            findings.add(Severity::Warning, Some(heading.cell), Some(&heading.label), problem);
            Role::Ignored
        }
        Column::Ignore => Role::Ignored,
    }
}
