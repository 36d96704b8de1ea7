//! Files of the data as trees, in which records are put, changed and taken out. The edits of a file are the difference
//! between what it held and what it shall hold.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::compare::Step;
use crate::dataset::edit::{Yaml, difference, tree};
use crate::dataset::file_of;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::plan::Plan;
use crate::model::{Dataset, LanguageTag};
use crate::report::Project;
use crate::spreadsheet::schema::{FieldSchema, Holding, Record, TableSchema, tree_of};

/// What tells records of a list from each other.
const IDENTITIES: [&[&str]; 2] = [&["id"], &["report", "year"]];

/// The files that change.
pub(super) struct Trees<'a> {
    project: &'a Project,
    dataset: &'a Dataset,
    /// What each file holds and shall hold.
    files: BTreeMap<String, (Yaml, Yaml)>,
    /// The files of projects that are new.
    projects: BTreeMap<String, String>,
}

/// A file, and the steps from its value to a record.
type Location<'p> = (String, Vec<&'p str>);

impl<'a> Trees<'a> {
    pub(super) fn new(project: &'a Project, dataset: &'a Dataset) -> Trees<'a> {
        Trees { project, dataset, files: BTreeMap::new(), projects: BTreeMap::new() }
    }

    /// Makes a change.
    ///
    /// # Errors
    ///
    /// Where the record that it belongs to is not there, or its file cannot be read.
    pub(super) fn make(&mut self, step: &Step<'_>) -> Result<(), Vec<Diagnostic>> {
        let language = &self.dataset.country.language;
        match step {
            Step::Add { row, record } => {
                let whole = yaml(&tree_of(row.schema, record, language));
                let is_put = self.add(row.schema, record, whole)?;
                let missing = || {
                    let owner = record.path.rsplit_once('/').map_or("", |(owner, _)| owner);
                    let message = format!("there is nothing in the data that `{}` could belong to", record.path);
                    let owner = owner.strip_suffix(|c: char| c != '/').map_or(owner, |_| owner);
                    vec![
                        Diagnostic::error(Code::UNKNOWN_REFERENCE, row.place.clone(), message)
                            .with_hint(format!("add `{owner}` first, in its own sheet or in the data")),
                    ]
                };
                if is_put { Ok(()) } else { Err(missing()) }
            }
            Step::Change { row, record, fields } => {
                let whole = tree_of(row.schema, record, language);
                let schema = row.schema;
                self.change(&record.path, |node| {
                    for field in fields.iter().filter_map(|index| schema.fields.get(*index)) {
                        set(node, schema, field, value_at(&whole, field.path), language);
                    }
                })
            }
            Step::Remove { path, .. } => self.remove(path),
        }
    }

    /// Puts the edits of all files into a plan.
    pub(super) fn plan(self, plan: &mut Plan) {
        for (path, (old, new)) in self.files {
            plan.add(&path, difference(&old, &new, &IDENTITIES));
        }
    }

    /// The file of a record, and the steps to it.
    fn location<'p>(&self, path: &'p str) -> Location<'p> {
        let steps: Vec<&str> = path.split('/').collect();
        let rest = |count: usize| steps.iter().skip(count).copied().collect();
        match file_of(self.dataset.code(), path) {
            Some((file, count)) if steps.first() != Some(&"projects") => (file, rest(count)),
            Some(_) | None => {
                let project = steps.get(1).copied().unwrap_or_default();
                // A project that is new has no place, and what is asked for its place would give that of another.
                let new = self.projects.get(project).cloned();
                let known = || self.dataset.places.of(&format!("projects/{project}"));
                let file = new.or_else(|| known().map(|place| place.file.into_string())).unwrap_or_default();
                (file, rest(1))
            }
        }
    }

    fn open(&mut self, file: &str) -> Result<&mut Yaml, Vec<Diagnostic>> {
        if !self.files.contains_key(file) {
            let held = match self.project.file(file) {
                Some(input) => tree(file, &input.bytes)?,
                None => Yaml::text(""),
            };
            self.files.insert(file.to_owned(), (held.clone(), held));
        }
        Ok(self.files.get_mut(file).map(|(_, new)| new).expect("it was put there above"))
    }

    /// Adds a record; whether there is something that it can belong to.
    fn add(&mut self, schema: &TableSchema, record: &Record, value: Yaml) -> Result<bool, Vec<Diagnostic>> {
        if schema.name == "projects" {
            let scheme = get(&value, "schemes").and_then(|schemes| match schemes {
                Yaml::List(schemes) => schemes.first(),
                Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) | Yaml::Map(_) => None,
            });
            let scheme = scheme.and_then(text).unwrap_or("other");
            let file = format!("data/{}/projects/{scheme}.yaml", self.dataset.code());
            self.projects.insert(record.path.trim_start_matches("projects/").to_owned(), file);
        }
        let (file, steps) = self.location(&record.path);
        if file.is_empty() {
            return Ok(false);
        }
        let root = self.open(&file)?;
        if file.ends_with("/editions.yaml") {
            return Ok(push(root, value));
        }
        let Some((last, owners)) = steps.split_last() else { return Ok(false) };
        if !schema.is_list() {
            return Ok(node_mut(root, owners).is_some_and(|owner| insert(owner, last, value)));
        }
        match owners.split_last() {
            None => Ok(push(root, value)),
            Some((list, owners)) => {
                let Some(owner) = node_mut(root, owners) else { return Ok(false) };
                if get(owner, list).is_none() && !insert(owner, list, Yaml::List(Vec::new())) {
                    return Ok(false);
                }
                Ok(get_mut(owner, list).is_some_and(|list| push(list, value)))
            }
        }
    }

    fn change(&mut self, path: &str, change: impl FnOnce(&mut Yaml)) -> Result<(), Vec<Diagnostic>> {
        let (file, steps) = self.location(path);
        let node = node_mut(self.open(&file)?, &steps).ok_or_else(|| lost(&file, path))?;
        change(node);
        Ok(())
    }

    fn remove(&mut self, path: &str) -> Result<(), Vec<Diagnostic>> {
        let (file, steps) = self.location(path);
        let root = self.open(&file)?;
        if take(root, &steps) { Ok(()) } else { Err(lost(&file, path)) }
    }
}

