//! What a file holds, as the values that edits write, and the edits that make another of it.

use std::collections::BTreeMap;

use super::{Edit, KeyPath, PathStep, Yaml};
use crate::dataset::file::TextFile;
use crate::dataset::node::{Content, Node};
use crate::diagnostic::Diagnostic;

/// What a file holds. Where nothing stands, there is the empty text; a file without a value is one, too.
///
/// # Errors
///
/// The file's own problems where it is not good YAML of ours.
pub fn tree(path: &str, bytes: &[u8]) -> Result<Yaml, Vec<Diagnostic>> {
    let file = TextFile::new(path, bytes).map_err(|problem| vec![problem])?;
    let root = super::read(path, file.text)?;
    Ok(root.as_ref().map_or(Yaml::text(""), value))
}

fn value(node: &Node) -> Yaml {
    match &node.content {
        Content::Scalar { .. } if node.is_null() => Yaml::text(""),
        Content::Scalar { text, .. } => Yaml::text(text.as_str()),
        Content::Sequence(items) => Yaml::List(items.iter().map(value).collect()),
        Content::Mapping(entries) => {
            Yaml::Map(entries.iter().map(|entry| (entry.key.clone(), value(&entry.value))).collect())
        }
        Content::Sample(_) => panic!("a tree that was only parsed holds no sample"),
    }
}

/// The edits that make `new` of a file that holds `old`: values first, then keys and items, removals last.
///
/// Records of a list are told apart by the texts of the first of some `identities` that all of them have, such as `id`, or
/// `report` and `year`. They keep their order; new ones come at the end. Items of other lists are told apart by their place.
pub fn difference(old: &Yaml, new: &Yaml, identities: &[&[&str]]) -> Vec<Edit> {
    let mut found = Difference::new(identities);
    let empty = match new {
        Yaml::List(_) => Yaml::List(Vec::new()),
        Yaml::Map(_) => Yaml::Map(Vec::new()),
        Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) => Yaml::text(""),
    };
    found.compare(&KeyPath::default(), if *old == Yaml::text("") { &empty } else { old }, new);
    // Places of items must not move before they are removed.
    found.removals.sort();
    let removals = found.removals.into_iter().rev().map(|path| Edit::Remove { path });
    found.values.into_iter().chain(found.additions).chain(removals).collect()
}

struct Difference<'a> {
    identities: &'a [&'a [&'a str]],
    values: Vec<Edit>,
    additions: Vec<Edit>,
    removals: Vec<KeyPath>,
}

impl<'a> Difference<'a> {
    fn new(identities: &'a [&'a [&'a str]]) -> Difference<'a> {
        Difference { identities, values: Vec::new(), additions: Vec::new(), removals: Vec::new() }
    }

    fn compare(&mut self, path: &KeyPath, old: &Yaml, new: &Yaml) {
        match (old, new) {
            (Yaml::Map(old), Yaml::Map(new)) => self.maps(path, old, new),
            (Yaml::List(old), Yaml::List(new)) => {
                let known = |keys: &&[&str]| Some((by_identity(old, keys)?, by_identity(new, keys)?));
                match self.identities.iter().find_map(known) {
                    Some((old_by, new_by)) => self.records(path, (old, &old_by), (new, &new_by)),
                    None => self.places(path, old, new),
                }
            }
            (Yaml::Map(_) | Yaml::List(_), _) | (_, Yaml::Map(_) | Yaml::List(_)) => self.set(path, new),
            (Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_), _) if scalar(old) == scalar(new) => {}
            (Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_), _) => self.set(path, new),
        }
    }

    fn set(&mut self, path: &KeyPath, value: &Yaml) {
        self.values.push(Edit::Set { path: path.clone(), value: value.clone() });
    }

