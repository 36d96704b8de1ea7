//! From an edit to the bytes that it replaces.

use std::ops::Range;

use super::emit::{self, Around};
use super::layout::Layout;
use super::path::find;
use super::{Edit, Yaml, remove};
use crate::dataset::node::{Content, Entry, Node, Position, Step, Style};

/// Bytes of a text and what stands in their place afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    /// What is replaced; empty where something is put in.
    pub(super) range: Range<usize>,
    /// By what.
    pub(super) text: String,
}

impl Splice {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Splice {
        Splice { range, text: text.into() }
    }
}

/// Why an edit cannot be made.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where, if it is known.
    pub(super) position: Option<Position>,
    /// Why.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

impl Refusal {
    fn new(position: Option<Position>, message: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal { position, message: message.into(), hint: hint.into() }
    }

    /// For what is rarely written, and not worth more code than this.
    pub(super) fn unusual(node: &Node) -> Refusal {
        Refusal::new(Some(node.position), "it is written in an unusual way", "edit the file by hand")
    }
}

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The value.
    pub(super) node: &'a Node,
    /// Where it may begin: past the colon or dash before it.
    pub(super) lower: usize,
    /// Whether brackets are around it.
    pub(super) around: Around,
    /// Whether it is the whole file.
    pub(super) is_root: bool,
}

/// The splices that make an edit.
pub(super) fn plan(text: &str, root: Option<&Node>, edit: &Edit) -> Result<Vec<Splice>, Refusal> {
    let layout = Layout { text };
    let nothing = Node::nothing();
    let tree = root.unwrap_or(&nothing);
    let steps = find(tree, &edit.path().0).map_err(|found| missing(tree, edit, found))?;
    let whole = Spot { node: tree, lower: layout.document_start(), around: Around::Block, is_root: true };
    let spot = steps.iter().try_fold(whole, |spot, step| step_into(layout, spot, *step))?;
    refuse_shared(spot.node, Extent::Itself)?;
    match edit {
        Edit::Set { .. } | Edit::Remove { .. } if steps.is_empty() => {
            Err(Refusal::new(None, "it is the whole file", "name a value in it"))
        }
        Edit::Set { value, .. } => {
            refuse_shared(spot.node, Extent::All)?;
            set(layout, spot, value)
        }
        Edit::AddKey { key, value, after, .. } => add_key(layout, spot, (key, value), after.as_deref()),
        Edit::AddItem { value, .. } => add_item(layout, spot, value),
        Edit::Remove { .. } => {
            refuse_shared(spot.node, Extent::All)?;
            let (last, above) = steps.split_last().expect("asked above");
            let owner = above.iter().try_fold(whole, |spot, step| step_into(layout, spot, *step))?;
            remove::remove(layout, owner, *last).ok_or_else(|| Refusal::unusual(spot.node))
        }
    }
}

/// Makes splices, which do not overlap.
pub(super) fn splice(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut whole = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for Splice { range, text: new } in splices {
        whole.push_str(text.get(at..range.start).expect("splices lie apart, at borders of characters"));
        whole.push_str(&new);
        at = range.end;
    }
    whole + text.get(at..).expect("a splice ends at the border of a character")
}

fn missing(tree: &Node, edit: &Edit, found: usize) -> Refusal {
    let steps = edit.path().0.get(..found).map(|path| find(tree, path)).and_then(Result::ok).unwrap_or_default();
    let nearest = steps.iter().try_fold(tree, |node, step| node.child(*step)).unwrap_or(tree);
    Refusal::new(Some(nearest.position), "the file has no such value", "load the data again: it is not what it was")
}

fn step_into<'a>(layout: Layout, spot: Spot<'a>, step: Step) -> Result<Spot<'a>, Refusal> {
    refuse_shared(spot.node, Extent::Itself)?;
    let unusual = || Refusal::unusual(spot.node);
    let around = match spot.node.extent.style {
        Style::Flow | Style::FlowPair => Around::Flow,
        Style::Block | Style::Alias | Style::Plain | Style::Literal => spot.around,
        Style::Folded | Style::SingleQuoted | Style::DoubleQuoted => spot.around,
    };
    let lower = match (step, spot.node.extent.style) {
        (Step::Value(index), _) => {
            let entry = spot.node.entries().get(index);
            entry.and_then(|entry| layout.after_colon(entry)).ok_or_else(unusual)?
        }
        (Step::Item(index), Style::Block) => {
            let dashes = layout.dashes(spot.node.items(), spot.lower).ok_or_else(unusual)?;
            dashes.get(index).ok_or_else(unusual)? + 1
        }
        (Step::Item(_) | Step::Key(_), _) => spot.lower,
    };
    Ok(Spot { node: spot.node.child(step).ok_or_else(unusual)?, lower, around, is_root: false })
}

