//! Captions with their counted numbers, and source lines. Floor 3.

use super::paragraph::Paragraph;
use super::run::Format;
use super::writing::Writing;
use crate::document::{BlockId, Inline};
use crate::package::XmlWriter;

/// What a caption counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// Tables.
    Table,
    /// Charts.
    Chart,
}

impl Counted {
    /// The name of the sequence (ECMA-376-1, 17.16.5.56); the same in every language, since the list of tables names it.
    pub(super) fn sequence(self) -> &'static str {
        match self {
            Counted::Table => "Table",
            Counted::Chart => "Figure",
        }
    }
}

impl<'a> Writing<'a> {
    /// Writes a caption: "Table 3. Words". A reference repeats "Table 3" only, so only that is in its bookmark.
    pub(super) fn caption(
        &mut self,
        xml: &mut XmlWriter,
        counted: Counted,
        id: &'a BlockId,
        words: &'a [Inline],
        keeps_next: bool,
    ) {
        let names = &self.document.words;
        let (word, number) = match counted {
            Counted::Table => (&names.table, self.numbering.table(id)),
            Counted::Chart => (&names.chart, self.numbering.chart(id)),
        };
        self.paragraph(xml, Paragraph::kept("Caption", keeps_next), |this, xml| {
            let contents = this.targets.contents(id);
            this.bookmarked(xml, contents, |this, xml| {
                if let Some(number) = number {
                    let label = Format::of("CaptionLabel");
                    let reference = this.targets.reference(id);
                    this.bookmarked(xml, reference, |this, xml| {
                        this.text(xml, &label, &format!("{word}\u{a0}"));
                        let instruction = format!("SEQ {} \\* ARABIC", counted.sequence());
                        this.field(xml, &label, &instruction, |this, xml| this.text(xml, &label, &number.to_string()));
                    });
                    this.text(xml, &label, ".");
                    this.text(xml, &Format::default(), " ");
                }
                this.inlines(xml, words, &Format::default());
            });
        });
    }

    /// Writes the small line below a table or chart, if there is one.
    pub(super) fn source_line(&mut self, xml: &mut XmlWriter, words: &'a [Inline]) {
        if !words.is_empty() {
            self.paragraph(xml, Paragraph::of("SourceLine"), |this, xml| {
                this.inlines(xml, words, &Format::default());
            });
        }
    }
}
