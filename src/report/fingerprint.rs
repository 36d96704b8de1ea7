//! What an artifact is made from, as one hash.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::locale::Locale;
use crate::model::Timestamp;
use crate::writer::pdf::{self, Fonts, PdfInput};
use crate::writer::{Attachment, ThemeFiles, html};

use super::Format;

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

/// What the writer of a format gets, and all that it gets. A format is added here: once to be written, once to be
/// hashed, from the same fields.
pub(super) enum Given<'a> {
    /// For [`pdf::write()`].
    Pdf {
        /// The report and its look.
        input: PdfInput<'a>,
        /// The fonts of the process.
        fonts: &'a Fonts,
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
    match format {
        Format::Pdf => ThemeFiles { css: String::new(), ..theme.clone() },
        Format::Html => ThemeFiles { typst: String::new(), typst_path: String::new(), ..theme.clone() },
    }
}

impl Given<'_> {
    /// Writes the format.
    pub(super) fn write(&self) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
        match self {
            Given::Pdf { input, fonts } => pdf::write(input, fonts),
            Given::Html { document, theme, locale } => {
                (Some(html::write(document, theme, locale).into_bytes()), Vec::new())
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
            Given::Pdf { input, fonts } => {
                // A field that is added must be hashed: this names them all.
                let PdfInput { document: _, theme, locale, attachments, timestamp } = input;
                hasher.part("format", b"pdf");
                hasher.look(theme, locale);
                hasher.attachments(attachments);
                hasher.timestamp(*timestamp);
                hasher.part("fonts", &fonts.digest());
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
