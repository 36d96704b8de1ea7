//! Writes a Document as a tagged, archival PDF, through Typst as a library. Floor 3.
//!
//! A Document becomes Typst markup in which every text is a string literal, so nothing in the data can be
//! Typst code; the look is `theme.typ`'s. Typst compiles it in a world that holds the report's own files and
//! nothing else: no disk, no network, no package, no system font, no clock. The file keeps PDF/UA-1
//! (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once and carries the given attachments.
//!
//! Knows nothing of templates and data. What may still differ between two themes is only the look.

mod block;
mod cover;
mod face;
mod fonts;
mod glyphs;
mod inline;
mod line_ends;
mod list;
mod literal;
mod markup;
mod picture;
mod problems;
mod table;
mod tokens;
mod typeset;
mod world;

pub use face::Face;
pub use fonts::{BUILT_IN_FONTS, Fonts};
pub use markup::markup;
pub use typeset::{Layout, PdfInput, clear_cache, lay_out, pages, try_theme, typst_files, write};

#[cfg(test)]
mod tests;
