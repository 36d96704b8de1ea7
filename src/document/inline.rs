//! Inlines: text and what stands within a line of it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Block, BlockId};
use crate::model::{FigureId, LanguageTag};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text. Never empty; may hold no-break spaces, never a line end.
    Text(String),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// Strong stress.
    Strong(Vec<Inline>),
    /// A link to the outside.
    Link {
        /// `https`, `http`, `mailto` or `tel` address.
        address: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A reference to a heading, table or chart; a writer prints "Table 3" where `content` is empty.
    CrossReference {
        /// The block that is meant; always one that the document has.
        target: BlockId,
        /// What is shown instead of the number; empty for the number.
        content: Vec<Inline>,
    },
    /// A note at the foot of the page or the end of the text; numbered by the writer in reading order.
    Footnote(Vec<Block>),
    /// A number with its source.
    Figure(PrintedFigure),
    /// Text in a fixed-width font.
    Code(String),
    /// A forced line end.
    LineBreak,
    /// Text in another language than its surroundings.
    Language {
        /// BCP 47 tag.
        language: LanguageTag,
        /// The text.
        content: Vec<Inline>,
    },
}

/// A figure as it was printed at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedFigure {
    /// Which figure; its full record is in `Document::figures`.
    pub id: FigureId,
    /// How it was asked to be printed, such as `unit(billion JPY)`; empty for the default.
    pub look: String,
    /// The text that stands in the report. Never empty.
    pub text: String,
    /// The exact value in base units; `None` where it is not available or not applicable.
    pub value: Option<Decimal>,
}

/// The words of some inlines, without footnotes and cross references; for titles, alt texts and attributes.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Figure(figure) => text.push_str(&figure.text),
            Inline::LineBreak => text.push(' '),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. }
            | Inline::Language { content, .. } => push_plain_text(content, text),
            Inline::Footnote(_) => {}
        }
    }
}
