//! What records may be called in cells that name them.

use std::collections::{BTreeMap, BTreeSet};

use super::data::Data;
use crate::spreadsheet::mapping::{Imported, References};
use crate::spreadsheet::schema::{TRANSLATIONS, TableSchema, Value};

/// Fields by which people know a record.
const NAMES: [&str; 3] = ["title", "name", "aliases"];

/// Names that are collected. One that two records have names neither.
#[derive(Default)]
struct Names(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Names {
    fn add(&mut self, table: &str, id: &str, names: impl IntoIterator<Item = String>) {
        let known = self.0.entry(table.to_owned()).or_default();
        for name in names.into_iter().chain([id.to_owned()]).filter(|name| !name.is_empty()) {
            known.entry(name).or_default().insert(id.to_owned());
        }
    }

    fn finish(self) -> References {
        let only = |(name, ids): (String, BTreeSet<String>)| {
            // An id is that of its record, whatever others are called.
            let id = if ids.contains(&name) { name.clone() } else { ids.first().filter(|_| ids.len() == 1)?.clone() };
            Some((name, id))
        };
        let tables = self.0.into_iter();
        tables.map(|(table, names)| (table, names.into_iter().filter_map(only).collect())).collect()
    }
}

/// The records of the data, and those that are new in some sheets, by id, title, name and alias in any language.
pub(super) fn references(data: &Data, tables: &[Imported]) -> References {
    let mut names = Names::default();
    for schema in data.schemas().iter().filter(|schema| is_named(schema)) {
        names.0.entry(schema.name.to_owned()).or_default();
        for record in data.records(schema.name) {
            let fields = schema.fields.iter().zip(&record.values);
            let called = fields.filter(|(field, _)| NAMES.contains(&field.name)).flat_map(|(_, value)| texts(value));
            names.add(schema.name, id_of(&record.path), called);
        }
    }
    for record in data.records(TRANSLATIONS) {
        let steps: Vec<&str> = record.path.split('/').collect();
        if let ([table, id, field, _], Some(text)) = (steps.as_slice(), record.values.get(2))
            && NAMES.contains(field)
            && names.0.contains_key(*table)
        {
            names.add(table, id, texts(text));
        }
    }
    for record in data.records("aliases") {
        if let (Some(project), Some(title)) = (record.values.first(), record.values.last()) {
            names.add("projects", &project.to_string(), texts(title));
        }
    }
    for table in tables.iter().filter(|table| names.0.contains_key(&table.table)).collect::<Vec<_>>() {
        for row in &table.rows {
            let Some(id) = row.cells.get("id").filter(|id| !id.value.is_null()) else { continue };
            let called = NAMES.iter().filter_map(|name| row.cells.get(*name)).flat_map(|named| texts(&named.value));
            names.add(&table.table, &id.value.to_string(), called);
        }
    }
    names.finish()
}

/// Whether some rows have ids that the data does not have.
pub(super) fn has_new_records(data: &Data, tables: &[Imported]) -> bool {
    let is_new =
        |table: &Imported, id: &str| !data.records(&table.table).iter().any(|record| id_of(&record.path) == id);
    let named = |table: &&Imported| data.schemas().iter().any(|schema| schema.name == table.table && is_named(schema));
    tables.iter().filter(named).any(|table| {
        let ids = table.rows.iter().filter_map(|row| row.cells.get("id"));
        ids.filter(|id| !id.value.is_null()).any(|id| is_new(table, &id.value.to_string()))
    })
}

/// Whether the records of a table are known by their id alone.
fn is_named(schema: &TableSchema) -> bool {
    let key: Vec<&str> = schema.primary_key().map(|field| field.name).collect();
    key == ["id"]
}

fn id_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, id)| id)
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().map(Value::to_string).collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}
