//! A record as the tree that its YAML is to hold.

use serde_json::{Map, Value as Json, json};

use super::kind::FieldKind;
use super::record::Record;
use super::table::{FieldSchema, Holding, TableSchema};
use super::value::Value;
use crate::model::LanguageTag;

/// The papers of one list: the way to it, and each paper with its date.
type Papers = (&'static [&'static str], Vec<(Value, Json)>);

/// What the YAML of a new record holds: the fields of its table in their order, without those that are absent or say what their
/// absence means. Records of other tables that belong into it are not in it.
///
/// Papers come in the order of their dates, those without a date last. Lists that must be there are, if only empty.
pub fn tree_of(table: &TableSchema, record: &Record, language: &LanguageTag) -> Json {
    let mut tree = Json::Object(Map::new());
    let mut papers: Vec<Papers> = Vec::new();
    for (field, value) in table.fields.iter().zip(&record.values) {
        let is_absent = value.is_null() || (!field.is_required && *value == field.default_value());
        if field.is_key() && field.path.is_empty() {
            continue;
        }
        if is_absent && !matches!(field.holding, Holding::Papers(_)) {
            // What must be there may be an empty list.
            if field.is_required && field.kind.is_list() {
                put(&mut tree, field.path, json!([]));
            }
            continue;
        }
        match field.holding {
            Holding::Key | Holding::Plain => put(&mut tree, field.path, field.json(value)),
            Holding::Localized => {
                put(&mut tree, field.path, json!({ language.as_str(): field.json(value) }));
            }
            Holding::Papers(kind) => {
                let found = papers_of(kind, value);
                match papers.iter_mut().find(|(path, _)| *path == field.path) {
                    Some((_, papers)) => papers.extend(found),
                    None => {
                        // They stand where the first of them does, whatever kind it is of.
                        put(&mut tree, field.path, json!([]));
                        papers.push((field.path, found));
                    }
                }
            }
        }
    }
    for (path, mut papers) in papers {
        papers.sort_by_key(|(date, _)| match date {
            Value::Date(date) => (false, Some(date.first_day())),
            _ => (true, None),
        });
        put(&mut tree, path, Json::Array(papers.into_iter().map(|(_, paper)| paper).collect()));
    }
    tree
}

fn papers_of(kind: &str, value: &Value) -> Vec<(Value, Json)> {
    let Value::List(dates) = value else { return Vec::new() };
    let paper = |date: &Value| match date {
        Value::Null => json!({ "kind": kind }),
        date => json!({ "kind": kind, "date": date.to_string() }),
    };
    dates.iter().map(|date| (date.clone(), paper(date))).collect()
}

/// Puts a value at a path, making the mappings on the way.
fn put(tree: &mut Json, path: &[&str], value: Json) {
    let Some((key, rest)) = path.split_first() else {
        *tree = value;
        return;
    };
    if let Json::Object(entries) = tree {
        put(entries.entry(*key).or_insert_with(|| Json::Object(Map::new())), rest, value);
    }
}

impl FieldSchema {
    /// A value as the YAML of its field holds it.
    fn json(&self, value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Boolean(value) => json!(value),
            Value::List(items) => Json::Array(items.iter().map(|item| self.json(item)).collect()),
            Value::Source(source) => {
                let whole = serde_json::to_value(source).expect("a place in a document serialises");
                let entries = whole.as_object().into_iter().flatten().filter(|(_, part)| !part.is_null());
                Json::Object(entries.map(|(key, part)| (key.clone(), part.clone())).collect())
            }
            Value::Number(number) if self.kind == FieldKind::Integer => {
                i64::try_from(*number).map_or_else(|_| json!(number.to_string()), |whole| json!(whole))
            }
            Value::Text(_)
            | Value::Code(_)
            | Value::Number(_)
            | Value::Amount(_)
            | Value::Date(_)
            | Value::Period(_) => json!(value.to_string()),
        }
    }
}
