//! A record out of a tree, with all of its problems.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::describe::{describe_problem, describe_unknown_key};
use super::deserializer::{NodeDeserializer, UnknownKeys};
use super::file::TextFile;
use super::node::{Content, Entry, Extent, Node, Step};
use super::problem::{Kind, Problem};
use super::sample;
use crate::diagnostic::Diagnostic;

/// How often one record is read again. A record with more problems shows the first of them.
const MOST_READINGS: usize = 400;
/// How many problems of one record are shown, but for unknown keys, of which all are.
const MOST_PROBLEMS: usize = 100;

/// Reads a value. One with a problem gives `None`, so that no half-right record reaches a report.
pub(super) fn read<T: DeserializeOwned>(file: &TextFile, root: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let unknown_keys: UnknownKeys = RefCell::new(BTreeMap::new());
    let mut mended: Option<Node> = None;
    let mut problems = 0;
    let mut value = None;
    for _ in 0..MOST_READINGS {
        let tree = mended.as_ref().unwrap_or(root);
        let problem = match T::deserialize(NodeDeserializer { node: tree, unknown_keys: &unknown_keys }) {
            Ok(read) => {
                value = Some(read);
                break;
            }
            Err(problem) => problem,
        };
        let path = problem.path();
        let in_sample = path_to_sample(tree, &path);
        if in_sample.is_none() {
            diagnostics.push(describe_problem(file, tree, &problem));
            problems += 1;
        }
        let mut next = mended.take().unwrap_or_else(|| root.clone());
        let is_mended = match &in_sample {
            Some(sample) => try_next_sample(&mut next, sample),
            None => put_sample(&mut next, &problem, &path),
        };
        if !is_mended || problems >= MOST_PROBLEMS {
            break;
        }
        mended = Some(next);
    }
    let unknown_keys = unknown_keys.into_inner();
    let is_good = unknown_keys.is_empty() && problems == 0 && !has_sample(root);
    diagnostics.extend(unknown_keys.iter().map(|(position, unknown)| describe_unknown_key(file, *position, unknown)));
    value.filter(|_| is_good)
}

/// Reads the items of a list, each by itself. The bad ones are left out.
pub(super) fn read_list<'a, T: DeserializeOwned>(
    file: &TextFile,
    items: impl IntoIterator<Item = &'a Node>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    items.into_iter().filter_map(|item| read(file, item, diagnostics)).collect()
}

/// The first part of a path that ends at a sample, where the path leads to or into one.
fn path_to_sample(root: &Node, path: &[Step]) -> Option<Vec<Step>> {
    let mut node = root;
    for length in 0..=path.len() {
        if matches!(node.content, Content::Sample(_)) {
            return path.get(..length).map(<[Step]>::to_vec);
        }
        node = node.child(*path.get(length)?)?;
    }
    None
}

/// Puts the next sample in the place of one that did not please; after the last, the value above is given up.
/// Returns whether anything is left to try.
fn try_next_sample(root: &mut Node, path: &[Step]) -> bool {
    let Some(node) = node_mut(root, path) else {
        return false;
    };
    let Content::Sample(index) = node.content else {
        return false;
    };
    if let Some(next) = sample::next(index) {
        node.content = Content::Sample(next);
        return true;
    }
    let Some((last, above)) = path.split_last() else {
        return false;
    };
    let Some(parent) = node_mut(root, above) else {
        return false;
    };
    if let (Content::Sequence(items), Step::Item(index)) = (&mut parent.content, last)
        && *index < items.len()
    {
        items.remove(*index);
    } else {
        parent.content = Content::Sample(0);
    }
    true
}

/// Changes the tree so that the problem does not come again. Returns whether that was possible.
fn put_sample(root: &mut Node, problem: &Problem, path: &[Step]) -> bool {
    if let Some((Step::Key(index), above)) = path.split_last() {
        let Some(Content::Mapping(entries)) = node_mut(root, above).map(|parent| &mut parent.content) else {
            return false;
        };
        if *index < entries.len() {
            entries.remove(*index);
            return true;
        }
        return false;
    }
    let Some(node) = node_mut(root, path) else {
        return false;
    };
    if let (Kind::MissingKey(key), Content::Mapping(entries)) = (&problem.kind, &mut node.content)
        && entries.iter().all(|entry| entry.key != *key)
    {
        let value = Node { position: node.position, extent: node.extent, content: Content::Sample(0) };
        let key_extent = Extent::default();
        entries.push(Entry { key: (*key).to_owned(), key_position: node.position, key_extent, value });
    } else {
        node.content = Content::Sample(0);
    }
    true
}

fn node_mut<'a>(root: &'a mut Node, path: &[Step]) -> Option<&'a mut Node> {
    path.iter().try_fold(root, |node, step| node.child_mut(*step))
}

fn has_sample(node: &Node) -> bool {
    match &node.content {
        Content::Sample(_) => true,
        Content::Scalar { .. } => false,
        Content::Sequence(items) => items.iter().any(has_sample),
        Content::Mapping(entries) => entries.iter().any(|entry| has_sample(&entry.value)),
    }
}
