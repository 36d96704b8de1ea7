//! The smallest pieces of WordprocessingML. Floor 3.

use crate::package::XmlWriter;

/// An element with `w:val`.
pub(super) fn value(xml: &mut XmlWriter, name: &str, value: &str) {
    xml.empty(name, &[("w:val", value)]);
}

/// An element that says yes by being there.
pub(super) fn flag(xml: &mut XmlWriter, name: &str) {
    xml.empty(name, &[]);
}

/// An element with nothing but text.
pub(super) fn text(xml: &mut XmlWriter, name: &str, text: &str) {
    xml.element(name, &[], |xml| xml.text(text));
}