/// What must not be shared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Itself,
    All,
}

/// Refuses what an anchor names or an alias repeats, so that one change would make another.
fn refuse_shared(node: &Node, extent: Extent) -> Result<(), Refusal> {
    let refusal = |position| {
        let message = "an anchor (`&name`) or alias (`*name`) shares the value with another place";
        Err(Refusal::new(Some(position), message, "write the value out at each place"))
    };
    if node.extent.is_shared {
        return refusal(node.position);
    }
    if extent == Extent::Itself {
        return Ok(());
    }
    for entry in node.entries() {
        if entry.key_extent.is_shared {
            return refusal(entry.key_position);
        }
        refuse_shared(&entry.value, extent)?;
    }
    node.items().iter().try_for_each(|item| refuse_shared(item, extent))
}

fn set(layout: Layout, spot: Spot<'_>, value: &Yaml) -> Result<Vec<Splice>, Refusal> {
    let Spot { node, lower, around, .. } = spot;
    let unusual = || Refusal::unusual(node);
    let extent = node.extent;
    let written = |style| match value {
        Yaml::Text(text) => emit::scalar_like(text, style, around),
        Yaml::Number(_) | Yaml::Bool(_) | Yaml::List(_) | Yaml::Map(_) => emit::on_one_line(value, around),
    };
    let is_nothing = extent.style == Style::Plain && extent.start == extent.end;
    match extent.style {
        Style::Plain if is_nothing => {
            let lead =
                if layout.text.get(..lower).is_some_and(|before| before.ends_with([':', '-'])) { " " } else { ": " };
            Ok(vec![Splice::new(lower..lower, format!("{lead}{}", emit::on_one_line(value, around)))])
        }
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Flow => {
            Ok(vec![Splice::new(extent.start..extent.end, written(extent.style))])
        }
        Style::Literal | Style::Folded => {
            let (header, body) = layout.block_scalar(node, lower).ok_or_else(unusual)?;
            let is_indented =
                layout.text.get(header.clone()).is_some_and(|header| !header.contains(|c: char| c.is_ascii_digit()));
            let lines = match value {
                Yaml::Text(text) if is_indented && body.start < body.end => {
                    emit::block_scalar(text, extent.style, extent.indent, layout.new_line())
                }
                Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) | Yaml::List(_) | Yaml::Map(_) => None,
            };
            Ok(match lines {
                Some((indicators, lines)) => {
                    let lines = format!("{}{lines}", layout.new_line());
                    vec![Splice::new(header, indicators), Splice::new(body, lines)]
                }
                None => vec![Splice::new(header, written(extent.style)), Splice::new(body, "")],
            })
        }
        Style::Block => {
            let end = layout.end(node, lower).ok_or_else(unusual)?;
            Ok(vec![Splice::new(lower..end, format!(" {}", emit::on_one_line(value, around)))])
        }
        Style::FlowPair | Style::Alias => Err(unusual()),
    }
}