fn lost(file: &str, path: &str) -> Vec<Diagnostic> {
    let message = format!("the file does not hold `{path}` where it should");
    vec![
        Diagnostic::error(Code::EDIT_REFUSED, Place::file(file), message)
            .with_hint("look at the record in the file, and change it by hand"),
    ]
}

/// Takes out what the steps lead to, and the list that held it where nothing is left in it.
fn take(node: &mut Yaml, steps: &[&str]) -> bool {
    let is_edition = matches!((&*node, steps), (Yaml::List(_), [_, _])) && edition(node, steps).is_some();
    match (node, steps) {
        (node @ Yaml::List(_), [report, year]) if is_edition => {
            let index = edition(node, &[*report, *year]);
            if let (Yaml::List(items), Some(index)) = (node, index) {
                items.remove(index);
            }
            true
        }
        (Yaml::List(items), [step]) => match index_of(items, step) {
            Some(index) => {
                items.remove(index);
                true
            }
            None => false,
        },
        (Yaml::Map(entries), [step]) => {
            let count = entries.len();
            entries.retain(|(key, _)| key != step);
            entries.len() < count
        }
        (Yaml::Map(entries), [step, rest @ ..]) => {
            let Some(index) = entries.iter().position(|(key, _)| key == step) else { return false };
            let is_taken = entries.get_mut(index).is_some_and(|(_, value)| take(value, rest));
            if entries.get(index).is_some_and(|(_, value)| *value == Yaml::List(Vec::new())) && is_taken {
                entries.remove(index);
            }
            is_taken
        }
        (Yaml::List(items), [step, rest @ ..]) => {
            let index = index_of(items, step);
            index.and_then(|index| items.get_mut(index)).is_some_and(|item| take(item, rest))
        }
        (Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_), _) | (_, []) => false,
    }
}

fn node_mut<'t>(node: &'t mut Yaml, steps: &[&str]) -> Option<&'t mut Yaml> {
    if let (Yaml::List(_), [_, _, rest @ ..]) = (&*node, steps)
        && let Some(index) = edition(node, steps)
    {
        let Yaml::List(items) = node else { return None };
        return node_mut(items.get_mut(index)?, rest);
    }
    let Some((step, rest)) = steps.split_first() else { return Some(node) };
    let below = match node {
        Yaml::Map(entries) => entries.iter_mut().find(|(key, _)| key == step).map(|(_, value)| value),
        Yaml::List(items) => index_of(items, step).and_then(|index| items.get_mut(index)),
        Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) => None,
    };
    node_mut(below?, rest)
}

/// The item of a report and year, in the list of editions, whose items have no id.
fn edition(list: &Yaml, steps: &[&str]) -> Option<usize> {
    let (Yaml::List(items), [report, year, ..]) = (list, steps) else { return None };
    let is_meant = |item: &Yaml| {
        get(item, "report").and_then(text) == Some(report)
            && get(item, "year").is_some_and(|found| scalar(found) == *year)
    };
    items.iter().position(is_meant)
}

fn index_of(items: &[Yaml], step: &str) -> Option<usize> {
    let by_id = items.iter().position(|item| get(item, "id").and_then(text) == Some(step));
    by_id.or_else(|| step.parse().ok().filter(|index| *index < items.len()))
}

fn get<'t>(node: &'t Yaml, key: &str) -> Option<&'t Yaml> {
    let Yaml::Map(entries) = node else { return None };
    entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

fn get_mut<'t>(node: &'t mut Yaml, key: &str) -> Option<&'t mut Yaml> {
    let Yaml::Map(entries) = node else { return None };
    entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
}