    fn maps(&mut self, path: &KeyPath, old: &[(String, Yaml)], new: &[(String, Yaml)]) {
        let find = |entries: &'_ [(String, Yaml)], key: &str| entries.iter().position(|(known, _)| known == key);
        let mut after = None;
        for (key, value) in new {
            match find(old, key).and_then(|index| old.get(index)) {
                Some((_, before)) => self.compare(&path.clone().key(key), before, value),
                None => self.additions.push(Edit::AddKey {
                    path: path.clone(),
                    key: key.clone(),
                    value: value.clone(),
                    after: after.clone(),
                }),
            }
            after = Some(key.clone());
        }
        let gone = old.iter().filter(|(key, _)| find(new, key).is_none());
        self.removals.extend(gone.map(|(key, _)| path.clone().key(key)));
    }

    fn records(
        &mut self,
        path: &KeyPath,
        (old, old_by): (&[Yaml], &Identities),
        (new, new_by): (&[Yaml], &Identities),
    ) {
        let way = |index: usize, record: &Yaml| match text_of(record, "id") {
            Some(id) => path.clone().id(&id),
            None => path.clone().index(index),
        };
        let mut before: BTreeMap<usize, usize> = BTreeMap::new();
        for (identity, index) in new_by {
            before.extend(old_by.get(identity).map(|known| (*index, *known)));
        }
        for (index, record) in new.iter().enumerate() {
            match before.get(&index).and_then(|known| Some((*known, old.get(*known)?))) {
                Some((known, old)) => self.compare(&way(known, record), old, record),
                None => self.additions.push(Edit::AddItem { path: path.clone(), value: record.clone() }),
            }
        }
        let gone = old_by.iter().filter(|(identity, _)| !new_by.contains_key(*identity));
        self.removals.extend(gone.filter_map(|(_, index)| Some(way(*index, old.get(*index)?))));
    }

    fn places(&mut self, path: &KeyPath, old: &[Yaml], new: &[Yaml]) {
        let is_same = |(a, b): &(&Yaml, &Yaml)| difference(a, b, self.identities).is_empty();
        let start = old.iter().zip(new).take_while(is_same).count();
        let rest = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(is_same).count();
        // What is new in the middle can only be added at the end, so what stands behind it moves by one.
        let end = if new.len() > old.len() { 0 } else { end };
        let (gone_from, old_end) = (new.len().saturating_sub(end), old.len() - end);
        for (index, (old, new)) in old.iter().zip(new).enumerate().take(old_end.min(gone_from)).skip(start) {
            self.compare(&path.clone().index(index), old, new);
        }
        let added = new.iter().skip(old.len());
        self.additions.extend(added.map(|value| Edit::AddItem { path: path.clone(), value: value.clone() }));
        self.removals.extend((gone_from.max(start)..old_end).map(|index| path.clone().index(index)));
    }
}

/// Places of records in their list, by what tells each from the others.
type Identities = BTreeMap<Vec<String>, usize>;

/// `None` where a record lacks one of the keys, or two have the same.
fn by_identity(list: &[Yaml], keys: &[&str]) -> Option<Identities> {
    let identity = |record: &Yaml| keys.iter().map(|key| text_of(record, key)).collect::<Option<Vec<String>>>();
    let found: Identities =
        list.iter().enumerate().map(|(index, record)| Some((identity(record)?, index))).collect::<Option<_>>()?;
    (found.len() == list.len()).then_some(found)
}

fn scalar(value: &Yaml) -> String {
    match value {
        Yaml::Text(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(value) => value.to_string(),
        Yaml::List(_) | Yaml::Map(_) => panic!("a list or mapping is no scalar"),
    }
}

fn text_of(record: &Yaml, key: &str) -> Option<String> {
    let Yaml::Map(entries) = record else { return None };
    let (_, value) = entries.iter().find(|(known, _)| known == key)?;
    match value {
        Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) => Some(scalar(value)),
        Yaml::List(_) | Yaml::Map(_) => None,
    }
}

/// Whether none of some values holds another, so that a change of one moves no other.
pub(super) fn are_apart<'a>(paths: impl IntoIterator<Item = &'a KeyPath>) -> bool {
    let mut sorted: Vec<&[PathStep]> = paths.into_iter().map(|path| path.0.as_slice()).collect();
    sorted.sort();
    // What begins with a path stands right behind it.
    sorted.windows(2).all(|pair| !matches!(pair, [first, second] if second.starts_with(first)))
}
