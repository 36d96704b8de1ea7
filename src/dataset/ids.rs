//! Ids: written so that they can stand in a figure's id, and each given once.

use std::collections::BTreeMap;

use super::file::TextFile;
use super::load::{FileKind, Loaded};
use super::node::{Node, Position, shortened};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The ids of each kind of record, those of bad records too.
pub(super) struct Ids(BTreeMap<FileKind, BTreeMap<String, Place>>);

impl Ids {
    /// Finds all ids; reports those that are given twice in a list, or in the lists of several files of one kind.
    pub(super) fn gather(loaded: &[Loaded], diagnostics: &mut Vec<Diagnostic>) -> Ids {
        let mut ids = Ids(BTreeMap::new());
        for Loaded { kind, file, root } in loaded {
            gather_list(file, root, ids.0.entry(*kind).or_default(), diagnostics);
            gather_below(file, root, diagnostics);
        }
        ids
    }

    /// The ids of the records of a kind.
    pub(super) fn of(&self, kind: FileKind) -> impl Iterator<Item = &str> {
        self.0.get(&kind).into_iter().flatten().map(|(id, _)| id.as_str())
    }

    /// Whether a record of a kind has an id.
    pub(super) fn has(&self, kind: FileKind, id: &str) -> bool {
        self.0.get(&kind).is_some_and(|ids| ids.contains_key(id))
    }
}

/// Each list within a record has its own ids.
fn gather_below(file: &TextFile, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    for item in node.items() {
        gather_below(file, item, diagnostics);
    }
    for entry in node.entries() {
        gather_list(file, &entry.value, &mut BTreeMap::new(), diagnostics);
        gather_below(file, &entry.value, diagnostics);
    }
}

fn gather_list(file: &TextFile, list: &Node, seen: &mut BTreeMap<String, Place>, diagnostics: &mut Vec<Diagnostic>) {
    for node in list.items().iter().filter_map(|item| item.get("id")) {
        let Some(id) = node.text() else {
            continue;
        };
        check_letters(file, id, node.position, diagnostics);
        match seen.get(id) {
            Some(first) => {
                let message = format!("the id `{}` is given a second time", shortened(id));
                let problem = file.error(Code::DUPLICATE_ID, node.position, message);
                diagnostics.push(problem.with_hint(format!("choose another; `{}` has it first", first)));
            }
            None => {
                seen.insert(id.to_owned(), file.place(node.position));
            }
        }
    }
}

fn check_letters(file: &TextFile, id: &str, position: Position, diagnostics: &mut Vec<Diagnostic>) {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if !id.is_empty() && id.chars().all(is_allowed) {
        return;
    }
    let message =
        format!("expected an id of lowercase letters a-z, digits, `-`, `_` and `.`, found `{}`", shortened(id));
    let mended: String = id.to_lowercase().chars().map(|c| if is_allowed(c) { c } else { '-' }).collect();
    let mended = mended.trim_matches('-');
    let problem = file.error(Code::INVALID_VALUE, position, message);
    diagnostics.push(if mended.is_empty() {
        problem
    } else {
        problem.with_hint(format!("did you mean `{}`?", shortened(mended)))
    });
}
