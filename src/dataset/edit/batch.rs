//! Which edits can be made at once, so that a file is read again once for all of them and not once for each.
//!
//! Edits are asked for one after the other. They are made together where their order does not matter: where none moves or
//! makes what another is about. Whether that is so of what was written is still seen from the text itself, afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::path::find;
use super::splice::Splice;
use super::{Edit, KeyPath, PathStep, tree};
use crate::dataset::node::Node;

/// The edits to make now, and those for later, both in their order. There is one to make now if there is any.
pub(super) fn next<'e>(root: Option<&Node>, edits: &[&'e Edit]) -> (Vec<&'e Edit>, Vec<&'e Edit>) {
    let run = |is_of_kind: fn(&Edit) -> bool| edits.iter().take_while(|edit| is_of_kind(edit)).count();
    let sets = run(|edit| matches!(edit, Edit::Set { .. }));
    let additions = run(is_addition);
    let removals = run(|edit| matches!(edit, Edit::Remove { .. }));
    let together = match (sets, additions) {
        (0, 0) => removals_together(root, edits.get(..removals).unwrap_or_default()),
        (0, _) => return additions_together(root, edits, additions),
        _ => {
            let are_apart = tree::are_apart(edits.iter().take(sets).map(|edit| edit.path()));
            if are_apart { sets } else { 1 }
        }
    };
    let (now, later) = edits.split_at(together.max(1).min(edits.len()));
    (now.to_vec(), later.to_vec())
}

/// What adds to a mapping or list. A key that makes a record known is none: paths after it may lead elsewhere.
fn is_addition(edit: &Edit) -> bool {
    match edit {
        Edit::AddKey { key, .. } => key != "id",
        Edit::AddItem { .. } => true,
        Edit::Set { .. } | Edit::Remove { .. } => false,
    }
}

/// Of additions one to each mapping and list, and all to a list that has items already; not where one of them holds another.
fn additions_together<'e>(root: Option<&Node>, edits: &[&'e Edit], count: usize) -> (Vec<&'e Edit>, Vec<&'e Edit>) {
    let has_items =
        |path: &KeyPath| root.and_then(|root| node_of(root, &path.0)).is_some_and(|list| !list.items().is_empty());
    // Those that are made now or must wait, and lists whose end takes more than one item.
    let (mut seen, mut open) = (BTreeSet::new(), BTreeSet::new());
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for edit in edits.iter().take(count) {
        let path = edit.path();
        let is_item = matches!(edit, Edit::AddItem { .. });
        if is_item && open.contains(path) {
            now.push(*edit);
        } else if is_apart_from(&seen, path) {
            if is_item && has_items(path) {
                open.insert(path);
            }
            now.push(*edit);
        } else {
            // What comes after it must not come before it.
            open.remove(path);
            later.push(*edit);
        }
        seen.insert(path.0.as_slice());
    }
    later.extend(edits.iter().skip(count));
    (now, later)
}

/// Whether a path is none of some others, leads into none of them, and none leads into it.
fn is_apart_from(seen: &BTreeSet<&[PathStep]>, path: &KeyPath) -> bool {
    let steps = path.0.as_slice();
    let is_within = (0..=steps.len()).any(|length| steps.get(..length).is_some_and(|above| seen.contains(above)));
    // What begins with a path stands right behind it.
    let is_above = seen.range(steps..).next().is_some_and(|next| next.starts_with(steps));
    !is_within && !is_above
}

/// How many removals at the beginning can be made at once. Places in lists must come from the end, so that none moves before
/// its turn, something must be left of each mapping and list, and a record keeps what it is known by.
fn removals_together(root: Option<&Node>, edits: &[&Edit]) -> usize {
    let Some(root) = root else { return 1 };
    let mut seen: BTreeSet<&[PathStep]> = BTreeSet::new();
    let mut left: BTreeMap<&[PathStep], usize> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        let path = edit.path();
        let Some((last, owner)) = path.0.split_last() else { return index };
        let has_place = path.0.iter().any(|step| matches!(step, PathStep::Index(_)));
        let moves = has_place && seen.first().is_some_and(|first| path.0.as_slice() >= *first);
        let is_identity = *last == PathStep::Key("id".to_owned());
        let left = left.entry(owner).or_insert_with(|| {
            let owner = node_of(root, owner);
            owner.map_or(0, |owner| owner.items().len() + owner.entries().len())
        });
        if moves || is_identity || !is_apart_from(&seen, path) || *left <= 1 {
            return index;
        }
        *left -= 1;
        seen.insert(path.0.as_slice());
    }
    edits.len()
}

fn node_of<'n>(root: &'n Node, path: &[PathStep]) -> Option<&'n Node> {
    find(root, path).ok()?.iter().try_fold(root, |node, step| node.child(*step))
}

/// What the splices of one pass replace.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<(usize, usize)>);

impl Taken {
    /// Takes what some splices replace; not where another has some of it.
    pub(super) fn take(&mut self, splices: &[Splice]) -> bool {
        let ranges = || splices.iter().map(|splice| (splice.range.start, splice.range.end));
        let is_free = |range: (usize, usize)| {
            self.0.range(..=range).next_back().is_none_or(|before| before.1 <= range.0)
                && self.0.range(range..).next().is_none_or(|behind| range.1 <= behind.0)
        };
        let is_free = ranges().all(is_free);
        if is_free {
            self.0.extend(ranges());
        }
        is_free
    }
}
