//! Reading finished PDFs: what can be opened, its pages, where something stands on them.

pub(super) mod content;
pub(super) mod extents;
mod fonts;
pub(super) mod geometry;
mod graphics;
mod open;
mod page;
mod source;
mod syntax;

pub use open::MOST_BYTES;
pub(super) use open::{MOST_UNFOLDED, Opened, first_free, open, refuse_signed};
pub(super) use page::{Page, pages};
pub(super) use source::{Source, value};
pub(super) use syntax::{Entry, written};
