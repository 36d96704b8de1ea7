//! YAML as a tree in which every value and key knows its place.
//!
//! A scalar keeps the text that stands in the file, so that no digit passes through a float.

/// A position in a file, in the form of [`crate::diagnostic::Place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// From 1; 0 where the whole file is meant.
    pub(super) line: u32,
    /// From 1, in characters; 0 where the whole line is meant.
    pub(super) column: u32,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Where it begins.
    pub(super) position: Position,
    /// How it is written, and which bytes are it.
    pub(super) extent: Extent,
    /// What it is.
    pub(super) content: Content,
}

/// The bytes of a value in the text without a byte order mark, and the way in which they write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    /// The first byte; of a block scalar that of its text, not of its `|` or `>`; of a block list or mapping about where it begins.
    pub(super) start: usize,
    /// Past the last byte. Meaningless for block lists and mappings, and where nothing stands.
    pub(super) end: usize,
    /// In which style.
    pub(super) style: Style,
    /// By how many spaces the text of a block scalar is indented.
    pub(super) indent: usize,
    /// Whether an anchor names it, or an alias repeats it here.
    pub(super) is_shared: bool,
}

/// Styles of YAML 1.2.2, chapters 7 and 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    /// A scalar without quotes, or nothing.
    #[default]
    Plain,
    /// A scalar in `'`.
    SingleQuoted,
    /// A scalar in `"`.
    DoubleQuoted,
    /// A scalar below `|`.
    Literal,
    /// A scalar below `>`.
    Folded,
    /// A list or mapping in brackets.
    Flow,
    /// A mapping of one entry in a list in brackets, without brackets of its own.
    FlowPair,
    /// A list or mapping told by indentation.
    Block,
    /// Whatever the alias `*name` repeats.
    Alias,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A text, number, date, …: whatever the record makes of it.
    Scalar {
        /// The text without quotes, escapes resolved.
        text: String,
        /// Whether it stands without quotes, so that `null` and `true` are meant as such.
        is_plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values, in order, without repetition.
    Mapping(Vec<Entry>),
    /// Stands for a value that was refused or is missing, so that the rest of its record can be read. Holds
    /// the number of the sample text to give (see [`super::sample`]).
    Sample(usize),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key.
    pub(super) key: String,
    /// Where the key begins.
    pub(super) key_position: Position,
    /// Which bytes are the key.
    pub(super) key_extent: Extent,
    /// Its value.
    pub(super) value: Node,
}

/// One step from a value into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The list item of this index.
    Item(usize),
    /// The value of the entry of this index.
    Value(usize),
    /// The key of the entry of this index.
    Key(usize),
}

impl Node {
    /// What a file without any value holds.
    pub(super) fn nothing() -> Node {
        let content = Content::Scalar { text: String::new(), is_plain: true };
        Node { position: Position { line: 1, column: 1 }, extent: Extent::default(), content }
    }

    /// Whether nothing stands there: no text, `~` or `null`, without quotes.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, is_plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.content, Content::Sequence(_))
    }

    /// The text of a scalar that is not null.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } if !self.is_null() => Some(text),
            Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) | Content::Sample(_) => None,
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.content {
            Content::Sequence(items) => items,
            Content::Scalar { .. } | Content::Mapping(_) | Content::Sample(_) => &[],
        }
    }

    /// The entries of a mapping; none of anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Mapping(entries) => entries,
            Content::Scalar { .. } | Content::Sequence(_) | Content::Sample(_) => &[],
        }
    }

    /// The value of a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Takes a key out of a mapping.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        match &mut self.content {
            Content::Mapping(entries) => {
                let index = entries.iter().position(|entry| entry.key == key)?;
                Some(entries.remove(index).value)
            }
            Content::Scalar { .. } | Content::Sequence(_) | Content::Sample(_) => None,
        }
    }

    /// The value below a step; `None` for a key, and where the step does not fit.
    pub(super) fn child(&self, step: Step) -> Option<&Node> {
        match step {
            Step::Item(index) => self.items().get(index),
            Step::Value(index) => self.entries().get(index).map(|entry| &entry.value),
            Step::Key(_) => None,
        }
    }

    /// As [`Node::child`], to be changed.
    pub(super) fn child_mut(&mut self, step: Step) -> Option<&mut Node> {
        match &mut self.content {
            Content::Sequence(items) => match step {
                Step::Item(index) => items.get_mut(index),
                Step::Value(_) | Step::Key(_) => None,
            },
            Content::Mapping(entries) => match step {
                Step::Value(index) => entries.get_mut(index).map(|entry| &mut entry.value),
                Step::Item(_) | Step::Key(_) => None,
            },
            Content::Scalar { .. } | Content::Sample(_) => None,
        }
    }

    /// What it is, in words, for "found …".
    pub(super) fn describe(&self) -> String {
        match &self.content {
            Content::Scalar { .. } if self.is_null() => "nothing".to_owned(),
            Content::Scalar { text, .. } => format!("`{}`", shortened(text)),
            Content::Sequence(items) => match items.len() {
                0 => "an empty list".to_owned(),
                1 => "a list of one item".to_owned(),
                count => format!("a list of {count} items"),
            },
            Content::Mapping(_) => "keys with values".to_owned(),
            Content::Sample(_) => "a value that was refused".to_owned(),
        }
    }
}

/// At most the first 60 characters of a text, on one line, for messages.
pub(super) fn shortened(text: &str) -> String {
    const LIMIT: usize = 60;
    let line: String = text.chars().take(LIMIT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LIMIT).is_some() { format!("{line}…") } else { line }
}
