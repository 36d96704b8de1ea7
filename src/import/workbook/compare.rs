//! Records of sheets against those of the data, and against what the sheet was made from where it says so.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::value_id;
use super::base::Base;
use super::data::Data;
use super::renamed::Added;
use super::rows::{Gathered, Given, Row};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::comparison::{Change, Difference, RecordChange, RecordDifference};
use crate::model::Provenance;
use crate::spreadsheet::mapping::Absent;
use crate::spreadsheet::schema::{FieldSchema, Record, TableSchema, Value};

/// What differs.
#[derive(Debug, Default)]
pub(super) struct Compared<'a> {
    /// For people, in the order of the file; what the data alone has comes last.
    pub(super) records: Vec<RecordChange>,
    /// Records that say what the data says.
    pub(super) unchanged: usize,
    /// For the files, in the same order.
    pub(super) steps: Vec<Step<'a>>,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    /// Values that the data has otherwise than the sheet was made from, and the sheet as it was made.
    pub(super) newer: usize,
}

/// One change of the data.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// A record is new.
    Add {
        /// What it is from.
        row: &'a Row<'a>,
        /// All of it.
        record: Record,
    },
    /// Values of a record are new.
    Change {
        /// What it is from.
        row: &'a Row<'a>,
        /// All of it, with the new values.
        record: Record,
        /// The fields that are new, by their index in the table.
        fields: Vec<usize>,
    },
    /// A record goes.
    Remove {
        /// Its table.
        schema: &'a TableSchema,
        /// Its path.
        path: String,
    },
}

/// Compares everything.
pub(super) fn compare<'a>(
    data: &'a Data,
    gathered: &'a Gathered<'a>,
    base: Option<&Base>,
    allows_removals: bool,
) -> Compared<'a> {
    let mut compared = Comparing { data, base, allows_removals, result: Compared::default() };
    for row in &gathered.rows {
        compared.row(row);
    }
    compared.removals(gathered);
    compared.result
}

struct Comparing<'a, 'b> {
    data: &'a Data,
    base: Option<&'b Base>,
    allows_removals: bool,
    result: Compared<'a>,
}