fn text(node: &Yaml) -> Option<&str> {
    if let Yaml::Text(text) = node { Some(text) } else { None }
}

fn scalar(node: &Yaml) -> String {
    match node {
        Yaml::Text(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(value) => value.to_string(),
        Yaml::List(_) | Yaml::Map(_) => String::new(),
    }
}

/// Adds an item to a list, which may be nothing yet.
fn push(list: &mut Yaml, value: Yaml) -> bool {
    if *list == Yaml::text("") {
        *list = Yaml::List(Vec::new());
    }
    let Yaml::List(items) = list else { return false };
    items.push(value);
    true
}

/// Puts a value at a key of a mapping, which may be nothing yet.
fn insert(map: &mut Yaml, key: &str, value: Yaml) -> bool {
    if *map == Yaml::text("") {
        *map = Yaml::Map(Vec::new());
    }
    let Yaml::Map(entries) = map else { return false };
    match entries.iter_mut().find(|(known, _)| known == key) {
        Some((_, known)) => *known = value,
        None => entries.push((key.to_owned(), value)),
    }
    true
}

fn value_at<'j>(whole: &'j Json, path: &[&str]) -> Option<&'j Json> {
    path.iter().try_fold(whole, |node, key| node.get(key))
}

/// Sets the value of a field in its record; without one it is taken out.
fn set(record: &mut Yaml, schema: &TableSchema, field: &FieldSchema, value: Option<&Json>, language: &LanguageTag) {
    // A text that stands for a text with its standing is that of an original.
    if let (Yaml::Text(_), ["text" | "translation"]) = (&*record, field.path) {
        let text = std::mem::replace(record, Yaml::Map(Vec::new()));
        insert(record, "text", text);
        insert(record, "translation", Yaml::text("official"));
    }
    let mut path: Vec<&str> = field.path.to_vec();
    let mut value = value.map(yaml);
    if field.holding == Holding::Localized {
        value = value.and_then(|value| get(&value, language.as_str()).cloned());
        path.push(language.as_str());
        let steps: Vec<&str> = path.clone();
        if node_mut(record, &steps).is_some_and(|node| matches!(node, Yaml::Map(_))) && value.is_some() {
            path.push("text");
        }
    }
    match (value, path.as_slice()) {
        (Some(value), []) => *record = value,
        (Some(value), [keys @ .., last]) => {
            let mut node = record;
            for (depth, key) in keys.iter().enumerate() {
                if get(node, key).is_none() {
                    put(node, key, Yaml::Map(Vec::new()), if depth == 0 { before(schema, field) } else { Vec::new() });
                }
                let Some(below) = get_mut(node, key) else { return };
                node = below;
            }
            put(node, last, value, if keys.is_empty() { before(schema, field) } else { Vec::new() });
        }
        (None, []) => {}
        (None, [_, ..]) => take_out(record, &path),
    }
}

/// Takes out a value, and what holds nothing else.
fn take_out(node: &mut Yaml, path: &[&str]) {
    let (Yaml::Map(entries), [key, rest @ ..]) = (node, path) else { return };
    let Some(index) = entries.iter().position(|(known, _)| known == key) else { return };
    if let Some((_, value)) = entries.get_mut(index).filter(|_| !rest.is_empty()) {
        take_out(value, rest);
        if *value != Yaml::Map(Vec::new()) {
            return;
        }
    }
    entries.remove(index);
}

/// The keys of the fields before a field, the nearest first.
fn before(schema: &TableSchema, field: &FieldSchema) -> Vec<&'static str> {
    let fields = schema.fields.iter().take_while(|known| known.name != field.name);
    let mut keys: Vec<&str> = fields.filter_map(|known| known.path.first().copied()).collect();
    keys.reverse();
    keys
}

/// Puts a value at a key: where it was, else behind the nearest of some keys, else at the end.
fn put(map: &mut Yaml, key: &str, value: Yaml, behind: Vec<&str>) {
    if *map == Yaml::text("") {
        *map = Yaml::Map(Vec::new());
    }
    let Yaml::Map(entries) = map else { return };
    if let Some((_, known)) = entries.iter_mut().find(|(known, _)| known == key) {
        *known = value;
        return;
    }
    let place = behind.iter().find_map(|key| entries.iter().position(|(known, _)| known == key));
    entries.insert(place.map_or(entries.len(), |place| place + 1), (key.to_owned(), value));
}

fn yaml(json: &Json) -> Yaml {
    match json {
        Json::Null => Yaml::text(""),
        Json::Bool(value) => Yaml::Bool(*value),
        Json::Number(number) => match number.to_string().parse() {
            Ok(number) => Yaml::Number(number),
            Err(_) => Yaml::text(number.to_string()),
        },
        Json::String(text) => Yaml::text(text.as_str()),
        Json::Array(items) => Yaml::List(items.iter().map(yaml).collect()),
        Json::Object(entries) => Yaml::Map(entries.iter().map(|(key, value)| (key.clone(), yaml(value))).collect()),
    }
}
