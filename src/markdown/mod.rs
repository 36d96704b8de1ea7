//! Markdown to blocks, and the escaper that keeps data from being Markdown. Floor 1.
//!
//! Reads what the template stage rendered: CommonMark 0.31 with GFM's tables and alerts, footnotes, and
//! attributes of headings (`{ #id .unnumbered }`, after pandoc). Figures and blocks from data come as links and
//! images into a typed [`Ledger`]. What the Document cannot hold is a diagnostic at the place in the template;
//! nothing is dropped. A guard checks that every printed value stands in text. Knows nothing of templates,
//! locales or formats, and of digits typed by hand, which are for `template` to find.

mod alerts;
mod blocks;
mod escape;
mod footnotes;
mod guard;
mod headings;
mod inlines;
mod ledger;
mod links;
mod reader;
mod rendered;
mod source_map;
mod tables;

#[cfg(test)]
mod tests;

pub use escape::escape;
pub use reader::{ReadOptions, read};
pub use rendered::{Ledger, LedgerMetadata, Rendered, Span, SpanKind};
