//! The formats that a report can be written in.

use std::fmt;

use serde::{Serialize, Serializer};

/// A file format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tagged, archival PDF.
    Pdf,
    /// A Word file with native styles, tables, charts and references.
    Docx,
    /// One self-contained page.
    Html,
}

impl Format {
    /// Every format, in the order in which they are written.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Docx, Format::Html];

    /// Its name, which is also the extension of its files.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Html => "html",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.as_str() == text)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
