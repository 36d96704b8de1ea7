//! What an edit means for the tree, against which the edited text is held.

use super::path::find;
use super::{Edit, Yaml};
use crate::dataset::node::{Content, Entry, Extent, Node, Position, Step};

/// Words that mean something else without quotes than with them.
const WORDS: [&str; 5] = ["", "~", "null", "true", "false"];

/// Makes of a tree what an edit means; whether the tree has what it is about. The edit fits the tree, since the splices for it
/// were planned.
pub(super) fn apply(tree: &mut Node, edit: &Edit) -> bool {
    let Ok(steps) = find(tree, &edit.path().0) else { return false };
    match edit {
        Edit::Set { value, .. } => *node_mut(tree, &steps) = node(value),
        Edit::AddKey { key, value, after, .. } => {
            let mapping = node_mut(tree, &steps);
            if mapping.is_null() {
                mapping.content = Content::Mapping(Vec::new());
            }
            let Content::Mapping(entries) = &mut mapping.content else { panic!("a key is added to a mapping") };
            let before = after.as_ref().and_then(|after| entries.iter().position(|entry| entry.key == *after));
            entries.insert(before.map_or(entries.len(), |index| index + 1), entry(key, value));
        }
        Edit::AddItem { value, .. } => {
            let list = node_mut(tree, &steps);
            if list.is_null() {
                list.content = Content::Sequence(Vec::new());
            }
            let Content::Sequence(items) = &mut list.content else { panic!("an item is added to a list") };
            items.push(node(value));
        }
        Edit::Remove { .. } => {
            let (last, above) = steps.split_last().expect("the whole file is never removed");
            match (&mut node_mut(tree, above).content, last) {
                (Content::Mapping(entries), Step::Value(index)) => drop(entries.remove(*index)),
                (Content::Sequence(items), Step::Item(index)) => drop(items.remove(*index)),
                (content, step) => panic!("{step:?} does not lead into {content:?}"),
            }
        }
    }
    true
}

fn node_mut<'a>(root: &'a mut Node, steps: &[Step]) -> &'a mut Node {
    steps.iter().fold(root, |node, step| node.child_mut(*step).expect("a planned edit finds its value"))
}

/// A value as it is read back.
fn node(value: &Yaml) -> Node {
    let scalar = |text: String, is_plain| Content::Scalar { text, is_plain };
    let content = match value {
        Yaml::Text(text) => scalar(text.clone(), false),
        Yaml::Number(number) => scalar(number.to_string(), true),
        Yaml::Bool(value) => scalar(value.to_string(), true),
        Yaml::List(items) => Content::Sequence(items.iter().map(node).collect()),
        Yaml::Map(entries) => Content::Mapping(entries.iter().map(|(key, value)| entry(key, value)).collect()),
    };
    Node { position: Position { line: 0, column: 0 }, extent: Extent::default(), content }
}

fn entry(key: &str, value: &Yaml) -> Entry {
    let key_position = Position { line: 0, column: 0 };
    Entry { key: key.to_owned(), key_position, key_extent: Extent::default(), value: node(value) }
}

/// Whether two trees hold the same, wherever and however it is written.
pub(super) fn is_same(a: &Node, b: &Node) -> bool {
    match (&a.content, &b.content) {
        (Content::Scalar { text: a, is_plain: a_plain }, Content::Scalar { text: b, is_plain: b_plain }) => {
            let is_null = |text: &str, is_plain| is_plain && matches!(text, "" | "~" | "null");
            let is_word = WORDS.contains(&a.as_str());
            (is_null(a, *a_plain) && is_null(b, *b_plain)) || (a == b && (a_plain == b_plain || !is_word))
        }
        (Content::Sequence(a), Content::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Content::Mapping(a), Content::Mapping(b)) => {
            let is_same = |(a, b): (&Entry, &Entry)| a.key == b.key && is_same(&a.value, &b.value);
            a.len() == b.len() && a.iter().zip(b).all(is_same)
        }
        (Content::Sample(a), Content::Sample(b)) => a == b,
        (Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) | Content::Sample(_), _) => false,
    }
}
