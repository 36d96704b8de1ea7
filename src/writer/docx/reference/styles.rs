//! Styles of two documents as one.

use std::collections::{BTreeMap, BTreeSet};

use super::order::{ensured, insert};
use super::rename::{Names, rename};
use super::tree::{child_mut, elements_mut, remove, set, walk_mut, word};
use crate::package::{Element, Node};

/// A style, as offices know it: its type, and its name whatever its case, in the name under which Word stores it in every
/// language (ECMA-376-1, 17.7.4.9).
fn name(style: &Element) -> (String, String) {
    let name = style.child("name").and_then(|name| name.attribute("val")).unwrap_or_default();
    (kind(style).to_owned(), name.trim().to_lowercase())
}

/// The type of a style.
fn kind(style: &Element) -> &str {
    style.attribute("type").unwrap_or("paragraph")
}

fn id(style: &Element) -> &str {
    style.attribute("styleId").unwrap_or_default()
}

fn is_default(style: &Element) -> bool {
    style.attribute("default").is_some_and(|value| !["0", "false", "off"].contains(&value))
}

/// What each of our styles is called in the merged document: as the office's of the same name, else of the same id, else
/// of the same use; by a name of its own where there is none of these.
pub(super) fn names(ours: &Element, theirs: &Element) -> BTreeMap<String, String> {
    let (mut by_name, mut by_id, mut defaults) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for style in theirs.children_named("style") {
        by_name.entry(name(style)).or_insert_with(|| id(style).to_owned());
        by_id.insert(id(style).to_owned(), kind(style).to_owned());
        if is_default(style) {
            defaults.insert(kind(style).to_owned(), id(style).to_owned());
        }
    }
    let mut taken: BTreeSet<String> = by_id.keys().cloned().collect();
    let mut names = BTreeMap::new();
    for style in ours.children_named("style") {
        let own = id(style);
        let same_id = || by_id.get(own).filter(|found| *found == kind(style)).map(|_| own.to_owned());
        let same_use = || defaults.get(kind(style)).filter(|_| is_default(style)).cloned();
        let found = by_name.get(&name(style)).cloned().or_else(same_id).or_else(same_use);
        let new = found.unwrap_or_else(|| {
            let numbered = (1..).map(|number: usize| format!("{own}{number}"));
            let free = std::iter::once(own.to_owned()).chain(numbered).find(|name| !taken.contains(name));
            free.expect("numbers do not end")
        });
        taken.insert(new.clone());
        names.insert(own.to_owned(), new);
    }
    names
}

/// Whether a style of ours stands for one of the office's.
pub(super) fn is_theirs(theirs: &Element, new: &str) -> bool {
    theirs.children_named("style").any(|style| id(style) == new)
}

/// The office's styles with ours behind them that it lacks. `names` is what ours are called.
///
/// `headings` are the office's styles that stand for our headings.
pub(super) fn merge(ours: &Element, theirs: &Element, names: &Names, headings: &BTreeSet<String>) -> Element {
    let mut merged = theirs.clone();
    // The language is the report's, whatever the office's document was written in.
    for style in elements_mut(&mut merged) {
        walk_mut(style, &mut |element| {
            if element.local_name() == "rPr" {
                remove(element, &["lang"]);
            }
        });
    }
    language(ours, &mut merged);
    for style in ours.children_named("style") {
        let Some(new) = names.styles.get(id(style)) else { continue };
        let mut own = style.clone();
        rename(&mut own, names);
        if is_theirs(theirs, new) {
            let is_numbered = own.child("pPr").is_some_and(|properties| properties.child("numPr").is_some());
            let inherits =
                !is_heading(style) && !is_numbered && ancestors(theirs, new).any(|style| headings.contains(style));
            let same = elements_mut(&mut merged).find(|style| style.local_name() == "style" && id(style) == new);
            match same {
                // Columns are as wide as the report's size of type needs, whatever the office's tables are like.
                Some(same) if is_of_cells(style) => copy_size(&own, same),
                Some(same) if is_heading(style) => number(same, own.child("pPr").and_then(|own| own.child("numPr"))),
                // Such as the heading of the contents, which offices base on their first heading.
                Some(same) if inherits => number(same, Some(&none())),
                Some(_) | None => {}
            }
            continue;
        }
        set(&mut own, "styleId", new);
        let has_default = theirs.children_named("style").any(|style| is_default(style) && kind(style) == kind(&own));
        if has_default {
            own.attributes.retain(|attribute| attribute.local_name() != "default");
        }
        merged.children.push(Node::Element(own));
    }
    merged
}

/// Whether a style of ours has a place in the outline.
pub(super) fn is_heading(style: &Element) -> bool {
    style.child("pPr").is_some_and(|properties| properties.child("outlineLvl").is_some())
}

/// Whether a style of ours is that of the words in cells.
fn is_of_cells(style: &Element) -> bool {
    CELLS.contains(&id(style))
}

/// Gives a style the size of type and the heights of lines that another has.
fn copy_size(from: &Element, to: &mut Element) {
    for (properties, names) in [("rPr", &["sz", "szCs"][..]), ("pPr", &["spacing"][..])] {
        let found = names.iter().filter_map(|name| from.child(properties)?.child(name));
        for child in found {
            if let Some(properties) = ensured(to, properties) {
                insert(properties, child.clone());
            }
        }
    }
}

/// Our styles of the words in cells.
const CELLS: [&str; 4] = ["TableText", "TableHeading", "TableGroup", "TableTotal"];

/// Sets the language of all text that says nothing else.
fn language(ours: &Element, merged: &mut Element) {
    let defaults =
        |root: &Element| root.child("docDefaults")?.child("rPrDefault")?.child("rPr")?.child("lang").cloned();
    let Some(language) = defaults(ours) else { return };
    let runs = ensured(merged, "docDefaults").and_then(|all| ensured(all, "rPrDefault"));
    if let Some(properties) = runs.and_then(|runs| ensured(runs, "rPr")) {
        insert(properties, language);
    }
}

/// The styles that a style of the office is based on, the nearest first.
pub(super) fn ancestors<'a>(theirs: &'a Element, of: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let parent = |of: &str| {
        let style = theirs.children_named("style").find(|style| id(style) == of)?;
        style.child("basedOn")?.attribute("val")
    };
    // A circle of styles, which offices forbid, ends somewhere.
    let most = theirs.children.len();
    std::iter::successors(parent(of), move |of| parent(of)).take(most)
}

/// No numbering, where a style would inherit one (ECMA-376-1, 17.9.18).
fn none() -> Element {
    let mut numbering = word("numPr", &[]);
    numbering.children.push(Node::Element(word("numId", &[("val", "0")])));
    numbering
}

/// Gives a heading of the office the numbering of ours, or none: numbers are words of the report.
fn number(heading: &mut Element, numbering: Option<&Element>) {
    match numbering {
        Some(numbering) => {
            if let Some(properties) = ensured(heading, "pPr") {
                insert(properties, numbering.clone());
            }
        }
        None => {
            if let Some(properties) = child_mut(heading, "pPr") {
                remove(properties, &["numPr"]);
            }
        }
    }
}