fn add_key(
    layout: Layout,
    spot: Spot<'_>,
    (key, value): (&str, &Yaml),
    after: Option<&str>,
) -> Result<Vec<Splice>, Refusal> {
    let Spot { node, around, is_root, .. } = spot;
    let unusual = || Refusal::unusual(node);
    if node.get(key).is_some() {
        let message = format!("it has the key `{key}` already");
        return Err(Refusal::new(Some(node.position), message, "set its value"));
    }
    let entries = match &node.content {
        Content::Mapping(entries) => entries,
        Content::Scalar { .. } if is_root && node.extent.start == node.extent.end => {
            return Ok(vec![at_the_end(layout, &emit::entry(key, value, 0, layout.new_line()))]);
        }
        Content::Scalar { .. } if node.is_null() => {
            return set(layout, spot, &Yaml::Map(vec![(key.to_owned(), value.clone())]));
        }
        Content::Scalar { .. } | Content::Sequence(_) | Content::Sample(_) => {
            return Err(Refusal::new(Some(node.position), "it is not keys with values", "name a record"));
        }
    };
    let is_before = |entry: &&Entry| Some(entry.key.as_str()) == after;
    let before = entries.iter().find(is_before).or(entries.last());
    let end_of = |entry: &Entry| layout.end(&entry.value, layout.after_colon(entry)?);
    let end = before.map(|entry| end_of(entry).ok_or_else(unusual)).transpose()?;
    let flow = || {
        let text = emit::on_one_line(&Yaml::Map(vec![(key.to_owned(), value.clone())]), Around::Flow);
        text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or_default().to_owned()
    };
    match (node.extent.style, end) {
        (Style::Flow, None) => {
            let inside = node.extent.start + 1;
            Ok(vec![Splice::new(inside..inside, flow())])
        }
        (Style::Flow, Some(end)) => Ok(vec![Splice::new(end..end, format!(", {}", flow()))]),
        (Style::Block, Some(end)) if around == Around::Block => {
            let start = entries
                .first()
                .filter(|entry| layout.after_colon(entry).is_some())
                .ok_or_else(unusual)?
                .key_extent
                .start;
            let margin = layout.before(start);
            if margin.contains('\t') {
                return Err(unusual());
            }
            let indent = margin.chars().count();
            let lines = emit::entry(key, value, indent, layout.new_line());
            let at = layout.line_end(end);
            Ok(vec![Splice::new(at..at, format!("{}{}{lines}", layout.new_line(), " ".repeat(indent)))])
        }
        (
            Style::Plain
            | Style::SingleQuoted
            | Style::DoubleQuoted
            | Style::Literal
            | Style::Folded
            | Style::FlowPair
            | Style::Block
            | Style::Alias,
            _,
        ) => Err(unusual()),
    }
}

fn add_item(layout: Layout, spot: Spot<'_>, value: &Yaml) -> Result<Vec<Splice>, Refusal> {
    let Spot { node, lower, is_root, .. } = spot;
    let unusual = || Refusal::unusual(node);
    let items = match &node.content {
        Content::Sequence(items) => items,
        Content::Scalar { .. } if is_root && node.extent.start == node.extent.end => {
            return Ok(vec![at_the_end(layout, &emit::item(value, 0, layout.new_line()))]);
        }
        Content::Scalar { .. } if node.is_null() => return set(layout, spot, &Yaml::List(vec![value.clone()])),
        Content::Scalar { .. } | Content::Mapping(_) | Content::Sample(_) => {
            return Err(Refusal::new(Some(node.position), "it is not a list", "name a list"));
        }
    };
    let flow = || emit::on_one_line(value, Around::Flow);
    match (node.extent.style, items.last()) {
        (Style::Flow, None) => {
            let inside = node.extent.start + 1;
            Ok(vec![Splice::new(inside..inside, flow())])
        }
        (Style::Flow, Some(last)) => {
            let end = layout.end(last, lower).ok_or_else(unusual)?;
            Ok(vec![Splice::new(end..end, format!(", {}", flow()))])
        }
        (Style::Block, Some(last)) => {
            let dashes = layout.dashes(items, lower).ok_or_else(unusual)?;
            let dash = *dashes.last().ok_or_else(unusual)?;
            let margin = layout.before(dash);
            if margin.contains('\t') {
                return Err(unusual());
            }
            let indent = margin.chars().count();
            let at = layout.line_end(layout.end(last, dash + 1).ok_or_else(unusual)?);
            let new_line = layout.new_line();
            // A list that sets its records apart by blank lines goes on so.
            // But not behind a block scalar that would keep the blank line (`+`).
            let is_apart = dashes.len() > 1
                && layout.begins_line(dash)
                && layout.is_blank_above(dash)
                && layout.text.get(dash..at).is_some_and(|item| !item.contains('+'));
            let apart = if is_apart { new_line } else { "" };
            let lines = match (last.extent.style, value) {
                (Style::Flow, Yaml::Map(_)) => format!("- {}", emit::on_one_line(value, Around::Block)),
                _ => emit::item(value, indent, new_line),
            };
            Ok(vec![Splice::new(at..at, format!("{apart}{new_line}{}{lines}", " ".repeat(indent)))])
        }
        (
            Style::Plain
            | Style::SingleQuoted
            | Style::DoubleQuoted
            | Style::Literal
            | Style::Folded
            | Style::FlowPair
            | Style::Block
            | Style::Alias,
            _,
        ) => Err(unusual()),
    }
}

/// Lines at the end of a text that has no value yet.
fn at_the_end(layout: Layout, lines: &str) -> Splice {
    let new_line = layout.new_line();
    let at = layout.text.len();
    let is_open = !layout.text.is_empty() && !layout.text.ends_with(['\n', '\r']);
    Splice::new(at..at, format!("{}{lines}{new_line}", if is_open { new_line } else { "" }))
}
