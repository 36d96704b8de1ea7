//! Markdown to blocks, and the escaper that keeps data from being Markdown. Floor 1.
//!
//! Reads what the template stage rendered: CommonMark 0.31 with GFM's tables and alerts, footnotes, and
//! attributes of headings (`{ #id .unnumbered }`, after pandoc). Figures and blocks from data come as links and
//! images into a typed [`Ledger`]. What the Document cannot hold is a diagnostic at the place in the template;
//! nothing is dropped. A guard checks that every printed value stands in text. Knows nothing of templates,
//! locales or formats, and of digits typed by hand, which are for `template` to find.

mod escape;
mod rendered;

pub use escape::escape;
pub use rendered::{Ledger, LedgerMetadata, Rendered, Span, SpanKind};