impl<'a> Comparing<'a, '_> {
    fn row(&mut self, row: &'a Row<'a>) {
        let known = self.data.record(row.schema.name, &row.path);
        let base = self.base.map(|base| base.record(row.schema, &row.path));
        match (known, base) {
            (Some(known), base) => self.known(row, known, base),
            (None, Some(Some(base))) => self.gone(row, &base),
            (None, Some(None) | None) => self.add_record(row),
        }
    }

    /// A row whose record the data has. `base` is what the sheet was made from: `Some(None)` where it did not have the
    /// record.
    fn known(&mut self, row: &'a Row<'a>, known: &Record, base: Option<Option<Vec<Value>>>) {
        let mut values = Vec::new();
        let mut changed = known.values.clone();
        let mut fields = Vec::new();
        for (index, (field, given)) in row.schema.fields.iter().zip(&row.given).enumerate() {
            let (Some(said), Some(old)) = (given.value(field), known.values.get(index)) else { continue };
            if field.is_key() || said == *old {
                continue;
            }
            let made_from = match &base {
                None => Some(old.clone()),
                Some(None) => None,
                Some(Some(base)) => base.get(index).cloned(),
            };
            if made_from.as_ref() == Some(&said) {
                self.result.newer += 1;
                continue;
            }
            let place = given.place().unwrap_or_else(|| row.place.clone());
            if made_from.as_ref() != Some(old) {
                let origin = self.data.origin(&value_id(self.data.code(), row.schema.name, &row.path, field), old);
                self.result.findings.push(conflict(row, field, (made_from.as_ref(), &said, old), origin, place));
                continue;
            }
            if said.is_null() && field.is_required {
                self.result.findings.push(needed(row, field, place));
                continue;
            }
            if said.is_null() {
                let message = format!("`{}` of `{}` would lose its value {}", field.name, row.path, shown(old));
                self.refuse_loss(message, place.clone(), None);
            }
            values.push(value_change(field, given, Difference::Changed { old: written(old), new: written(&said) }));
            if let Some(slot) = changed.get_mut(index) {
                *slot = said;
            }
            fields.push(index);
        }
        if fields.is_empty() {
            // Of a cell that is a finding nobody knows whether it differs.
            self.result.unchanged += usize::from(!row.given.iter().any(Given::is_told));
            return;
        }
        self.result.records.push(self.record_change(row.schema, &row.path, RecordDifference::Changed, values));
        let record = Record { path: row.path.clone(), values: changed };
        self.result.steps.push(Step::Change { row, record, fields });
    }

    /// A row whose record the data no longer has.
    fn gone(&mut self, row: &Row<'_>, base: &[Value]) {
        let is_edited = row
            .schema
            .fields
            .iter()
            .zip(&row.given)
            .zip(base)
            .any(|((field, given), base)| given.value(field).is_some_and(|said| said != *base));
        match is_edited {
            false => self.result.newer += 1,
            true => {
                let message = format!("`{}` was changed here, and meanwhile removed from the data", row.path);
                self.result.findings.push(
                    Diagnostic::error(Code::IMPORT_CONFLICT, row.place.clone(), message)
                        .with_hint("decide which is right: take the row out, or put the record into the data again"),
                );
            }
        }
    }

    fn add_record(&mut self, row: &'a Row<'a>) {
        let (mut values, mut whole) = (Vec::new(), Vec::new());
        let mut lacking = Vec::new();
        for (field, given) in row.schema.fields.iter().zip(&row.given) {
            let said = given.value(field);
            let value = said.unwrap_or_else(|| field.default_value());
            if value.is_null() && field.is_required {
                lacking.push((field, given));
            }
            let is_said = match given {
                Given::Cell(_) | Given::Constant(_) => !value.is_null(),
                // What must be there is written, though only as the default.
                Given::Empty(_) | Given::Nothing => field.is_required && !value.is_null(),
                Given::Told(_) => false,
            };
            if is_said && !field.is_key() {
                values.push(value_change(field, given, Difference::Added { new: written(&value) }));
            }
            whole.push(value);
        }
        for (field, given) in lacking.iter().filter(|(_, given)| !given.is_told()) {
            let place = given.place().unwrap_or_else(|| row.place.clone());
            self.result.findings.push(needed(row, field, place));
        }
        self.result.records.push(self.record_change(row.schema, &row.path, RecordDifference::Added, values));
        let record = Record { path: row.path.clone(), values: whole };
        if lacking.is_empty() {
            self.result.steps.push(Step::Add { row, record });
        }
    }

    fn removals(&mut self, gathered: &'a Gathered<'a>) {
        let rows: BTreeSet<(&str, &str)> =
            gathered.rows.iter().map(|row| (row.schema.name, row.path.as_str())).collect();
        let mut gone: BTreeMap<&str, (&'a TableSchema, &Record, Place)> = BTreeMap::new();
        for scope in gathered.scopes.iter().filter(|scope| scope.absent == Absent::Remove) {
            for known in self.data.records(scope.schema.name) {
                let base = self.base.map(|base| base.record(scope.schema, &known.path));
                let was_there = match &base {
                    None => scope.has(&known.values),
                    Some(base) => base.is_some(),
                };
                if !was_there || rows.contains(&(scope.schema.name, known.path.as_str())) {
                    continue;
                }
                let is_other = |base: Vec<Value>| {
                    let values = scope.schema.fields.iter().zip(base.iter().zip(&known.values));
                    values.filter(|(field, _)| !field.is_key()).any(|(_, (base, now))| base != now)
                };
                if base.flatten().is_some_and(is_other) {
                    let message = format!("`{}` was taken out here, and meanwhile changed in the data", known.path);
                    self.result.findings.push(
                        Diagnostic::error(Code::IMPORT_CONFLICT, scope.place.clone(), message).with_hint(
                            "decide which is right: write a new workbook and take it out there, or let it stay",
                        ),
                    );
                    continue;
                }
                gone.insert(&known.path, (scope.schema, known, scope.place.clone()));
            }
        }
        let added = Added::new(&self.result.steps);
        for (schema, known, place) in self.with_what_belongs_to_them(gone, &rows) {
            let path = &known.path;
            let renamed = added.says_the_same(schema, known);
            self.refuse_loss(format!("`{path}` stands in the data and not in the sheet"), place, renamed);
            let values =
                schema.fields.iter().zip(&known.values).filter(|(field, value)| !field.is_key() && !value.is_null());
            let values = values.map(|(field, old)| Change {
                others: Vec::new(),
                value: field.name.to_owned(),
                difference: Difference::Removed { old: written(old) },
                printed: None,
                entered: None,
                is_default: false,
                place: None,
            });
            let change = self.record_change(schema, path, RecordDifference::Removed, values.collect());
            self.result.records.push(change);
            self.result.steps.push(Step::Remove { schema, path: path.clone() });
        }
    }

    /// Removed records and those within them, which would go with them.
    fn with_what_belongs_to_them<'r>(
        &mut self,
        gone: BTreeMap<&'r str, (&'a TableSchema, &'r Record, Place)>,
        rows: &BTreeSet<(&str, &str)>,
    ) -> Vec<(&'a TableSchema, &'r Record, Place)>
    where
        'a: 'r,
    {
        let mut all: Vec<(&'a TableSchema, &'r Record, Place)> = Vec::new();
        for (owner, (schema, record, place)) in &gone {
            all.push((schema, record, place.clone()));
            let below = format!("{owner}/");
            for (schema, within) in self.data.all().filter(|(_, record)| record.path.starts_with(&below)) {
                if rows.contains(&(schema.name, within.path.as_str())) {
                    let message = format!("`{owner}` was taken out, and `{}` belongs to it", within.path);
                    self.result.findings.push(
                        Diagnostic::error(Code::DANGLING_REFERENCE, place.clone(), message)
                            .with_hint(format!("take it out of `{}` too, or put `{owner}` in again", schema.name)),
                    );
                } else if !gone.contains_key(within.path.as_str()) {
                    all.push((schema, within, place.clone()));
                }
            }
        }
        all.sort_by(|(_, a, _), (_, b, _)| a.path.cmp(&b.path));
        all.dedup_by(|(_, a, _), (_, b, _)| a.path == b.path);
        all
    }

    fn refuse_loss(&mut self, message: String, place: Place, renamed: Option<String>) {
        if self.allows_removals {
            return;
        }
        let hint = renamed.unwrap_or_else(|| match self.base {
            Some(_) => "put it in again, or let it go with `--allow-removals`".to_owned(),
            None => "put it in again, or let it go with `--allow-removals`; a sheet that is only a part of its table says `rows: {absent: keep}` in its mapping".to_owned(),
        });
        self.result.findings.push(Diagnostic::error(Code::REMOVAL, place, message).with_hint(hint));
    }

    fn record_change(
        &self,
        schema: &TableSchema,
        path: &str,
        difference: RecordDifference,
        values: Vec<Change>,
    ) -> RecordChange {
        let place = match difference {
            RecordDifference::Added => None,
            RecordDifference::Changed | RecordDifference::Removed => self.data.place(path),
        };
        let record = format!("{}/{path}", self.data.code());
        RecordChange { record, table: schema.name.to_owned(), difference, values, place }
    }
}

