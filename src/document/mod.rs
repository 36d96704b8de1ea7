//! The Document: the closed set of blocks and inlines that every writer can draw. Floor 0.
//!
//! It is the waist of the hourglass: whatever a template can say comes out in every format, with the same
//! words and the same numbers. A Document knows nothing of templates, fonts, pages or file formats. Numbers
//! that a template printed are [`Inline::Figure`] and keep their id; all other texts are already in the
//! language of the edition. The split into blocks and inlines follows pandoc's `Text.Pandoc.Definition`.

mod block;
mod chart;
mod inline;
#[cfg(test)]
pub(crate) mod sample;
mod table;
mod theme;
mod walk;

pub use block::{
    Block, Callout, CalloutKind, Contents, ContentsOf, Cover, CoverFact, Heading, Image, KeyFigure, LIST_LEVELS, List,
    ListKind, Orientation, Section, Timeline, TimelineEntry,
};
pub use chart::{Chart, ChartKind, ChartPoint, Series};
pub use inline::{Inline, PrintedFigure, plain_text};
pub use table::{Alignment, Cell, Column, Row, RowKind, Table};
pub use theme::{COLOR_TOKENS, Color, FontFamilies, SizesPt, SpacingMm, Theme};
pub use walk::{FigureOccurrence, inlines_of, walk_blocks, walk_inlines};

use std::collections::BTreeMap;

use crate::model::{Figure, FigureId, LanguageTag, Source, Timestamp};

/// Names a heading, table, chart or note within one document, as in `[](#id)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub String);

/// One report, ready to be written in any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title, language and the like.
    pub metadata: Metadata,
    /// The words that writers need of the locale, such as "Table" and "Contents".
    pub words: Words,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// The full record of each figure that is printed, by id.
    pub figures: BTreeMap<FigureId, Figure>,
    /// The sources that the figures name, by id.
    pub sources: BTreeMap<String, Source>,
}

/// What a report says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Metadata {
    /// The title, also of the file.
    pub title: String,
    /// One sentence that says what the report is; for search engines and document properties.
    pub description: String,
    /// Who answers for the report.
    pub author: String,
    /// Language of all text that is not marked otherwise.
    pub language: LanguageTag,
    /// Folder name of the template, such as `annual-report`.
    pub report: String,
    /// Country code, ISO 3166-1 alpha-3, in lower case.
    pub country: String,
    /// Year of the edition.
    pub year: i16,
    /// Left part of the running header; the title of the report in short.
    pub running_header: String,
    /// Right part of the running header, such as the as-of date.
    pub running_note: String,
    /// The date that the files carry.
    pub timestamp: Timestamp,
    /// SHA-256, in hex, of the records that the report was made from: of `data.json`, as it is attached to the PDF.
    pub data_hash: String,
}

/// Words of the locale that writers print by themselves.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Words {
    /// "Table", before its number.
    pub table: String,
    /// "Figure" in the sense of a chart, before its number.
    pub chart: String,
    /// "Section", in a cross reference to a numbered heading.
    pub section: String,
    /// "Contents".
    pub contents: String,
    /// "List of tables".
    pub list_of_tables: String,
    /// "Notes", the heading over footnotes at the end of an HTML page.
    pub notes: String,
    /// "Page {page} of {pages}": the two placeholders stand literally.
    pub page_of: String,
    /// "Skip to content", for keyboard users of the HTML page.
    pub skip_to_content: String,
    /// "Data of the chart", over the table beside a chart.
    pub chart_data: String,
    /// "not available".
    pub not_available: String,
    /// "Note", "Important" and "Warning", the names of callouts.
    pub callout_note: String,
    /// See `callout_note`.
    pub callout_important: String,
    /// See `callout_note`.
    pub callout_warning: String,
    /// "Source", before the source line of a table or chart.
    pub source: String,
    /// "back to text", the label of the link from a note to its mark.
    pub back_to_text: String,
}
