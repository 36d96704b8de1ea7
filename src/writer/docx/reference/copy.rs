//! Copying a part with everything that it refers to.

use std::collections::BTreeMap;

use super::tree::walk_mut;
use crate::package::{Attribute, Element, Package, Relationship, Target, XmlWriter, read_xml};

/// What parts are called after they were copied, before the name of their file.
const PREFIX: &str = "reference-";
/// Copied drawings are numbered from here, far behind our own.
const FIRST_DRAWING: usize = 1_000_000;
/// How the stores of document properties are called: a control that is bound to one shows the report's own.
const PROPERTY_STORES: [&str; 2] = ["{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}"];

/// Elements of marks and remarks, which mean nothing in another document.
const MARKS: [&str; 9] = [
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "proofErr",
    "permStart",
    "permEnd",
    "customXmlInsRangeStart",
];

/// Copies parts from one package to another, each once.
pub(super) struct Copier<'a> {
    from: &'a Package,
    /// Names there and here.
    copied: BTreeMap<String, String>,
    drawings: usize,
}

impl<'a> Copier<'a> {
    pub(super) fn new(from: &'a Package) -> Copier<'a> {
        Copier { from, copied: BTreeMap::new(), drawings: FIRST_DRAWING }
    }

    /// Copies a part, and returns its new name.
    pub(super) fn part(&mut self, to: &mut Package, name: &str) -> String {
        if let Some(copied) = self.copied.get(name) {
            return copied.clone();
        }
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let new = (0..).map(|number: usize| {
            let number = if number == 0 { String::new() } else { format!("{number}-") };
            let file = format!("{PREFIX}{number}{file}");
            if folder.is_empty() { file } else { format!("{folder}/{file}") }
        });
        let new = new.into_iter().find(|new| to.part(new).is_none()).expect("numbers do not end");
        self.copied.insert(name.to_owned(), new.clone());
        if let Some(part) = self.from.part(name) {
            let bytes = self.cleaned(&part.content_type, &part.bytes);
            to.add_part(&new, &part.content_type, bytes);
        }
        self.relationships(to, name, &new);
        new
    }

    /// Gives a part the relationships that another had, under their ids, with all that they lead to.
    pub(super) fn relationships(&mut self, to: &mut Package, source: &str, new: &str) {
        for Relationship { id, kind, target } in self.from.relationships(source) {
            let target = match target {
                Target::Part(part) if self.from.part(part).is_some() => Target::Part(self.part(to, part)),
                Target::Part(_) => continue,
                Target::External(address) => Target::External(address.clone()),
            };
            to.add_relationship(new, Relationship { id: id.clone(), kind: kind.clone(), target });
        }
    }

    /// A header or footer without what belongs to its old document; other parts as they are.
    fn cleaned(&mut self, content_type: &str, bytes: &[u8]) -> Vec<u8> {
        let is_story = content_type.ends_with(".header+xml") || content_type.ends_with(".footer+xml");
        let Some(mut root) = is_story.then(|| read_xml(bytes).ok()).flatten() else { return bytes.to_vec() };
        walk_mut(&mut root, &mut |element| self.clean(element));
        let mut xml = XmlWriter::new();
        root.write(&mut xml);
        xml.into_bytes()
    }

    fn clean(&mut self, element: &mut Element) {
        super::tree::remove(element, &MARKS);
        let is_kept = |attribute: &Attribute| {
            let name = attribute.local_name();
            !name.starts_with("rsid") && name != "dirty"
        };
        element.attributes.retain(is_kept);
        match element.local_name() {
            "docPr" => {
                self.drawings += 1;
                let id = self.drawings.to_string();
                element.attributes.iter_mut().filter(|attribute| attribute.name == "id").for_each(|attribute| {
                    attribute.value.clone_from(&id);
                });
            }
            "sdtPr" => {
                super::tree::remove(element, &["id"]);
                element.children.retain(|node| match node {
                    crate::package::Node::Element(child) if child.local_name() == "dataBinding" => {
                        child.attribute("storeItemID").is_some_and(|store| PROPERTY_STORES.contains(&store))
                    }
                    crate::package::Node::Element(_) | crate::package::Node::Text(_) => true,
                });
            }
            _ => {}
        }
    }
}

/// A part that another refers to, through whatever others, and that is not there.
pub(super) fn missing(package: &Package, name: &str) -> Option<String> {
    let (mut waiting, mut seen) = (vec![name.to_owned()], Vec::new());
    while let Some(part) = waiting.pop() {
        if seen.contains(&part) {
            continue;
        }
        if package.part(&part).is_none() {
            return Some(part);
        }
        waiting.extend(package.relationships(&part).iter().filter_map(|relationship| match &relationship.target {
            Target::Part(target) => Some(target.clone()),
            Target::External(_) => None,
        }));
        seen.push(part);
    }
    None
}
