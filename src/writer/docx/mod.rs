//! Writes a Document as a Word file that a person can go on working with. Floor 3.
//!
//! Real styles, numbering, contents, captions, cross references and footnotes; charts that can be edited; each figure a
//! content control bound to a store in the file. Every field carries its result, so that Word asks nothing on opening;
//! page numbers are those of our own PDF layout, whatever formats are asked for.
//!
//! Knows nothing of templates and data. Source: ECMA-376-1 (transitional schema) and ECMA-376-2, as Word 2013 and later
//! read them.

mod blocks;
mod caption;
mod characters;
mod chart;
mod contents;
mod cover;
mod definitions;
mod field;
mod figures;
mod graphics;
mod headers;
mod inlines;
mod look;
mod names;
mod numbering;
mod panels;
mod paper;
mod paragraph;
mod picture;
mod properties;
mod reference;
mod run;
mod sections;
mod settings;
mod styles;
mod table;
mod table_style;
mod targets;
mod tokens;
mod units;
mod write;
mod writing;
mod xml;

pub use look::{FontToken, Look, LookProblem, PartColors, SizeToken, StyleLook};
pub use reference::ReferenceDocument;
pub use write::{DocxInput, write};

#[cfg(test)]
mod tests;
