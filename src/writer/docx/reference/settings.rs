//! Settings and fonts of two documents as one.

use super::order::{ensured, insert};
use crate::package::{Element, Node};

/// The settings that are taken from the office, all of which bear on the look. Nothing that makes Word ask, protect or
/// fetch is among them.
const TAKEN: [&str; 19] = [
    "embedTrueTypeFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "noPunctuationKerning",
    "characterSpacingControl",
    "strictFirstAndLastChars",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "clrSchemeMapping",
];

/// Our settings with those of the office that bear on the look.
pub(super) fn merge(ours: &Element, theirs: Option<&Element>) -> Element {
    let mut merged = ours.clone();
    let Some(theirs) = theirs else { return merged };
    for taken in theirs.elements().filter(|setting| TAKEN.contains(&setting.local_name())) {
        insert(&mut merged, taken.clone());
    }
    if let Some(compat) = theirs.child("compat") {
        compatibility(&mut merged, compat);
    }
    merged
}

/// Adds the office's rules of layout; the version of Word whose behaviour is wanted stays ours, since our parts need it.
fn compatibility(merged: &mut Element, theirs: &Element) {
    let Some(compat) = ensured(merged, "compat") else { return };
    let key = |rule: &Element| (rule.local_name().to_owned(), rule.attribute("name").unwrap_or_default().to_owned());
    let known: Vec<_> = compat.elements().map(key).collect();
    let new = theirs.elements().filter(|rule| !known.contains(&key(rule))).cloned();
    compat.children.extend(new.map(Node::Element).collect::<Vec<_>>());
}

/// The office's table of fonts with ours behind them that it lacks.
pub(super) fn fonts(ours: &Element, theirs: Option<&Element>) -> Element {
    let Some(theirs) = theirs else { return ours.clone() };
    let mut merged = theirs.clone();
    let name = |font: &Element| font.attribute("name").unwrap_or_default().to_lowercase();
    let known: Vec<String> = theirs.elements().map(name).collect();
    let new = ours.elements().filter(|font| !known.contains(&name(font))).cloned();
    merged.children.extend(new.map(Node::Element));
    merged
}
