//! XML as a tree.

use std::borrow::Cow;

use super::XmlWriter;

/// The namespace of namespace declarations (Namespaces in XML 1.0, section 3).
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The name with the prefix that the file uses.
    pub name: String,
    /// The namespace that the prefix stands for; empty for none.
    pub namespace: String,
    /// The attributes in their order, declarations of namespaces among them.
    pub attributes: Vec<Attribute>,
    /// What it holds, in order. No two texts follow each other.
    pub children: Vec<Node>,
}

/// An attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name with the prefix that the file uses.
    pub name: String,
    /// The namespace that the prefix stands for; empty for none.
    pub namespace: String,
    /// The value, unescaped.
    pub value: String,
}

/// What stands in an element. Comments and processing instructions are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped, white space included.
    Text(String),
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

impl Attribute {
    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        local(&self.name)
    }
}

impl Element {
    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        local(&self.name)
    }

    /// The child elements, in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element with a local name.
    pub fn child(&self, local_name: &str) -> Option<&Element> {
        self.elements().find(|element| element.local_name() == local_name)
    }

    /// The child elements with a local name, in order.
    pub fn children_named<'a>(&'a self, local_name: &str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.local_name() == local_name)
    }

    /// All elements below this one, each before what it holds.
    pub fn descendants(&self) -> impl Iterator<Item = &Element> {
        let mut waiting: Vec<&Element> = Vec::new();
        waiting.extend(self.elements().collect::<Vec<_>>().into_iter().rev());
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.elements().collect::<Vec<_>>().into_iter().rev());
            Some(next)
        })
    }

    /// The elements below this one with a local name, each before what it holds.
    pub fn descendants_named<'a>(&'a self, local_name: &str) -> impl Iterator<Item = &'a Element> {
        self.descendants().filter(move |element| element.local_name() == local_name)
    }

    /// The value of the first attribute with a local name. Declarations of namespaces do not count.
    pub fn attribute(&self, local_name: &str) -> Option<&str> {
        let named = |attribute: &&Attribute| attribute.namespace != XMLNS && attribute.local_name() == local_name;
        self.attributes.iter().find(named).map(|attribute| attribute.value.as_str())
    }

    /// The value of the attribute with a namespace and a local name.
    pub fn attribute_in(&self, namespace: &str, local_name: &str) -> Option<&str> {
        let named = |attribute: &&Attribute| attribute.namespace == namespace && attribute.local_name() == local_name;
        self.attributes.iter().find(named).map(|attribute| attribute.value.as_str())
    }

    /// All text in the element and below, joined.
    pub fn text(&self) -> Cow<'_, str> {
        match self.children.as_slice() {
            [] => Cow::Borrowed(""),
            [Node::Text(text)] => Cow::Borrowed(text),
            children => Cow::Owned(children.iter().map(Node::text).collect()),
        }
    }

    /// Writes the element with all that is in it.
    ///
    /// Each prefix stands for what it stood for where the element was read: it is declared again where the
    /// writer does not have it in force.
    pub fn write(&self, writer: &mut XmlWriter) {
        let own: Vec<(&str, &str)> = self.attributes.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
        let mut missing: Vec<(String, &str)> = Vec::new();
        let attributes = self.attributes.iter().filter(|attribute| attribute.name.contains(':'));
        let attributes = attributes.map(|attribute| (attribute.name.as_str(), attribute.namespace.as_str()));
        for (name, namespace) in std::iter::once((self.name.as_str(), self.namespace.as_str())).chain(attributes) {
            let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
            let declaration = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
            let is_given = own.iter().any(|(name, _)| *name == declaration)
                || missing.iter().any(|(name, _)| *name == declaration)
                || namespace == XMLNS
                || prefix == "xml";
            if !is_given && !writer.is_in_force(prefix, namespace) {
                missing.push((declaration, namespace));
            }
        }
        let missing = missing.iter().map(|(name, namespace)| (name.as_str(), *namespace));
        let attributes: Vec<(&str, &str)> = own.iter().copied().chain(missing).collect();
        if self.children.is_empty() {
            writer.empty(&self.name, &attributes);
            return;
        }
        writer.element(&self.name, &attributes, |writer| {
            for child in &self.children {
                match child {
                    Node::Element(element) => element.write(writer),
                    Node::Text(text) => writer.text(text),
                }
            }
        });
    }
}

impl Node {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Node::Element(element) => element.text(),
            Node::Text(text) => Cow::Borrowed(text),
        }
    }
}
