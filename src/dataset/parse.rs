//! YAML text to a [`Node`] tree. YAML 1.2.2.
//!
//! Reads the events of the parser below `serde-saphyr` (which re-exports it), not its deserializer: that one
//! gives numbers as numbers, stops at the first problem, and does not say where a value stood once it is read.
//! Refuses what data does not need (tags, several documents, keys that are not texts) and what would let a
//! small file become a huge tree.

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{self, Event, Marker, Parser, ScalarStyle, Span, StructureStyle};

use super::file::{TextFile, number};
use super::node::{Content, Entry, Extent, Node, Position, Style, shortened};
use crate::diagnostic::{Code, Diagnostic};

/// How deep lists and mappings may stand in each other; the model needs about ten.
const DEEPEST: usize = 64;
/// How much aliases may add to a file: values, and blocks of 64 bytes of text.
const ALIAS_BUDGET: usize = 100_000;

/// The order that mends a tab where YAML wants spaces (YAML 1.2.2, 6.1).
const TAB_HINT: &str = "replace the tab by spaces";

/// What a file holds.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Its value; of a file that breaks off inside a list, the items before; `None` where there is none.
    pub(super) root: Option<Node>,
    /// Whether all of the file was read.
    pub(super) is_whole: bool,
}

/// Reads a file, adding every problem to the list.
pub(super) fn parse(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder { file, diagnostics, stack: Vec::new(), root: None, anchors: BTreeMap::new(), spent: 0 };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(file.text, options) {
        let next = match event {
            Ok((Event::DocumentStart(..), span)) => {
                documents += 1;
                let refused = (documents > 1).then(|| Stop {
                    position: position(span.start),
                    message: "a second document begins here; a file holds one".to_owned(),
                    hint: Some("remove the line `---`".to_owned()),
                });
                refused.map_or(Ok(()), Err)
            }
            Ok((event, span)) => builder.add(event, span),
            Err(error) => {
                let at = position(*error.marker());
                let message = lowercase_fragment(&error.info());
                Err(match tab(file, at, &message) {
                    Some(tab) => Stop { position: tab, hint: Some(TAB_HINT.to_owned()), message },
                    None => Stop { position: at, hint: open_quote(file, at, &message), message },
                })
            }
        };
        if let Err(stop) = next {
            let mut problem = builder.file.error(Code::YAML_SYNTAX, stop.position, stop.message);
            if stop.hint.as_deref() == Some(TAB_HINT) {
                problem.excerpt = problem.excerpt.map(|line| line.replace('\t', "→").into());
            }
            builder.diagnostics.push(match stop.hint {
                Some(hint) => problem.with_hint(hint),
                None => problem,
            });
            return Parsed { root: builder.items_so_far(), is_whole: false };
        }
    }
    Parsed { root: builder.root, is_whole: true }
}

/// Why the rest of a file cannot be read.
struct Stop {
    position: Position,
    message: String,
    hint: Option<String>,
}

/// A list or mapping that is not complete yet.
struct Open {
    node: Node,
    anchor: usize,
    /// The key whose value comes next.
    key: PendingKey,
    /// Keys so far with their places.
    keys: BTreeMap<String, Position>,
    /// Levels below this one.
    height: usize,
}

/// What a mapping waits for.
enum PendingKey {
    /// A key.
    None,
    /// The value of this key.
    Text(String, Position, Extent),
    /// The value of a key that was refused.
    Refused,
}

/// A complete value that an alias may repeat.
struct Anchored {
    node: Node,
    cost: usize,
    height: usize,
}

/// Puts the events of a file together.
struct Builder<'a> {
    file: &'a TextFile<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    stack: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Anchored>,
    /// Of [`ALIAS_BUDGET`].
    spent: usize,
}

