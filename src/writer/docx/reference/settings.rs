//! Settings and fonts of two documents as one.

use super::tree::{child_mut, remove, word};
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

/// The order of settings, as far as ours and those that are taken go (ECMA-376-1, 17.15.1.78).
const ORDER: [&str; 30] = [
    "view",
    "zoom",
    "removePersonalInformation",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "documentProtection",
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
    "footnotePr",
    "endnotePr",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
];

/// Our settings with those of the office that bear on the look.
pub(super) fn merge(ours: &Element, theirs: Option<&Element>) -> Element {
    let mut merged = ours.clone();
    let Some(theirs) = theirs else { return merged };
    for taken in theirs.elements().filter(|setting| TAKEN.contains(&setting.local_name())) {
        remove(&mut merged, &[taken.local_name()]);
        merged.children.push(Node::Element(taken.clone()));
    }
    if let Some(compat) = theirs.child("compat") {
        compatibility(&mut merged, compat);
    }
    merged.children.sort_by_key(|node| match node {
        Node::Element(element) => ORDER.iter().position(|name| *name == element.local_name()).unwrap_or(ORDER.len()),
        Node::Text(_) => ORDER.len(),
    });
    merged
}

/// Adds the office's rules of layout; the version of Word whose behaviour is wanted stays ours, since our parts need it.
fn compatibility(merged: &mut Element, theirs: &Element) {
    if merged.child("compat").is_none() {
        merged.children.push(Node::Element(word("compat", &[])));
    }
    let Some(compat) = child_mut(merged, "compat") else { return };
    let key = |rule: &Element| (rule.local_name().to_owned(), rule.attribute("name").unwrap_or_default().to_owned());
    let known: Vec<_> = compat.elements().map(key).collect();
    let new = theirs.elements().filter(|rule| !known.contains(&key(rule))).cloned();
    compat.children.extend(new.map(Node::Element).collect::<Vec<_>>());
    // Switches stand before settings (ECMA-376-1, 17.15.3.1).
    compat.children.sort_by_key(|node| matches!(node, Node::Element(rule) if rule.local_name() == "compatSetting"));
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
