//! What an artifact is made from, as one hash.

use std::cell::OnceCell;
use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::locale::Locale;
use crate::model::Timestamp;
use crate::writer::docx::{self, DocxInput, ReferenceDocument};
use crate::writer::pdf::{self, Fonts, Layout, PdfInput};
use crate::writer::{Attachment, PageNumbers, ThemeFiles, html};

use super::Format;
use super::watch::{Stage, Watch};

/// Two artifacts of one fingerprint have the same bytes and the same diagnostics of their writer.
///
/// BLAKE3 over the program and over exactly the values that the writer gets. It says nothing of the files that these
/// values were read from: a comment in one changes no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

#[cfg(test)]
impl Fingerprint {
    /// A fingerprint of some bytes, for tests of what is kept under it.
    pub(crate) fn of_test(bytes: &[u8]) -> Fingerprint {
        Fingerprint(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// On which pages a report stands, if it could be laid out, and what was found in doing so.
#[derive(Debug)]
pub(super) struct Paged {
    numbers: Option<PageNumbers>,
    diagnostics: Vec<Diagnostic>,
}

/// What the writer of a format gets, and all that it gets. A format is added here: once to be written, once to be
/// hashed, from the same fields.
pub(super) enum Given<'a> {
    /// For [`pdf::write()`].
    Pdf {
        /// The report and its look.
        input: PdfInput<'a>,
        /// The fonts of the process.
        fonts: &'a Fonts,
        /// Filled, for the formats that print numbers of pages.
        paged: &'a OnceCell<Paged>,
    },
    /// For [`docx::write`].
    Docx {
        /// The report and its look, also that of its pages; without files that travel inside.
        layout: PdfInput<'a>,
        /// The fonts of the process, which the pages depend on.
        fonts: &'a Fonts,
        /// The pages, where another format has asked for them; they come out the same.
        paged: &'a OnceCell<Paged>,
        /// A document whose look is taken.
        reference: Option<&'a ReferenceDocument>,
    },
    /// For [`html::write`].
    Html {
        /// The report.
        document: &'a Document,
        /// Its look.
        theme: &'a ThemeFiles,
        /// Its language.
        locale: &'a Locale,
    },
}

/// The files of a theme that a format uses; the others are empty, so that its writer can't depend on them.
pub(super) fn theme_of(format: Format, theme: &ThemeFiles) -> ThemeFiles {
    let (typst, typst_path) = match format {
        Format::Pdf | Format::Docx => (theme.typst.clone(), theme.typst_path.clone()),
        Format::Html => (String::new(), String::new()),
    };
    let css = match format {
        Format::Html => theme.css.clone(),
        Format::Pdf | Format::Docx => String::new(),
    };
    let word = match format {
        Format::Docx => theme.word.clone(),
        Format::Pdf | Format::Html => docx::Look::default(),
    };
    ThemeFiles { name: theme.name.clone(), tokens: theme.tokens.clone(), typst, typst_path, css, word }
}

impl Given<'_> {
    /// Writes the format.
    pub(super) fn write(&self, watch: &mut Watch<'_>) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
        match self {
            Given::Pdf { input, fonts, paged } => {
                let (layout, mut diagnostics) = watch.measure(Stage::Paginate, || pdf::lay_out(input, fonts));
                let numbers = layout.as_ref().map(Layout::page_numbers);
                paged.get_or_init(|| Paged { numbers, diagnostics: diagnostics.clone() });
                let Some(layout) = layout else { return (None, diagnostics) };
                let (bytes, found) = watch.measure(Stage::WritePdf, || layout.export());
                diagnostics.extend(found);
                (bytes, diagnostics)
            }
            Given::Docx { layout, fonts, paged, reference } => {
                let Paged { numbers, diagnostics } = paged.get_or_init(|| {
                    let (numbers, diagnostics) = watch.measure(Stage::Paginate, || pdf::pages(layout, fonts));
                    Paged { numbers, diagnostics }
                });
                let mut diagnostics = diagnostics.clone();
                let Some(pages) = numbers else { return (None, diagnostics) };
                let PdfInput { document, theme, locale, timestamp, .. } = *layout;
                let word = DocxInput { document, theme, locale, pages, reference: *reference, timestamp };
                let (bytes, found) = watch.measure(Stage::WriteDocx, || docx::write(&word));
                diagnostics.extend(found);
                (bytes, diagnostics)
            }
            Given::Html { document, theme, locale } => {
                let page = watch.measure(Stage::WriteHtml, || html::write(document, theme, locale));
                (Some(page.into_bytes()), Vec::new())
            }
        }
    }

    /// The fingerprint of what [`Given::write`] makes. `document` is the [`digest`] of the document, which all formats
    /// share; `program` tells one build of the program from another.
    pub(super) fn fingerprint(&self, document: &[u8; 32], program: &[u8; 32]) -> Fingerprint {
        let mut hasher = Hasher::default();
        hasher.part("program", program);
        hasher.part("document", document);
        match self {
            Given::Pdf { input, fonts, paged: _ } => {
                hasher.part("format", b"pdf");
                hasher.pages(input, fonts);
            }
            Given::Docx { layout, fonts, paged: _, reference } => {
                hasher.part("format", b"docx");
                hasher.pages(layout, fonts);
                if let Some(reference) = reference {
                    hasher.part("reference", &reference.digest());
                }
            }
            Given::Html { document: _, theme, locale } => {
                hasher.part("format", b"html");
                hasher.look(theme, locale);
            }
        }
        Fingerprint(*hasher.0.finalize().as_bytes())
    }
}

/// A hash of a whole document.
///
/// It is taken over the derived `Debug` form, which names every field of every type and quotes every text, so that a
/// field can't be added and forgotten, nor left out as serde's `skip` could; a decimal keeps its scale there, which its
/// `Hash` does not. That form may change with the compiler, which changes the program as well.
pub(super) fn digest(document: &Document) -> [u8; 32] {
    *blake3::hash(format!("{document:?}").as_bytes()).as_bytes()
}

/// BLAKE3 over named parts, each with its length, so that no two lists of parts look alike.
#[derive(Default)]
struct Hasher(blake3::Hasher);

impl Hasher {
    fn part(&mut self, name: &str, bytes: &[u8]) {
        for bytes in [name.as_bytes(), bytes] {
            self.0.update(&(bytes.len() as u64).to_be_bytes()).update(bytes);
        }
    }

