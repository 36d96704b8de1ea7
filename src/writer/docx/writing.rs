//! The state of writing one document. Floor 3.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Store;
use super::names::{DOCUMENT_PART, FOOTNOTES_PART, relationship};
use super::targets::Targets;
use super::tokens::Tokens;
use super::units::Twip;
use crate::document::{Block, Document, Orientation, walk_blocks};
use crate::locale::Locale;
use crate::package::{Package, Target, XmlWriter};
use crate::writer::{Numbering, PageNumbers};

/// Which part is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// `word/document.xml`.
    Body,
    /// `word/footnotes.xml`.
    Notes,
}

impl Story {
    fn part(self) -> &'static str {
        match self {
            Story::Body => DOCUMENT_PART,
            Story::Notes => FOOTNOTES_PART,
        }
    }
}

/// What the last thing written was, for the room between blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the page begins.
    Start,
    /// A heading.
    Heading,
    /// A paragraph with its own room behind it.
    Paragraph,
    /// A table, which has no room of its own.
    Table,
    /// Room that no words fill.
    Gap,
}

/// Where blocks stand: what inner blocks take from outer ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The style of plain paragraphs.
    pub(super) style: &'static str,
    /// Room from side to side.
    pub(super) width: Twip,
    /// How many lists are around.
    pub(super) depth: usize,
}

/// The state of writing one document.
///
/// Inherited by inner inlines and restored after them: `is_repeated` (the words stand a second time, in the contents,
/// where footnotes, links and content controls are left out). All the rest is fixed, or counted through the document.
pub(super) struct Writing<'a> {
    pub(super) document: &'a Document,
    pub(super) tokens: Tokens<'a>,
    pub(super) locale: &'a Locale,
    pub(super) pages: &'a PageNumbers,
    pub(super) numbering: Numbering,
    pub(super) targets: Targets,
    pub(super) package: Package,
    pub(super) figures: Store,
    pub(super) story: Story,
    pub(super) orientation: Orientation,
    pub(super) is_repeated: bool,
    /// The next paragraph begins a page.
    pub(super) breaks_page: bool,
    pub(super) before: Before,
    /// Room that waits for what comes next: a heading, a page and the end of a cell want none.
    pub(super) waiting: Option<Twip>,
    /// Footnotes in the order of their marks.
    pub(super) notes: Vec<&'a [Block]>,
    /// Numbered lists so far.
    pub(super) numbered_lists: usize,
    /// Drawings so far, decorative ones included.
    pub(super) drawings: usize,
    pub(super) charts: usize,
    pub(super) images: usize,
    /// Whether some heading carries a number.
    pub(super) has_numbered_headings: bool,
    bookmarks: usize,
    controls: BTreeSet<u32>,
    links: BTreeMap<(Story, String), String>,
}

impl<'a> Writing<'a> {
    /// Before the first block.
    pub(super) fn new(
        document: &'a Document,
        tokens: Tokens<'a>,
        locale: &'a Locale,
        pages: &'a PageNumbers,
    ) -> Writing<'a> {
        let mut has_numbered_headings = false;
        walk_blocks(&document.blocks, &mut |block| {
            has_numbered_headings |= matches!(block, Block::Heading(heading) if heading.is_numbered);
        });
        let numbering = Numbering::of(document);
        Writing {
            document,
            tokens,
            locale,
            pages,
            targets: Targets::of(document, &numbering),
            numbering,
            package: Package::new(),
            figures: Store::new(&document.metadata),
            story: Story::Body,
            orientation: Orientation::Portrait,
            is_repeated: false,
            breaks_page: false,
            before: Before::Start,
            waiting: None,
            notes: Vec::new(),
            numbered_lists: 0,
            drawings: 0,
            charts: 0,
            images: 0,
            has_numbered_headings,
            bookmarks: 0,
            controls: BTreeSet::new(),
            links: BTreeMap::new(),
        }
    }

    /// A relationship from the part that is being written to another part.
    pub(super) fn relate(&mut self, kind: &str, part: &str) -> String {
        self.package.relate(self.story.part(), &relationship(kind), Target::Part(part.to_owned()))
    }

    /// The relationship to an address, one for each address of a part.
    pub(super) fn link(&mut self, address: String) -> String {
        let key = (self.story, address);
        if let Some(id) = self.links.get(&key) {
            return id.clone();
        }
        let target = Target::External(key.1.clone());
        let id = self.package.relate(self.story.part(), &relationship("hyperlink"), target);
        self.links.insert(key, id.clone());
        id
    }

    /// Writes something inside a bookmark; without one where there is no name.
    pub(super) fn bookmarked(
        &mut self,
        xml: &mut XmlWriter,
        name: Option<String>,
        content: impl FnOnce(&mut Self, &mut XmlWriter),
    ) {
        let Some(name) = name.filter(|_| self.story == Story::Body) else { return content(self, xml) };
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        content(self, xml);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// The id of a content control, a positive number of 31 bits that no other has (ECMA-376-1, 17.5.2.18).
    pub(super) fn control_id(&mut self, words: &str) -> String {
        let hash = blake3::hash(words.as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        let mut id = (u32::from_be_bytes([a, b, c, d]) >> 1).max(1);
        while !self.controls.insert(id) {
            id = if id == u32::MAX >> 1 { 1 } else { id + 1 };
        }
        id.to_string()
    }

    /// The id of a drawing.
    pub(super) fn drawing_id(&mut self) -> String {
        self.drawings += 1;
        self.drawings.to_string()
    }
}
