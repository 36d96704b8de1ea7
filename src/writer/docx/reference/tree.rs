//! Changing trees of WordprocessingML.

use crate::package::{Attribute, Element, Node};
use crate::writer::docx::names::WORD;

/// An element in the namespace of WordprocessingML, with its attributes.
pub(super) fn word(local_name: &str, attributes: &[(&str, &str)]) -> Element {
    let attribute = |(name, value): &(&str, &str)| Attribute {
        name: format!("w:{name}"),
        namespace: WORD.to_owned(),
        value: (*value).to_owned(),
    };
    Element {
        name: format!("w:{local_name}"),
        namespace: WORD.to_owned(),
        attributes: attributes.iter().map(attribute).collect(),
        children: Vec::new(),
    }
}

/// The child elements, to be changed.
pub(super) fn elements_mut(element: &mut Element) -> impl Iterator<Item = &mut Element> {
    element.children.iter_mut().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// The first child element with a local name, to be changed.
pub(super) fn child_mut<'a>(element: &'a mut Element, local_name: &str) -> Option<&'a mut Element> {
    elements_mut(element).find(|element| element.local_name() == local_name)
}

/// Removes the child elements with one of these local names.
pub(super) fn remove(element: &mut Element, local_names: &[&str]) {
    element.children.retain(|node| match node {
        Node::Element(element) => !local_names.contains(&element.local_name()),
        Node::Text(_) => true,
    });
}

/// Sets an attribute, in the namespace of WordprocessingML.
pub(super) fn set(element: &mut Element, local_name: &str, value: &str) {
    let named = |attribute: &&mut Attribute| attribute.namespace == WORD && attribute.local_name() == local_name;
    match element.attributes.iter_mut().find(named) {
        Some(attribute) => value.clone_into(&mut attribute.value),
        None => element.attributes.push(Attribute {
            name: format!("w:{local_name}"),
            namespace: WORD.to_owned(),
            value: value.to_owned(),
        }),
    }
}

/// Calls a function for an element and all below it, each before what it holds.
pub(super) fn walk_mut(element: &mut Element, change: &mut dyn FnMut(&mut Element)) {
    change(element);
    for child in elements_mut(element) {
        walk_mut(child, change);
    }
}

/// The number in an attribute.
pub(super) fn number(element: &Element, attribute: &str) -> Option<i64> {
    element.attribute(attribute)?.trim().parse().ok()
}
