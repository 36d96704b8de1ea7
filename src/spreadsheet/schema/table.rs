//! Tables and fields.

use serde_json::{Value as Json, json};

use super::kind::FieldKind;
use super::path::Collection;

/// How a field's value is held by the record's YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// A part of the record's own path, such as its id.
    Key,
    /// As it is.
    Plain,
    /// A text by language, of which the field is the one in the language of the data.
    Localized,
    /// The dates of the papers of this kind, in a list of papers.
    Papers(&'static str),
}

/// One field of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSchema {
    /// Its name in kebab-case, unique in the table.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Keys from the record to the value; none where the record is the value itself.
    pub path: &'static [&'static str],
    /// How the value stands there.
    pub holding: Holding,
    /// Whether a record without it is refused.
    pub is_required: bool,
    /// What its absence means, as text.
    pub default: Option<&'static str>,
    /// What it must be above, where it is a number.
    pub above: Option<i64>,
}

impl FieldSchema {
    /// An optional field.
    pub(super) const fn new(name: &'static str, kind: FieldKind, path: &'static [&'static str]) -> FieldSchema {
        FieldSchema { name, kind, path, holding: Holding::Plain, is_required: false, default: None, above: None }
    }

    /// A part of the key; with a path where the record holds it too.
    pub(super) const fn key(name: &'static str, kind: FieldKind, path: &'static [&'static str]) -> FieldSchema {
        let field = FieldSchema::new(name, kind, path);
        FieldSchema { holding: Holding::Key, is_required: true, ..field }
    }

    pub(super) const fn localized(name: &'static str, path: &'static [&'static str]) -> FieldSchema {
        FieldSchema { holding: Holding::Localized, ..FieldSchema::new(name, FieldKind::Text, path) }
    }

    pub(super) const fn required(self) -> FieldSchema {
        FieldSchema { is_required: true, ..self }
    }

    pub(super) const fn or(self, default: &'static str) -> FieldSchema {
        FieldSchema { default: Some(default), ..self }
    }

    /// Whether it is part of the primary key.
    pub fn is_key(&self) -> bool {
        self.holding == Holding::Key
    }

    /// The field in Frictionless words.
    fn descriptor(&self) -> Json {
        let (kind, format) = match self.kind {
            FieldKind::Integer => ("integer", None),
            FieldKind::Number => ("number", None),
            FieldKind::Boolean => ("boolean", None),
            FieldKind::Day => ("date", Some("default")),
            FieldKind::Date => ("date", Some("any")),
            FieldKind::List(_) | FieldKind::Sources | FieldKind::SigningDates => ("list", None),
            FieldKind::Text
            | FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Choice(_)
            | FieldKind::Channel
            | FieldKind::Language
            | FieldKind::Currency
            | FieldKind::Quantity
            | FieldKind::FigureValue
            | FieldKind::FiscalYear
            | FieldKind::Period => ("string", None),
        };
        let mut constraints = serde_json::Map::new();
        if self.is_required {
            constraints.insert("required".to_owned(), json!(true));
        }
        if let FieldKind::Choice(words) = self.kind {
            constraints.insert("enum".to_owned(), json!(words));
        }
        if let Some(least) = self.above {
            constraints.insert("exclusiveMinimum".to_owned(), json!(least));
        }
        let mut field = serde_json::Map::new();
        field.insert("name".to_owned(), json!(self.name));
        field.insert("type".to_owned(), json!(kind));
        if let Some(format) = format {
            field.insert("format".to_owned(), json!(format));
        }
        field.insert("kind".to_owned(), json!(format!("{:?}", self.kind)));
        if !constraints.is_empty() {
            field.insert("constraints".to_owned(), Json::Object(constraints));
        }
        if let Some(default) = self.default {
            field.insert("default".to_owned(), json!(default));
        }
        Json::Object(field)
    }
}

/// One table: the records of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSchema {
    /// Its name in kebab-case.
    pub name: &'static str,
    /// Where its records stand; several where records of one kind belong to records of several kinds.
    pub(super) collections: Vec<Collection>,
    /// Its fields, those of the key first.
    pub fields: Vec<FieldSchema>,
}

impl TableSchema {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&FieldSchema> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether its records are items of lists, rather than values of keys.
    pub fn is_list(&self) -> bool {
        self.collections.iter().any(Collection::is_list)
    }

    /// The fields of the primary key, in order.
    pub fn primary_key(&self) -> impl Iterator<Item = &FieldSchema> {
        self.fields.iter().filter(|field| field.is_key())
    }

    /// The table in the words of Frictionless Table Schema v2; `kind` and `default` are ours.
    pub fn descriptor(&self) -> Json {
        let key: Vec<&str> = self.primary_key().map(|field| field.name).collect();
        let references: Vec<Json> = self.fields.iter().filter_map(FieldSchema::foreign_key).collect();
        json!({
            "name": self.name,
            "fields": self.fields.iter().map(FieldSchema::descriptor).collect::<Vec<_>>(),
            "primaryKey": key,
            "foreignKeys": references,
        })
    }
}

impl FieldSchema {
    fn foreign_key(&self) -> Option<Json> {
        let FieldKind::Reference(table) = self.kind else { return None };
        Some(json!({ "fields": [self.name], "reference": { "resource": table, "fields": ["id"] } }))
    }
}