impl Builder<'_> {
    fn add(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let at = position(span.start);
        if let Some(tag) = event.tag() {
            let place = span.tag_start().map_or(at, position);
            let message = format!("found the tag `{}`; values have no tags here", shortened(&tag.original()));
            self.diagnostics
                .push(self.file.error(Code::INVALID_VALUE, place, message).with_hint("remove it; quotes make a text"));
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let content = Content::Scalar { text: text.into_owned(), is_plain: style == ScalarStyle::Plain };
                let extent = extent(span, scalar_style(style), anchor);
                self.complete(Node { position: at, extent, content }, anchor, 0);
            }
            Event::SequenceStart(style, anchor, _) => {
                let extent = extent(span, structure_style(style, span), anchor);
                self.open(Node { position: at, extent, content: Content::Sequence(Vec::new()) }, anchor)?;
            }
            Event::MappingStart(style, anchor, _) => {
                let extent = extent(span, structure_style(style, span), anchor);
                self.open(Node { position: at, extent, content: Content::Mapping(Vec::new()) }, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut open) = self.stack.pop() {
                    open.node.extent.end = offset(span.end);
                    self.complete(open.node, open.anchor, open.height);
                }
            }
            Event::Alias(anchor) => self.repeat(at, anchor, span)?,
            Event::UnresolvedAlias(name) => {
                let message = format!("the alias `*{}` repeats a value that no anchor names", shortened(&name));
                let hint = "put a text that begins with `*` into quotes";
                self.diagnostics.push(self.file.error(Code::YAML_SYNTAX, at, message).with_hint(hint));
                let extent = Extent { is_shared: true, ..extent(span, Style::Alias, 0) };
                self.complete(Node { position: at, extent, content: Content::Sample(0) }, 0, 0);
            }
            // Stream and document events carry no value; comments and anchor events are switched off.
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, node: Node, anchor: usize) -> Result<(), Stop> {
        if self.stack.len() >= DEEPEST {
            return Err(too_deep(node.position));
        }
        self.stack.push(Open { node, anchor, key: PendingKey::None, keys: BTreeMap::new(), height: 0 });
        Ok(())
    }

    /// Puts a copy of an anchored value in the place of an alias. It keeps the places of the original.
    fn repeat(&mut self, at: Position, anchor: usize, span: Span) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Err(Stop { position: at, message: "an alias stands inside its own value".to_owned(), hint: None });
        };
        let (height, cost) = (anchored.height, anchored.cost);
        self.spent = self.spent.saturating_add(cost);
        if self.spent > ALIAS_BUDGET {
            let message = "the aliases of this file repeat too much".to_owned();
            return Err(Stop { position: at, message, hint: Some("write the values out".to_owned()) });
        }
        if self.stack.len() + height > DEEPEST {
            return Err(too_deep(at));
        }
        let extent = Extent { is_shared: true, ..extent(span, Style::Alias, 0) };
        let node = Node { extent, ..anchored.node.clone() };
        self.complete(node, 0, height);
        Ok(())
    }

    /// Puts a complete value where it belongs.
    fn complete(&mut self, node: Node, anchor: usize, height: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored { cost: cost(&node), node: node.clone(), height });
        }
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.height = open.height.max(height + 1);
        match &mut open.node.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping(entries) => match std::mem::replace(&mut open.key, PendingKey::None) {
                PendingKey::None => match node.content {
                    Content::Scalar { text, .. } => open.key = PendingKey::Text(text, node.position, node.extent),
                    Content::Sequence(_) | Content::Mapping(_) | Content::Sample(_) => {
                        let message = format!("expected a word as key, found {}", node.describe());
                        self.diagnostics.push(self.file.error(Code::WRONG_TYPE, node.position, message));
                        open.key = PendingKey::Refused;
                    }
                },
                PendingKey::Refused => {}
                PendingKey::Text(key, key_position, key_extent) => match open.keys.get(&key) {
                    None => {
                        open.keys.insert(key.clone(), key_position);
                        entries.push(Entry { key, key_position, key_extent, value: node });
                    }
                    Some(first) => {
                        let message = format!("the key `{}` stands here a second time", shortened(&key));
                        let hint = format!("keep one of them; the first stands in line {}", first.line);
                        let problem = self.file.error(Code::DUPLICATE_KEY, key_position, message);
                        self.diagnostics.push(problem.with_hint(hint));
                    }
                },
            },
            Content::Scalar { .. } | Content::Sample(_) => unreachable!("only lists and mappings are opened"),
        }
    }

    /// The items before the place where a list breaks off.
    fn items_so_far(mut self) -> Option<Node> {
        self.stack.truncate(1);
        self.stack.pop().map(|open| open.node).filter(|node| matches!(node.content, Content::Sequence(_)))
    }
}