fn value_change(field: &FieldSchema, given: &Given<'_>, difference: Difference) -> Change {
    let entered = match given {
        Given::Cell(located) => Some(located.origin.raw.clone()),
        Given::Nothing | Given::Told(_) | Given::Empty(_) | Given::Constant(_) => None,
    };
    let is_said = match &difference {
        Difference::Added { new } | Difference::Changed { new, .. } => !new.is_empty(),
        Difference::Removed { .. } => false,
    };
    Change {
        value: field.name.to_owned(),
        difference,
        printed: None,
        entered,
        is_default: is_said && matches!(given, Given::Empty(_) | Given::Nothing),
        place: given.place(),
        others: Vec::new(),
    }
}

/// A value as changes show it.
fn written(value: &Value) -> String {
    value.to_string()
}

fn shown(value: &Value) -> String {
    if value.is_null() { "nothing".to_owned() } else { format!("`{value}`") }
}

fn conflict(
    row: &Row<'_>,
    field: &FieldSchema,
    (base, said, now): (Option<&Value>, &Value, &Value),
    origin: Option<&Provenance>,
    place: Place,
) -> Diagnostic {
    let before = match base {
        Some(base) => format!("was {} when the workbook was made", shown(base)),
        None => "was not there when the workbook was made".to_owned(),
    };
    let message = format!(
        "`{}` of `{}` {before}, is {} here, and is {} in the data now{}",
        field.name,
        row.path,
        shown(said),
        shown(now),
        origin.map(|origin| format!(", from {} of `{}`", origin.place, origin.file)).unwrap_or_default()
    );
    Diagnostic::error(Code::IMPORT_CONFLICT, place, message).with_hint(
        "if the data is right, write its value into the cell; if the cell is right, write a new workbook with \
         `hokoku workbook`, which knows the present data, and correct it there",
    )
}

fn needed(row: &Row<'_>, field: &FieldSchema, place: Place) -> Diagnostic {
    let message = format!("`{}` must have `{}`, and has none", row.path, field.name);
    Diagnostic::error(Code::MISSING_VALUE, place, message).with_hint(format!(
        "fill in the cell; where no column has it, add one to the mapping, or write `constants: {{{}: …}}` there",
        field.name
    ))
}
