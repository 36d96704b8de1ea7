//! Writers: a Document becomes a file. Floor 3.
//!
//! Each writer draws every block and inline of [`crate::document`], takes the shared look from a theme, and
//! prints no word or number of its own but those of sections, tables, charts, notes and pages. This module
//! holds what the writers have in common: the files of a theme, and what can be attached to a report.

mod columns;
pub mod docx;
pub mod html;
mod numbering;
mod page_numbers;
pub mod pdf;
mod size;

pub use numbering::Numbering;
pub use page_numbers::PageNumbers;
use size::{chart_height_pt, is_brief};

use crate::document::Theme;

/// The messages of a language that writers read by themselves, and all that they may read: a writer gets a
/// [`crate::locale::Locale`] narrowed to these, since what it makes is kept until one of them changes.
pub const MESSAGES: &[&str] = &["value-not-available", "place-line", "place-page", "place-cell"];

/// The files of one theme, read.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeFiles {
    /// Folder name of the theme, such as `jica`.
    pub name: String,
    /// What `theme.yaml` says.
    pub tokens: Theme,
    /// The text of `theme.typ`.
    pub typst: String,
    /// Where `theme.typ` stands, relative to the project, for diagnostics.
    pub typst_path: String,
    /// The text of `theme.css`.
    pub css: String,
    /// What `word.yaml` says; the styles' own defaults where the theme has none.
    pub word: docx::Look,
}

/// A file that travels inside a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name, unique within a report, such as `figures.json`.
    pub name: String,
    /// Media type, such as `application/json`.
    pub media_type: String,
    /// One sentence on what it holds; never empty.
    pub description: String,
    /// What it is to the report.
    pub relationship: Relationship,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What an attached file is to the report that carries it (ISO 32000-2, table 43, `AFRelationship`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relationship {
    /// The report shows what stands in it.
    Data,
    /// The report was made from it.
    Source,
    /// It adds to the report.
    Supplement,
}
