//! Names that lead nowhere, and styles that are based on themselves, in what came from an office.
//!
//! Programs that write such files pass over them when reading; Word may call the file damaged.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{Names, STYLE_NAMES};
use super::tree::{elements_mut, remove, set, walk_mut};
use crate::package::{Element, Node};
use crate::writer::docx::names::WORD;

/// What there is to be named in a merged document.
pub(super) struct Known {
    /// The types of its styles, by id.
    styles: BTreeMap<String, String>,
    /// The numberings.
    numbers: BTreeSet<String>,
    /// What ours are called now, for an office that bases its styles on one that it lacks and we have.
    renamed: BTreeMap<String, String>,
}

impl Known {
    /// What merged styles and numberings define.
    pub(super) fn of(styles: &Element, numbering: &Element, names: &Names) -> Known {
        let attribute = |element: &Element, name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let style = |style: &Element| (attribute(style, "styleId"), kind(style).to_owned());
        let kinds: BTreeSet<String> =
            numbering.children_named("abstractNum").map(|kind| attribute(kind, "abstractNumId")).collect();
        let numbers = numbering.children_named("num").filter(|number| {
            number
                .child("abstractNumId")
                .and_then(|kind| kind.attribute("val"))
                .is_some_and(|kind| kinds.contains(kind))
        });
        Known {
            styles: styles.children_named("style").map(style).collect(),
            numbers: numbers.map(|number| attribute(number, "numId")).collect(),
            renamed: names.styles.clone(),
        }
    }

    /// Takes out of a part what names no style and no numbering.
    pub(super) fn mend(&self, root: &mut Element) {
        walk_mut(root, &mut |element| {
            let is_style = element.local_name() == "style";
            let own = (element.attribute("styleId").unwrap_or_default().to_owned(), kind(element).to_owned());
            for child in elements_mut(element) {
                self.lead_to_ours(child, is_style.then_some(own.0.as_str()));
            }
            element.children.retain(|node| match node {
                Node::Element(child) => self.leads_somewhere(child, is_style.then_some(own.1.as_str())),
                Node::Text(_) => true,
            });
        });
        if root.local_name() == "styles" {
            end_circles(root);
        }
        if root.local_name() == "numbering" {
            root.children.retain(|node| match node {
                Node::Element(child) if child.local_name() == "num" => {
                    child.attribute("numId").is_some_and(|number| self.numbers.contains(number))
                }
                Node::Element(_) | Node::Text(_) => true,
            });
        }
    }

    /// Gives a name that the office lacks and we have the id of ours.
    fn lead_to_ours(&self, element: &mut Element, style: Option<&str>) {
        let Some(value) = element.attribute("val").map(str::to_owned) else { return };
        if STYLE_NAMES.contains(&element.local_name())
            && !self.styles.contains_key(&value)
            && let Some(ours) = self.renamed.get(&value).filter(|ours| Some(ours.as_str()) != style)
        {
            set(element, "val", ours);
        }
    }

    /// Whether an element names what is there, if it names anything. `style` is the type of the style that it stands in.
    fn leads_somewhere(&self, element: &Element, style: Option<&str>) -> bool {
        let name = if element.namespace == WORD { element.local_name() } else { "" };
        let Some(value) = element.attribute("val") else {
            return name != "numPr" || element.child("numId").is_none_or(|number| self.leads_somewhere(number, None));
        };
        let found = self.styles.get(value).map(String::as_str);
        match name {
            "basedOn" => found.is_some() && style.is_none_or(|kind| found == Some(kind)),
            // Only a paragraph is followed by one, and only the two are pairs (ECMA-376-1, 17.7.4.6 and 17.7.4.10).
            "next" => style == Some("paragraph") && found == Some("paragraph"),
            "link" => matches!(
                (style, found),
                (Some("paragraph"), Some("character")) | (Some("character"), Some("paragraph"))
            ),
            "styleLink" | "numStyleLink" => found == Some("numbering"),
            "numId" => value == "0" || self.numbers.contains(value),
            _ if STYLE_NAMES.contains(&name) => found.is_some(),
            _ => true,
        }
    }
}

/// The type of a style.
fn kind(style: &Element) -> &str {
    style.attribute("type").unwrap_or("paragraph")
}

/// Ends circles of styles: one that comes back to itself is based on nothing.
fn end_circles(styles: &mut Element) {
    let parent = |style: &Element| {
        Some((style.attribute("styleId")?.to_owned(), style.child("basedOn")?.attribute("val")?.to_owned()))
    };
    let mut parents: BTreeMap<String, String> = styles.children_named("style").filter_map(parent).collect();
    let ids: Vec<String> = parents.keys().cloned().collect();
    for id in ids {
        let mut next = parents.get(&id);
        let comes_back = (0..parents.len()).any(|_| {
            let is_back = next == Some(&id);
            next = next.and_then(|at| parents.get(at));
            is_back
        });
        if comes_back {
            parents.remove(&id);
            let same = |style: &&mut Element| style.attribute("styleId") == Some(&id);
            elements_mut(styles).filter(same).for_each(|style| remove(style, &["basedOn"]));
        }
    }
}
