//! The reader: options, state, and the order of its steps.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use comrak::nodes::Node;
use comrak::options::{Extension, Parse};
use comrak::{Arena, Options};

use super::escape::is_refused;
use super::source_map::SourceMap;
use super::{Rendered, SpanKind, guard};
use crate::diagnostic::{Code, Diagnostic, Place, nearest, sort};
use crate::document::Block;

/// How deep quotes, lists and emphasis may stand in each other.
const DEEPEST_NESTING: usize = 40;

/// What a template says of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Whether headings carry numbers where they do not say `.numbered` or `.unnumbered` themselves.
    pub numbered_headings: bool,
}

/// Reads Markdown as blocks.
///
/// All problems are reported in one pass, sorted by place. If one of them is an error, the blocks may lack what
/// could not be read.
///
/// # Errors
///
/// As diagnostics: `markdown-unsupported`, `value-outside-text`, `forged-figure`, `link-refused`,
/// `broken-cross-reference`, `skipped-heading`, `deep-list`, `duplicate-id` and `block-argument`.
pub fn read(rendered: &Rendered, options: &ReadOptions) -> (Vec<Block>, Vec<Diagnostic>) {
    let refused = refused_characters(rendered);
    if !refused.is_empty() {
        return (Vec::new(), refused);
    }
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &rendered.text, &parser_options());
    let mut reader = Reader::new(rendered, *options, &arena);
    reader.gather_heading_ids(root);
    reader.gather_footnotes(root);
    let blocks = reader.blocks(root, Context::default());
    reader.check_cross_references();
    let Reader { mut diagnostics, covered, is_cut, .. } = reader;
    if !is_cut {
        diagnostics.extend(guard::values_outside_text(rendered, covered));
    }
    sort(&mut diagnostics);
    (blocks, diagnostics)
}

/// Smart punctuation, bare addresses and mathematics stay off: they would change what a value says.
pub(super) fn parser_options() -> Options<'static> {
    Options {
        extension: Extension {
            // Known only to be refused; else its marks would be printed.
            strikethrough: true,
            table: true,
            footnotes: true,
            alerts: true,
            header_attributes: true,
            ..Extension::default()
        },
        parse: Parse { leave_footnote_definitions: true, ..Parse::default() },
        ..Options::default()
    }
}

/// The characters of typed text that no format can print, each once a line.
fn refused_characters(rendered: &Rendered) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (offset, character) in rendered.text.char_indices().filter(|(_, character)| is_refused(*character)) {
        found.push(refused_character(character, rendered.place_of(offset)));
    }
    sort(&mut found);
    found
}

/// What to say of a character that no format can print.
pub(super) fn refused_character(character: char, place: Place) -> Diagnostic {
    let message = format!("the control character U+{:04X} cannot be printed in any format", u32::from(character));
    Diagnostic::error(Code::MARKDOWN_UNSUPPORTED, place, message).with_hint("delete the character")
}

/// The state of reading one Markdown text.
pub(super) struct Reader<'r, 'a> {
    pub(super) rendered: &'r Rendered,
    pub(super) options: ReadOptions,
    pub(super) map: SourceMap,
    /// Where the nodes of the parse live.
    pub(super) arena: &'a Arena<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Bytes that are text, or links and blocks that were printed whole; for the guard.
    pub(super) covered: Vec<Range<usize>>,
    /// Whether something too deep was left out, so that the guard would cry at values that are not there.
    is_cut: bool,
    /// Ids that were given by hand, and may not be made from words.
    pub(super) given_ids: BTreeSet<String>,
    /// Ids of the blocks read so far.
    pub(super) ids: BTreeSet<String>,
    /// Cross references read so far: the id and where it was named.
    pub(super) references: Vec<(String, Place)>,
    /// Footnotes by name; those already printed are gone.
    pub(super) footnotes: BTreeMap<String, Node<'a>>,
    /// Level of the heading read last; 0 before the first.
    pub(super) heading_level: u8,
    /// Whether a block of the document itself was read.
    pub(super) has_blocks: bool,
}

/// Where in the tree the reader is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// How many containers stand around.
    pub(super) depth: usize,
    /// How many of them are lists.
    pub(super) lists: usize,
    /// Whether a footnote is one of them.
    pub(super) is_footnote: bool,
    /// Where the table cell begins, if one stands around.
    pub(super) cell: Option<usize>,
}

impl Context {
    /// One container deeper.
    pub(super) fn inside(self) -> Context {
        Context { depth: self.depth + 1, ..self }
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(rendered: &'r Rendered, options: ReadOptions, arena: &'a Arena<'a>) -> Self {
        Reader {
            rendered,
            options,
            map: SourceMap::new(&rendered.text),
            arena,
            diagnostics: Vec::new(),
            covered: Vec::new(),
            is_cut: false,
            given_ids: BTreeSet::new(),
            ids: BTreeSet::new(),
            references: Vec::new(),
            footnotes: BTreeMap::new(),
            heading_level: 0,
            has_blocks: false,
        }
    }

    /// The bytes of a node.
    pub(super) fn range(&self, node: Node<'a>, context: Context) -> Range<usize> {
        let position = node.data().sourcepos;
        context.cell.map_or_else(|| self.map.range(position), |cell| self.map.range_in_cell(position, cell))
    }

    /// Where in a template a node begins.
    pub(super) fn place(&self, node: Node<'a>, context: Context) -> Place {
        self.rendered.place_of(self.range(node, context).start)
    }

    /// Whether one expression printed all of some bytes.
    pub(super) fn is_printed_whole(&self, range: &Range<usize>) -> bool {
        self.rendered
            .span_at(range.start)
            .is_some_and(|span| span.kind == SpanKind::Expression && range.end <= span.output.end)
    }

    /// Reports a construct that the Document cannot hold.
    pub(super) fn refuse(&mut self, node: Node<'a>, context: Context, message: impl Into<String>, hint: &str) {
        let place = self.place(node, context);
        self.diagnostics.push(Diagnostic::error(Code::MARKDOWN_UNSUPPORTED, place, message).with_hint(hint));
    }

    /// Whether a node may be entered; reports the one that stands too deep.
    pub(super) fn can_enter(&mut self, node: Node<'a>, context: Context) -> bool {
        let can_enter = context.depth <= DEEPEST_NESTING;
        if !can_enter && node.first_child().is_some() {
            self.is_cut = true;
            let message = format!("quotes, lists and emphasis stand more than {DEEPEST_NESTING} deep in each other");
            self.refuse(node, context, message, "make the text flatter");
        }
        can_enter
    }

    fn check_cross_references(&mut self) {
        for (target, place) in &self.references {
            if self.ids.contains(target) {
                continue;
            }
            let message = format!("no heading, table or chart has the id `{target}`");
            let mut diagnostic = Diagnostic::error(Code::BROKEN_CROSS_REFERENCE, place.clone(), message);
            if let Some(near) = nearest(target, self.ids.iter().map(String::as_str)) {
                diagnostic = diagnostic.with_hint(format!("did you mean `#{near}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
    }
}
