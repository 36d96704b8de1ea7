//! A reference document: an office's own Word file whose look a report takes. Floor 3.
//!
//! Taken are styles, paper, header and footer with their pictures, theme, fonts and the settings that bear on the
//! look. Where the office has a style it wins, where it lacks one ours is added; the numbers of headings stay those of the
//! report, since its cross references name them. Text, macros, comments and everything else of the office's document stay
//! behind. Works on the finished package, so that the rest of the writer knows of it nothing but the paper.
//! Source: ECMA-376-1, 17.6 (sections), 17.7 (styles), 17.9 (numbering), 17.10 (headers), 17.15.1 (settings).

mod apply;
mod copy;
mod numbering;
mod order;
mod own;
mod page;
mod problems;
mod read;
mod rename;
mod sections;
mod settings;
mod styles;
mod tree;
mod whole;

use super::paper::Paper;
use crate::diagnostic::Diagnostic;
use crate::package::{Element, Package};

/// What a report takes from an office's document. It has been read without a problem, so it can be applied without one.
#[derive(Debug)]
pub struct ReferenceDocument {
    /// The document as a package.
    package: Package,
    /// The name of its main part.
    main: String,
    styles: Element,
    numbering: Option<Element>,
    settings: Option<Element>,
    fonts: Option<Element>,
    page: page::Page,
    /// BLAKE3 of the file.
    digest: [u8; 32],
    warnings: Vec<Diagnostic>,
}

impl ReferenceDocument {
    /// A hash of the whole file that was read.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// What of it no report takes, such as a paper of no width: `reference-document`, sorted.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The paper of its last section; `None` where it says nothing of it.
    pub(super) fn paper(&self) -> Option<Paper> {
        self.page.paper
    }
}
