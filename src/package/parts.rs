//! A package: parts by name, and the relationships between them.

use std::collections::BTreeMap;

use super::name;
use super::relationship::{Relationship, Target};

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its content type, a media type.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Parts by name (`word/document.xml`, without a leading slash), and the relationships of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    pub(super) parts: BTreeMap<String, Part>,
    /// By source; of the package itself under the empty name.
    pub(super) relationships: BTreeMap<String, Vec<Relationship>>,
}

impl Package {
    /// A package without parts.
    pub fn new() -> Package {
        Package::default()
    }

    /// Adds a part, in place of one of the same name.
    ///
    /// # Panics
    ///
    /// If the name can not be that of a part, or is that of relationships, which [`Package::write`] makes.
    pub fn add_part(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        assert!(name::is_part_name(name) && name::source_of(name).is_none(), "`{name}` is no name of a part");
        self.parts.insert(name.to_owned(), Part { content_type: content_type.to_owned(), bytes });
    }

    /// Relates a part (the empty name: the package) to a target, and returns the id of the relationship: `rId1` and
    /// so on, counted for each source. A target that the source is related to in this way already has its id.
    pub fn relate(&mut self, source: &str, kind: &str, target: Target) -> String {
        let known = self.relationships.entry(source.to_owned()).or_default();
        if let Some(known) = known.iter().find(|known| known.kind == kind && known.target == target) {
            return known.id.clone();
        }
        let is_free = |id: &String| known.iter().all(|known| known.id != *id);
        let id = (known.len() + 1..).map(|number| format!("rId{number}")).find(is_free).expect("numbers do not end");
        known.push(Relationship { id: id.clone(), kind: kind.to_owned(), target });
        id
    }

    /// Adds a relationship under the id that it has, in place of one of the same id.
    pub fn add_relationship(&mut self, source: &str, relationship: Relationship) {
        let known = self.relationships.entry(source.to_owned()).or_default();
        known.retain(|known| known.id != relationship.id);
        known.push(relationship);
    }

    /// Removes a part, its relationships and those that lead to it.
    pub fn remove_part(&mut self, name: &str) {
        self.parts.remove(name);
        self.relationships.remove(name);
        for relationships in self.relationships.values_mut() {
            relationships.retain(|relationship| relationship.target != Target::Part(name.to_owned()));
        }
    }

    /// A part by its name.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(name)
    }

    /// All parts by name, sorted by it. Relationships are not among them.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part))
    }

    /// The relationships of a part (the empty name: of the package), in their order.
    pub fn relationships(&self, source: &str) -> &[Relationship] {
        self.relationships.get(source).map_or(&[], Vec::as_slice)
    }

    /// The parts to which a source is related in one way: name and part, in the order of the relationships. What
    /// leads outside or to no part is passed over.
    pub fn related<'a>(&'a self, source: &str, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Part)> {
        self.relationships(source).iter().filter(move |found| found.kind == kind).filter_map(|found| {
            match &found.target {
                Target::Part(name) => self.parts.get_key_value(name).map(|(name, part)| (name.as_str(), part)),
                Target::External(_) => None,
            }
        })
    }
}
