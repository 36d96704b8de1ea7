//! A finished PDF: what it is, what stamps it bears, the original below them.

use lopdf::{Document, Object, decode_text_string};
use serde_json::Value;

use super::pdf::{self, MOST_UNFOLDED, Opened};
use super::record::{self, Record};
use super::register::is_sha256;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::LanguageTag;

/// The attachment in which a report of ours says what it is.
const FIGURES: &str = "figures.json";

/// A PDF that was opened.
pub struct IssuedFile<'a> {
    path: &'a str,
    opened: Opened<'a>,
    records: Vec<Record>,
}

/// What has become of a stamped file since it was stamped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// Nothing: every byte is as it was.
    Untouched,
    /// It was changed; the original is still its beginning.
    Changed,
    /// It was changed, and the original is not in it any more.
    OriginalLost,
}

/// Which report of ours a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The country's code.
    pub country: String,
    /// The report's name.
    pub report: String,
    /// The year of the edition.
    pub year: i16,
    /// The language.
    pub language: LanguageTag,
    /// The hash of the data that it was made from.
    pub data_sha256: String,
}

impl<'a> IssuedFile<'a> {
    /// Opens a PDF. `path` is what the place of a problem says.
    ///
    /// # Errors
    ///
    /// `unreadable-pdf`, `encrypted-pdf`.
    pub fn open(path: &'a str, bytes: &'a [u8]) -> Result<IssuedFile<'a>, Diagnostic> {
        let opened = pdf::open(path, bytes)?;
        let records = record::records(&opened.document);
        Ok(IssuedFile { path, opened, records })
    }

    /// The stamps that the file bears. More than one only where another program has put files together.
    pub fn stamps(&self) -> impl Iterator<Item = (&Record, Integrity)> {
        self.records.iter().map(|record| (record, self.integrity(record)))
    }

    fn integrity(&self, record: &Record) -> Integrity {
        match (record::is_sealed(self.opened.bytes, record), record::original(self.opened.bytes, record)) {
            (true, Some(_)) => Integrity::Untouched,
            (false, Some(_)) => Integrity::Changed,
            (true | false, None) => Integrity::OriginalLost,
        }
    }

    /// The file below the stamp: its beginning, byte for byte; all of it where it bears no stamp.
    ///
    /// # Errors
    ///
    /// `changed-after-stamp` where another program has changed the file since.
    pub fn original(&self) -> Result<&'a [u8], Diagnostic> {
        match &self.records[..] {
            [] => Ok(self.opened.bytes),
            [record] if self.integrity(record) == Integrity::Untouched => {
                Ok(record::original(self.opened.bytes, record).expect("an untouched file has its original"))
            }
            _ => Err(self.changed()),
        }
    }

    /// The file below the stamp, even where something was changed after it, which is lost then.
    ///
    /// # Errors
    ///
    /// `not-stamped`, or `changed-after-stamp` where the original is not in the file any more.
    pub fn without_stamp(&self) -> Result<&'a [u8], Diagnostic> {
        if self.records.is_empty() {
            let message = "the file bears no stamp";
            return Err(Diagnostic::error(Code::NOT_STAMPED, Place::file(self.path), message));
        }
        let original = self.records.iter().find_map(|record| record::original(self.opened.bytes, record));
        original.ok_or_else(|| self.changed())
    }

    fn changed(&self) -> Diagnostic {
        let message =
            "another program has changed the file since it was stamped, so the stamp can't be taken out of it";
        let hint = match self.without_stamp_or_none() {
            true => {
                "the original is still in the file: `hokoku stamp FILE.pdf --remove -o ORIGINAL.pdf` gives it back, without the later changes"
            }
            false => "take the file as it was before it was stamped",
        };
        Diagnostic::error(Code::CHANGED_AFTER_STAMP, Place::file(self.path), message).with_hint(hint)
    }

    fn without_stamp_or_none(&self) -> bool {
        self.records.iter().any(|record| record::original(self.opened.bytes, record).is_some())
    }

    /// The language that the file says it is in.
    pub fn language(&self) -> Option<LanguageTag> {
        let document = &self.opened.document;
        let tag =
            document.catalog().and_then(|catalog| catalog.get_deref(b"Lang", document)).and_then(decode_text_string);
        LanguageTag::parse(tag.ok()?.trim())
    }

    /// Which report of ours it is, as its attached list of figures says; `None` for a foreign file.
    pub fn origin(&self) -> Option<Origin> {
        let list: Value = serde_json::from_slice(&self.attachment(FIGURES)?).ok()?;
        let text = |key: &str| list.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        Some(Origin {
            country: text("country")?,
            report: text("report")?,
            year: list.get("year").and_then(Value::as_i64).and_then(|year| i16::try_from(year).ok())?,
            language: LanguageTag::parse(&text("language")?)?,
            data_sha256: text("data-sha256").filter(|hash| is_sha256(hash))?,
        })
    }

    /// The content of the attached file of a name.
    pub fn attachment(&self, name: &str) -> Option<Vec<u8>> {
        attachment(&self.opened.document, name)
    }

    /// The text of all pages in the order of their content; `None` where the program can't tell what letters stand there.
    pub fn text(&self) -> Option<String> {
        let pages: Vec<u32> = self.opened.document.get_pages().into_keys().collect();
        self.opened.document.extract_text(&pages).ok()
    }
}

fn attachment(document: &Document, name: &str) -> Option<Vec<u8>> {
    let specifications = document.objects.values().filter_map(|object| object.as_dict().ok());
    let is_named = |key: &[u8], specification: &lopdf::Dictionary| {
        specification.get_deref(key, document).and_then(decode_text_string).is_ok_and(|text| text == name)
    };
    let named = specifications.filter(|specification| is_named(b"UF", specification) || is_named(b"F", specification));
    let mut streams = named.filter_map(|specification| {
        let files = specification.get_deref(b"EF", document).and_then(Object::as_dict).ok()?;
        files.get_deref(b"F", document).and_then(Object::as_stream).ok()
    });
    let stream = streams.next()?;
    match stream.is_compressed() {
        true => stream.decompressed_content_with_limit(MOST_UNFOLDED).ok(),
        false => Some(stream.content.clone()),
    }
}
