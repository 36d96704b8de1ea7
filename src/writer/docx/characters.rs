//! Characters that XML 1.0 cannot hold (production 2, `Char`). Floor 3.
//!
//! They are left out of the file, which would be damaged with them, and that is told: nothing is lost silently.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Inline, inlines_of, walk_blocks, walk_inlines};

/// A warning that names the characters of a document's text that are left out, if there are any.
pub(super) fn check(document: &Document) -> Option<Diagnostic> {
    let mut found = BTreeSet::new();
    let mut look = |text: &str| found.extend(text.chars().filter(|character| !is_xml(*character)));
    walk_blocks(&document.blocks, &mut |block| {
        for inlines in inlines_of(block) {
            walk_inlines(inlines, &mut |inline| match inline {
                Inline::Text(text) | Inline::Code(text) => look(text),
                Inline::Figure(figure) => look(&figure.text),
                Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Link { .. }
                | Inline::CrossReference { .. }
                | Inline::Footnote(_)
                | Inline::LineBreak
                | Inline::Language { .. } => {}
            });
        }
    });
    let named: Vec<String> = found.into_iter().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    (!named.is_empty()).then(|| {
        let message = format!("the Word file is written without characters that XML cannot hold: {}", named.join(", "));
        Diagnostic::warning(Code::UNWRITABLE_CHARACTER, None, message).with_hint("take them out of the text")
    })
}

fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
