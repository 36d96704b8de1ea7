//! Taking a key or an item out.

use super::layout::Layout;
use super::splice::{Splice, Spot};
use crate::dataset::node::{Content, Entry, Node, Step, Style};

/// The splices that take the value of a step out of its owner; `None` where it is written in an unusual way.
pub(super) fn remove(layout: Layout, owner: Spot<'_>, step: Step) -> Option<Vec<Splice>> {
    let style = owner.node.extent.style;
    match (&owner.node.content, step) {
        (Content::Mapping(entries), Step::Value(index)) => {
            let parts: Vec<Part> = entries.iter().map(|entry| part_of_entry(layout, entry)).collect::<Option<_>>()?;
            take(layout, owner, &parts, index, if style == Style::Block { "{}" } else { "" })
        }
        (Content::Sequence(items), Step::Item(index)) => {
            let parts = match style {
                Style::Block => parts_of_block(layout, items, owner.lower)?,
                Style::Flow => items.iter().map(|item| part_of_item(layout, item)).collect::<Option<_>>()?,
                Style::FlowPair | Style::Alias => return None,
                Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => {
                    return None;
                }
            };
            take(layout, owner, &parts, index, if style == Style::Block { "[]" } else { "" })
        }
        (Content::Scalar { .. } | Content::Mapping(_) | Content::Sequence(_) | Content::Sample(_), _) => None,
    }
}

/// From where to where an entry or item stands, its key or dash included, the line end and comma after it not.
struct Part {
    start: usize,
    end: usize,
}

fn part_of_entry(layout: Layout, entry: &Entry) -> Option<Part> {
    Some(Part { start: entry.key_extent.start, end: layout.end(&entry.value, layout.after_colon(entry)?)? })
}

fn parts_of_block(layout: Layout, items: &[Node], lower: usize) -> Option<Vec<Part>> {
    let dashes = layout.dashes(items, lower)?;
    let part = |(item, dash): (&Node, &usize)| Some(Part { start: *dash, end: layout.end(item, dash + 1)? });
    items.iter().zip(&dashes).map(part).collect()
}

fn part_of_item(layout: Layout, item: &Node) -> Option<Part> {
    let start = match item.extent.style {
        Style::FlowPair => item.entries().first()?.key_extent.start,
        Style::Flow | Style::Block | Style::Alias => item.extent.start,
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => item.extent.start,
    };
    Some(Part { start, end: layout.end(item, start)? })
}

fn take(layout: Layout, owner: Spot<'_>, parts: &[Part], index: usize, empty: &str) -> Option<Vec<Splice>> {
    let part = parts.get(index)?;
    match owner.node.extent.style {
        Style::Flow => Some(take_from_brackets(layout, parts, index)),
        Style::Block if parts.len() == 1 => {
            // What is left is empty, and must say so behind the key or dash that it belongs to.
            Some(vec![match owner.is_root {
                true => Splice::new(part.start..part.end, empty),
                false => Splice::new(owner.lower..part.end, format!(" {empty}")),
            }])
        }
        Style::Block if layout.begins_line(part.start) => {
            let mut range = layout.line_start(part.start)..layout.next_line(part.end);
            let before = layout.text.get(..range.start)?;
            let is_open = range.end == layout.text.len() && !layout.text.ends_with(['\n', '\r']);
            let is_blank = |at| at < layout.text.len() && layout.is_blank(at);
            if before.contains('+') {
                // A block scalar before it may keep its line ends (`+`), to which blank lines behind it would be counted.
                while is_blank(range.end) {
                    range.end = layout.next_line(range.end);
                }
            } else if is_open {
                // The last line has no line end, and neither shall the one before it.
                range.start -= if before.ends_with("\r\n") { 2 } else { range.start.min(1) };
            } else if is_blank(range.end) && (range.start == 0 || layout.is_blank_above(range.start)) {
                range.end = layout.next_line(range.end);
            }
            Some(vec![Splice::new(range, "")])
        }
        Style::Block => {
            // The first part stands behind a dash, which is the owner's: the next takes its place.
            let next = parts.get(index + 1)?;
            let line_end = layout.next_line(part.end);
            let gap = layout.text.get(line_end..next.start)?;
            let at = line_end + gap.len() - gap.trim_start_matches(' ').len();
            Some(vec![Splice::new(part.start..at, "")])
        }
        Style::FlowPair | Style::Alias => None,
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => None,
    }
}

/// Takes a part and the comma that it does not leave behind.
fn take_from_brackets(layout: Layout, parts: &[Part], index: usize) -> Vec<Splice> {
    let part = &parts[index];
    let comma = layout.skip(part.end);
    if layout.rest(comma).starts_with(',') {
        let rest = layout.rest(comma + 1);
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if layout.skip(part.end) == part.end {
            return vec![Splice::new(part.start..comma + 1 + spaces, "")];
        }
        return vec![Splice::new(part.start..part.end, ""), Splice::new(comma..comma + 1, "")];
    }
    let Some(before) = index.checked_sub(1).and_then(|before| parts.get(before)) else {
        return vec![Splice::new(part.start..part.end, "")];
    };
    let comma = layout.skip(before.end);
    if layout.text.get(comma + 1..part.start).is_some_and(|gap| gap.trim_matches(' ').is_empty()) {
        return vec![Splice::new(comma..part.end, "")];
    }
    vec![Splice::new(comma..comma + 1, ""), Splice::new(part.start..part.end, "")]
}
