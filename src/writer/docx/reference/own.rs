//! What of our own paragraphs must change beside styles of an office: stops of tabs in a header, the front.

use super::order::{ensured, insert};
use super::rename::Names;
use super::styles::{ancestors, is_theirs};
use super::tree::{elements_mut, number, walk_mut, word};
use crate::package::{Element, Node};

/// Gives our headers the stops that their tab needs, where the office's style has others: a stop in the middle would take
/// the words that belong to the right edge.
pub(super) fn place_tabs(root: &mut Element, ours: &Element, theirs: &Element, names: &Names) {
    let Some(style) = names.styles.get(HEADER).filter(|style| is_theirs(theirs, style)) else { return };
    let of_style = |styles: &Element, id: &str| -> Vec<i64> {
        let style = styles.children_named("style").find(|style| style.attribute("styleId") == Some(id));
        let tabs = style.and_then(|style| style.child("pPr")?.child("tabs"));
        tabs.iter().flat_map(|tabs| tabs.elements()).filter_map(|tab| number(tab, "pos")).collect()
    };
    let Some(edge) = of_style(ours, HEADER).pop() else { return };
    let mut others = of_style(theirs, style);
    ancestors(theirs, style).for_each(|style| others.extend(of_style(theirs, style)));
    others.sort_unstable();
    others.dedup();
    walk_mut(root, &mut |element| {
        if element.local_name() != "p" || style_of(element) != Some(HEADER) {
            return;
        }
        let Some(properties) = ensured(element, "pPr") else { return };
        // Pages on their side have an edge of their own.
        let own = properties.child("tabs").and_then(|tabs| tabs.elements().filter_map(|tab| number(tab, "pos")).last());
        let edge = own.unwrap_or(edge);
        let mut tabs = word("tabs", &[]);
        let cleared = others.iter().filter(|other| **other != edge).map(|other| ("clear", *other));
        let mut stops: Vec<(&str, i64)> = cleared.chain([("right", edge)]).collect();
        stops.sort_unstable_by_key(|(_, position)| *position);
        for (kind, position) in stops {
            tabs.children.push(Node::Element(word("tab", &[("val", kind), ("pos", &position.to_string())])));
        }
        insert(properties, tabs);
    });
}

/// Leaves out our short rule below a title that has the office's look: it belongs to ours.
pub(super) fn release_title(document: &mut Element, theirs: &Element, names: &Names) {
    if names.styles.get("Title").is_some_and(|style| is_theirs(theirs, style)) {
        for body in elements_mut(document) {
            body.children.retain(|node| match node {
                Node::Element(child) => style_of(child) != Some("CoverRule"),
                Node::Text(_) => true,
            });
        }
    }
}

/// Our style of running headers.
const HEADER: &str = "Header";

fn style_of(paragraph: &Element) -> Option<&str> {
    paragraph.child("pPr")?.child("pStyle")?.attribute("val")
}
