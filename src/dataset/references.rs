//! References from one record to another, held against the ids that there are.

use std::collections::{BTreeMap, BTreeSet};

use super::deserializer::nearest_word;
use super::ids::Ids;
use super::load::{FileKind, Loaded};
use super::node::{Node, Position, shortened};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Hints that search for a near id; those after them would only cost time.
const MOST_SEARCHES: usize = 200;
/// Lists of ids up to this length are shown whole.
const LONGEST_LIST: usize = 6;

/// A reference as it stands in a file.
struct Reference<'a> {
    to: FileKind,
    id: &'a str,
    position: Position,
}

/// Reports each reference to a record that does not exist. Kinds of which a file is broken are left alone.
pub(super) fn check_references(
    folder: &str,
    loaded: &[Loaded],
    ids: &Ids,
    broken: &BTreeSet<FileKind>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut searches = 0;
    let has_file = |kind: FileKind| broken.contains(&kind) || loaded.iter().any(|loaded| loaded.kind == kind);
    let mut missing: BTreeMap<FileKind, (Place, usize)> = BTreeMap::new();
    for Loaded { file, root, .. } in loaded {
        let mut references = Vec::new();
        find(root, &mut references);
        for Reference { to, id, position } in references {
            if broken.contains(&to) || ids.has(to, id) {
                continue;
            }
            if !has_file(to) {
                missing.entry(to).or_insert_with(|| (file.place(position), 0)).1 += 1;
                continue;
            }
            let (record, home) = words(to);
            let message = format!("no {record} has the id `{}`", shortened(id));
            let problem = file.error(Code::DANGLING_REFERENCE, position, message);
            searches += 1;
            let meant = if searches > MOST_SEARCHES { None } else { nearest_word(id, ids.of(to)) };
            let known: Vec<String> = ids.of(to).take(LONGEST_LIST + 1).map(|id| format!("`{id}`")).collect();
            diagnostics.push(match meant {
                Some(meant) => problem.with_hint(format!("did you mean `{meant}`?")),
                None if known.is_empty() || known.len() > LONGEST_LIST => {
                    problem.with_hint(format!("add it to `{folder}{home}`"))
                }
                None => problem.with_hint(format!("add it to `{folder}{home}`; there are {}", known.join(", "))),
            });
        }
    }
    diagnostics.extend(missing.into_iter().map(|(kind, (first, count))| missing_file(folder, kind, &first, count)));
}

/// A file that is not there at all is one problem, not one a reference.
fn missing_file(folder: &str, kind: FileKind, first: &Place, count: usize) -> Diagnostic {
    let (record, home) = words(kind);
    let path = format!("{folder}{home}");
    let references = match count {
        1 => format!("one reference needs it, that to the {record} at `{first}`"),
        _ => format!("{count} references need it, the first to the {record} at `{first}`"),
    };
    Diagnostic::error(Code::NOT_FOUND, Place::file(&path), format!("the file is missing; {references}"))
        .with_hint(format!("add `{path}`"))
}

/// How a kind is called in a sentence, and where its records stand.
fn words(kind: FileKind) -> (&'static str, &'static str) {
    match kind {
        FileKind::Country => ("country", "country.yaml"),
        FileKind::Policies => ("policy", "policy.yaml"),
        FileKind::Sources => ("source", "sources.yaml"),
        FileKind::Rates => ("exchange rate", "rates.yaml"),
        FileKind::Projects => ("project", "projects/"),
        FileKind::People => ("person", "people.yaml"),
        FileKind::Figures(_) => ("figure", "figures/"),
        FileKind::Editions => ("edition", "editions.yaml"),
        FileKind::Names => ("name", "names.yaml"),
        FileKind::Provenance => ("origin", "provenance.yaml"),
    }
}

/// Finds references by the keys that hold them, in bad records too.
fn find<'a>(node: &'a Node, references: &mut Vec<Reference<'a>>) {
    for item in node.items() {
        find(item, references);
    }
    for entry in node.entries() {
        let value = &entry.value;
        let mut add = |to: FileKind, node: Option<&'a Node>, prefix: &str| {
            let id = node.and_then(Node::text).and_then(|text| text.strip_prefix(prefix));
            if let (Some(node), Some(id)) = (node, id) {
                references.push(Reference { to, id, position: node.position });
            }
        };
        match entry.key.as_str() {
            "sources" | "printed-sources" | "other-sources" => {
                for reference in value.items() {
                    add(FileKind::Sources, reference.get("document"), "");
                }
            }
            "places" => {
                for place in value.items() {
                    add(FileKind::Names, Some(place), "");
                }
            }
            "channel" => add(FileKind::Names, Some(value), "through:"),
            "rate" => add(FileKind::Rates, Some(value), ""),
            "same-as" => add(FileKind::Projects, value.get("id"), ""),
            _ => {}
        }
        find(value, references);
    }
}
