//! Edits of YAML files that people wrote: what is asked for changes, and not a byte beside it.
//!
//! The place of every value is known from the parser, so an edit is a splice: comments, order, quotes, line ends and a byte
//! order mark stay. After each pass the text is parsed again and held against the tree that was meant; where
//! they differ, the splice is a bug of ours, and nothing is given back.
//!
//! Own code, because an editor that keeps comments (`yaml-edit` 0.3) brings a second parser, so that what it changes need not be
//! what the loader reads, and keeps lists of known failures of its own edits, one for files with CR LF.
//!
//! Anchors and aliases are refused where an edit would touch them: to change one place would change another.

mod apply;
mod batch;
mod emit;
mod layout;
mod path;
mod remove;
mod splice;
mod tree;

use rust_decimal::Decimal;

pub use path::{KeyPath, PathStep};
pub use tree::{difference, tree};

use super::file::TextFile;
use super::node::Node;
use super::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Place};
use splice::{Refusal, Splice};

/// A change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts a value in the place of another, or where a key has none.
    Set {
        /// Which value; not the whole file.
        path: KeyPath,
        /// The new value.
        value: Yaml,
    },
    /// Adds a key to a mapping that lacks it.
    AddKey {
        /// The mapping.
        path: KeyPath,
        /// The key.
        key: String,
        /// Its value.
        value: Yaml,
        /// The key that it shall follow; the last one where absent.
        after: Option<String>,
    },
    /// Adds an item at the end of a list.
    AddItem {
        /// The list.
        path: KeyPath,
        /// The item.
        value: Yaml,
    },
    /// Removes a key with its value, or an item of a list. Comments above it stay.
    Remove {
        /// Which.
        path: KeyPath,
    },
}

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yaml {
    /// A text, in quotes where it would be read as something else without them.
    Text(String),
    /// A number, never in quotes.
    Number(Decimal),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    List(Vec<Yaml>),
    /// Keys with values, each key once.
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// A text.
    pub fn text(text: impl Into<String>) -> Yaml {
        Yaml::Text(text.into())
    }
}

impl Edit {
    /// What the edit is about.
    pub fn path(&self) -> &KeyPath {
        match self {
            Edit::Set { path, .. } | Edit::AddKey { path, .. } | Edit::AddItem { path, .. } | Edit::Remove { path } => {
                path
            }
        }
    }
}

/// Changes a file by some edits, one after the other: each sees what those before it made.
///
/// `path` is what places say; an empty file is a good one. Gives the whole new file.
///
/// # Errors
///
/// The file's own problems where it is not good YAML of ours; `edit-refused` for each edit that names a value that is not
/// there, or one that an anchor or alias shares.
///
/// # Panics
///
/// If the new text does not read as it was meant to: "the edit of … would not read as it was meant".
pub fn edit(path: &str, bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let file = TextFile::new(path, bytes).map_err(|problem| vec![problem])?;
    let mark = bytes.len() - file.text.len();
    let mut text = file.text.to_owned();
    let mut root = read(path, &text)?;
    let mut problems = Vec::new();
    let mut rest: Vec<&Edit> = edits.iter().collect();
    let mut is_single = false;
    while !rest.is_empty() {
        let Pass { edits: together, splices, meant, refused, later } = pass(&text, root.as_ref(), &rest, is_single);
        if let (false, Some(meant)) = (together.is_empty(), meant) {
            let spliced = splice::splice(&text, splices);
            root = match read(path, &spliced) {
                Ok(Some(found)) if apply::is_same(&found, &meant) => Some(found),
                // Some ways of writing cannot be changed in one pass: what each edit makes is looked at before the next.
                _ if together.len() > 1 => {
                    is_single = true;
                    continue;
                }
                found => panic!(
                    "the edit of `{path}` would not read as it was meant, so nothing was written: {together:?} {:?}\n{spliced}",
                    found.err().unwrap_or_default()
                ),
            };
            text = spliced;
        }
        problems.extend(refused.into_iter().map(|(edit, refusal)| describe(path, edit, refusal)));
        rest = later;
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut whole = bytes.get(..mark).unwrap_or_default().to_vec();
    whole.extend_from_slice(text.as_bytes());
    Ok(whole)
}

/// The edits that can be made in one pass, what they make of the text, and the tree that they mean.
#[derive(Default)]
struct Pass<'e> {
    edits: Vec<&'e Edit>,
    splices: Vec<Splice>,
    meant: Option<Node>,
    refused: Vec<(&'e Edit, Refusal)>,
    /// What comes after them.
    later: Vec<&'e Edit>,
}

/// Plans as many edits as go together, or only the first.
fn pass<'e>(text: &str, root: Option<&Node>, edits: &[&'e Edit], is_single: bool) -> Pass<'e> {
    let (now, later) = match (is_single, edits.split_first()) {
        (true, Some((first, rest))) => (vec![*first], rest.to_vec()),
        _ => batch::next(root, edits),
    };
    let (mut pass, mut taken) = (Pass::default(), batch::Taken::default());
    let mut now = now.into_iter();
    for edit in now.by_ref() {
        let splices = match splice::plan(text, root, edit) {
            Ok(splices) => splices,
            Err(refusal) => {
                pass.refused.push((edit, refusal));
                continue;
            }
        };
        let tree = pass.meant.get_or_insert_with(|| root.cloned().unwrap_or_else(Node::nothing));
        // An edit that meets another one, or that another one leads astray, is for a later pass.
        if !taken.take(&splices) || !apply::apply(tree, edit) {
            pass.later.push(edit);
            break;
        }
        pass.edits.push(edit);
        pass.splices.extend(splices);
    }
    pass.later.extend(now.chain(later));
    pass
}

/// Whether a file has a value; not where it cannot be read.
pub fn has(path: &str, bytes: &[u8], value: &KeyPath) -> bool {
    let text = TextFile::new(path, bytes).map(|file| file.text.to_owned()).unwrap_or_default();
    matches!(read(path, &text), Ok(Some(root)) if path::find(&root, &value.0).is_ok())
}

/// The tree of a text; `None` for a text without a value.
fn read(path: &str, text: &str) -> Result<Option<Node>, Vec<Diagnostic>> {
    let file = TextFile::new(path, text.as_bytes()).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let parsed = parse(&file, &mut problems);
    if problems.is_empty() { Ok(parsed.root) } else { Err(problems) }
}

fn describe(path: &str, edit: &Edit, refusal: Refusal) -> Diagnostic {
    let Refusal { position, message, hint } = refusal;
    let place = position.map_or_else(|| Place::file(path), |at| Place::new(path, at.line, at.column));
    let message = format!("`{}` cannot be changed: {message}", edit.path());
    Diagnostic::error(Code::EDIT_REFUSED, place, message).with_hint(hint)
}

#[cfg(test)]
mod tests;