/// What a copy of a value costs of [`ALIAS_BUDGET`].
fn cost(node: &Node) -> usize {
    match &node.content {
        Content::Scalar { text, .. } => 1 + text.len() / 64,
        Content::Sequence(items) => items.iter().map(cost).fold(1, usize::saturating_add),
        Content::Mapping(entries) => {
            entries.iter().map(|entry| 1 + entry.key.len() / 64 + cost(&entry.value)).fold(1, usize::saturating_add)
        }
        Content::Sample(_) => 1,
    }
}

fn too_deep(position: Position) -> Stop {
    Stop { position, message: format!("lists and mappings stand more than {DEEPEST} deep in each other"), hint: None }
}

fn position(mark: Marker) -> Position {
    Position { line: number(mark.line()), column: number(mark.col().saturating_add(1)) }
}

/// Byte offset of a mark; the input is a text in memory, so that there is one.
fn offset(mark: Marker) -> usize {
    mark.byte_offset().unwrap_or_default()
}

fn extent(span: Span, style: Style, anchor: usize) -> Extent {
    let indent = span.indent.unwrap_or_default();
    Extent { start: offset(span.start), end: offset(span.end), style, indent, is_shared: anchor > 0 }
}

fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// The style of a list or mapping. One in brackets begins with its bracket, a pair without brackets with nothing.
fn structure_style(style: StructureStyle, span: Span) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow if span.start == span.end => Style::FlowPair,
        StructureStyle::Flow => Style::Flow,
    }
}

/// The first tab in the indentation of the line where the parser stopped, or of the next one, where it stopped before it.
fn tab(file: &TextFile<'_>, at: Position, message: &str) -> Option<Position> {
    let lines = if message.contains("tab") { at.line..=at.line.saturating_add(1) } else { at.line..=at.line };
    lines.into_iter().find_map(|number_of_line| {
        let line = file.line(number_of_line)?;
        let before = line.chars().take_while(|sign| *sign == ' ').count();
        let is_tab = line.chars().nth(before) == Some('\t');
        is_tab.then(|| Position { line: number_of_line, column: number(before + 1) })
    })
}

/// The order to close a quotation mark: one without end, or one whose text ran on to the next mark some lines below, after
/// which the parser stopped.
fn open_quote(file: &TextFile<'_>, at: Position, message: &str) -> Option<String> {
    if message == "unclosed quote" {
        return Some(format!("close the quotation mark; the quoted text began in line {}", at.line));
    }
    let line = file.line(at.line)?;
    let before: String = line.chars().take(usize::try_from(at.column).unwrap_or_default()).collect();
    let sign = before.chars().rev().find(|sign| matches!(sign, '"' | '\''))?;
    let began = (1..at.line).rev().find(|number| file.line(*number).is_some_and(|line| line.contains(sign)))?;
    let is_open = file.line(began)?.matches(sign).count() % 2 == 1;
    is_open.then(|| format!("close the quotation mark; the quoted text began in line {began}"))
}

/// The parser's message in our manner: no capital, no stop.
fn lowercase_fragment(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    match (characters.next(), message.chars().nth(1)) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => message.to_owned(),
    }
}
