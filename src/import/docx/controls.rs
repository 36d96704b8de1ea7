//! Content controls of figures in the text of a document.

use std::collections::BTreeSet;

use super::store::{Item, NAMESPACE};
use crate::package::{Element, Node, Package, read_xml, relationship};

/// How many characters around a control its place shows.
const AROUND: usize = 30;

/// The text of a figure at one place of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Control {
    /// The item of the store that it shows.
    pub(super) item: String,
    /// What stands there.
    pub(super) text: String,
    /// Where, for a person.
    pub(super) place: String,
    /// Whether a tracked change took something away or put something in.
    pub(super) is_tracked: bool,
}

/// Reads every control of an item of the store, of the document, its headers, footers and notes, in order.
///
/// # Errors
///
/// The name of a part that is not XML, with the reader's words.
pub(super) fn read(package: &Package, items: &[Item]) -> Result<Vec<Control>, String> {
    let headings = heading_styles(package);
    let mut controls = Vec::new();
    for (name, part) in package.parts().filter(|(_, part)| is_text(&part.content_type)) {
        let root =
            read_xml(&part.bytes).map_err(|problem| format!("the part `{name}` is damaged: {}", problem.message))?;
        let mut walk = Walk { part: name, items, headings: &headings, heading: String::new(), controls: &mut controls };
        walk.element(&root, None);
    }
    Ok(controls)
}

/// Whether a part holds text: the document, a header, a footer, notes.
fn is_text(content_type: &str) -> bool {
    let kinds = ["main", "header", "footer", "footnotes", "endnotes"];
    let is_word = content_type.contains("wordprocessingml") || content_type.contains("ms-word");
    is_word && kinds.iter().any(|kind| content_type.ends_with(&format!("{kind}+xml")))
}

/// Ids of the styles of headings: those with an outline level.
fn heading_styles(package: &Package) -> BTreeSet<String> {
    let document = package.related("", relationship::OFFICE_DOCUMENT).map(|(name, _)| name.to_owned()).next();
    let styles = document.as_deref().and_then(|document| package.related(document, relationship::STYLES).next());
    let root = styles.and_then(|(_, part)| read_xml(&part.bytes).ok());
    let has_level = |style: &&Element| style.descendants_named("outlineLvl").next().is_some();
    let id = |style: &Element| style.attribute("styleId").map(str::to_owned);
    root.iter().flat_map(|root| root.children_named("style").filter(has_level).filter_map(id)).collect()
}

struct Walk<'a> {
    part: &'a str,
    items: &'a [Item],
    headings: &'a BTreeSet<String>,
    /// The text of the last heading.
    heading: String,
    controls: &'a mut Vec<Control>,
}

impl Walk<'_> {
    fn element(&mut self, element: &Element, paragraph: Option<&Element>) {
        let paragraph = match element.local_name() {
            "p" => {
                let style = element.child("pPr").and_then(|properties| properties.child("pStyle"));
                if style.and_then(|style| style.attribute("val")).is_some_and(|style| self.headings.contains(style)) {
                    self.heading = text_of(element);
                }
                Some(element)
            }
            "sdt" => {
                self.control(element, paragraph);
                paragraph
            }
            // What a tracked change took away or moved from here.
            "del" | "moveFrom" => return,
            _ => paragraph,
        };
        element.elements().for_each(|child| self.element(child, paragraph));
    }

    fn control(&mut self, control: &Element, paragraph: Option<&Element>) {
        let Some(properties) = control.child("sdtPr") else { return };
        let Some(item) = bound_item(properties, self.items).or_else(|| tagged_item(properties, self.items)) else {
            return;
        };
        let is_empty = properties.child("showingPlcHdr").is_some();
        let content = control.child("sdtContent");
        let text = if is_empty { String::new() } else { content.map(text_of).unwrap_or_default() };
        let has = |name| content.is_some_and(|content| content.descendants_named(name).next().is_some());
        if text.is_empty() && (has("del") || has("moveFrom")) {
            return;
        }
        let is_tracked = has("del") || has("ins");
        let around = paragraph.map(text_of).unwrap_or_default();
        let place = self.place(&around, &text);
        self.controls.push(Control { item, text, place, is_tracked });
    }

    /// The part, the nearest heading above, and the words around.
    fn place(&self, around: &str, text: &str) -> String {
        let mut place = format!("in `{}`", self.part);
        if !self.heading.is_empty() {
            place.push_str(&format!(", below “{}”", self.heading));
        }
        let around: Vec<char> = around.trim().chars().collect();
        let text: Vec<char> = text.trim().chars().collect();
        let at = around.windows(text.len().max(1)).position(|window| window == text).unwrap_or(0);
        let (start, end) = (at.saturating_sub(AROUND), (at + text.len() + AROUND).min(around.len()));
        let words: String = around.get(start..end).unwrap_or_default().iter().collect();
        if !words.is_empty() {
            let (before, after) = (if start > 0 { "…" } else { "" }, if end < around.len() { "…" } else { "" });
            place.push_str(&format!(": “{before}{}{after}”", words.trim()));
        }
        place
    }
}

/// The item that the binding of a control names: by its id, or by its number where a program wrote the path anew.
fn bound_item(properties: &Element, items: &[Item]) -> Option<String> {
    let binding = properties.child("dataBinding")?;
    let path = binding.attribute("xpath")?;
    let prefixes = binding.attribute("prefixMappings").unwrap_or_default();
    let predicate = path.rsplit_once("item[")?.1.split_once(']')?.0;
    let id = predicate.strip_prefix("@id=").map(|id| id.trim_matches(['\'', '"']));
    let item = match id {
        Some(id) => items.iter().find(|item| item.id == id),
        None if prefixes.contains(NAMESPACE) => items.get(predicate.parse::<usize>().ok()?.checked_sub(1)?),
        None => None,
    };
    item.map(|item| item.id.clone())
}

fn tagged_item(properties: &Element, items: &[Item]) -> Option<String> {
    let tag = properties.child("tag")?.attribute("val")?;
    items.iter().find(|item| item.id == tag).map(|item| item.id.clone())
}

/// The text of runs, as it is with all tracked changes taken.
fn text_of(element: &Element) -> String {
    let mut text = String::new();
    push_text(element, &mut text);
    text
}

fn push_text(element: &Element, text: &mut String) {
    for child in &element.children {
        let Node::Element(child) = child else { continue };
        match child.local_name() {
            "t" => text.push_str(&child.text()),
            "tab" | "br" | "cr" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" | "instrText" | "footnoteReference" => {}
            _ => push_text(child, text),
        }
    }
}
