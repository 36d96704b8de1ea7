//! The way to a value in a file.

use std::fmt;

use crate::dataset::node::{Node, Step};

/// One step from a value into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathStep {
    /// The value of this key.
    Key(String),
    /// The record of a list whose `id` is this.
    Id(String),
    /// The item of a list by its index.
    Index(usize),
}

/// The way from the whole of a file to a value in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct KeyPath(pub Vec<PathStep>);

impl KeyPath {
    /// The way to the value of a key of this value.
    #[must_use]
    pub fn key(self, key: &str) -> KeyPath {
        self.below(PathStep::Key(key.to_owned()))
    }

    /// The way to a record of this list, by its id.
    #[must_use]
    pub fn id(self, id: &str) -> KeyPath {
        self.below(PathStep::Id(id.to_owned()))
    }

    /// The way to an item of this list.
    #[must_use]
    pub fn index(self, index: usize) -> KeyPath {
        self.below(PathStep::Index(index))
    }

    fn below(mut self, step: PathStep) -> KeyPath {
        self.0.push(step);
        self
    }
}

impl fmt::Display for KeyPath {
    /// As in [`crate::model::Places`]: `north-road-2/commitments/1998/amount`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            match step {
                PathStep::Key(name) | PathStep::Id(name) => f.write_str(name)?,
                PathStep::Index(index) => write!(f, "{index}")?,
            }
        }
        Ok(())
    }
}

/// The steps in the tree that a path stands for; how many of them there are where it leads nowhere.
pub(super) fn find(root: &Node, path: &[PathStep]) -> Result<Vec<Step>, usize> {
    let mut steps = Vec::new();
    let mut node = root;
    for part in path {
        let step = match part {
            PathStep::Key(key) => node.entries().iter().position(|entry| entry.key == *key).map(Step::Value),
            PathStep::Id(id) => {
                let is_meant = |item: &Node| item.get("id").and_then(Node::text) == Some(id);
                node.items().iter().position(is_meant).map(Step::Item)
            }
            PathStep::Index(index) => Some(Step::Item(*index)),
        };
        let found = step.and_then(|step| Some((step, node.child(step)?)));
        let (step, child) = found.ok_or(steps.len())?;
        steps.push(step);
        node = child;
    }
    Ok(steps)
}
