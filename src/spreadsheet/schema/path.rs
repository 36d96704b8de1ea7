//! Paths of records, and the collections that they stand in.
//!
//! The path of a record is that of [`crate::model::Places`], such as `projects/north-road/commitments/1998`. A collection is
//! such a path with names in the places of what differs: `projects/{project}/commitments/{id}`. `{number#}` is a place in a
//! list whose items have no id, counted from 1 (in the path from 0), `{programme=training|experts}` one of these keys, and a
//! `{record=projects/*}` at the beginning the path of the record that owns the rest.

use serde_json::Value as Json;

/// One step of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// This key.
    Key(&'static str),
    /// The item of each id; a key of the table.
    Item,
    /// The value of each of these keys that there is; a key of the table.
    OneOf(Vec<&'static str>),
    /// The item of each place; a key of the table.
    Place,
    /// The end of the path that is the key of the table.
    OwnerEnd,
}

/// Why a path is none of a table's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no record of the table has the key `{0}`")]
pub struct PathError(pub String);

/// Where records of a table stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Collection {
    steps: Vec<Step>,
}

/// A record as it was found: the parts of its key, its path and its value.
pub(super) struct Found<'a> {
    /// In the order of the key's fields.
    pub(super) key: Vec<String>,
    /// Its path.
    pub(super) path: String,
    /// What it holds.
    pub(super) node: &'a Json,
}

impl Collection {
    /// Reads the pattern of a collection.
    pub(super) fn new(pattern: &'static str) -> Collection {
        let mut steps = Vec::new();
        let mut rest = pattern;
        if let Some((owner, below)) = pattern.strip_prefix("{record=").and_then(|rest| rest.split_once('}')) {
            steps.extend(owner.split('/').map(|step| if step == "*" { Step::Item } else { Step::Key(step) }));
            steps.push(Step::OwnerEnd);
            rest = below.trim_start_matches('/');
        }
        steps.extend(rest.split('/').map(|step| match step.strip_prefix('{') {
            Some(name) if name.ends_with("#}") => Step::Place,
            Some(name) => match name.trim_end_matches('}').split_once('=') {
                Some((_, keys)) => Step::OneOf(keys.split('|').collect()),
                None => Step::Item,
            },
            None => Step::Key(step),
        }));
        Collection { steps }
    }

    /// Whether its records are items of a list, rather than values of keys.
    pub(super) fn is_list(&self) -> bool {
        match self.steps.last() {
            Some(Step::Item | Step::Place) => true,
            Some(Step::Key(_) | Step::OneOf(_) | Step::OwnerEnd) | None => false,
        }
    }

    /// Finds the records below a root, in its order.
    pub(super) fn find<'a>(&self, root: &'a Json) -> Vec<Found<'a>> {
        let mut found = vec![Found { key: Vec::new(), path: String::new(), node: root }];
        for step in &self.steps {
            found = found.into_iter().flat_map(|at| at.step(step)).collect();
        }
        found
    }

    /// The path of the record of a key, that there may be or not.
    pub(super) fn path(&self, key: &[String]) -> Option<String> {
        let mut key = key.iter();
        let mut path: Vec<String> = Vec::new();
        let owner = self.steps.iter().position(|step| *step == Step::OwnerEnd);
        let own = match owner {
            Some(end) => {
                let record = key.next()?;
                let parts: Vec<&str> = record.split('/').collect();
                let fits = parts.len() == end
                    && self.steps.iter().zip(&parts).all(|(step, part)| match step {
                        Step::Key(name) => name == part,
                        Step::Item | Step::Place => !part.is_empty(),
                        Step::OneOf(names) => names.contains(part),
                        Step::OwnerEnd => true,
                    });
                path.extend(fits.then(|| record.clone()));
                fits.then(|| self.steps.get(end + 1..).unwrap_or_default())?
            }
            None => &self.steps,
        };
        for step in own {
            path.push(match step {
                Step::Key(name) => (*name).to_owned(),
                Step::Item => key.next().filter(|id| !id.is_empty())?.clone(),
                Step::OneOf(names) => key.next().filter(|name| names.contains(&name.as_str()))?.clone(),
                Step::Place => key.next()?.parse::<usize>().ok()?.checked_sub(1)?.to_string(),
                Step::OwnerEnd => return None,
            });
        }
        key.next().is_none().then(|| path.join("/"))
    }
}

impl<'a> Found<'a> {
    fn below(&self, name: &str, key: Option<String>, node: &'a Json) -> Found<'a> {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) };
        Found { key: self.key.iter().cloned().chain(key).collect(), path, node }
    }

    fn step(self, step: &Step) -> Vec<Found<'a>> {
        match step {
            Step::Key(name) => {
                let node = self.node.get(name).filter(|node| !node.is_null());
                node.map(|node| self.below(name, None, node)).into_iter().collect()
            }
            Step::Item => match self.node {
                Json::Object(entries) => {
                    entries.iter().map(|(name, node)| self.below(name, Some(name.clone()), node)).collect()
                }
                Json::Array(items) => items
                    .iter()
                    .filter_map(|node| Some((node.get("id")?.as_str()?, node)))
                    .map(|(id, node)| self.below(id, Some(id.to_owned()), node))
                    .collect(),
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
            },
            Step::OneOf(names) => {
                let node = |name: &&'static str| Some((*name, self.node.get(name).filter(|node| !node.is_null())?));
                let found = names.iter().filter_map(node);
                found.map(|(name, node)| self.below(name, Some(name.to_owned()), node)).collect()
            }
            Step::Place => {
                let items = self.node.as_array().map(Vec::as_slice).unwrap_or_default();
                let place = |(index, node)| self.below(&format!("{index}"), Some(format!("{}", index + 1)), node);
                items.iter().enumerate().map(place).collect()
            }
            Step::OwnerEnd => vec![Found { key: vec![self.path.clone()], ..self }],
        }
    }
}