    fn pages(&mut self, input: &PdfInput<'_>, fonts: &Fonts) {
        // A field that is added must be hashed: this names them all.
        let PdfInput { document: _, theme, locale, attachments, timestamp } = input;
        self.look(theme, locale);
        self.attachments(attachments);
        self.timestamp(*timestamp);
        self.part("fonts", &fonts.digest());
    }

    fn look(&mut self, theme: &ThemeFiles, locale: &Locale) {
        self.part("theme", format!("{theme:?}").as_bytes());
        self.part("locale", locale.definition().as_bytes());
    }

    fn attachments(&mut self, attachments: &[Attachment]) {
        for attachment in attachments {
            let Attachment { name, media_type, description, relationship, bytes } = attachment;
            let head = format!("{name:?} {media_type:?} {description:?} {relationship:?}");
            self.part("attachment", head.as_bytes());
            self.part("content", bytes);
        }
    }

    fn timestamp(&mut self, timestamp: Timestamp) {
        self.part("timestamp", timestamp.to_string().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Image, sample};

    /// Whether a change of the sample document changes its digest.
    fn check(change: impl Fn(&mut Document)) -> bool {
        let mut document = sample::document();
        change(&mut document);
        digest(&document) != digest(&sample::document())
    }

    fn image(bytes: &[u8]) -> Block {
        let (media_type, alt) = ("image/png".to_owned(), "a picture".to_owned());
        Block::Image(Image { bytes: bytes.to_vec(), media_type, alt, caption: String::new() })
    }

    #[test]
    fn the_digest_changes_with_every_kind_of_content() {
        assert!(!check(|_| {}));
        assert!(check(|document| document.metadata.running_note.push(' ')));
        assert!(check(|document| document.words.page_of.push('.')));
        assert!(check(|document| document.metadata.data_hash.push('0')));
        assert!(check(|document| drop(document.figures.pop_first())));
        assert!(check(|document| drop(document.sources.pop_last())));
        assert!(check(|document| document.blocks.swap(0, 1)));
    }

    #[test]
    fn a_decimal_that_is_written_with_more_digits_is_another() {
        let find = |document: &mut Document, scale: u32| {
            for block in &mut document.blocks {
                if let Block::KeyFigures(tiles) = block {
                    let value = tiles[0].figure.value.as_mut().expect("the sample's first tile is known");
                    value.rescale(scale);
                }
            }
        };
        assert!(check(|document| find(document, 20)));
    }

    #[test]
    fn the_bytes_of_an_image_count() {
        let of = |bytes: &[u8]| {
            let mut document = sample::document();
            document.blocks.push(image(bytes));
            digest(&document)
        };
        assert_eq!(of(b"one"), of(b"one"));
        assert_ne!(of(b"one"), of(b"two"));
    }
}
