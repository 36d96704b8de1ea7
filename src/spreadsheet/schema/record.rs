//! The records of a table.

use serde_json::Value as Json;

use super::path::{Collection, PathError};
use super::root::root;
use super::table::{FieldSchema, Holding, TableSchema};
use super::tables::{TRANSLATIONS, tables};
use super::value::Value;
use crate::model::{Dataset, LanguageTag};

/// One record of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its path, as in [`crate::model::Places`]; with a field's keys behind it, the path of a value.
    pub path: String,
    /// One value for each field of the table, in that order.
    pub values: Vec<Value>,
}

/// The records of a table, in the order of the data.
pub fn records(dataset: &Dataset, table: &TableSchema) -> Vec<Record> {
    let root = root(dataset);
    match table.name {
        TRANSLATIONS => translations(&root, table, &dataset.country.language),
        _ => plain(&root, table, &dataset.country.language),
    }
}

fn plain(root: &Json, table: &TableSchema, language: &LanguageTag) -> Vec<Record> {
    let found = table.collections.iter().flat_map(|collection| collection.find(root));
    found
        .map(|found| {
            let mut key = found.key.into_iter();
            let values = table.fields.iter().map(|field| match field.holding {
                Holding::Key => field.read(&key.next().unwrap_or_default()),
                Holding::Plain | Holding::Localized | Holding::Papers(_) => field.value(found.node, language),
            });
            Record { path: found.path, values: values.collect() }
        })
        .collect()
}

/// Every text of every table in another language than that of the data.
fn translations(root: &Json, table: &TableSchema, language: &LanguageTag) -> Vec<Record> {
    let mut records = Vec::new();
    for owner in tables().iter().filter(|owner| owner.name != table.name) {
        for found in owner.collections.iter().flat_map(|collection| collection.find(root)) {
            for field in owner.fields.iter().filter(|field| field.holding == Holding::Localized) {
                let path = field.path.iter().fold(found.path.clone(), |path, key| format!("{path}/{key}"));
                let texts = field.node(found.node).and_then(Json::as_object);
                for (tag, text) in texts.into_iter().flatten().filter(|(tag, _)| *tag != language.as_str()) {
                    let part = |key: &str| text.get(key).and_then(Json::as_str).unwrap_or_default();
                    let cells = [path.as_str(), tag, part("text"), part("translation")];
                    let values = table.fields.iter().zip(cells).map(|(field, cell)| field.read(cell));
                    records.push(Record { path: format!("{path}/{tag}"), values: values.collect() });
                }
            }
        }
    }
    records
}

impl TableSchema {
    /// The path of the record of a key, that there may be or not.
    ///
    /// # Errors
    ///
    /// If the key cannot be that of a record, such as a number that is not one, or an owner of another kind.
    pub fn path(&self, key: &[Value]) -> Result<String, PathError> {
        let key: Vec<String> = key.iter().map(Value::to_string).collect();
        let path = match self.name {
            TRANSLATIONS => Some(key.join("/")),
            _ => self.collections.iter().find_map(|collection: &Collection| collection.path(&key)),
        };
        path.ok_or_else(|| PathError(key.join("` `")))
    }
}

impl FieldSchema {
    /// The node below a record that holds the field.
    pub(super) fn node<'a>(&self, record: &'a Json) -> Option<&'a Json> {
        self.path.iter().try_fold(record, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    fn value(&self, record: &Json, language: &LanguageTag) -> Value {
        let Some(node) = self.node(record) else { return self.default_value() };
        match self.holding {
            Holding::Key => Value::Null,
            Holding::Plain => self.of_json(node),
            Holding::Localized => match node.get(language.as_str()).and_then(|text| text.get("text")) {
                Some(text) => self.of_json(text),
                None => Value::Null,
            },
            Holding::Papers(kind) => {
                let papers = node.as_array().map(Vec::as_slice).unwrap_or_default();
                let papers = papers.iter().filter(|paper| paper.get("kind").and_then(Json::as_str) == Some(kind));
                let dates = papers.map(|paper| match paper.get("date").and_then(Json::as_str) {
                    Some(date) => crate::model::Date::parse(date).map_or(Value::Null, Value::Date),
                    None => Value::Null,
                });
                list_or_null(dates.collect())
            }
        }
    }

    /// What the absence of the field means.
    pub fn default_value(&self) -> Value {
        self.default.map_or(Value::Null, |default| self.read(default))
    }

    /// Reads what the model itself has written.
    pub(super) fn read(&self, text: &str) -> Value {
        self.kind.parse(text).unwrap_or_else(|error| panic!("the model's `{}` is of its kind: {error}", self.name))
    }

    fn of_json(&self, node: &Json) -> Value {
        match node {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Boolean(*value),
            Json::Number(number) => self.read(&number.to_string()),
            Json::String(text) => self.read(text),
            Json::Array(items) => list_or_null(items.iter().map(|item| self.of_item(item)).collect()),
            Json::Object(_) => panic!("the field `{}` is a value, not keys with values", self.name),
        }
    }

    fn of_item(&self, item: &Json) -> Value {
        use super::kind::FieldKind;
        match (self.kind, item) {
            (FieldKind::Sources, item) => {
                let source = serde_json::from_value(item.clone()).expect("the model reads what it has written");
                Value::Source(source)
            }
            (FieldKind::List(FieldKind::Text), Json::String(text)) => Value::Text(text.clone()),
            (FieldKind::List(kind), Json::String(text)) => {
                kind.parse(text).unwrap_or_else(|error| panic!("an item of `{}` is of its kind: {error}", self.name))
            }
            _ => panic!("the field `{}` is a list of values", self.name),
        }
    }
}

fn list_or_null(items: Vec<Value>) -> Value {
    if items.is_empty() { Value::Null } else { Value::List(items) }
}
