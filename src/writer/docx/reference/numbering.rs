//! Numberings of two documents as one.

use std::collections::BTreeSet;

use super::rename::{Names, rename};
use super::tree::{elements_mut, number, remove, set, walk_mut};
use crate::package::Element;

/// How far our numberings move, so that they stand behind the office's.
pub(super) fn shift(theirs: Option<&Element>) -> i64 {
    let Some(theirs) = theirs else { return 0 };
    let ids = |element: &'static str, attribute: &'static str| {
        theirs.children_named(element).filter_map(move |found| number(found, attribute))
    };
    ids("abstractNum", "abstractNumId").chain(ids("num", "numId")).max().unwrap_or(0).clamp(0, 1_000_000_000)
}

/// The office's numberings with ours behind them. `headings` are the office's styles that ours number.
pub(super) fn merge(ours: &Element, theirs: Option<&Element>, names: &Names, headings: &BTreeSet<String>) -> Element {
    let mut own = ours.clone();
    rename(&mut own, names);
    for element in elements_mut(&mut own) {
        match element.local_name() {
            "abstractNum" => {
                move_id(element, "abstractNumId", names.numbers);
                plain_headings(element, headings);
            }
            "num" => {
                move_id(element, "numId", names.numbers);
                for kind in elements_mut(element).filter(|child| child.local_name() == "abstractNumId") {
                    move_id(kind, "val", names.numbers);
                }
            }
            _ => {}
        }
    }
    let Some(theirs) = theirs else { return own };
    let mut merged = theirs.clone();
    // A style is numbered by one numbering only.
    walk_mut(&mut merged, &mut |element| {
        let names_heading = element
            .child("pStyle")
            .and_then(|style| style.attribute("val"))
            .is_some_and(|style| headings.contains(style));
        if element.local_name() == "lvl" && names_heading {
            remove(element, &["pStyle"]);
        }
    });
    merged.children.extend(own.children);
    merged
}

fn move_id(element: &mut Element, attribute: &str, by: i64) {
    if let Some(id) = number(element, attribute) {
        set(element, attribute, &(id + by).to_string());
    }
}

/// Numbers of the office's headings look as its headings do.
fn plain_headings(kind: &mut Element, headings: &BTreeSet<String>) {
    for level in elements_mut(kind).filter(|child| child.local_name() == "lvl") {
        let style = level.child("pStyle").and_then(|style| style.attribute("val"));
        if style.is_some_and(|style| headings.contains(style)) {
            remove(level, &["rPr"]);
        }
    }
}
