//! Records of the data as values of the template language: projects, commitments, events and the like.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, State};

use super::arguments::as_list;
use super::figure::unknown_field;
use super::problem::Problem;
use crate::diagnostic::Code;
use crate::model::SourceReference;

/// One record: named fields, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// What it is, in one word, for messages.
    pub(super) kind: &'static str,
    /// Its name within its kind; empty where there is none.
    pub(super) id: String,
    /// Fields in the order in which they were added.
    pub(super) fields: Vec<(&'static str, Value)>,
    /// Where it stands, for `cite`.
    pub(super) sources: Vec<SourceReference>,
}

impl Record {
    pub(super) fn new(kind: &'static str, id: impl Into<String>) -> Record {
        let id = id.into();
        Record { kind, fields: vec![("id", Value::from(id.as_str()))], id, sources: Vec::new() }
    }

    /// A bare list of places in documents.
    pub(super) fn of_sources(sources: Vec<SourceReference>) -> Record {
        let is_empty = Value::from(sources.is_empty());
        Record { kind: "list of sources", id: String::new(), fields: vec![("is_empty", is_empty)], sources }
    }

    pub(super) fn field(mut self, name: &'static str, value: impl Into<Value>) -> Record {
        self.fields.push((name, value.into()));
        self
    }

    /// Sets the sources, also as a field that `cite` takes.
    pub(super) fn sources(self, sources: &[SourceReference]) -> Record {
        let mut record = self.field("sources", Record::of_sources(sources.to_vec()).into_value());
        record.sources = sources.to_vec();
        record
    }

    /// As a value of the engine.
    pub(super) fn into_value(self) -> Value {
        Value::from_object(self)
    }

    /// The field of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
    }
}

impl Object for Record {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let known = || self.fields.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        self.get(name).cloned().or_else(|| Some(unknown_field(self.kind, name, &known())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.fields.iter().map(|(name, _)| Value::from(*name)).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.id.is_empty() || self.fields.len() > 1 || !self.sources.is_empty()
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Record>()?;
        let key = |record: &Record| -> (&'static str, String, String) {
            (record.kind, record.id.clone(), format!("{:?}", record.sources))
        };
        Some(key(self).cmp(&key(other)))
    }

    /// `conflict.concerns(list)`: whether its owner is one of some projects, or has one of some commitments.
    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, values: &[Value]) -> Result<Value, Error> {
        let owner = self.get("owner_id").and_then(Value::as_str);
        let (Some(owner), "concerns", [list]) = (owner, method, values) else {
            let problem = format!("a {} has no method `{method}` with {} arguments", self.kind, values.len());
            return Err(Problem::new(Code::TEMPLATE_ERROR, problem).into());
        };
        let items = as_list(list).ok_or_else(|| {
            Problem::new(Code::TEMPLATE_ERROR, "`concerns(…)` takes a list of projects or commitments")
        })?;
        let is_owner = |item: &Value| {
            let Some(record) = item.downcast_object_ref::<Record>() else { return false };
            let collection = if record.kind == "dispatch" { "dispatches" } else { "projects" };
            let id = record.id.split('/').next().unwrap_or_default();
            owner == format!("{collection}/{id}") || owner.starts_with(&format!("{collection}/{id}/"))
        };
        Ok(Value::from(items.iter().any(is_owner)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}
