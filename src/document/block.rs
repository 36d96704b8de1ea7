//! Blocks: what stands under each other on a page.

use serde::Serialize;

use super::{BlockId, Chart, Inline, PrintedFigure, Table};

/// A part of the flow of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// The title page, or the title band of a brief. At most one, and first.
    Cover(Cover),
    /// The contents, or the list of tables.
    Contents(Contents),
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted or numbered list.
    List(List),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A picture.
    Image(Image),
    /// Tiles with the most important figures.
    KeyFigures(Vec<KeyFigure>),
    /// Dated events in order.
    Timeline(Timeline),
    /// A boxed remark.
    Callout(Callout),
    /// Words of somebody else.
    Quote(Vec<Block>),
    /// Blocks on pages of another orientation.
    Section(Section),
    /// The next block begins on a new page.
    PageBreak,
}

/// The front of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// Whether it fills the first page (a report) or only its head (a brief).
    pub full_page: bool,
    /// Small line above the title: series or issuing body.
    pub kicker: Vec<Inline>,
    /// The title.
    pub title: Vec<Inline>,
    /// Line below the title; empty if none.
    pub subtitle: Vec<Inline>,
    /// Facts in the lower part, such as the as-of date.
    pub facts: Vec<CoverFact>,
}

/// One labelled fact on a cover.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverFact {
    /// What it is.
    pub label: Vec<Inline>,
    /// What it says.
    pub content: Vec<Inline>,
}

/// A list of what the document holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// What is listed.
    pub of: ContentsOf,
    /// Deepest heading level listed, 1 to 6; only for headings.
    pub depth: u8,
}

/// What a [`Contents`] lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContentsOf {
    /// Headings.
    Headings,
    /// Captions of tables.
    Tables,
}

/// A heading. Numbers of headings are counted in reading order and printed by the writers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// For references; unique in the document.
    pub id: BlockId,
    /// 1 to 6; never more than one below the heading before it.
    pub level: u8,
    /// Whether it carries a number such as "3.1".
    pub is_numbered: bool,
    /// The words.
    pub content: Vec<Inline>,
}

/// How deep lists may stand in each other so that every format shows each level (ECMA-376-1, 17.9.3: Word has nine).
pub const LIST_LEVELS: usize = 9;

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// Bullets or numbers.
    pub kind: ListKind,
    /// The items, each a sequence of blocks.
    pub items: Vec<Vec<Block>>,
}

/// How the items of a list are marked. Numbers begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// Bullets.
    Bulleted,
    /// 1, 2, 3.
    Numbered,
}

/// A picture from the theme, the template or the country's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Bytes of a PNG, JPEG or SVG file.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Media type, such as `image/png`.
    pub media_type: String,
    /// What it shows, in words; never empty.
    pub alt: String,
    /// The caption in plain words; empty if none.
    pub caption: String,
}

/// One tile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFigure {
    /// The number.
    pub figure: PrintedFigure,
    /// Unit or scale shown smaller behind the number, such as "billion yen"; empty where the number has it.
    pub unit: String,
    /// What it counts.
    pub label: Vec<Inline>,
    /// Basis, period or as-of date, in small type; empty if none.
    pub note: Vec<Inline>,
    /// Colour token of the theme, such as a scheme key; empty for the accent colour.
    pub color: String,
}

/// Dated events in order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// What it shows, in words, for a screen reader; never empty.
    pub description: String,
    /// The events.
    pub entries: Vec<TimelineEntry>,
}

/// One event of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineEntry {
    /// The date as printed.
    pub date: String,
    /// What happened.
    pub content: Vec<Inline>,
}

/// A boxed remark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Callout {
    /// Its weight.
    pub kind: CalloutKind,
    /// Its title; empty for the name of the kind.
    pub title: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Weight of a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalloutKind {
    /// A remark (also GFM's TIP).
    Note,
    /// Something a reader must know.
    Important,
    /// Something that may mislead (also GFM's CAUTION).
    Warning,
}

/// Blocks on pages of their own orientation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Of the pages.
    pub orientation: Orientation,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// Of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}
