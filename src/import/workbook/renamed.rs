//! Records that seem to be gone only because they were given another key.

use std::collections::BTreeMap;

use super::compare::Step;
use super::rows::Row;
use crate::model::FigureValue;
use crate::spreadsheet::schema::{Record, TableSchema, Value};

/// The records that are added, by their table and all that they say but their keys; of those that say the same the first.
pub(super) struct Added<'a>(BTreeMap<(&'static str, Vec<String>), (&'a Row<'a>, String)>);

impl<'a> Added<'a> {
    /// Finds them.
    pub(super) fn new(steps: &[Step<'a>]) -> Added<'a> {
        let mut first = BTreeMap::new();
        for step in steps {
            if let Step::Add { row, record } = step
                && let Some(said) = said_by(row.schema, record)
            {
                first.entry(said).or_insert_with(|| (*row, record.path.clone()));
            }
        }
        Added(first)
    }

    /// What to do about a record that is gone, where one that is added says the same.
    pub(super) fn says_the_same(&self, schema: &TableSchema, gone: &Record) -> Option<String> {
        let (row, path) = self.0.get(&said_by(schema, gone)?)?;
        Some(renamed(row, path))
    }
}

/// What a record says beside its keys, with its table; `None` where that is nothing.
fn said_by(schema: &TableSchema, record: &Record) -> Option<(&'static str, Vec<String>)> {
    let values = schema.fields.iter().zip(&record.values).filter(|(field, _)| !field.is_key());
    let said: Vec<&Value> = values.map(|(_, value)| value).collect();
    let is_nothing = said.iter().all(|value| value.is_null());
    // Alike are values that are equal: zeros behind the decimal mark say nothing.
    let text = |value: &&Value| match value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Amount(FigureValue::Known(known)) => {
            format!("{} {:?} {:?}", known.amount.normalize(), known.scale, known.unit)
        }
        value => value.to_string(),
    };
    (!is_nothing).then(|| (schema.name, said.iter().map(text).collect()))
}

/// What to do where a record seems to be gone only because it was given another key, and a row says the same under that.
fn renamed(row: &Row<'_>, path: &str) -> String {
    let said = row.place.cell.as_ref().map(ToString::to_string).unwrap_or_default();
    format!(
        "`{path}` in {said} says the same: an id is the name of a record for ever, so write the old one again; if it is to be \
         another record, use `--allow-removals`"
    )
}
